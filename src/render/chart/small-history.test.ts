import { describe, expect, test } from "vitest";
import { measureWith } from "../font/fonts.js";
import { readTheme } from "../theme.js";
import type { SmallHistory } from "./small-history.js";
import { drawSmallHistory } from "./small-history.js";

const { style } = await readTheme("reports");
const { colors } = style;
const measure = measureWith(style.fonts);

const history: SmallHistory = {
  id: "check-1",
  language: "da-DK",
  title: "Planer <i alt>",
  description: 'Set: 20 & ventet: "10 til 30"',
  unit: "number",
  places: 4,
  labels: [
    { place: 0, text: "Jan 2024" },
    { place: 3, text: "Apr 2024" },
  ],
  reach: [0, 40],
  points: [
    { place: 0, value: 10 },
    { place: 1, value: 20 },
    { place: 2, value: 40 },
  ],
  newest: { place: 3, value: 20, isOdd: false },
  expected: [10, 30],
};

/** Numbers in the value of an attribute of the one element of a kind. */
function numbersOf(svg: string, element: string, attribute: string): number[] {
  const found = new RegExp(`<${element} [^>]*\\b${attribute}="([^"]*)"`).exec(svg)?.[1] ?? "";
  return found.split(/[ ,]/).map(Number);
}

describe("a small history", () => {
  const svg: string = drawSmallHistory(history, style);

  test("has its points at their places and values, the newest and what was expected on the same scale", () => {
    const [x0 = 0, y10 = 0, x1 = 0, y20 = 0, x2 = 0, y40 = 0] = numbersOf(svg, "polyline", "points");
    expect(x1 - x0).toBeCloseTo(x2 - x1);
    expect(y10 - y40).toBeCloseTo(3 * (y10 - y20), 1);
    expect(numbersOf(svg, "circle", "cy")).toEqual([y20]);
    expect(numbersOf(svg, "circle", "cx")[0]).toBeCloseTo(x2 + (x2 - x1), 1);
    const [top = 0] = numbersOf(svg, "rect", "y");
    const [height = 0] = numbersOf(svg, "rect", "height");
    expect(top + height).toBeCloseTo(y10, 1);
    expect((y10 - top) / (y10 - y20)).toBeCloseTo(2, 1);
  });

  test("marks an odd point by another shape, not by colour alone", () => {
    const odd: string = drawSmallHistory({ ...history, newest: { ...history.newest, isOdd: true } }, style);
    expect([svg.includes("<circle"), odd.includes("<circle")]).toEqual([true, false]);
    expect([svg.includes(colors.caution), odd.includes(colors.caution)]).toEqual([false, true]);
  });

  test("labels whole steps in the language's own numbers, shares in percent", () => {
    expect(svg).toContain(">20</text>");
    const large: string = drawSmallHistory({ ...history, reach: [0, 30_000] }, style);
    expect(large).toContain(">10.000</text>");
    const share: string = drawSmallHistory({ ...history, unit: "share", reach: [0.4, 0.5] }, style);
    expect(share).toMatch(/>45\s%<\/text>/);
  });

  test("keeps every label inside the picture", () => {
    const wide: string = drawSmallHistory({ ...history, places: 60, reach: [0, 9_999_999] }, style);
    const ends = [...wide.matchAll(/<text x="([\d.]+)"[^>]* text-anchor="(\w+)"[^>]*>([^<]*)</g)].map(
      ([, x, anchor, text = ""]) => {
        const width = measure.width(text, { size: 12, weight: 400 });
        const left = Number(x) - (anchor === "end" ? width : width / 2);
        return [left, left + width];
      },
    );
    expect(ends.length).toBeGreaterThan(4);
    expect(Math.min(...ends.flat())).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ends.flat())).toBeLessThanOrEqual(640);
  });

  test("says what it shows to those who cannot see it, and takes no text for markup", () => {
    expect(svg).toContain('<title id="check-1-title">Planer &lt;i alt&gt;</title>');
    expect(svg).toContain("Set: 20 &amp; ventet: &quot;10 til 30&quot;</desc>");
    expect(svg).toContain('<g aria-hidden="true"');
    expect(svg).not.toContain("NaN");
  });
});
