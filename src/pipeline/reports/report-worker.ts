import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { AnsweredJob, AskedJob } from "./second-thread.js";
import { toldError } from "./told-error.js";
import type { Job, JobName } from "./worker-jobs.js";
import { jobs } from "./worker-jobs.js";

/** What the thread is started with. */
const { codeCache } = workerData as { codeCache: string | null };
if (codeCache !== null) enableCompileCache(codeCache);

/** The end of the work so far: one job at a time, as Vega counts ids for the whole thread. */
let done: Promise<void> = loadAhead();

parentPort?.on("message", (asked: AskedJob) => {
  done = done.then(() => answer(asked));
});

/** What most reports are made with: loading it takes as long as making one of them. */
async function loadAhead(): Promise<void> {
  await Promise.all([import("vega"), import("vega-lite"), import("fontkit")]);
  await import("../../office/workbook/write.js");
}

async function answer({ id, name, input }: AskedJob): Promise<void> {
  let answered: AnsweredJob;
  try {
    const job = jobs[name] as (input: Job<JobName>["input"]) => Promise<Job<JobName>["output"]>;
    answered = { id, output: await job(input), error: null };
  } catch (error) {
    answered = { id, output: null, error: toldError(error) };
  }
  parentPort?.postMessage(answered);
}
