import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { openStoreForReading } from "../../db/open.js";
import { FlpError } from "../../lib/errors.js";
import type { HandedOver, Said, ToldError } from "./side-by-side.js";
import { makeUntaken } from "./work.js";

/** What the thread is started with. */
const { codeCache } = workerData as { codeCache: string | null };
if (codeCache !== null) enableCompileCache(codeCache);

parentPort?.once("message", (work: HandedOver) => void makeHandedOver(work));
void loadAhead();

/** What most reports are made with: loading it takes as long as making one of them. */
async function loadAhead(): Promise<void> {
  await import("../../office/workbook/write.js");
  await Promise.all([import("vega"), import("vega-lite"), import("fontkit")]);
}

async function makeHandedOver({ orders, input: { storePath, ...input }, next }: HandedOver): Promise<void> {
  const store = await openStoreForReading(storePath);
  try {
    const question = { ...input.question, store };
    await makeUntaken({ orders, input: { ...input, question }, next }, null, ({ error, ...attempt }) => {
      say({ ...attempt, error: error === null ? null : told(error) });
    });
    say(null);
  } finally {
    store.close();
  }
}

function say(said: Said): void {
  parentPort?.postMessage(said);
}

function told(error: unknown): ToldError {
  if (!(error instanceof FlpError)) return { kind: "bug", error };
  const { code, message, place, remedy, lines } = error;
  return { kind: "flp", of: { code, message, place, remedy, lines } };
}
