import type { Definitions } from "../../../defs/definitions.js";
import type {
  ByDimension,
  MonthActivity,
  MonthPlans,
  PlansPerDoctor,
} from "../../../domain/shapes/figures.js";
import { activeClinics } from "../../../metrics/active-clinics.js";
import { plansAccumulated } from "../../../metrics/plans-accumulated.js";
import { plansPerDoctor } from "../../../metrics/plans-per-doctor.js";
import { plansPerMonth } from "../../../metrics/plans-per-month.js";
import { valueOrder } from "../../../metrics/shared/split.js";
import type { Run } from "../../../question/run.js";

/** What clinics did, whatever a rule requires of them. */
export interface ActivityFigures {
  plansPerMonth: MonthPlans[];
  /** Plans and active clinics of each known month, by region. */
  monthsByRegion: ByDimension<{ plans: MonthPlans[]; activity: MonthActivity[] }>;
  plansAccumulated: MonthPlans[];
  activeClinics: MonthActivity[];
}

/** Reads the figures from a run over all known months that is split by region and plan type. */
export async function readActivity(run: Run, definitions: Definitions): Promise<ActivityFigures> {
  return {
    plansPerMonth: (await plansPerMonth(run, "all")).map(({ row }) => row),
    monthsByRegion: await monthsByRegion(run, valueOrder(definitions, "region")),
    plansAccumulated: (await plansAccumulated(run, "all")).map(({ row }) => row),
    activeClinics: (await activeClinics(run, "all")).map(({ row }) => row),
  };
}

async function monthsByRegion(
  run: Run,
  order: (left: string, right: string) => number,
): Promise<ActivityFigures["monthsByRegion"]> {
  const plans = await plansPerMonth(run, "region");
  const activity = await activeClinics(run, "region");
  const regions = [...new Set([...plans, ...activity].map(({ value }) => value))].sort(order);
  return {
    dimension: "region",
    values: regions.map((region) => ({
      value: region,
      row: {
        plans: plans.filter(({ value }) => value === region).map(({ row }) => row),
        activity: activity.filter(({ value }) => value === region).map(({ row }) => row),
      },
    })),
  };
}

/** Reads plans of the known months by plan type, from the same run. */
export async function plansByType(run: Run, definitions: Definitions): Promise<ByDimension<MonthPlans[]>> {
  const byType = new Map<string, MonthPlans[]>();
  for (const { value, row } of await plansPerMonth(run, "plan-type"))
    byType.set(value, [...(byType.get(value) ?? []), row]);
  const order = valueOrder(definitions, "plan-type");
  return {
    dimension: "plan-type",
    values: [...byType]
      .map(([value, row]) => ({ value, row }))
      .sort((left, right) => order(left.value, right.value)),
  };
}

/** Reads the distribution of all clinics by new plans per doctor. */
export async function readPlansPerDoctor(run: Run): Promise<PlansPerDoctor> {
  const [distribution] = await plansPerDoctor(run, "all");
  return distribution?.row ?? { clinics: 0, unknown: 0, rows: [] };
}
