import type { Month } from "../../domain/month.js";
import type { OpenExtract } from "../read/extract-shapes.js";
import type { ClinicPeriodRow, PlanCountRow } from "../read/row-shapes.js";

/** What reading a file came to, as far as others are held against it. */
export interface ReadFile {
  rows: { read: number; rejected: number };
  plans: { new: number; maintained: number };
  months: Month[];
}

/** How many rows of the months, or of the register, that two files share differ: a clinic's row that only one has, or with other values. */
export interface Difference extends ReadFile {
  differing: number;
}

/** The rows of a file by their key, for each month or register that it is the whole truth about. */
type RowsByScope = Map<string, Map<string, string>>;

/** A file read whole, to hold others against it. Only made where two files share their newest month. */
export async function readForComparison(
  extract: OpenExtract,
): Promise<{ file: ReadFile; rows: RowsByScope }> {
  const rows: RowsByScope = new Map();
  const file = await readAll(extract, ({ scope, key, value }) => {
    const known = rows.get(scope) ?? new Map<string, string>();
    rows.set(scope, known.set(key, value));
  });
  return { file, rows };
}

/** Reads a file and counts the rows in which it differs from one that was read before. */
export async function differenceFrom(
  first: { file: ReadFile; rows: RowsByScope },
  extract: OpenExtract,
): Promise<Difference> {
  const other = new Map<string, { same: number; changed: number; added: number }>();
  const file = await readAll(extract, ({ scope, key, value }) => {
    const seen = other.get(scope) ?? { same: 0, changed: 0, added: 0 };
    const before = first.rows.get(scope)?.get(key);
    if (before === undefined) seen.added += 1;
    else if (before === value) seen.same += 1;
    else seen.changed += 1;
    other.set(scope, seen);
  });
  const isRegister = extract.kind === "status-register";
  const shared: string[] = isRegister
    ? [extract.plan.profile.id]
    : file.months.filter((month) => first.file.months.includes(month));
  const differing = shared.reduce((sum, scope) => {
    const { same, changed, added } = other.get(scope) ?? { same: 0, changed: 0, added: 0 };
    const lacking = (first.rows.get(scope)?.size ?? 0) - same - changed;
    return sum + changed + added + Math.max(0, lacking);
  }, 0);
  return { ...file, differing };
}

interface KeyedRow {
  scope: string;
  key: string;
  value: string;
}

async function readAll(extract: OpenExtract, take: (row: KeyedRow) => void): Promise<ReadFile> {
  const rows = { read: 0, bad: new Set<number>() };
  const plans = { new: 0, maintained: 0 };
  const note = (batch: { read: number; problems: readonly { line: number | null }[] }): void => {
    rows.read += batch.read;
    for (const { line } of batch.problems) if (line !== null) rows.bad.add(line);
  };
  if (extract.kind === "plan-counts") {
    for await (const batch of extract.rows()) {
      note(batch);
      for (const row of batch.rows) {
        plans.new += row.newPlans;
        plans.maintained += row.maintainedPlans;
        take(keyedCount(row));
      }
    }
  } else if (extract.kind === "clinic-register") {
    for await (const batch of extract.rows()) {
      note(batch);
      for (const row of batch.rows) take(keyedPeriod(row));
    }
  } else {
    for await (const batch of extract.rows()) {
      note(batch);
      for (const { register, key, facts } of batch.rows) take({ scope: register, key, value: facts });
    }
  }
  const months = [...extract.months].sort();
  return { rows: { read: rows.read, rejected: rows.bad.size }, plans, months };
}

function keyedCount({ month, ydernummer, planType, newPlans, maintainedPlans }: PlanCountRow): KeyedRow {
  return { scope: month, key: `${ydernummer} ${planType}`, value: `${newPlans} ${maintainedPlans}` };
}

function keyedPeriod({ line: _, snapshotMonth, ydernummer, opened, ...rest }: ClinicPeriodRow): KeyedRow {
  return { scope: snapshotMonth, key: `${ydernummer} ${opened}`, value: JSON.stringify(rest) };
}
