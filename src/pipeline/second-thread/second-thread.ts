import { getCompileCacheDir } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Store } from "../../db/open.js";
import { endFirstIfEnded } from "../../lib/interruption.js";
import { exists } from "../../lib/files.js";
import { codeFolder } from "../../lib/program.js";
import type { Question } from "../../question/question.js";
import type { AnswerApart, AnswerUnderWay } from "./answer-apart.js";
import type { ThreadMessage, ThreadQuestion, ThreadSettings } from "./messages.js";
import { asError } from "./messages.js";

/**
 * A thread that computes a part of a run's figures while this one does other work: nearly all of that is SQLite's, so that
 * two threads need no more memory or time for code than one. It reads the store through a connection of its own.
 */
export interface SecondThread {
  /**
   * Asks, once, when the store holds all that was delivered; `checks`: whether to look at the store first. The pieces throw
   * what answering in this thread would throw.
   */
  answer(question: Question, checks: boolean): AnswerUnderWay;
  /** Ends it, whatever it is at. */
  end(): Promise<void>;
}

/**
 * Starts a second thread, which reads its code while the inbox is loaded. Null where there can be none or it would bring
 * nothing: for a store in memory, on one core, and where its code is not built, as in tests.
 */
export async function startSecondThread({
  store,
  ...settings
}: Omit<ThreadSettings, "compiledCode" | "storePath"> & {
  store: Store;
}): Promise<SecondThread | null> {
  const file = join(codeFolder, "cli", "second-thread.js");
  if (store.raw.memory || availableParallelism() < 2 || !(await exists(file))) return null;
  const cache = getCompileCacheDir();
  const workerData: ThreadSettings = {
    ...settings,
    storePath: store.path,
    compiledCode: cache === undefined ? null : dirname(cache),
  };
  const worker = startWorker(file, workerData);
  if (worker === null) return null;
  const answer = answerOf(worker);
  // Its connection must be gone before that of this thread, which takes the database's second files away.
  const forget = endFirstIfEnded(() => endOf(worker));
  return {
    answer: ({ month, asOf, audience, theme }, checks) => {
      // What the figures rest on, whatever another process has loaded since.
      const message: ThreadQuestion = { asked: { month, asOf, audience, theme }, checks };
      worker.postMessage(message);
      return answer;
    },
    end: async () => {
      forget();
      await endOf(worker);
    },
  };
}

/** Null where the machine lets the program have no further thread. */
function startWorker(file: string, workerData: ThreadSettings): Worker | null {
  try {
    return new Worker(file, { workerData });
  } catch {
    return null;
  }
}

async function endOf(worker: Worker): Promise<void> {
  await worker.terminate();
}

/** The second thread itself failed, and not what it was asked to do. */
export class ThreadFailure extends Error {
  override readonly name = "ThreadFailure";
}

/** What the thread will answer. It is listened to from its start on: a failure that nobody hears ends the program. */
function answerOf(worker: Worker): AnswerUnderWay {
  const unsound = Promise.withResolvers<AnswerApart["unsound"]>();
  const trend = Promise.withResolvers<AnswerApart["trend"]>();
  const beside = Promise.withResolvers<AnswerApart["beside"]>();
  // Nobody may be waiting, not yet or not any more.
  for (const { promise } of [unsound, trend, beside]) promise.catch(() => undefined);
  const refuse = (reason: unknown): void => [unsound, trend, beside].forEach(({ reject }) => reject(reason));
  worker.on("message", (message: ThreadMessage) => {
    if ("unsound" in message) unsound.resolve(message.unsound);
    else if ("trend" in message) trend.resolve(message.trend);
    else if ("beside" in message) beside.resolve(message.beside);
    else refuse(asError(message.failure));
  });
  const fail = (cause: unknown): void => refuse(new ThreadFailure("the second thread failed", { cause }));
  worker.on("error", fail);
  worker.once("messageerror", fail);
  worker.once("exit", fail);
  return { unsound: unsound.promise, trend: trend.promise, beside: beside.promise };
}
