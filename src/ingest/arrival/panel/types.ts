import type { MonthCells } from "./panel.js";
import type { Timeline } from "./timeline.js";

const made = new WeakMap<Timeline, Uint8Array>();

/**
 * 1 for each plan type that had plans in each of the latest 12 known months (or all, where fewer are known) but for two: a
 * type that is being taken up changes every share, and tells nothing yet.
 */
export function establishedTypes(timeline: Timeline): Uint8Array {
  const kept = made.get(timeline);
  if (kept !== undefined) return kept;
  const { past, types } = timeline;
  const latest = past.filter((month) => month !== null).slice(-12);
  const established = new Uint8Array(types.length);
  types.forEach((_, type) => {
    const months = latest.filter(
      (month) => (month.freshByType[type] ?? 0) + (month.maintainedByType[type] ?? 0) > 0,
    ).length;
    if (latest.length > 0 && months >= Math.max(1, latest.length - 2)) established[type] = 1;
  });
  made.set(timeline, established);
  return established;
}

/** Plans of the plan types that are marked with 1; `measure` leaves the other one out. */
export function plansOfTypes(
  month: MonthCells,
  marked: Uint8Array,
  measure: "both" | "new" | "maintained" = "both",
): number {
  let plans = 0;
  marked.forEach((mark, type) => {
    if (mark !== 1) return;
    if (measure !== "maintained") plans += month.freshByType[type] ?? 0;
    if (measure !== "new") plans += month.maintainedByType[type] ?? 0;
  });
  return plans;
}

/** A mark for one plan type alone. */
export function onlyType(timeline: Timeline, type: number): Uint8Array {
  const marked = new Uint8Array(timeline.types.length);
  marked[type] = 1;
  return marked;
}
