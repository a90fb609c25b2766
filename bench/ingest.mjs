// Compares `flp ingest` with `sqlite3 .import` of the same counts into a comparable keyed table: whole processes, in
// turn, medians and highest memory. Usage: node bench/ingest.mjs [RUNS] [--long]; --long adds a file ten times as long.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { enlarge } from "./larger-nation.mjs";
import { measured, median, program, writeCounts } from "./measure.mjs";
import { importCounts, removeDatabase, tables } from "./sqlite-import.mjs";

const runs = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 5);
const folder = mkdtempSync(join(tmpdir(), "flp-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const database = join(folder, "db.sqlite");

/** Ingests a file into a fresh database, unless it is told otherwise. */
function flp(file, { isFresh = true } = {}) {
  if (isFresh) removeDatabase(database);
  return measured(process.execPath, [
    program,
    "--db",
    database,
    "--quiet",
    "ingest",
    file,
    "--accept",
    "bench",
  ]);
}

/** Writes the file again with the new plans of its middle row one higher. Returns the path. */
function restatedFile(file) {
  const lines = readFileSync(file, "utf8").split("\r\n");
  const middle = Math.floor(lines.length / 2);
  const cells = lines[middle].split(";");
  lines[middle] = [...cells.slice(0, 3), String(Number(cells[3]) + 1), ...cells.slice(4)].join(";");
  const path = file.replace(/\.csv$/, "-restated.csv");
  writeFileSync(path, lines.join("\r\n"));
  return path;
}

function show(what, results) {
  const times = results.map(({ ms }) => ms);
  const range = `(${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)})`;
  const memory = Math.max(...results.map(({ mb }) => mb)).toFixed(0);
  console.log(
    `${what.padEnd(44)} ${median(times).toFixed(0).padStart(6)} ms  ${range.padEnd(14)} ${memory.padStart(4)} MB`,
  );
}

async function compare(name, settings, count) {
  const file = join(folder, `${name}.csv`);
  const rows = await writeCounts(file, settings);
  console.log(`\n${rows} counts, ${(statSync(file).size / 1e6).toFixed(1)} MB, ${count} runs`);
  const restated = restatedFile(file);
  const all = Array.from({ length: count }, () => ({
    ...Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [name, importCounts(database, file, table)]),
    ),
    own: flp(file),
    restated: flp(restated, { isFresh: false }),
  }));
  const of = (key) => all.map((one) => one[key]);
  show("sqlite3 .import, keyed table", of("keyed"));
  show("sqlite3 .import, stored in the key's order", of("clustered"));
  show("sqlite3 .import, with the store's checks", of("checked"));
  show("flp ingest", of("own"));
  show("flp ingest again, one number changed", of("restated"));
  for (const key of Object.keys(tables))
    console.log(`ratio to ${key}: ${median(all.map((one) => one.own.ms / one[key].ms)).toFixed(2)}`);
}

await compare("eight-years", {}, runs);
// Ten times as long means ten times the rows a month: the calendar of the sample ends after some decades.
if (process.argv.includes("--long")) {
  const short = join(folder, "short.csv");
  await writeCounts(short, {});
  const file = join(folder, "long.csv");
  const [rows] = enlarge([{ from: short, to: file, numbers: [1] }], 10);
  console.log(`\n${rows} counts, ${(statSync(file).size / 1e6).toFixed(1)} MB, 1 run`);
  show("flp ingest", [flp(file)]);
}

const month = fileURLToPath(new URL("../fixtures/national/planer_2025-02.csv", import.meta.url));
console.log("\none month of the sample");
show(
  "flp ingest",
  Array.from({ length: runs }, () => flp(month)),
);
