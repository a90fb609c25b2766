import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { exitCode, FlpError } from "../lib/errors.js";
import { tidyIfEnded } from "../lib/interruption.js";
import type { Store } from "./open.js";

/** How long a process waits before it says that it waits, and how often it tries after that, in milliseconds. */
const silentWaitMs = 200;
const betweenTriesMs = 50;

/**
 * Begins a transaction that writes. Where another process writes already it says so through `tell`, waits for it up to
 * the store's patience, and then throws exit 14 with the process that holds the store. It waits between tries and not in
 * SQLite, so that Ctrl-C is heard. SQLite's own lock decides; the note beside the store only gives it a name, so a note
 * that a crash left behind does no harm.
 */
export async function beginWriting(
  store: Store,
  tell: (message: string) => void = () => undefined,
): Promise<void> {
  if (!tryBegin(store, Math.min(silentWaitMs, store.patienceMs))) {
    const seconds = Math.round(store.patienceMs / 1000);
    tell(`${store.path} is being written to by ${holderOf(store)}; waiting up to ${seconds} seconds`);
    const until = performance.now() + store.patienceMs;
    while (!tryBegin(store, 0)) {
      if (performance.now() < until) await setTimeout(betweenTriesMs);
      else throw stillHeld(store, seconds);
    }
  }
  writeNote(store);
}

function stillHeld(store: Store, seconds: number): FlpError {
  return new FlpError(
    exitCode.database,
    `${store.path} is still being written to by ${holderOf(store)} after ${seconds} seconds`,
    { remedy: "wait until it has ended, then try again; nothing was changed" },
  );
}

/** Ends the transaction of {@link beginWriting}, keeping or dropping what it wrote. Dropping twice is harmless. */
export function endWriting(store: Store, how: "commit" | "rollback"): void {
  // Before the lock goes. A full disk ends the transaction by itself: then the note is still there.
  removeOwnNote(store);
  if (store.raw.inTransaction) store.raw.exec(how);
}

function tryBegin(store: Store, waitMs: number): boolean {
  store.raw.pragma(`busy_timeout = ${waitMs}`);
  try {
    store.raw.exec("begin immediate");
    return true;
  } catch (error) {
    const isBusy = error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
    if (!isBusy) throw error;
    return false;
  } finally {
    store.raw.pragma(`busy_timeout = ${store.patienceMs}`);
  }
}

const notePath = (store: Store): string => `${store.path}-writer`;

function writeNote(store: Store): void {
  if (store.writer === null) return;
  const { pid, command } = store.writer;
  try {
    writeFileSync(notePath(store), `${pid} ${command}\n`);
    forgetters.set(
      store,
      tidyIfEnded(() => removeOwnNote(store)),
    );
  } catch {
    // A name for the lock is a courtesy: where it cannot be written, others hear of "another process".
  }
}

/** What takes back that the note of a store is removed where the command is ended. */
const forgetters = new WeakMap<Store, () => void>();

/** Removes the note unless it is another process's, which holds the lock by now. */
function removeOwnNote(store: Store): void {
  if (store.writer === null) return;
  forgetters.get(store)?.();
  try {
    const note = readFileSync(notePath(store), "utf8");
    if (note.startsWith(`${store.writer.pid} `)) rmSync(notePath(store), { force: true });
  } catch {
    // There is none: it was removed before, or could not be written.
  }
}

/** The process that holds the lock in words, or "another process" where its note is missing or its process is gone. */
function holderOf(store: Store): string {
  const unnamed = "another process";
  let note: string;
  try {
    note = readFileSync(notePath(store), "utf8");
  } catch {
    return unnamed;
  }
  const [, pid, command] = /^(\d{1,10}) (.{1,60})\n$/.exec(note) ?? [];
  if (pid === undefined || command === undefined) return unnamed;
  return store.writer?.isRunning(Number(pid)) === true ? `process ${pid} (${command})` : unnamed;
}
