import { join } from "node:path";
import { z } from "zod";
import { problemCodes } from "../../../domain/shapes/problem-code.js";
import { text } from "../../../defs/yaml/fields.js";
import { sentence } from "../../../defs/yaml/sentence.js";
import { readYaml } from "../../../defs/yaml/read-yaml.js";
import { shippedSchema } from "../../../defs/yaml/shipped-schema.js";

/** Particulars that wordings may name; one that a problem lacks is left empty. */
export const problemFacts = [
  "value",
  "forms",
  "known",
  "month",
  "opened",
  "other",
  "limit",
  "most",
  "expected",
  "position",
  "date",
  "typed",
  "meant",
  "sum",
  "parts",
  "begin",
  "before",
  "behind",
] as const;

const wording = z.strictObject({
  wrong: sentence(...problemFacts),
  /** What is wrong in several rows together, where `wrong` names a particular of a single one. */
  many: text.optional(),
  expected: sentence(...problemFacts),
  remedy: sentence(...problemFacts),
});

const textsSchema = shippedSchema("problems", () =>
  z.strictObject({
    language: text,
    title: sentence("file"),
    description: text,
    keywords: text,
    facts: sentence("date", "read", "problems", "sender"),
    refused: text,
    quarantined: text,
    notAll: sentence("shown", "problems"),
    howTo: text,
    sheet: text,
    table: text,
    none: text,
    pageNumber: sentence("page", "pages"),
    columns: z.strictObject({
      line: text,
      sheet: text,
      column: text,
      value: text,
      wrong: text,
      expected: text,
      remedy: text,
      code: text,
    }),
    causes: z.strictObject({
      sheet: text,
      table: text,
      title: sentence("file", "causes"),
      howTo: text,
      count: text,
      first: text,
      last: text,
      examples: text,
    }),
    // Every problem that the program can find must have its words.
    problems: z.record(z.enum(problemCodes), wording),
  }),
);

/** All that the list of problems of a file says. */
export type ProblemTexts = z.output<typeof textsSchema>;

/** Reads what is said about problems from the folder `reports`. Throws with exit code 10 and all mistakes of the file. */
export async function readProblemTexts(reportsFolder: string): Promise<ProblemTexts> {
  return readYaml(join(reportsFolder, "problems", "text.da.yaml"), textsSchema);
}
