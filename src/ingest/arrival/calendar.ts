import { dateInDenmark } from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import type { Clock } from "../../lib/clock.js";

/** The month that it is in Denmark. */
export function currentMonth(clock: Clock): Month {
  const month = parseMonth(dateInDenmark(clock.now().toISOString()).slice(0, 7));
  if (month === null) throw new Error("the clock shows no month");
  return month;
}
