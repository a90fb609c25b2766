import type { Month } from "./month.js";
import { parseMonthText } from "./parse-month.js";

/** The months that a file's name promises: from the first to the last, which are the same where it names one. */
export interface PromisedMonths {
  first: Month;
  last: Month;
}

/**
 * A month in figures between other words of a name. `2025-02-14` is a date and no month. Six figures in a row are a month
 * only from 2013 on: `201231` and the like could be a day written yyMMdd.
 */
const figures = /(?<!\d)(?:\d{4}-\d{2}(?!\d)(?!-\d{2}(?!\d))|20(?:1[3-9]|[2-9]\d)(?:0[1-9]|1[0-2])(?!\d))/g;

/** A month in words, or with the year last; `01-02-2025` is a date and no month. */
const words = /(?<![\d\p{L}-])(?:\p{L}{3,9}\.?[-_ ]\d{4}|\p{L}{3}\.?-\d{2}|\d{2}-\d{4})(?!\d)(?!-\d)/gu;

/**
 * The months that a file's name says its rows are about: `planer_2025-02.csv` one, `planer_2024-03_2025-02.csv` all from
 * the first to the last, `planer_feb-25.csv` one. Null where it names none, or more than two, so that it promises nothing
 * that could be held against the rows.
 */
export function monthsInName(fileName: string): PromisedMonths | null {
  const name = fileName.normalize("NFC").replace(/\.[^.]*$/, "");
  const inFigures = read(name.match(figures) ?? [], ["yyyy-MM", "yyyyMM"]);
  const found = inFigures.length > 0 ? inFigures : read(name.match(words) ?? [], worded);
  const months = [...new Set(found)].sort();
  const [first, last] = [months[0], months.at(-1)];
  return first === undefined || last === undefined || months.length > 2 ? null : { first, last };
}

const worded = ["MMM-yy", "MMMM yyyy", "MM-yyyy"];

function read(texts: readonly string[], forms: readonly string[]): Month[] {
  return texts.flatMap((text) => {
    const spellings = [text, text.replace(/[-_]/, " ")];
    return spellings.map((spelling) => parseMonthText(spelling, forms)).find((month) => month !== null) ?? [];
  });
}
