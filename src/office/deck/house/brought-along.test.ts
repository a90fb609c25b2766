import { beforeAll, describe, expect, test } from "vitest";
import JSZip from "jszip";
import { deckLook, drawnDeck, sheetColours } from "../../../testing/drawn/drawn-deck.js";
import { readDeck } from "../../../testing/readers/read-deck.js";
import { find, findAll } from "../../package/tree.js";
import type { DeckTemplate } from "../content.js";
import { renderDeck } from "../write.js";

/** A template as a house may have it: our own deck, whose slides are examples, with what PowerPoint adds to one. */
let template: Uint8Array;

async function templateWith(change: (zip: JSZip) => Promise<void> | void): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(template);
  await change(zip);
  return zip.generateAsync({ type: "uint8array" });
}

async function edit(zip: JSZip, name: string, work: (xml: string) => string): Promise<void> {
  const before = await zip.file(name)!.async("string");
  const after = work(before);
  expect(after, name).not.toBe(before);
  zip.file(name, after);
}

const onto = (bytes: Uint8Array, over: Partial<DeckTemplate> = {}): Promise<Uint8Array> =>
  renderDeck(
    drawnDeck,
    {
      ...deckLook,
      template: {
        file: "skabelon.potx",
        bytes,
        titleLayout: "flp title",
        contentLayout: "flp content",
        ...over,
      },
    },
    sheetColours,
  );

beforeAll(async () => {
  const examples = drawnDeck.slides.map((slide) => ({ ...slide, title: "EKSEMPEL" }));
  template = await renderDeck({ ...drawnDeck, footer: "SKABELON", slides: examples }, deckLook, sheetColours);
});

describe("a template with slides of its own", () => {
  test("gives none of them, nor what belongs to them: notes, charts, comments, tags", async () => {
    const bytes = await templateWith(async (zip) => {
      for (const [type, path] of [
        ["comments", "comments/comment1.xml"],
        ["tags", "tags/tag1.xml"],
      ]) {
        zip.file(`ppt/${path}`, "<EKSEMPEL/>");
        await edit(zip, "ppt/slides/_rels/slide1.xml.rels", (xml) =>
          xml.replace(
            "</Relationships>",
            `<Relationship Id="x${type}" Type="a/${type}" Target="../${path}"/></Relationships>`,
          ),
        );
        await edit(zip, "[Content_Types].xml", (xml) =>
          xml.replace(
            "</Types>",
            `<Override PartName="/ppt/${path}" ContentType="application/xml"/></Types>`,
          ),
        );
      }
    });
    const deck = await readDeck(await onto(bytes));
    expect(deck.slides).toHaveLength(5);
    expect(deck.names.filter((name) => /comments|tags/.test(name))).toEqual([]);
    const kinds = findAll(deck.part("[Content_Types].xml"), "Override").map(
      ({ attributes }) => attributes["PartName"],
    );
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const name of kinds) expect(deck.names).toContain(name?.slice(1));
    const zip = await JSZip.loadAsync(await onto(bytes));
    for (const name of Object.keys(zip.files).filter((one) => one.startsWith("ppt/slides/")))
      expect(await zip.file(name)?.async("string")).not.toContain("EKSEMPEL");
  });

  test("gives neither the workbook behind a chart of theirs nor their pictures, and keeps what a layout shows too", async () => {
    const bytes = await templateWith(async (zip) => {
      // as the seventh slide would bring them along
      zip.file("ppt/embeddings/salaries.xlsx", "SALARIES");
      zip.file("ppt/media/slide.png", "PICTURE");
      zip.file("ppt/media/both.png", "PICTURE");
      await edit(zip, "ppt/charts/_rels/chart2.xml.rels", (xml) =>
        xml.replace('Target="../embeddings/chart2.xlsx"', 'Target="../embeddings/salaries.xlsx"'),
      );
      const image = (id: string, file: string): string =>
        `<Relationship Id="${id}" Type="a/image" Target="../media/${file}"/></Relationships>`;
      await edit(zip, "ppt/slides/_rels/slide1.xml.rels", (xml) =>
        xml
          .replace("</Relationships>", image("x1", "slide.png"))
          .replace("</Relationships>", image("x2", "both.png")),
      );
      await edit(zip, "ppt/slideLayouts/_rels/slideLayout1.xml.rels", (xml) =>
        xml.replace("</Relationships>", image("x3", "both.png")),
      );
      await edit(zip, "[Content_Types].xml", (xml) =>
        xml.replace("</Types>", '<Default Extension="png" ContentType="image/png"/></Types>'),
      );
    });
    const deck = await readDeck(await onto(bytes));
    expect(deck.names.filter((name) => /salaries|media/.test(name))).toEqual(["ppt/media/both.png"]);
  });

  test("is asked for no show and no section of slides that are gone", async () => {
    const bytes = await templateWith((zip) =>
      edit(zip, "ppt/presentation.xml", (xml) =>
        xml.replace(
          "</p:presentation>",
          [
            '<p:custShowLst><p:custShow name="kort" id="0"><p:sldLst><p:sld r:id="rId9"/></p:sldLst></p:custShow></p:custShowLst>',
            '<p:extLst><p:ext uri="{521415D9}"> <p14:sectionLst xmlns:p14="p14"><p14:section name="a"/></p14:sectionLst> </p:ext>',
            '<p:ext uri="{kept}"/></p:extLst></p:presentation>',
          ].join(""),
        ),
      ),
    );
    const zip = await JSZip.loadAsync(await onto(bytes));
    const presentation = await zip.file("ppt/presentation.xml")!.async("string");
    expect(presentation).not.toMatch(/custShow|section/);
    expect(presentation).toContain('<p:ext uri="{kept}"/>');
  });

  test("lists ours alone, by references that are not those of the gone ones", async () => {
    const deck = await readDeck(await onto(template));
    const ids = findAll(deck.part("ppt/presentation.xml"), "sldId").map(
      ({ attributes }) => attributes["r:id"],
    );
    expect(ids).toHaveLength(5);
    expect(findAll(deck.part("ppt/presentation.xml"), "sldIdLst")).toHaveLength(1);
    expect(
      deck
        .relations("ppt/presentation.xml")
        .filter(({ type }) => type === "slide")
        .map(({ id }) => id),
    ).toEqual(ids);
  });
});

describe("what a template has already", () => {
  test("is used: its look of notes, its properties in their place", async () => {
    const deck = await readDeck(await onto(template));
    expect(deck.names.filter((name) => name.startsWith("ppt/notesMasters/"))).toHaveLength(
      2 /* with its references */,
    );
    expect(deck.names.filter((name) => /^ppt\/theme\/theme\d+\.xml$/.test(name))).toHaveLength(2);
    expect(deck.names.filter((name) => /^docProps\/core/.test(name))).toEqual(["docProps/core.xml"]);
    expect(find(deck.part("docProps/app.xml"), "Slides")?.text).toBe("5");
  });

  test("is made where it lacks: a look of notes with a theme of its own, beside the template's", async () => {
    const bytes = await templateWith(async (zip) => {
      await edit(zip, "ppt/_rels/presentation.xml.rels", (xml) =>
        xml.replace(/<Relationship [^>]*notesMaster[^>]*\/>/, ""),
      );
      await edit(zip, "ppt/presentation.xml", (xml) =>
        xml.replace(/<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/, ""),
      );
      await edit(zip, "[Content_Types].xml", (xml) => xml.replace(/<Override [^>]*notesMaster1[^>]*\/>/, ""));
      zip.remove("ppt/notesMasters/notesMaster1.xml");
      zip.remove("ppt/notesMasters/_rels/notesMaster1.xml.rels");
    });
    const deck = await readDeck(await onto(bytes));
    const master = "ppt/notesMasters/notesMaster1.xml";
    expect(deck.relations(master)).toMatchObject([{ type: "theme", target: "ppt/theme/theme3.xml" }]);
    expect(deck.kindOf(master)).toMatch(/notesMaster\+xml$/);
    const list = find(deck.part("ppt/presentation.xml"), "notesMasterId")!;
    const [relation] = deck.relations("ppt/presentation.xml").filter(({ type }) => type === "notesMaster");
    expect(list.attributes["r:id"]).toBe(relation?.id);
    for (const name of deck.slides) {
      const notes = deck.relations(name).find(({ type }) => type === "notesSlide")!.target;
      expect(deck.relations(notes).find(({ type }) => type === "notesMaster")?.target).toBe(master);
    }
  });

  test("may be said to be a template: what is written from it is a presentation", async () => {
    const bytes = await templateWith((zip) =>
      edit(zip, "[Content_Types].xml", (xml) =>
        xml.replace("presentationml.presentation.main", "presentationml.template.main"),
      ),
    );
    const deck = await readDeck(await onto(bytes));
    expect(deck.kindOf("ppt/presentation.xml")).toMatch(/presentation\.main\+xml$/);
  });
});

describe("a template is refused", () => {
  test("where it holds macros, with what to do", async () => {
    const bytes = await templateWith((zip) =>
      edit(zip, "[Content_Types].xml", (xml) =>
        xml.replace("presentationml.presentation.main", "ms-powerpoint.presentation.macroEnabled.main"),
      ),
    );
    await expect(onto(bytes)).rejects.toMatchObject({
      code: 15,
      place: "skabelon.potx",
      message: "it holds macros",
      remedy: expect.stringContaining("without macros"),
    });
  });

  test("where it is another Office file", async () => {
    const zip = new JSZip();
    zip.file("[Content_Types].xml", "<Types/>");
    zip.file("word/document.xml", "<a/>");
    await expect(onto(await zip.generateAsync({ type: "uint8array" }))).rejects.toMatchObject({
      code: 15,
      place: "skabelon.potx",
      message: "no PowerPoint presentation or template",
    });
  });

  test("where it has no layout of the type that is looked for, with the names of those that it has, each once", async () => {
    await expect(onto(template, { titleLayout: null, contentLayout: null })).rejects.toMatchObject({
      code: 15,
      place: "skabelon.potx",
      message: "it has no layout of the type obj or titleOnly",
      remedy: 'name one of its layouts in the theme: "flp title", "flp content"',
    });
  });

  test("where a name is spelled otherwise", async () => {
    await expect(onto(template, { titleLayout: "FLP title" })).rejects.toMatchObject({
      place: "skabelon.potx",
      message: 'it has no layout called "FLP title"',
    });
  });
});

test.each([
  ["obj", "obj"],
  ["titleOnly", "titleOnly"],
])("a layout of the type %s is found without a name", async (_, type) => {
  const bytes = await templateWith((zip) =>
    edit(zip, "ppt/slideLayouts/slideLayout2.xml", (xml) =>
      xml.replace("<p:sldLayout ", `<p:sldLayout type="${type}" `),
    ),
  );
  const deck = await readDeck(await onto(bytes, { titleLayout: null, contentLayout: null }));
  const layoutOf = (place: number): string | undefined =>
    deck.relations(deck.slides[place]!).find(({ type: kind }) => kind === "slideLayout")?.target;
  expect([layoutOf(0), layoutOf(1)]).toEqual([
    "ppt/slideLayouts/slideLayout1.xml",
    "ppt/slideLayouts/slideLayout2.xml",
  ]);
});
