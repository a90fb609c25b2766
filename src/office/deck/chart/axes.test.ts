import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deckLook } from "../../../testing/drawn/drawn-deck.js";
import type { DeckChart } from "../content.js";
import { axesOf, axisTop } from "./axes.js";

const chartOf = (values: (number | null)[], over: Partial<DeckChart> = {}): DeckChart => ({
  ...{ kind: "chart", shape: "columns", name: "Planer", description: "Planer", unit: "count" },
  ...{ hidesValueAxis: false, categories: [0] },
  sheet: {
    name: "Data",
    columns: [
      { heading: "Måned", kind: "text" },
      { heading: "Planer", kind: "count" },
    ],
    rows: values.map((value, place) => [String(place), value]),
  },
  series: [{ column: 1, drawn: "mark", color: "#000000", points: [], labels: [] }],
  ...over,
});

const look = { colors: deckLook.colors, language: "da-DK" };
const settingOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<c:${name} val="([^"]*)"`).exec(xml)?.[1];
const axes = (chart: DeckChart): [names: string, values: string] =>
  axesOf(chart, look) as unknown as [string, string];

describe("the end of the value axis", () => {
  test.each([
    // a tenth above the highest value, on the next tenth of a step of 1, 2 or 5
    [[20], 22],
    [[100], 110],
    [[7723], 8600],
    [[1598], 1800],
    [[12, 3, null], 13.5],
    [[30_000], 33_000],
    // few are drawn as if there were four
    [[0], 4.4],
    [[3], 4.4],
    [[null], 4.4],
    [[], 4.4],
    [[-5], 4.4],
  ])("of %j is %d", (values, top) => {
    expect(axisTop(chartOf(values))).toBe(top);
  });

  test("of a share is all of it, where it is hidden nobody's, and where it is told that", () => {
    expect(axisTop(chartOf([0.8], { unit: "share" }))).toBe(1);
    expect(axisTop(chartOf([20], { hidesValueAxis: true }))).toBeNull();
    expect(axisTop(chartOf([20], { hidesValueAxis: true, unit: "share" }))).toBe(1);
    expect(axisTop(chartOf([20], { valueAxis: { from: 0, to: 50, step: 10 } }))).toBe(50);
  });

  test("looks at the columns that are drawn and at no other", () => {
    const chart = chartOf([20]);
    const sheet = { ...chart.sheet, rows: [["1", 20, 5000]] };
    expect(axisTop({ ...chart, sheet })).toBe(22);
  });

  test("lies above every value with room for its label, and leaves no third of the plot empty", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 4, max: 1_000_000 }), { minLength: 1, maxLength: 12 }),
        (values) => {
          const highest = Math.max(...values);
          const top = axisTop(chartOf(values))!;
          expect(top).toBeGreaterThanOrEqual(highest * 1.1 - 1e-6);
          expect(top).toBeLessThanOrEqual(highest * 1.25 + 1e-6);
          const step = Number(settingOf(axes(chartOf(values))[1], "majorUnit"));
          expect(Number((step / 10 ** Math.floor(Math.log10(step))).toPrecision(9))).toSatisfy(
            (factor: number) => [1, 2, 5, 10].includes(factor),
          );
          expect(highest / step).toBeGreaterThan(1.5);
          expect(highest / step).toBeLessThanOrEqual(4);
        },
      ),
    );
  });
});

describe("axes", () => {
  test("of standing columns have names below and values at the left, of lying bars names at the left in reading order", () => {
    const [names, values] = axes(chartOf([20]));
    expect(["orientation", "axPos"].map((name) => settingOf(names, name))).toEqual(["minMax", "b"]);
    expect(settingOf(values, "axPos")).toBe("l");
    const [lying, across] = axes(chartOf([20], { shape: "bars" }));
    expect(["orientation", "axPos"].map((name) => settingOf(lying, name))).toEqual(["maxMin", "l"]);
    expect(settingOf(across, "axPos")).toBe("t");
  });

  test("cross each other", () => {
    const [names, values] = axes(chartOf([20]));
    expect([settingOf(names, "axId"), settingOf(names, "crossAx")]).toEqual(["1", "2"]);
    expect([settingOf(values, "axId"), settingOf(values, "crossAx")]).toEqual(["2", "1"]);
  });

  test("of values begin at zero unless told otherwise", () => {
    expect(settingOf(axes(chartOf([20]))[1], "min")).toBe("0");
    const told = axes(chartOf([0.8], { unit: "share", valueAxis: { from: 0.5, to: 0.9, step: 0.1 } }))[1];
    expect(["min", "max", "majorUnit"].map((name) => settingOf(told, name))).toEqual(["0.5", "0.9", "0.1"]);
  });

  test("of shares go in quarters and in percent, of counts with thousands apart, both by Danish habit", () => {
    const share = axes(chartOf([0.8], { unit: "share" }))[1];
    expect(settingOf(share, "majorUnit")).toBe("0.25");
    expect(share).toContain('formatCode="[$-406]0\\ %"');
    expect(axes(chartOf([20]))[1]).toContain('formatCode="[$-406]#,##0"');
  });

  test("that are hidden have no grid and no end of their own", () => {
    const hidden = axes(chartOf([20], { hidesValueAxis: true }))[1];
    expect(settingOf(hidden, "delete")).toBe("1");
    expect(hidden).not.toContain("majorGridlines");
    expect(hidden).not.toContain("<c:max ");
    const shown = axes(chartOf([20]))[1];
    expect(settingOf(shown, "delete")).toBe("0");
    expect(shown).toContain("majorGridlines");
  });
});
