import { compareByLatestPlan, compareByName, compareText } from "../shared/clinic-order.js";
import type { Month } from "../../domain/month.js";
import type { ClinicInMonths } from "../../domain/shapes/figures.js";
import type { CarriedNote } from "../../domain/shapes/follow-up.js";
import { clinicKey } from "../../metrics/follow-up/carried-forward.js";
import type { FirstKind, WorkGroupId, WorkOrder } from "./order.js";
import type { VisitNotes } from "./visits.js";
import { isResting } from "./visits.js";

/** Fewer clinics than this of a size tell nothing of what is usual for it. */
export const fewestPeers = 5;

/** Months at the end of the window, and as many before them, that a clinic's trend is read from. */
const trendMonths = 3;

/** A clinic on the worklist. */
export interface WorkRow {
  /** Its number on the list, from 1. */
  place: number;
  group: WorkGroupId;
  clinic: ClinicInMonths;
  /** New plans in the window of the middle one of all clinics with as many doctors; null: too few, or doctors unknown. */
  peers: number | null;
  /** Plans of the latest three months and of the three before; null where a month is not known. */
  latest: number | null;
  before: number | null;
  /** What the region wrote, the newest month's words; null: nothing. */
  word: { texts: string[]; month: Month } | null;
  /** What data consultants wrote; null: nothing. */
  visit: VisitNotes | null;
  /** True where it was visited so recently that it steps back by the rule of the order. */
  isResting: boolean;
}

/** What the list is made from. */
export interface WorklistFacts {
  month: Month;
  /** All clinics that are held against the rule. */
  clinics: readonly ClinicInMonths[];
  notes: readonly CarriedNote[];
  /** What data consultants wrote, by the clinic's key. */
  visits: ReadonlyMap<string, VisitNotes>;
  /** What a stored choice is called. */
  labelOf: (choice: string) => string;
}

/** The clinics to visit, in the order of the rule. */
export function worklist(facts: WorklistFacts, { groups, visited }: WorkOrder): WorkRow[] {
  const medians = mediansByDoctors(facts.clinics);
  const words = wordsByClinic(facts);
  const grouped = groups.map((group, place) => ({
    group,
    clinics: facts.clinics
      .filter(
        (clinic) =>
          isIn(group.segment, clinic) && !groups.slice(0, place).some((one) => isIn(one.segment, clinic)),
      )
      .sort(comparators[group.first]),
  }));
  const rows = grouped.flatMap(({ group, clinics }, at) =>
    clinics.map((clinic) => {
      const visit = facts.visits.get(clinicKey(clinic)) ?? null;
      const rests = visit !== null && isResting(visit, visited, facts.month);
      return { at, group: group.segment, clinic, visit, isResting: rests };
    }),
  );
  const part = (row: (typeof rows)[number]): number =>
    visited.goes === "last-of-group"
      ? 2 * row.at + Number(row.isResting)
      : Number(row.isResting) * groups.length + row.at;
  // Stable: within a part the order of the group stands
  return rows
    .toSorted((left, right) => part(left) - part(right))
    .map(({ group, clinic, visit, isResting: rests }, index) => ({
      ...{ place: index + 1, group, clinic, visit, isResting: rests },
      peers: medians.get(sizeOf(clinic) ?? -1) ?? null,
      ...trendOf(clinic),
      word: words.get(clinicKey(clinic)) ?? null,
    }));
}

function isIn(group: WorkGroupId, { segment, isNew, outcome }: ClinicInMonths): boolean {
  return group === "new" ? isNew && outcome === "fail" : segment === group;
}

const comparators: Record<FirstKind, (left: ClinicInMonths, right: ClinicInMonths) => number> = {
  "least-missing": (left, right) =>
    (left.missing ?? Infinity) - (right.missing ?? Infinity) || compareByName(left, right),
  "latest-plan": compareByLatestPlan,
  "most-doctors": (left, right) => (right.doctors ?? 0) - (left.doctors ?? 0) || compareByName(left, right),
};

/** Doctors as a whole number; null where they are unknown or none. */
function sizeOf({ doctors }: ClinicInMonths): number | null {
  return doctors === null || doctors <= 0 ? null : Math.max(1, Math.round(doctors));
}

/** New plans of the middle clinic (the lower one of two) of each size. */
function mediansByDoctors(clinics: readonly ClinicInMonths[]): Map<number, number> {
  const bySize = new Map<number, number[]>();
  for (const clinic of clinics) {
    const size = sizeOf(clinic);
    if (size === null) continue;
    bySize.set(size, [...(bySize.get(size) ?? []), clinic.newPlans]);
  }
  return new Map(
    [...bySize]
      .filter(([, plans]) => plans.length >= fewestPeers)
      .map(([size, plans]) => {
        const sorted = plans.toSorted((left, right) => left - right);
        return [size, sorted[(sorted.length - 1) >> 1] ?? 0];
      }),
  );
}

/** New and maintained plans of each month together; null: the month is not known. */
export function monthTotals({ monthlyNew, monthlyMaintained }: ClinicInMonths): (number | null)[] {
  return monthlyNew.map((count, place) => {
    const maintained = monthlyMaintained[place] ?? null;
    return count === null || maintained === null ? null : count + maintained;
  });
}

function trendOf(clinic: ClinicInMonths): Pick<WorkRow, "latest" | "before"> {
  const totals = monthTotals(clinic);
  return {
    latest: sumOf(totals.slice(-trendMonths)),
    before: sumOf(totals.slice(-2 * trendMonths, -trendMonths)),
  };
}

function sumOf(counts: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const count of counts) {
    if (count === null) return null;
    sum += count;
  }
  return sum;
}

/** The words of the newest month about each clinic: the choice first, then the remark. */
function wordsByClinic({ notes, labelOf }: WorklistFacts): Map<string, { texts: string[]; month: Month }> {
  const words = new Map<string, { texts: string[]; month: Month }>();
  const ordered = notes.toSorted(
    (left, right) => compareText(right.month, left.month) || compareText(left.field, right.field),
  );
  for (const note of ordered) {
    const key = clinicKey(note);
    const known = words.get(key);
    if (known !== undefined && known.month !== note.month) continue;
    const text = note.field === "follow-up" ? labelOf(note.value) : note.value;
    words.set(key, { month: note.month, texts: [...(known?.texts ?? []), text] });
  }
  return words;
}
