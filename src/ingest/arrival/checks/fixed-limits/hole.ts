import { holesIn } from "../../../../domain/month.js";
import type { ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import { because, listed } from "../../finding-parts.js";

const id = "hole";

/** Months that would be missing between known ones. Source: the gate of the contract. */
export const hole: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: ({ months, known, gates }) => {
    const had = new Set(holesIn(known));
    const opened = holesIn([...known, ...months]).filter((month) => !had.has(month));
    const limit = gates.maxHoleMonths;
    const isHeld = opened.length > limit.value;
    const finding =
      opened.length === 0
        ? "the months known lie without a new hole"
        : `nothing would be known of ${listed(opened)}, between months that are known; ${because("max_hole_months", limit)}`;
    const core = {
      id,
      verdict: isHeld ? ("hold" as const) : ("ok" as const),
      seen: opened.length,
      expected: [0, limit.value] as const,
      unit: "months" as const,
      basis: `${known.length} known months`,
      finding,
    };
    return [
      resultOf(core, {
        code: id,
        looks_like: "missing-month",
        facts: { months: listed(opened) },
        excess: isHeld ? opened.length : 0,
      }),
    ];
  },
};
