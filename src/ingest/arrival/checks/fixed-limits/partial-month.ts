import { noun } from "../../../../lib/words.js";
import type { ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { neighboursOf, tooSmall } from "../../neighbours.js";
import { addMonths } from "../../../../domain/month.js";
import { because, isBelow, percent } from "../../finding-parts.js";

const id = "partial-month";

/** A new newest month with few plans beside the month before: it may have been drawn before its end. */
export const partialMonth: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => {
    const limit = arrival.gates.minNewestMonthShare;
    return neighboursOf(arrival).flatMap(({ month, seen, previous, yearBefore, isNewest }) => {
      if (!isNewest) return [];
      const before = addMonths(month, -1);
      const more = { code: id, month } as const;
      if (previous === null) return [cannotTell({ id, unit: "plans" }, tooSmall(before, arrival), more)];
      // The same month a year before may have been as low: every July is.
      const usual = Math.min(previous.plans, yearBefore?.plans ?? previous.plans);
      const isHeld = isBelow(seen.plans, usual, limit);
      const finding = `${month}, the newest month, has ${seen.plans} ${noun(seen.plans, "plan")}, ${percent(seen.plans, usual)} of the ${usual} to expect${isHeld ? ": it looks drawn before its end" : ""}; ${because("min_newest_month_share", limit)}`;
      const core = {
        id,
        verdict: isHeld ? ("hold" as const) : ("ok" as const),
        seen: usual === 0 ? 1 : seen.plans / usual,
        expected: [limit.value, Number.MAX_SAFE_INTEGER] as const,
        unit: "share" as const,
        basis: before,
        finding,
      };
      const facts = { plans: seen.plans, usual };
      const excess = isHeld ? (usual * limit.value) / Math.max(seen.plans, 1) : 0;
      return [resultOf(core, { ...more, looks_like: "partial-month", facts, excess })];
    });
  },
};
