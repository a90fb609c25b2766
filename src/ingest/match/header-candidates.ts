import { normalizeLabel } from "../../defs/labels.js";
import type { TableWords } from "../../defs/files/table-words.js";
import { quoteValue } from "../../domain/shapes/problem.js";
import type { TextRecord } from "../read/table/records.js";

/** Some rows of a table taken for its header: what they say, and how they were read. */
export interface HeaderCandidate {
  /** Headings as a reader sees them; the line is that of the last row of the header. */
  record: TextRecord;
  /** Line of the first row of the header. */
  firstLine: number;
  /** Headings as they are held against profiles: units behind them left out. */
  labels: readonly string[];
  /** What was set right, for the reader. */
  warnings: readonly string[];
}

/**
 * The ways in which the rows at the beginning of a table can be its header, the plainest first: every row for itself, then
 * without the units behind its headings or the marks between their words, then two rows that make one header together. `rows` are those that may begin a
 * header, `head` all that are known of the table.
 */
export function headerCandidates(
  rows: readonly TextRecord[],
  head: readonly TextRecord[],
  { units }: Pick<TableWords, "units">,
): HeaderCandidate[] {
  const next = (record: TextRecord): TextRecord | undefined =>
    head.find(({ line }) => line === record.line + 1);
  const plain = rows.map((record) => withUnitRow(candidateOf(record, record.line), next(record), units));
  const joined = rows.flatMap((record) => {
    const below = next(record);
    return below === undefined ? [] : joinedRows(record, below);
  });
  const spelt = [...plain, ...joined].flatMap((one) => [...withoutUnits(one, units), ...withoutMarks(one)]);
  return [...plain, ...spelt, ...joined];
}

function candidateOf(record: TextRecord, firstLine: number): HeaderCandidate {
  return { record, firstLine, labels: record.cells, warnings: [] };
}

/** A row of nothing but units right below the headings belongs to the header. */
function withUnitRow(
  candidate: HeaderCandidate,
  below: TextRecord | undefined,
  units: ReadonlySet<string>,
): HeaderCandidate {
  const filled = (below?.cells ?? []).filter((cell) => cell.trim() !== "");
  if (below === undefined || filled.length === 0 || !filled.every((cell) => isUnit(cell, units)))
    return candidate;
  return {
    ...candidate,
    record: { ...candidate.record, line: below.line },
    warnings: [`row ${below.line} holds units and was read as part of the header`],
  };
}

function isUnit(text: string, units: ReadonlySet<string>): boolean {
  return units.has(normalizeLabel(text.trim().replace(/^[([](.*)[)\]]$/, "$1")));
}

/** The same header with the units behind its headings left out; nothing where it has none. */
function withoutUnits(candidate: HeaderCandidate, units: ReadonlySet<string>): HeaderCandidate[] {
  const warnings: string[] = [];
  const labels = candidate.labels.map((heading) => {
    const parts = /^(.+?)\s*(?:[([]([^()[\]]+)[)\]]|,\s*([^,]+))$/su.exec(heading.trim());
    const unit = parts?.[2] ?? parts?.[3];
    if (parts?.[1] === undefined || unit === undefined || !units.has(normalizeLabel(unit))) return heading;
    warnings.push(
      `the heading ${quoteValue(heading.trim())} was read as ${quoteValue(parts[1])}, without its unit`,
    );
    return parts[1];
  });
  return warnings.length === 0
    ? []
    : [{ ...candidate, labels, warnings: [...candidate.warnings, ...warnings] }];
}

/** Points and underscores between words, which SAS, R and databases write in place of blanks. */
const marksForBlanks = /(?<=\p{L})[._]+(?=[\p{L}\p{N}])/gu;

/** The same header with blanks for the marks between the words of its headings; nothing where it has none. */
function withoutMarks(candidate: HeaderCandidate): HeaderCandidate[] {
  const labels = candidate.labels.map((heading) => heading.replaceAll(marksForBlanks, " "));
  const changed = candidate.labels.flatMap((heading, place) =>
    heading === labels[place]
      ? []
      : [`${quoteValue(heading.trim())} as ${quoteValue(labels[place]?.trim() ?? "")}`],
  );
  if (changed.length === 0) return [];
  const warning = `headings with marks in place of blanks were read without them: ${changed.join(", ")}`;
  return [{ ...candidate, labels, warnings: [...candidate.warnings, warning] }];
}

/**
 * Two rows read as one header: below a heading that stands over several columns (`KOL` over `nye` and `vedl.`), beside one
 * that reaches over both rows, or cut in two (`Nye` over `planer`).
 */
function joinedRows(upper: TextRecord, lower: TextRecord): HeaderCandidate[] {
  const width = Math.max(upper.cells.length, lower.cells.length);
  const above = cellsOf(upper, width);
  const below = cellsOf(lower, width);
  let group = "";
  const groups = above.map((cell, place) => {
    if (cell !== "") group = cell;
    return below[place] === "" ? cell : group;
  });
  const ways = [
    below.map((cell, place) => (cell === "" ? (above[place] ?? "") : cell)),
    below.map((cell, place) => joinedHeading(above[place] ?? "", cell)),
    below.map((cell, place) => joinedHeading(groups[place] ?? "", cell)),
  ];
  const distinct = ways.filter(
    (way, place) => ways.findIndex((one) => one.join("\n") === way.join("\n")) === place,
  );
  return distinct.map((cells) => ({
    record: { line: lower.line, cells, remarks: null },
    firstLine: upper.line,
    labels: cells,
    warnings: [`rows ${upper.line} and ${lower.line} were read as one header`],
  }));
}

function cellsOf({ cells }: TextRecord, width: number): string[] {
  return Array.from({ length: width }, (_, place) => (cells[place] ?? "").trim());
}

function joinedHeading(upper: string, lower: string): string {
  return [upper, lower].filter((text) => text !== "").join(" ");
}
