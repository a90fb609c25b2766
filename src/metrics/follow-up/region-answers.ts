import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import { regionInForce, resolveRegion } from "../../defs/codes/regions.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import { knownMonths } from "../../question/as-of.js";
import { withRun } from "../../question/run.js";
import type { RegionsNote } from "./stored-notes.js";

/** Whether a region has sent its workbook back, and how many of its clinics wait for a word. */
export interface RegionAnswer {
  /** Full name of the region. */
  region: string;
  /** Report month of the newest workbook that it sent back, and the instant at which that was loaded; null: none ever. */
  month: Month | null;
  received: string | null;
  /** Clinics that do not meet the rule in the newest month, and those of them on which nothing is written. */
  failing: number;
  waiting: number;
  /** The first month since its newest answer, or of all, of which plans are known; null: none is, or nobody waits. */
  since: Month | null;
}

/**
 * Which regions have answered, for which month, and how many clinics wait since when: those that do not meet the rule in
 * the newest known month (up to `upTo`) and carry no word of their region. They wait since the first known month after the one that
 * their region answered for last. Empty where no plans are known.
 */
export async function regionAnswers(
  store: Store,
  definitions: Definitions,
  { asOf, notes, upTo = null }: { asOf: number; notes: readonly RegionsNote[]; upTo?: Month | null },
): Promise<RegionAnswer[]> {
  const known = (await knownMonths(store, asOf)).filter((one) => upTo === null || one <= upTo);
  const month = known.at(-1);
  if (month === undefined) return [];
  const returns = store.raw
    .prepare<{ asOf: number; month: string }, { region: string; month: string; received: string }>(
      `select follow_up_load.region, follow_up_load.month, max(load.loaded_at) as received
       from follow_up_load inner join load on load.load = follow_up_load.load
       where load.undone_at is null and load.load <= @asOf and follow_up_load.month <= @month
       group by follow_up_load.region, follow_up_load.month
       order by follow_up_load.month desc, received desc`,
    )
    .all({ asOf, month });
  const failing = await failingClinics(store, definitions, { asOf, month });
  const spoken = new Set(
    notes.filter(({ state }) => state === "current").map(({ ydernummer }) => ydernummer),
  );
  return definitions.regions
    .filter((region) => regionInForce(region, month))
    .map((region): RegionAnswer => {
      const newest = returns.find(({ region: id }) => {
        const from = definitions.regions.find((one) => one.id === id);
        return from !== undefined && resolveRegion(definitions.regions, from, month).id === region.id;
      });
      const answered = parseMonth(newest?.month ?? "");
      const clinics = failing.filter((clinic) => clinic.region === region.name);
      const waiting = clinics.filter(
        ({ ydernummer, predecessors }) => ![ydernummer, ...predecessors].some((number) => spoken.has(number)),
      );
      const since = known.find((one) => answered === null || one > answered) ?? month;
      return {
        region: region.name,
        month: answered,
        received: newest?.received ?? null,
        failing: clinics.length,
        waiting: waiting.length,
        since: waiting.length === 0 ? null : since,
      };
    });
}

async function failingClinics(
  store: Store,
  definitions: Definitions,
  { asOf, month }: { asOf: number; month: Month },
): Promise<{ ydernummer: string; region: string; predecessors: string[] }[]> {
  const registers = await store.kysely
    .selectFrom("load")
    .select("load")
    .where("kind", "=", "clinic-register")
    .where("undone_at", "is", null)
    .where("load", "<=", asOf)
    .executeTakeFirst();
  if (registers === undefined) return [];
  const known = await knownMonths(store, asOf);
  const context = {
    reportMonths: [month],
    asOf,
    firstMonthOf: () => known[0] ?? month,
    dimensions: ["region"] as const,
  };
  return withRun(store, { definitions, context }, async (run) => {
    const kysely = run.need("mart_ok22_clinic", "mart_follow_up");
    const clinics = await kysely
      .selectFrom("mart_ok22_clinic")
      .select(["ydernummer", "opened", "region"])
      .where("outcome", "=", "fail")
      .execute();
    const carried = await kysely.selectFrom("mart_follow_up").selectAll().execute();
    return clinics.map(({ ydernummer, opened, region }) => ({
      ydernummer,
      region,
      predecessors: carried
        .filter((one) => one.ydernummer === ydernummer && one.opened === opened)
        .map((one) => one.source_ydernummer),
    }));
  });
}
