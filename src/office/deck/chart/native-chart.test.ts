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

describe("points by two numbers", () => {
  const chart: DeckChart = {
    ...chartOf([], []),
    shape: "scatter",
    unit: "share",
    valueAxis: { from: 0.5, to: 1, step: 0.1 },
    across: { column: 1, title: "Clinics", to: 40 },
    sheet: {
      name: "Data",
      columns: [
        { heading: "Group", kind: "text" },
        { heading: "Clinics", kind: "count" },
        { heading: "Share", kind: "share" },
        { heading: "Limit", kind: "share" },
      ],
      rows: [
        ["North", 20, 0.6, null],
        ["South", 30, 0.9, null],
        [null, 1, null, 0.7],
        [null, 30, null, 0.65],
      ],
    },
    series: [
      { column: 3, drawn: "guide", color: "#111111", points: [], labels: [] },
      {
        column: 2,
        drawn: "mark",
        color: "#222222",
        points: [{ row: 0, color: "#aa0000" }],
        labels: [
          { row: 0, color: "#aa0000", stressed: true, namesSeries: false, text: 'North & "West" 60,0 %' },
        ],
      },
    ],
  };
  const xml = partOf(chart);
  const [limit = "", points = ""] = [...xml.matchAll(/<c:ser>.*?<\/c:ser>/gs)].map(([part]) => part);

  test("have both numbers in the sheet, and none in the rows that are limits", () => {
    expect(points).toContain("<c:xVal><c:numRef><c:f>Data!$B$2:$B$5</c:f>");
    expect(points).toContain("<c:yVal><c:numRef><c:f>Data!$C$2:$C$5</c:f>");
    const shares = /<c:yVal>.*<\/c:yVal>/s.exec(points)![0];
    expect(
      [...shares.matchAll(/<c:pt idx="(\d)"><c:v>([^<]*)/g)].map(([, at, value]) => [at, value]),
    ).toEqual([
      ["0", "0.6"],
      ["1", "0.9"],
    ]);
    expect([...limit.matchAll(/<c:yVal>.*<\/c:yVal>/gs)][0]![0]).toContain('<c:pt idx="2"><c:v>0.7</c:v>');
  });

  test("lie between two axes of numbers, of which the lower has its title and the other crosses it where it begins", () => {
    expect(xml.match(/<c:valAx>/g)).toHaveLength(2);
    expect(xml).not.toContain("<c:catAx>");
    expect(xml).toContain("<a:t>Clinics</a:t>");
    expect(xml).toContain('<c:crossesAt val="0.5"/>');
  });

  test("are named where they stand out, with what the label says escaped", () => {
    expect(points).toContain('<c:symbol val="diamond"/>');
    expect(points).toMatch(/<c:tx><c:rich>.*North &amp; (&quot;|")West(&quot;|") 60,0 %/s);
  });
});
