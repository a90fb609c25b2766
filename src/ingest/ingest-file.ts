import { basename } from "node:path";
import { findSameLoad } from "../db/ledger.js";
import type { Store } from "../db/open.js";
import { asDatabaseError } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import { findKnownFile } from "../defs/known-files.js";
import type { Profile } from "../defs/profiles.js";
import type { Month } from "../domain/month.js";
import type { Clock } from "../lib/clock.js";
import { exitCode, FlpError } from "../lib/errors.js";
import type { ExitCode } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import { programVersion } from "../lib/program.js";
import { matchProfile } from "./match-profile.js";
import type { ColumnPlan } from "./match-profile.js";
import { findDelimiter, inspectCsv, readCsvRecords } from "./open-csv.js";
import type { CsvFile, TextRecord } from "./open-csv.js";
import type { Problem } from "./problem.js";
import { clinicReader } from "./read-clinics.js";
import { planCountReader } from "./read-plan-counts.js";
import type { RowReader } from "./read-rows.js";
import { widthProblem } from "./read-rows.js";
import { overlaps, unknownNumbers } from "./register-checks.js";
import type { Duplicate, OpenLoad } from "./store-load.js";
import { beginLoad } from "./store-load.js";

/** What the user said about a file that the file itself does not say. */
export interface IngestSettings {
  /** Id of the profile to read with; null: find it from the header. */
  profile: string | null;
  /** Month of a file that names none; null: from the file's name. */
  month: Month | null;
  /** True when the figures are made up although their file is not known to be. */
  synthetic: boolean;
  /**
   * True for a folder whose files are offered again and again: a file that a standing load holds is left alone even
   * where a later load has spoken about its months, or an old extract would undo each restatement beside it.
   */
  skipsLoadedFiles: boolean;
}

/** What an ingest works with. */
export interface IngestTools {
  store: Store;
  definitions: Definitions;
  clock: Clock;
  logger: Logger;
}

/** What became of one file; the fields are those of the contract's `flp ingest --json`, the exit code beside them. */
export interface IngestOutcome {
  file: string;
  /** Id of the load that holds the file's content; null when none does. */
  load: number | null;
  kind: Profile["kind"] | null;
  profile: string | null;
  status: "stored" | "unchanged" | "refused" | "held" | "dry-run";
  months: Month[];
  rows: { read: number; stored: number; rejected: number };
  plans: { new: number; maintained: number };
  warnings: string[];
  problems: Problem[];
  exitCode: ExitCode;
}

/**
 * Loads one file in one transaction: all of it or nothing. What is wrong with the file is in the outcome; a layout that
 * no profile describes, a missing file and a database that fails are thrown.
 */
export async function ingestFile(
  path: string,
  settings: IngestSettings,
  tools: IngestTools,
): Promise<IngestOutcome> {
  const inspected = await inspectCsv(path);
  if ("code" in inspected) {
    const { code, message } = inspected;
    return refused(basename(path), null, [{ line: null, sheet: null, column: null, code, message }], 0);
  }
  const { delimiter, header } = await headerOf(inspected);
  const plan = matchProfile(
    header,
    { ...settings, fileName: inspected.fileName },
    tools.definitions.profiles,
  );
  const same = await findSameLoad(tools.store, {
    sha256: inspected.sha256,
    month: plan.wholeFileMonth,
    evenIfOutdated: settings.skipsLoadedFiles,
  });
  if (same !== null) {
    return {
      ...emptyOutcome(inspected.fileName, plan.profile),
      load: same.load,
      status: "unchanged",
      months: same.months,
      rows: { read: same.rows.read, stored: 0, rejected: 0 },
      plans: same.plans,
    };
  }
  try {
    return await storeFile({ ...inspected, delimiter }, plan, settings, tools);
  } catch (error) {
    throw asDatabaseError(error, tools.store.path);
  }
}

/** A text file whose delimiter is known. */
type DelimitedFile = CsvFile & { delimiter: string };

async function headerOf(file: CsvFile): Promise<{ delimiter: string; header: TextRecord }> {
  const delimiter = await findDelimiter(file);
  for await (const records of delimiter === null ? [] : readCsvRecords(file, delimiter)) {
    const header = records[0];
    if (header !== undefined && delimiter !== null) return { delimiter, header };
  }
  throw new FlpError(exitCode.layout, "the file is empty: it has no header", {
    place: file.fileName,
    remedy: "ask the supplier for the file again",
  });
}

async function storeFile(
  file: DelimitedFile,
  plan: ColumnPlan,
  settings: IngestSettings,
  tools: IngestTools,
): Promise<IngestOutcome> {
  const { store, definitions, clock } = tools;
  const isSynthetic =
    settings.synthetic || findKnownFile(definitions.knownFiles, file.sha256)?.synthetic === true;
  const open = beginLoad(store, {
    loaded_at: clock.now().toISOString(),
    file_name: file.fileName,
    sha256: file.sha256,
    byte_count: file.bytes,
    kind: plan.profile.kind,
    profile: plan.profile.id,
    sheet: null,
    is_synthetic: Number(isSynthetic),
    accepted_reason: null,
    program_version: programVersion(),
  });
  try {
    const content =
      plan.profile.kind === "plan-counts"
        ? await storeRecords(file, plan, {
            reader: planCountReader(plan, definitions),
            add: open.addPlanCounts,
            tools,
          })
        : await storeRecords(file, plan, {
            reader: clinicReader(plan, definitions),
            add: open.addClinicPeriods,
            tools,
          });
    if (plan.profile.kind === "clinic-register") content.problems.push(...overlaps(store, open.load));
    if (content.problems.length > 0) {
      open.rollBack();
      return refused(file.fileName, plan.profile, content.problems, content.read);
    }
    return finish(open, { file, plan, content, tools });
  } catch (error) {
    open.rollBack();
    throw error;
  }
}

/** What reading a file's records came to. */
interface Content {
  read: number;
  months: Set<Month>;
  plans: { new: number; maintained: number };
  problems: Problem[];
}

/** How the rows of one kind of file are read and stored. */
interface RowRoad<Row> {
  reader: RowReader<Row>;
  add: (rows: readonly Row[]) => Duplicate[];
  tools: IngestTools;
}

interface CountedRow {
  month?: Month;
  snapshotMonth?: Month;
  newPlans?: number;
  maintainedPlans?: number;
}

async function storeRecords<Row extends CountedRow>(
  file: DelimitedFile,
  plan: ColumnPlan,
  road: RowRoad<Row>,
): Promise<Content> {
  const content: Content = { read: 0, months: new Set(), plans: { new: 0, maintained: 0 }, problems: [] };
  if (plan.wholeFileMonth !== null) content.months.add(plan.wholeFileMonth);
  const { problems } = content;
  let isHeader = true;
  try {
    for await (const records of readCsvRecords(file, file.delimiter)) {
      const rows: Row[] = [];
      for (const record of records) {
        if (isHeader) {
          isHeader = false;
          continue;
        }
        content.read += 1;
        const width = widthProblem(record, plan.headings);
        const row = width === null ? road.reader(record, problems) : null;
        if (width !== null) problems.push(width);
        if (row === null) continue;
        rows.push(row);
        const month = row.month ?? row.snapshotMonth;
        if (month !== undefined) content.months.add(month);
        content.plans.new += row.newPlans ?? 0;
        content.plans.maintained += row.maintainedPlans ?? 0;
      }
      // Once a row is bad the file will be refused: reading goes on for the other problems, storing does not matter.
      problems.push(...road.add(rows).flatMap((duplicate) => duplicateProblems(duplicate)));
      road.tools.logger.progress(`${file.fileName}: ${content.read} rows read`);
    }
  } catch (error) {
    problems.push(quoteProblem(error));
  }
  return content;
}

function duplicateProblems({ line, firstLine }: Duplicate): Problem[] {
  const pair = [
    [line, firstLine],
    [firstLine, line],
  ] as const;
  return pair.map(([own, other]) => ({
    line: own,
    sheet: null,
    column: null,
    code: "duplicate",
    message: `the same key as line ${other}; expected each key once, keep the right one of the two rows`,
  }));
}

/** csv-parse ends at the first quote that does not pair; anything else that ends reading is no fault of the file. */
function quoteProblem(error: unknown): Problem {
  const isCsvError = error instanceof Error && "code" in error && String(error.code).startsWith("CSV_");
  if (!isCsvError) throw error;
  const line = "lines" in error && typeof error.lines === "number" ? error.lines : null;
  return {
    line,
    sheet: null,
    column: null,
    code: "quotes",
    message:
      "the quotation marks do not pair from here on; close the mark, or double each mark inside a quoted cell",
  };
}

function finish(
  open: OpenLoad,
  done: { file: CsvFile; plan: ColumnPlan; content: Content; tools: IngestTools },
): IngestOutcome {
  const { file, plan, content, tools } = done;
  const months = [...content.months].sort();
  open.settle(months);
  const warnings = [...plan.warnings];
  if (plan.profile.kind === "plan-counts") warnings.push(...unknownNumbers(tools.store, months));
  open.commit({
    read: content.read,
    stored: content.read,
    rejected: 0,
    plansNew: content.plans.new,
    plansMaintained: content.plans.maintained,
    months,
  });
  return {
    ...emptyOutcome(file.fileName, plan.profile),
    load: open.load,
    status: "stored",
    months,
    rows: { read: content.read, stored: content.read, rejected: 0 },
    plans: content.plans,
    warnings,
  };
}

/** The outcome of a file of which nothing is known yet. */
export function emptyOutcome(file: string, profile: Profile | null): IngestOutcome {
  return {
    file,
    load: null,
    kind: profile?.kind ?? null,
    profile: profile?.id ?? null,
    status: "stored",
    months: [],
    rows: { read: 0, stored: 0, rejected: 0 },
    plans: { new: 0, maintained: 0 },
    warnings: [],
    problems: [],
    exitCode: exitCode.done,
  };
}

function refused(file: string, profile: Profile | null, problems: Problem[], read: number): IngestOutcome {
  const inOrder = problems.sort((left, right) => (left.line ?? 0) - (right.line ?? 0));
  return {
    ...emptyOutcome(file, profile),
    status: "refused",
    rows: { read, stored: 0, rejected: read },
    problems: inOrder,
    exitCode: exitCode.badRows,
  };
}
