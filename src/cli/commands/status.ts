import type { Command } from "commander";
import type { LedgerEntry } from "../../db/ledger.js";
import type { Month } from "../../domain/month.js";
import type { StatusLoad } from "../../db/history/status-rows.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import type { RegionAnswer } from "../../metrics/follow-up/region-answers.js";
import type { HomelessReason } from "../../metrics/follow-up/stored-notes.js";
import { holesIn } from "../../domain/month.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { noun } from "../../lib/words.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { definitionsFolder } from "../command.js";
import type { Store } from "../../db/open.js";
import { asJson } from "../terminal/format.js";
import { homelessWords } from "../../metrics/follow-up/stored-notes.js";
import { monthSpan } from "./loads.js";
import { json } from "../options.js";

/** A note of a region that no workbook carries any more. */
export interface HomelessNote {
  /** Who wrote it; null: the data consultants. */
  region: string | null;
  ydernummer: string;
  month: Month;
  reason: HomelessReason;
}

/** What `flp status --json` prints. */
export interface Status {
  database: string;
  months: Month[];
  /** Months between the first and the last known one of which nothing is known. */
  holes: Month[];
  registers: Month[];
  /** Months of counts and of registers whose newest file was let in without its bad rows. */
  incomplete: { months: Month[]; registers: Month[] };
  /** The newest file of each status register, in the order of the agenda. */
  status_registers: StatusLoad[];
  newest_load: LedgerEntry | null;
  /** The newest month of counts, where it was let in although a check held it: the reason and what was found. */
  accepted: { month: Month; load: number; reason: string; findings: string[] } | null;
  loads: number;
  undone: number;
  synthetic: boolean;
  /** Which regions have answered, and the notes that no workbook carries any more; empty while no workbook came back. */
  answers: RegionAnswer[];
  homeless: HomelessNote[];
  sound: boolean;
  problems: string[];
}

/** `flp status`: what is loaded, what is missing, and whether the database is sound. */
export async function showStatus(context: CommandContext, options: { json?: boolean }): Promise<number> {
  const status = await readStatus(context);
  const { terminal } = context;
  if (options.json === true) terminal.result(asJson(status));
  else terminal.result(describe(status));
  return exitCode.done;
}

/** `flp check`: whether the database is sound; exit 14 when it is not. */
export async function checkSoundness(context: CommandContext, options: { json?: boolean }): Promise<number> {
  const isJson = options.json === true;
  const { database, sound, problems } = await readStatus(context).catch((error: unknown) => {
    // One that is not as flp made it, or of a newer program, is no surprise to a check.
    if (!isJson || !(error instanceof FlpError) || error.code !== exitCode.database) throw error;
    return { database: context.db, sound: false, problems: [error.message, ...error.lines] };
  });
  if (isJson) context.terminal.result(asJson({ database, sound, problems }));
  else if (sound) context.terminal.result(`${database} is sound\n`);
  if (sound) return exitCode.done;
  if (isJson) return exitCode.database;
  throw new FlpError(exitCode.database, `${database} is not sound`, {
    lines: problems,
    remedy: "restore a backup, or load all extracts again into a new file with --db",
  });
}

/** How long the parts of a check may take together, in milliseconds: a country's twenty years take less than one. */
const checkLimitMs = 10 * 60_000;

/** Tells which part of a check runs, and ends one that takes too long. */
function watchOver({ terminal, clock, db }: CommandContext): (part: string) => void {
  const began = clock.now().getTime();
  return (part) => {
    terminal.progress(`checking ${part}`);
    if (clock.now().getTime() - began <= checkLimitMs) return;
    throw new FlpError(
      exitCode.database,
      `the check of ${db} was ended after ${checkLimitMs / 60_000} minutes, before ${part}`,
      { remedy: "copy it with flp backup to a faster disk, and check the copy" },
    );
  };
}

async function readStatus(context: CommandContext): Promise<Status> {
  const path = context.db;
  const { openStoreForReading } = await import("../../db/open.js");
  const { isIncomplete, loadFacts, readLedger } = await import("../../db/ledger.js");
  const { findUnsoundness } = await import("../../db/soundness.js");
  const { readChecks } = await import("../../db/load-checks.js");
  const store = await openStoreForReading(path);
  try {
    const ledger = await readLedger(store);
    const standing = ledger.filter((entry) => entry.status === "stored");
    const monthsOf = (kind: LedgerEntry["kind"]): Month[] =>
      [...new Set(standing.filter((entry) => entry.kind === kind).flatMap((entry) => entry.months))].sort();
    const months = monthsOf("plan-counts");
    const registers = monthsOf("clinic-register");
    const facts = await loadFacts(store, standing.at(-1)?.load ?? 0);
    const problems = findUnsoundness(store, watchOver(context)).map(({ what, rows }) => `${what}: ${rows}`);
    return {
      database: path,
      months,
      holes: holesIn(months),
      registers,
      incomplete: {
        months: months.filter((month) => isIncomplete(facts, "plan-counts", month)),
        registers: registers.filter((month) => isIncomplete(facts, "clinic-register", month)),
      },
      newest_load: standing.at(-1) ?? null,
      accepted: acceptedOf((load) => readChecks(store, { load }).get(load) ?? [], standing, months.at(-1)),
      loads: standing.length,
      undone: ledger.length - standing.length,
      synthetic: standing.some((entry) => entry.synthetic),
      status_registers: await readRegisters(store, context),
      ...(problems.length === 0 && standing.some(({ kind }) => kind === "follow-up")
        ? await readFollowUp(store, context)
        : { answers: [], homeless: [] }),
      sound: problems.length === 0,
      problems,
    };
  } finally {
    store.close();
  }
}

/** The newest file of each register; one that no file describes any more comes last. */
async function readRegisters(store: Store, { home }: CommandContext): Promise<StatusLoad[]> {
  const { statusLoadsAsOf } = await import("../../db/history/status-rows.js");
  const loads = statusLoadsAsOf(store, Number.MAX_SAFE_INTEGER);
  if (loads.size === 0) return [];
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { registers } = await readDefinitions(definitionsFolder(home));
  const known = registers.map(({ id }) => id);
  const ordered = [...known, ...[...loads.keys()].filter((id) => !known.includes(id))];
  return ordered.flatMap((id) => loads.get(id) ?? []);
}

/** What speaks against the newest month and was let in all the same. */
function acceptedOf(
  checksOf: (load: number) => readonly CheckResult[],
  standing: readonly LedgerEntry[],
  month: Month | undefined,
): Status["accepted"] {
  const load = standing.findLast(
    (entry) => month !== undefined && entry.kind === "plan-counts" && entry.months.includes(month),
  );
  if (month === undefined || load === undefined || load.accepted === null) return null;
  const findings = checksOf(load.load)
    .filter(({ verdict }) => verdict === "hold")
    .map(({ finding }) => finding);
  return { month, load: load.load, reason: load.accepted, findings };
}

/** What regions have answered, and which of their notes stand in no workbook. */
async function readFollowUp(
  store: Store,
  { home }: CommandContext,
): Promise<Pick<Status, "answers" | "homeless">> {
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { notesOfRegions, storedNotes } = await import("../../metrics/follow-up/stored-notes.js");
  const { regionAnswers } = await import("../../metrics/follow-up/region-answers.js");
  const definitions = await readDefinitions(definitionsFolder(home));
  const asOf = Number.MAX_SAFE_INTEGER;
  const notes = await storedNotes(store, definitions, { asOf });
  return {
    answers: await regionAnswers(store, definitions, { asOf, notes: notesOfRegions(notes) }),
    homeless: notes.flatMap(({ region, ydernummer, month, reason }) =>
      reason === null ? [] : [{ region: region?.name ?? null, ydernummer, month, reason }],
    ),
  };
}

function answerLines({ answers, homeless }: Status): [string, string][] {
  const lines = answers.map(({ region, month, received, failing, waiting, since }): [string, string] => {
    const answer =
      month === null ? "no answer yet" : `answered for ${month} (loaded ${(received ?? "").slice(0, 10)})`;
    const wait =
      since === null
        ? `a word on all ${failing} clinics that fail`
        : `${waiting} of ${failing} clinics that fail wait since ${since}`;
    return [region, `${answer}; ${wait}`];
  });
  const numbers = [...new Map(homeless.map((note) => [note.ydernummer, note])).values()];
  const shown = numbers
    .slice(0, 5)
    .map(({ ydernummer, reason }) => `${ydernummer} (${homelessWords[reason]})`);
  const more = numbers.length > 5 ? ` and ${numbers.length - 5} more` : "";
  return numbers.length === 0
    ? lines
    : [
        ...lines,
        [
          "notes adrift",
          `${homeless.length} in no workbook any more: ${shown.join(", ")}${more}; see flp notes`,
        ],
      ];
}

function describe(status: Status): string {
  const newest = status.newest_load;
  const lines: [string, string][] = [
    ["database", status.database],
    ["sound", status.sound ? "yes" : `no: ${status.problems.join("; ")}`],
    [
      "months",
      status.months.length === 0 ? "none; load plan counts with flp ingest FILE" : monthSpan(status.months),
    ],
    ["holes", status.holes.length === 0 ? "none" : status.holes.join(", ")],
    [
      "registers",
      status.registers.length === 0
        ? "none; load a clinic register with flp ingest FILE"
        : status.registers.join(", "),
    ],
    ...incompleteLine(status.incomplete),
    ...status.status_registers.map(({ register, load, file, loadedAt, rejectedRows }): [string, string] => [
      register,
      `load ${load}, ${file}, ${loadedAt.slice(0, 10)}${rejectedRows === 0 ? "" : "; bad rows were kept apart"}`,
    ]),
    [
      "loads",
      `${status.loads} ${noun(status.loads, "stands", "stand")}${status.undone === 0 ? "" : `, ${status.undone} undone`}`,
    ],
    ["newest load", newest === null ? "none" : `${newest.load}, ${newest.file}, ${newest.loaded_at}`],
  ];
  const { accepted } = status;
  if (accepted !== null) {
    const found = accepted.findings.map((finding) => `; ${finding}`).join("");
    lines.push([
      "accepted",
      `${accepted.month} against a check (load ${accepted.load}): ${accepted.reason}${found}`,
    ]);
  }
  lines.push(...answerLines(status));
  if (status.synthetic) lines.push(["data", "synthetic: every artefact says so"]);
  const width = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, text]) => `${label.padEnd(width)}  ${text}\n`).join("");
}

/** Says which months stand without their bad rows; nothing where all files were whole. */
function incompleteLine({ months, registers }: Status["incomplete"]): [string, string][] {
  const named = [...months, ...registers.map((month) => `the register of ${month}`)];
  if (named.length === 0) return [];
  return [["incomplete", `${named.join(", ")}: bad rows were kept apart; load a whole file`]];
}

export const registerStatus: RegisterCommand = (program, run) => {
  program
    .command("status")
    .description("show what is loaded, what is missing, and whether the database is sound")
    .addOption(json())
    .action(async (options: { json?: boolean }, command: Command) => {
      await run(command, (context) => showStatus(context, options));
    });
};
