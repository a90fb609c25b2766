import { isExists } from "date-fns/isExists";
import type { IsoDate } from "./iso-date.js";
import { isoDateOf } from "./iso-date.js";

/** A day as a file writes it, before anybody asked whether it is one that is wanted. */
export interface WrittenDay {
  year: number;
  /** 1 to 12 in a day that the calendar has. */
  month: number;
  day: number;
  /** False for a day that the calendar does not have, such as 30 February. */
  isReal: boolean;
  /** Hour of the day, 0 to 23, in the zone that the file meant; 0 where it writes none. */
  hour: number;
  /** True where the file writes no time of day, or midnight. */
  isMidnight: boolean;
}

const time = String.raw`(?:[ T](?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<part>\d+))?)?Z?)?`;
const patterns = [
  new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})${time}$`),
  new RegExp(String.raw`^(?<day>\d{1,2})[-./](?<month>\d{1,2})[-./](?<year>\d{4})${time}$`),
];

/** Reads a day in any form that a person knows for one, with or without a time; null for any other text. */
export function parseWrittenDay(text: string): WrittenDay | null {
  for (const pattern of patterns) {
    const parts = pattern.exec(text)?.groups;
    // A month beyond the twelfth is another order of day and month, or no day at all.
    if (parts === undefined || Number(parts["month"]) > 12) continue;
    const [year, month, day] = [Number(parts["year"]), Number(parts["month"]), Number(parts["day"])];
    const clock = [parts["hour"], parts["minute"], parts["second"], parts["part"]].map((one) =>
      Number(one ?? 0),
    );
    return {
      ...{ year, month, day },
      isReal: isExists(year, month - 1, day),
      hour: clock[0] ?? 0,
      isMidnight: clock.every((one) => one === 0),
    };
  }
  return null;
}

/** Days of which a bare number in a cell is believed to be Excel's: 2000 to 2099. */
const [firstSerial, lastSerial] = [36_526, 73_050];

/**
 * The date that Excel means by a whole number of its usual date system, 1 being 1 January 1900; null for a number that is
 * no date of our time. Source: ECMA-376 part 1, 18.17.4.1.
 */
export function dateOfBareNumber(text: string): IsoDate | null {
  if (!/^\d{5}$/.test(text)) return null;
  const serial = Number(text);
  if (serial < firstSerial || serial > lastSerial) return null;
  const date = new Date(Date.UTC(1899, 11, 30 + serial));
  return isoDateOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** The whole number by which Excel means a day, `yyyy-MM-dd`, in its usual date system; see {@link dateOfBareNumber}. */
export function bareNumberOfDay(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
}
