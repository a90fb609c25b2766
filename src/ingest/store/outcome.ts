import type { LedgerEntry } from "../../db/ledger.js";
import type { Profile } from "../../defs/profiles/profiles.js";
import type { Month } from "../../domain/month.js";
import type { RevisedTotal } from "../../domain/shapes/revision.js";
import type { ExitCode } from "../../lib/errors.js";
import { exitCode } from "../../lib/errors.js";
import type { ArrivalVerdict, CheckResult, ExampleRow, MistakeId } from "../../domain/shapes/arrival.js";
import { heldChecks } from "../arrival/arrival.js";
import type { ProblemCause } from "../../domain/shapes/cause.js";
import { causesOf } from "../../domain/shapes/cause.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";

/** What became of one file; the fields are those of the contract's `flp ingest --json`, the exit code beside them. */
export interface IngestOutcome {
  file: string;
  /** Id of the load that holds the file's content; null when none does. */
  load: number | null;
  kind: Profile["kind"] | "follow-up" | null;
  profile: string | null;
  status: "stored" | "unchanged" | "refused" | "held" | "dry-run";
  months: Month[];
  rows: { read: number; stored: number; rejected: number };
  plans: { new: number; maintained: number };
  /** Plans of each month that was known before, as they were and as they are; empty for a register. */
  restated: RevisedTotal[];
  /** What was written in a returned workbook; null for extracts. */
  notes: NoteCounts | null;
  /** What a status register changed of what was known of it; null for other files. */
  register: RegisterCounts | null;
  /** What the file was held against, in the order of the checks; empty where it never came so far. */
  checks: CheckResult[];
  /** The mistake that explains most of what is held against it; null: none. */
  looks_like: MistakeId | null;
  /** Rows of a held file that its supplier can look up; empty for others. */
  examples: ExampleRow[];
  warnings: string[];
  /** The first problems in order of their lines; `problem_count` says how many there are. */
  problems: Problem[];
  problem_count: number;
  /** All problems by cause, in the order in which the first of each was found. */
  causes: ProblemCause[];
  exitCode: ExitCode;
}

/** Cells of a returned workbook: how many were filled or changed, emptied, and how many could not be placed. */
export interface NoteCounts {
  /** Full name of the region; null: the data consultants' worklist. */
  region: string | null;
  written: number;
  emptied: number;
  unplaced: number;
  /** Words that a later month's or a later saved file's word stands over. */
  overtaken: number;
  /** Cells of which another return says something else, without having had this file's word before it. */
  contradicted: number;
}

/** Entries of a status register that a file brought, said otherwise than before, or no longer says. */
export interface RegisterCounts {
  id: string;
  title: string;
  /** True: nothing was known of it before. */
  isFirst: boolean;
  added: number;
  changed: number;
  removed: number;
}

/** The outcome of a file of which nothing is known yet. */
export function emptyOutcome(file: string, profile: Profile | null): IngestOutcome {
  return {
    file,
    load: null,
    kind: profile?.kind ?? null,
    profile: profile?.id ?? null,
    status: "stored",
    months: [],
    rows: { read: 0, stored: 0, rejected: 0 },
    plans: { new: 0, maintained: 0 },
    restated: [],
    notes: null,
    register: null,
    checks: [],
    looks_like: null,
    examples: [],
    warnings: [],
    problems: [],
    problem_count: 0,
    causes: [],
    exitCode: exitCode.done,
  };
}

/** The outcome of a file that was refused whole: nothing of it is stored, all its rows count as rejected. */
export function refused(
  file: string,
  profile: Profile | null,
  found: {
    problems: readonly Problem[];
    /** How many there are where not all are given. */
    problemCount?: number;
    causes?: ProblemCause[];
    read: number;
    warnings?: readonly string[];
  },
): IngestOutcome {
  return {
    ...emptyOutcome(file, profile),
    status: "refused",
    rows: { read: found.read, stored: 0, rejected: found.read },
    warnings: [...(found.warnings ?? [])],
    problems: sortedByLine(found.problems),
    problem_count: found.problemCount ?? found.problems.length,
    causes: found.causes ?? causesOf(found.problems),
    exitCode: exitCode.badRows,
  };
}

/** Problems in the order of the lines that they are about, those of the whole file first. */
export function sortedByLine(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0));
}

/** The outcome of a file that was read and found good, but goes beyond a limit: nothing of it is stored. */
export function held(
  file: string,
  profile: Profile,
  found: {
    verdict: ArrivalVerdict;
    examples?: ExampleRow[];
    months: Month[];
    rows: { read: number; rejected: number };
    plans: { new: number; maintained: number };
    warnings: readonly string[];
  },
): IngestOutcome {
  const against = heldChecks(found.verdict.checks);
  const problems = against.map(({ code, finding }) => problemOf(code, finding));
  return {
    ...emptyOutcome(file, profile),
    status: "held",
    checks: found.verdict.checks,
    looks_like: found.verdict.looksLike,
    examples: found.examples ?? [],
    months: found.months,
    rows: { read: found.rows.read, stored: 0, rejected: found.rows.rejected },
    plans: found.plans,
    warnings: [...found.warnings],
    problems,
    problem_count: problems.length,
    causes: causesOf(problems),
    exitCode: exitCode.held,
  };
}

/** The outcome of a file that a standing load says already. */
export function unchanged(
  extract: { fileName: string; plan: { profile: Profile } },
  same: LedgerEntry,
): IngestOutcome {
  return {
    ...emptyOutcome(extract.fileName, extract.plan.profile),
    load: same.load,
    status: "unchanged",
    months: same.months,
    rows: { read: same.rows.read, stored: 0, rejected: 0 },
    plans: same.plans,
  };
}
