import type { AskedQuestion, Question } from "../question/question.js";
import type { CommandContext } from "./command.js";
import { definitionsFolder } from "./command.js";

/** Opens the database to read, holds what is asked against it, answers, and closes the database whatever comes. */
export async function answerQuestion(
  context: CommandContext,
  asked: AskedQuestion,
  answer: (question: Question) => Promise<number>,
): Promise<number> {
  const { openStoreForReading } = await import("../db/open.js");
  const { readDefinitions } = await import("../defs/definitions.js");
  const { resolveQuestion } = await import("../question/question.js");
  const definitions = await readDefinitions(definitionsFolder(context.home));
  const store = await openStoreForReading(context.db);
  try {
    return await answer(await resolveQuestion({ store, definitions }, asked));
  } finally {
    store.close();
  }
}
