import JSZip from "jszip";
import PptxGenJs from "pptxgenjs";
import { beforeAll, describe, expect, test } from "vitest";
import { deckLook, drawnDeck, sheetColours } from "../../../testing/drawn/drawn-deck.js";
import type { DeckContent } from "../content.js";
import { renderDeck } from "../write.js";

// The class is the default export of a CommonJS module, which Node wraps once more.
const wrapped: { default?: typeof PptxGenJs.default } = PptxGenJs;
const Generator = wrapped.default ?? (PptxGenJs as unknown as typeof PptxGenJs.default);

let corporate: Uint8Array;

beforeAll(async () => {
  const deck = new Generator();
  deck.layout = "LAYOUT_WIDE";
  deck.defineSlideMaster({
    title: "Forside",
    objects: [
      {
        placeholder: { options: { name: "Overskrift", type: "title", x: 1, y: 2, w: 11, h: 1.5 }, text: "" },
      },
    ],
  });
  deck.defineSlideMaster({
    title: "Titel og indhold",
    objects: [
      { rect: { x: 0, y: 7, w: 13.33, h: 0.5, fill: { color: "AA0000" } } },
      {
        placeholder: { options: { name: "Overskrift", type: "title", x: 1, y: 1, w: 11, h: 0.9 }, text: "" },
      },
      { placeholder: { options: { name: "Indhold", type: "body", x: 1, y: 2.5, w: 11, h: 4 }, text: "" } },
    ],
  });
  deck.defineSlideMaster({
    title: "Stor titel",
    objects: [
      {
        placeholder: {
          options: { name: "Overskrift", type: "title", x: 1, y: 1, w: 11, h: 1.2, fontSize: 44 },
          text: "",
        },
      },
      { placeholder: { options: { name: "Indhold", type: "body", x: 1, y: 2.5, w: 11, h: 4 }, text: "" } },
    ],
  });
  deck.defineSlideMaster({
    title: "Forside med undertitel",
    objects: [
      { placeholder: { options: { name: "Overskrift", type: "title", x: 1, y: 1, w: 11, h: 1 }, text: "" } },
      { placeholder: { options: { name: "Under", type: "body", x: 1, y: 2, w: 11, h: 5 }, text: "" } },
    ],
  });
  deck.addSlide({ masterName: "Titel og indhold" }).addText("EKSEMPEL", { x: 1, y: 1 });
  const zip = await JSZip.loadAsync(await deck.write({ outputType: "nodebuffer" }));
  for (const name of Object.keys(zip.files).filter((one) => one.endsWith(".xml"))) {
    const xml = await text(zip, name);
    // The generator knows no subtitles.
    if (xml.includes('name="Forside med undertitel"'))
      zip.file(name, xml.replace('type="body"', 'type="subTitle"'));
  }
  corporate = await zip.generateAsync({ type: "uint8array" });
});

async function writeOn(
  titleLayout: string | null,
  contentLayout: string | null,
  deck: DeckContent = drawnDeck,
): Promise<JSZip> {
  const template = { file: "skabelon.pptx", bytes: corporate, titleLayout, contentLayout };
  return JSZip.loadAsync(await renderDeck(deck, { ...deckLook, template }, sheetColours));
}

const text = (zip: JSZip, name: string): Promise<string> => zip.file(name)!.async("string");

describe("a corporate template", () => {
  test("gives its layouts and its master to the deck, and none of its own slides", async () => {
    const zip = await writeOn("Forside", "Titel og indhold");
    const names = Object.keys(zip.files).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
    expect(names).toHaveLength(5);
    for (const name of Object.keys(zip.files).filter((one) => one.endsWith(".xml")))
      expect(await text(zip, name)).not.toContain("EKSEMPEL");
    const layouts = await Promise.all(
      Object.keys(zip.files)
        .filter((name) => /^ppt\/slideLayouts\/slideLayout\d+\.xml$/.test(name))
        .map(async (name) => [/<p:cSld name="([^"]*)"/.exec(await text(zip, name))?.[1], name]),
    );
    const wanted = layouts.find(([name]) => name === "Titel og indhold")?.[1] ?? "";
    const relations = await text(zip, "ppt/slides/_rels/slide2.xml.rels");
    expect(relations).toContain(`../slideLayouts/${wanted.split("/").at(-1)}`);
  });

  test("has its title placeholder filled, and the chart where its content stands", async () => {
    const zip = await writeOn("Forside", "Titel og indhold");
    const slide = await text(zip, "ppt/slides/slide2.xml");
    expect(slide).toMatch(/<p:ph type="title"[^>]*\/>.*?<a:t>Flere planer<\/a:t>/s);
    const frame = /<p:graphicFrame>.*?<a:off x="(\d+)" y="(\d+)"\/><a:ext cx="(\d+)"/s.exec(slide)!;
    const inch = 914_400;
    // The content begins at 2.5 inches; 0.42 inches of it are the subtitle, for which the template has no place.
    expect(frame.slice(1).map(Number)).toEqual([inch, Math.round(2.92 * inch), 11 * inch]);
    expect(slide).toContain("<a:t>Undertitel</a:t>");
  });

  test("whose titles are large has long ones written smaller, and short ones in its own size", async () => {
    const long = "20.417 forløbsplaner i februar 2025: 3,9 % færre end i februar 2024";
    const [title, ...others] = drawnDeck.slides;
    const slides = [
      title!,
      ...others.map((slide, index) => (index === 0 ? { ...slide, title: long } : slide)),
    ];
    const zip = await writeOn("Forside", "Stor titel", { ...drawnDeck, slides });
    const titleRun = async (number: number): Promise<string> =>
      /<p:ph type="title"[^>]*\/>.*?<a:rPr[^>]*>/s.exec(await text(zip, `ppt/slides/slide${number}.xml`))![0];
    // At 44 points it takes two lines of 106 points, which a title of 1,2 inches (86 points) has no room for.
    expect(await titleRun(2)).toMatch(/ sz="2[0-8]00"/);
    expect(await titleRun(3)).not.toContain(" sz=");
  });

  test("with no room for the facts of the title slide has them with its subtitle", async () => {
    const slide = await text(
      await writeOn("Forside med undertitel", "Titel og indhold"),
      "ppt/slides/slide1.xml",
    );
    const subtitle = /<p:ph type="subTitle".*?<\/p:sp>/s.exec(slide)![0];
    expect([...subtitle.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, words]) => words)).toEqual([
      "Undertitel",
      "Data til og med februar 2025",
    ]);
    expect(slide).not.toContain('name="Facts"');
  });

  test("lists each slide once and refers to nothing that is not there", async () => {
    const zip = await writeOn("Forside", "Titel og indhold");
    const list = /<p:sldIdLst>.*?<\/p:sldIdLst>/s.exec(await text(zip, "ppt/presentation.xml"))![0];
    expect(list.match(/<p:sldId /g)).toHaveLength(5);
    const types = await text(zip, "[Content_Types].xml");
    const named = [...types.matchAll(/PartName="\/([^"]*)"/g)].map((match) => match[1]!);
    expect(new Set(named).size).toBe(named.length);
    const relations = await text(zip, "ppt/_rels/presentation.xml.rels");
    const targets = [...relations.matchAll(/Target="([^"]*)"/g)].map((match) => `ppt/${match[1]!}`);
    for (const target of targets) expect(zip.file(target), target).not.toBeNull();
  });

  test("without the layout that is asked for is refused with those that it has", async () => {
    await expect(writeOn("Forside", "Findes ikke")).rejects.toMatchObject({
      code: 15,
      remedy: expect.stringContaining('"Titel og indhold"'),
    });
  });

  test("that is no presentation is refused", async () => {
    const template = {
      file: "skabelon.docx",
      bytes: new Uint8Array([1, 2, 3]),
      titleLayout: null,
      contentLayout: null,
    };
    await expect(renderDeck(drawnDeck, { ...deckLook, template }, sheetColours)).rejects.toMatchObject({
      code: 15,
      place: "skabelon.docx",
      message: "no PowerPoint presentation or template",
    });
  });
});
