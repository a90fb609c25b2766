import { readLedger } from "../../db/ledger.js";
import type { LedgerEntry } from "../../db/ledger.js";
import type { Store } from "../../db/open.js";
import { asDatabaseError } from "../../db/database-error.js";
import { findChoice } from "../../defs/files/follow-up.js";
import { maskCpr } from "../../domain/cpr.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";
import { exitCode } from "../../lib/errors.js";
import { programVersion } from "../../lib/program.js";
import { noun } from "../../lib/words.js";
import { emptyOutcome, refused } from "../store/outcome.js";
import type { IngestOutcome } from "../store/outcome.js";
import type { IngestSettings, IngestTools } from "../store/settings.js";
import type { OpenLoad } from "../store/load.js";
import { beginLoad } from "../store/load.js";
import type { Clinic } from "./returned/issued.js";
import { parseWrittenNumber } from "./returned/issued.js";
import { earlierWords, wordsOfOtherMonths } from "./place/known-words.js";
import type { FollowUpKnowledge, PlacedNotes } from "./place/place-words.js";
import { placeFollowUp } from "./place/place-words.js";
import type { KnownOrigin, ReturnedWorkbook, WorkbookOrigin } from "./returned/read-returned.js";
import { ReturnError } from "./returned/read-returned.js";
import { clinicStandings, regionOfNumbers } from "./place/clinic-standing.js";
import { weighedWarnings } from "./tell/weighed-warnings.js";
import type { WeighContext, WeighedWord } from "./place/weigh.js";
import { weighWords } from "./place/weigh.js";
import { writeReturn } from "./write-return.js";

/** What the ledger calls the reader of returned workbooks, where extracts have a profile. */
const reader = "flp-regions";

/**
 * Stores what a region wrote in its workbook, in one transaction with its line in the ledger. What has no place is in the
 * outcome and does not keep the rest out, unless no row has one; a civil registration number anywhere refuses the whole file.
 */
export async function storeFollowUp(
  workbook: ReturnedWorkbook,
  settings: IngestSettings,
  tools: IngestTools,
): Promise<IngestOutcome> {
  const { store } = tools;
  if (workbook.problems.length > 0)
    return refusedWorkbook(workbook, { problems: workbook.problems, read: 0, warnings: [] });
  const origin = knownOrigin(workbook, settings, tools);
  const open = await beginLoad(store, headerOf(workbook, settings, tools), tools.logger);
  try {
    const same = await sameWorkbook({ sha256: workbook.sha256, origin }, settings, {
      store,
      before: open.load,
    });
    if (same !== null) {
      open.rollBack();
      return unchangedWorkbook(workbook, origin, same);
    }
    return keep({ workbook, origin }, open, tools);
  } catch (error) {
    open.rollBack();
    throw asDatabaseError(error, store.path);
  }
}

/** Region and month of a workbook; where it does not say them, from its clinics and `--month`. Throws exit 11 where they cannot be told. */
function knownOrigin(
  { origin, grids, fileName }: ReturnedWorkbook,
  settings: IngestSettings,
  { store, definitions }: IngestTools,
): KnownOrigin {
  const numbers = grids.flatMap(({ rows }) =>
    rows.flatMap(({ cells }) =>
      cells.flatMap(({ text }) => (/^\d{6}$/.test(text) ? (parseWrittenNumber(text) ?? []) : [])),
    ),
  );
  const id = origin.region === null ? regionOfNumbers(store, [...new Set(numbers)]) : null;
  const region = origin.region ?? definitions.regions.find((one) => one.id === id) ?? null;
  const month = origin.month ?? settings.month;
  if (region !== null && month !== null) return { ...origin, region, month };
  const lacking = region === null ? "region" : "month";
  throw new ReturnError(
    exitCode.layout,
    `a workbook of a region without its hidden sheets: its ${lacking} cannot be told`,
    {
      place: fileName,
      remedy:
        region === null
          ? "ask the region to send the file itself that it was sent, with its hidden sheets"
          : "name the month with --month YYYY-MM, or ask the region to send the file itself that it was sent",
    },
  );
}

/** Why nothing of a workbook has a place: one sentence, as none of its clinics is known. */
function withoutPlace(origin: KnownOrigin, { read }: PlacedNotes, { store }: IngestTools): Problem {
  const message = `none of its ${read} ${noun(read, "clinic")} is known here as one of ${origin.region.name}; expected clinics of the register in ${store.path}: load the register first, or name the right database with --db`;
  return problemOf("follow-up-clinic", message, { sheet: origin.sheet });
}

function refusedWorkbook(
  workbook: ReturnedWorkbook,
  found: { problems: readonly Problem[]; read: number; warnings: string[] },
): IngestOutcome {
  const { region, month } = workbook.origin;
  return {
    ...refused(workbook.fileName, null, found),
    kind: "follow-up",
    profile: profileOf(workbook.origin),
    months: month === null ? [] : [month],
    notes: region === null ? null : { ...noNotes, region: region.name },
  };
}

const noNotes = { written: 0, emptied: 0, unplaced: 0, overtaken: 0, contradicted: 0 };

interface Return {
  workbook: ReturnedWorkbook;
  origin: KnownOrigin;
}

function keep({ workbook, origin }: Return, open: OpenLoad, tools: IngestTools): IngestOutcome {
  const { store } = tools;
  const placed = placeFollowUp(workbook, knowledgeOf(origin, tools));
  if (placed.isStrange) {
    open.rollBack();
    return refusedWorkbook(workbook, {
      read: placed.read,
      problems: [withoutPlace(origin, placed, tools)],
      warnings: originWarnings(workbook, origin, store),
    });
  }
  const weighed = weighWords(placed.statements, weighContext({ workbook, origin }, placed, tools));
  const warnings = [
    ...originWarnings(workbook, origin, store),
    ...placed.warnings,
    ...weighedWarnings(weighed, { choices: tools.definitions.followUp, headings: origin.headings }),
  ];
  writeReturn({ workbook, origin, load: open.load }, { placed, weighed }, store);
  const rows = { read: placed.read, stored: placed.read - placed.rejected, rejected: placed.rejected };
  const plans = { plansNew: 0, plansMaintained: 0 };
  open.commit({ ...rows, ...plans, months: [origin.month], acceptedReason: null, checks: [] });
  const problems = placed.unplaced.map(({ problem }) => problem);
  return {
    ...outcomeOf(workbook, origin),
    load: open.load,
    rows,
    notes: countNotes(origin, placed, weighed),
    warnings,
    problems: problems.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0)),
    problem_count: problems.length,
  };
}

function countNotes(
  { region }: KnownOrigin,
  { unplaced }: PlacedNotes,
  weighed: readonly WeighedWord[],
): IngestOutcome["notes"] {
  const taken = weighed.filter(({ fate }) => fate !== "kept");
  return {
    region: region.name,
    written: taken.filter(({ value }) => value !== null).length,
    emptied: taken.filter(({ value }) => value === null).length,
    unplaced: unplaced.filter(({ problem }) => problem.code !== "follow-up-edited").length,
    overtaken: weighed.filter(({ fate }) => fate === "overtaken").length,
    contradicted: weighed.filter(({ isContradiction }) => isContradiction).length,
  };
}

function outcomeOf({ fileName }: ReturnedWorkbook, origin: KnownOrigin): IngestOutcome {
  return {
    ...emptyOutcome(fileName, null),
    kind: "follow-up",
    profile: profileOf(origin),
    months: [origin.month],
  };
}

function profileOf({ format }: WorkbookOrigin): string {
  return format === 0 ? reader : `${reader}.v${format}`;
}

function headerOf(workbook: ReturnedWorkbook, settings: IngestSettings, { clock }: IngestTools) {
  return {
    loaded_at: clock.now().toISOString(),
    file_name: workbook.fileName,
    sha256: workbook.sha256,
    byte_count: workbook.bytes,
    kind: "follow-up" as const,
    profile: profileOf(workbook.origin),
    sheet: maskCpr(workbook.origin.sheet),
    is_synthetic: Number(settings.synthetic),
    program_version: programVersion(),
  };
}

/**
 * The load that holds these bytes already, unless a later workbook of the same region and month has spoken since: then
 * loading it again means that it is to hold again.
 */
async function sameWorkbook(
  { sha256, origin }: { sha256: string; origin: KnownOrigin },
  settings: IngestSettings,
  { store, before }: { store: Store; before: number },
): Promise<LedgerEntry | null> {
  const ledger = await readLedger(store);
  const same = ledger.findLast(
    (entry) => entry.status === "stored" && entry.load < before && entry.sha256 === sha256,
  );
  if (same === undefined) return null;
  const later = store.raw
    .prepare<[string, string, number, number], number>(
      `select count(*) from follow_up_load inner join load on load.load = follow_up_load.load
       where follow_up_load.region = ? and follow_up_load.month = ? and load.load > ? and load.load < ?
         and load.undone_at is null`,
    )
    .pluck()
    .get(origin.region.id, origin.month, same.load, before);
  return later === 0 || settings.skipsLoadedFiles ? same : null;
}

function unchangedWorkbook(
  workbook: ReturnedWorkbook,
  origin: KnownOrigin,
  same: LedgerEntry,
): IngestOutcome {
  const rows = { read: same.rows.read, stored: 0, rejected: 0 };
  return { ...outcomeOf(workbook, origin), load: same.load, status: "unchanged", rows };
}

/** What the store knows that a workbook is read with. */
function knowledgeOf({ region, month }: KnownOrigin, { store, definitions }: IngestTools): FollowUpKnowledge {
  const { knownOf } = wordsOfOtherMonths(store, month);
  return {
    choices: definitions.followUp,
    maxRemarkCharacters: definitions.gates.file.maxCellCharacters.value,
    names: definitions.returnedWorkbook,
    standingOf: clinicStandings(store, { region, month, regions: definitions.regions }),
    knownOf: (clinic, field) => {
      const value = knownOf(clinic, field)?.value ?? null;
      if (field === "remark" || value === null) return value;
      return definitions.followUp.find(({ id }) => id === value)?.label ?? null;
    },
  };
}

function weighContext(
  { workbook: { outside }, origin }: Return,
  { gathered, statements, unplaced }: PlacedNotes,
  { store, definitions }: IngestTools,
): WeighContext {
  const issued = new Map(gathered.issued.map((row) => [keyOf(row.clinic), row]));
  const there = new Set(gathered.clinics.map(keyOf));
  const hidden = new Set(unplaced.flatMap(({ word }) => (word.unplaced === "torn" ? [word.place.line] : [])));
  return {
    savedAt: outside.savedAt,
    savedBy: outside.savedBy,
    isBlank: gathered.isCompared && statements.length === 0 && unplaced.length === 0,
    earlier: earlierWords(store, { region: origin.region.id, month: origin.month }),
    newerOf: wordsOfOtherMonths(store, origin.month).newerOf,
    sentOf: (clinic, field) => {
      const row = issued.get(keyOf(clinic));
      if (row === undefined || !row.isIntact || hidden.size > 0 || !there.has(keyOf(clinic)))
        return undefined;
      if (!gathered.fields.includes(field)) return undefined;
      const text = row.cells.get(origin.headings[field]) ?? null;
      if (text === null || field === "remark") return text;
      return findChoice(definitions.followUp, text)?.id ?? null;
    },
  };
}

function keyOf({ ydernummer, opened }: Clinic): string {
  return `${ydernummer} ${opened}`;
}

/** What is odd about where the workbook comes from, although it can be read. */
function originWarnings(
  { fileName }: ReturnedWorkbook,
  { load, month, region }: KnownOrigin,
  store: Store,
): string[] {
  const warnings: string[] = [];
  const issuing =
    load === null
      ? null
      : store.raw
          .prepare<[number], { undone_at: string | null }>("select undone_at from load where load = ?")
          .get(load);
  if (issuing === undefined)
    warnings.push(`it was made when load ${load ?? 0} was the newest, which this database does not have`);
  const named = /(\d{4}-\d{2})/.exec(fileName)?.[1];
  if (named !== undefined && named !== month)
    warnings.push(`its name says ${named}, but it is the workbook of ${month}`);
  const code = /_(\d{4})_/.exec(fileName)?.[1];
  if (code !== undefined && region.code !== null && code !== region.code)
    warnings.push(`its name says region ${code}, but it is the workbook of ${region.name} (${region.code})`);
  return warnings;
}
