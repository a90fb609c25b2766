import { addMonths } from "../../../../domain/month.js";
import { noun } from "../../../../lib/words.js";
import type { ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { neighboursOf, tooSmall } from "../../neighbours.js";
import { because, exceeds, percent } from "../../finding-parts.js";

const id = "year-change";

/** The plans of a new month beside those of the same month a year before: a fixed limit for histories that teach none. */
export const yearChange: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => {
    const limit = arrival.gates.maxYearChangeShare;
    return neighboursOf(arrival).map(({ month, seen, yearBefore }) => {
      const year = addMonths(month, -12);
      const more = { code: id, month } as const;
      if (yearBefore === null) return cannotTell({ id, unit: "plans" }, tooSmall(year, arrival), more);
      const apart = Math.abs(seen.plans - yearBefore.plans);
      const isHeld = exceeds(apart, yearBefore.plans, limit);
      const finding = `${month} has ${seen.plans} ${noun(seen.plans, "plan")}, the same month a year before had ${yearBefore.plans}: ${percent(apart, yearBefore.plans)} apart; ${because("max_year_change_share", limit)}`;
      const [low, high] = [1 - limit.value, 1 + limit.value].map((share) => share * yearBefore.plans);
      const core = {
        id,
        verdict: isHeld ? ("hold" as const) : ("ok" as const),
        seen: seen.plans,
        expected: [Math.max(0, low ?? 0), high ?? 0] as const,
        unit: "plans" as const,
        basis: year,
        finding,
      };
      return resultOf(core, {
        ...more,
        looks_like: "total-off",
        series: [{ month: year, value: yearBefore.plans }],
        facts: { plans: seen.plans, year_before: yearBefore.plans },
        excess: isHeld ? apart / yearBefore.plans / limit.value : 0,
      });
    });
  },
};
