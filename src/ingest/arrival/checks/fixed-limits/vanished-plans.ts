import { planTotals } from "../../../../db/history/changes.js";
import type { PlanTotals } from "../../../../db/history/changes.js";
import { noun } from "../../../../lib/words.js";
import type { ArrivalCheck } from "../../check.js";
import { shareWithin } from "../../limit-check.js";
import { because, percent } from "../../finding-parts.js";

const id = "vanished-plans";

/** Plans of a known month, new and maintained together, net, that a load takes away. Source: the gate of the contract. */
export const vanishedPlans: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: ({ store, load, months, known, gates }) => {
    const restated = months.filter((month) => known.includes(month));
    const limit = gates.maxRemovedShare;
    return planTotals(store, { load, months: restated }).map(({ month, before, after }) => {
      const [had, has] = [sum(before), sum(after)];
      const finding = `${month} would go from ${had} ${noun(had, "plan")} to ${has}, ${percent(had - has, had)} of them gone; ${because("max_removed_share", limit)}`;
      const basis = `${month} as it was known`;
      return shareWithin(
        { id, part: had - has, whole: had, limit, basis, finding },
        { code: id, month, looks_like: "lost-plans", facts: { before: had, after: has } },
      );
    });
  },
};

function sum(totals: PlanTotals): number {
  return totals.new + totals.maintained;
}
