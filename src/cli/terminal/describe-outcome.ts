import { fineShareWords } from "../../domain/danish.js";
import type { MovedFigure, Revision, RevisedTotal } from "../../domain/shapes/revision.js";
import type { IngestOutcome, NoteCounts, RegisterCounts } from "../../ingest/store/outcome.js";
import type { ProblemCause } from "../../domain/shapes/cause.js";
import { noun } from "../../lib/words.js";
import { mistakeEnding } from "./mistake-words.js";
import { monthSpan } from "../commands/loads.js";
import { count } from "./table.js";
import { safeLine } from "./safe-text.js";
import type { Terminal } from "./terminal.js";

/*
 * What is said of one file stays within 15 lines and the first 20 causes of problems; --json, the list of problems and
 * flp revisions have all of it.
 */

/** How many causes of problems, or reasons of a hold, the terminal shows before it only counts the rest. */
const shownProblems = 20;

/** How many lines go to warnings, to sums of restated months, and to each part of a dry run. */
const warningLines = 4;
const restatedLines = 7;
const dryRunLines = 3;

/** Tells what became of one file: warnings and problems, then the result. `accepting` is the command that lets in what was held. */
export function describeOutcome(
  terminal: Terminal,
  outcome: IngestOutcome & { revision?: Revision | null },
  accepting: string,
): void {
  const warnings = fold(outcome.warnings, warningLines, "; --json lists all warnings");
  for (const warning of warnings) terminal.warn(`${outcome.file}: ${warning}`);
  tellProblems(terminal, outcome);
  terminal.result(
    resultLines(outcome, accepting)
      .map((line) => `${safeLine(line)}\n`)
      .join(""),
  );
}

/** Problems by cause; those of a file that was let in are warnings. */
function tellProblems(
  terminal: Terminal,
  { file, status, problems, problem_count, causes, looks_like: looksLike }: IngestOutcome,
): void {
  const isOut = status === "refused" || status === "held";
  const tell = (...lines: string[]): void => {
    const text = lines.map(safeLine).join("\n");
    if (isOut) terminal.fail(text);
    else terminal.warn(text);
  };
  if (isOut && looksLike !== null) tell(`${file}: it looks as though ${mistakeEnding(looksLike)}`);
  if (status === "held") {
    for (const problem of problems.slice(0, shownProblems)) tell(`${file}: held: ${problem.message}`);
    const more = problem_count - shownProblems;
    if (more > 0)
      tell(`${file}: ${count(more)} ${noun(more, "problem")} more, ${count(problem_count)} in all`);
    return;
  }
  // The message of an unknown layout names its columns already.
  const told = causes.filter(({ code }) => code !== "column-missing" && code !== "column-unknown");
  for (const cause of told.slice(0, shownProblems)) tell(...causeLines(file, cause));
  const more = told.length - shownProblems;
  if (more > 0)
    tell(`${file}: ${count(more)} ${noun(more, "cause")} more, ${count(problem_count)} problems in all`);
}

/** A cause in a line, with its count and lines where more than one row has it, and examples beneath it. */
function causeLines(file: string, cause: ProblemCause): string[] {
  const { sheet, column, first_line: first, last_line: last, examples } = cause;
  const name = sheet === null ? file : `${file} [${sheet}]`;
  const what = column === null ? "" : `${column}: `;
  const message = examples[0]?.message ?? "";
  if (cause.count === 1 || first === null)
    return [`${first === null ? name : `${name}:${first}`}: ${what}${message}`];
  const shown = examples.map(({ line, value }) => `${line ?? ""}${value === null ? "" : ` “${value}”`}`);
  return [
    `${name}:${first}: ${what}${count(cause.count)} ${noun(cause.count, "time")} up to line ${last ?? ""}: ${message}`,
    `  lines such as ${shown.join(", ")}`,
  ];
}

/** A path as a shell takes it for one word; signs that a terminal would obey are written by their numbers. */
export function asWord(file: string): string {
  if (/^[\w.,:@%+/-]+$/.test(file)) return file;
  if (safeLine(file) === file) return `'${file.replaceAll("'", String.raw`'\''`)}'`;
  const signs = Array.from(file).map((sign) => {
    if (safeLine(sign) !== sign) return `\\U${(sign.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;
    return sign === "'" || sign === "\\" ? `\\${sign}` : sign;
  });
  return `$'${signs.join("")}'`;
}

function resultLines(outcome: IngestOutcome & { revision?: Revision | null }, accepting: string): string[] {
  const { file, status, rows } = outcome;
  const read = `${count(rows.read)} ${noun(rows.read, "row")} read`;
  const months = monthSpan(outcome.months);
  if (status === "held") {
    const isRival = outcome.problems.some(({ code }) => code === "rival-file");
    return [
      `${file}: held, nothing of it was stored (${read})`,
      isRival
        ? "  a reason lets none of them in: leave one out, or load them with flp ingest --in-order"
        : `  if it is right all the same: ${accepting}`,
    ];
  }
  if (status === "refused")
    return [`${file}: refused, nothing of it was stored${rows.read === 0 ? "" : ` (${read})`}`];
  if (outcome.notes !== null) return [notesLine(outcome, outcome.notes)];
  if (outcome.register !== null) return [registerLine(outcome, outcome.register)];
  if (status === "unchanged") {
    const about = months === "" ? "" : ` (${months})`;
    return [`${file}: nothing to do, load ${outcome.load ?? ""} holds the same content already${about}`];
  }
  if (outcome.revision !== undefined && outcome.revision !== null) {
    const first = `${file}: dry run, ${months}, ${read} and none stored${planWords(outcome)}`;
    return [first, ...wouldChange(outcome.revision)];
  }
  const first = `${file}: load ${outcome.load ?? ""}, ${months}, ${rowWords(rows)}${planWords(outcome)}`;
  return [first, ...(outcome.restated.length > 0 ? restates(outcome) : [])];
}

function planWords({ kind, plans }: IngestOutcome): string {
  if (kind !== "plan-counts") return "";
  return `, ${count(plans.new)} new and ${count(plans.maintained)} maintained ${noun(plans.maintained, "plan")}`;
}

/** How many rows were read and what became of them; only what differs is said. */
function rowWords({ read, stored, rejected }: IngestOutcome["rows"]): string {
  const rows = `${count(read)} ${noun(read, "row")} read`;
  return rejected === 0
    ? `${rows} and stored`
    : `${rows}, ${count(stored)} stored, ${count(rejected)} kept apart`;
}

function notesLine({ file, load, months, rows }: IngestOutcome, notes: NoteCounts): string {
  const as = load === null ? "dry run" : `load ${load}`;
  const unplaced = notes.unplaced === 0 ? "" : `, ${notes.unplaced} without a place`;
  return `${file}: ${as}, ${notes.region ?? "the data consultants'"} ${monthSpan(months)}: ${rows.read} ${noun(rows.read, "clinic")} read, ${notes.written} ${noun(notes.written, "cell")} written, ${notes.emptied} emptied${unplaced}`;
}

function registerLine(
  { file, load, rows }: IngestOutcome,
  { title, isFirst, added, changed, removed }: RegisterCounts,
): string {
  const as = load === null ? "dry run" : `load ${load}`;
  const moved = isFirst
    ? "known for the first time"
    : `${count(added)} new, ${count(changed)} changed, ${count(removed)} gone`;
  const apart = rows.rejected === 0 ? "" : `, ${count(rows.rejected)} kept apart`;
  return `${file}: ${as}, ${title}: ${count(rows.read)} ${noun(rows.read, "row")} read${apart}; ${moved}`;
}

function restates({ load, restated }: IngestOutcome): string[] {
  const moved = restated.filter((row) => row.old !== row.new);
  const months = [...new Set(restated.map(({ month }) => month))];
  const sums = moved.length === 0 ? ", with the same sums" : "";
  return [
    `  restates ${monthSpan(months)}${sums}; flp revisions ${load ?? ""} shows what changed`,
    ...fold(moved.map(sumLine), restatedLines),
  ];
}

/** What a file would change of what is known. */
function wouldChange(revision: Revision): string[] {
  const { first_known: first, compared_with: compared, changes, totals, figures } = revision;
  const clinics = new Set(changes.map(({ ydernummer }) => ydernummer)).size;
  return [
    ...(first.length === 0 ? [] : [`  known for the first time: ${monthSpan(first)}`]),
    ...(compared === null ? [] : [`  compared with the register of ${compared}`]),
    changes.length === 0
      ? "  changes nothing that was known before"
      : `  changes ${count(changes.length)} ${noun(changes.length, "value")} of ${count(clinics)} ${noun(clinics, "clinic")}; --json lists all of it, by region and clinic`,
    ...fold(totals.filter((row) => row.old !== row.new).map(sumLine), dryRunLines),
    ...(figures.length === 0
      ? []
      : [`  moves ${count(figures.length)} published ${noun(figures.length, "figure")}`]),
    ...fold(figures.map(figureLine), dryRunLines),
  ];
}

function sumLine({ month, field, old, new: now }: RevisedTotal): string {
  return `  ${month} ${field}: ${count(old)} -> ${count(now)}`;
}

function figureLine({ month, metric, field, old, new: now }: MovedFigure): string {
  const value = (figure: number | null): string => {
    if (figure === null) return "–";
    return field === "share" ? fineShareWords(figure) : count(figure);
  };
  return `  ${month} ${metric} ${field}: ${value(old)} -> ${value(now)}`;
}

/** At most so many lines: the last one counts what it stands for. */
function fold(lines: readonly string[], most: number, hint = ""): string[] {
  if (lines.length <= most) return [...lines];
  const shown = lines.slice(0, most - 1);
  const indent = /^ */.exec(lines[0] ?? "")?.[0] ?? "";
  return [...shown, `${indent}and ${count(lines.length - shown.length)} more${hint}`];
}
