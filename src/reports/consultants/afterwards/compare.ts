import type { Counted } from "../../../domain/statistics/difference.js";
import type { Interval, SampledShare } from "../../../domain/statistics/share-interval.js";
import { shareDifferenceInterval, weightedShare } from "../../../domain/statistics/share-interval.js";
import type { Outcome } from "../../../domain/shapes/metric.js";
import type { Month } from "../../../domain/month.js";
import { addMonths } from "../../../domain/month.js";
import type { SegmentId } from "../../../domain/shapes/segment.js";
import { clinicKey } from "../../../metrics/follow-up/carried-forward.js";
import type { ClinicStandingThen, VisitHistory } from "../../../metrics/follow-up/visit-history.js";
import type { AfterwardsSettings } from "./settings.js";

/** Clinics of one segment in the month before the visit: how many of them met the requirement so many months after. */
export interface AfterwardsRow {
  segment: SegmentId;
  visited: Counted;
  /** Clinics like them that had not been visited then, each counted once for each month of visits in which it is like one. */
  alike: Counted;
  /** Their share with each counted as often as it is like a visited one. */
  alikeShare: number;
}

/** Why a visited clinic is in no comparison. */
export const apartReasons = ["unknown-before", "met-before", "gone", "unknown-after", "none-alike"] as const;

export type ApartReason = (typeof apartReasons)[number];

/** What became of clinics that were visited. */
export interface Afterwards {
  /** The months of the visits that are looked at. */
  from: Month;
  to: Month;
  /** Clinics that were visited in them. */
  clinics: number;
  /** Those that are held beside others, by their segment before the visit; segments without one are left out. */
  rows: AfterwardsRow[];
  visited: Counted;
  alike: Counted;
  /** Clinics behind `alike`, each counted once, and how many of them were visited themselves before their outcome. */
  clinicsAlike: number;
  visitedLater: number;
  /** The weighted share of the clinics like them, and the number of clinics that an equally exact plain share would have. */
  weighted: SampledShare | null;
  /** Share of the visited minus that of the clinics like them; null: too few. */
  difference: ({ value: number } & Interval) | null;
  /** Visited clinics that are in no comparison, by reason. */
  apart: Record<ApartReason, number>;
}

/** The months of the visits that a report month looks back on. */
export function visitMonths(
  month: Month,
  { afterMonths, overMonths }: Pick<AfterwardsSettings, "afterMonths" | "overMonths">,
): { from: Month; to: Month } {
  const to = addMonths(month, -afterMonths);
  return { from: addMonths(to, 1 - overMonths), to };
}

interface Visited {
  then: ClinicStandingThen;
  isMeeting: boolean;
  alike: Candidate[];
}

/** A clinic that had not been visited by the end of a month, and whether it met the requirement so many months after. */
interface Candidate {
  ydernummer: string;
  isMeeting: boolean;
  isVisitedLater: boolean;
}

/**
 * Holds clinics that failed in the month before their first visit of the months looked at beside clinics that failed in the
 * same month, in the same segment, and of the same size (or region), and had not been visited by the end of the month of the
 * visit. Whether they were visited later plays no part: who still fails is visited later, so that to leave those out would
 * keep the ones that met the requirement by themselves. They count with weights, as often as they are like a visited clinic,
 * so that both sides have the same mixture. The outcome is that of the month so many months after the visit, for both.
 * Source of the choice: M. A. Hernán and J. M. Robins, Using big data to emulate a target trial when a randomized trial is
 * not available, American Journal of Epidemiology 183 (2016).
 */
export function compareVisited(
  { history, month }: { history: VisitHistory; month: Month },
  settings: AfterwardsSettings,
): Afterwards {
  const { from, to } = visitMonths(month, settings);
  const firstVisits = firstMonths(history.visits.filter((visit) => visit.month >= from && visit.month <= to));
  const everVisited = firstMonths(history.visits);
  const outcomes = outcomesOf(history);
  const groups = alikeGroups(history, { everVisited, outcomes, settings });
  const apart: Afterwards["apart"] = {
    ...{ "unknown-before": 0, "met-before": 0, gone: 0, "unknown-after": 0, "none-alike": 0 },
  };
  const visited: Visited[] = [];
  for (const [ydernummer, first] of firstVisits) {
    const then = history.standings
      .get(addMonths(first, -1))
      ?.find((clinic) => clinic.ydernummer === ydernummer);
    const outcome = then === undefined ? undefined : outcomes(then, addMonths(first, settings.afterMonths));
    const alike = then === undefined ? [] : (groups.get(groupOf(first, then, settings)) ?? []);
    const reason = reasonApart(then, outcome, alike);
    if (reason !== null) apart[reason] += 1;
    else if (then !== undefined) visited.push({ then, isMeeting: outcome === "pass", alike });
  }
  return { from, to, clinics: firstVisits.size, ...summed(visited, settings), apart };
}

/** The month of each clinic's first visit. */
function firstMonths(visits: VisitHistory["visits"]): Map<string, Month> {
  const first = new Map<string, Month>();
  for (const { ydernummer, month } of visits) {
    const before = first.get(ydernummer);
    if (before === undefined || month < before) first.set(ydernummer, month);
  }
  return first;
}

function reasonApart(
  then: ClinicStandingThen | undefined,
  outcome: Outcome | undefined,
  alike: readonly Candidate[],
): ApartReason | null {
  if (then === undefined || then.outcome === "unknown" || then.segment === null) return "unknown-before";
  if (then.outcome === "pass") return "met-before";
  if (outcome === undefined) return "gone";
  if (outcome === "unknown") return "unknown-after";
  return alike.length === 0 ? "none-alike" : null;
}

/** Looks up how a clinic stood in a month; undefined where it was not among those held against the rule. */
function outcomesOf({
  standings,
}: VisitHistory): (clinic: ClinicStandingThen, month: Month) => Outcome | undefined {
  const byMonth = new Map(
    [...standings].map(([month, clinics]) => [
      month,
      new Map(clinics.map((clinic) => [clinicKey(clinic), clinic.outcome])),
    ]),
  );
  return (clinic, month) => byMonth.get(month)?.get(clinicKey(clinic));
}

/** Clinics that failed in the month before a month and had not been visited by its end, by what makes them alike. */
function alikeGroups(
  { standings }: VisitHistory,
  {
    everVisited,
    outcomes,
    settings,
  }: {
    everVisited: ReadonlyMap<string, Month>;
    outcomes: ReturnType<typeof outcomesOf>;
    settings: AfterwardsSettings;
  },
): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const [before, clinics] of standings) {
    const month = addMonths(before, 1);
    for (const clinic of clinics) {
      const outcome = outcomes(clinic, addMonths(month, settings.afterMonths));
      const visited = everVisited.get(clinic.ydernummer) ?? null;
      if (clinic.outcome !== "fail" || (visited !== null && visited <= month)) continue;
      if (outcome === undefined || outcome === "unknown") continue;
      const key = groupOf(month, clinic, settings);
      const { ydernummer } = clinic;
      const own = groups.get(key) ?? [];
      const isVisitedLater = visited !== null && visited <= addMonths(month, settings.afterMonths);
      own.push({ ydernummer, isMeeting: outcome === "pass", isVisitedLater });
      groups.set(key, own);
    }
  }
  return groups;
}

function groupOf(month: Month, clinic: ClinicStandingThen, settings: AfterwardsSettings): string {
  const { alike, doctorsFrom } = settings;
  const size = doctorsFrom.findLastIndex((bound) => (clinic.doctors ?? 0) >= bound);
  return JSON.stringify([month, clinic.segment, alike === "region" ? clinic.region : size]);
}

function summed(
  visited: readonly Visited[],
  { fewest, confidence }: AfterwardsSettings,
): Omit<Afterwards, "from" | "to" | "clinics" | "apart"> {
  const all = sideBySide(visited);
  const rows = segmentOrder.flatMap((segment): AfterwardsRow[] => {
    const own = visited.filter(({ then }) => then.segment === segment);
    const sides = sideBySide(own);
    if (sides.weighted === null) return [];
    return [{ segment, visited: sides.visited, alike: sides.alike, alikeShare: sides.weighted.share }];
  });
  const { whole, part } = all.visited;
  if (whole < fewest || all.weighted === null) return { rows, ...all, difference: null };
  const own = { share: part / whole, size: whole };
  const interval = shareDifferenceInterval(own, all.weighted, confidence);
  const value = own.share - all.weighted.share;
  return { rows, ...all, difference: interval === null ? null : { value, ...interval } };
}

const segmentOrder: readonly SegmentId[] = ["near", "stalled", "not-started", "below"];

/** Visited clinics, and those like them: each counted once, and weighted by how often it is like a visited one. */
function sideBySide(
  visited: readonly Visited[],
): Pick<Afterwards, "visited" | "alike" | "clinicsAlike" | "visitedLater" | "weighted"> {
  const compared = new Set(visited.flatMap(({ alike }) => alike));
  const members = new Map<string, { weight: number; hits: number; isVisitedLater: boolean }>();
  for (const { alike } of visited) {
    for (const { ydernummer, isMeeting, isVisitedLater } of alike) {
      const member = members.get(ydernummer) ?? { weight: 0, hits: 0, isVisitedLater: false };
      member.weight += 1 / alike.length;
      member.hits += isMeeting ? 1 / alike.length : 0;
      member.isVisitedLater ||= isVisitedLater;
      members.set(ydernummer, member);
    }
  }
  const all = [...members.values()];
  return {
    visited: { part: visited.filter(({ isMeeting }) => isMeeting).length, whole: visited.length },
    alike: { part: [...compared].filter(({ isMeeting }) => isMeeting).length, whole: compared.size },
    clinicsAlike: all.length,
    visitedLater: all.filter(({ isVisitedLater }) => isVisitedLater).length,
    weighted: weightedShare(all.map(({ weight, hits }) => ({ weight, share: hits / weight }))),
  };
}
