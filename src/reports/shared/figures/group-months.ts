import type { MonthActivity, MonthCompliance, MonthPlans } from "../../../domain/shapes/figures.js";
import { activeClinics } from "../../../metrics/active-clinics.js";
import { complianceCounts } from "../../../metrics/ok22.js";
import type { TypedSplit } from "../../../metrics/plans-per-month.js";
import { plansPerMonth, plansPerMonthByType } from "../../../metrics/plans-per-month.js";
import type { Valued } from "../../../metrics/shared/metric.js";
import type { clinicDimensions } from "../../../metrics/shared/split.js";
import type { Run } from "../../../question/run.js";

/** What groups of clinics are made by. */
export type GroupDimension = (typeof clinicDimensions)[number];

/** The months of every group of a dimension, as the metrics have them; rows are in month order within a group. */
export interface GroupMonths {
  plans: readonly Valued<MonthPlans>[];
  /** The same by plan type; empty for municipalities. */
  plansByType: readonly (Valued<MonthPlans> & { planType: string })[];
  activity: readonly Valued<MonthActivity>[];
}

/** The months of all groups. */
export type MonthsOfGroups = Readonly<Record<GroupDimension, GroupMonths>>;

/** Compliance of all groups in every month with a full window, each by its own register. */
export type ComplianceOfGroups = Readonly<Record<GroupDimension, readonly Valued<MonthCompliance>[]>>;

/** Reads the months of all groups from a run that is split by plan type and by every dimension of clinics. */
export function monthsOfGroups(run: Run): Promise<MonthsOfGroups> {
  return ofEachDimension(async (dimension) => ({
    plans: await plansPerMonth(run, dimension),
    plansByType: isTyped(dimension) ? await plansPerMonthByType(run, dimension) : [],
    activity: await activeClinics(run, dimension),
  }));
}

/** Reads compliance of all groups from a run over the months of a trend that is split by every dimension of clinics. */
export function complianceOfGroups(run: Run): Promise<ComplianceOfGroups> {
  return ofEachDimension(async (dimension) =>
    (await complianceCounts(run, dimension)).map(({ month, value, row }) => ({
      value,
      row: { month, ...row },
    })),
  );
}

function isTyped(dimension: GroupDimension): dimension is TypedSplit {
  return dimension !== "municipality";
}

async function ofEachDimension<Rows>(
  read: (dimension: GroupDimension) => Promise<Rows>,
): Promise<Record<GroupDimension, Rows>> {
  return {
    region: await read("region"),
    municipality: await read("municipality"),
    system: await read("system"),
    kind: await read("kind"),
  };
}
