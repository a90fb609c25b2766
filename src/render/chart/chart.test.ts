import { describe, expect, it } from "vitest";
import { readTheme } from "../theme.js";
import { exitCode } from "../../lib/errors.js";
import type { ChartContent } from "./content.js";
import { chartLocale } from "./locale.js";
import { renderPagePictures, renderSlide } from "./chart.js";
import type { JsonObject } from "../style.js";

const { style } = await readTheme("reports");

const content: ChartContent = {
  id: "example",
  language: "da-DK",
  headline: "Flest i <b>marts</b>",
  subtitle: "Planer pr. måned",
  title: "Planer pr. måned. Flest i marts",
  description: "Flest i marts: 7.723.",
  stamp: "Data til og med marts 2024",
  marks: ["Syntetiske data"],
  notes: ["Datakilde: PLSP"],
  emptyText: null,
  input: {
    values: { top: 7723 },
    data: {
      rows: [
        { month: "Jan", total: 0 },
        { month: "Mar", total: 7723 },
      ],
    },
  },
  narrowInput: {},
};

const spec: JsonObject = {
  width: "@size.width",
  height: "@size.height",
  autosize: { type: "fit", contains: "padding" },
  data: { name: "rows" },
  mark: { type: "bar", color: "@color.focus" },
  encoding: {
    x: {
      field: "month",
      type: "ordinal",
      sort: ["Jan", "Feb", "Mar"],
      scale: { domain: ["Jan", "Feb", "Mar"] },
    },
    y: { field: "total", type: "quantitative", scale: { domain: [0, "@chart.top"] } },
  },
};

describe("a chart", () => {
  it("names and describes itself, and hides its parts from screen readers", async () => {
    const slide = await renderSlide(content, spec, style);
    expect(slide).toContain('role="img" lang="da-DK"');
    expect(slide).toContain('<title id="example-slide-title">Planer pr. måned. Flest i marts</title>');
    expect(slide).toContain('<desc id="example-slide-desc">Flest i marts: 7.723.</desc>');
    expect(slide).toContain('<g aria-hidden="true"');
    expect(slide.match(/ aria-(label|roledescription)="/g)).toBeNull();
  });

  it("shows headline, mark, stamp, notes and Danish numbers, escaped", async () => {
    const slide = await renderSlide(content, spec, style);
    const { page } = await renderPagePictures(content, spec, style);
    for (const text of [
      "&lt;b&gt;marts&lt;/b&gt;",
      "Syntetiske data",
      "Data til og med",
      "Datakilde: PLSP",
      "6.000",
    ]) {
      expect(slide).toContain(text);
    }
    expect(page).toContain("Syntetiske data");
    expect(page).not.toContain("Datakilde");
  });

  it("is the same bytes twice, also after another chart was drawn", async () => {
    const first = await renderSlide(content, spec, style);
    await renderSlide({ ...content, id: "other" }, spec, style);
    expect(await renderSlide(content, spec, style)).toEqual(first);
  });

  it("is as wide as its page, though every size is drawn from one compiled specification", async () => {
    const { page, narrow } = await renderPagePictures(content, spec, style);
    const slide = await renderSlide(content, spec, style);
    const rightmost = (svg: string): number =>
      Math.max(
        ...[...svg.matchAll(/<path d="M([\d.]+),[^"]*h([\d.]+)v/g)].map(([, x, w]) => Number(x) + Number(w)),
      );
    expect(rightmost(narrow)).toBeGreaterThan(200);
    expect(rightmost(narrow)).toBeLessThan(320);
    expect(rightmost(page)).toBeGreaterThan(600);
    expect(rightmost(slide)).toBeLessThan(744);
    expect(await renderPagePictures(content, spec, style)).toEqual({ page, narrow });
  });

  it("draws a column for each row, a zero as a column without height, and nothing for a month without a row", async () => {
    const slide = await renderSlide(content, spec, style);
    const columns = [...slide.matchAll(/<path d="M[^"]*h[\d.]+v([\d.]+)h[^"]*" fill="#0b4a7d"/g)];
    expect(columns.map(([, height]) => Number(height) > 0)).toEqual([false, true]);
  });

  it("shows a text where there is nothing to draw", async () => {
    const slide = await renderSlide({ ...content, emptyText: "Ingen data" }, spec, style);
    expect(slide).toContain("Ingen data");
  });

  it("refuses a specification that Vega-Lite would draw otherwise than it says", async () => {
    const wrong = {
      ...spec,
      mark: { type: "bar" },
      encoding: { x: { field: "month", type: "ordinal" }, shape: { field: "month" } },
    };
    await expect(renderSlide(content, wrong, style)).rejects.toMatchObject({ code: exitCode.render });
  });

  it("refuses a placeholder that stands for nothing, and names those that do", async () => {
    const wrong = { ...spec, mark: { type: "bar", color: "@color.pink" } };
    await expect(renderSlide(content, wrong, style)).rejects.toMatchObject({
      code: exitCode.definition,
      remedy: expect.stringContaining("@color.focus"),
    });
  });
});

it("numbers, shares and months are written as Danes write them", () => {
  const locale = chartLocale("da-DK");
  expect(locale["number"]).toMatchObject({ decimal: ",", thousands: ".", percent: "\u00a0%" });
  expect(locale["time"]).toMatchObject({
    months: expect.arrayContaining(["marts", "oktober"]),
    shortMonths: expect.arrayContaining(["maj", "dec"]),
  });
});
