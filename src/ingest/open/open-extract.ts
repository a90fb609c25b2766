import { basename } from "node:path";
import type { Definitions } from "../../defs/definitions.js";
import type { Profile } from "../../defs/profiles/profiles.js";
import { maskCpr } from "../../domain/cpr.js";
import type { Month } from "../../domain/month.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { cprProblem } from "./cpr-problem.js";
import type { OpenExtract, UnreadableFile } from "../read/extract-shapes.js";
import { fitProfile, isMatch } from "../match/fit-profile.js";
import type { ColumnPlan, LayoutChoice } from "../match/match-profile.js";
import { fitsAny, matchProfile } from "../match/match-profile.js";
import { openFile } from "./open-file.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { quoteValue } from "../../domain/shapes/problem.js";
import type { TableReading } from "../read/table/batches.js";
import { readBatches } from "../read/table/batches.js";
import { BrokenStructure } from "../read/table/broken-structure.js";
import { clinicReader } from "../read/clinic-periods.js";
import { newestMonthInRows } from "../read/table/newest-month.js";
import { planCountReader } from "../read/plan-counts.js";
import { statusReader } from "../read/status/status-rows.js";
import { wideCountReader } from "../read/wide-counts.js";
import type { ReturnedWorkbook } from "../follow-up/returned/read-returned.js";
import { readReturned } from "../follow-up/returned/read-returned.js";
import type { OpenFile, TextTable } from "../read/table/records.js";
import { readLimits } from "../../defs/limits/read-limits.js";
import { addressOf, columnLetters } from "../../office/cell-address.js";
import { problemBehind } from "../read/problem-behind.js";

/**
 * Opens a file and finds its layout, or reads it as the workbook that a region sends back. Throws exit 11 for a layout that is not known and exit 2 for a file that is not
 * there; what makes the file unreadable is a value.
 */
export async function openExtract(
  path: string,
  hints: LayoutChoice,
  definitions: Definitions,
): Promise<OpenExtract | ReturnedWorkbook | UnreadableFile> {
  const limits = readLimits(definitions.gates.file);
  try {
    const declared = await openDeclared(path, hints, definitions);
    const file = declared?.file ?? (await openFile(path, limits));
    const profiles = declared?.profiles ?? definitions.profiles;
    if (file.tables.every((table) => table.head.length === 0)) throw emptyFile(file.fileName);
    const broken = await brokenHeader(file, hints, profiles);
    if (broken !== null) return broken;
    const returned = await readReturned(file, {
      path,
      limits,
      regions: definitions.regions,
      names: definitions.returnedWorkbook,
    });
    if (returned !== null) return returned;
    const words = definitions.tableWords;
    const { table, plan } = matchProfile(file.tables, { ...hints, fileName: file.fileName, words }, profiles);
    const warnings = [...plan.warnings, ...file.warnings, ...sheetWarnings(file, table)];
    const reading = {
      table,
      plan,
      limits,
      words: definitions.tableWords,
      months: namedMonths(plan),
      fixedWarnings: warnings,
      warnings: [...warnings],
      problems: [...file.problems, ...headerProblems(plan), ...(await cprInOtherSheets(file, table))],
    };
    return extractOf(file, reading, definitions);
  } catch (error) {
    const problem = problemBehind(error);
    if (problem === null) throw error;
    return { fileName: maskCpr(basename(path)), problems: [problem] };
  }
}

/**
 * The file as the code page of a profile reads it, with the profiles that name that code page; null where none does, where
 * the file is in another encoding, and where none of those profiles fits it.
 */
async function openDeclared(
  path: string,
  hints: LayoutChoice,
  { profiles, gates, tableWords: words }: Definitions,
): Promise<{ file: OpenFile; profiles: readonly Profile[] } | null> {
  const declared = new Set(profiles.map(({ values }) => values.encoding).filter((one) => one !== null));
  for (const encoding of declared) {
    const file = await openFile(path, readLimits(gates.file), encoding).catch((error: unknown) => {
      if (problemBehind(error) === null) throw error;
      return null;
    });
    if (file?.encoding !== encoding) continue;
    const own = profiles.filter(({ values }) => values.encoding === encoding);
    if (fitsAny(file.tables, { ...hints, fileName: file.fileName, words }, own))
      return { file, profiles: own };
  }
  return null;
}

function extractOf(file: OpenFile, reading: TableReading, definitions: Definitions): OpenExtract {
  const { plan, warnings, months } = reading;
  const { profile } = plan;
  const { fileName, sha256, bytes } = file;
  const common = {
    ...{ fileName, sha256, bytes, sheet: plan.sheet, plan, warnings, months },
    newestMonthInRows: () => newestMonthInRows(reading),
  };
  if (profile.kind === "clinic-register") {
    return {
      ...common,
      kind: "clinic-register",
      rows: (options) => readBatches(reading, clinicReader(plan, definitions), options),
    };
  }
  if (profile.kind === "status-register") {
    return {
      ...common,
      kind: "status-register",
      rows: (options) => readBatches(reading, statusReader(plan, profile, definitions), options),
    };
  }
  const reader = profile.wide.length > 0 ? wideCountReader : planCountReader;
  return {
    ...common,
    kind: "plan-counts",
    rows: (options) => readBatches(reading, reader(plan, definitions), options),
  };
}

function emptyFile(fileName: string): FlpError {
  return new FlpError(exitCode.layout, "the file is empty: it has no header", {
    place: fileName,
    remedy: "ask the supplier for the file again",
  });
}

/**
 * A text file whose header cannot be split into cells because of its quotation marks, although it is the header of a
 * known layout; null for any other file: what is no extract at all is better called an unknown layout.
 */
async function brokenHeader(
  file: OpenFile,
  hints: LayoutChoice,
  profiles: readonly Profile[],
): Promise<UnreadableFile | null> {
  const [table] = file.tables;
  const header = table?.sheet === null ? table.head[0] : undefined;
  const problems = header?.remarks?.problems ?? [];
  if (table === undefined || header === undefined || problems.length === 0) return null;
  const cells = header.cells.map((cell) => cell.replaceAll('"', ""));
  const isKnown = profiles.some((profile) =>
    isMatch(fitProfile(profile, cells, { ...hints, fileName: file.fileName })),
  );
  if (!isKnown) return null;
  const found = header.remarks?.isUnread === true ? await problemsBehind(table) : problems;
  return { fileName: file.fileName, problems: [...file.problems, ...found] };
}

/** The problem of a text file whose structure is broken in its header, with what stands behind it. */
async function problemsBehind(table: TextTable): Promise<Problem[]> {
  const broken = new BrokenStructure();
  for await (const { records } of table.read()) for (const record of records) broken.take(record, 0);
  return broken.problems();
}

function namedMonths(plan: ColumnPlan): Set<Month> {
  if (plan.month.kind === "headers") return new Set(plan.month.months);
  return new Set(plan.wholeFileMonth === null ? [] : [plan.wholeFileMonth]);
}

function sheetWarnings(file: OpenFile, read: TextTable): string[] {
  const others = file.tables.filter((table) => table !== read && table.head.length > 0);
  const warnings = others.map(
    ({ sheet, isVisible }) =>
      `the ${isVisible ? "" : "hidden "}sheet ${quoteValue(sheet ?? "")} was not read; ${quoteValue(read.sheet ?? "")} was`,
  );
  if (read.sheet !== null && !read.isVisible)
    warnings.push(`the sheet ${quoteValue(read.sheet)} was read although it is hidden: the profile names it`);
  return warnings;
}

/** A heading stands on every page of what is made of a file, so it is looked at like a cell. */
function headerProblems(plan: ColumnPlan): Problem[] {
  return plan.headings.flatMap((heading, place) =>
    maskCpr(heading) === heading
      ? []
      : [
          cprProblem(`the heading of column ${columnLetters(place)}`, {
            line: plan.headerLine,
            sheet: plan.sheet,
          }),
        ],
  );
}

/** The table itself is looked at while it is read. */
async function cprInOtherSheets(file: OpenFile, read: TextTable): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const table of file.tables) {
    if (table === read) continue;
    for await (const batch of table.read()) {
      problems.push(...batch.problems);
      for (const { line, remarks } of batch.records) {
        for (const place of remarks?.cprPlaces ?? [])
          problems.push(
            cprProblem(`the cell ${addressOf({ row: line, column: place })}`, { line, sheet: table.sheet }),
          );
      }
      if (problems.length >= 1000) return problems;
    }
  }
  return problems;
}
