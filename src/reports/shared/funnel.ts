import type { ComparisonSettings, Comparison } from "../../domain/statistics/groups.js";
import { rangeByChance } from "../../domain/statistics/groups.js";

/** Fewer groups than this are a table, not a cloud that limits can be read against. */
export const fewestInFunnel = 6;

/** Sizes at which the limits are drawn: their steps between whole clinics are not what is looked at. */
const drawnSizes = 48;

/** The limits of chance for groups of one size; shares from 0 to 1. */
export interface FunnelLimits {
  clinics: number;
  share: number;
  warningLow: number;
  warningHigh: number;
  alarmLow: number;
  alarmHigh: number;
}

/** The limits of a funnel plot from the smallest size to that of the largest group. */
export function funnelLimits(
  { groups, share, spread }: Comparison,
  { levels }: Pick<ComparisonSettings, "levels">,
): FunnelLimits[] {
  const widening = Math.sqrt(spread ?? 1);
  return sizesUpTo(Math.max(...groups.map(({ whole }) => whole))).map((clinics) => {
    const [warningLow, warningHigh] = rangeByChance(clinics, { share, level: levels.warning, widening });
    const [alarmLow, alarmHigh] = rangeByChance(clinics, { share, level: levels.alarm, widening });
    return { clinics, share, warningLow, warningHigh, alarmLow, alarmHigh };
  });
}

/** Where the axis of shares begins: at whole tens of percent, below all groups and the limits of the largest. */
export function funnelFloor({ groups }: Comparison, limits: readonly FunnelLimits[]): number {
  const lowest = Math.min(
    ...groups.map((group) => group.share),
    ...limits.slice(-1).map(({ alarmLow }) => alarmLow),
  );
  // An axis has a length, also where all groups reach the whole.
  return Math.min(0.9, Math.max(0, Math.floor(lowest * 10) / 10));
}

/** Small sizes one by one, where limits bend, and larger ones in even steps. */
function sizesUpTo(most: number): number[] {
  const step = Math.max(1, Math.floor(most / drawnSizes));
  const even = Array.from({ length: Math.ceil(most / step) }, (_, place) => 1 + place * step);
  return [...new Set([...even, most])].sort((left, right) => left - right);
}
