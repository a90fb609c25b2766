import type { z } from "zod";
import type { Comparisons } from "../../../defs/limits/comparisons.js";
import type { Sentence } from "../../../defs/yaml/sentence.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import { countWords, dateWords, monthWords } from "../../../domain/danish.js";
import type { DimensionId } from "../../../domain/shapes/metric.js";
import type { MetricId } from "../../../metrics/index.js";
import type { ChartSeries, DeckChart } from "../../../office/deck/content.js";
import type { ChartContent, ChartInput } from "../../../render/chart/content.js";
import type { CsvTable } from "../../../render/csv.js";
import type { TableBlock } from "../../../render/page/page-content.js";
import type { StyleColors } from "../../../render/style.js";
import type { Disclosure } from "../../disclosure/disclosure.js";
import type { FindingTexts } from "../../findings/texts.js";
import type { Reservation } from "../../shared/rule.js";
import { reservationsOf, withMarks } from "../../shared/rule.js";
import type { Ok22Terms } from "../../shared/terms.js";
import type { SteeringFacts } from "../facts.js";
import type { FigureSheet } from "./sheet.js";
import { csvOf, tableOf } from "./sheet.js";
import type { FigureTexts } from "./texts.js";

/** What the report's owner decides for all figures. */
export interface FigureSettings {
  /** Label of the register's population, for example `(5,80)`. */
  population: string;
  /** Calendar month (1 to 12) that is expected to be low each year. */
  seasonMonth: number;
  /** What plans are called in findings. */
  subject: string;
  terms: Ok22Terms;
  /** Sentences that all reports share. */
  findings: FindingTexts;
  /** When those tell a difference. */
  comparisons: Comparisons;
  texts: FigureTexts;
}

/** What the parts that all figures have are composed from. */
export interface FigureContext {
  facts: SteeringFacts;
  definition: FigureSettings;
}

/** What one figure is composed from: the same, and its own words. */
export interface WordedContext<Words> extends FigureContext {
  words: Words;
}

/** What decides whether an audience that may not see groups of every size is shown a figure. */
export interface ShownParts {
  disclosure: Disclosure;
  /** True when plans of every month of the report month's window may be shown. */
  hasWindow: boolean;
  /** True when those of any known month may. */
  hasMonths: boolean;
}

/** A figure of the report: everything that the program has to know of it. `index.ts` lists all of them. */
export interface FigureKind<Words> {
  /** Schema of its words in `text.da.yaml`. */
  words: z.ZodType<Words>;
  /** The metric that the speaker's notes define and trace. */
  metric: MetricId;
  /** The split of that metric which the figure shows; left out: none. */
  by?: DimensionId;
  /** Why an audience is not shown the figure; null: it is. */
  whyWithheld(shown: ShownParts): Sentence<"minGroup"> | null;
  compose(context: WordedContext<Words>): FigureParts;
}

/** Colours by their role in the theme, so that a figure is composed without one. */
export type ColorRole = keyof StyleColors;

/** A column of the figure's sheet as its native chart draws it; rows are those of the chart's sheet. */
export interface FigureSeries {
  /** Its place among the columns of the sheet that hold figures. */
  column: number;
  drawn: ChartSeries["drawn"];
  color: ColorRole;
  /** Rows that are stressed or set back. */
  points: { row: number; color: ColorRole }[];
  labels: { row: number; color: ColorRole; stressed: boolean; namesSeries: boolean }[];
}

/** How the series are drawn where the chart can be edited. */
export interface NativeChart extends Pick<DeckChart, "shape" | "unit" | "hidesValueAxis" | "valueAxis"> {
  series: FigureSeries[];
  /** Lines above and below the figure's notes that the picture says within itself. */
  notesAbove?: string[];
  notesBelow?: string[];
}

/** What is particular to one figure, composed once: picture, native chart, table, CSV and alternative text are made of it. */
export interface FigureParts {
  title: string;
  /** The sentence to remember, computed from the figures; null where they bear none out. */
  finding: string | null;
  description: string;
  notes: string[];
  /** The figures themselves. */
  sheet: FigureSheet;
  /** What its Vega-Lite specification draws; null: there is nothing to draw. */
  input: ChartInput | null;
  narrowInput: Partial<ChartInput>;
  native: NativeChart;
  /** True for figures that rest on the rule: they say so while it is unconfirmed. */
  showsCompliance: boolean;
  /** True for figures that rest on the whole window: they say so when months of it are not known. */
  showsWindow: boolean;
}

/** One figure of the report: what its picture says and shows, and the same as table, CSV and native chart. */
export interface SteeringFigure extends Pick<FigureParts, "title" | "finding" | "sheet" | "native"> {
  id: string;
  chart: ChartContent;
  table: TableBlock;
  csv: CsvTable;
}

/** Adds to a figure what all figures have: marks, stamp, headline, table, and a CSV with the reservations in each line. */
export function composeFigure(id: string, parts: FigureParts, context: FigureContext): SteeringFigure {
  const { title, finding, notes, input, narrowInput, sheet, native } = parts;
  const { facts, definition } = context;
  const { texts, terms } = definition;
  const month = monthWords(facts.basis.month);
  const marks = figureMarks(parts, context);
  const csv = csvOf(sheet);
  const chart: ChartContent = {
    id,
    language: terms.language,
    headline: finding ?? title,
    subtitle: finding === null ? null : title,
    title: finding === null ? title : `${title}. ${finding}`,
    description: withMarks(parts.description, marks),
    stamp: fillSentence(texts.stamp, { month, date: dateWords(facts.basis.date) }),
    marks,
    notes,
    emptyText: input === null ? texts.noData : null,
    input: input ?? { values: {}, data: {} },
    narrowInput,
  };
  if (marks.length > 0) {
    csv.columns = [...csv.columns, texts.reservations];
    csv.rows = csv.rows.map((row) => [...row, marks.join("; ")]);
  }
  return { id, title, finding, sheet, native, chart, table: tableOf(sheet), csv };
}

/** The labels of what limits the use of a figure. */
export function figureMarks(
  shown: Pick<FigureParts, "showsCompliance" | "showsWindow">,
  context: FigureContext,
): string[] {
  return figureReservations(shown, context).map(({ label }) => label);
}

/** What limits the use of a figure, with its reason. */
export function figureReservations(
  { showsCompliance, showsWindow }: Pick<FigureParts, "showsCompliance" | "showsWindow">,
  { facts, definition }: FigureContext,
): Reservation[] {
  const { terms, texts } = definition;
  const rule = showsCompliance ? facts.rule : { ...facts.rule, status: "confirmed" as const };
  const reservations = reservationsOf(facts.basis, rule, terms);
  if (!showsWindow || isWindowFull(facts)) return reservations;
  const known = String(facts.accumulated.length);
  const { label, text } = texts.incomplete;
  return [...reservations, { label, text: fillSentence(text, { known }) }];
}

/** True when all 12 months of the report month's window are known. */
export function isWindowFull({ accumulated }: SteeringFacts): boolean {
  return accumulated.length === 12;
}

/** A number on an axis label or in a cell; an en dash where it is not known. */
export function countOrNone(count: number | null | undefined): string {
  return count === undefined || count === null ? "–" : countWords(count);
}
