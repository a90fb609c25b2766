import {
  changedClinics,
  changedCounts,
  monthsKnownBefore,
  restatedTotals,
} from "../../db/history/changes.js";
import type { LedgerEntry } from "../../db/ledger.js";
import { readLedger } from "../../db/ledger.js";
import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { Month } from "../../domain/month.js";
import { windowOf } from "../../domain/month.js";
import type { MovedFigure, RevisedField, RevisedRegion, Revision } from "../../domain/shapes/revision.js";
import { usageError } from "../../lib/errors.js";
import { knownMonths, registerMonths } from "../../question/as-of.js";
import type { HeadlineFigure, RegionPlans } from "../../metrics/answer/headline.js";
import { readHeadlines } from "../../metrics/answer/headline.js";
import { ruleWindowOf } from "../../question/rule-scope.js";

/**
 * What a load changed of what was known before it, whatever came later. A month that nothing was known of is no
 * restatement: it is named, and only the figures that it moved are listed. A register snapshot of a new month is
 * compared with the one that was used for that month before. Throws exit 2 for a load that does not exist or was
 * taken back.
 */
export async function reviseLoad(store: Store, definitions: Definitions, load: number): Promise<Revision> {
  const entry = await standingLoad(store, load);
  const { file, kind, months } = entry;
  if (kind === "follow-up" || kind === "status-register")
    throw usageError(`load ${load} holds no figures`, "name a load of counts or of a register");
  const known = monthsKnownBefore(store, { load, kind });
  const first = months.filter((month) => !known.includes(month));
  const restated = months.filter((month) => known.includes(month));
  const comparedWith = kind === "clinic-register" && first.length > 0 ? snapshotFor(known, months) : null;
  const changes =
    kind === "plan-counts"
      ? changedCounts(store, { load, months: restated })
      : clinicChanges(store, { load, months, known });
  const totals =
    kind === "plan-counts"
      ? restatedTotals(store, { load, months }).filter((row) => row.old !== row.new)
      : [];
  const effect = await effectOf(store, definitions, { entry, first, changes });
  return {
    load,
    file,
    kind,
    months,
    first_known: first,
    compared_with: comparedWith,
    changes,
    totals,
    by_region: effect.regions.filter(({ month }) => restated.includes(month)),
    figures: effect.figures,
  };
}

async function standingLoad(store: Store, load: number): Promise<LedgerEntry> {
  const entry = (await readLedger(store)).find((one) => one.load === load);
  if (entry === undefined)
    throw usageError(`there is no load ${load}`, "flp loads lists those that there are");
  if (entry.status === "undone") {
    throw usageError(
      `load ${load} was taken back, so that it changes nothing`,
      "flp ingest --dry-run FILE shows what its file would change",
    );
  }
  return entry;
}

/** The snapshot that figures of a register month used: the newest up to it, or else the oldest. */
function snapshotFor(snapshots: readonly Month[], months: readonly Month[]): Month | null {
  const month = months[0];
  if (month === undefined) return null;
  return snapshots.findLast((snapshot) => snapshot <= month) ?? snapshots[0] ?? null;
}

function clinicChanges(
  store: Store,
  given: { load: number; months: readonly Month[]; known: readonly Month[] },
): RevisedField[] {
  return given.months.flatMap((month) => {
    const before = snapshotFor(given.known, [month]);
    return before === null ? [] : changedClinics(store, { load: given.load, month, before });
  });
}

/** What a load did to the published figures: of every report month known before whose figures rest on it, and of the newest month. */
async function effectOf(
  store: Store,
  definitions: Definitions,
  given: { entry: LedgerEntry; first: readonly Month[]; changes: readonly RevisedField[] },
): Promise<{ figures: MovedFigure[]; regions: RevisedRegion[] }> {
  const { entry } = given;
  const before = await loadBefore(store, entry.load);
  const knownBefore = await knownMonths(store, before);
  const knownAfter = await knownMonths(store, entry.load);
  const newest = knownAfter.at(-1);
  const touched = new Set<Month>([...given.first, ...given.changes.map(({ month }) => month)]);
  const affected = await affectedMonths(store, definitions, { entry, before, knownBefore, touched });
  const reportMonths = knownAfter.filter(
    (month) => affected.has(month) || (month === newest && touched.size > 0),
  );
  const old = await readHeadlines(store, definitions, {
    asOf: before,
    reportMonths: reportMonths.filter((month) => knownBefore.includes(month)),
  });
  const now = await readHeadlines(store, definitions, { asOf: entry.load, reportMonths });
  return { figures: movedFigures(old.figures, now.figures), regions: movedRegions(old.regions, now.regions) };
}

/** The load that was the newest before this one; 0 when it was the first. */
async function loadBefore(store: Store, load: number): Promise<number> {
  const ledger = await readLedger(store);
  return ledger.findLast((entry) => entry.status === "stored" && entry.load < load)?.load ?? 0;
}

/** Report months known before whose figures can have moved: those with a touched month in their window, or another register. */
async function affectedMonths(
  store: Store,
  definitions: Definitions,
  given: { entry: LedgerEntry; before: number; knownBefore: readonly Month[]; touched: ReadonlySet<Month> },
): Promise<Set<Month>> {
  const { entry, before, knownBefore, touched } = given;
  if (entry.kind === "plan-counts") {
    // A rule may look further back than the 12 months of the other figures.
    const monthsBehind = (month: Month): Month[] => [...windowOf(month), ...ruleWindowOf(definitions, month)];
    return new Set(knownBefore.filter((month) => monthsBehind(month).some((other) => touched.has(other))));
  }
  const snapshots = await registerMonths(store, before);
  // A first register restates nothing: there were no figures of clinics.
  if (snapshots.length === 0) return new Set();
  const now = await registerMonths(store, entry.load);
  return new Set(
    knownBefore.filter((month) => {
      const used = snapshotFor(now, [month]);
      return used !== null && touched.has(used);
    }),
  );
}

function movedFigures(old: readonly HeadlineFigure[], now: readonly HeadlineFigure[]): MovedFigure[] {
  const key = (figure: HeadlineFigure): string => `${figure.month} ${figure.metric} ${figure.field}`;
  const before = new Map(old.map((figure) => [key(figure), figure.value]));
  const after = new Set(now.map(key));
  const gone = old
    .filter((figure) => !after.has(key(figure)))
    .map(({ month, metric, field, value }) => ({ month, metric, field, old: value, new: null }));
  const moved = now.map((figure) => {
    const { month, metric, field, value } = figure;
    return { month, metric, field, old: before.get(key(figure)) ?? null, new: value };
  });
  return [...gone, ...moved].filter((figure) => figure.old !== figure.new);
}

function movedRegions(old: readonly RegionPlans[], now: readonly RegionPlans[]): RevisedRegion[] {
  return now.flatMap((plans) => {
    const { month, region } = plans;
    const before = old.find((one) => one.month === month && one.region === region);
    return (["new", "maintained"] as const)
      .map((field) => ({ month, region, field, old: before?.[field] ?? 0, new: plans[field] }))
      .filter((row) => row.old !== row.new);
  });
}
