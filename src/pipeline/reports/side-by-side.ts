import { getCompileCacheDir } from "node:module";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { FlpError } from "../../lib/errors.js";
import type { Question } from "../../question/question.js";
import type { Artefact } from "../../reports/shared/artefact.js";
import type { Attempt, OrderedReport, ReportsInput } from "./work.js";
import { makeUntaken } from "./work.js";

/** What a second thread is given: everything but the open store, of which it opens its own when a report asks for it. */
export interface HandedOver {
  orders: readonly OrderedReport[];
  input: Omit<ReportsInput, "question"> & { question: Omit<Question, "store">; storePath: string };
  next: Int32Array;
}

/** What a second thread says: of a report, or (null) that none is left to take. */
export type Said = (Omit<Attempt, "error"> & { error: ToldError | null }) | null;

/** An error on its way from one thread to the other, where its class would be lost. */
export type ToldError =
  | { kind: "flp"; of: Pick<FlpError, "code" | "message" | "place" | "remedy" | "lines"> }
  | { kind: "bug"; error: unknown };

/** A report that was made. */
export interface MadeReport {
  artefacts: Artefact[];
  milliseconds: number;
}

/**
 * Starts a second thread, which loads what reports are made with while the figures are computed. Null where a second one
 * would bring nothing: one processor, or a program that is run from its sources.
 */
export function startSecondThread(orders: readonly OrderedReport[]): Worker | null {
  if (orders.length < 2 || availableParallelism() < 2 || import.meta.url.endsWith(".ts")) return null;
  const worker = new Worker(new URL("../cli/report-worker.js", import.meta.url), {
    workerData: { codeCache: getCompileCacheDir() ?? null },
    // Left alone, it would keep as much garbage as the first one before it tidies up: 50 MB for nothing.
    resourceLimits: { maxYoungGenerationSizeMb: 12 },
  });
  // A run that ends before its reports does not wait for it.
  worker.unref();
  return worker;
}

/**
 * Makes the reports of a run, with a second thread where there is one: each takes the next that nobody has taken. The
 * files are the same whoever makes them. Throws what the first report in the order that failed threw.
 */
export async function makeReports(
  orders: readonly OrderedReport[],
  input: ReportsInput,
  worker: Worker | null,
): Promise<MadeReport[]> {
  const attempts: Attempt[] = [];
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  // The first is made here, where everything is at hand.
  next[0] = 1;
  const attempt = (one: Attempt): void => void attempts.push(one);
  const beside =
    worker === null ? null : handOver(worker, { orders, input: withoutStore(input), next }, attempt);
  await makeUntaken({ orders, input, next }, 0, attempt);
  await beside;
  attempts.sort((left, right) => left.place - right.place);
  return attempts.map(({ artefacts, error, milliseconds }) => {
    if (artefacts === null) throw error;
    return { artefacts, milliseconds };
  });
}

function withoutStore({ question: { store, ...question }, ...input }: ReportsInput): HandedOver["input"] {
  return { ...input, question, storePath: store.path };
}

/** Hands the reports over, and ends when the thread has none left to take. */
function handOver(worker: Worker, work: HandedOver, made: (attempt: Attempt) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.ref();
    worker.on("message", (said: Said) => {
      if (said === null) resolve();
      else made({ ...said, error: said.error === null ? null : asThrown(said.error) });
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      reject(new Error("the thread that makes reports has ended"));
    });
    worker.postMessage(work);
  });
}

function asThrown(told: ToldError): unknown {
  if (told.kind === "bug") return told.error;
  const { code, message, place, remedy, lines } = told.of;
  return new FlpError(code, message, {
    lines,
    ...(place === undefined ? {} : { place }),
    ...(remedy === undefined ? {} : { remedy }),
  });
}
