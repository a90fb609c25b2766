import { statusColumnOf } from "../../defs/status/register.js";
import { statusWords } from "../../defs/status/words.js";
import { amountWords, countWords } from "../../domain/danish.js";
import type { RegisterFacts } from "./facts.js";
import type { StatusTexts } from "./texts.js";

/** A register as a table of words, for a page, a document or a slide. */
export interface StatusTable {
  caption: string;
  columns: { heading: string; align: "text" | "number" }[];
  rows: { cells: string[]; stressed: boolean }[];
}

/** The entries with some of their columns, and a last row of sums where the register has one. */
export function statusTable(
  { register, rows }: RegisterFacts,
  shown: readonly string[],
  { unknown, sum }: Pick<StatusTexts, "unknown" | "sum">,
): StatusTable {
  const columns = shown.map((id) => statusColumnOf(register, id));
  const sums = register.table.sums.filter((id) => shown.includes(id));
  const sumIn = (id: string): number =>
    rows.reduce((total, { values }) => {
      const value = values[id];
      return typeof value === "number" ? total + value : total;
    }, 0);
  const sumRow = columns.map(({ id, type }, place) => {
    if (!sums.includes(id)) return place === 0 ? sum : "";
    return type === "amount" ? amountWords(sumIn(id)) : countWords(sumIn(id));
  });
  return {
    caption: register.table.caption,
    columns: columns.map(({ header, type }) => ({
      heading: header,
      align: type === "amount" || type === "count" ? "number" : "text",
    })),
    rows: [
      ...rows.map(({ values }) => ({
        cells: columns.map((column) => statusWords(column, values[column.id] ?? null) ?? unknown),
        stressed: false,
      })),
      ...(sums.length > 0 && rows.length > 1 ? [{ cells: sumRow, stressed: true }] : []),
    ],
  };
}
