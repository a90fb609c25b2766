import type { CheckUnit } from "../../domain/shapes/arrival.js";
import type { Limit } from "../../defs/limits/gates.js";
import { millionthsInOne } from "../../domain/numbers.js";
import { noun } from "../../lib/words.js";

/** True when the part is more than the limit's share of the whole: exact, so that an edge is an edge. */
export function exceeds(part: number, whole: number, limit: Limit): boolean {
  return part * millionthsInOne > Math.round(limit.value * millionthsInOne) * whole;
}

/** True when the part is less than the limit's share of the whole: exact, as {@link exceeds}. */
export function isBelow(part: number, whole: number, limit: Limit): boolean {
  return part * millionthsInOne < Math.round(limit.value * millionthsInOne) * whole;
}

/** A share in words, such as `21.4 %`. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${Number(((100 * part) / whole).toFixed(2))} %`;
}

/** The limit that was passed, its name in gates.yaml and its reason. */
export function because(name: string, limit: Limit): string {
  const unit = noun(limit.value, limit.unit.replace(/s$/, ""), limit.unit);
  const value = limit.unit === "share" ? percent(limit.value, 1) : `${limit.value} ${unit}`;
  return `the limit is ${value} (${name}: ${limit.reason})`;
}

/** How many names a message lists before it only counts the rest. */
const listedNames = 12;

/** The first names of a list, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - listedNames;
  return `${names.slice(0, listedNames).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** A value with its unit, as sentences show it. */
export function valueWithUnit(value: number, unit: CheckUnit): string {
  if (unit === "share") return percent(value, 1);
  if (unit === "ratio" || unit === "index") return String(Number(value.toPrecision(3)));
  const rounded = Math.round(value);
  return `${rounded} ${noun(rounded, unit.replace(/s$/, ""), unit)}`;
}
