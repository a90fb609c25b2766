import type { z } from "zod";

/** What is wrong with a value of a definition file; the reader adds file, line, column and the value seen. */
export interface Mistake {
  /** What is wrong, e.g. `not a month`. */
  wrong: string;
  /** What was expected, e.g. `a month such as 2027-01`; null when `wrong` already says it. */
  expected: string | null;
  /** What to do, as an instruction. */
  remedy: string;
}

/** Where a check found a mistake, below the value that it checks. */
export interface MistakePlace {
  /** Keys and list positions below the checked value; empty or missing means the value itself. */
  path?: readonly (string | number)[];
  /** True when the key itself is wrong rather than its value. */
  isKey?: boolean;
}

/** Reports a mistake from a zod `superRefine` or `transform`, so that it is shown with all others of its file. */
export function addMistake(context: z.RefinementCtx, mistake: Mistake, place: MistakePlace = {}): void {
  const params: MistakeParams = { mistake, isKey: place.isKey ?? false };
  context.addIssue({ code: "custom", path: [...(place.path ?? [])], params: { ...params } });
}

/** How a mistake travels through zod, as the `params` of a custom issue. */
export interface MistakeParams {
  mistake: Mistake;
  isKey: boolean;
}

/** The mistake that {@link addMistake} put into a custom issue, or null when the issue is of another making. */
export function mistakeOf(params: Readonly<Record<string, unknown>> | undefined): MistakeParams | null {
  const mistake = params?.["mistake"];
  return isMistake(mistake) ? { mistake, isKey: params?.["isKey"] === true } : null;
}

function isMistake(value: unknown): value is Mistake {
  if (typeof value !== "object" || value === null) return false;
  if (!("wrong" in value) || !("expected" in value) || !("remedy" in value)) return false;
  const isExpectation = value.expected === null || typeof value.expected === "string";
  return isExpectation && typeof value.wrong === "string" && typeof value.remedy === "string";
}

/** `a, b or c`, each in quotation marks. */
export function quotedChoice(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  const last = quoted.at(-1) ?? "";
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(", ")} or ${last}`;
}
