import { restatedTotals } from "../../../db/history/changes.js";
import { isIncomplete, loadFacts } from "../../../db/ledger.js";
import type { Store } from "../../../db/open.js";
import { dateInDenmark } from "../../../domain/danish.js";
import type { Basis, RestatedMonth } from "../../../domain/shapes/figures.js";
import type { Month } from "../../../domain/month.js";
import { registerFor } from "../../../question/as-of.js";
import type { Question } from "../../../question/question.js";

/** What the figures of a question rest on: the loads, the months, the register. */
export async function basisOf({ store, month, asOf, known, registers }: Question): Promise<Basis> {
  const loads = await loadFacts(store, asOf);
  const registerMonth = registerFor(month, registers);
  const newest = loads.at(-1)?.loadedAt ?? "";
  return {
    month,
    asOf,
    date: dateInDenmark(newest),
    registerMonth,
    knownMonths: known.filter((one) => one <= month),
    incompleteMonths: known.filter((one) => one <= month && isIncomplete(loads, "plan-counts", one)),
    isRegisterIncomplete: registerMonth !== null && isIncomplete(loads, "clinic-register", registerMonth),
    loads: loads.map(({ synthetic: _, ...load }) => load),
    synthetic: loads.some((load) => load.synthetic),
  };
}

/** What each load of counts changed of months that were known before it, up to the report month. */
export function restatedMonths(store: Store, { loads, month }: Basis): RestatedMonth[] {
  return loads
    .filter(({ kind }) => kind === "plan-counts")
    .flatMap(({ load, loadedAt, months }) => {
      const shown = months.filter((one) => one <= month);
      const totals = restatedTotals(store, { load, months: shown });
      const sumOf = (restated: Month, side: "old" | "new"): number =>
        totals.filter((total) => total.month === restated).reduce((sum, total) => sum + total[side], 0);
      return [...new Set(totals.map((total) => total.month))].map((restated) => ({
        load,
        date: dateInDenmark(loadedAt),
        month: restated,
        before: sumOf(restated, "old"),
        now: sumOf(restated, "new"),
      }));
    });
}
