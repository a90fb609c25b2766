import type { CellContent, ColumnKind } from "../workbook/content.js";

/**
 * What a deck says, apart from how it is written: plain, already worded text. Reports compose it; `write.ts` writes it.
 * Lengths and places are not said here: the layouts of the house or of a template decide them.
 */
export interface DeckContent {
  /** BCP 47 language of all texts, for example `da-DK`. */
  language: string;
  properties: { title: string; subject: string; creator: string; /** `yyyy-MM-dd` */ date: string };
  /** Stand at the bottom of each slide. */
  footer: string;
  date: string;
  slides: DeckSlide[];
}

/** One slide. */
export type DeckSlide = TitleSlide | ContentSlide;

/** What every slide has. */
export interface SlideHead {
  /** The sentence to remember. */
  title: string;
  subtitle: string;
  /** Short warnings that stand on the slide itself. */
  marks: string[];
  /** What the speaker reads: one paragraph each. */
  speakerNotes: string[];
}

/** The first slide: what the meeting is, and facts of one line each. */
export interface TitleSlide extends SlideHead {
  kind: "title";
  facts: string[];
}

/** A slide that shows one thing, with notes under it. */
export interface ContentSlide extends SlideHead {
  kind: "content";
  body: DeckChart | DeckTable | DeckDefinitions;
  /** Definitions, population and source; one line each. */
  notes: string[];
}

/** A native chart that can be edited in the presentation program. */
export interface DeckChart {
  kind: "chart";
  /**
   * Columns stand, bars lie; stacked ones lie on each other, and bars and columns of several series beside each other. Spans
   * lie too, and each begins where the series that is their base ends.
   */
  shape: "columns" | "stacked-columns" | "bars" | "spans" | "lines" | "scatter";
  /** Accessible name and description: what somebody who cannot see the chart needs to know. */
  name: string;
  description: string;
  sheet: ChartSheet;
  /** Columns of the sheet that name the categories, outermost first: one, or two where years embrace months. */
  categories: readonly number[];
  series: ChartSeries[];
  /** How values are read; `date` counts days as spreadsheets do. */
  unit: "count" | "share" | "date";
  /** True where each value has its label, so that an axis with numbers would say all twice. */
  hidesValueAxis: boolean;
  /** `scatter` alone: the column along the bottom, what it is, and where that axis ends; it begins at 0. */
  across?: { column: number; title: string; to: number };
  /** Where the axis of values begins and ends, and its steps; left out: from 0 to above the highest value. */
  valueAxis?: { from: number; to: number; step: number };
}

/** The embedded sheet behind a chart. Null is a gap, never a zero. */
export interface ChartSheet {
  /** Name of the sheet and of its table: letters only. */
  name: string;
  columns: { heading: string; kind: ColumnKind }[];
  rows: CellContent[][];
}

/** One series: a column of the sheet and how it is drawn. Colours are `#rrggbb`. */
export interface ChartSeries {
  column: number;
  /**
   * `labels-only`: not drawn, its values stand above the columns (totals of stacked columns). `guide`: a thin dashed line
   * (what is expected, a goal). `band-base` and `band`: where a filled band begins, which is not drawn, and how wide it
   * is; both have a value in every row, because a gap of an area is drawn down to the axis. `span-base`: where spans begin,
   * which is not drawn.
   */
  drawn: "mark" | "labels-only" | "guide" | "band-base" | "band" | "span-base";
  color: string;
  /** Points that differ from the series' colour, by row of the sheet. */
  points: { row: number; color: string }[];
  labels: SeriesLabel[];
}

/** The label of one value. */
export interface SeriesLabel {
  row: number;
  color: string;
  stressed: boolean;
  /** True: the series' name stands with its newest value, in place of a legend. */
  namesSeries: boolean;
  /** What stands in place of the value, as the name of a point; left out: the value. */
  text?: string;
}

/** A table with real headers. */
export interface DeckTable {
  kind: "table";
  name: string;
  description: string;
  columns: { heading: string; align: "text" | "number" }[];
  rows: { cells: string[]; stressed: boolean }[];
}

/** Words and what they mean. */
export interface DeckDefinitions {
  kind: "definitions";
  items: { term: string; text: string }[];
}

/** How a deck looks and on what it is placed. */
export interface DeckLook {
  colors: DeckColors;
  /** Font of all texts: one that the machines in meeting rooms have. */
  font: string;
  logo: DeckLogo | null;
  template: DeckTemplate | null;
}

/** Colours of a deck by their role, `#rrggbb`. */
export interface DeckColors {
  background: string;
  text: string;
  mutedText: string;
  grid: string;
  axis: string;
  band: string;
  focus: string;
  focusLight: string;
  focusPale: string;
  compare: string;
  context: string;
  contextDark: string;
  caution: string;
  cautionPale: string;
  /** Decoration that says nothing. */
  accent: string;
}

/** A picture for the title slide. */
export interface DeckLogo {
  /** PNG bytes. */
  bytes: Uint8Array;
  description: string;
}

/** A presentation whose masters and layouts are used in place of the house's. */
export interface DeckTemplate {
  /** Name for messages. */
  file: string;
  bytes: Uint8Array;
  /** Names of the layouts to fill; null: found by their type. */
  titleLayout: string | null;
  contentLayout: string | null;
}
