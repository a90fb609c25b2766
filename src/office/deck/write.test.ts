import ExcelJs from "exceljs";
import JSZip from "jszip";
import { describe, expect, test, vi } from "vitest";
import { deckLook, drawnDeck, sheetColours } from "../../testing/drawn/drawn-deck.js";
import { objections } from "../../testing/readers/open-xml.js";
import type { DeckContent, DeckLook } from "./content.js";
import { renderDeck } from "./write.js";

async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = new Map<string, string>();
  for (const part of Object.values(zip.files)) parts.set(part.name, await part.async("string"));
  return parts;
}

async function write(changes: Partial<DeckContent> = {}, look: Partial<DeckLook> = {}): Promise<Uint8Array> {
  return renderDeck({ ...drawnDeck, ...changes }, { ...deckLook, ...look }, sheetColours);
}

const slides = [1, 2, 3, 4, 5].map((number) => `ppt/slides/slide${number}.xml`);

describe("a deck", () => {
  test("gives the Open XML SDK nothing to object to", async (context) => {
    expect(await objections(await write(), context)).toEqual([]);
  });

  test("has a title in a title placeholder on every slide, read first", async () => {
    const parts = await partsOf(await write());
    const titles = slides.map((name) => {
      const first = /<p:sp>.*?<\/p:sp>/s.exec(parts.get(name)!)![0];
      expect(first).toMatch(/<p:ph type="(title|ctrTitle)"\/>/);
      return /<a:t>(.*?)<\/a:t>/.exec(first)![1];
    });
    expect(titles).toEqual([
      "Udbredelse",
      "Flere planer",
      "Stablet",
      "Tabellen",
      "Sådan er tallene gjort op",
    ]);
  });

  test("names its language on every run and every end of a paragraph", async () => {
    const parts = await partsOf(await write());
    const written = [...parts].filter(([name]) => /^ppt\/(slides|notesSlides|charts)\/[^_]/.test(name));
    expect(written.length).toBe(5 + 5 + 2);
    for (const [name, xml] of written) {
      const properties = [...xml.matchAll(/<a:(rPr|endParaRPr|defRPr)\b[^>]*>/g)].map(([tag]) => tag);
      expect(properties.length, name).toBeGreaterThan(0);
      expect(properties.filter((tag) => !tag.includes('lang="da-DK"'))).toEqual([]);
      expect(xml.match(/<a:r>(?!<a:rPr)/g)).toBeNull();
    }
  });

  test("says in words what each chart and table shows", async () => {
    const parts = await partsOf(await write());
    const frames = slides.flatMap((name) => [
      ...parts.get(name)!.matchAll(/<p:graphicFrame>.*?<p:cNvPr ([^>]*)\/>/gs),
    ]);
    expect(frames.map((match) => /descr="([^"]*)"/.exec(match[1]!)![1])).toEqual([
      "Søjler: 0, hul, 12.",
      "Stablede søjler.",
      "Tabel over planer.",
    ]);
  });

  test("marks the header row of a table", async () => {
    expect((await partsOf(await write())).get(slides[3]!)).toContain('<a:tblPr firstRow="1" firstCol="1"/>');
  });

  test("carries date, footer and number in their placeholders, and its warnings in words", async () => {
    const parts = await partsOf(await write());
    for (const [index, name] of slides.entries()) {
      const xml = parts.get(name)!;
      for (const type of ["dt", "ftr", "sldNum"]) expect(xml).toContain(`<p:ph type="${type}"`);
      expect(xml).toContain("<a:t>24-04-2025</a:t>");
      expect(xml).toContain(`type="slidenum"><a:rPr lang="da-DK"/><a:t>${index + 1}</a:t>`);
      expect(xml).toContain("<a:t>Syntetiske data</a:t>");
    }
  });

  test("has speaker's notes on every slide", async () => {
    const parts = await partsOf(await write());
    for (const number of [1, 2, 3, 4, 5])
      expect(parts.get(`ppt/notesSlides/notesSlide${number}.xml`)).toContain("<a:t>Se hver række</a:t>");
  });

  test("has the same bytes whenever it is written", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2025-03-05T10:00:00Z") });
    const first = await write();
    vi.setSystemTime(new Date("2031-07-01T23:59:58Z"));
    const second = await write();
    vi.useRealTimers();
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  });

  test("texts that look like markup stay texts", async (context) => {
    const [, chart] = drawnDeck.slides;
    const bytes = await write({ slides: [{ ...chart!, title: `<a:t>"&' \u0001` }] });
    expect((await partsOf(bytes)).get(slides[0]!)).toContain("&lt;a:t&gt;&quot;&amp;&#39; \ufffd");
    expect(await objections(bytes, context)).toEqual([]);
  });

  test("a logo stands on the title slide with its words", async (context) => {
    const pixel = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR42mNk+M9QDwQMEAAAFAUB/0t8hAsAAAAASUVORK5CYII=",
      "base64",
    );
    const bytes = await write({}, { logo: { bytes: pixel, description: "MedCom" } });
    expect((await partsOf(bytes)).get("ppt/slideLayouts/slideLayout1.xml")).toContain('descr="MedCom"');
    expect(await objections(bytes, context)).toEqual([]);
    const logo = { bytes: new Uint8Array([1, 2, 3]), description: "MedCom" };
    await expect(write({}, { logo })).rejects.toMatchObject({ code: 15 });
  });
});

describe("a native chart", () => {
  test("has in its embedded sheet what it draws: zeros are zeros and gaps are gaps", async () => {
    const zip = await JSZip.loadAsync(await write());
    const workbook = new ExcelJs.Workbook();
    await workbook.xlsx.load(await zip.file("ppt/embeddings/chart2.xlsx")!.async("arraybuffer"));
    const rows: unknown[][] = [];
    workbook
      .getWorksheet("Data")!
      .eachRow((row) => rows.push([1, 2, 3, 4].map((cell) => row.getCell(cell).value)));
    expect(rows).toEqual([
      ["Måned", "År", "Akse", "Planer"],
      [new Date("2024-12-01T00:00:00Z"), "2024", "dec", 0],
      [new Date("2025-01-01T00:00:00Z"), "2025", "jan", null],
      [new Date("2025-02-01T00:00:00Z"), null, "feb", 12],
    ]);
    const xml = await zip.file("ppt/charts/chart2.xml")!.async("string");
    const values = /<c:val>.*?<\/c:val>/s.exec(xml)![0];
    expect(values).toContain("<c:f>Data!$D$2:$D$4</c:f>");
    expect(values).toContain(
      '<c:ptCount val="3"/><c:pt idx="0"><c:v>0</c:v></c:pt><c:pt idx="2"><c:v>12</c:v></c:pt>',
    );
    expect(xml).not.toContain("<c:v/>");
    expect(xml).toContain('<c:dispBlanksAs val="gap"/>');
    expect(xml).toContain("<c:f>Data!$B$2:$C$4</c:f>");
  });

  test("names each axis that it uses and no other", async () => {
    const parts = await partsOf(await write());
    for (const name of ["ppt/charts/chart2.xml", "ppt/charts/chart3.xml"]) {
      const xml = parts.get(name)!;
      const plots = xml.slice(0, xml.indexOf("<c:catAx>"));
      const used = new Set([...plots.matchAll(/<c:axId val="(\d+)"/g)].map((match) => match[1]));
      const axes = xml.slice(xml.indexOf("<c:catAx>"));
      const named = new Set([...axes.matchAll(/<c:axId val="(\d+)"/g)].map((match) => match[1]));
      expect(named).toEqual(used);
    }
  });

  test("stresses the points that it is told to, and labels no other", async () => {
    const xml = (await partsOf(await write())).get("ppt/charts/chart2.xml")!;
    expect([...xml.matchAll(/<c:dPt><c:idx val="(\d)"/g)].map((match) => match[1])).toEqual(["2"]);
    expect([...xml.matchAll(/<c:dLbl><c:idx val="(\d)"/g)].map((match) => match[1])).toEqual(["2"]);
    expect(xml).toContain('<c:showVal val="0"/>');
  });

  test("totals of stacked columns are labels without a line", async () => {
    const xml = (await partsOf(await write())).get("ppt/charts/chart3.xml")!;
    const line = /<c:lineChart>.*?<\/c:lineChart>/s.exec(xml)![0];
    expect(line).toContain('<a:ln w="28575" cap="rnd"><a:noFill/></a:ln>');
    expect(line).toContain('<c:dLblPos val="t"/>');
  });
});
