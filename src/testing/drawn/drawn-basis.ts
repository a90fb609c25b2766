import type { Month } from "../../domain/month.js";
import type { Basis } from "../../domain/shapes/figures.js";

/** What drawn figures rest on: these months up to the report month, its register, and no file that is named. */
export function drawnBasis(knownMonths: readonly Month[], over: Partial<Basis> = {}): Basis {
  const month = knownMonths.at(-1);
  if (month === undefined) throw new Error("a drawn basis has months");
  return {
    ...{ month, asOf: 1, date: "2025-03-10", registerMonth: month, knownMonths: [...knownMonths] },
    ...{ incompleteMonths: [], isRegisterIncomplete: false, loads: [], synthetic: true },
    ...over,
  };
}
