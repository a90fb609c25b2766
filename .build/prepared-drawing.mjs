import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseDocument } from "yaml";

/**
 * Writes what drawing needs, and what is the same in every run, into dist/prepared: what Vega runs for each chart of the
 * program's own reports, and the widths of its fonts' characters. So neither the compiler of Vega-Lite nor the reader of fonts
 * is even loaded when they are drawn (src/render/chart/prepare-drawing.ts).
 */
export function preparedDrawing() {
  return {
    name: "prepared-drawing",
    async writeBundle({ dir }) {
      const folder = join(dir, "prepared");
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const { prepareDrawing } = await import(pathToFileURL(join(dir, "cli", "prepare-drawing.js")).href);
      const files = await prepareDrawing(resolve("reports"), languages());
      for (const [name, content] of files) writeFileSync(join(folder, name), content);
    },
  };
}

/** The languages of the reports that have charts. */
function languages() {
  const folders = readdirSync("reports", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith("charts"))
    .map((name) => join("reports", name, ".."));
  const texts = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => parseDocument(readFileSync(join(folder, name), "utf8")).toJS()),
  );
  return [...new Set(texts.map((text) => text.language).filter((language) => typeof language === "string"))];
}
