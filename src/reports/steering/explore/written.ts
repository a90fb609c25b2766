import type { ExploreData, ExploreGroup, Months, PlanMonthsData, ShareMonthsData } from "./data.js";

/*
 * The data as they stand in the page. Months are half of them: a series is written as one word in which each month is its
 * difference from the one before, as source maps write places (base64 VLQ): one sign for a difference of up to 15.
 */

/** The data with their series in writing. */
export function writtenData(data: ExploreData): ExploreData<string> {
  return withSeries(data, writeSeries);
}

/** The data again, from the JSON of {@link writtenData}. */
export function readData(json: string): ExploreData {
  return withSeries(JSON.parse(json) as ExploreData<string>, readSeries);
}

function withSeries<From, To>(data: ExploreData<From>, change: (series: From) => To): ExploreData<To> {
  const ofPlans = (plans: PlanMonthsData<From>): PlanMonthsData<To> => ({
    ...plans,
    new: change(plans.new),
    maintained: change(plans.maintained),
  });
  const ofShare = (share: ShareMonthsData<From>): ShareMonthsData<To> => ({
    ...share,
    part: change(share.part),
  });
  const ofGroup = ({ plans, active, ok22, ...others }: ExploreGroup<From>): ExploreGroup<To> => ({
    ...others,
    ...(plans === undefined ? {} : { plans: plans.map((one) => (one === null ? null : ofPlans(one))) }),
    ...(active === undefined ? {} : { active: ofShare(active) }),
    ...(ok22 === undefined ? {} : { ok22: ofShare(ok22) }),
  });
  const groupings = data.groupings.map(({ id, groups }) => ({ id, groups: groups.map(ofGroup) }));
  return { ...data, groupings };
}

/** Each holds five bits of a difference, the lowest first; the second half of the signs says that more follow. */
const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const half = 32;

/** A month that is not known. */
const unknown = "-";

/** Whole numbers below 2^29 as one word. */
function writeSeries(values: Months): string {
  let before = 0;
  return values
    .map((value) => {
      if (value === null) return unknown;
      const difference = value - before;
      before = value;
      return written(difference < 0 ? 1 - 2 * difference : 2 * difference);
    })
    .join("");
}

function written(rest: number): string {
  const own = rest % half;
  return rest < half ? (signs[own] ?? "") : `${signs[own + half] ?? ""}${written((rest - own) / half)}`;
}

function readSeries(word: string): Months {
  let before = 0;
  return (word.match(/-|[g-z\d+/]*[A-Za-f]/g) ?? []).map((month) => {
    if (month === unknown) return null;
    const rest = Array.from(month).reduceRight((sum, sign) => sum * half + (signs.indexOf(sign) % half), 0);
    before += rest % 2 === 0 ? rest / 2 : (1 - rest) / 2;
    return before;
  });
}
