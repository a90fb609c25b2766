import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomUUID } from "node:crypto";
import type { Dirent } from "node:fs";
import {
  closeSync,
  existsSync,
  open,
  openSync,
  read,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFile as writeFileTo,
} from "node:fs";
import { mkdir, rename, rm, stat, statfs } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { exitCode, FlpError, usageError } from "./errors.js";
import { tidyIfEnded } from "./interruption.js";
import { patiently } from "./patience.js";
import { asFileError, cannotWrite, reasonOf, remedyOf } from "./system-error.js";

/**
 * Reads a whole file as bytes. Throws a usage error that names the path when it is missing, a folder or unreadable. It waits
 * for the file: a command starts with some hundred small ones, and each would wait several times for its turn.
 */
export async function readBytes(path: string): Promise<Buffer> {
  requireFileNow(path);
  const bytes = readNow(path);
  recorder.getStore()?.set(resolve(path), bytes);
  return Promise.resolve(bytes);
}

function readNow(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw asFileError(error, path);
  }
}

/** Files read so far by the work that {@link recordReads} watches. */
const recorder = new AsyncLocalStorage<Map<string, Uint8Array>>();

/**
 * Does work and tells which whole files it read, by full path, each with the bytes that it got. A list of inputs that is
 * kept by hand would one day miss a file; this one cannot.
 */
export async function recordReads<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; reads: ReadonlyMap<string, Uint8Array> }> {
  const reads = new Map<string, Uint8Array>();
  const result = await recorder.run(reads, work);
  return { result, reads };
}

/**
 * Lets work that reads the program's own files be done once in a process; to {@link recordReads} it reads them each time
 * that it is asked for.
 */
export function readingOnce<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let done: ReturnType<typeof recordReads<Result>> | null = null;
  return async () => {
    done ??= recordReads(work);
    const { result, reads } = await done;
    for (const [path, bytes] of reads) recorder.getStore()?.set(path, bytes);
    return result;
  };
}

/** Reads a whole UTF-8 text file, with the errors of {@link readBytes}. */
export async function readText(path: string): Promise<string> {
  return (await readBytes(path)).toString("utf8");
}

/** Throws a usage error unless the path names a file that can be read. */
export async function requireFile(path: string): Promise<void> {
  requireFileNow(path);
  return Promise.resolve();
}

function requireFileNow(path: string): void {
  let kind;
  try {
    kind = statSync(path);
  } catch (error) {
    throw usageError(`cannot open ${path}: ${reasonOf(error)}`, remedyOf(error));
  }
  if (kind.isDirectory()) {
    throw usageError(
      `${path} is a folder, a file was expected`,
      "name the files in it, one by one or with a pattern",
    );
  }
  if (!kind.isFile()) {
    throw usageError(`${path} is not a regular file`, "copy its content into a file first");
  }
}

/** When a file was last changed; null where that cannot be told. */
export async function changedAt(path: string): Promise<Date | null> {
  return stat(path).then(
    ({ mtime }) => mtime,
    () => null,
  );
}

/** True when the path names something that exists. */
export async function exists(path: string): Promise<boolean> {
  return Promise.resolve(existsSync(path));
}

/** The regular files of a folder (no subfolders, no hidden files), as full paths in code point order. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await listEntries(folder);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(folder, entry.name));
}

/** How much of a file is read at a time unless whoever reads it says otherwise. */
const pieceBytes = 1 << 20;

/**
 * Reads a file piece by piece, so that memory does not grow with the file, and other work has its turn meanwhile; the next
 * piece comes while one is worked on. Throws a usage error for one that cannot be opened or read to its end.
 */
export async function* readPieces(path: string, bytes = pieceBytes): AsyncGenerator<Buffer, void, void> {
  let file: number | null = null;
  let next: Promise<Buffer> | null = null;
  try {
    file = await promisify(open)(path, "r");
    next = readPiece(file, bytes);
    for (;;) {
      const piece = await next;
      if (piece.length === 0) return;
      next = readPiece(file, bytes);
      // It fails where it is waited for, if anybody does.
      next.catch(() => undefined);
      yield piece;
    }
  } catch (error) {
    throw asFileError(error, path);
  } finally {
    await next?.catch(() => undefined);
    if (file !== null) closeSync(file);
  }
}

// Node's own streams would take longer to load than a month to read.
function readPiece(file: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(bytes);
  return new Promise((resolve, reject) => {
    read(file, buffer, 0, bytes, null, (error, count) => {
      if (error === null) resolve(buffer.subarray(0, count));
      else reject(error);
    });
  });
}

/** The first bytes of a file; none of one that cannot be read, which whoever reads all of it will say. */
export async function readStart(path: string, bytes: number): Promise<Buffer> {
  let file: number | null = null;
  try {
    file = await promisify(open)(path, "r");
    return await readPiece(file, bytes);
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** All that a folder holds, in code point order of its names. Throws a usage error for a folder that cannot be read. */
export async function listEntries(folder: string): Promise<Dirent[]> {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return await Promise.resolve(entries.sort((left, right) => (left.name < right.name ? -1 : 1)));
  } catch (error) {
    throw usageError(
      `cannot read the folder ${folder}: ${reasonOf(error)}`,
      "check the path and the rights of the folder",
    );
  }
}

/** Takes a file away; one that is not there is no error. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** Bytes that are free where a folder is. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The regular files of a folder and of all folders in it (none hidden), as full paths in code point order. */
export async function listFilesBelow(folder: string): Promise<string[]> {
  return Promise.resolve(filesBelow(folder));
}

function filesBelow(folder: string): string[] {
  const visible = entriesNow(folder).filter((entry) => !entry.name.startsWith("."));
  const files = visible.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
  const folders = visible.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  return [...files, ...folders.flatMap(filesBelow)].sort();
}

function entriesNow(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw asFileError(error, folder);
  }
}

/** Writes a file whole or not at all: beside its place first, then renamed. Makes the folder where it lacks. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  await refuseNoFile(path);
  let forget = (): void => undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    const mode = await modeFor(path);
    forget = tidyIfEnded(() => rmSync(beside, { force: true }));
    await writeNew(beside, content, mode);
    await patiently(() => rename(beside, path));
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw cannotWrite(path, error);
  } finally {
    forget();
  }
}

/**
 * Writes a file that is not there yet. It is there when this returns its promise: one that a waiting thread opened later
 * would be left behind by a command that was ended and has tidied up meanwhile.
 */
async function writeNew(path: string, content: Uint8Array | string, mode: number): Promise<void> {
  const file = openSync(path, "wx", mode);
  try {
    await promisify(writeFileTo)(file, content);
  } finally {
    closeSync(file);
  }
}

/** A device, a pipe or a folder is not replaced: whoever may would take it from everybody else. */
async function refuseNoFile(path: string): Promise<void> {
  const isFileOrNothing = await stat(path).then(
    (found) => found.isFile(),
    () => true,
  );
  if (isFileOrNothing) return;
  throw new FlpError(exitCode.render, `cannot write ${path}: it is no file`, { remedy: "name a file" });
}

/**
 * Who may read a new file, as the bits that a process's umask still narrows: whoever may look into its folder, and of a
 * file that it replaces, nobody else than before.
 */
export async function modeFor(path: string): Promise<number> {
  const modeOf = (one: string): Promise<number> =>
    stat(one).then(
      ({ mode }) => mode,
      () => 0o666,
    );
  return (await modeOf(dirname(path))) & (await modeOf(path)) & 0o666;
}

/** SHA-256 of bytes, as 64 lower-case hexadecimal digits. */
export function sha256Of(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 and size in bytes of a file. */
export async function fingerprintFile(path: string): Promise<{ sha256: string; bytes: number }> {
  await requireFile(path);
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of readPieces(path)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}
