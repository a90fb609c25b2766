import { findSameLoad, readLedger } from "../../db/ledger.js";
import { monthsInName } from "../../domain/months-in-name.js";
import type { Month } from "../../domain/month.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { asFileError } from "../../lib/system-error.js";
import { openExtract } from "../open/open-extract.js";
import type { OpenExtract } from "../read/extract-shapes.js";
import type { IngestOutcome } from "../store/outcome.js";
import type { IngestSettings, IngestTools } from "../store/settings.js";
import type { DeliveredExtract } from "./delivered-extract.js";
import { holdRivals } from "./hold-rivals.js";

/** A file of a delivery in its turn. */
export interface TurnOfFile {
  path: string;
  /** What became of it without being loaded, because of another file beside it; null: it is to be loaded. */
  held: IngestOutcome | null;
}

/**
 * Puts the files of a delivery in order and finds those that contradict each other. Extracts are taken in the order of
 * the newest month that each names, a register before plan counts of the same month, so that the newest word on a month
 * is the last; where no register is known yet the oldest of them comes first, because every earlier month rests on it.
 * Files that are no extracts (workbooks of regions, unknown layouts) keep their places among the others. Of files of one
 * kind that share their newest month, or are of one status register, and differ none is loaded: which one counts cannot be
 * told. Status registers name no month and come last.
 */
export async function arrangeDelivery(
  paths: readonly string[],
  settings: IngestSettings,
  tools: IngestTools,
): Promise<TurnOfFile[]> {
  const opened: (DeliveredExtract | null)[] = [];
  for (const path of paths) opened.push(await openForOrder(path, settings, tools));
  const extracts = opened.filter((one) => one !== null);
  const held = await holdRivals(extracts, tools.definitions.deliveries);
  const ordered = inOrderOfMonths(extracts, await hasRegister(tools))[Symbol.iterator]();
  return paths.map((path, place): TurnOfFile => {
    if (opened[place] === null) return { path, held: null };
    const { value } = ordered.next();
    return value === undefined
      ? { path, held: null }
      : { path: value.path, held: held.get(value.path) ?? null };
  });
}

/** An extract as far as its turn depends on it; null for what is none or cannot be opened: loading it will say so. */
async function openForOrder(
  path: string,
  settings: IngestSettings,
  { definitions, store }: IngestTools,
): Promise<DeliveredExtract | null> {
  try {
    const extract = await openExtract(path, settings, definitions);
    if (!("kind" in extract) || extract.kind === "follow-up") return null;
    const asLoad = { sha256: extract.sha256, month: extract.plan.wholeFileMonth };
    const standing = await findSameLoad(store, { ...asLoad, evenIfOutdated: true });
    const current = await findSameLoad(store, { ...asLoad, evenIfOutdated: settings.skipsLoadedFiles });
    const newest = standing?.months.at(-1) ?? (await newestMonth(extract));
    return { path, extract, newest, isNoOp: current !== null, wasLoaded: standing !== null };
  } catch (cause) {
    const error = asFileError(cause, path);
    if (error instanceof FlpError && (error.code === exitCode.layout || error.code === exitCode.usage))
      return null;
    throw error;
  }
}

/**
 * The newest month that a file names: the one that its layout tells without its rows, or that its name promises (a file
 * whose rows say another month is held when its turn comes), and only else found by reading its rows.
 */
async function newestMonth(extract: OpenExtract): Promise<Month | null> {
  const { plan, fileName } = extract;
  if (plan.month.kind === "none") return null;
  if (plan.wholeFileMonth !== null) return plan.wholeFileMonth;
  if (plan.month.kind === "headers") return [...plan.month.months].sort().at(-1) ?? null;
  return monthsInName(fileName)?.last ?? extract.newestMonthInRows();
}

async function hasRegister({ store }: IngestTools): Promise<boolean> {
  const ledger = await readLedger(store);
  return ledger.some(({ kind, status }) => kind === "clinic-register" && status === "stored");
}

function inOrderOfMonths(extracts: readonly DeliveredExtract[], knowsRegister: boolean): DeliveredExtract[] {
  const last = "9999-12";
  const sorted = extracts.toSorted((left, right) => {
    const months = (left.newest ?? last).localeCompare(right.newest ?? last);
    return months === 0 ? kindRank(left) - kindRank(right) || noOpRank(left) - noOpRank(right) : months;
  });
  const first = knowsRegister ? undefined : sorted.find(({ extract }) => extract.kind === "clinic-register");
  return first === undefined ? sorted : [first, ...sorted.filter((one) => one !== first)];
}

const kindRank = ({ extract }: DeliveredExtract): number => (extract.kind === "clinic-register" ? 0 : 1);

/** What changes nothing goes first, so that it is still seen to change nothing. */
const noOpRank = ({ isNoOp }: DeliveredExtract): number => (isNoOp ? 0 : 1);
