import type { Artefact } from "../../reports/shared/artefact.js";
import type { SecondThread } from "./second-thread.js";
import { thrownError } from "./told-error.js";
import type { Attempt, OrderedReport, ReportsInput } from "./work.js";
import { makeUntaken } from "./work.js";
import type { HandedOverReports } from "./worker-jobs.js";

/** A report that was made. */
export interface MadeReport {
  artefacts: Artefact[];
  milliseconds: number;
}

/**
 * Makes the reports of a run, with a second thread where there is one: each takes the next that nobody has taken. The
 * files are the same whoever makes them. Throws what the first report in the order that failed threw.
 */
export async function makeReports(
  orders: readonly OrderedReport[],
  input: ReportsInput,
  thread: SecondThread | null,
): Promise<MadeReport[]> {
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  // The first is made here, where everything is at hand.
  next[0] = 1;
  const beside = thread?.ask("reports", { orders, input: withoutStore(input), next });
  // Until it is waited for, its failure must not end the program.
  beside?.catch(() => undefined);
  const attempts: Attempt[] = [];
  await makeUntaken({ orders, input, next }, 0, (attempt) => void attempts.push(attempt));
  for (const { error, ...attempt } of (await beside) ?? [])
    attempts.push({ ...attempt, error: error === null ? null : thrownError(error) });
  attempts.sort((left, right) => left.place - right.place);
  return attempts.map(({ artefacts, error, milliseconds }) => {
    if (artefacts === null) throw error;
    return { artefacts, milliseconds };
  });
}

function withoutStore({
  question: { store, ...question },
  ...input
}: ReportsInput): HandedOverReports["input"] {
  return { ...input, question, storePath: store.path };
}
