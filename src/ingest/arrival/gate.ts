import { monthsKnownBefore, planTotals } from "../../db/changes.js";
import type { PlanTotals } from "../../db/changes.js";
import { dateInDenmark } from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import { holesIn, monthIndex, parseMonth } from "../../domain/month.js";
import type { Clock } from "../../lib/clock.js";
import { noun } from "../../lib/words.js";
import type { GateFinding, GateTools, GatedLoad } from "./finding.js";
import { implausibleMonths, vanishedClinicsOfRegister } from "./plausibility.js";
import { plansOfUnknownNumbers } from "./queries.js";
import { because, exceeds, listed, percent } from "./words.js";

/**
 * Everything about a load that somebody must look at before it counts; none when it may pass. Exactly at a limit passes.
 * The limits of the contract (vanished plans, holes, unknown numbers) always apply; the others compare with months known
 * before, and only where there are enough plans and clinics for a share to mean something.
 */
export function checkGate(load: GatedLoad, tools: GateTools): GateFinding[] {
  const ahead = monthsAhead(load, tools);
  if (load.kind === "clinic-register") return [...ahead, ...vanishedClinicsOfRegister(load, tools)];
  const known = monthsKnownBefore(tools.store, load);
  return [
    ...vanishedPlans(load, known, tools),
    ...holes(load, known, tools),
    ...unknownNumbers(load, tools),
    ...ahead,
    ...implausibleMonths(load, known, tools),
  ];
}

function vanishedPlans(load: GatedLoad, known: readonly Month[], tools: GateTools): GateFinding[] {
  const restated = load.months.filter((month) => known.includes(month));
  const before = planTotals(tools.store, { load: load.load, months: restated, when: "before" });
  const after = planTotals(tools.store, { load: load.load, months: restated, when: "after" });
  const limit = tools.gates.maxRemovedShare;
  return restated.flatMap((month): GateFinding[] => {
    const [had, has] = [sum(before.get(month) ?? none), sum(after.get(month) ?? none)];
    if (!exceeds(had - has, had, limit)) return [];
    const message = `${month} would go from ${had} ${noun(had, "plan")} to ${has}, ${percent(had - has, had)} of them gone; ${because("max_removed_share", limit)}`;
    return [{ code: "vanished-plans", months: [month], message }];
  });
}

const none: PlanTotals = { new: 0, maintained: 0 };
const sum = ({ new: fresh, maintained }: PlanTotals): number => fresh + maintained;

function holes(load: GatedLoad, known: readonly Month[], tools: GateTools): GateFinding[] {
  const had = new Set(holesIn(known));
  const opened = holesIn([...known, ...load.months]).filter((month) => !had.has(month));
  const limit = tools.gates.maxHoleMonths;
  if (opened.length <= limit.value) return [];
  const message = `nothing would be known of ${listed(opened)}, between months that are known; ${because("max_hole_months", limit)}`;
  return [{ code: "hole", months: opened, message }];
}

function unknownNumbers(load: GatedLoad, tools: GateTools): GateFinding[] {
  const found = plansOfUnknownNumbers(tools.store, load);
  const limit = tools.gates.maxUnknownShare;
  if (found === null || !exceeds(found.unknownPlans, found.plans, limit)) return [];
  const message = `${found.unknownPlans} of the file's ${found.plans} ${noun(found.plans, "plan")} (${percent(found.unknownPlans, found.plans)}) ${noun(found.unknownPlans, "comes", "come")} from ${found.numbers.length} ${noun(found.numbers.length, "number")} that no register knows, such as ${listed(found.numbers)}; ${because("max_unknown_share", limit)}`;
  return [{ code: "unknown-numbers", months: [...load.months], message }];
}

function monthsAhead(load: GatedLoad, tools: GateTools): GateFinding[] {
  const current = currentMonth(tools.clock);
  const limit = tools.gates.maxMonthsAhead;
  const ahead = load.months.filter((month) => monthIndex(month) - monthIndex(current) > limit.value);
  if (ahead.length === 0) return [];
  const message = `${listed(ahead)} ${noun(ahead.length, "lies", "lie")} in the future: it is ${current}; ${because("max_months_ahead", limit)}`;
  return [{ code: "future-month", months: ahead, message }];
}

/** The month that it is in Denmark. */
export function currentMonth(clock: Clock): Month {
  const month = parseMonth(dateInDenmark(clock.now().toISOString()).slice(0, 7));
  if (month === null) throw new Error("the clock shows no month");
  return month;
}
