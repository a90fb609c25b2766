import JSZip from "jszip";
import { beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import { resolveQuestion } from "../question/question.js";
import { measureWith } from "../render/font/fonts.js";
import type { TextMeasure } from "../render/font/fonts.js";
import { readTheme } from "../render/theme.js";
import type { EdgeWorld } from "../testing/drawn/edge-worlds.js";
import { edgeWorlds } from "../testing/drawn/edge-worlds.js";
import { clipped, labelBoxes, overlapping } from "../testing/drawn/label-boxes.js";
import { choicesOf } from "../testing/read-public-files.js";
import { makeReport, readFigures } from "./index.js";

let measure: TextMeasure;
beforeAll(async () => {
  measure = measureWith((await readTheme("reports")).style.fonts);
});

/** Pages and pictures of a world's reports, by file name. */
async function filesOf(world: EdgeWorld): Promise<Map<string, string>> {
  const shop = await edgeWorlds[world]();
  try {
    const question = await resolveQuestion(shop, {});
    const files = new Map<string, string>();
    for (const report of ["steering", "ok22"] as const) {
      const forms = report === "steering" ? (["html", "svg"] as const) : (["html"] as const);
      const figures = await readFigures(report, question, forms);
      const input = { question, figures, shownBefore: null, forms, home: programFolder };
      for (const { fileName, bytes } of await makeReport(report, input))
        files.set(fileName, new TextDecoder().decode(bytes));
    }
    return files;
  } finally {
    await shop.end();
  }
}

/** Every picture of some files, by a name that finds it again. */
function picturesIn(files: ReadonlyMap<string, string>): { name: string; svg: string }[] {
  return [...files].flatMap(([fileName, text]) =>
    [...text.matchAll(/<svg xmlns[\s\S]*?<\/svg>/g)].map(([svg]) => ({
      name: /aria-labelledby="([^"]+)-title"/.exec(svg)?.[1] ?? fileName,
      svg,
    })),
  );
}

/** What a reader of a page sees, on one line. */
function wordsOf(files: ReadonlyMap<string, string>, name: RegExp): string {
  const [, html = ""] = [...files].find(([fileName]) => name.test(fileName)) ?? [];
  return html
    .replaceAll(/<(script|style|desc|title)\b[\s\S]*?<\/\1>/g, " ")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/[\s\u00a0]+/g, " ");
}

const sizeOf = (svg: string): { width: number; height: number } => {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
};

const madeOf = new Map<EdgeWorld, Promise<Map<string, string>>>();
const made = (world: EdgeWorld): Promise<Map<string, string>> => {
  const files = madeOf.get(world) ?? filesOf(world);
  madeOf.set(world, files);
  return files;
};

describe("no label of a picture lies on another one or reaches over its edge", () => {
  test.each(Object.keys(edgeWorlds) as EdgeWorld[])("%s", async (world) => {
    const pictures = picturesIn(await made(world));
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

  test("which the test would see", () => {
    const text = (x: number, y: number, words: string): string =>
      `<text transform="translate(${x},${y})" font-size="12">${words}</text>`;
    const svg = `<svg xmlns="x"><g transform="translate(10,10)">${text(0, 20, "80,0 %")}${text(8, 24, "81")}${text(90, 20, "over the edge")}</g></svg>`;
    const boxes = labelBoxes(svg, measure);
    expect(overlapping(boxes)).toEqual(["80,0 % | 81"]);
    expect(clipped(boxes, { width: 120, height: 60 })).toEqual([expect.stringMatching(/^over the edge/)]);
  });
});

test("the steering page of all municipalities, three years and twelve plan types has at most 400 kB", async () => {
  const files = await made("the national sample with twelve plan types");
  const [, page = ""] = [...files].find(([fileName]) => fileName.endsWith(".html")) ?? [];
  const { types, months, groupings } = choicesOf(page)!;
  expect([types.length, months.length]).toEqual([12, 36]);
  const groups = groupings.map(({ id, groups: { length } }) => [id, length]);
  expect(groups).toEqual(
    expect.arrayContaining([
      ["region", 5],
      ["municipality", 98],
    ]),
  );
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(400_000);
});

describe("what is read in a room is 14 points or more, notes 11 or more", () => {
  test.each(["twelve plan types", "a goal near the share"] as const)("%s", async (world) => {
    const shop = await edgeWorlds[world]();
    const question = await resolveQuestion(shop, {});
    const forms = ["pptx"] as const;
    const figures = await readFigures("steering", question, forms);
    const input = { question, figures, shownBefore: null, forms, home: programFolder };
    const [deck] = await makeReport("steering", input);
    await shop.end();
    const zip = await JSZip.loadAsync(deck!.bytes);
    const parts = Object.keys(zip.files).filter((name) =>
      /^ppt\/(slides|charts|slideLayouts|slideMasters)\/[^/]+\.xml$/.test(name),
    );
    const small: string[] = [];
    let sizes = 0;
    for (const part of parts) {
      const xml = await zip.file(part)!.async("string");
      const shapes = part.startsWith("ppt/charts/") ? [xml] : xml.split(/(?=<p:sp>|<p:graphicFrame>)/);
      for (const shape of shapes) {
        const name = /<p:cNvPr [^>]*name="([^"]*)"/.exec(shape)?.[1] ?? part;
        const least = /^(Notes|Footer|Date|Slide number)/.test(name) ? 11 : 14;
        for (const [, size] of shape.matchAll(/\bsz="(\d{3,4})"/g)) {
          sizes += 1;
          if (Number(size) < least * 100) small.push(`${part} ${name}: ${Number(size) / 100} pt`);
        }
      }
    }
    expect(sizes).toBeGreaterThan(100);
    expect([...new Set(small)]).toEqual([]);
  });
});

describe("nothing is claimed that does not hold", () => {
  test("of a region without plans: it has none, and no share", async () => {
    const files = await made("a region without plans");
    for (const page of [/^steering.*html$/, /^ok22.*html$/]) {
      const words = wordsOf(files, page);
      expect(words).toContain("Region Syddanmark (ingen planer)");
      expect(words).toContain("Region Syddanmark har ingen planer i de seneste 12 måneder");
      expect(words).not.toMatch(/Region Syddanmark \(ingen planer\)( [\d.,−–]+( %)?)* 0,0 %/);
      expect(words).not.toMatch(/Ingen region afviger/);
      expect(words).not.toMatch(/Region Syddanmark ligger/);
      expect(words).toContain("Mangler planerne i udtrækket, er landets tal for lave.");
    }
  });

  test("of one known month: no share of the requirement, no change, no limits", async () => {
    const files = await made("one known month");
    const words = wordsOf(files, /^steering.*html$/);
    expect(words).toContain("OK22-kravet kan ikke opgøres endnu: 1 af de 12 måneder");
    expect(words).not.toMatch(/inden for det normale|det forventede|\d % (flere|færre)/);
    expect(wordsOf(files, /^ok22.*html$/)).not.toMatch(/\d % af klinikkerne opfylder/);
  });

  test("of few clinics: numbers, no percentages", async () => {
    const words = wordsOf(await made("one clinic"), /^steering.*html$/);
    expect(words).toMatch(/1 af 1 klinik var aktiv i februar 2025, mod 1 af 1 i februar 2024/);
    expect(words).toMatch(/[01] af 1 klinik opfylder OK22-kravet/);
    expect(words).not.toMatch(/\d % af klinikkerne/);
  });

  test("of a goal: its line, what lacks, and a level that somebody confirmed with its reason", async () => {
    const files = await made("a goal near the share");
    const words = wordsOf(files, /^ok22.*html$/);
    expect(words).toMatch(/Yderligere \d+ klinikker skal opfylde OK22-kravet, før \d\d,\d % er nået/);
    expect(words).toContain("Målet er sat af Styregruppen 24-04-2024 og skal være nået i december 2026.");
    expect(words).toContain("Nyt niveau fra juni 2024: nyt lægesystem.");
    const ends = picturesIn(files)
      .filter(({ name }) => name.startsWith("ok22-") || name.startsWith("trend-"))
      .map(({ svg }) => labelBoxes(svg, measure).filter(({ text }) => text === "Mål dec 2026").length);
    // slide, page and narrow page of the steering group, page and narrow page of the OK22 report
    expect(ends).toEqual([1, 1, 1, 1, 1]);
  });
});
