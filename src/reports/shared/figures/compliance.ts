import type { Definitions } from "../../../defs/definitions.js";
import type {
  BinCount,
  ByDimension,
  ClinicCompliance,
  ClinicInMonths,
  ComplianceCount,
  OutsideCount,
} from "../../../domain/shapes/figures.js";
import type { Month } from "../../../domain/month.js";
import { firstOfWindow } from "../../../domain/month.js";
import {
  attainedShares,
  clinicCompliance,
  clinicsInMonths,
  clinicsOutside,
} from "../../../metrics/clinics/clinic-figures.js";
import { complianceCounts } from "../../../metrics/ok22.js";
import type { FollowUpFigures } from "../../../metrics/follow-up/carried-forward.js";
import { followUpFigures } from "../../../metrics/follow-up/carried-forward.js";
import type { FollowUpStanding } from "../../../metrics/follow-up/standing.js";
import { valueOrder } from "../../../metrics/shared/split.js";
import type { Question } from "../../../question/question.js";
import { askModels } from "../../../question/question.js";
import type { Run } from "../../../question/run.js";

/** What is known of compliance beyond how many clinics comply. */
export interface ComplianceDetails extends ComplianceSplits, FollowUpStanding {
  clinics: ClinicCompliance[];
  /** The same clinics with what each made in the months of its window. */
  clinicsInMonths: ClinicInMonths[];
  /** Clinics that fail, by the share of their requirement that they attain. */
  attained: BinCount[];
  followUp: FollowUpFigures;
  /** Clinics of the register that are not held against the rule, by reason. */
  outside: OutsideCount[];
}

/** Reads the details that need no split of their own, from a run over all known months. */
export async function readDetails(
  run: Run,
  month: Month,
): Promise<Omit<ComplianceDetails, keyof ComplianceSplits | keyof FollowUpStanding>> {
  const clinics = await clinicCompliance(run);
  return {
    clinics,
    clinicsInMonths: await clinicsInMonths(run, clinics, month),
    attained: await attainedShares(run),
    followUp: await followUpFigures(run),
    outside: await clinicsOutside(run),
  };
}

/** Compliance by what clinics have beside their region. */
export interface ComplianceSplits {
  complianceBySystem: ByDimension<ComplianceCount>;
  complianceByMunicipality: ByDimension<ComplianceCount>;
}

/** Reads the splits in a run of its own over the window alone: no other figure is split so. */
export async function complianceSplits(question: Question): Promise<ComplianceSplits> {
  const scope = { firstMonthOf: firstOfWindow, dimensions: ["system", "municipality"] as const };
  return askModels(question, scope, async (run) => ({
    complianceBySystem: await complianceBy(run, question.definitions, "system"),
    complianceByMunicipality: await complianceBy(run, question.definitions, "municipality"),
  }));
}

/** Compliance of a run's report month by a dimension, its values in the order in which they are shown. */
export async function complianceBy(
  run: Run,
  definitions: Definitions,
  dimension: ByDimension<ComplianceCount>["dimension"],
): Promise<ByDimension<ComplianceCount>> {
  const order = valueOrder(definitions, dimension);
  const counts = await complianceCounts(run, dimension);
  const values = counts.map(({ value, row }) => ({ value, row }));
  return { dimension, values: values.sort((left, right) => order(left.value, right.value)) };
}
