import { join } from "node:path";
import { z } from "zod";
import type { IsoDate } from "../../domain/iso-date.js";
import { isoDate, personText, text } from "../../defs/yaml/fields.js";
import { addMistake } from "../../defs/yaml/mistake.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

/** A risk of the risk log and where it lies in the log's matrix. */
export interface Risk {
  number: number;
  name: string;
  description: string;
  /** Where the risk is assessed. */
  source: string;
  /** One of `likelihoods`; null: not placed. */
  likelihood: string | null;
  /** One of `consequences`; null: not placed. */
  consequence: string | null;
  assessedOn: IsoDate | null;
  assessedBy: string | null;
  /** From low to high. */
  likelihoods: string[];
  consequences: string[];
  /** The other risks of the log that are placed. */
  others: OtherRisk[];
  /** What was done about it since the meeting before, a sentence each. */
  measures: string[];
  /** Where it was placed at earlier meetings, the newest first. */
  earlier: Placement[];
}

/** Another risk of the log, by its place. */
export interface OtherRisk {
  number: number;
  name: string;
  likelihood: string;
  consequence: string;
}

/** Where somebody placed a risk on a day. */
export interface Placement {
  likelihood: string;
  consequence: string;
  assessedOn: IsoDate;
  assessedBy: string;
}

const levels = z.array(text).min(2);

/** Schema of `risk.yaml`: a risk is placed by both levels, on a date, by somebody, or not at all. */
export const riskSchema = z
  .strictObject({
    number: z.int().min(1),
    name: text,
    description: text,
    source: text,
    likelihood: text.nullable(),
    consequence: text.nullable(),
    assessed_on: isoDate.nullable(),
    assessed_by: text.nullable(),
    likelihoods: levels,
    consequences: levels,
    // Files of version 0.1.0 have none of these.
    others: z
      .array(z.strictObject({ number: z.int().min(1), name: text, likelihood: text, consequence: text }))
      .default([]),
    measures: z.array(personText).default([]),
    earlier: z
      .array(z.strictObject({ likelihood: text, consequence: text, assessed_on: isoDate, assessed_by: text }))
      .default([]),
  })
  .superRefine((raw, context) => {
    const placed = { likelihood: raw.likelihoods, consequence: raw.consequences } as const;
    const checkLevels = (
      risk: Record<keyof typeof placed, string | null>,
      path: readonly (string | number)[],
    ): void => {
      for (const key of ["likelihood", "consequence"] as const) {
        const level = risk[key];
        if (level === null || placed[key].includes(level)) continue;
        const mistake = {
          wrong: "not one of the levels",
          expected: `one of: ${placed[key].join(", ")}`,
          remedy: "write it as it stands there, or null",
        };
        addMistake(context, mistake, { path: [...path, key] });
      }
    };
    checkLevels(raw, []);
    for (const [place, other] of raw.others.entries()) checkLevels(other, ["others", place]);
    for (const [place, one] of raw.earlier.entries()) checkLevels(one, ["earlier", place]);
    const parts = [raw.likelihood, raw.consequence, raw.assessed_on, raw.assessed_by];
    if (parts.every((part) => part === null) || parts.every((part) => part !== null)) return;
    const mistake = {
      wrong: "a risk that is half placed",
      expected: "likelihood, consequence, assessed_on and assessed_by, all four or none",
      remedy: "fill in the missing ones, or set all to null",
    };
    addMistake(context, mistake, { path: ["likelihood"] });
  })
  .transform((raw): Risk => ({
    number: raw.number,
    name: raw.name,
    description: raw.description,
    source: raw.source,
    likelihood: raw.likelihood,
    consequence: raw.consequence,
    assessedOn: raw.assessed_on,
    assessedBy: raw.assessed_by,
    likelihoods: raw.likelihoods,
    consequences: raw.consequences,
    others: raw.others,
    measures: raw.measures,
    earlier: raw.earlier.map(({ assessed_on: assessedOn, assessed_by: assessedBy, ...levels }) => ({
      ...levels,
      assessedOn,
      assessedBy,
    })),
  }));

/** Reads `ok22/risk.yaml` of the folder `reports`. Throws with exit code 10 and all mistakes of the file. */
export function readRisk(reportsFolder: string): Promise<Risk> {
  return readYaml(
    join(reportsFolder, "ok22", "risk.yaml"),
    shippedSchema("risk", () => riskSchema),
  );
}
