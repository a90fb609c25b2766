import { describe, expect, test } from "vitest";
import { readTheme } from "../../../render/theme.js";
import type { DeckChart } from "../content.js";
import { chartPart } from "./native-chart.js";

const { style, deck } = await readTheme("reports");
const look = { colors: { ...style.colors, accent: deck.accent }, language: "da-DK" };

/** Columns of these heights with a limit above each; the last has its label. */
function chartOf(heights: readonly number[], limits: readonly (number | null)[]): DeckChart {
  const series = { color: "#000000", points: [] };
  return {
    kind: "chart",
    shape: "columns",
    name: "Chart",
    description: "Chart",
    unit: "count",
    hidesValueAxis: false,
    categories: [0],
    sheet: {
      name: "Data",
      columns: [
        { heading: "Month", kind: "text" },
        { heading: "Plans", kind: "count" },
        { heading: "Limit", kind: "count" },
      ],
      rows: heights.map((height, index) => [String(index), height, limits[index] ?? null]),
    },
    series: [
      {
        ...series,
        column: 1,
        drawn: "mark",
        labels: [{ row: heights.length - 1, color: "#000000", stressed: true, namesSeries: false }],
      },
      { ...series, column: 2, drawn: "guide", labels: [] },
    ],
  };
}

const partOf = (chart: DeckChart): string => chartPart(chart, look, "rId1");

/** How far labels are lifted, in parts of the chart's height. */
const lifts = (chart: DeckChart): string[] =>
  [...partOf(chart).matchAll(/<c:dLbl>.*?<\/c:dLbl>/gs)].flatMap(([label]) =>
    [...label.matchAll(/<c:y val="([^"]*)"/g)].map(([, y]) => y ?? ""),
  );

describe("the label of a narrow column", () => {
  const twenty = Array.from({ length: 17 }, () => 20);

  test("is lifted over the higher column beside it", () => {
    // The axis ends at 22, a tenth above 20. The plot is 0,8 of the chart: 10 of 22 is 0,3636 of it.
    const chart = chartOf([...twenty, 10], []);
    expect(partOf(chart)).toContain('<c:max val="22"/>');
    expect(lifts(chart)).toEqual(["-0.3636"]);
  });

  test("is lifted over a limit above its own column", () => {
    // The limit at 30 is the highest: the axis ends at 33.
    const limits = [...twenty.map(() => null), 30];
    const chart = chartOf([...twenty, 20], limits);
    expect(partOf(chart)).toContain('<c:max val="33"/>');
    // 10 of 33, times 0,8.
    expect(lifts(chart)).toEqual(["-0.2424"]);
  });

  test("stays on its column where nothing beside it is higher", () => {
    expect(lifts(chartOf([...twenty, 20], []))).toEqual([]);
  });
});

describe("few columns", () => {
  const gapOf = (heights: readonly number[]): string | undefined =>
    /<c:gapWidth val="(\d+)"/.exec(partOf(chartOf(heights, [])))?.[1];

  test("are no wider than an eighth of the plot", () => {
    // Three columns with gaps of 1,67 of their width: 3 x 2,67 = 8 widths.
    expect(gapOf([1, 2, 3])).toBe("167");
    expect(gapOf(Array.from({ length: 12 }, () => 1))).toBe("45");
  });

  test("ask for no wider gap than the format allows", () => {
    expect(gapOf([1])).toBe("500");
  });
});

test("labels of values stay in one line", () => {
  expect(partOf(chartOf([20, 10], []))).toMatch(/<c:dLbl>.*?<a:bodyPr [^>]*wrap="none"/s);
});

describe("a band", () => {
  /** Two months with a band from 10 to 30 and from 15 to 25, behind a line. */
  const banded = (): DeckChart => {
    const chart = chartOf([20, 20], [10, 15]);
    const plain = { color: "#eeeeee", points: [], labels: [] };
    return {
      ...chart,
      shape: "lines",
      sheet: {
        ...chart.sheet,
        columns: [...chart.sheet.columns, { heading: "Width", kind: "count" }],
        rows: chart.sheet.rows.map((row, at) => [...row, [20, 10][at] ?? 0]),
      },
      series: [
        { ...plain, column: 2, drawn: "band-base" },
        { ...plain, column: 3, drawn: "band" },
        chart.series[0]!,
      ],
    };
  };

  test("lies behind the lines as areas on each other, of which the lower is not drawn", () => {
    const xml = partOf(banded());
    expect(xml.indexOf("<c:areaChart>")).toBeLessThan(xml.indexOf("<c:lineChart>"));
    const [, base, band] = /<c:areaChart>.*?(<c:ser>.*?<\/c:ser>)(<c:ser>.*?<\/c:ser>)/s.exec(xml)!;
    expect(base).toContain("<c:spPr><a:noFill/>");
    expect(band).toContain('<c:spPr><a:solidFill><a:srgbClr val="EEEEEE"/>');
  });

  test("has room up to where it ends, which is where it begins and its width", () => {
    // 10 + 20 = 30 is the highest: a tenth above it 33.
    expect(partOf(banded())).toContain('<c:max val="33"/>');
  });
});

test("the names of lines that end close together stand apart, in the order of their ends", () => {
  const chart = chartOf([100, 90], [80, 88]);
  const named = (column: number): DeckChart["series"][number] => ({
    column,
    drawn: "mark",
    color: "#000000",
    points: [],
    labels: [{ row: 1, color: "#000000", stressed: false, namesSeries: true }],
  });
  // The axis ends at 110 (a tenth above 100): a name takes 0,17 of it, 18,7. Between 88 and 90 lie 2, so that each moves
  // by 8,35: 8,35 / 110 of the plot, which is 0,8 of the chart.
  expect(lifts({ ...chart, shape: "lines", series: [named(1), named(2)] })).toEqual(["-0.0607", "0.0607"]);
  expect(lifts({ ...chart, shape: "lines", series: [named(1)] })).toEqual([]);
});

test("a wide column keeps its label, whatever is beside it", () => {
  expect(lifts(chartOf([20, 10], []))).toEqual([]);
});
