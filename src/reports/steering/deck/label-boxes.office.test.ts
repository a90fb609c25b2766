import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { programFolder } from "../../../lib/program.js";
import { resolveQuestion } from "../../../question/question.js";
import type { EdgeWorld } from "../../../testing/drawn/edge-worlds.js";
import { edgeWorlds } from "../../../testing/drawn/edge-worlds.js";
import type { LabelBox } from "../../../testing/drawn/label-boxes.js";
import { clipped, overlapping } from "../../../testing/drawn/label-boxes.js";
import { makeReport, readFigures } from "../../index.js";

const run = promisify(execFile);

/** Worlds whose slides have most to make room for, or least to go on. */
const worlds = [
  "twelve plan types",
  "nearly all clinics active",
  "a goal near the share",
  "a region without plans",
  "one clinic",
  "one known month",
  "thirteen known months",
] as const satisfies EdgeWorld[];

/** Part of a word's box above and below that its letters leave empty: lines of one text stand closer than that. */
const emptyPart = 0.25;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flp-slides-"));
  for (const world of worlds) {
    const shop = await edgeWorlds[world]();
    const question = await resolveQuestion(shop, {});
    const forms = ["pptx"] as const;
    const figures = await readFigures("steering", question, forms);
    const input = { question, figures, shownBefore: null, forms, home: programFolder };
    const [deck] = await makeReport("steering", input);
    await writeFile(fileOf(world, "pptx"), deck!.bytes);
    await shop.end();
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = (world: string, ending: string): string =>
  join(folder, `${world.replaceAll(" ", "-")}.${ending}`);

/** The words of each page as a program draws them. */
async function wordsOf(
  pdf: string,
): Promise<{ size: { width: number; height: number }; boxes: LabelBox[] }[]> {
  const { stdout } = await run("pdftotext", ["-bbox", pdf, "-"], { maxBuffer: 64_000_000 });
  return [...stdout.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([\s\S]*?)<\/page>/g)].map(
    ([, width, height, words = ""]) => ({
      size: { width: Number(width), height: Number(height) },
      boxes: [
        ...words.matchAll(
          /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g,
        ),
      ].map(([, left, top, right, bottom, text = ""]) => {
        const empty = (Number(bottom) - Number(top)) * emptyPart;
        return {
          text,
          left: Number(left),
          right: Number(right),
          top: Number(top) + empty,
          bottom: Number(bottom) - empty,
        };
      }),
    }),
  );
}

test("no word of a slide lies on another one or leaves the slide, as LibreOffice draws them", async (context) => {
  await run("soffice", ["--version"]).catch(() => {
    process.stderr.write(
      "NOT DRAWN by LibreOffice, soffice is not installed here (Debian: libreoffice-impress)\n",
    );
    return context.skip();
  });
  const decks = worlds.map((world) => fileOf(world, "pptx"));
  await run("soffice", ["--headless", "--convert-to", "pdf", "--outdir", folder, ...decks]);
  const found: string[] = [];
  let words = 0;
  for (const world of worlds) {
    const pages = await wordsOf(fileOf(world, "pdf"));
    for (const [at, { boxes, size }] of pages.entries()) {
      words += boxes.length;
      const place = `${world}, slide ${at + 1}`;
      found.push(...overlapping(boxes).map((pair) => `${place}: ${pair}`));
      found.push(...clipped(boxes, size).map((text) => `${place}: ${text} is cut`));
    }
  }
  expect(words).toBeGreaterThan(3000);
  expect(found).toEqual([]);
});
