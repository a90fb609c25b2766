import type { Month } from "../../../domain/month.js";
import type { ExploreTexts } from "./texts.js";

/*
 * What the page's own script draws from: written as JSON into the page, read by `browser/`. Both sides share these types.
 */

/** What a reader can choose to see; the ids stand in links that were sent on, so they stay. */
export const measureIds = ["plans", "new", "active", "ok22"] as const;

export type MeasureId = (typeof measureIds)[number];

/** How a reader can choose to see it, from the whole down. */
export const groupingIds = ["country", "region", "municipality", "system", "kind"] as const;

export type GroupingId = (typeof groupingIds)[number];

/** One figure a month; the last is that of the report month, and months before the first are not told. Null: not known. */
export type Months = (number | null)[];

/** A sentence: its place among the patterns, and the numbers and words that stand in it. */
export type SaidSentence = [pattern: number, ...numbers: string[]];

/**
 * From a month on (its place among the months), the range of the usual: its ends as shares of the same month of the year
 * before, or, of the share that meets the rule, as distances from the month before. One without a range: from there on there
 * is none.
 */
export type BandStep = [from: number, low: number, high: number] | [from: number];

/** What is said of a group's months of a measure. */
export interface Told {
  /** Sentences without a full stop; empty: nothing can be said. */
  said: SaidSentence[];
  /** On which side of the usual, or of the country, the newest month lies; left out: within. */
  side?: "above" | "below";
  /** Empty: there are too few months, or plans, to say what is usual. */
  band: BandStep[];
}

/** Plans of a group by month. `Series`: its months as they are drawn, or as the page has them in writing. */
export interface PlanMonthsData<Series = Months> {
  new: Series;
  maintained: Series;
  /** Of new and maintained plans together, and of new ones alone. */
  plans: Told;
  newPlans: Told;
}

/** Clinics of a group by month: so many of all. */
export interface ShareMonthsData<Series = Months> extends Told {
  part: Series;
  /** Told where it changes: from a place among those of `part` on. */
  whole: [from: number, value: number | null][];
  /** Within which the newest share lies by chance if the group is like the country; left out: not held against it. */
  byChance?: [low: number, high: number];
}

/** A group of clinics. */
export interface ExploreGroup<Series = Months> {
  name: string;
  /** The region of a municipality. */
  within?: string;
  /** All plan types together first, then each type in order; null: not told. Left out: no plans are told. */
  plans?: (PlanMonthsData<Series> | null)[];
  active?: ShareMonthsData<Series>;
  ok22?: ShareMonthsData<Series>;
}

/** Groups of one kind, side by side. */
export interface ExploreGrouping<Series = Months> {
  id: GroupingId;
  groups: ExploreGroup<Series>[];
}

/** All that the script knows. */
export interface ExploreData<Series = Months> {
  /** Every month from the first that is shown to the report month, known or not. */
  months: Month[];
  /** Plan types that can be chosen, in order. */
  types: string[];
  /** The months (places) in which another requirement begins: shares on both sides are not compared. */
  ruleBreaks: number[];
  groupings: ExploreGrouping<Series>[];
  /** Sentences cut where a number or a changing word stands. */
  patterns: string[][];
  /** What must be said of a measure wherever it is shown, for example that the data are synthetic. */
  marks: Record<MeasureId, string[]>;
  texts: ExploreTexts;
}
