import type { Month } from "../../domain/month.js";
import { noun } from "../../lib/words.js";
import { addMonths } from "../../domain/month.js";
import type { GateFinding, GateTools, GatedLoad } from "./finding.js";
import type { MonthCounts } from "./queries.js";
import { countsWithPlans, vanishedFromRegister } from "./queries.js";
import { because, exceeds, isBelow, listed, percent } from "./words.js";

/** A new month beside the months that it is compared with. */
interface Comparison {
  month: Month;
  seen: MonthCounts;
  /** The month before; null: not known, or too small to compare with. */
  previous: MonthCounts | null;
  /** The same month a year before; null: as above. */
  yearBefore: MonthCounts | null;
  /** True when no later month is known. */
  isNewest: boolean;
}

/** New months that are far from the months around them. A first load has nothing to compare with. */
export function implausibleMonths(load: GatedLoad, known: readonly Month[], tools: GateTools): GateFinding[] {
  if (known.length === 0) return [];
  const { gates, store } = tools;
  const all = new Set([...known, ...load.months]);
  const newest = [...all].sort().at(-1);
  const measure = remembered((month: Month) => countsWithPlans(store, { load: load.load, month }));
  const comparable = (month: Month): MonthCounts | null => {
    if (!all.has(month)) return null;
    const counts = measure(month);
    const isLarge =
      counts.plans >= gates.minComparedPlans.value && counts.numbers.size >= gates.minComparedClinics.value;
    return isLarge ? counts : null;
  };
  return load.months
    .filter((month) => !known.includes(month))
    .map((month) => ({
      month,
      seen: measure(month),
      previous: comparable(addMonths(month, -1)),
      yearBefore: comparable(addMonths(month, -12)),
      isNewest: month === newest,
    }))
    .flatMap((one) => [
      ...farFromYearBefore(one, tools),
      ...vanishedClinics(one, tools),
      ...partOfMonth(one, tools),
    ]);
}

function farFromYearBefore({ month, seen, yearBefore }: Comparison, { gates }: GateTools): GateFinding[] {
  const limit = gates.maxYearChangeShare;
  if (yearBefore === null) return [];
  const apart = Math.abs(seen.plans - yearBefore.plans);
  if (!exceeds(apart, yearBefore.plans, limit)) return [];
  const message = `${month} has ${seen.plans} ${noun(seen.plans, "plan")}, the same month a year before had ${yearBefore.plans}: ${percent(apart, yearBefore.plans)} apart; ${because("max_year_change_share", limit)}`;
  return [{ code: "year-change", months: [month], message }];
}

function vanishedClinics({ month, seen, previous }: Comparison, { gates }: GateTools): GateFinding[] {
  const limit = gates.maxVanishedClinicsShare;
  if (previous === null) return [];
  const gone = [...previous.numbers].filter((number) => !seen.numbers.has(number)).sort();
  if (!exceeds(gone.length, previous.numbers.size, limit)) return [];
  const message = `${gone.length} of the ${previous.numbers.size} ${noun(previous.numbers.size, "number")} with plans in the month before (${percent(gone.length, previous.numbers.size)}) ${noun(gone.length, "has", "have")} none in ${month}, such as ${listed(gone)}; ${because("max_vanished_clinics_share", limit)}`;
  return [{ code: "vanished-clinics", months: [month], message }];
}

function partOfMonth(
  { month, seen, previous, yearBefore, isNewest }: Comparison,
  { gates }: GateTools,
): GateFinding[] {
  const limit = gates.minNewestMonthShare;
  if (!isNewest || previous === null) return [];
  // The same month a year before may have been as low: every July is.
  const expected = Math.min(previous.plans, yearBefore?.plans ?? previous.plans);
  if (!isBelow(seen.plans, expected, limit)) return [];
  const message = `${month}, the newest month, has ${seen.plans} ${noun(seen.plans, "plan")}, ${percent(seen.plans, expected)} of the ${expected} to expect: it looks drawn before its end; ${because("min_newest_month_share", limit)}`;
  return [{ code: "partial-month", months: [month], message }];
}

/** Clinics that were open in the register before and that a new register does not name any more. */
export function vanishedClinicsOfRegister(load: GatedLoad, tools: GateTools): GateFinding[] {
  const { gates, store } = tools;
  return load.months.flatMap((month): GateFinding[] => {
    const found = vanishedFromRegister(store, { load: load.load, month });
    if (found === null || found.open < gates.minComparedClinics.value) return [];
    if (!exceeds(found.gone.length, found.open, gates.maxVanishedClinicsShare)) return [];
    const message = `${found.gone.length} of the ${found.open} ${noun(found.open, "clinic")} open in the register of ${found.snapshot} (${percent(found.gone.length, found.open)}) ${noun(found.gone.length, "is", "are")} not in this one, such as ${listed(found.gone)}; a clinic that closed keeps its row; ${because("max_vanished_clinics_share", gates.maxVanishedClinicsShare)}`;
    return [{ code: "vanished-clinics", months: [month], message }];
  });
}

/** Computes each value once. */
function remembered<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const values = new Map<Key, Value>();
  return (key) => {
    const value = values.get(key) ?? compute(key);
    values.set(key, value);
    return value;
  };
}
