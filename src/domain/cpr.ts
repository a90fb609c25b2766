/**
 * Danish civil registration numbers (CPR): found so that they can be refused and masked, never so that they can be kept.
 * What looks like one is six digits that are a date ddMMyy, an optional hyphen or space, and four digits, with no digit
 * before or after: eleven digits and more are other numbers (telephone, EAN). There is no modulus-11 test, because
 * numbers given out since 2007 need not pass it. Source: the project's contract, sections 1 and 4; the CPR office.
 */
const shape = /(?<!\d)(\d{2})(\d{2})(\d{2})[-\u2010-\u2015\u2212 \u00a0\u2007\u202f]?\d{4}(?!\d)/g;

/** The separated form; no part of a text without a hit, and without so many digits in a row, can look like a number. */
const separated = /(?<=\d{6})[-\u2010-\u2015\u2212 \u00a0\u2007\u202f]\d{4}/;
const fewestDigits = 9;

/** What stands in messages where a civil registration number stood. */
export const cprMask = "[CPR]";

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The century is not known: 29 February counts in each year that is a leap year in any century. */
function isDate(day: number, month: number, year: number): boolean {
  const days = daysInMonth[month - 1];
  if (days === undefined || day < 1 || day > days) return false;
  return day !== 29 || month !== 2 || year % 4 === 0;
}

/** True when a text, of any length, may hold what looks like a civil registration number; false when it surely does not. */
export function mayHoldCpr(text: string): boolean {
  return separated.test(text) || hasDigitsInARow(text, fewestDigits);
}

/** Every run of so many digits has one where this looks: the text of a whole extract is gone through at each ingest. */
function hasDigitsInARow(text: string, count: number): boolean {
  for (let index = count - 1; index < text.length; index += count) {
    if (!isDigitAt(text, index)) continue;
    let [start, end] = [index, index + 1];
    while (isDigitAt(text, start - 1)) start -= 1;
    while (isDigitAt(text, end)) end += 1;
    if (end - start >= count) return true;
  }
  return false;
}

function isDigitAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

/** True when a text holds what looks like a civil registration number, alone or inside longer text. */
export function holdsCpr(text: string): boolean {
  return maskCpr(text) !== text;
}

/** True when a whole number looks like a civil registration number once its leading zero is restored. */
export function isCprNumber(value: number): boolean {
  // Most numbers of a file are small and done with one look: with two zeros before it, none has a day.
  return Number.isInteger(value) && value >= 100_000_000 && holdsCpr(String(value).padStart(10, "0"));
}

/** True when a cell holds what looks like a civil registration number, also one that lost its leading zero. */
export function cellHoldsCpr(text: string): boolean {
  if (!mayHoldCpr(text)) return false;
  return holdsCpr(text) || (/^\s*\d{9}\s*$/.test(text) && isCprNumber(Number(text)));
}

/** A text with everything that looks like a civil registration number made unreadable. */
export function maskCpr(text: string): string {
  if (!mayHoldCpr(text)) return text;
  return text.replaceAll(shape, (whole, day: string, month: string, year: string) =>
    isDate(Number(day), Number(month), Number(year)) ? cprMask : whole,
  );
}

/** As {@link maskCpr} for a whole cell: a number of nine digits is masked too where its lost zero would make it one. */
export function maskCprCell(text: string): string {
  return cellHoldsCpr(text) && !holdsCpr(text) ? cprMask : maskCpr(text);
}
