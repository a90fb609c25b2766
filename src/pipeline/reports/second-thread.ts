import { getCompileCacheDir } from "node:module";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ToldError } from "./told-error.js";
import { thrownError } from "./told-error.js";
import type { Job, JobName } from "./worker-jobs.js";

/** A thread beside the first one. It does one job after the other, and only such whose input and output are plain values. */
export interface SecondThread {
  /** Has a job done; throws what the job throws. */
  ask<Name extends JobName>(name: Name, input: Job<Name>["input"]): Promise<Job<Name>["output"]>;
  /** Ends the thread, whatever it is doing. */
  end(): Promise<void>;
}

/** A job as the thread is asked to do it. */
export interface AskedJob {
  id: number;
  name: JobName;
  input: Job<JobName>["input"];
}

/** What the thread answers: the output, or what was thrown. */
export interface AnsweredJob {
  id: number;
  output: Job<JobName>["output"] | null;
  error: ToldError | null;
}

/**
 * Starts a second thread, which loads what reports are made with while the first one loads and computes. Null where it
 * would bring nothing: on one processor, or where the program is run from its sources.
 */
export function startSecondThread(): SecondThread | null {
  if (availableParallelism() < 2 || import.meta.url.endsWith(".ts")) return null;
  const worker = new Worker(new URL("../cli/report-worker.js", import.meta.url), {
    workerData: { codeCache: getCompileCacheDir() ?? null },
    // Left alone, it would keep as much garbage as the first one before it tidies up: 50 MB for nothing.
    resourceLimits: { maxYoungGenerationSizeMb: 12 },
  });
  // A run that ends before its reports does not wait for it.
  worker.unref();
  const waiting = new Map<
    number,
    { answer: (answered: AnsweredJob) => void; fail: (error: unknown) => void }
  >();
  const failAll = (error: unknown): void => {
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  worker.on("message", (answered: AnsweredJob) => {
    waiting.get(answered.id)?.answer(answered);
    waiting.delete(answered.id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on("error", failAll);
  worker.on("exit", () => {
    failAll(new Error("the second thread has ended before its work was done"));
  });
  let jobs = 0;
  return {
    ask: (name, input) => {
      const id = jobs++;
      worker.ref();
      const asked: AskedJob = { id, name, input };
      return new Promise((resolve, reject) => {
        const answer = ({ output, error }: AnsweredJob): void => {
          if (error === null) resolve(output as Job<typeof name>["output"]);
          else reject(thrownError(error));
        };
        waiting.set(id, { answer, fail: reject });
        worker.postMessage(asked);
      });
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
