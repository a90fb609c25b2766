import { monthIndex } from "../../../../domain/month.js";
import { noun } from "../../../../lib/words.js";
import { currentMonth } from "../../calendar.js";
import type { ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import { because, listed } from "../../finding-parts.js";

const id = "future-month";

/** Months that lie further ahead than a plan for a reform would. */
export const futureMonth: ArrivalCheck = {
  id,
  kinds: ["plan-counts", "clinic-register"],
  check: ({ months, clock, gates }) => {
    const current = currentMonth(clock);
    const limit = gates.maxMonthsAhead;
    const furthest = Math.max(0, ...months.map((month) => monthIndex(month) - monthIndex(current)));
    const ahead = months.filter((month) => monthIndex(month) - monthIndex(current) > limit.value);
    const finding =
      ahead.length === 0
        ? `no month lies more than ${limit.value} months ahead of ${current}`
        : `${listed(ahead)} ${noun(ahead.length, "lies", "lie")} in the future: it is ${current}; ${because("max_months_ahead", limit)}`;
    const core = {
      id,
      verdict: ahead.length === 0 ? ("ok" as const) : ("hold" as const),
      seen: furthest,
      expected: [0, limit.value] as const,
      unit: "months" as const,
      basis: `the calendar: it is ${current}`,
      finding,
    };
    const facts = { months: listed(ahead), current };
    return [resultOf(core, { code: id, looks_like: "future-month", facts, excess: ahead.length })];
  },
};
