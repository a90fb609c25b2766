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

/** Reads the details from a run over all known months that is split by system and municipality. */
export async function readDetails(
  run: Run,
  definitions: Definitions,
  month: Month,
): Promise<Omit<ComplianceDetails, keyof FollowUpStanding>> {
  const clinics = await clinicCompliance(run);
  return {
    clinics,
    clinicsInMonths: await clinicsInMonths(run, clinics, month),
    attained: await attainedShares(run),
    followUp: await followUpFigures(run),
    outside: await clinicsOutside(run),
    ...(await complianceSplits(run, definitions)),
  };
}

/** Compliance by what clinics have beside their region. */
export interface ComplianceSplits {
  complianceBySystem: ByDimension<ComplianceCount>;
  complianceByMunicipality: ByDimension<ComplianceCount>;
}

/** Reads the splits of a run's report month; the run is split by both. */
export async function complianceSplits(run: Run, definitions: Definitions): Promise<ComplianceSplits> {
  return {
    complianceBySystem: await complianceBy(run, definitions, "system"),
    complianceByMunicipality: await complianceBy(run, definitions, "municipality"),
  };
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
