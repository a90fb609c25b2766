import { describe, expect, test } from "vitest";
import { deckLook, drawnDeck, sheetColours } from "../../testing/drawn/drawn-deck.js";
import type { ReadDeck } from "../../testing/readers/read-deck.js";
import { cellsAt, readDeck, referencesOf, runsOf } from "../../testing/readers/read-deck.js";
import { find, findAll } from "../package/tree.js";
import type { ContentSlide, DeckContent } from "./content.js";
import { renderDeck } from "./write.js";

const read = async (changes: Partial<DeckContent> = {}): Promise<ReadDeck> =>
  readDeck(await renderDeck({ ...drawnDeck, ...changes }, deckLook, sheetColours));

const drawn = await read();
const endingWith = (ending: string): string[] => drawn.names.filter((name) => name.endsWith(ending));
const owners = ["", ...drawn.names.filter((name) => name.endsWith(".xml") && !name.startsWith("["))];

describe("the package of a deck", () => {
  test("refers to no part that is not there, and gives each reference of a part a number of its own", () => {
    let references = 0;
    for (const owner of owners) {
      const relations = drawn.relations(owner);
      references += relations.length;
      expect(new Set(relations.map(({ id }) => id)).size, owner).toBe(relations.length);
      for (const { target } of relations) expect(drawn.names, `${owner} -> ${target}`).toContain(target);
    }
    // each of five slides: layout, notes, and back from the notes to slide and master, at the least
    expect(references).toBeGreaterThan(20);
  });

  test("holds no part that nothing refers to", () => {
    const meant = new Set(owners.flatMap((owner) => drawn.relations(owner).map(({ target }) => target)));
    const alone = drawn.names.filter((name) => !name.endsWith(".rels") && name !== "[Content_Types].xml");
    expect(alone.filter((name) => !meant.has(name))).toEqual([]);
  });

  test("says of what kind each part is, by the names of the standard", () => {
    const kinds: readonly (readonly [pattern: RegExp, kind: string])[] = [
      [/^ppt\/presentation\.xml$/, "presentationml.presentation.main+xml"],
      [/^ppt\/slides\/slide\d+\.xml$/, "presentationml.slide+xml"],
      [/^ppt\/slideLayouts\/\w+\.xml$/, "presentationml.slideLayout+xml"],
      [/^ppt\/slideMasters\/\w+\.xml$/, "presentationml.slideMaster+xml"],
      [/^ppt\/notesSlides\/\w+\.xml$/, "presentationml.notesSlide+xml"],
      [/^ppt\/notesMasters\/\w+\.xml$/, "presentationml.notesMaster+xml"],
      [/^ppt\/theme\/\w+\.xml$/, "officedocument.theme+xml"],
      [/^ppt\/charts\/\w+\.xml$/, "drawingml.chart+xml"],
      [/^ppt\/embeddings\/\w+\.xlsx$/, "spreadsheetml.sheet"],
      [/^ppt\/presProps\.xml$/, "presentationml.presProps+xml"],
      [/^ppt\/viewProps\.xml$/, "presentationml.viewProps+xml"],
      [/^ppt\/tableStyles\.xml$/, "presentationml.tableStyles+xml"],
      [/^docProps\/core\.xml$/, "package.core-properties+xml"],
      [/^docProps\/app\.xml$/, "officedocument.extended-properties+xml"],
      [/\.rels$/, "package.relationships+xml"],
    ];
    const parts = drawn.names.filter((name) => name !== "[Content_Types].xml");
    for (const name of parts) {
      const [, kind] = kinds.find(([pattern]) => pattern.test(name)) ?? [null, "a kind that no deck has"];
      expect(drawn.kindOf(name)?.endsWith(kind), `${name}: ${drawn.kindOf(name)}`).toBe(true);
    }
    const used = kinds.filter(([pattern]) => parts.some((name) => pattern.test(name)));
    expect(used).toHaveLength(kinds.length);
  });

  test("begins with what programs look for first, and names no part twice", () => {
    expect(drawn.names.slice(0, 2)).toEqual(["[Content_Types].xml", "_rels/.rels"]);
    const lower = drawn.names.map((name) => name.toLowerCase());
    expect(new Set(lower).size).toBe(lower.length);
    const overrides = findAll(drawn.part("[Content_Types].xml"), "Override").map(
      ({ attributes }) => attributes["PartName"],
    );
    expect(new Set(overrides).size).toBe(overrides.length);
  });

  test("lists its slides in the order of the deck, each with an id of its own above 255", async () => {
    const backwards = await read({ slides: [...drawnDeck.slides].reverse() });
    const titles = (deck: ReadDeck): (string | undefined)[] =>
      deck.slides.map((name) => runsOf(deck.part(name))[0]);
    expect(titles(drawn)).toEqual(drawnDeck.slides.map(({ title }) => title));
    expect(titles(backwards)).toEqual(titles(drawn).reverse());
    const ids = findAll(drawn.part("ppt/presentation.xml"), "sldId").map(({ attributes }) =>
      Number(attributes["id"]),
    );
    expect(ids).toEqual([256, 257, 258, 259, 260]);
  });

  test("says who made it, in which language, and of when it is", () => {
    const core = drawn.part("docProps/core.xml");
    const said = (name: string): string | undefined => find(core, name)?.text;
    expect(["title", "subject", "creator", "language"].map(said)).toEqual([
      "Udbredelse",
      "Planer",
      "Afsender",
      "da-DK",
    ]);
    expect([said("created"), said("modified")]).toEqual(["2025-03-05T00:00:00Z", "2025-03-05T00:00:00Z"]);
    expect(find(drawn.part("docProps/app.xml"), "Slides")?.text).toBe("5");
  });
});

describe("every slide", () => {
  const shapesOf = (name: string) => findAll(drawn.part(name), "cNvPr");

  test("has shapes with a number and a name of their own, and none that a screen reader cannot name", () => {
    for (const name of drawn.slides) {
      const ids = shapesOf(name).map(({ attributes }) => attributes["id"]);
      expect(new Set(ids).size, name).toBe(ids.length);
      const named = shapesOf(name).filter(({ attributes }) => attributes["id"] !== "1");
      expect(named.filter(({ attributes }) => (attributes["name"] ?? "") === "")).toEqual([]);
    }
  });

  test("is read in the order: title, warning or subtitle, what it shows, notes, footer, date, number", () => {
    const order = (index: number): (string | undefined)[] =>
      shapesOf(drawn.slides[index]!)
        .map(({ attributes }) => attributes["name"])
        .slice(1);
    const end = ["Footer", "Date", "Slide number"];
    expect(order(0)).toEqual(["Title", "Subtitle", "Marks", "Facts", ...end]);
    expect(order(1)).toEqual(["Title", "Marks", "Subtitle", "Planer", "Notes", ...end]);
    expect(order(3)).toEqual(["Title", "Marks", "Subtitle", "Tabel", "Notes", ...end]);
    expect(order(4)).toEqual(["Title", "Marks", "Subtitle", "Definitions 1", "Definitions 2", ...end]);
  });

  test("stands on the layout of its kind and fills only placeholders that this layout has", () => {
    const keys = (name: string): string[] =>
      findAll(drawn.part(name), "ph").map(
        ({ attributes }) => `${attributes["type"] ?? ""} ${attributes["idx"] ?? ""}`,
      );
    for (const [index, name] of drawn.slides.entries()) {
      const layout = drawn.relations(name).find(({ type }) => type === "slideLayout")!.target;
      expect(find(drawn.part(layout), "cSld")?.attributes["name"]).toBe(
        index === 0 ? "flp title" : "flp content",
      );
      const offered = keys(layout);
      expect(keys(name).length).toBeGreaterThan(3);
      expect(
        keys(name).filter((key) => !offered.includes(key)),
        name,
      ).toEqual([]);
      expect(new Set(keys(name)).size).toBe(keys(name).length);
    }
  });

  test("has its own notes, which lead back to it", () => {
    for (const name of drawn.slides) {
      const [notes, ...more] = drawn.relations(name).filter(({ type }) => type === "notesSlide");
      expect(more).toEqual([]);
      expect(drawn.relations(notes!.target).find(({ type }) => type === "slide")?.target).toBe(name);
      expect(runsOf(drawn.part(notes!.target))).toEqual(["Se hver række"]);
    }
  });

  test("has a paragraph of notes for each that the speaker reads, and an empty one where there is none", async () => {
    const [, slide] = drawnDeck.slides;
    const notes = ["Først dette.", "Så det her."];
    const deck = await read({
      slides: [
        { ...slide!, speakerNotes: notes },
        { ...slide!, speakerNotes: [] },
      ],
    });
    const paragraphs = (number: number) => findAll(deck.part(`ppt/notesSlides/notesSlide${number}.xml`), "p");
    expect(paragraphs(1).map((each) => runsOf(each).join())).toEqual(notes);
    expect(paragraphs(2)).toHaveLength(1);
    expect(find(paragraphs(2)[0]!, "endParaRPr")?.attributes["lang"]).toBe("da-DK");
  });

  test("stays within the slide with everything that has a place of its own", () => {
    const size = find(drawn.part("ppt/presentation.xml"), "sldSz")!.attributes;
    for (const name of [
      ...drawn.slides,
      ...endingWith(".xml").filter((one) => one.startsWith("ppt/slideLayouts/")),
    ])
      for (const transform of findAll(drawn.part(name), "xfrm")) {
        const [off, ext] = [find(transform, "off")!.attributes, find(transform, "ext")!.attributes];
        const [x, y, cx, cy] = [off["x"], off["y"], ext["cx"], ext["cy"]].map(Number) as [
          number,
          number,
          number,
          number,
        ];
        expect(Math.min(x, y), name).toBeGreaterThanOrEqual(0);
        expect(Math.min(cx, cy), name).toBeGreaterThan(0);
        expect(x + cx, name).toBeLessThanOrEqual(Number(size["cx"]));
        expect(y + cy, name).toBeLessThanOrEqual(Number(size["cy"]));
      }
  });

  test("holds no empty run, no word of English between the Danish ones and no placeholder's prompt", () => {
    for (const name of drawn.slides) {
      expect(runsOf(drawn.part(name)).filter((text) => text.trim() === "")).toEqual([]);
      expect(runsOf(drawn.part(name)).join(" ")).not.toMatch(/click|title|slide|null|undefined|NaN/i);
    }
  });
});

describe("a chart and the sheet behind it", () => {
  const charts = endingWith(".xml").filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name));

  test("are one for each slide with a chart, numbered as the slide", () => {
    expect(charts).toEqual(["ppt/charts/chart2.xml", "ppt/charts/chart3.xml"]);
    for (const chart of charts) {
      const number = /\d+/.exec(chart)![0];
      const [own] = drawn.relations(`ppt/slides/slide${number}.xml`).filter(({ type }) => type === "chart");
      expect(own?.target).toBe(chart);
      const frame = find(drawn.part(`ppt/slides/slide${number}.xml`), "graphicFrame")!;
      expect(find(frame, "chart")?.attributes["r:id"]).toBe(own?.id);
      expect(drawn.relations(chart)).toMatchObject([
        { type: "package", target: `ppt/embeddings/chart${number}.xlsx` },
      ]);
      expect(find(drawn.part(chart), "externalData")?.attributes["r:id"]).toBe(drawn.relations(chart)[0]?.id);
    }
  });

  test("agree in every value: what the chart keeps stands in the cells that it names", async () => {
    for (const chart of charts) {
      const workbook = await drawn.bytes(drawn.relations(chart)[0]!.target);
      const references = referencesOf(drawn.part(chart));
      // per series: its name, its values and two levels of categories
      expect(references).toHaveLength(4 * findAll(drawn.part(chart), "ser").length);
      for (const { formula, kept } of references)
        expect([formula, kept]).toEqual([formula, cellsAt(workbook, formula)]);
    }
  });

  test("number the series in their order, whichever plot draws them", () => {
    for (const chart of charts) {
      const numbers = findAll(drawn.part(chart), "ser").map(
        (series) => find(series, "order")?.attributes["val"],
      );
      expect([...numbers].sort()).toEqual(numbers.map((_, place) => String(place)));
    }
  });
});

describe("a table", () => {
  const table = find(drawn.part(drawn.slides[3]!), "tbl")!;
  const rows = findAll(table, "tr").map((row) => findAll(row, "tc").map((one) => runsOf(one).join("")));

  test("has a header row that is marked as one, and a cell in every column of every row", () => {
    expect(find(table, "tblPr")?.attributes).toMatchObject({ firstRow: "1", firstCol: "1" });
    expect(rows).toEqual([
      ["Måned", "Planer"],
      ["Januar 2025", "1.234"],
      ["Februar 2025", ""],
    ]);
    expect(findAll(table, "gridCol")).toHaveLength(2);
  });

  test("sets numbers to the right and texts to the left", () => {
    const sides = findAll(table, "tr").map((row) =>
      findAll(row, "pPr").map(({ attributes }) => attributes["algn"]),
    );
    expect(sides).toEqual([
      ["l", "r"],
      ["l", "r"],
      ["l", "r"],
    ]);
  });

  test("stresses the rows that it is told to, and its header", () => {
    const bold = findAll(table, "tr").map((row) =>
      findAll(row, "rPr").every(({ attributes }) => attributes["b"] === "1"),
    );
    expect(bold).toEqual([true, false, true]);
  });

  test("leaves a cell empty that a row lacks, and drops none that it has", async () => {
    const slide = drawnDeck.slides[3] as ContentSlide;
    const deck = await read({
      slides: [
        {
          ...slide,
          body: {
            kind: "table",
            name: "T",
            description: "Kort",
            columns: ["a", "b", "c"].map((heading) => ({ heading, align: "text" as const })),
            rows: [{ cells: ["1"], stressed: false }],
          },
        },
      ],
    });
    const cells = findAll(find(deck.part(deck.slides[0]!), "tbl"), "tc");
    expect(cells.map((cell) => runsOf(cell).join(""))).toEqual(["a", "b", "c", "1", "", ""]);
    for (const cell of cells) expect(find(cell, "p")).not.toBeNull();
  });
});

test("a deck without slides is one that opens", async () => {
  const deck = await read({ slides: [] });
  expect(deck.slides).toEqual([]);
  expect(find(deck.part("docProps/app.xml"), "Slides")?.text).toBe("0");
  expect(deck.names.filter((name) => name.startsWith("ppt/slides/"))).toEqual([]);
});
