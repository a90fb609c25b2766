import { changedSince } from "../../db/history/changed-since.js";
import { publicReleases } from "../../db/history/releases.js";
import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import { regionInForce, resolveRegion } from "../../defs/codes/regions.js";
import { ruleInForce } from "../../defs/agreement/rules.js";
import type { Edition } from "../../domain/disclosure/edition.js";
import type { PlanMakers } from "../../domain/disclosure/plans.js";
import type { Month } from "../../domain/month.js";
import { firstOfWindow } from "../../domain/month.js";
import type { Basis } from "../../domain/shapes/figures.js";
import { clinicsOfEditions, planMakers } from "../../metrics/clinics/disclosure-figures.js";
import { valueOrder } from "../../metrics/shared/split.js";
import { knownMonths, registerFor, registerMonths } from "../../question/as-of.js";
import { ruleWindowOf } from "../../question/rule-scope.js";
import { withRun } from "../../question/run.js";

/** What decides beside the figures themselves what of a month may be published. */
export interface Published {
  /** The month's own clinics. */
  edition: Edition;
  /** What may have been published before, in the order in which it could be. */
  before: readonly Edition[];
  makers: readonly PlanMakers[];
}

/** A month as it was known when a load was the newest. */
interface Moment {
  month: Month;
  asOf: number;
}

/**
 * Reads what a public edition must be held against. No list is kept of what was published: every earlier month as it is
 * known now is taken to be, each load's newest month as it was known then, and the releases that were sealed for the
 * public. So an edition is the same whenever and in whatever order it is made, and can be made again to the byte.
 */
export async function readPublished(
  store: Store,
  definitions: Definitions,
  { month, asOf, loads }: Basis,
  isEdition: (one: Month) => boolean,
): Promise<Published> {
  const known = await knownMonths(store, asOf);
  const months = known.filter(
    (one) => one <= month && isEdition(one) && ruleInForce(definitions.rules, one) !== null,
  );
  const editions = await editionsOf(store, definitions, { months, asOf });
  const edition = editions.at(-1);
  if (edition?.month !== month) throw new Error(`the clinics of ${month} were not read`);
  const earlier: Edition[] = [];
  const ids = loads.map(({ load }) => load);
  for (const moment of await momentsBefore(store, { asOf, loads: ids, isEdition })) {
    if (ruleInForce(definitions.rules, moment.month) === null) continue;
    if (await isAsKnownNow(store, moment, asOf)) continue;
    earlier.push(...(await editionsOf(store, definitions, { months: [moment.month], asOf: moment.asOf })));
  }
  const context = {
    reportMonths: [month],
    asOf,
    firstMonthOf: () => known[0] ?? month,
    dimensions: ["region", "plan-type"] as const,
  };
  const makers = await withRun(store, { definitions, context }, planMakers);
  return { edition, before: [...earlier, ...editions.slice(0, -1)], makers };
}

async function editionsOf(
  store: Store,
  definitions: Definitions,
  { months, asOf }: { months: readonly Month[]; asOf: number },
): Promise<Edition[]> {
  const context = {
    reportMonths: months,
    asOf,
    firstMonthOf: firstOfWindow,
    dimensions: [],
  };
  const order = valueOrder(definitions, "region");
  const clinics = await withRun(store, { definitions, context }, clinicsOfEditions);
  const isKnown = new Set(await knownMonths(store, asOf));
  return months.map((month) => {
    const own = clinics.get(month) ?? [];
    const inForce = definitions.regions.filter((region) => regionInForce(region, month));
    const regions = new Set([...inForce.map(({ name }) => name), ...own.map(({ region }) => region)]);
    const regionNames = new Map(
      definitions.regions.map((region) => [
        region.name,
        resolveRegion(definitions.regions, region, month).name,
      ]),
    );
    const isWhole = ruleWindowOf(definitions, month).every((one) => isKnown.has(one));
    return { month, asOf, regions: [...regions].sort(order), regionNames, clinics: own, isWhole };
  });
}

/** The newest month of each earlier load, and the months of releases that were sealed for the public, in order. */
async function momentsBefore(
  store: Store,
  { asOf, loads, isEdition }: { asOf: number; loads: readonly number[]; isEdition: (one: Month) => boolean },
): Promise<Moment[]> {
  const moments: Moment[] = publicReleases(store, { asOf });
  for (const load of loads.filter((one) => one < asOf)) {
    const newest = (await knownMonths(store, load)).at(-1);
    const registers = await registerMonths(store, load);
    if (newest !== undefined && isEdition(newest) && registers.length > 0)
      moments.push({ month: newest, asOf: load });
  }
  const byKey = new Map(moments.map((moment) => [`${moment.asOf} ${moment.month}`, moment]));
  return [...byKey.values()].sort(
    (left, right) => left.asOf - right.asOf || (left.month < right.month ? -1 : 1),
  );
}

/** True when no later load changed what the month's clinics and outcomes rest on. */
async function isAsKnownNow(store: Store, { month, asOf: then }: Moment, asOf: number): Promise<boolean> {
  const register = registerFor(month, await registerMonths(store, asOf));
  if (register !== registerFor(month, await registerMonths(store, then))) return false;
  return !changedSince(store, { load: then, asOf, upTo: month, register });
}
