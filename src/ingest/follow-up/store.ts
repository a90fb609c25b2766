import { readLedger } from "../../db/ledger.js";
import type { LedgerEntry } from "../../db/ledger.js";
import type { Store } from "../../db/open.js";
import { asDatabaseError } from "../../db/database-error.js";
import { resolveRegion } from "../../defs/regions.js";
import { maskCpr } from "../../domain/cpr.js";
import { programVersion } from "../../lib/program.js";
import { noun } from "../../lib/words.js";
import type { IngestOutcome } from "../store/outcome.js";
import { emptyOutcome, refused } from "../store/outcome.js";
import type { FollowUpKnowledge, Note, PlacedNotes } from "./place.js";
import { placeFollowUp } from "./place.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, quoteValue } from "../../domain/shapes/problem.js";
import type { ReturnedWorkbook } from "./returned-workbook.js";
import type { IngestSettings, IngestTools } from "../store/settings.js";
import type { OpenLoad } from "../store/load.js";
import { beginLoad } from "../store/load.js";

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
  if (workbook.problems.length > 0) {
    return refusedWorkbook(workbook, {
      problems: workbook.problems,
      read: workbook.returned.length,
      warnings: [],
    });
  }
  const open = beginLoad(store, headerOf(workbook, settings, tools), tools.logger);
  try {
    const same = await sameWorkbook(workbook, settings, { store, before: open.load });
    if (same !== null) {
      open.rollBack();
      return unchangedWorkbook(workbook, same);
    }
    return keep(workbook, open, tools);
  } catch (error) {
    open.rollBack();
    throw asDatabaseError(error, store.path);
  }
}

/** Why nothing of a workbook has a place: one sentence where none of its clinics is known, else each row's reason. */
function withoutPlace(
  workbook: ReturnedWorkbook,
  { problems, read }: PlacedNotes,
  { store }: IngestTools,
): readonly Problem[] {
  const isStrange = problems.every(({ code }) => code === "follow-up-clinic");
  if (!isStrange || problems.length < 2) return problems;
  const { sheet, region } = workbook.origin;
  const message = `none of its ${read} ${noun(read, "clinic")} is known here as one of ${region.name}; expected clinics of the register in ${store.path}: load the register first, or name the right database with --db`;
  return [problemOf("follow-up-clinic", message, { sheet })];
}

function refusedWorkbook(
  workbook: ReturnedWorkbook,
  found: { problems: readonly Problem[]; read: number; warnings: string[] },
): IngestOutcome {
  return { ...refused(workbook.fileName, null, found), kind: "follow-up", profile: profileOf(workbook) };
}

function keep(workbook: ReturnedWorkbook, open: OpenLoad, tools: IngestTools): IngestOutcome {
  const { origin } = workbook;
  const placed = placeFollowUp(workbook, knowledgeOf(workbook, tools));
  if (placed.read > 0 && placed.rejected === placed.read) {
    open.rollBack();
    return refusedWorkbook(workbook, {
      read: placed.read,
      problems: withoutPlace(workbook, placed, tools),
      warnings: originWarnings(workbook, tools.store),
    });
  }
  const warnings = [
    ...originWarnings(workbook, tools.store),
    ...placed.warnings,
    ...writeNotes(placed.notes, { workbook, load: open.load, tools }),
  ];
  tools.store.raw
    .prepare("insert into follow_up_load (load, region, month, issued_load, format) values (?, ?, ?, ?, ?)")
    .run(open.load, origin.region.id, origin.month, origin.load, origin.format);
  const rows = { read: placed.read, stored: placed.read - placed.rejected, rejected: placed.rejected };
  const plans = { plansNew: 0, plansMaintained: 0 };
  open.commit({ ...rows, ...plans, months: [origin.month], acceptedReason: null, checks: [] });
  return {
    ...outcomeOf(workbook),
    load: open.load,
    rows,
    notes: countNotes(workbook, placed),
    warnings,
    problems: placed.problems.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0)),
  };
}

function countNotes({ origin }: ReturnedWorkbook, { notes, problems }: PlacedNotes): IngestOutcome["notes"] {
  return {
    region: origin.region.name,
    written: notes.filter(({ value }) => value !== null).length,
    emptied: notes.filter(({ value }) => value === null).length,
    unplaced: problems.filter(({ code }) => code !== "follow-up-edited").length,
  };
}

function outcomeOf(workbook: ReturnedWorkbook): IngestOutcome {
  return {
    ...emptyOutcome(workbook.fileName, null),
    kind: "follow-up",
    profile: profileOf(workbook),
    months: [workbook.origin.month],
  };
}

function profileOf({ origin }: ReturnedWorkbook): string {
  return `${reader}.v${origin.format}`;
}

function headerOf(workbook: ReturnedWorkbook, settings: IngestSettings, { clock }: IngestTools) {
  return {
    loaded_at: clock.now().toISOString(),
    file_name: workbook.fileName,
    sha256: workbook.sha256,
    byte_count: workbook.bytes,
    kind: "follow-up" as const,
    profile: profileOf(workbook),
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
  { sha256, origin }: ReturnedWorkbook,
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

function unchangedWorkbook(workbook: ReturnedWorkbook, same: LedgerEntry): IngestOutcome {
  const rows = { read: same.rows.read, stored: 0, rejected: 0 };
  return { ...outcomeOf(workbook), load: same.load, status: "unchanged", rows };
}

/** What the store knows of clinics: by number and opening date, or by number alone where the date was corrected since. */
function knowledgeOf({ origin }: ReturnedWorkbook, { store, definitions }: IngestTools): FollowUpKnowledge {
  const regionsOf = store.raw
    .prepare<{ ydernummer: string; opened: string; month: string }, string>(
      `select distinct region from clinic_period
       where ydernummer = @ydernummer and load_to is null
         and (opened = @opened
           or substr(opened, 1, 7) <= @month and (closed is null or substr(closed, 1, 7) >= @month))`,
    )
    .pluck();
  const own = resolveRegion(definitions.regions, origin.region, origin.month).id;
  return {
    choices: definitions.followUp,
    standingOf: (clinic) => {
      const regions = regionsOf.all({ ...clinic, month: origin.month });
      if (regions.length === 0) return "unknown";
      const isOwn = definitions.regions
        .filter(({ id }) => regions.includes(id))
        .some((region) => resolveRegion(definitions.regions, region, origin.month).id === own);
      return isOwn ? "known" : "of-another-region";
    },
  };
}

/** Writes what changed: a word that holds already stays, another one on the same cell holds until now. Tells what it replaced. */
function writeNotes(
  notes: readonly Note[],
  { workbook, load, tools }: { workbook: ReturnedWorkbook; load: number; tools: IngestTools },
): string[] {
  const { origin } = workbook;
  const { raw } = tools.store;
  type Key = { month: string; region: string; ydernummer: string; opened: string; field: string };
  const where =
    "month = @month and region = @region and ydernummer = @ydernummer and opened = @opened and field = @field and load_to is null";
  const standing = raw.prepare<Key, { value: string | null; load_from: number }>(
    `select value, load_from from follow_up where ${where}`,
  );
  const end = raw.prepare<Key & { load: number }>(`update follow_up set load_to = @load where ${where}`);
  const write = raw.prepare<Key & { load: number; value: string | null; line: number }>(
    `insert into follow_up (month, region, ydernummer, opened, field, load_from, value, line)
     values (@month, @region, @ydernummer, @opened, @field, @load, @value, @line)`,
  );
  return notes.flatMap(({ ydernummer, opened, field, value, line }) => {
    const key = { month: origin.month, region: origin.region.id, ydernummer, opened, field };
    const before = standing.get(key);
    if (before?.value === value) return [];
    if (before !== undefined) end.run({ ...key, load });
    write.run({ ...key, load, value, line });
    if (before === undefined) return [];
    const was = before.value === null ? "an emptied cell" : quoteValue(shown(field, before.value, tools));
    return [
      `row ${line}, ${origin.headings[field]} of ${ydernummer}: replaces ${was} of load ${before.load_from}, which is kept in the history`,
    ];
  });
}

function shown(field: Note["field"], value: string, { definitions }: IngestTools): string {
  const choice = field === "remark" ? undefined : definitions.followUp.find(({ id }) => id === value);
  return choice?.label ?? value;
}

/** What is odd about where the workbook comes from, although it can be read. */
function originWarnings({ origin, fileName }: ReturnedWorkbook, store: Store): string[] {
  const warnings: string[] = [];
  const issuing = store.raw
    .prepare<[number], { undone_at: string | null }>("select undone_at from load where load = ?")
    .get(origin.load);
  if (issuing === undefined)
    warnings.push(`it was made when load ${origin.load} was the newest, which this database does not have`);
  const named = /(\d{4}-\d{2})/.exec(fileName)?.[1];
  if (named !== undefined && named !== origin.month)
    warnings.push(`its name says ${named}, but it is the workbook of ${origin.month}`);
  const code = /_(\d{4})_/.exec(fileName)?.[1];
  if (code !== undefined && origin.region.code !== null && code !== origin.region.code)
    warnings.push(
      `its name says region ${code}, but it is the workbook of ${origin.region.name} (${origin.region.code})`,
    );
  return warnings;
}
