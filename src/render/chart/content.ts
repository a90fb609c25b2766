import type { JsonObject } from "../style.js";

/** What one chart says and shows, apart from how it is drawn (its Vega-Lite specification) and how it looks (the style). */
export interface ChartContent {
  /** Unique among the charts of a page, lower case, digits and hyphens: file names and ids begin with it. */
  id: string;
  /** BCP 47 language of all its texts. */
  language: string;
  /** The sentence to remember; the first thing read on a slide. */
  headline: string;
  /** What is shown, under the headline; null when the headline says it already. */
  subtitle: string | null;
  /** Accessible name. */
  title: string;
  /** What somebody who cannot see the picture needs to know: the finding and the figures that carry it. */
  description: string;
  /** What the figures rest on, small, at the top right of a slide image: month and date. */
  stamp: string;
  /** Short warnings drawn in the picture itself, so that they survive being copied. */
  marks: string[];
  /** Lines under the plot: definitions, population, source. */
  notes: string[];
  /** Shown in place of a plot; null where there is something to draw. */
  emptyText: string | null;
  /** What the specification's `@chart.name` and named data sets stand for. */
  input: ChartInput;
  /** What differs where the chart is drawn for a narrow screen. */
  narrowInput: Partial<ChartInput>;
}

/** Values (`@chart.name`) and data sets (`"data": {"name": ...}`) of a specification. */
export interface ChartInput {
  values: JsonObject;
  data: Record<string, JsonObject[]>;
}

/** For what a chart is drawn: a slide image with headline and notes, a page, or a page on a narrow screen. */
export type ChartVariant = "slide" | "page" | "narrow";
