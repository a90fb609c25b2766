import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import type { Arrival } from "./check.js";
import type { MonthCounts } from "./queries.js";
import { countsWithPlans } from "./queries.js";

/** A new month beside the months that it is compared with. */
export interface Neighbours {
  month: Month;
  seen: MonthCounts;
  /** The month before; null: not known, or too small to compare with. */
  previous: MonthCounts | null;
  /** The same month a year before; null: as above. */
  yearBefore: MonthCounts | null;
  /** True when no later month is known. */
  isNewest: boolean;
}

const found = new WeakMap<Arrival, Neighbours[]>();

/**
 * The months of a load that were not known before, each with its neighbours as the load leaves them. None for a first load,
 * which has nothing to compare with, and none where enough months are known for limits to be learned from them. Read once a
 * load.
 */
export function neighboursOf(arrival: Arrival): Neighbours[] {
  const neighbours = found.get(arrival) ?? readNeighbours(arrival);
  found.set(arrival, neighbours);
  return neighbours;
}

function readNeighbours({ store, load, months, known, gates }: Arrival): Neighbours[] {
  if (known.length === 0) return [];
  const teaches = gates.arrival.learnedFromMonths.value;
  const all = new Set([...known, ...months]);
  const newest = [...all].sort().at(-1);
  const counts = new Map<Month, MonthCounts>();
  const measure = (month: Month): MonthCounts => {
    const value = counts.get(month) ?? countsWithPlans(store, { load, month });
    counts.set(month, value);
    return value;
  };
  const comparable = (month: Month): MonthCounts | null => {
    if (!all.has(month)) return null;
    const { plans, numbers } = measure(month);
    const isLarge = plans >= gates.minComparedPlans.value && numbers.size >= gates.minComparedClinics.value;
    return isLarge ? measure(month) : null;
  };
  return months
    .filter((month) => !known.includes(month) && known.filter((one) => one < month).length < teaches)
    .map((month) => ({
      month,
      seen: measure(month),
      previous: comparable(addMonths(month, -1)),
      yearBefore: comparable(addMonths(month, -12)),
      isNewest: month === newest,
    }));
}

/** Why a month has no neighbour to be compared with. */
export function tooSmall(what: string, { gates }: Arrival): string {
  return `${what}, with at least ${gates.minComparedPlans.value} plans of ${gates.minComparedClinics.value} clinics, is not known`;
}
