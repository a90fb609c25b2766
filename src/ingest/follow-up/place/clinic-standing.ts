import type { Store } from "../../../db/open.js";
import type { Region } from "../../../defs/codes/regions.js";
import { resolveRegion } from "../../../defs/codes/regions.js";
import type { Month } from "../../../domain/month.js";
import type { ClinicStanding } from "../words/clinic-table-words.js";

interface PeriodRow {
  opened: string;
  region: string;
}

/**
 * Tells which clinic of a region, or of the whole country where it is null, a number means, by whatever register was ever loaded: a clinic that has left the register
 * since, or lies in another region now, is still the one that the region was asked about. Where the opening date was
 * corrected since, the period of the same number that overlaps the month counts.
 */
export function clinicStandings(
  { raw }: Store,
  { region, month, regions }: { region: Region | null; month: Month; regions: readonly Region[] },
): (named: { ydernummer: string; opened: string | null }) => ClinicStanding {
  const periods = raw.prepare<{ ydernummer: string; opened: string | null; month: string }, PeriodRow>(
    `select distinct opened, region from clinic_period
     where ydernummer = @ydernummer and (load_to is null or load_to > load_from)
       and (opened = @opened
         or substr(opened, 1, 7) <= @month and (closed is null or substr(closed, 1, 7) >= @month))
     order by opened`,
  );
  const own = region === null ? null : resolveRegion(regions, region, month).id;
  const isOwn = ({ region: id }: PeriodRow): boolean =>
    own === null || regions.some((one) => one.id === id && resolveRegion(regions, one, month).id === own);
  return ({ ydernummer, opened }) => {
    const found = periods.all({ ydernummer, opened, month });
    if (found.length === 0) return { kind: "unknown" };
    const ours = found.filter(isOwn);
    const period = ours.find((one) => one.opened === opened) ?? ours.at(-1);
    if (period === undefined) return { kind: "of-another-region", than: region?.name ?? "" };
    return { kind: "known", clinic: { ydernummer, opened: opened ?? period.opened } };
  };
}

/** The region that most of some numbers belong to in the newest registers, by its id; null where none is known. */
export function regionOfNumbers({ raw }: Store, numbers: readonly string[]): string | null {
  const find = raw
    .prepare<[string], string>(
      "select region from clinic_period where ydernummer = ? and load_to is null order by snapshot_month desc limit 1",
    )
    .pluck();
  const counts = new Map<string, number>();
  for (const number of numbers) {
    const region = find.get(number);
    if (region !== undefined) counts.set(region, (counts.get(region) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, left], [, right]) => right - left);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return most !== undefined && most[1] * 10 >= all * 9 ? most[0] : null;
}
