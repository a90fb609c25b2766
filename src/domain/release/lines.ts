/** Lines of a text that became others; null on the side that has none. */
export interface LineChange {
  old: string | null;
  new: string | null;
}

/** How many changed lines are quoted: enough to recognise the change, few enough to read. */
const quotedLines = 6;

/**
 * The first lines in which two texts differ, in the order of the new text, without comments and empty lines. A line that
 * only moved is no change. Empty where one side is no text.
 */
export function changedLines(before: string | null, after: string | null): LineChange[] {
  if (before === null || after === null) return [];
  const [old, now] = [statementsOf(before), statementsOf(after)];
  const gone = without(old, now);
  const added = without(now, old);
  const changes: LineChange[] = added.map((line) => {
    const place = gone.findIndex((candidate) => keyOf(candidate) === keyOf(line));
    const [earlier] = place === -1 ? [] : gone.splice(place, 1);
    return { old: earlier ?? null, new: line };
  });
  return [...changes, ...gone.map((line) => ({ old: line, new: null }))].slice(0, quotedLines);
}

/** The lines of a text that say something, trimmed. */
function statementsOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("--"));
}

/** The lines of one list that another has not, each as often as it has it more. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const place = left.indexOf(line);
    if (place === -1) return true;
    left.splice(place, 1);
    return false;
  });
}

/** What a line of YAML or JSON is about: the words before its colon. */
function keyOf(line: string): string {
  return line.split(":", 1).join("");
}
