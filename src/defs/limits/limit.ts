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
