import { listFilesBelow } from "../../lib/files.js";
import type { JsonObject, Style } from "../style.js";
import { readTheme, themesOf } from "../theme.js";
import type { ChartVariant } from "./content.js";
import { compiled } from "./plans.js";
import { preparedName } from "../prepared.js";
import { readChart } from "./read-chart.js";
import { fillSpec } from "./spec.js";
import { strictLogger } from "./strict-logger.js";
import { subsetOf } from "../font/fonts.js";
import { widthTableOf } from "../font/widths.js";

const variants: readonly ChartVariant[] = ["slide", "page", "narrow"];

/** Stands for every value that a chart will be drawn with: it may be left in none of what is compiled. */
const anyValue = "@any";

/**
 * Does, for the build of the program (.build/prepared-drawing.mjs), what drawing with the program's own charts and fonts would
 * do in every run: the files to keep, by name. The specifications and fonts stay the only source: whatever was changed has
 * another hash, and is compiled or measured when it is drawn.
 */
export async function prepareDrawing(
  reportsFolder: string,
  languages: readonly string[],
): Promise<Map<string, string>> {
  const { create } = await import("fontkit");
  const specs = await readSpecs(reportsFolder);
  const prepared = new Map<string, string>();
  for (const theme of await themesOf(reportsFolder)) {
    const { style } = await readTheme(reportsFolder, theme);
    for (const { bytes } of style.fonts.faces.map(subsetOf)) {
      const name = preparedName("widths", bytes);
      if (!prepared.has(name)) prepared.set(name, JSON.stringify(widthTableOf(create(bytes))));
    }
    for (const language of languages)
      for (const spec of specs.flatMap((one) => fillForAll(one, style))) {
        const logger = strictLogger("of the build");
        const { source, plan } = await compiled(spec, { style, language, logger });
        prepared.set(preparedName("chart", source), JSON.stringify(plan));
      }
  }
  return prepared;
}

async function readSpecs(reportsFolder: string): Promise<JsonObject[]> {
  const files = await listFilesBelow(reportsFolder);
  return Promise.all(files.filter((file) => file.endsWith(".vl.json")).map((file) => readChart(file)));
}

/**
 * A specification filled for each variant, where it is the same for all data. One that takes values outside its parameters is
 * not.
 */
function fillForAll(spec: JsonObject, { colors }: Style): JsonObject[] {
  const names = JSON.stringify(spec).matchAll(/"@chart\.(\w+)"/g);
  const values = Object.fromEntries([...names].map(([, name = ""]) => [name, anyValue]));
  const content = { id: "any", input: { values, data: {} }, narrowInput: {} };
  const size = { width: 0, height: 0 };
  return variants
    .map((variant) => fillSpec(spec, { content, colors, variant, size }).spec)
    .filter((filled) => !JSON.stringify(filled).includes(JSON.stringify(anyValue)));
}
