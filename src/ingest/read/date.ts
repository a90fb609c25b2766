import type { IsoDate } from "../../domain/iso-date.js";
import { parseIsoDate } from "../../domain/iso-date.js";
import { quoteValue } from "../../domain/shapes/problem.js";
import { dateOfBareNumber, parseWrittenDay } from "../../domain/written-day.js";
import type { CellParser } from "./cell.js";
import { CellProblem } from "./cell.js";
import { noSuchDay } from "./month-slips.js";

const expected = "expected dd-MM-yyyy, yyyy-MM-dd or yyyyMMdd, for instance 31-12-2024";

/** Parses the date of a register; a blank text is no date. */
export const parseDate: CellParser<IsoDate> = (text) => {
  const trimmed = text.trim();
  return (
    parseIsoDate(trimmed) ??
    slipOfDate(trimmed) ??
    new CellProblem("date", `${quoteValue(text)} is no date; ${expected}`)
  );
};

/** What went wrong with a date, where that can be told: a clinic would open or close on another day. */
function slipOfDate(text: string): CellProblem | null {
  const bare = dateOfBareNumber(text);
  if (bare !== null) {
    return new CellProblem(
      "date-serial",
      `${quoteValue(text)} is the number by which Excel means ${bare}; ${expected}, or format the cell as a date`,
      { date: bare },
    );
  }
  const seen = parseWrittenDay(text);
  if (seen === null) return null;
  if (!seen.isReal) return noSuchDay(text, "correct the date");
  if (seen.isMidnight) return null;
  return new CellProblem(
    "date-time",
    `${quoteValue(text)} has a time of day: a midnight that a time zone shifted is the day before; expected a date alone, ask for an extract without times`,
  );
}
