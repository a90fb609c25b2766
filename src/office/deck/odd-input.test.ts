import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deckLook, drawnDeck, sheetColours } from "../../testing/drawn/drawn-deck.js";
import { objections } from "../../testing/readers/open-xml.js";
import type { ReadDeck } from "../../testing/readers/read-deck.js";
import { cellsAt, readDeck, referencesOf, runsOf } from "../../testing/readers/read-deck.js";
import type { XmlElement } from "../package/tree.js";
import { find, findAll } from "../package/tree.js";
import type { ChartSeries, ContentSlide, DeckChart, DeckSlide } from "./content.js";
import { renderDeck } from "./write.js";

const [titleSlide, chartSlide, , tableSlide, definitionSlide] = drawnDeck.slides as [
  DeckSlide,
  ...ContentSlide[],
];

const write = (...slides: DeckSlide[]): Promise<Uint8Array> =>
  renderDeck({ ...drawnDeck, slides }, deckLook, sheetColours);

const slideOf = (deck: ReadDeck, place: number): XmlElement => deck.part(deck.slides[place]!);

/** What somebody may type or paste, and what is left of it in a part of XML. */
const oddTexts: readonly (readonly [name: string, typed: string, kept: string])[] = [
  ["quotation marks", `"Åen" 'Åen' “Åen”`, `"Åen" 'Åen' “Åen”`],
  ["ampersands and brackets", "<b>R&D</b> &amp; &#x41; ]]>", "<b>R&D</b> &amp; &#x41; ]]>"],
  ["pictures of more than one sign", "👩‍⚕️ 🇩🇰 🙂", "👩‍⚕️ 🇩🇰 🙂"],
  ["letters beyond the first plane", "𝔄𝔟𝔠 𠮷", "𝔄𝔟𝔠 𠮷"],
  ["control characters", "a\u0000b\u0008c\u001fd\u007fe", "a\ufffdb\ufffdc\ufffdd\ufffde"],
  ["half of a sign", "a\ud83d", "a\ufffd"],
  ["marks of direction", "Lægehus \u202eדוגמה\u202c \u200fא", "Lægehus \u202eדוגמה\u202c \u200fא"],
  ["no letters at all", "\ufffe\uffff", "\ufffd\ufffd"],
  ["a dollar of a replacement", "$& $1 $$ $`", "$& $1 $$ $`"],
  [
    "a closing tag of our own",
    "</a:t></a:r></p:sld></Types></Relationships>",
    "</a:t></a:r></p:sld></Types></Relationships>",
  ],
];

describe("a text with", () => {
  const chart = chartSlide!.body as DeckChart;

  test.each(oddTexts)("%s stays itself wherever it stands", async (_, typed, kept) => {
    const head = { title: typed, subtitle: typed, marks: [typed], speakerNotes: [typed] };
    const bytes = await write(
      { ...titleSlide, ...head, kind: "title", facts: [typed] },
      {
        ...chartSlide!,
        ...head,
        notes: [typed],
        body: {
          ...chart,
          name: typed,
          description: typed,
          categories: [0],
          sheet: {
            name: "Data",
            columns: [
              { heading: "Navn", kind: "text" },
              // A heading of our own sheet with characters that none may hold is refused, which the sheet's tests say.
              { heading: kept, kind: "count" },
            ],
            rows: [[typed, 3]],
          },
          series: [{ ...chart.series[0]!, column: 1, points: [], labels: [] }],
        },
      },
      {
        ...tableSlide!,
        ...head,
        body: {
          ...{ kind: "table", name: typed, description: typed },
          columns: [{ heading: typed, align: "text" }],
          rows: [{ cells: [typed], stressed: true }],
        },
      },
      { ...definitionSlide!, ...head, body: { kind: "definitions", items: [{ term: typed, text: typed }] } },
    );
    const deck = await readDeck(bytes);
    const footer = [drawnDeck.footer, drawnDeck.date];
    for (const [place, runs] of [
      [0, [kept, kept, kept, kept]],
      [1, [kept, kept, kept, kept]],
      [2, [kept, kept, kept, kept, kept, "Datakilde: PLSP"]],
      [3, [kept, kept, kept, `${kept}: `, kept]],
    ] as const) {
      expect(runsOf(slideOf(deck, place))).toEqual([...runs, ...footer, String(place + 1)]);
      expect(runsOf(deck.part(`ppt/notesSlides/notesSlide${place + 1}.xml`))).toEqual([kept]);
    }
    const frames = [1, 2].map(
      (place) => find(find(slideOf(deck, place), "graphicFrame"), "cNvPr")?.attributes,
    );
    for (const frame of frames) expect([frame?.["name"], frame?.["descr"]]).toEqual([kept, kept]);
    expect(referencesOf(deck.part("ppt/charts/chart2.xml")).map((one) => one.kept)).toEqual([
      [kept],
      [kept],
      ["3"],
    ]);
  });

  test("all of that on one slide gives the Open XML SDK nothing to object to", async (context) => {
    const all = oddTexts.map(([, typed]) => typed);
    const bytes = await write(
      { ...titleSlide, kind: "title", title: all.join(" "), facts: all, marks: all, speakerNotes: all },
      {
        ...chartSlide!,
        title: all.join(" "),
        notes: all,
        body: { ...chart, name: all.join(), description: all.join() },
      },
      { ...tableSlide!, marks: [], subtitle: all.join(" ") },
    );
    expect(await objections(bytes, context)).toEqual([]);
  });

  test("any signs at all gives slides that can be read, with as many texts as before", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 30 }), async (typed) => {
        const deck = await readDeck(
          await write({ ...tableSlide!, title: typed, marks: [], notes: [], speakerNotes: [typed] }),
        );
        const [title] = runsOf(slideOf(deck, 0));
        // A reader of XML makes one line end of two.
        const plain = typed.toWellFormed().replaceAll(/\r\n?/g, "\n");
        expect(title).toHaveLength(plain.length);
        expect(runsOf(deck.part("ppt/notesSlides/notesSlide1.xml"))).toEqual([title]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("a title", () => {
  const sizeOf = async (title: string, subtitle = "Undertitel"): Promise<number | null> => {
    const deck = await readDeck(await write({ ...tableSlide!, title, subtitle }));
    const shape = findAll(slideOf(deck, 0), "sp").find(
      (one) => find(one, "ph")?.attributes["type"] === "title",
    )!;
    const size = find(shape, "rPr")?.attributes["sz"];
    return size === undefined ? null : Number(size) / 100;
  };

  test("of one word is as large as the layout has it", async () => {
    expect(await sizeOf("Planer")).toBeNull();
  });

  test("is the smaller the longer it is, and never smaller than 20 points", async () => {
    const sizes: number[] = [];
    for (const words of [1, 8, 12, 16, 24, 40, 200])
      sizes.push((await sizeOf("udbredelse ".repeat(words))) ?? 28);
    expect([...sizes].sort((left, right) => right - left)).toEqual(sizes);
    expect([sizes[0], sizes.at(-1)]).toEqual([28, 20]);
    expect(new Set(sizes).size).toBeGreaterThan(2);
  });

  test("of one word that is longer than the slide is written in the smallest size", async () => {
    expect(await sizeOf("Speciallægepraksisforløbsplansudbredelse".repeat(4))).toBe(20);
  });
});

describe("a chart of odd figures", () => {
  const chart = chartSlide!.body as DeckChart;
  const series = (column: number, over: Partial<ChartSeries> = {}): ChartSeries => ({
    ...{ column, drawn: "mark", color: "#8593a1", points: [], labels: [] },
    ...over,
  });
  const chartOf = (values: (number | null)[][], over: Partial<DeckChart> = {}): ContentSlide => ({
    ...chartSlide!,
    body: {
      ...chart,
      categories: [0],
      sheet: {
        name: "Data",
        columns: [
          { heading: "Måned", kind: "text" },
          ...values.map((_, place) => ({ heading: `Serie ${place + 1}`, kind: "count" as const })),
        ],
        rows: Array.from({ length: Math.max(0, ...values.map((each) => each.length)) }, (_, row) => [
          `m${row + 1}`,
          ...values.map((each) => each[row] ?? null),
        ]),
      },
      series: values.map((_, place) => series(place + 1)),
      ...over,
    },
  });

  /** Reads a chart back and holds every value that it keeps against its sheet. */
  async function readChart(slide: ContentSlide): Promise<XmlElement> {
    const deck = await readDeck(await write(slide));
    const part = deck.part("ppt/charts/chart1.xml");
    const workbook = await deck.bytes("ppt/embeddings/chart1.xlsx");
    for (const { formula, kept } of referencesOf(part))
      expect([formula, kept]).toEqual([formula, cellsAt(workbook, formula)]);
    return part;
  }

  const valuesOf = (part: XmlElement): (string | null)[][] =>
    referencesOf(part)
      .filter(({ formula }) => !formula.includes("$A$"))
      .filter(({ kept }) => kept.length > 1)
      .map(({ kept }) => kept);

  test("twelve series are twelve columns of the sheet, each with its own name and figures", async (context) => {
    const values = Array.from({ length: 12 }, (_, place) => [place, place + 0.5, place * 1000]);
    const slide = chartOf(values, { shape: "lines" });
    const part = await readChart(slide);
    const names = findAll(part, "tx").map((each) => referencesOf(each)[0]);
    expect(names.map((each) => each?.kept)).toEqual(values.map((_, place) => [`Serie ${place + 1}`]));
    expect(names.at(-1)?.formula).toBe("Data!$M$1");
    expect(valuesOf(part)).toEqual(values.map((each) => each.map(String)));
    expect(await objections(await write(slide), context)).toEqual([]);
  });

  test("more series than letters: the 27th stands in the column AB", async () => {
    const part = await readChart(chartOf(Array.from({ length: 27 }, (_, place) => [place, place])));
    expect(referencesOf(part).some(({ formula }) => formula === "Data!$AB$2:$AB$3")).toBe(true);
  });

  test("gaps at the ends and in the middle are gaps, zeros and what lies below zero are figures", async (context) => {
    const slide = chartOf([[null, 0, null, -3, 1.5, null]]);
    const part = await readChart(slide);
    expect(valuesOf(part)).toEqual([[null, "0", null, "-3", "1.5", null]]);
    expect(await objections(await write(slide), context)).toEqual([]);
  });

  test("a series of gaps only keeps its place and its name and has no figure", async (context) => {
    const slide = chartOf([
      [1, 2],
      [null, null],
    ]);
    const part = await readChart(slide);
    expect(valuesOf(part)).toEqual([
      ["1", "2"],
      [null, null],
    ]);
    expect(await objections(await write(slide), context)).toEqual([]);
  });

  test.each(["columns", "stacked-columns", "bars", "lines"] as const)(
    "%s of a single figure and of none opens, and its axis begins at 0",
    async (shape) => {
      for (const values of [[[7]], [[null]], [[0]]]) {
        const part = await readChart(chartOf(values, { shape }));
        const axis = find(part, "valAx")!;
        expect(find(axis, "min")?.attributes["val"]).toBe("0");
        const top = find(axis, "max")?.attributes["val"];
        expect(Number(top)).toBeGreaterThan(0);
        expect(Number(find(axis, "majorUnit")?.attributes["val"])).toBeGreaterThan(0);
      }
    },
  );

  test("figures without a series are an empty plot, and no series is made up", async (context) => {
    const slide = chartOf([[1, 2, 3]], { series: [] });
    const part = await readChart(slide);
    expect(findAll(part, "ser")).toEqual([]);
    expect(await objections(await write(slide), context)).toEqual([]);
  });

  test("tiny and huge figures keep their digits", async () => {
    const part = await readChart(chartOf([[0.000_001, 123_456_789.25, 1e15]]));
    expect(valuesOf(part)[0]?.map(Number)).toEqual([0.000_001, 123_456_789.25, 1e15]);
  });

  test("names that look like numbers, formulas or dates stay names", async () => {
    const names = ["001040", "=1+1", "1-2", "TRUE", "1e3", " ", "'x"];
    const slide = chartOf([names.map((_, place) => place)]);
    const body = slide.body as DeckChart;
    const rows = names.map((name, place) => [name, place]);
    const part = await readChart({ ...slide, body: { ...body, sheet: { ...body.sheet, rows } } });
    const kept = referencesOf(part).find(({ formula }) => formula === "Data!$A$2:$A$8")?.kept;
    expect(kept).toEqual(names);
  });
});

describe("a table of odd size", () => {
  const tableOf = (columns: number, rows: number, text = "Lægehuset i Åbenrå"): ContentSlide => ({
    ...tableSlide!,
    body: {
      ...{ kind: "table", name: "Tabel", description: "Stor tabel" },
      columns: Array.from({ length: columns }, (_, place) => ({
        heading: `Kolonne ${place + 1}`,
        align: place === 0 ? ("text" as const) : ("number" as const),
      })),
      rows: Array.from({ length: rows }, (_, row) => ({
        cells: Array.from({ length: columns }, (__, place) => (place === 0 ? text : String(row * place))),
        stressed: row === 0,
      })),
    },
  });

  const widthOf = (table: XmlElement): number =>
    findAll(table, "gridCol").reduce((sum, { attributes }) => sum + Number(attributes["w"]), 0);

  test.each([
    [2, 3],
    [8, 12],
    [20, 5],
    [1, 0],
  ])("%d columns and %d rows stay within their frame", async (columns, rows) => {
    const deck = await readDeck(await write(tableOf(columns, rows)));
    const frame = find(slideOf(deck, 0), "graphicFrame")!;
    const table = find(frame, "tbl")!;
    const room = Number(find(frame, "ext")!.attributes["cx"]);
    // Each column is rounded to a whole unit.
    expect(widthOf(table)).toBeLessThanOrEqual(room + columns);
    expect(findAll(table, "tr")).toHaveLength(rows + 1);
    expect(findAll(table, "gridCol").every(({ attributes }) => Number(attributes["w"]) > 0)).toBe(true);
  });

  test("columns of numbers are alike, and the column of names is the widest where it says most", async () => {
    const deck = await readDeck(await write(tableOf(4, 3, "Lægehuset i Åbenrå og omegn")));
    const [names, ...numbers] = findAll(slideOf(deck, 0), "gridCol").map(({ attributes }) =>
      Number(attributes["w"]),
    );
    expect(new Set(numbers).size).toBe(1);
    expect(names).toBeGreaterThan(numbers[0]!);
  });

  test("is written the smaller the more it says", async () => {
    const sizes: number[] = [];
    for (const rows of [3, 10, 14, 18, 40]) {
      const deck = await readDeck(await write(tableOf(3, rows)));
      sizes.push(Number(find(find(slideOf(deck, 0), "tbl"), "rPr")?.attributes["sz"]));
    }
    expect([...sizes].sort((left, right) => right - left)).toEqual(sizes);
    expect([sizes[0], sizes.at(-1)]).toEqual([1800, 1000]);
  });
});
