import type { MessagePort } from "node:worker_threads";
import { asDatabaseError } from "../../db/database-error.js";
import { openStoreForReading } from "../../db/open.js";
import { asFileError } from "../../lib/system-error.js";
import { resolveQuestion } from "../../question/question.js";
import { answerApart } from "./answer-apart.js";
import type { ThreadMessage, ThreadQuestion, ThreadSettings } from "./messages.js";
import { asFailure } from "./messages.js";

/** Waits until it is asked, and answers once. */
export function serve(port: MessagePort, settings: ThreadSettings): void {
  const tell = (message: ThreadMessage): void => port.postMessage(message);
  port.once("message", (asked: ThreadQuestion) => {
    void answerFromStore(settings, asked, tell)
      .catch((error: unknown) =>
        tell({ failure: asFailure(asFileError(asDatabaseError(error, settings.storePath))) }),
      )
      .then(() => port.close());
  });
}

async function answerFromStore(
  { storePath, definitions, home }: ThreadSettings,
  { asked, checks }: ThreadQuestion,
  tell: (message: ThreadMessage) => void,
): Promise<void> {
  const store = await openStoreForReading(storePath);
  try {
    await answerApart(await resolveQuestion({ store, definitions }, asked), { checks, home, tell });
  } finally {
    store.close();
  }
}
