import { getCompileCacheDir } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Store } from "../../db/open.js";
import { exists } from "../../lib/files.js";
import { codeFolder } from "../../lib/program.js";
import type { Answer } from "../answered.js";
import type { ThreadMessage, ThreadSettings } from "./messages.js";
import { asError } from "./messages.js";

/**
 * A thread that computes the figures of a run while this one does other work: nearly all of that is SQLite's, so that two
 * threads need no more memory or time for code than one. It reads the store through a connection of its own.
 */
export interface SecondThread {
  /** Asks, once, when the store holds all that was delivered. Throws what answering in this thread would throw. */
  answer(): Promise<Answer>;
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
  const worker = new Worker(file, { workerData });
  return {
    answer: () => {
      const answer = answerOf(worker);
      worker.postMessage("answer");
      return answer;
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

function answerOf(worker: Worker): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  // Nobody may be waiting any more: what comes before the answer can fail too.
  promise.catch(() => undefined);
  worker.once("message", (message: ThreadMessage) => {
    if ("answer" in message) resolve(message.answer);
    else reject(asError(message.failure));
  });
  worker.once("error", reject);
  worker.once("exit", () => {
    reject(new Error("the second thread ended before it had answered"));
  });
  return promise;
}
