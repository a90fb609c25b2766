import type { Month } from "../domain/month.js";
import { monthOf } from "../domain/month.js";
import { parseMonthNumber, parseMonthText } from "../domain/month-text.js";
import type { CellParser } from "./cell.js";
import { CellProblem, remember } from "./cell.js";
import type { ColumnPlan } from "./match-profile.js";
import type { TextRecord } from "./open-csv.js";
import { quoteValue } from "./problem.js";
import type { FieldReader } from "./read-rows.js";

/** Reads the month of a record, wherever the layout has it; undefined when it cannot be read, with a problem added. */
export type MonthReader = (record: TextRecord, read: FieldReader) => Month | undefined;

/** A reader of months for a layout. */
export function monthReader(plan: ColumnPlan): MonthReader {
  const { month } = plan;
  if (month.kind === "whole-file") return () => month.month;
  if (month.kind === "column") {
    const parse = remember(monthParser(month.formats));
    return (_, read) => read("month", parse);
  }
  const parseYear = remember(yearParser);
  const parseNumber = remember(monthNumberParser);
  return (_, read) => {
    const year = read("year", parseYear);
    const number = read("month", parseNumber);
    return year === undefined || number === undefined ? undefined : (monthOf(year, number) ?? undefined);
  };
}

function monthParser(formats: readonly string[]): CellParser<Month> {
  return (text) =>
    parseMonthText(text, formats) ??
    new CellProblem(
      "month",
      `${quoteValue(text)} is no month; expected ${formats.join(" or ")}, for instance 2025-02`,
    );
}

const yearParser: CellParser<number> = (text) =>
  /^(19|20|21)\d{2}$/.test(text)
    ? Number(text)
    : new CellProblem("month", `${quoteValue(text)} is no year; expected four digits, for instance 2025`);

const monthNumberParser: CellParser<number> = (text) =>
  parseMonthNumber(text) ??
  new CellProblem("month", `${quoteValue(text)} is no month; expected 1 to 12 or a Danish name`);
