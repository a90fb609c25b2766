/** Number formats that Excel has built in and that show a date. Source: ECMA-376 part 1, 18.8.30. */
const builtInDates = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** Characters of a number format that are looked at; Excel writes 255 at most. */
const longestFormat = 1000;

/** True when cells of a number format show a day or a month. `code` is null for formats that Excel has built in. */
export function isDateFormat(id: number, code: string | null): boolean {
  if (code === null) return builtInDates.has(id);
  const letters = code
    .slice(0, longestFormat)
    .split(";", 1)
    .join("")
    .toLowerCase()
    // Hours, minutes or seconds in brackets count up without end: a duration, no time of a day.
    .replaceAll(/\[(h+|m+|s+)\]/g, "h")
    .replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "");
  if (letters.includes("general")) return false;
  // An m beside h or s means minutes.
  return /[yd]/.test(letters) || (letters.includes("m") && !/[hs]/.test(letters));
}

const secondsInDay = 86_400;
/** The last year that Excel knows: 31-12-9999 is how databases write that there is no end. */
const lastYear = 9999;
const msInDay = secondsInDay * 1000;

/**
 * A date cell as `yyyy-MM-dd`, with its time to the second behind it unless that is midnight: what a time means is for the
 * reader of the column to say. Null for a number that is no date. Excel's first system counts from 1900 and has a
 * 29 February 1900 that never was; the second counts from 1904.
 */
export function dateOfSerial(serial: number, has1904: boolean): string | null {
  const seconds = Math.round(serial * secondsInDay);
  const day = Math.floor(seconds / secondsInDay);
  const isFirstDays = !has1904 && day < 60;
  if (!Number.isFinite(serial) || day < (has1904 ? 0 : 1) || (!has1904 && day === 60)) return null;
  const dayZero = has1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, isFirstDays ? 31 : 30);
  const date = new Date(dayZero + day * msInDay);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > lastYear) return null;
  const written = date.toISOString().slice(0, 10);
  const rest = seconds - day * secondsInDay;
  return rest === 0 ? written : `${written} ${new Date(rest * 1000).toISOString().slice(11, 19)}`;
}

/** An ISO 8601 date cell as {@link dateOfSerial} writes it: the time of midnight is left out. */
export function textOfIsoDate(value: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}).*)?$/.exec(value) ?? [];
  if (day === undefined) return value;
  return time === undefined || time === "00:00:00" ? day : `${day} ${time}`;
}

/**
 * The text of a number cell, with the 15 digits that Excel shows and a decimal comma: a point would make one and a bit
 * (1.234) read as one thousand two hundred and thirty-four.
 */
export function textOfNumber(value: number): string {
  // Nearly all numbers are whole, and those are as they stand
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(15))).replace(".", ",");
}
