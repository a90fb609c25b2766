import { openStoreForReading } from "../../db/open.js";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import type { Question } from "../../question/question.js";
import type { ArrivalSources } from "../../reports/arrival/make.js";
import { makeArrivalPages } from "../../reports/arrival/make.js";
import type { Artefact } from "../../reports/shared/artefact.js";
import type { ToldError } from "./told-error.js";
import { toldError } from "./told-error.js";
import type { Attempt, OrderedReport, ReportsInput } from "./work.js";
import { makeUntaken } from "./work.js";

/** The reports of a run as another thread makes them: with a connection of its own to the store. */
export interface HandedOverReports {
  orders: readonly OrderedReport[];
  input: Omit<ReportsInput, "question"> & { question: Omit<Question, "store">; storePath: string };
  /** Place of the next report that nobody has taken; shared by both threads. */
  next: Int32Array;
}

/** A report that was tried on another thread. */
export type ToldAttempt = Omit<Attempt, "error"> & { error: ToldError | null };

/** What a second thread can do, by name. */
export const jobs = {
  reports: makeReportsBeside,
  "arrival-pages": ({
    outcomes,
    sources,
  }: {
    outcomes: readonly IngestOutcome[];
    sources: ArrivalSources;
  }): Promise<Artefact[]> => makeArrivalPages(outcomes, sources),
};

export type JobName = keyof typeof jobs;

/** What one job takes and gives. */
export interface Job<Name extends JobName> {
  input: Parameters<(typeof jobs)[Name]>[0];
  output: Awaited<ReturnType<(typeof jobs)[Name]>>;
}

async function makeReportsBeside({ orders, input, next }: HandedOverReports): Promise<ToldAttempt[]> {
  const { storePath, ...rest } = input;
  const store = await openStoreForReading(storePath);
  const attempts: ToldAttempt[] = [];
  try {
    const whole = { ...rest, question: { ...rest.question, store } };
    await makeUntaken({ orders, input: whole, next }, null, ({ error, ...attempt }) => {
      attempts.push({ ...attempt, error: attempt.artefacts === null ? toldError(error) : null });
    });
  } finally {
    store.close();
  }
  return attempts;
}
