import { describe, expect, test } from "vitest";
import { deckLook } from "../../../testing/drawn/drawn-deck.js";
import type { ChartSeries, DeckChart, SeriesLabel } from "../content.js";
import { chartPart } from "./native-chart.js";
import { columnsFormula, sheetReference } from "./chart-sheet.js";

const look = { colors: deckLook.colors, language: "da-DK" };

const label = (row: number, over: Partial<SeriesLabel> = {}): SeriesLabel => ({
  ...{ row, color: "#0b4a7d", stressed: false, namesSeries: false },
  ...over,
});

/** A chart of series that are columns of a sheet, each with what differs from a plain mark. */
function chartOf(
  shape: DeckChart["shape"],
  values: number[][],
  { series = [], ...over }: Partial<Omit<DeckChart, "series">> & { series?: Partial<ChartSeries>[] } = {},
): DeckChart {
  return {
    ...{ kind: "chart", shape, name: "Planer", description: "Planer", unit: "count" },
    ...{ hidesValueAxis: true, categories: [0] },
    sheet: {
      name: "Data",
      columns: [
        { heading: "Måned", kind: "text" },
        ...values.map((_, place) => ({ heading: `Serie ${place}`, kind: "count" as const })),
      ],
      rows: (values[0] ?? []).map((_, row) => [`m${row}`, ...values.map((each) => each[row] ?? null)]),
    },
    series: values.map((_, place) => ({
      ...{ column: place + 1, drawn: "mark", color: `#00000${place}`, points: [], labels: [] },
      ...series[place],
    })),
    ...over,
  };
}

const partOf = (chart: DeckChart): string => chartPart(chart, look, "rId1");
const plotsOf = (xml: string): string[] => [...xml.matchAll(/<c:(\w+Chart)>/g)].map(([, name]) => name!);
const settingOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<c:${name} val="([^"]*)"`).exec(xml)?.[1];
const labelsOf = (xml: string): string[] => [...xml.matchAll(/<c:dLbl>.*?<\/c:dLbl>/gs)].map(([one]) => one);

describe("a chart's shape", () => {
  test.each([
    ["columns", "col", "clustered", "-5"],
    ["stacked-columns", "col", "stacked", "100"],
    ["bars", "bar", "clustered", "-5"],
  ] as const)("%s are drawn as %s, %s, with an overlap of %s", (shape, direction, grouping, overlap) => {
    const xml = partOf(chartOf(shape, [[1, 2]]));
    expect(plotsOf(xml)).toEqual(["barChart"]);
    expect(["barDir", "grouping", "overlap"].map((name) => settingOf(xml, name))).toEqual([
      direction,
      grouping,
      overlap,
    ]);
    expect(settingOf(xml, "varyColors")).toBe("0");
  });

  test("lines are drawn as lines that are not made smooth, which would show values that nobody counted", () => {
    const xml = partOf(chartOf("lines", [[1, 2]]));
    expect(plotsOf(xml)).toEqual(["lineChart"]);
    expect(settingOf(xml, "smooth")).toBe("0");
    expect(xml).toContain('<c:symbol val="none"/>');
    expect(xml).not.toContain("invertIfNegative");
  });

  test("a band lies behind all, guides and totals lie over the columns, and each series keeps its number", () => {
    const series = [
      {},
      { drawn: "guide" },
      { drawn: "labels-only" },
      { drawn: "band-base" },
      { drawn: "band" },
    ] as const;
    const xml = partOf(chartOf("columns", [[1], [2], [3], [4], [5]], { series: [...series] }));
    expect(plotsOf(xml)).toEqual(["areaChart", "barChart", "lineChart"]);
    const numbersIn = (plot: string): (string | undefined)[] =>
      [
        ...new RegExp(`<c:${plot}>.*?</c:${plot}>`, "s").exec(xml)![0].matchAll(/<c:ser><c:idx val="(\d)"/g),
      ].map(([, one]) => one);
    expect(["areaChart", "barChart", "lineChart"].map(numbersIn)).toEqual([["3", "4"], ["0"], ["1", "2"]]);
    expect(/<c:areaChart>.*?<\/c:areaChart>/s.exec(xml)![0]).toContain('<c:grouping val="stacked"/>');
  });

  test("lines and their guides share a plot, over the band", () => {
    const series = [{}, { drawn: "guide" }, { drawn: "band-base" }, { drawn: "band" }] as const;
    expect(plotsOf(partOf(chartOf("lines", [[1], [2], [3], [4]], { series: [...series] })))).toEqual([
      "areaChart",
      "lineChart",
    ]);
  });

  test("of nothing is a plot of nothing, which a chart must have", () => {
    expect(plotsOf(partOf(chartOf("columns", [])))).toEqual(["barChart"]);
    expect(plotsOf(partOf(chartOf("columns", [[1]], { series: [{ drawn: "guide" }] })))).toEqual([
      "lineChart",
    ]);
  });

  test("spans lie on a base that is not drawn and has no name, and begin at its day", () => {
    const spans = chartOf("spans", [[0], [31]], {
      ...{ unit: "date", series: [{ drawn: "span-base" }, {}] },
    });
    spans.sheet.columns[1]!.kind = "date";
    spans.sheet.rows = [["A", "2025-01-01", 31]];
    const xml = partOf(spans);
    expect(settingOf(xml, "barDir")).toBe("bar");
    expect(settingOf(xml, "grouping")).toBe("stacked");
    const [base = "", span = ""] = xml.match(/<c:ser>.*?<\/c:ser>/gs) ?? [];
    expect(base).toContain("<c:tx><c:v> </c:v></c:tx>");
    expect(base).toContain("<c:spPr><a:noFill/>");
    // 1 January 2025 is day 45.658 of spreadsheets
    expect(base).toContain("<c:v>45658</c:v>");
    expect(span).toContain("<a:solidFill>");
    expect(xml).toContain('formatCode="[$-406]mmm\\ yy"');
  });

  test("a column below zero keeps its colour", () => {
    expect(settingOf(partOf(chartOf("columns", [[-1]])), "invertIfNegative")).toBe("0");
  });
});

describe("a legend", () => {
  test("tells bars, spans and stacked columns of several series apart, and stands nowhere where names stand beside the marks", () => {
    for (const shape of ["bars", "spans", "stacked-columns"] as const)
      expect(partOf(chartOf(shape, [[1], [2]]))).toContain("<c:legend>");
    expect(partOf(chartOf("bars", [[1]]))).not.toContain("<c:legend>");
    for (const shape of ["columns", "lines"] as const)
      expect(partOf(chartOf(shape, [[1], [2]]))).not.toContain("<c:legend>");
    const label = { row: 0, color: "#000000", stressed: false, namesSeries: true };
    const named = chartOf("stacked-columns", [[1], [2]], { series: [{ labels: [label] }, {}] });
    expect(partOf(named)).not.toContain("<c:legend>");
  });
});

describe("the space between columns", () => {
  const gapOf = (count: number, shape: DeckChart["shape"] = "columns"): string | undefined =>
    settingOf(partOf(chartOf(shape, [Array.from({ length: count }, () => 1)])), "gapWidth");

  test.each([
    [1, "500"],
    // 1 / (1/8 * 4) - 1 is once a column's width
    [4, "100"],
    [2, "300"],
    [6, "45"],
    [16, "45"],
    [17, "25"],
    [40, "25"],
  ])("of %d is %s percent of their width", (count, gap) => {
    expect(gapOf(count)).toBe(gap);
  });

  test("of bars is always the same", () => {
    expect([1, 5, 30].map((count) => gapOf(count, "bars"))).toEqual(["45", "45", "45"]);
  });
});

describe("colours", () => {
  test("of a series are its own, of a point that is stressed the point's", () => {
    const xml = partOf(
      chartOf("columns", [[1, 2]], {
        series: [{ color: "#8593a1", points: [{ row: 1, color: "#0b4a7d" }] }],
      }),
    );
    const series = /<c:ser>.*?<c:dPt>/s.exec(xml)![0];
    expect(series).toContain('<a:srgbClr val="8593A1"/>');
    expect(/<c:dPt>.*?<\/c:dPt>/s.exec(xml)![0]).toMatch(/<c:idx val="1"\/>.*<a:srgbClr val="0B4A7D"\/>/);
  });

  test("a stressed point of a line is a dot of its own", () => {
    const xml = partOf(chartOf("lines", [[1, 2]], { series: [{ points: [{ row: 1, color: "#0b4a7d" }] }] }));
    const point = /<c:dPt>.*?<\/c:dPt>/s.exec(xml)![0];
    expect(point).toContain('<c:symbol val="circle"/>');
    expect(point.match(/0B4A7D/g)).toHaveLength(2);
  });

  test("a guide is a dashed line in the series' colour, and a total has neither line nor mark", () => {
    const xml = partOf(
      chartOf("columns", [[1], [2], [3]], {
        series: [{}, { drawn: "guide", color: "#8a3b00" }, { drawn: "labels-only" }],
      }),
    );
    const [, guide, totals] = [...xml.matchAll(/<c:ser>.*?<\/c:ser>/gs)].map(([one]) => one);
    expect(guide).toMatch(/<a:ln w="19050"[^>]*>.*8A3B00.*<a:prstDash val="dash"\/>/);
    expect(totals).toMatch(/<a:ln w="28575"[^>]*><a:noFill\/><\/a:ln>/);
    for (const series of [guide, totals]) expect(series).toContain('<c:symbol val="none"/>');
  });

  test("a band is filled from where it begins, and what is below it is not drawn", () => {
    const xml = partOf(
      chartOf("columns", [[1], [2], [3]], {
        series: [{}, { drawn: "band-base", color: "#8a3b00" }, { drawn: "band", color: "#e3edf6" }],
      }),
    );
    const area = /<c:areaChart>.*?<\/c:areaChart>/s.exec(xml)![0];
    const [base, band] = [...area.matchAll(/<c:ser>.*?<\/c:ser>/gs)].map(([one]) => one);
    expect(base).toContain("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    expect(base).not.toContain("8A3B00");
    expect(band).toContain('<a:srgbClr val="E3EDF6"/>');
    expect(area).not.toMatch(/invertIfNegative|<c:marker>|<c:smooth/);
  });
});

describe("labels", () => {
  const positions = (chart: DeckChart): (string | undefined)[] =>
    labelsOf(partOf(chart)).map((one) => settingOf(one, "dLblPos"));

  test("stand where nothing is drawn: above columns, within stacked ones, below lines", () => {
    const labelled = { series: [{ labels: [label(0)] }] };
    expect(positions(chartOf("columns", [[1]], labelled))).toEqual(["outEnd"]);
    expect(positions(chartOf("bars", [[1]], labelled))).toEqual(["outEnd"]);
    expect(positions(chartOf("stacked-columns", [[1]], labelled))).toEqual(["ctr"]);
    expect(positions(chartOf("lines", [[1]], labelled))).toEqual(["b"]);
    expect(
      positions(
        chartOf("stacked-columns", [[1]], { series: [{ drawn: "labels-only", labels: [label(0)] }] }),
      ),
    ).toEqual(["t"]);
  });

  test("that name their lines stand beside them, apart from each other where lines end close together", () => {
    const named = { labels: [label(1, { namesSeries: true })] };
    const moves = (ends: number[]): number[] => {
      const chart = chartOf(
        "lines",
        ends.map((end) => [1, end]),
        { series: ends.map(() => named), hidesValueAxis: false, valueAxis: { from: 0, to: 100, step: 25 } },
      );
      expect(positions(chart)).toEqual(ends.map(() => "r"));
      return labelsOf(partOf(chart)).map((one) => Number(/<c:y val="([^"]*)"/.exec(one)?.[1] ?? 0));
    };
    expect(moves([10, 50, 90])).toEqual([0, 0, 0]);
    expect(moves([50])).toEqual([0]);
    const [upper, lower] = moves([51, 50]) as [number, number];
    // down is more: the higher line's name goes up and the lower one's down, by as much
    expect([upper < 0, lower > 0, Math.abs(upper + lower) < 1e-9]).toEqual([true, true, true]);
    const [first, second] = moves([50, 51]) as [number, number];
    expect([first, second]).toEqual([lower, upper]);
  });

  test("say the series' name only where they are told to, and then leave room for it", () => {
    const shows = (one: string): string[] =>
      ["showVal", "showSerName", "showCatName", "showPercent", "showLegendKey"].map((name) =>
        settingOf(one, name)!,
      );
    const plain = partOf(chartOf("columns", [[1]], { series: [{ labels: [label(0)] }] }));
    expect(shows(labelsOf(plain)[0]!)).toEqual(["1", "0", "0", "0", "0"]);
    expect(plain).toContain("<c:layout/>");
    const named = partOf(
      chartOf("lines", [[1]], { series: [{ labels: [label(0, { namesSeries: true })] }] }),
    );
    expect(shows(labelsOf(named)[0]!)).toEqual(["1", "1", "0", "0", "0"]);
    expect(labelsOf(named)[0]).toContain("<c:separator>\n</c:separator>");
    expect(Number(settingOf(named, "w"))).toBeCloseTo(0.85, 9);
  });

  test("beside stacked columns stand at their right, in the size of the others", () => {
    const [one] = labelsOf(
      partOf(
        chartOf("stacked-columns", [[1]], {
          series: [{ labels: [label(0, { namesSeries: true, stressed: true })] }],
        }),
      ),
    );
    expect(one).toContain('<c:x val="0.1"/><c:y val="0"/>');
    expect(one).toContain(' sz="1400" b="1"');
  });

  test("that are stressed are larger and bold", () => {
    const [plain, stressed] = labelsOf(
      partOf(
        chartOf("columns", [[1, 2]], { series: [{ labels: [label(0), label(1, { stressed: true })] }] }),
      ),
    );
    expect(plain).toContain(' sz="1400" b="0"');
    expect(stressed).toContain(' sz="1600" b="1"');
  });

  test("show shares with one decimal and counts with thousands apart, as Danes read them", () => {
    const of = (unit: DeckChart["unit"]): string =>
      labelsOf(partOf(chartOf("columns", [[0.5]], { unit, series: [{ labels: [label(0)] }] })))[0]!;
    expect(of("share")).toContain('formatCode="[$-406]0.0\\ %"');
    expect(of("count")).toContain('formatCode="[$-406]#,##0"');
  });

  test("there are none of a series that lists none", () => {
    expect(partOf(chartOf("columns", [[1]]))).not.toContain("<c:dLbls>");
  });

  test("leave room beside many narrow columns for the half of the last one that reaches over", () => {
    const many = chartOf("columns", [Array.from({ length: 17 }, () => 1)], { hidesValueAxis: false });
    expect(Number(settingOf(partOf(many), "w"))).toBeCloseTo(1 - 0.06 - 0.025, 9);
    expect(partOf(chartOf("lines", [Array.from({ length: 17 }, () => 1)]))).toContain("<c:layout/>");
  });
});

describe("a formula", () => {
  const sheet = { name: "Data", columns: [], rows: [["a"], ["b"], ["c"]] };

  test("names the rows under the heading, one column or several", () => {
    expect(columnsFormula(sheet, 1, 2)).toBe("Data!$B$2:$C$4");
    expect(columnsFormula(sheet, 26, 26)).toBe("Data!$AA$2:$AA$4");
    expect(sheetReference("Data", 1, [1, 1])).toBe("Data!$B$1");
    expect(sheetReference("Data", 0, [2, 4])).toBe("Data!$A$2:$A$4");
  });
});
