import { join } from "node:path";
import { z } from "zod";
import { readYaml } from "../../../defs/yaml/read-yaml.js";
import { shippedSchema } from "../../../defs/yaml/shipped-schema.js";

/** Schema of `afterwards.yaml`. */
export const afterwardsSchema = shippedSchema("consultants-afterwards", () =>
  z.strictObject({
    after_months: z.int().min(1).max(24),
    over_months: z.int().min(1).max(24),
    alike: z.enum(["doctors", "region"]),
    doctors_from: z
      .array(z.number().min(0))
      .min(1)
      .refine((bounds) => bounds.every((bound, place) => place === 0 || bound > (bounds[place - 1] ?? 0)), {
        error: "the numbers of doctors do not rise; expected each above the one before; put them in order",
      }),
    fewest: z.int().min(2),
    confidence: z.number().gt(0.5).lt(1),
  }),
);

/** How clinics that were visited are held beside others. */
export interface AfterwardsSettings {
  /** Months that must have passed since the month of a visit, and how many months of visits are looked at. */
  afterMonths: number;
  overMonths: number;
  /** Beside the segment, by what clinics are alike. */
  alike: "doctors" | "region";
  /** The fewest doctors of each size of clinic, rising. */
  doctorsFrom: readonly number[];
  /** Fewer visited clinics that have clinics like them are not compared. */
  fewest: number;
  /** Of the interval: 0.95 holds the true difference in 95 of 100 cases. */
  confidence: number;
}

/** Reads `consultants/afterwards.yaml` of the folder `reports`. Throws with exit code 10 and all its mistakes. */
export async function readAfterwards(reportsFolder: string): Promise<AfterwardsSettings> {
  const raw = await readYaml(join(reportsFolder, "consultants", "afterwards.yaml"), afterwardsSchema);
  return {
    afterMonths: raw.after_months,
    overMonths: raw.over_months,
    alike: raw.alike,
    doctorsFrom: raw.doctors_from,
    fewest: raw.fewest,
    confidence: raw.confidence,
  };
}
