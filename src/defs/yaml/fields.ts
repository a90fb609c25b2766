import { z } from "zod";
import { holdsCpr } from "../../domain/cpr.js";
import type { IsoDate } from "../../domain/iso-date.js";
import { parseIsoDate } from "../../domain/iso-date.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import type { Mistake, MistakePlace } from "./mistake.js";
import { addMistake } from "./mistake.js";

/** A text that is not empty. */
export const text = z.string().trim().min(1);

/** Words that a person writes for others to read: as {@link text}, and never a civil registration number. */
export const personText = text.superRefine((written, context) => {
  if (!holdsCpr(written)) return;
  addMistake(context, {
    wrong: "words with what looks like a civil registration number",
    expected: "words about no single patient",
    remedy: "take the number out",
  });
});

/** Other spellings of a name; none when the key is missing. */
export const aliases = z.array(text).default([]);

/** A month as `YYYY-MM`. */
export const month = z.string().transform((written, context): Month => {
  const parsed = parseMonth(written);
  if (parsed !== null) return parsed;
  return refuse(context, {
    wrong: "not a month",
    expected: "a month such as 2027-01",
    remedy: "write year, hyphen, month",
  });
});

/** A date as `yyyy-MM-dd`. */
export const isoDate = z.string().transform((written, context): IsoDate => {
  const parsed = /^\d{4}-/.test(written) ? parseIsoDate(written) : null;
  if (parsed !== null) return parsed;
  return refuse(context, {
    wrong: "not a date",
    expected: "a date such as 2025-04-24",
    remedy: "write year, month and day with hyphens",
  });
});

/** A name for use in file names and on the command line: small letters a to z, digits, hyphen and point. */
export const slug = z.string().transform((written, context): string => {
  if (/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(written)) return written;
  return refuse(context, {
    wrong: "not an id",
    expected: "small letters a to z, digits, and single hyphens or points between them",
    remedy: "choose such a name, for example midtjylland",
  });
});

/** A decimal number >= 0 with at most 3 decimals, held exactly in thousandths: 10.5 is 10500. */
export const thousandths = z.number().transform((written, context): number => {
  const parts = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(String(written));
  if (parts?.[1] !== undefined) return Number(parts[1]) * 1000 + Number((parts[2] ?? "").padEnd(3, "0"));
  return refuse(context, {
    wrong: "not a number that can be held exactly",
    expected: "a number >= 0 with at most 3 decimals",
    remedy: "round it, with a point before the decimals",
  });
});

/** Ends a transform with a mistake in place of a value. */
export function refuse(context: z.RefinementCtx, mistake: Mistake): never {
  addMistake(context, mistake);
  return z.NEVER;
}

/**
 * For a check over several keys of a map: it runs although other keys are wrong, so that all mistakes show at once,
 * but not when one of its own keys is.
 */
export function whenSound(...keys: readonly string[]): { when: (payload: z.core.ParsePayload) => boolean } {
  const spoils = (issue: z.core.$ZodRawIssue): boolean => {
    const first = issue.path?.[0];
    return first === undefined ? issue.code !== "unrecognized_keys" : keys.includes(String(first));
  };
  return { when: (payload) => !payload.issues.some(spoils) };
}

/** Checks that `valid_to` is not before `valid_from`. */
export function checkValidity(
  value: { valid_from: Month; valid_to: Month | null },
  context: z.RefinementCtx,
): void {
  if (value.valid_to === null || value.valid_from <= value.valid_to) return;
  addMistake(
    context,
    {
      wrong: "ends before it begins",
      expected: `a month from ${value.valid_from} on, or null`,
      remedy: "correct one of the two",
    },
    { path: ["valid_to"] },
  );
}

/** The entries of a list that are right in themselves, with their positions. */
export interface CheckedEntries<Entry> {
  entries: { position: number; entry: Entry }[];
  /** False when entries were left out because they are wrong: then nothing can be said about what is missing. */
  isWhole: boolean;
  /** Reports a mistake in an entry, placed below that entry. */
  report: (position: number, mistake: Mistake, place?: MistakePlace) => void;
}

/**
 * A list of at least one entry with a check that compares the entries. The check also runs when some entries are
 * wrong in themselves, over the others, so that all mistakes of the file show at once.
 */
export function checkedList<Entry extends z.ZodType>(
  entry: Entry,
  check: (list: CheckedEntries<z.output<Entry>>) => void,
): z.ZodType<z.output<Entry>[]> {
  return z
    .array(entry)
    .min(1)
    .superRefine(
      (list, context) => {
        const broken = new Set(context.issues.map((issue) => issue.path?.[0]));
        if (broken.has(undefined)) return;
        const entries = list
          .map((value, position) => ({ position, entry: value }))
          .filter(({ position }) => !broken.has(position));
        check({
          entries,
          isWhole: broken.size === 0,
          report: (position, mistake, place = {}) =>
            addMistake(context, mistake, { ...place, path: [position, ...(place.path ?? [])] }),
        });
      },
      { when: () => true },
    );
}
