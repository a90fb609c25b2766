import { readLedger } from "../../db/ledger.js";
import type { LedgerEntry } from "../../db/ledger.js";
import type { Store } from "../../db/open.js";
import { asDatabaseError } from "../../db/database-error.js";
import { maskCpr } from "../../domain/cpr.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";
import { programVersion } from "../../lib/program.js";
import { noun } from "../../lib/words.js";
import { emptyOutcome, refused } from "../store/outcome.js";
import type { IngestOutcome } from "../store/outcome.js";
import type { IngestSettings, IngestTools } from "../store/settings.js";
import type { OpenLoad } from "../store/load.js";
import { beginLoad } from "../store/load.js";
import type { PlacedNotes } from "./place/place-words.js";
import { placeFollowUp } from "./place/place-words.js";
import { knowledgeOf, weighContext } from "./knowledge.js";
import { knownOrigin, originWarnings } from "./known-origin.js";
import type { KnownOrigin, WorkbookOrigin } from "./returned/origin.js";
import type { ReturnedWorkbook } from "./returned/read-returned.js";
import { weighedWarnings } from "./tell/weighed-warnings.js";
import type { WeighedWord } from "./place/weigh.js";
import { weighWords } from "./place/weigh.js";
import { writeReturn } from "./write-return.js";

/** What the ledger calls the reader of a returned workbook, where extracts have a profile. */
function profileOf({ form, format }: WorkbookOrigin): string {
  return format === 0 ? `flp-${form.id}` : `flp-${form.id}.v${format}`;
}

/**
 * Stores what was written in a returned workbook, in one transaction with its line in the ledger. What has no place is in the
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
  const origin = knownOrigin(workbook, settings, { store, regions: tools.definitions.regions });
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

/** Why nothing of a workbook has a place: one sentence, as none of its clinics is known. */
function withoutPlace(origin: KnownOrigin, { read }: PlacedNotes, { store }: IngestTools): Problem {
  const message = `none of its ${read} ${noun(read, "clinic")} is known here${origin.region === null ? "" : ` as one of ${origin.region.name}`}; expected clinics of the register in ${store.path}: load the register first, or name the right database with --db`;
  return problemOf("follow-up-clinic", message, { sheet: origin.sheet });
}

function refusedWorkbook(
  workbook: ReturnedWorkbook,
  found: { problems: readonly Problem[]; read: number; warnings: string[] },
): IngestOutcome {
  const { form, region, month } = workbook.origin;
  const isTold = region !== null || form.id === "consultants";
  return {
    ...refused(workbook.fileName, null, found),
    kind: "follow-up",
    profile: profileOf(workbook.origin),
    months: month === null ? [] : [month],
    notes: isTold ? { ...noNotes, region: region?.name ?? null } : null,
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
      warnings: originWarnings(workbook.fileName, origin, store),
    });
  }
  const weighed = weighWords(
    placed.statements,
    weighContext({ outside: workbook.outside, origin }, placed, tools),
  );
  const warnings = [
    ...originWarnings(workbook.fileName, origin, store),
    ...placed.warnings,
    ...weighedWarnings(weighed, { definitions: tools.definitions, headings: origin.headings }),
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
    region: region?.name ?? null,
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
    .get(origin.writer.id, origin.month, same.load, before);
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
