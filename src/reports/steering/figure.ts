import type { SteeringDefinition, SteeringFigureId } from "./report-file.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { ChartContent, ChartInput } from "../../render/chart/content.js";
import type { CsvTable } from "../../render/csv.js";
import type { TableBlock } from "../../render/page/page-content.js";
import type { Reservation } from "../shared/rule.js";
import { reservationsOf, withMarks } from "../shared/rule.js";
import { countWords, dateWords, monthWords } from "../../domain/danish.js";
import type { SteeringFacts } from "./facts.js";

/** One figure of the report: what its picture says and shows, and the table behind it. */
export interface SteeringFigure {
  id: SteeringFigureId;
  title: string;
  /** The sentence to remember, computed from the figures; null where they bear none out. */
  finding: string | null;
  chart: ChartContent;
  table: TableBlock;
  csv: CsvTable;
}

/** What a figure is composed from. */
export interface FigureContext {
  facts: SteeringFacts;
  definition: SteeringDefinition;
}

/** What is particular to one figure. */
export interface FigureParts {
  id: SteeringFigureId;
  title: string;
  finding: string | null;
  description: string;
  notes: string[];
  /** Null: there is nothing to draw. */
  input: ChartInput | null;
  narrowInput: Partial<ChartInput>;
  table: TableBlock;
  csv: CsvTable;
  /** True for figures that rest on the rule: they say so while it is unconfirmed. */
  showsCompliance: boolean;
  /** True for figures that rest on the whole window: they say so when months of it are not known. */
  showsWindow: boolean;
}

/** Adds to a figure what all figures have: marks, stamp, headline, and the reservations in each line of its CSV. */
export function composeFigure(parts: FigureParts, { facts, definition }: FigureContext): SteeringFigure {
  const { id, title, finding, notes, input, narrowInput, table } = parts;
  const { texts, terms } = definition;
  const month = monthWords(facts.basis.month);
  const marks = figureMarks(parts, { facts, definition });
  const { csv } = parts;
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
  return { id, title, finding, chart, table, csv };
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
export function countOrNone(count: number | undefined): string {
  return count === undefined ? "–" : countWords(count);
}
