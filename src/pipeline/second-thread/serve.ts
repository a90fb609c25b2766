import type { MessagePort } from "node:worker_threads";
import { asDatabaseError } from "../../db/database-error.js";
import { openStoreForReading } from "../../db/open.js";
import { asFileError } from "../../lib/system-error.js";
import type { AskedQuestion } from "../../question/question.js";
import { resolveQuestion } from "../../question/question.js";
import type { AnswerApart } from "./answer-apart.js";
import { answerApart } from "./answer-apart.js";
import type { ThreadMessage, ThreadSettings } from "./messages.js";
import { asFailure } from "./messages.js";

/** Waits until it is asked, and answers once. */
export function serve(port: MessagePort, settings: ThreadSettings): void {
  port.once("message", (asked: AskedQuestion) => {
    void settle(settings, asked).then((message) => {
      port.postMessage(message);
      port.close();
    });
  });
}

async function settle(settings: ThreadSettings, asked: AskedQuestion): Promise<ThreadMessage> {
  try {
    return { answer: await answerFromStore(settings, asked) };
  } catch (error) {
    return { failure: asFailure(asFileError(asDatabaseError(error, settings.storePath))) };
  }
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
