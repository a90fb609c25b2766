import type { Store } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import type { PublishedAudience } from "../domain/audience.js";
import type { Month } from "../domain/month.js";
import { knownMonths, nothingLoaded, registerMonths, resolveAsOf, resolveMonth } from "./as-of.js";
import type { RunContext } from "./run-context.js";
import type { Run } from "./run.js";
import { withRun } from "./run.js";

/** What is asked, as an order or a command line says it. */
export interface AskedQuestion {
  /** Left out or null: the newest month with plan counts. */
  month?: Month | null;
  /** Left out or null: the newest load. */
  asOf?: number | null;
  /** Whom reports that may be published are for; left out: the project itself. */
  audience?: PublishedAudience;
  /** File of the theme in the folder `reports`; left out or null: the one that a report names, or the usual one. */
  theme?: string | null;
}

/** Where an answer comes from. */
export interface QuestionSources {
  store: Store;
  definitions: Definitions;
}

/** A question that was held against the store: every figure and every report answers one. */
export interface Question extends QuestionSources {
  /** The report month; counts are known of it. */
  month: Month;
  /** Id of the load that answers are given as of; it stands. */
  asOf: number;
  /** Months with plan counts as of that load, in order; also those after the report month. */
  known: readonly Month[];
  /** Months with a register as of that load, in order; empty: none is loaded. */
  registers: readonly Month[];
  audience: PublishedAudience;
  /** Null: the theme that a report names, or the usual one. */
  theme: string | null;
}

/**
 * Holds what is asked against the store. Throws exit 2 for a month without counts and a load that does not stand, 14 for
 * an empty store.
 */
export async function resolveQuestion(
  { store, definitions }: QuestionSources,
  asked: AskedQuestion,
): Promise<Question> {
  const asOf = await resolveAsOf(store, asked.asOf ?? null);
  const known = await knownMonths(store, asOf);
  const month = resolveMonth(known, asked.month ?? null);
  if (month === null) throw nothingLoaded(store, "plan-counts", asOf);
  return {
    store,
    definitions,
    month,
    asOf,
    known,
    registers: await registerMonths(store, asOf),
    audience: asked.audience ?? "internal",
    theme: asked.theme ?? null,
  };
}

/** Throws exit 14 where no clinic register is loaded: without it no clinic can be counted. */
export function requireRegister({
  store,
  asOf,
  registers,
}: Pick<Question, "store" | "asOf" | "registers">): void {
  if (registers.length === 0) throw nothingLoaded(store, "clinic-register", asOf);
}

/** Runs `work` with the models bound to a question: to its month, all known months and no split, or as `scope` says. */
export async function askModels<Result>(
  { store, definitions, month, asOf, known }: Omit<Question, "registers" | "audience" | "theme">,
  scope: Partial<Omit<RunContext, "asOf">>,
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const context = {
    reportMonths: [month],
    asOf,
    firstMonthOf: () => known[0] ?? month,
    dimensions: [],
    ...scope,
  };
  return withRun(store, { definitions, context }, work);
}
