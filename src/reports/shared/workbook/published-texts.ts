import { join } from "node:path";
import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { readYaml } from "../../../defs/yaml/read-yaml.js";
import { sentence } from "../../../defs/yaml/sentence.js";
import { shippedSchema } from "../../../defs/yaml/shipped-schema.js";

const schema = shippedSchema("published-workbook", () =>
  z.strictObject({
    fileSuffix: text,
    cover: text,
    contents: z.strictObject({
      sheet: text,
      table: text,
      title: text,
      columns: z.strictObject({ sheet: text, content: text }),
    }),
    notes: z.strictObject({
      sheet: text,
      table: text,
      title: text,
      columns: z.strictObject({ note: text, text }),
      marker: sentence("number"),
      line: sentence("label", "marker"),
    }),
    oneTable: text,
    emptyCells: sentence("meanings"),
    emptyCell: sentence("column", "meaning"),
    noMeaning: text,
    saysEmptyCells: z.array(text).min(1),
    words: z.array(z.strictObject({ sign: text, word: text })),
  }),
);

/** What the published form of a workbook says beside its content. */
export type PublishedTexts = z.output<typeof schema>;

/** Reads the texts of the published form from the folder `reports`. Throws with exit code 10 and all mistakes of the file. */
export function readPublishedTexts(reportsFolder: string): Promise<PublishedTexts> {
  return readYaml(join(reportsFolder, "accessible", "text.da.yaml"), schema);
}
