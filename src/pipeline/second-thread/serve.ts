import type { MessagePort } from "node:worker_threads";
import { asDatabaseError } from "../../db/database-error.js";
import { openStoreForReading } from "../../db/open.js";
import { asFileError } from "../../lib/system-error.js";
import type { AskedQuestion } from "../../question/question.js";
import { resolveQuestion } from "../../question/question.js";
import type { PngOrder } from "../../render/chart/png.js";
import type { AnswerApart } from "./answer-apart.js";
import { answerApart } from "./answer-apart.js";
import type { ThreadReply, ThreadRequest, ThreadSettings } from "./messages.js";
import { asFailure } from "./messages.js";

/** Does what it is asked to, until the port is closed. */
export function serve(port: MessagePort, settings: ThreadSettings): void {
  port.on("message", (request: ThreadRequest) => {
    void settle(settings, request).then((reply) => {
      port.postMessage(reply);
    });
  });
}

async function settle(settings: ThreadSettings, { id, task }: ThreadRequest): Promise<ThreadReply> {
  try {
    return {
      id,
      result: "asked" in task ? await answerFromStore(settings, task.asked) : await drawn(task.order),
    };
  } catch (error) {
    return { id, failure: asFailure(asFileError(asDatabaseError(error, settings.storePath))) };
  }
}

async function drawn(order: PngOrder): Promise<Uint8Array> {
  const { drawPng } = await import("../../render/chart/png.js");
  return drawPng(order);
}

async function answerFromStore(
  { storePath, definitions, home }: ThreadSettings,
  asked: AskedQuestion,
): Promise<AnswerApart> {
  const store = await openStoreForReading(storePath);
  try {
    return await answerApart(await resolveQuestion({ store, definitions }, asked), home);
  } finally {
    store.close();
  }
}
