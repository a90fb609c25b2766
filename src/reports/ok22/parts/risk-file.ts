import { join } from "node:path";
import { z } from "zod";
import type { IsoDate } from "../../../domain/iso-date.js";
import { isoDate, text } from "../../../defs/yaml/fields.js";
import { addMistake } from "../../../defs/yaml/mistake.js";
import { readYaml } from "../../../defs/yaml/read-yaml.js";

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
  })
  .superRefine((raw, context) => {
    const placed = { likelihood: raw.likelihoods, consequence: raw.consequences } as const;
    for (const key of ["likelihood", "consequence"] as const) {
      const level = raw[key];
      if (level === null || placed[key].includes(level)) continue;
      const mistake = {
        wrong: "not one of the levels",
        expected: `one of: ${placed[key].join(", ")}`,
        remedy: "write it as it stands there, or null",
      };
      addMistake(context, mistake, { path: [key] });
    }
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
  }));

/** Reads `ok22/risk.yaml` of the folder `reports`. Throws with exit code 10 and all mistakes of the file. */
export function readRisk(reportsFolder: string): Promise<Risk> {
  return readYaml(join(reportsFolder, "ok22", "risk.yaml"), riskSchema);
}
