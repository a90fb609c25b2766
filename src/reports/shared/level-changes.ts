import type { LevelChange } from "../../defs/limits/level-changes.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { monthWords } from "../../domain/danish.js";
import type { FindingTexts } from "../findings/texts.js";

/** What is said of the changes of a figure's level, oldest first. */
export function levelSentences(
  changes: readonly LevelChange[],
  metric: LevelChange["metric"],
  text: FindingTexts["levelChange"],
): string[] {
  return changes
    .filter((change) => change.metric === metric)
    .toSorted((left, right) => (left.from < right.from ? -1 : 1))
    .map(({ from, reason }) => fillSentence(text, { month: monthWords(from), reason }));
}
