import type {
  BinCount,
  ClinicCompliance,
  ClinicInMonths,
  ClinicOutcome,
  OutsideCount,
} from "../../domain/shapes/figures.js";
import type { OutsideReason } from "../../domain/shapes/metric.js";
import { outsideReasons } from "../../domain/shapes/metric.js";
import type { Month } from "../../domain/month.js";
import { parseMonth, windowOf } from "../../domain/month.js";
import { millionthsInOne } from "../../domain/numbers.js";
import type { FlagId } from "../../domain/shapes/segment.js";
import { flagIds } from "../../domain/shapes/segment.js";
import type { Run } from "../../question/run.js";

const billionthsInOne = millionthsInOne * 1000;

/** Every clinic of the report month's population with its outcome and segment, by ydernummer and opening. */
export async function clinicCompliance(run: Run): Promise<ClinicCompliance[]> {
  const rows = await run
    .need("mart_ok22_clinic")
    .selectFrom("mart_ok22_clinic")
    .selectAll()
    .orderBy("ydernummer")
    .orderBy("opened")
    .execute();
  const inOnes = (scaled: number | null, scale: number): number | null =>
    scaled === null ? null : scaled / scale;
  return rows.map((row) => {
    const doctors = inOnes(row.doctors_millionths, millionthsInOne);
    const isSet: Record<FlagId, boolean> = {
      new: row.is_new === 1,
      "taken-over": row.is_taken_over === 1,
      "doctors-unknown": row.outcome === "unknown",
      "two-month-fall": row.is_two_month_fall === 1,
    };
    return {
      ydernummer: row.ydernummer,
      opened: row.opened,
      name: row.name,
      region: row.region,
      municipality: row.municipality,
      kind: row.kind,
      system: row.system,
      doctors,
      newPlans: row.new_plans,
      required: inOnes(row.required_billionths, billionthsInOne),
      missing: inOnes(row.missing_billionths, billionthsInOne),
      outcome: row.outcome,
      segment: row.segment,
      flags: flagIds.filter((flag) => isSet[flag]),
      isNew: isSet.new,
      perDoctor: doctors === null || doctors === 0 ? null : row.new_plans / doctors,
      lastPlanMonth: row.last_plan_month === null ? null : asMonth(row.last_plan_month),
    };
  });
}

/** Clinics of a run's report month with what they made in each month of its window. */
export async function clinicsInMonths(
  run: Run,
  clinics: readonly ClinicCompliance[],
  reportMonth: Month,
): Promise<ClinicInMonths[]> {
  const window = windowOf(reportMonth);
  const made = await plansInWindow(run, window);
  return clinics.map((clinic) => ({
    ...clinic,
    ...(made.get(`${clinic.ydernummer} ${clinic.opened}`) ?? nothingKnown(window)),
  }));
}

type PlansInWindow = Pick<ClinicInMonths, "monthlyNew" | "monthlyMaintained">;

const nothingKnown = (window: readonly Month[]): PlansInWindow => ({
  monthlyNew: window.map(() => null),
  monthlyMaintained: window.map(() => null),
});

async function plansInWindow(run: Run, window: readonly Month[]): Promise<Map<string, PlansInWindow>> {
  const rows = await run
    .need("mart_ok22_clinic_month")
    .selectFrom("mart_ok22_clinic_month")
    .select(["ydernummer", "opened", "month", "new_plans", "maintained_plans"])
    .execute();
  const places = new Map<string, number>(window.map((month, place) => [month, place]));
  const clinics = new Map<string, PlansInWindow>();
  for (const row of rows) {
    const place = places.get(row.month);
    if (place === undefined) continue;
    const key = `${row.ydernummer} ${row.opened}`;
    const plans = clinics.get(key) ?? nothingKnown(window);
    clinics.set(key, plans);
    plans.monthlyNew[place] = row.new_plans;
    plans.monthlyMaintained[place] = row.maintained_plans;
  }
  return clinics;
}

/**
 * How many clinics of the register are not held against the rule, by reason and kind, the reasons in their order.
 * Throws a plain error, a bug of ours, when a clinic has both an outcome and such a reason, or neither: every clinic of
 * the register has exactly one of them.
 */
export async function clinicsOutside(run: Run): Promise<OutsideCount[]> {
  const kysely = run.need("mart_ok22_standing");
  const rows = await kysely
    .selectFrom("mart_ok22_standing")
    .select(({ fn }) => ["outcome", "reason", "kind", fn.countAll<number>().as("clinics")])
    .groupBy(["outcome", "reason", "kind"])
    .orderBy("kind")
    .execute();
  const torn = rows.filter(({ outcome, reason }) => (outcome === null) === (reason === null));
  if (torn.length > 0) {
    const clinics = torn.reduce((sum, row) => sum + row.clinics, 0);
    throw new Error(
      `${clinics} clinics of the register have both an outcome and a reason to have none, or neither`,
    );
  }
  const counts = new Map<string, OutsideCount>();
  for (const { reason, kind, clinics } of rows) {
    if (reason === null) continue;
    const named = reason === "excluded-kind" ? kind : null;
    const key = `${reason} ${named ?? ""}`;
    const count = counts.get(key) ?? { reason, kind: named, clinics: 0 };
    counts.set(key, count);
    count.clinics += clinics;
  }
  const place = ({ reason }: { reason: OutsideReason }): number => outsideReasons.indexOf(reason);
  return [...counts.values()].sort((left, right) => place(left) - place(right));
}

/** The outcomes of one of the run's report months, by ydernummer and opening; lighter than all that a clinic has. */
export async function clinicOutcomes(run: Run, month: Month): Promise<ClinicOutcome[]> {
  const rows = await run
    .need("mart_ok22_outcome")
    .selectFrom("mart_ok22_outcome")
    .select(["ydernummer", "opened", "name", "region", "outcome", "required_billionths"])
    .select(["own_new_plans", "predecessor_new_plans"])
    .where("report_month", "=", month)
    .orderBy("ydernummer")
    .orderBy("opened")
    .execute();
  return rows.map((row) => ({
    ydernummer: row.ydernummer,
    opened: row.opened,
    name: row.name,
    region: row.region,
    newPlans: row.own_new_plans + row.predecessor_new_plans,
    required: row.required_billionths === null ? null : row.required_billionths / billionthsInOne,
    outcome: row.outcome,
  }));
}

/** The clinics that fail, by the share of their requirement that they attain. */
export async function attainedShares(run: Run): Promise<BinCount[]> {
  const rows = await run
    .need("mart_ok22_attained")
    .selectFrom("mart_ok22_attained")
    .select(["bin_label", "clinics"])
    .orderBy("bin_position")
    .execute();
  return rows.map(({ bin_label: label, clinics }) => ({ label, clinics }));
}

function asMonth(text: string): Month {
  const month = parseMonth(text);
  if (month === null)
    throw new Error(`a model gave the month ${text}, which the store's checks should have refused`);
  return month;
}
