import { getCompileCacheDir } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Store } from "../../db/open.js";
import { endFirstIfEnded } from "../../lib/interruption.js";
import { exists } from "../../lib/files.js";
import { codeFolder } from "../../lib/program.js";
import type { Question } from "../../question/question.js";
import type { DrawPng } from "../../render/chart/png.js";
import type { AnswerApart } from "./answer-apart.js";
import type { ThreadReply, ThreadRequest, ThreadSettings, ThreadTask } from "./messages.js";
import { asError } from "./messages.js";

/**
 * A thread that does a part of a run while this one does another. What it does is SQLite's and the rasterizer's work, so that
 * two threads need hardly more memory or time for code than one. It reads the store through a connection of its own.
 */
export interface SecondThread {
  /** Asks when the store holds all that was delivered. Throws what answering in this thread would throw. */
  answer(question: Question): Promise<AnswerApart>;
  /** Draws a picture. Throws what drawing in this thread would throw. */
  draw: DrawPng;
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
  const call = callsOf(worker);
  // Its connection must be gone before that of this thread, which takes the database's second files away.
  const forget = endFirstIfEnded(() => endOf(worker));
  return {
    answer: ({ month, asOf, audience, theme }) => {
      // What the figures rest on, whatever another process has loaded since.
      return call<AnswerApart>({ asked: { month, asOf, audience, theme } });
    },
    draw: (order) => call<Uint8Array>({ order }),
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

/** Whoever waits for the result of a task. */
interface Waiting {
  resolve: (result: AnswerApart | Uint8Array) => void;
  reject: (error: unknown) => void;
}

/** Gives tasks to a thread. It is listened to from its start on: a failure that nobody hears ends the program. */
function callsOf(
  worker: Worker,
): <Result extends AnswerApart | Uint8Array>(task: ThreadTask) => Promise<Result> {
  const waiting = new Map<number, Waiting>();
  let failed: ThreadFailure | null = null;
  worker.on("message", (reply: ThreadReply) => {
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("result" in reply) asker?.resolve(reply.result);
    else asker?.reject(asError(reply.failure));
  });
  const fail = (cause: unknown): void => {
    failed ??= new ThreadFailure("the second thread failed", { cause });
    for (const { reject } of waiting.values()) reject(failed);
    waiting.clear();
  };
  worker.on("error", fail);
  worker.once("messageerror", fail);
  worker.once("exit", fail);
  let last = 0;
  return <Result extends AnswerApart | Uint8Array>(task: ThreadTask) => {
    const { promise, resolve, reject } = Promise.withResolvers<AnswerApart | Uint8Array>();
    // Nobody may be waiting, not yet or not any more.
    promise.catch(() => undefined);
    if (failed === null) {
      last += 1;
      const request: ThreadRequest = { id: last, task };
      waiting.set(last, { resolve, reject });
      worker.postMessage(request);
    } else reject(failed);
    return promise as Promise<Result>;
  };
}
