import { beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import { resolveQuestion } from "../question/question.js";
import { measureWith } from "../render/chart/fonts.js";
import type { TextMeasure } from "../render/chart/fonts.js";
import { readTheme } from "../render/theme.js";
import { edgeWorlds } from "../testing/drawn/edge-worlds.js";
import { clipped, labelBoxes, overlapping } from "../testing/drawn/label-boxes.js";
import { makeReport, readFigures } from "./index.js";

let measure: TextMeasure;
beforeAll(async () => {
  measure = await measureWith((await readTheme("reports")).style.fonts);
});

/** Every picture of the reports of a world, by a name that finds it again. */
async function picturesOf(world: keyof typeof edgeWorlds): Promise<{ name: string; svg: string }[]> {
  const shop = await edgeWorlds[world]();
  try {
    const question = await resolveQuestion(shop, {});
    const pictures: { name: string; svg: string }[] = [];
    for (const report of ["steering", "ok22"] as const) {
      const forms = report === "steering" ? (["html", "svg"] as const) : (["html"] as const);
      const figures = await readFigures(report, question, forms);
      const input = { question, figures, shownBefore: null, forms, home: programFolder };
      for (const { fileName, bytes } of await makeReport(report, input)) {
        const text = new TextDecoder().decode(bytes);
        for (const [svg] of text.matchAll(/<svg xmlns[\s\S]*?<\/svg>/g))
          pictures.push({ name: /aria-labelledby="([^"]+)-title"/.exec(svg)?.[1] ?? fileName, svg });
      }
    }
    return pictures;
  } finally {
    await shop.end();
  }
}

const sizeOf = (svg: string): { width: number; height: number } => {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
};

describe("no label of a picture lies on another one or reaches over its edge", () => {
  test.each(Object.keys(edgeWorlds) as (keyof typeof edgeWorlds)[])("%s", async (world) => {
    const pictures = await picturesOf(world);
    const found = pictures.flatMap(({ name, svg }) => {
      const boxes = labelBoxes(svg, measure);
      return [
        ...overlapping(boxes).map((pair) => `${name}: ${pair}`),
        ...clipped(boxes, sizeOf(svg)).map((text) => `${name}: ${text} is cut`),
      ];
    });
    expect(pictures.length).toBeGreaterThan(6);
    expect(found).toEqual([]);
  });
});
