import { metric as activeClinics } from "./active-clinics.js";
import type { Metric } from "./shared/metric.js";
import { metric as ok22 } from "./ok22.js";
import { metric as plansAccumulated } from "./plans-accumulated.js";
import { metric as plansPerDoctor } from "./plans-per-doctor.js";
import { metric as plansPerMonth } from "./plans-per-month.js";
import { metric as sustainedUse } from "./sustained-use.js";

/** All metrics that the program answers, by id, in the order in which they are listed. The only such list. */
export const metrics = {
  "plans-per-month": plansPerMonth,
  "plans-accumulated": plansAccumulated,
  "active-clinics": activeClinics,
  "plans-per-doctor": plansPerDoctor,
  ok22,
  "sustained-use": sustainedUse,
} as const satisfies Record<string, Metric>;

export type MetricId = keyof typeof metrics;

/** The ids, in the order of the list. */
export const metricIds: readonly MetricId[] = Object.keys(metrics).filter(isMetricId);

/** True for the id of a metric. */
export function isMetricId(id: string): id is MetricId {
  return Object.hasOwn(metrics, id);
}

/** A metric, seen as any other: what is asked of one is asked of all. */
export function metricOf(id: MetricId): Metric {
  return metrics[id];
}
