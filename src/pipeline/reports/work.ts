import type { ReportId } from "../../reports/index.js";
import { makeReport } from "../../reports/index.js";
import type { Artefact } from "../../reports/shared/artefact.js";
import type { ReportForm } from "../../reports/shared/forms.js";
import type { ReportInput } from "../../reports/shared/input.js";

/** A report that is to be made, and the forms in which it is wanted. */
export interface OrderedReport {
  report: ReportId;
  forms: readonly ReportForm[];
}

/** What all reports of a run are made from. */
export type ReportsInput = Omit<ReportInput, "forms">;

/** A report that was made, or why it could not be. */
export interface Attempt {
  /** Place of the report in the order. */
  place: number;
  /** Null: it could not be made. */
  artefacts: Artefact[] | null;
  error: unknown;
  /** How long it took. */
  milliseconds: number;
}

/**
 * Makes the report at `place` and then each next one that nobody has taken, until one fails or none is left. `next`, one
 * whole number in memory that threads share, is the place of the next one.
 */
export async function makeUntaken(
  { orders, input, next }: { orders: readonly OrderedReport[]; input: ReportsInput; next: Int32Array },
  from: number | null,
  made: (attempt: Attempt) => void,
): Promise<void> {
  for (let place = from ?? take(next); place < orders.length; place = take(next)) {
    const order = orders[place];
    if (order === undefined) return;
    const began = performance.now();
    const attempt = await attemptReport(order, input);
    if (attempt.artefacts === null) Atomics.store(next, 0, orders.length);
    made({ place, ...attempt, milliseconds: performance.now() - began });
  }
}

function take(next: Int32Array): number {
  return Atomics.add(next, 0, 1);
}

async function attemptReport(
  { report, forms }: OrderedReport,
  input: ReportsInput,
): Promise<Pick<Attempt, "artefacts" | "error">> {
  try {
    return { artefacts: await makeReport(report, { ...input, forms }), error: null };
  } catch (error) {
    return { artefacts: null, error };
  }
}
