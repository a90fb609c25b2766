import type { LevelChange } from "../defs/limits/level-changes.js";
import type { Month } from "../domain/month.js";
import { exitCode, FlpError } from "../lib/errors.js";
import type { Question } from "./question.js";

/**
 * The changes of level that hold for a question: those that began by its month. Throws exit 10 for one that begins in a month
 * of which nothing is known: it would move limits that nobody can see.
 */
export function levelChangesOf({
  definitions,
  month,
  known,
}: Pick<Question, "definitions" | "month" | "known">): LevelChange[] {
  const begun = definitions.levelChanges.filter(({ from }) => from <= month);
  const unknown = begun.find(({ from }) => !known.includes(from));
  if (unknown === undefined) return begun;
  throw new FlpError(
    exitCode.definition,
    `the level of ${unknown.metric} is said to change in ${unknown.from}, of which no plans are known`,
    {
      place: "level-changes.yaml",
      remedy: `name a month that is loaded (${known[0] ?? "none"} to ${known.at(-1) ?? "none"}), or remove the entry`,
    },
  );
}

/** The months from which a figure lies on another level. */
export function levelMonths(changes: readonly LevelChange[], metric: LevelChange["metric"]): Month[] {
  return changes.filter((change) => change.metric === metric).map(({ from }) => from);
}
