import { basename, extname, join } from "node:path";
import { maskCpr } from "../domain/cpr.js";
import { listEntries, readStart } from "../lib/files.js";
import type { Logger } from "../lib/logger.js";
import { noun } from "../lib/words.js";
import { isProblemList } from "../reports/shared/problems/names.js";

/** Something that lies in an inbox and is not loaded. */
export interface LeftAlone {
  /** Its own name, masked where it holds a civil registration number. */
  name: string;
  /** Why, as the end of a sentence. */
  why: string;
}

/** What lies in an inbox. */
export interface Inbox {
  /** Full paths of the files that a run loads, in code point order. */
  files: string[];
  /** What a person or a program put there that is no extract, by name. */
  named: LeftAlone[];
  /** How many hidden files and files of the system lie there, which nobody put there on purpose. */
  systemFiles: number;
}

/** Files that systems leave in every folder. */
const systemNames = new Set(["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "$recycle.bin"]);

/** Endings of what is not here yet, or is no longer meant to be. */
const unfinishedEndings = new Set([
  ".crdownload",
  ".part",
  ".partial",
  ".download",
  ".opdownload",
  ".filepart",
  ".tmp",
]);

/**
 * Endings of files that hold a table, or may: whatever they are, they are tried, and refused by name where they cannot be
 * read. An extract that is left alone in another format would make reports that look whole.
 */
const tableEndings = new Set([
  ...[
    "",
    ".csv",
    ".txt",
    ".tsv",
    ".tab",
    ".asc",
    ".dat",
    ".prn",
    ".xlsx",
    ".xlsm",
    ".xltx",
    ".xltm",
    ".xlam",
  ],
  ...[".xls", ".xlsb", ".xml", ".ods", ".fods", ".numbers", ".parquet", ".zip", ".gz", ".7z", ".rar"],
]);

/** First bytes of what is no table whatever its name says. */
const otherKinds: readonly [start: string, kind: string][] = [
  ["%PDF-", "it is a PDF"],
  ["SQLite format 3\0", "it is a SQLite database, as flp makes them"],
  ["\u0089PNG", "it is a picture"],
  ["\u00ff\u00d8\u00ff", "it is a picture"],
];

/**
 * Looks through an inbox: extracts are loaded, all else is left alone. Hidden files and those of the system are counted;
 * what a person put there is named. Throws a usage error for a folder that cannot be read.
 */
export async function readInbox(folder: string): Promise<Inbox> {
  const inbox: Inbox = { files: [], named: [], systemFiles: 0 };
  for (const entry of await listEntries(folder)) {
    const { name } = entry;
    if (isSystemFile(name)) inbox.systemFiles += 1;
    else if (isProblemList(name)) continue;
    else {
      const why = entry.isFile()
        ? await whyNoExtract(join(folder, name))
        : "it is a folder or a link; put the files themselves into the inbox";
      if (why === null) inbox.files.push(join(folder, name));
      else inbox.named.push({ name: maskCpr(name), why });
    }
  }
  return inbox;
}

function isSystemFile(name: string): boolean {
  return name.startsWith(".") || systemNames.has(name.toLowerCase()) || /-(wal|shm|journal)$/.test(name);
}

/** Why a file is left alone; null for one that is loaded, or refused for what is wrong with it. */
async function whyNoExtract(path: string): Promise<string | null> {
  const name = basename(path);
  const ending = extname(name).toLowerCase();
  if (name.startsWith("~$")) return "it is Excel's note that a workbook is open";
  if (unfinishedEndings.has(ending))
    return "its download is not finished; wait for it, or download the file again, and run again";
  if (!tableEndings.has(ending)) {
    const other = (await kindOf(path)) ?? `it is a file of the kind ${ending}`;
    return `${other} and neither CSV nor XLSX; an extract in it must be saved as one of the two`;
  }
  const other = await kindOf(path);
  return other === null ? null : `${other} and neither CSV nor XLSX`;
}

async function kindOf(path: string): Promise<string | null> {
  const start = (await readStart(path, 16)).toString("latin1");
  return otherKinds.find(([first]) => start.startsWith(first))?.[1] ?? null;
}

/** Says what lies in an inbox and is not loaded. */
export function tellLeftAlone({ named, systemFiles }: Inbox, logger: Logger): void {
  for (const { name, why } of named) logger.warn(`${name} was left alone: ${why}`);
  if (systemFiles > 0)
    logger.info(
      `${systemFiles} hidden ${noun(systemFiles, "file", "files")} of the system ${noun(systemFiles, "was", "were")} left alone`,
    );
}
