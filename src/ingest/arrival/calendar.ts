import { dateInDenmark } from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import type { Clock } from "../../lib/clock.js";

/** Denmark is ahead of UTC by one hour, in summer by two. */
const mostHoursAhead = 2;

/**
 * The month that it is in Denmark. The calendar is asked only in the last hours of a month: it takes as long as many checks
 * together.
 */
export function currentMonth(clock: Clock): Month {
  const now = clock.now();
  const soon = new Date(now.getTime() + mostHoursAhead * 3_600_000).toISOString();
  const isSame = soon.slice(0, 7) === now.toISOString().slice(0, 7);
  const month = parseMonth((isSame ? soon : dateInDenmark(now.toISOString())).slice(0, 7));
  if (month === null) throw new Error("the clock shows no month");
  return month;
}
