import type { CheckResult, MistakeId, Verdict } from "../domain/shapes/arrival.js";
import { parseMonth } from "../domain/month.js";
import { exitCode, FlpError } from "../lib/errors.js";
import { damagedRemedy } from "./database-error.js";
import type { Store } from "./open.js";
import type { LoadCheckTable } from "./tables.js";

type Detail = Pick<CheckResult, "unit" | "code" | "series" | "facts" | "excess">;

/** Keeps what a load was held against, beside the load. */
export function storeChecks(store: Store, load: number, checks: readonly CheckResult[]): void {
  const insert = store.raw.prepare(
    `insert into load_check
       (load, place, check_id, month, subject, verdict, seen, low, high, basis, looks_like, finding, detail)
     values
       (@load, @place, @id, @month, @subject, @verdict, @seen, @low, @high, @basis, @looks_like, @finding, @detail)`,
  );
  checks.forEach(({ unit, code, series, facts, excess, expected, ...check }, index) => {
    const detail: Detail = { unit, code, series, facts, excess };
    insert.run({
      ...check,
      load,
      place: index + 1,
      low: expected?.[0] ?? null,
      high: expected?.[1] ?? null,
      detail: JSON.stringify(detail),
    });
  });
}

/** What each load was held against, by its id; loads of versions that kept no checks are not in it. */
export function readChecks(store: Store, asked: { load?: number } = {}): Map<number, CheckResult[]> {
  const rows = store.raw
    .prepare<{ load: number | null }, LoadCheckTable>(
      "select * from load_check where @load is null or load = @load order by load, place",
    )
    .all({ load: asked.load ?? null });
  const checks = new Map<number, CheckResult[]>();
  for (const row of rows) {
    const own = checks.get(row.load) ?? [];
    own.push(asCheck(row));
    checks.set(row.load, own);
  }
  return checks;
}

function asCheck(row: LoadCheckTable): CheckResult {
  const detail = detailOf(row);
  return {
    ...detail,
    id: row.check_id,
    month: row.month === null ? null : parseMonth(row.month),
    subject: row.subject,
    verdict: row.verdict as Verdict,
    seen: row.seen,
    expected: row.low === null || row.high === null ? null : [row.low, row.high],
    basis: row.basis,
    looks_like: row.looks_like as MistakeId | null,
    finding: row.finding,
  };
}

/** Written by storeChecks of this program or of one before it; throws exit 14 for what damage has made of it since. */
function detailOf({ load, detail }: LoadCheckTable): Detail {
  try {
    return JSON.parse(detail) as Detail;
  } catch (error) {
    throw new FlpError(exitCode.database, `the database is damaged: a check of load ${load} cannot be read`, {
      remedy: damagedRemedy,
      cause: error,
    });
  }
}
