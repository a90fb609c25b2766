import { countWords, shareWords } from "../../../domain/danish.js";
import type { Choice } from "./choice.js";
import { chosenGroups, typePlace } from "./choice.js";
import type {
  BandStep,
  ExploreData,
  ExploreGroup,
  MeasureId,
  Months,
  SaidSentence,
  ShareMonthsData,
} from "./data.js";

/** A group as it is drawn: one value a month of the page. */
export interface DrawnGroup {
  group: ExploreGroup;
  values: Months;
  /** The range of the usual of each month; null: there is none. */
  band: ([low: number, high: number] | null)[];
  /** Within which the newest value lies by chance; null: it is not said. */
  byChance: readonly [low: number, high: number] | null;
  said: readonly SaidSentence[];
  side: "above" | "below" | null;
}

/** All that one choice shows. */
export interface View {
  groups: DrawnGroup[];
  /** The whole country's value of each month; null: it is not drawn beside the groups. */
  country: Months | null;
  scale: { low: number; top: number };
  /** Place of the first month of which something is shown. */
  first: number;
  isShare: boolean;
}

/** What a choice shows, all groups on one scale. */
export function viewOf(choice: Choice, data: ExploreData): View {
  const isShare = choice.measure === "active" || choice.measure === "ok22";
  const groups = chosenGroups(choice, data).map((group) => drawnGroup(group, choice, data));
  const whole = data.groupings.find(({ id }) => id === "country")?.groups[0];
  const hasCountry = isShare && choice.grouping !== "country" && whole !== undefined;
  const firsts = groups.map((one) => one.values.findIndex((value) => value !== null));
  const first = Math.max(0, Math.min(...firsts.filter((place) => place >= 0), data.months.length - 1));
  const country = hasCountry ? from(first, drawnGroup(whole, choice, data).values) : null;
  const values = [...groups.flatMap((one) => one.values), ...(country ?? [])].filter(
    (value) => value !== null,
  );
  const highs = groups.flatMap(({ band }) => band.map((range) => range?.[1] ?? 0));
  return {
    groups,
    country,
    scale: isShare ? shareScale(values) : { low: 0, top: roundTop(Math.max(0, ...values, ...highs)) },
    first,
    isShare,
  };
}

/** The values from a place on; those before it are not shown. */
function from(first: number, values: Months): Months {
  return values.map((value, place) => (place < first ? null : value));
}

/** A value as it is read. */
export function valueAsRead(value: number, isShare: boolean): string {
  return isShare ? shareWords(value) : countWords(Math.round(value));
}

/** One value for each month of the page, from values that end with the newest. */
export function inMonths<Value>(values: readonly Value[], { months }: ExploreData): (Value | null)[] {
  const missing = months.length - values.length;
  return months.map((_, place) => values[place - missing] ?? null);
}

/** All clinics that a share is of, by month. */
export function wholeMonths({ part, whole }: ShareMonthsData, data: ExploreData): Months {
  const values = part.map((_, place) => whole.findLast(([from]) => from <= place)?.[1] ?? null);
  return inMonths(values, data);
}

/** The months of a share in which somebody can be counted. */
export function shareMonths(months: ShareMonthsData, data: ExploreData): Months {
  const wholes = wholeMonths(months, data);
  return inMonths(months.part, data).map((value, place) => {
    const all = wholes[place] ?? null;
    return value === null || all === null || all === 0 ? null : value / all;
  });
}

function drawnGroup(group: ExploreGroup, { measure, type }: Choice, data: ExploreData): DrawnGroup {
  const plans = group.plans?.[typePlace(type, data)] ?? null;
  if ((measure === "plans" || measure === "new") && plans !== null) {
    const fresh = inMonths(plans.new, data);
    const kept = inMonths(plans.maintained, data);
    const values = fresh.map((value, place) =>
      measure === "new" || value === null ? value : value + (kept[place] ?? 0),
    );
    const { said, side = null, band } = measure === "new" ? plans.newPlans : plans.plans;
    return { group, values, band: bandOfMonths(values, band), byChance: null, said, side };
  }
  return drawnShare(group, measure, data);
}

function drawnShare(group: ExploreGroup, measure: MeasureId, data: ExploreData): DrawnGroup {
  const share = measure === "active" || measure === "ok22" ? group[measure] : undefined;
  if (share === undefined) {
    const none = data.months.map(() => null);
    return { group, values: none, band: none, byChance: null, said: [], side: null };
  }
  const values = shareMonths(share, data);
  const { said, side = null, byChance = null } = share;
  const band =
    measure === "ok22"
      ? rangesOf(values, share.band, { months: 1, endOf: (before, distance) => before + distance })
      : activeBand(share, data);
  return { group, values, band, byChance, said, side };
}

/** The range of the active clinics, of all that were open. */
function activeBand(share: ShareMonthsData, data: ExploreData): DrawnGroup["band"] {
  const wholes = wholeMonths(share, data);
  return bandOfMonths(inMonths(share.part, data), share.band).map((range, place) => {
    const whole = wholes[place] ?? 0;
    return range === null || whole === 0 ? null : [range[0] / whole, Math.min(1, range[1] / whole)];
  });
}

/** The range of each month: its shares of the same month of the year before. */
function bandOfMonths(values: Months, steps: readonly BandStep[]): DrawnGroup["band"] {
  return rangesOf(values, steps, { months: 12, endOf: (before, share) => before * share });
}

/** The range of each month from the value so many months before it. */
function rangesOf(
  values: Months,
  steps: readonly BandStep[],
  { months, endOf }: { months: number; endOf: (before: number, end: number) => number },
): DrawnGroup["band"] {
  return values.map((_, place) => {
    const [, low, high] = steps.findLast(([from]) => from <= place) ?? [];
    const before = values[place - months] ?? null;
    if (low === undefined || high === undefined || before === null) return null;
    return [endOf(before, low), endOf(before, high)];
  });
}

/** The end of an axis of counts: a round number that holds all. */
function roundTop(highest: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  const found = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((times) => times * step >= highest) ?? 10;
  return Math.max(1, Math.ceil(found * step));
}

/** The ends of an axis of shares, in steps of 5 %: it does not begin at 0, where no change could be seen. */
function shareScale(shares: readonly number[]): View["scale"] {
  const [lowest, highest] = [Math.min(1, ...shares), Math.max(0, ...shares)];
  const low = Math.max(0, Math.floor(lowest * 20 - 0.2) / 20);
  const top = Math.min(1, Math.ceil(highest * 20 + 0.2) / 20);
  return top - low >= 0.1 ? { low, top } : { low: Math.max(0, top - 0.1), top: Math.max(0.1, top) };
}
