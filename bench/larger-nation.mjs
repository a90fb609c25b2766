import { readFileSync, writeFileSync } from "node:fs";

/**
 * Writes extracts again for a nation that is `times` as large: every row `times` over, each under a number of its own, and
 * in the order of the rows. `files` name what is read (`from`), what is written (`to`) and the columns that hold a number
 * (`numbers`, counted from 0); a clinic keeps its new numbers through all of them. Returns how many rows each file has.
 */
export function enlarge(files, times) {
  const extracts = files.map((file) => ({ ...file, ...readExtract(file.from) }));
  const numbers = extracts.flatMap((extract) =>
    extract.rows.flatMap((row) => extract.numbers.map((column) => row[column])),
  );
  const places = new Map([...new Set(numbers)].sort().map((number, place) => [number, place + 1]));
  const renumbered = (number, copy) =>
    number === "" ? "" : String(places.get(number) * times + copy).padStart(6, "0");
  return extracts.map((extract) => {
    const lines = extract.rows.flatMap((row) =>
      Array.from({ length: times }, (_, copy) =>
        row
          .map((cell, column) => (extract.numbers.includes(column) ? renumbered(cell, copy) : cell))
          .join(";"),
      ),
    );
    writeFileSync(extract.to, `${extract.header}\r\n${lines.sort().join("\r\n")}\r\n`);
    return lines.length;
  });
}

function readExtract(path) {
  const text = readFileSync(path, "utf8");
  if (text.includes('"'))
    throw new Error(`${path} quotes its cells: rows cannot be split at their semicolons`);
  const [header, ...lines] = text.trimEnd().split("\r\n");
  return { header, rows: lines.map((line) => line.split(";")) };
}
