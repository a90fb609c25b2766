import { join } from "node:path";
import { z } from "zod";
import { personText, text } from "../../defs/yaml/fields.js";
import { addMistake } from "../../defs/yaml/mistake.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { steeringFigureIds } from "../adoption/figures/index.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

/** What the program can write in a section beside a figure of the steering group's report. */
const otherParts = [
  "status",
  "decisions",
  "findings",
  "regions",
  "segments",
  "restatements",
  "targets",
  "risk",
] as const;

/** The sections of a point, in the order in which they are read. */
export const sectionIds = ["recommendation", "background", "solution"] as const;

export type SectionId = (typeof sectionIds)[number];

const section = z.strictObject({
  text: z.array(personText).nullable(),
  // Stands in the place of a text that nobody has written, where a status register of the point is shown.
  with_status: z.array(personText).nullable().default(null),
  parts: z.array(z.enum([...steeringFigureIds, ...otherParts])).default([]),
});

const point = z.strictObject({
  number: z.int().min(1),
  title: personText,
  ...(Object.fromEntries(sectionIds.map((id) => [id, section])) as Record<SectionId, typeof section>),
});

const paperSchema = shippedSchema("paper", () =>
  z.strictObject({ points: z.array(point).min(1) }).superRefine(({ points }, context) => {
    for (const [place, { number }] of points.entries()) {
      const before = points[place - 1]?.number ?? 0;
      if (number > before) continue;
      const mistake = {
        wrong: `not above ${before}, the number before it`,
        expected: "each number once, in rising order",
        remedy: "number the points as the agenda does",
      };
      addMistake(context, mistake, { path: ["points", place, "number"] });
    }
  }),
);

const textsSchema = shippedSchema("paper-texts", () =>
  z.strictObject({
    title: sentence("meeting"),
    subtitle: sentence("month"),
    subject: text,
    footer: sentence("sender", "title"),
    page: text,
    of: text,
    facts: z.strictObject({ meeting: text, month: text, date: text, sender: text }),
    agenda: text,
    point: sentence("number", "title"),
    sections: z.strictObject({ recommendation: text, background: text, solution: text }),
    recommend: text,
    annexes: text,
    annex: sentence("number", "title"),
    gaps: z.strictObject({
      date: text,
      recommendation: text,
      background: text,
      solution: text,
      risk: text,
      mark: text,
      one: text,
      many: sentence("count"),
    }),
    figure: sentence("number", "title"),
    table: sentence("number", "title"),
    parts: z.strictObject({
      findings: text,
      ok22Regions: text,
      segments: text,
      targets: text,
      noTargets: text,
    }),
    annexTitles: z.strictObject({ figures: text, definitions: text, rule: text, basis: text }),
  }),
);

/** What a person decides and writes of the paper. */
export type Paper = z.output<typeof paperSchema>;

/** A point of the agenda. */
export type Point = Paper["points"][number];

/** What the program can write in a section. */
export type PartId = Point["background"]["parts"][number];

/** What the paper says beside the words of the steering group's report. */
export type PaperTexts = z.output<typeof textsSchema>;

/** Reads `paper/` of the folder `reports`. Throws with exit code 10 and all mistakes of a file. */
export async function readPaper(reportsFolder: string): Promise<{ paper: Paper; texts: PaperTexts }> {
  const folder = join(reportsFolder, "paper");
  return {
    paper: await readYaml(join(folder, "paper.yaml"), paperSchema),
    texts: await readYaml(join(folder, "text.da.yaml"), textsSchema),
  };
}
