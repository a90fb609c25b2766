import type { MessagePort } from "node:worker_threads";
import { asDatabaseError } from "../../db/database-error.js";
import { openStoreForReading } from "../../db/open.js";
import { asFileError } from "../../lib/system-error.js";
import type { Answer } from "../answered.js";
import { answer } from "../answered.js";
import type { ThreadMessage, ThreadSettings } from "./messages.js";
import { asFailure } from "./messages.js";

/** Waits until it is asked, and answers once. */
export function serve(port: MessagePort, settings: ThreadSettings): void {
  port.once("message", () => {
    void settle(settings).then((message) => {
      port.postMessage(message);
      port.close();
    });
  });
}

async function settle(settings: ThreadSettings): Promise<ThreadMessage> {
  try {
    return { answer: await answerFromStore(settings) };
  } catch (error) {
    return { failure: asFailure(asFileError(asDatabaseError(error, settings.storePath))) };
  }
}

async function answerFromStore({ storePath, definitions, asked, home }: ThreadSettings): Promise<Answer> {
  const store = await openStoreForReading(storePath);
  try {
    const { figures, published } = await answer({ store, definitions }, asked, home);
    return { figures, published };
  } finally {
    store.close();
  }
}
