import type { Month } from "../../../domain/month.js";
import { addMonths } from "../../../domain/month.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import { monthWords } from "../../../domain/danish.js";
import type { ColorRole, FigureContext, FigureSeries } from "./figure.js";

/** Rows of the newest month and the same month of earlier years, newest first. */
export function comparedRows(months: readonly Month[], newest: Month): number[] {
  const rows: number[] = [];
  for (let month = newest; months.includes(month); month = addMonths(month, -12))
    rows.push(months.indexOf(month));
  return rows;
}

/** Columns of months: the newest stressed, the same month of earlier years beside it, all others quiet. */
export function comparedSeries(column: number, months: readonly Month[], newest: Month): FigureSeries {
  const rows = comparedRows(months, newest);
  const colorOf = (index: number): ColorRole => (index === 0 ? "focus" : "compare");
  return {
    column,
    drawn: "mark",
    color: "context",
    points: rows.map((row, index) => ({ row, color: colorOf(index) })).reverse(),
    labels: rows
      .map((row, index) => ({
        row,
        color: index === 0 ? ("focus" as const) : ("text" as const),
        stressed: index === 0,
        namesSeries: false,
      }))
      .reverse(),
  };
}

/** Explains the colours where earlier years have the month too: that the newest stands out needs no words. */
export function comparedNote({ points }: FigureSeries, { facts, definition }: FigureContext): string[] {
  return points.length > 1
    ? [fillSentence(definition.texts.deck.highlight, { month: monthWords(facts.basis.month) })]
    : [];
}
