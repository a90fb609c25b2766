/** What may stand between cells, the likeliest first. */
const delimiters = [";", ",", "\t", "|"];

/** How many lines are looked at: title lines above a table are few. */
const seenLines = 40;

/** A first line by which Excel is told the delimiter of a text file: `sep=;`. */
const declaration = /^"?sep=(.)"?[ \t]*$/i;

/** True for the line `sep=;`, which is about the file and no row of it. */
export function isDelimiterLine(line: string): boolean {
  return declaration.test(line);
}

/**
 * The delimiter of lines, none of them blank: the one that the first line declares, or else the one that cuts most lines
 * into the same number of cells. Title lines with commas in them are not so many; text in quotation marks does not count.
 */
export function delimiterOf(lines: readonly string[]): string {
  const [first = ""] = lines;
  const declared = declaration.exec(first)?.[1];
  if (declared !== undefined) return declared;
  const outsideQuotes = lines.slice(0, seenLines).map((line) => line.replaceAll(/"(?:[^"]|"")*"/g, ""));
  const scored = delimiters.map((mark) => ({ mark, score: evenness(outsideQuotes, mark) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).mark;
}

/** Cells beyond the first, over all lines of the number of cells that makes most of them. */
function evenness(lines: readonly string[], mark: string): number {
  const tally = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(mark).length - 1;
    tally.set(count, (tally.get(count) ?? 0) + count);
  }
  return Math.max(0, ...tally.values());
}
