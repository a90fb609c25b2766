import { z } from "zod";
import { text } from "../yaml/fields.js";

/** A limit that the owner can change: its value, and why it is what it is. */
export interface Limit {
  value: number;
  /** What the value counts, e.g. `share` (0 to 1), `months`, `bytes`. */
  unit: string;
  /** For the reader of a message: why there is a limit, and why this one. */
  reason: string;
}

/** Schema of one limit: its value, the unit that it must be written in, and the reason. */
export function limit(unit: string, value: z.ZodType<number>) {
  return z.strictObject({ value, unit: z.literal(unit), reason: text }).transform((raw): Limit => raw);
}

/** Unit of a limit, and what its value may be. */
type LimitKind = readonly [unit: string, value: () => z.ZodType<number>];

/**
 * Schema of a part with nothing but limits, by their names in the code. A file writes these with low lines: `hold_tail` is
 * `holdTail`. Nothing of it is made before it is needed: there are a hundred limits, and mostly the program knows the file.
 */
export function limits<Name extends string>(kinds: Readonly<Record<Name, LimitKind>>) {
  return z.lazy(() => {
    const names = Object.entries<LimitKind>(kinds).map(([name, kind]) => ({
      name,
      kind,
      written: name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    }));
    return z
      .strictObject(
        Object.fromEntries(names.map(({ written, kind: [unit, value] }) => [written, limit(unit, value())])),
      )
      .transform(
        (raw) =>
          Object.fromEntries(names.map(({ name, written }) => [name, raw[written]])) as Record<Name, Limit>,
      );
  });
}
