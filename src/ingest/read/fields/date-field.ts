import type { DateForm, IsoDate } from "../../../domain/iso-date.js";
import { dateExamples, lastYear, parseDateIn } from "../../../domain/iso-date.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import { dateOfBareNumber, parseWrittenDay } from "../../../domain/written-day.js";
import type { CellParser } from "./cell.js";
import { CellProblem } from "./cell.js";
import { noSuchDay } from "./month-slips.js";

/** A parser of dates in the forms of a profile; date cells of a sheet are days as ISO writes them. A blank text is no date. */
export function dateParser(forms: readonly DateForm[]): CellParser<IsoDate> {
  const readable: readonly DateForm[] = forms.includes("yyyy-MM-dd") ? forms : [...forms, "yyyy-MM-dd"];
  const expected = `expected a form such as ${forms.map((form) => dateExamples[form]).join(", ")}`;
  const facts = { forms: forms.map((form) => dateExamples[form]).join(", ") };
  return (text) => {
    const trimmed = text.trim();
    return (
      parseDateIn(trimmed, readable) ??
      slipOfDate(trimmed, expected, facts) ??
      new CellProblem("date", `${quoteValue(text)} is no date; ${expected}`, facts)
    );
  };
}

/** What went wrong with a date, where that can be told: a clinic would open or close on another day. */
function slipOfDate(text: string, expected: string, facts: { forms: string }): CellProblem | null {
  const bare = dateOfBareNumber(text);
  if (bare !== null) {
    return new CellProblem(
      "date-serial",
      `${quoteValue(text)} is the number by which Excel means ${bare}; ${expected}, or format the cell as a date`,
      { ...facts, date: bare },
    );
  }
  const seen = parseWrittenDay(text);
  if (seen === null) return null;
  if (!seen.isReal) return noSuchDay(text, "correct the date");
  if (seen.year > lastYear)
    return new CellProblem(
      "date",
      `${quoteValue(text)} lies beyond ${lastYear}; expected a day that comes, or, where it means that the clinic is open, list it under no_end of the profile`,
      facts,
    );
  if (seen.isMidnight) return null;
  return new CellProblem(
    "date-time",
    `${quoteValue(text)} has a time of day: a midnight that a time zone shifted is the day before; expected a date alone, ask for an extract without times`,
    facts,
  );
}
