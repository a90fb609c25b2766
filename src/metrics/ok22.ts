import type { MartGrain } from "../db/mart-tables.js";
import type { SegmentSettings } from "../defs/agreement/segments.js";
import type { Month } from "../domain/month.js";
import { addMonths, monthsBetween, windowLength } from "../domain/month.js";
import type { ComplianceCount } from "../domain/shapes/figures.js";
import type { SegmentId } from "../domain/shapes/segment.js";
import type { Run } from "../question/run.js";
import { clinicCompliance } from "./clinics/clinic-figures.js";
import type {
  AnswerBody,
  Cell,
  DefinedRows,
  Metric,
  StatedFigures,
  Split,
  Valued,
  ValueOrder,
} from "./shared/metric.js";
import { clinicDimensions, inOrder, storedMonth } from "./shared/split.js";

type ComplianceMart = MartGrain & {
  clinics: number;
  pass_clinics: number;
  fail_clinics: number;
  unknown_clinics: number;
};

type Tables = { mart_ok22: ComplianceMart };

/** Compliance counts, one for each report month of the run that has a rule in force and each value of the split. */
export async function complianceCounts(
  run: Run,
  split: Split,
): Promise<(Valued<ComplianceCount> & { month: Month })[]> {
  const rows = await run
    .needOwn<Tables>("mart_ok22")
    .selectFrom("mart_ok22")
    .select(["report_month", "value", "clinics", "pass_clinics", "fail_clinics", "unknown_clinics"])
    .where("dimension", "=", split)
    .orderBy("report_month")
    .execute();
  return rows.map((row) => ({
    month: storedMonth(row.report_month),
    value: row.value,
    row: countOf(row),
  }));
}

function countOf(row: Omit<ComplianceMart, keyof MartGrain>): ComplianceCount {
  return {
    clinics: row.clinics,
    pass: row.pass_clinics,
    fail: row.fail_clinics,
    unknown: row.unknown_clinics,
    share: row.clinics === 0 ? null : row.pass_clinics / row.clinics,
  };
}

/** Fields of a row of the list of clinics. */
export const clinicFields = [
  "ydernummer",
  "opened",
  "name",
  "region",
  "kind",
  "doctors",
  "new_plans",
  "required",
  "missing",
  "outcome",
  "segment",
] as const;

async function answer(run: Run, split: Split, order: ValueOrder, asked: DefinedRows): Promise<AnswerBody> {
  if (asked.by === "clinic") return { rows: await answerByClinic(run, asked.definitions.segments) };
  const counts = await complianceCounts(run, split);
  const withMonth = counts.map(({ month, value, row }) => ({ value, row: { month, ...row } }));
  const rows = inOrder(withMonth, split, order);
  return { rows: asked.from === null ? rows.map(({ month: _, ...row }) => row) : rows };
}

async function answerByClinic(
  run: Run,
  settings: SegmentSettings,
): Promise<Record<(typeof clinicFields)[number], Cell>[]> {
  const nameOf = (id: SegmentId | null): string | null =>
    settings.segments.find((segment) => segment.id === id)?.name ?? null;
  const clinics = await clinicCompliance(run);
  return clinics.map((clinic) => ({
    ydernummer: clinic.ydernummer,
    opened: clinic.opened,
    name: clinic.name,
    region: clinic.region,
    kind: clinic.kind,
    doctors: clinic.doctors,
    new_plans: clinic.newPlans,
    required: clinic.required,
    missing: clinic.missing,
    outcome: clinic.outcome,
    segment: nameOf(clinic.segment),
  }));
}

async function headline(run: Run): Promise<StatedFigures[]> {
  return (await complianceCounts(run, "all")).map(({ month, row }) => ({
    reportMonth: month,
    values: new Map<string, number | null>(Object.entries(row)),
  }));
}

export const metric: Metric = {
  meaning: "clinics that meet the OK22 rule in force",
  dimensions: [...clinicDimensions, "clinic"],
  needsRegister: true,
  needsRule: true,
  population: "compared",
  fields: ["clinics", "pass", "fail", "unknown", "share"],
  from: "trend",
  // A rule with a longer window is seen to where its run is opened.
  monthsLookedAt: windowLength,
  summedMonths: (month, rule) =>
    rule === null ? [] : monthsBetween(addMonths(month, 1 - rule.windowMonths), month),
  stated: ["clinics", "pass", "fail", "unknown", "share"],
  clinicDetail: "outcome",
  answer,
  headline,
};
