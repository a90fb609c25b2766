import { literalPattern } from "../../domain/text/literal-pattern.js";
import { z } from "zod";
import type { Limit } from "../limits/limit.js";
import { limit } from "../limits/limit.js";
import { refuse, text } from "../yaml/fields.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** How the files of one delivery are told apart. */
export interface DeliverySettings {
  newerNames: NewerNames;
  /** Months that a file must have, up to the one that its name names, before it is taken for a rolling window. */
  minRollingMonths: Limit;
}

/** What in a file's name hints that it is newer than another one: a hint for a reader, never a decision. */
export interface NewerNames {
  /** In small letters. */
  words: string[];
  /** Each finds one number, as its first group, in a name in small letters. */
  numbers: RegExp[];
}

const place = "{n}";

const numbered = text.transform((written, context): RegExp => {
  const parts = written.toLowerCase().split(place);
  const [before, after] = parts;
  if (parts.length !== 2 || before === undefined || after === undefined) {
    return refuse(context, {
      wrong: "not one place for a number",
      expected: `a text with ${place} once, for instance v${place}`,
      remedy: `write ${place} where the number stands`,
    });
  }
  const escaped = [before, after].map(literalPattern);
  const start = /^\p{L}/u.test(before) ? "(?<!\\p{L})" : "";
  return new RegExp(`${start}${escaped[0] ?? ""}(\\d{1,3})${escaped[1] ?? ""}(?!\\d)`, "u");
});

const lowerCase = text.transform((written) => written.normalize("NFC").toLowerCase());

/** Schema of `deliveries.yaml`. */
export const deliveriesSchema = shippedSchema("deliveries", () =>
  z
    .strictObject({
      newer_names: z.strictObject({
        words: z.array(lowerCase),
        numbers: z.array(numbered),
      }),
      min_rolling_months: limit("months", z.int().min(2)),
    })
    .transform((raw): DeliverySettings => ({
      newerNames: { words: raw.newer_names.words, numbers: raw.newer_names.numbers },
      minRollingMonths: raw.min_rolling_months,
    })),
);
