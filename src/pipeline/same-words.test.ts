import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveQuestion } from "../question/question.js";
import { steeringFigureIds } from "../reports/adoption/figures/index.js";
import { addMonths } from "../domain/month.js";
import { programFolder } from "../lib/program.js";
import type { Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../testing/workshop.js";
import { figuresOfMonth } from "../reports/shared/figures/of-month.js";
import { makeReport } from "../reports/index.js";

let shop: Workshop;
let files: Map<string, Buffer>;
let deck: JSZip;

/** Two years and a month of two clinics, so that each figure has a year before it. */
beforeAll(async () => {
  shop = await openWorkshop();
  await shop.load(
    "laegehuse_2025-02.csv",
    clinicsCsv([
      { ydernummer: "11", doctors: "1" },
      { ydernummer: "22", doctors: "2" },
    ]),
  );
  const months = Array.from({ length: 25 }, (_, index) => addMonths(month("2023-02"), index));
  await shop.load(
    "planer.csv",
    countsCsv(
      months.flatMap((one, index): [string, string, string, number, number][] => [
        [one, "11", "KOL", 1 + (index % 3), index],
        [one, "22", "T2D", index % 2, 0],
      ]),
    ),
    { acceptedReason: "drawn in a test" },
  );
  const question = await resolveQuestion(shop, {});
  const figures = await figuresOfMonth(question);
  const made = await makeReport("steering", {
    question,
    figures,
    shownBefore: null,
    forms: [],
    home: programFolder,
  });
  files = new Map(made.map(({ fileName, bytes }) => [fileName, Buffer.from(bytes)]));
  deck = await JSZip.loadAsync(file(".pptx"));
});
afterAll(() => shop.end());

function file(ending: string): Buffer {
  const name = [...files.keys()].find((one) => one.endsWith(ending));
  return files.get(name ?? "")!;
}

/** What a figure says of itself, as read back from one file. */
interface Words {
  /** The chart's title and the finding, `Title. Finding`. */
  title: string;
  description: string;
}

const unescaped = (text = ""): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&#xA0;", "\u00a0")
    .replaceAll("&amp;", "&");

/** The words of a drawing, and that it is announced by them as one picture. */
function wordsOfSvg(svg: string): Words {
  const root = /<svg[^>]*>/.exec(svg)?.[0] ?? "";
  const [, titleId, title] = /<title id="([^"]+)">([^<]*)<\/title>/.exec(svg) ?? [];
  const [, descriptionId, description] = /<desc id="([^"]+)">([^<]*)<\/desc>/.exec(svg) ?? [];
  expect(root).toContain('role="img"');
  expect(root).toContain('lang="da-DK"');
  expect(root).toContain(`aria-labelledby="${titleId}"`);
  expect(root).toContain(`aria-describedby="${descriptionId}"`);
  return { title: unescaped(title), description: unescaped(description) };
}

/** The texts that a PNG carries (iTXt chunks, not compressed). Source: PNG specification (W3C), section 11.3.3.4. */
function wordsOfPng(png: Buffer): Words {
  const texts = new Map<string, string>();
  for (let place = 8; place < png.length; place += 12 + png.readUInt32BE(place)) {
    const data = png.subarray(place + 8, place + 8 + png.readUInt32BE(place)).toString("utf8");
    if (png.subarray(place + 4, place + 8).toString("latin1") !== "iTXt") continue;
    const [, keyword = "", text = ""] = /^(\w+)\0\0\0da-DK\0\0(.*)$/s.exec(data) ?? [];
    texts.set(keyword, text);
  }
  return { title: texts.get("Title") ?? "", description: texts.get("Description") ?? "" };
}

/** The part of the page about a figure: its heading, its finding and its drawing. */
function wordsOfPage(id: string): { heading: string; finding: string; drawn: Words } {
  const page = file(".html").toString("utf8");
  const part = page.slice(page.indexOf(`id="${id}" class="sheet"`));
  const heading = unescaped(/<h2>([^<]*)<\/h2>/.exec(part)?.[1]);
  const finding = unescaped(/<p class="finding">([^<]*)<\/p>/.exec(part)?.[1]);
  return { heading, finding, drawn: wordsOfSvg(part) };
}

/** The slide that has a chart of this name: its title is the finding, its subtitle the chart's title. */
async function wordsOfSlide(chartTitle: string): Promise<Words> {
  for (const name of Object.keys(deck.files).filter((one) => /^ppt\/slides\/slide\d+\.xml$/.test(one))) {
    const xml = await deck.file(name)!.async("string");
    const [, chart = "", description] =
      /<p:graphicFrame>.*?<p:cNvPr [^>]*name="([^"]*)" descr="([^"]*)"/s.exec(xml) ?? [];
    if (unescaped(chart) !== chartTitle) continue;
    const textOf = (shape: RegExp): string =>
      [...(shape.exec(xml)?.[0] ?? "").matchAll(/<a:t>([^<]*)<\/a:t>/g)]
        .map(([, text]) => unescaped(text))
        .join("");
    const finding = textOf(/<p:ph type="title"\/>.*?<\/p:sp>/s);
    const subtitle = textOf(/<p:cNvPr [^>]*name="Subtitle"\/>.*?<\/p:sp>/s);
    return { title: `${subtitle}. ${finding}`, description: unescaped(description) };
  }
  throw new Error(`no slide has the chart ${chartTitle}`);
}

describe.each(steeringFigureIds.map((id, index) => ({ id, stem: `${index + 1}-${id}` })))(
  "the figure $id",
  ({ id, stem }) => {
    test("says the same finding and the same alternative text in drawing, picture, page and slide", async () => {
      const drawing = wordsOfSvg(file(`${stem}.svg`).toString("utf8"));
      const { heading, finding, drawn } = wordsOfPage(id);
      // A finding with a figure in it, said in the alternative text too: no empty words are compared.
      expect(finding).toMatch(/\d/);
      expect(drawing.title).toBe(`${heading}. ${finding}`);
      expect(drawing.description).toContain(finding);
      expect(drawn).toEqual(drawing);
      expect(wordsOfPng(file(`${stem}.png`))).toEqual(drawing);
      expect(await wordsOfSlide(heading)).toEqual(drawing);
    });
  },
);
