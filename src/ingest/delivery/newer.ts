import type { NewerNames } from "../../defs/files/deliveries.js";
import { minuteInDenmark } from "../../domain/danish.js";

/** What is known of a file beside its rows. */
export interface FileTraits {
  fileName: string;
  /** When it was last changed; null: not known. */
  changedAt: Date | null;
}

/** Which of some files looks newer, in words: a hint from their names and times, never a decision. */
export function whichLooksNewer(files: readonly FileTraits[], names: NewerNames): string {
  const byName = onlyHighest(files, (file) => markOf(file, names).rank);
  const byTime = onlyHighest(files, ({ changedAt }) => minuteOf(changedAt));
  const nameReason = byName === null ? "" : `its name says “${markOf(byName, names).shown}”`;
  const timeReason =
    byTime?.changedAt === null || byTime === null
      ? ""
      : `it was changed last, ${minuteInDenmark(byTime.changedAt)}`;
  if (byName === null && byTime === null) return "neither their names nor their times tell which is newer";
  if (byName === null || byTime === null || byName === byTime) {
    const reasons = [nameReason, timeReason].filter((reason) => reason !== "");
    return `${(byName ?? byTime)?.fileName ?? ""} looks newer: ${reasons.join(", and ")}`;
  }
  return `${byName.fileName} looks newer (${nameReason}), but ${byTime.fileName} does too (${timeReason})`;
}

/** Copying a delivery gives its files times that are seconds apart and mean nothing. */
function minuteOf(time: Date | null): number {
  return time === null ? 0 : Math.floor(time.getTime() / 60_000);
}

function onlyHighest<Item>(items: readonly Item[], valueOf: (item: Item) => number): Item | null {
  const highest = Math.max(...items.map(valueOf));
  const found = items.filter((item) => valueOf(item) === highest);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** How new a name says that its file is: words count less than a number, which may be any. */
function markOf({ fileName }: FileTraits, { words, numbers }: NewerNames): { rank: number; shown: string } {
  const name = fileName.normalize("NFC").toLowerCase();
  const found = numbers.flatMap((pattern) => {
    const match = pattern.exec(name);
    return match === null ? [] : [{ rank: Number(match[1]), shown: match[0] }];
  });
  const word = words.find((one) => ` ${name.replaceAll(/[^\p{L}]+/gu, " ")} `.includes(` ${one} `));
  if (word !== undefined) found.push({ rank: 0.5, shown: word });
  return found.toSorted((left, right) => right.rank - left.rank)[0] ?? { rank: 0, shown: "" };
}
