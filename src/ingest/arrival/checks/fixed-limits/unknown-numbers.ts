import { noun } from "../../../../lib/words.js";
import type { ArrivalCheck } from "../../check.js";
import { cannotTell } from "../../check.js";
import { shareWithin } from "../../limit-check.js";
import type { NamedNumber } from "../../panel/tally.js";
import { registeredNumbers } from "../../queries.js";
import { because, listed, percent } from "../../finding-parts.js";

const id = "unknown-numbers";

/** Plans of numbers that no register knows, once one is loaded. Source: the gate of the contract. */
export const unknownNumbers: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: ({ store, load, counts, gates }) => {
    const known = registeredNumbers(store, load);
    if (known.size === 0) return [cannotTell({ id, unit: "share" }, "no register is loaded", { code: id })];
    const limit = gates.maxUnknownShare;
    const all = counts.numbers();
    const unknown = all.filter(({ ydernummer, plans }) => plans > 0 && !known.has(ydernummer));
    const [plans, unknownPlans] = [plansOf(all), plansOf(unknown)];
    const numbers = unknown.map(({ ydernummer }) => ydernummer).sort();
    const finding = `${unknownPlans} of the file's ${plans} ${noun(plans, "plan")} (${percent(unknownPlans, plans)}) ${noun(unknownPlans, "comes", "come")} from ${numbers.length} ${noun(numbers.length, "number")} that no register knows${numbers.length === 0 ? "" : `, such as ${listed(numbers)}`}; ${because("max_unknown_share", limit)}`;
    return [
      shareWithin(
        { id, part: unknownPlans, whole: plans, limit, basis: "all registers loaded", finding },
        {
          code: id,
          looks_like: "unknown-numbers",
          facts: { plans, unknown: unknownPlans, numbers: listed(numbers) },
        },
      ),
    ];
  },
};

function plansOf(numbers: readonly NamedNumber[]): number {
  return numbers.reduce((sum, { plans }) => sum + plans, 0);
}
