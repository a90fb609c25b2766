import { normalizeLabel } from "../../defs/labels.js";
import type { PlanType } from "../../defs/codes/plan-types.js";
import type { Measure, MonthFormat, Profile } from "../../defs/profiles/profiles.js";
import { monthFormats } from "../../defs/profiles/profiles.js";
import { parseMonthText } from "../../domain/parse-month.js";

/** Columns of counts that a draft lists under `wide`. */
export interface WideDraft {
  lines: string[];
  headings: string[];
  /** Forms of the months in the headings; empty where they hold plan types. */
  formats: MonthFormat[];
}

/** Letters by which a heading tells new from maintained plans, as in `nye` and `vedl.`. */
const measureLetters = 3;

interface Part {
  heading: string;
  measure: Measure;
}

/** The columns of counts of a wide layout: a plan type and a measure in each heading, or a measure and a month; null for neither. */
export function draftWide(
  headings: readonly string[],
  planTypes: readonly PlanType[],
  profile: Profile,
): WideDraft | null {
  if (profile.kind !== "plan-counts") return null;
  const measureOf = measureReader(profile);
  return byPlanType(headings, planTypes, measureOf) ?? byMonth(headings, measureOf);
}

function measureReader({
  columns,
}: Extract<Profile, { kind: "plan-counts" }>): (text: string) => Measure | null {
  const begin = (text: string): string =>
    normalizeLabel(text)
      .replaceAll(/[^\p{L}]/gu, "")
      .slice(0, measureLetters);
  const known = { new: columns.new?.labels ?? [], maintained: columns.maintained?.labels ?? [] };
  return (text) => {
    const wanted = begin(text);
    if (wanted.length < measureLetters) return null;
    return (
      (["new", "maintained"] as const).find((one) => known[one].some((label) => begin(label) === wanted)) ??
      null
    );
  };
}

function byPlanType(
  headings: readonly string[],
  planTypes: readonly PlanType[],
  measureOf: (text: string) => Measure | null,
): WideDraft | null {
  const parts = headings.flatMap((heading): (Part & { planType: string })[] => {
    const words = heading.split(/[\s_./-]+/);
    const planType = planTypes.find(({ labels }) =>
      words.some((word) => labels.includes(normalizeLabel(word))),
    );
    if (planType === undefined) return [];
    const rest = words.filter((word) => !planType.labels.includes(normalizeLabel(word))).join(" ");
    const measure = measureOf(rest);
    return measure === null ? [] : [{ heading, measure, planType: planType.code }];
  });
  const isWhole = parts.every(({ planType }) =>
    (["new", "maintained"] as const).every((measure) =>
      parts.some((one) => one.planType === planType && one.measure === measure),
    ),
  );
  if (parts.length === 0 || !isWhole) return null;
  const lines = parts.map(
    ({ heading, planType, measure }) =>
      `  - { header: ${JSON.stringify(heading)}, plan_type: ${planType}, measure: ${measure} }  # by its heading: check`,
  );
  return { lines, headings: parts.map(({ heading }) => heading), formats: [] };
}

function byMonth(headings: readonly string[], measureOf: (text: string) => Measure | null): WideDraft | null {
  const parts = headings.flatMap((heading): (Part & { form: MonthFormat; written: string })[] => {
    const words = heading.split(" ");
    for (const cut of [words.length - 1, words.length - 2]) {
      const written = words.slice(cut).join(" ");
      const form = monthFormats.find((one) => cut > 0 && parseMonthText(written, [one]) !== null);
      const measure = measureOf(words.slice(0, cut).join(" "));
      if (form !== undefined && measure !== null) return [{ heading, measure, form, written }];
    }
    return [];
  });
  const shapes = new Map(
    parts.map(({ heading, written, measure }) => [heading.replace(written, "{month}"), measure]),
  );
  if (new Set(shapes.values()).size < 2) return null;
  const lines = [...shapes].map(
    ([header, measure]) =>
      `  - { header: ${JSON.stringify(header)}, measure: ${measure} }  # by its heading: check`,
  );
  return {
    lines,
    headings: parts.map(({ heading }) => heading),
    formats: [...new Set(parts.map(({ form }) => form))],
  };
}
