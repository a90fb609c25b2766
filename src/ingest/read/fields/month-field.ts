import type { Month } from "../../../domain/month.js";
import { monthOf } from "../../../domain/month.js";
import { parseMonthNumber, parseMonthText } from "../../../domain/parse-month.js";
import type { CellParser } from "./cell.js";
import { CellProblem, remember } from "./cell.js";
import type { ColumnPlan } from "../../match/match-profile.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import { slipOfMonth } from "./month-slips.js";
import type { FieldReader } from "../rows.js";
import { fieldReader } from "../rows.js";

/** A reader of the month of a record, wherever the layout has it. Not for months in headers: these are no field. */
export function monthReader(plan: ColumnPlan): FieldReader<Month> {
  const { month } = plan;
  if (month.kind === "whole-file") return () => month.month;
  if (month.kind === "column") return fieldReader(plan, "month", remember(monthParser(month.formats)));
  if (month.kind === "headers" || month.kind === "none") return () => undefined;
  const readYear = fieldReader(plan, "year", remember(yearParser));
  const readNumber = fieldReader(plan, "month", remember(monthNumberParser));
  return (record, problems) => {
    const year = readYear(record, problems);
    const number = readNumber(record, problems);
    return year === undefined || number === undefined ? undefined : (monthOf(year, number) ?? undefined);
  };
}

/** One month in each form that a profile can expect. */
const examples: Readonly<Record<string, string>> = {
  "yyyy-MM": "2025-02",
  yyyyMM: "202502",
  "MM-yyyy": "02-2025",
  "MMM-yy": "feb-25",
  "MMMM yyyy": "Februar 2025",
  "excel-date": "2025-02-01",
  "dd-MM-yyyy": "01-02-2025",
  "dd.MM.yyyy": "01.02.2025",
};

/** A parser of months in some of the forms that a profile can name. */
export function monthParser(formats: readonly string[]): CellParser<Month> {
  const forms = formats.map((format) => examples[format] ?? format).join(", ");
  return (text) =>
    parseMonthText(text, formats) ??
    slipOfMonth(text, forms) ??
    new CellProblem(
      "month",
      `${quoteValue(text)} is no month; expected a form such as ${forms}, write the month so`,
      { forms },
    );
}

const yearParser: CellParser<number> = (text) =>
  /^(19|20|21)\d{2}$/.test(text)
    ? Number(text)
    : new CellProblem("year", `${quoteValue(text)} is no year; expected four digits, for instance 2025`);

const monthNumberParser: CellParser<number> = (text) =>
  parseMonthNumber(text) ??
  new CellProblem(
    "month-number",
    `${quoteValue(text)} is no month; expected 1 to 12 or a Danish name, for instance 2 or februar`,
  );
