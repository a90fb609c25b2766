import type { z } from "zod";
import { addMistake } from "../yaml/mistake.js";
import type { ProfileColumn } from "./column.js";
import type { MonthSource, PlanCountsProfile, WideColumn } from "./profiles.js";

type PlanCountsShape = Pick<PlanCountsProfile, "columns" | "wide" | "month">;

/** Checks that a layout of plan counts is either long or wide, and tells month, plan type and measure exactly once. */
export function checkCountForm(profile: PlanCountsShape, context: z.RefinementCtx): void {
  if (profile.wide.length === 0) checkLongForm(profile, context);
  else checkWideForm(profile, context);
}

function checkLongForm({ columns, month }: PlanCountsShape, context: z.RefinementCtx): void {
  const needed = { plan_type: columns.planType, new: columns.new, maintained: columns.maintained };
  for (const [key, value] of Object.entries(needed)) {
    if (value !== null) continue;
    const mistake = {
      wrong: `no column for ${key}`,
      expected: "plan_type, new and maintained, or a list under wide:",
      remedy: "add the missing column",
    };
    addMistake(context, mistake, { path: ["columns"] });
  }
  if (columns.measure !== null) {
    const mistake = {
      wrong: "a measure beside new and maintained",
      expected: "it with wide: only",
      remedy: "remove it",
    };
    addMistake(context, mistake, { path: ["columns", "measure"], isKey: true });
  }
  if (month.headers !== null) {
    const mistake = {
      wrong: "no header that holds a month",
      expected: "{month} in wide:",
      remedy: "add wide: or remove it",
    };
    addMistake(context, mistake, { path: ["month", "headers"], isKey: true });
  }
}

function checkWideForm(profile: PlanCountsShape, context: z.RefinementCtx): void {
  const { columns, wide } = profile;
  for (const key of ["new", "maintained"] as const) {
    if (columns[key] === null) continue;
    const mistake = {
      wrong: "counts in columns and in wide",
      expected: "one of the two forms",
      remedy: "remove one of them",
    };
    addMistake(context, mistake, { path: ["columns", key], isKey: true });
  }
  const problems = wide.flatMap((entry, position) =>
    entryProblems(entry, profile).map((wrong) => ({ wrong, position })),
  );
  for (const { wrong, position } of problems) {
    const mistake = { wrong, expected: null, remedy: "correct one of the two" };
    addMistake(context, mistake, { path: ["wide", position] });
  }
  // Which measures are covered can be told only when every entry says what it counts.
  if (problems.length === 0) checkBothMeasures({ columns, wide }, context);
}

function entryProblems(entry: WideColumn, { columns, month }: PlanCountsShape): string[] {
  const holdsMonth = entry.header.includes("{month}");
  return [
    statedOnce("plan_type", entry.planType !== null, columns.planType !== null),
    statedOnce("measure", entry.measure !== null, columns.measure !== null),
    holdsMonth === (month.headers !== null)
      ? null
      : "{month} in a header goes with month.headers, and only with it",
  ].filter((problem) => problem !== null);
}

function statedOnce(key: string, isInEntry: boolean, isInColumns: boolean): string | null {
  if (isInEntry === isInColumns) {
    return isInEntry
      ? `${key} stands both here and under columns`
      : `${key} stands neither here nor under columns`;
  }
  return null;
}

/** A file is the whole truth of its months: counts of one measure alone would turn the other into zeros. */
function checkBothMeasures(
  { columns, wide }: Pick<PlanCountsShape, "columns" | "wide">,
  context: z.RefinementCtx,
): void {
  if (columns.measure !== null) return;
  for (const planType of new Set(wide.map((entry) => entry.planType))) {
    const counted = new Set(
      wide.filter((entry) => entry.planType === planType).map((entry) => entry.measure),
    );
    for (const lacking of (["new", "maintained"] as const).filter((one) => !counted.has(one))) {
      const mistake = {
        wrong: `no column for ${lacking} plans${planType === null ? "" : ` of ${planType}`}`,
        expected: "new and maintained, because a file replaces both",
        remedy: "add the missing column",
      };
      addMistake(context, mistake, { path: ["wide"] });
    }
  }
}

interface HeaderPlace {
  path: readonly (string | number)[];
  column: ProfileColumn;
}

/** Checks that no two fields are read from one column. */
export function checkHeaders(
  profile: {
    month: MonthSource;
    columns: Readonly<Record<string, ProfileColumn | null>>;
    wide?: readonly WideColumn[];
  },
  context: z.RefinementCtx,
): void {
  const places: HeaderPlace[] = [];
  const add = (path: readonly (string | number)[], found: ProfileColumn | null | undefined): void => {
    if (found) places.push({ path, column: found });
  };
  add(["month", "column"], profile.month.column);
  add(["month", "year_and_month", "year"], profile.month.yearAndMonth?.year);
  add(["month", "year_and_month", "month"], profile.month.yearAndMonth?.month);
  for (const [field, found] of Object.entries(profile.columns)) add(["columns", yamlKeyOf(field)], found);
  for (const [position, found] of (profile.wide ?? []).entries()) add(["wide", position], found);

  const taken = new Map<string, string>();
  for (const { path, column: claimed } of places) {
    for (const [position, label] of claimed.labels.entries()) {
      const owner = taken.get(label);
      const at = position === 0 ? ["header"] : ["aliases", position - 1];
      if (owner !== undefined && owner !== path.join(".")) {
        const mistake = {
          wrong: `also the header of ${owner}`,
          expected: "a header of its own",
          remedy: "correct one of the two",
        };
        addMistake(context, mistake, { path: [...path, ...at] });
      }
      taken.set(label, owner ?? path.join("."));
    }
  }
}

function yamlKeyOf(field: string): string {
  return field === "planType" ? "plan_type" : field;
}
