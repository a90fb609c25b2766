import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout } from "node:timers/promises";

/**
 * What a command has kept so far and what it is at, so that one that is ended in the middle (Ctrl-C, a full disk, a network
 * folder that goes away) can say it, and how it tidies up behind itself.
 */
export interface Interruption {
  /** What stays, one thing each, in the order in which it was done. */
  kept: string[];
  /** What is not or only partly there if the command ends now; null: nothing is at stake. */
  underWay: string | null;
  /** Undoes what is half done, without waiting for anything. The newest goes first. */
  readonly tidying: Set<() => void>;
  /** Ends what runs beside this thread, before anything is tidied. */
  readonly ending: Set<() => Promise<void>>;
}

const current = new AsyncLocalStorage<Interruption>();

/** Does work whose keeping and tidying is told to `interruption`. */
export function watchOver<Result>(interruption: Interruption, work: () => Promise<Result>): Promise<Result> {
  return current.run(interruption, work);
}

/** A command that has not done anything yet. */
export function nothingDone(): Interruption {
  return { kept: [], underWay: null, tidying: new Set(), ending: new Set() };
}

/** Tells what is lost or unfinished if the command ends from here on, as a sentence without an end; null: nothing. */
export function underWay(what: string | null): void {
  const interruption = current.getStore();
  if (interruption !== undefined) interruption.underWay = what;
}

/** Tells something that stays whatever happens from here on; nothing is under way any more. */
export function keep(what: string): void {
  const interruption = current.getStore();
  if (interruption === undefined) return;
  interruption.kept.push(what);
  interruption.underWay = null;
}

/** Has something done if the command is ended in the middle. Returns what takes that back. */
export function tidyIfEnded(tidy: () => void): () => void {
  const interruption = current.getStore();
  interruption?.tidying.add(tidy);
  return () => void interruption?.tidying.delete(tidy);
}

/** Has what runs beside this thread ended first if the command is ended in the middle. Returns what takes that back. */
export function endFirstIfEnded(end: () => Promise<void>): () => void {
  const interruption = current.getStore();
  interruption?.ending.add(end);
  return () => void interruption?.ending.delete(end);
}

/** How long the end of what runs beside this thread is waited for, in milliseconds: a long statement of SQLite ends by itself. */
const endingPatienceMs = 5000;

/** Ends what runs beside this thread; what does not end in time is left to the end of the process. */
export async function endWhatRuns({ ending }: Interruption): Promise<void> {
  const patience = new AbortController();
  await Promise.race([
    Promise.allSettled([...ending].map((end) => end())),
    setTimeout(endingPatienceMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
  ending.clear();
}

/** Tidies up what is half done, the newest first; what fails stands in nobody's way. */
export function tidyUp(interruption: Interruption): void {
  for (const tidy of [...interruption.tidying].reverse()) {
    try {
      tidy();
    } catch {
      // The process ends: what is left is what a crash would have left.
    }
  }
  interruption.tidying.clear();
}

/** How many kept things are named before they are only counted. */
const namedThings = 3;

/** What was kept and what was not, in one line. */
export function whatWasKept({ kept, underWay: lost }: Interruption): string {
  const named = kept.slice(0, namedThings);
  if (kept.length > namedThings) named.push(`${kept.length - namedThings} more`);
  const keptWords = named.length === 0 ? "" : `kept: ${named.join(", ")}`;
  if (lost !== null) return keptWords === "" ? lost : `${lost}; ${keptWords}`;
  return keptWords === "" ? "nothing was changed" : keptWords;
}
