import { dateOfBareNumber, parseWrittenDay } from "../../../domain/written-day.js";
import type { WrittenDay } from "../../../domain/written-day.js";
import { addMonths, monthOf } from "../../../domain/month.js";
import { typedMonth } from "../../../domain/parse-month.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import { CellProblem } from "./cell.js";

/** Years, as two digits, that somebody can have meant by `feb-24`: the plans began in 2018. */
const firstTypedYear = 18;

/** The first hour of a day that is midnight of the next day in a zone at most so far to the east: Danish summer time and more. */
const firstShiftedHour = 21;

/**
 * What went wrong with a cell that was to be a month and looks like a date or like Excel's number of one; null for any
 * other text. Each of these was read as the month that it lies in, and most of them lie in a wrong one.
 */
export function slipOfMonth(text: string, forms: string): CellProblem | null {
  const bare = dateOfBareNumber(text);
  const write = `write the month as ${forms}`;
  if (bare !== null) {
    return new CellProblem(
      "month-serial",
      `${quoteValue(text)} is the number by which Excel means ${bare}; expected a month, format the cell as a date or ${write}`,
      { date: bare, forms },
    );
  }
  const seen = parseWrittenDay(text);
  if (seen === null) return null;
  if (!seen.isReal) return noSuchDay(text, write);
  return shiftedMidnight(text, seen, { forms, write }) ?? typedIntoExcel(text, seen, { forms, write });
}

/** The problem of a day that the calendar does not have. */
export function noSuchDay(text: string, remedy: string): CellProblem {
  return new CellProblem(
    "no-such-day",
    `${quoteValue(text)} is a day that the calendar does not have; expected one that it has, ${remedy}`,
  );
}

interface Advice {
  forms: string;
  write: string;
}

/** A last day of a month: its end, or the first midnight of the next one, written in the time of another zone. */
function shiftedMidnight(text: string, seen: WrittenDay, { forms, write }: Advice): CellProblem | null {
  const month = monthOf(seen.year, seen.month);
  const isLastDay = new Date(Date.UTC(seen.year, seen.month, 0)).getUTCDate() === seen.day;
  if (month === null || !isLastDay || (!seen.isMidnight && seen.hour < firstShiftedHour)) return null;
  const meant = addMonths(month, 1);
  const cause = seen.isMidnight
    ? `the last day of ${month}: its end, or the beginning of ${meant} shifted by a time zone, which cannot be told`
    : `shortly before ${meant}: its first midnight, shifted by a time zone`;
  return new CellProblem(
    "month-shifted",
    `${quoteValue(text)} is ${cause}; expected the month's first day, ${write}`,
    {
      ...{ month, meant, forms },
    },
  );
}

function typedIntoExcel(text: string, seen: WrittenDay, { forms, write }: Advice): CellProblem {
  const facts = { forms, typed: "" };
  const what = seen.day === 1 ? "a time within a day" : "a day within a month";
  if (seen.day < firstTypedYear || !seen.isMidnight) {
    return new CellProblem(
      "month-day",
      `${quoteValue(text)} is ${what}; expected the month's first day, ${write}`,
      facts,
    );
  }
  const typed = typedMonth(seen.month, seen.day);
  return new CellProblem(
    "month-typed",
    `${quoteValue(text)} is a day within a month: “${typed}” typed into Excel becomes this day of the year in which it is typed; expected the month's first day, format the cells as text and ${write}`,
    { ...facts, typed },
  );
}
