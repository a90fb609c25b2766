import { describe, expect, test } from "vitest";
import { deckLook, drawnDeck, sheetColours } from "../../testing/drawn/drawn-deck.js";
import type { ReadDeck } from "../../testing/readers/read-deck.js";
import { readDeck, runsOf } from "../../testing/readers/read-deck.js";
import type { XmlElement } from "../package/tree.js";
import { find, findAll } from "../package/tree.js";
import type { ContentSlide, DeckSlide, TitleSlide } from "./content.js";
import { inches } from "./house/place.js";
import { decoration, inheritedColors, shapeTree, textShape } from "./shape.js";
import { paragraph, paragraphs, run, solidFill } from "./text.js";
import { renderDeck } from "./write.js";

describe("a run of text", () => {
  test("says its language, and of its look only what differs from its place", () => {
    expect(run("Åen", "da-DK")).toBe('<a:r><a:rPr lang="da-DK" dirty="0"/><a:t>Åen</a:t></a:r>');
    expect(run("Åen", "da-DK", { size: 14, bold: true, color: "#8a3b00" })).toBe(
      '<a:r><a:rPr lang="da-DK" sz="1400" b="1" dirty="0"><a:solidFill><a:srgbClr val="8A3B00"/></a:solidFill></a:rPr><a:t>Åen</a:t></a:r>',
    );
    expect(run("Åen", "da-DK", { bold: false })).toContain(' b="0"');
  });

  test("is coloured by a colour, or by a name of the theme", () => {
    expect(solidFill("#67b869")).toBe('<a:solidFill><a:srgbClr val="67B869"/></a:solidFill>');
    expect(solidFill("tx1")).toBe('<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>');
  });

  test("is a paragraph of its own for each line; no lines are one empty paragraph, which a shape must have", () => {
    expect(paragraphs(["a", "b"], "da-DK")).toHaveLength(2);
    expect(paragraphs([], "da-DK")).toEqual(['<a:p><a:endParaRPr lang="da-DK" dirty="0"/></a:p>']);
    expect(paragraph([])).toBe("<a:p/>");
  });
});

describe("a shape", () => {
  const body = { paragraphs: paragraphs(["a"], "da-DK") };
  const shape = (over: Partial<Parameters<typeof textShape>[0]>): string =>
    textShape({ id: 2, name: "Navn", placeholder: null, box: null, body, ...over });

  test("that fills a place of its layout says which, and neither where nor what form", () => {
    const filled = shape({ placeholder: { type: "title", idx: null } });
    expect(filled).toContain('<p:ph type="title"/>');
    expect(filled).toContain("<p:spPr/>");
    expect(filled).not.toContain("txBox");
    expect(shape({ placeholder: { type: null, idx: "1" } })).toContain('<p:ph idx="1"/>');
  });

  test("of its own says that it is a text box, where it stands and what form it has", () => {
    const own = shape({ box: { x: 1, y: 2, width: 3, height: 4 }, fill: "#ffffff" });
    expect(own).toContain('txBox="1"');
    expect(own).not.toContain("<p:ph");
    expect(own).toContain('<a:off x="1" y="2"/><a:ext cx="3" cy="4"/>');
    expect(own).toContain(
      '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/>',
    );
    expect(shape({ rounded: true })).toContain(
      'prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 50000"/>',
    );
  });

  test("that fills a place and moves from it has a form as well", () => {
    const moved = { placeholder: { type: "body", idx: "1" }, box: inches(0, 0, 1, 1) };
    expect(shape(moved)).toContain("prstGeom");
    expect(shape({ placeholder: { type: "body", idx: "1" }, fill: "bg1" })).toContain("prstGeom");
  });

  test("says how its text stands only where it is told", () => {
    expect(shape({})).toContain("<a:bodyPr/>");
    const told = { ...body, anchor: "ctr", columns: 2, insets: [7, 8], wraps: false } as const;
    expect(shape({ body: told })).toContain(
      '<a:bodyPr wrap="none" lIns="7" tIns="8" rIns="7" bIns="8" numCol="2" spcCol="457200" anchor="ctr"/>',
    );
    expect(shape({ body: { ...body, wraps: true } })).toContain('<a:bodyPr wrap="square"/>');
  });

  test("that only decorates is left out by a screen reader, and says nothing", () => {
    const bar = decoration(3, "Bar", inches(0, 0, 1, 1), "accent6");
    expect(bar).toContain("decorative");
    expect(bar).toContain('val="1"');
    expect(bar).not.toContain("txBody");
  });

  test("stands in a tree whose own number is 1, on colours of its master", () => {
    expect(shapeTree([])).toContain('<p:cNvPr id="1" name=""/>');
    expect(inheritedColors()).toContain("masterClrMapping");
  });
});

const write = async (...slides: DeckSlide[]): Promise<ReadDeck> =>
  readDeck(await renderDeck({ ...drawnDeck, slides }, deckLook, sheetColours));

function shapeNamed(deck: ReadDeck, name: string): XmlElement | undefined {
  const all = ["sp", "graphicFrame"].flatMap((kind) => findAll(deck.part(deck.slides[0]!), kind));
  return all.find((shape) => find(shape, "cNvPr")?.attributes["name"] === name);
}

const placeOf = (shape: XmlElement | undefined): { x: number; y: number; width: number; height: number } => {
  const transform = find(shape ?? null, "xfrm");
  const [off, ext] = [find(transform, "off")?.attributes, find(transform, "ext")?.attributes];
  const [x, y, width, height] = [off?.["x"], off?.["y"], ext?.["cx"], ext?.["cy"]].map(Number);
  return { x: x!, y: y!, width: width!, height: height! };
};

describe("what stands on a slide", () => {
  const [title, , , table] = drawnDeck.slides as [TitleSlide, ContentSlide, ContentSlide, ContentSlide];

  test("warnings stand beside each other in one box that is wide enough, above the title and at its right end", async () => {
    const deck = await write({ ...table, marks: ["Syntetiske data", "Foreløbige tal"] });
    const marks = shapeNamed(deck, "Marks");
    expect(runsOf(marks!)).toEqual(["Syntetiske data  ·  Foreløbige tal"]);
    const [box, one] = [
      placeOf(marks),
      placeOf(shapeNamed(await write({ ...table, marks: ["Syntetiske data"] }), "Marks")),
    ];
    expect(box.width).toBeGreaterThan(one.width);
    expect(box.x + box.width).toBe(one.x + one.width);
    const head = inches(0.6, 0.52, 0, 0);
    expect(box.y + box.height).toBeLessThanOrEqual(head.y);
    expect(find(marks!, "bodyPr")?.attributes).toMatchObject({ wrap: "none", anchor: "ctr" });
  });

  test("warnings of the title slide stand above its facts", async () => {
    const deck = await write(title);
    const facts = inches(0.6, 4.95, 9, 1.5);
    const box = placeOf(shapeNamed(deck, "Marks"));
    expect(box.x).toBe(facts.x);
    expect(box.y + box.height).toBeLessThan(facts.y);
    expect(box.y).toBeGreaterThan(inches(0, 3.75 + 0.6, 0, 0).y - 1);
  });

  test("no warning is no box", async () => {
    expect(shapeNamed(await write({ ...table, marks: [] }), "Marks")).toBeUndefined();
    expect(shapeNamed(await write({ ...title, marks: [] }), "Marks")).toBeUndefined();
  });

  test("no notes leave their room to what the slide shows, and many take it from it", async () => {
    const heightWith = async (notes: string[]): Promise<[object: number, notes: number]> => {
      const deck = await write({ ...table, notes });
      const box = shapeNamed(deck, "Notes");
      return [placeOf(shapeNamed(deck, "Tabel")).height, box === undefined ? 0 : placeOf(box).height];
    };
    const [alone, none] = await heightWith([]);
    const [withOne, one] = await heightWith(["Datakilde: PLSP"]);
    const [withFour, four] = await heightWith(["a", "b", "c", "d"]);
    expect(none).toBe(0);
    expect([alone > withOne, withOne > withFour]).toEqual([true, true]);
    expect(four).toBe(4 * one);
    const [, long] = await heightWith(["Datakilde: PLSP. ".repeat(20)]);
    expect(long).toBeGreaterThan(one);
  });

  test("notes are written in 12 points, however many", async () => {
    const deck = await write({ ...table, notes: Array.from({ length: 9 }, (_, place) => `Note ${place}`) });
    const notes = shapeNamed(deck, "Notes")!;
    expect(runsOf(notes)).toHaveLength(9);
    const sizes = findAll(notes, "rPr").map(({ attributes }) => attributes["sz"] ?? "1200");
    expect(new Set(sizes)).toEqual(new Set(["1200"]));
  });

  test("a long subtitle is written smaller, never below 14 points, and a short one as the layout has it", async () => {
    const sizeOf = async (subtitle: string): Promise<string | undefined> =>
      find(shapeNamed(await write({ ...table, subtitle }), "Subtitle")!, "rPr")?.attributes["sz"];
    expect(await sizeOf("Kort")).toBeUndefined();
    // 882 points hold 90 letters of 18 points and a little more of 16
    expect(await sizeOf("n".repeat(95))).toBe("1600");
    expect(await sizeOf("n ".repeat(400))).toBe("1400");
  });

  test("a chart and a table fill the layout's place for them", async () => {
    const frame = shapeNamed(await write(table), "Tabel")!;
    expect(find(frame, "ph")?.attributes).toEqual({ idx: "1" });
    expect(find(frame, "graphicData")?.attributes["uri"]).toMatch(/table$/);
  });

  test("the number of a slide is a field, so that it follows when slides are moved", async () => {
    const deck = await write(table, table);
    const numbers = deck.slides.map((name) => find(deck.part(name), "fld")!);
    expect(numbers.map(({ attributes }) => attributes["type"])).toEqual(["slidenum", "slidenum"]);
    expect(numbers.map(runsOf)).toEqual([["1"], ["2"]]);
  });
});
