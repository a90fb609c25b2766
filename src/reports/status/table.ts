import type { StatusColumn } from "../../defs/status/register.js";
import { statusColumnOf } from "../../defs/status/register.js";
import { statusWords } from "../../defs/status/words.js";
import { amountWords, countWords } from "../../domain/danish.js";
import type { StatusValue } from "../../domain/shapes/status.js";
import type { CsvTable } from "../../render/csv.js";
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

/** The entries for machines: all columns, numbers as numbers, days as `yyyy-MM-dd`, with what limits their use in each line. */
export function statusCsv(
  { register, rows }: RegisterFacts,
  marks: readonly string[],
  { reservations }: Pick<StatusTexts, "reservations">,
): CsvTable {
  const { columns } = register;
  const cellOf = (column: StatusColumn, value: StatusValue): string | number | null => {
    if (typeof value === "number") return column.type === "amount" ? value / 100 : value;
    if (column.type === "date" || column.type === "month") return value === null ? null : String(value);
    return statusWords(column, value);
  };
  const isLimited = marks.length > 0;
  return {
    columns: [...columns.map(({ header }) => header), ...(isLimited ? [reservations] : [])],
    rows: rows.map(({ values }) => [
      ...columns.map((column) => cellOf(column, values[column.id] ?? null)),
      ...(isLimited ? [marks.join("; ")] : []),
    ]),
  };
}
