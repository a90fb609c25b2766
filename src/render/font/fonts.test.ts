import fc from "fast-check";
import { create } from "fontkit";
import { describe, expect, it } from "vitest";
import { readTheme } from "../theme.js";
import { FlpError } from "../../lib/errors.js";
import { embeddedFontFaces, measureWith, wrapEvenly, wrapText } from "./fonts.js";

const { style } = await readTheme("reports");
const measure = measureWith(style.fonts);
const regular = { size: 10, weight: 400 };

describe("measuring text", () => {
  it("gives all digits the same width, so that figures stand under each other", () => {
    const widths = new Set(Array.from("0123456789").map((digit) => measure.width(digit, regular)));
    expect(widths.size).toBe(1);
  });

  it("grows with the size of the font, and semibold is wider than regular", () => {
    expect(measure.width("Januar", { size: 20, weight: 400 })).toBeCloseTo(
      2 * measure.width("Januar", regular),
    );
    expect(measure.width("Januar", { size: 10, weight: 600 })).toBeGreaterThan(
      measure.width("Januar", regular),
    );
  });

  it("gives a line, measured word by word, the width that it has as a whole", () => {
    for (const { truetype, weight } of style.fonts.faces) {
      const font = create(truetype);
      for (const line of ["Vestdanmark, AV Tø. 80,0 % i 2025", "T2D  og KOL: 1.278 – 1.598 »f«"]) {
        const whole = (font.layout(line).advanceWidth / font.unitsPerEm) * 10;
        expect(measure.width(line, { size: 10, weight })).toBeCloseTo(whole);
      }
    }
  });

  it("gives the width in the whole font to any text, also where the font that pages carry has no such letters", () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from("fi fl AVTo.,–-%0123456789æøåÆØÅéüčŠłαβЖд≥≤→»«")),
      maxLength: 12,
    });
    for (const { truetype, weight } of style.fonts.faces) {
      const font = create(truetype);
      fc.assert(
        fc.property(letters, (text) => {
          const words = text.split(" ").map((word) => font.layout(word).advanceWidth);
          const spaces = (words.length - 1) * font.layout(" ").advanceWidth;
          const units = words.reduce((total, one) => total + one, spaces);
          expect(measure.width(text, { size: 1, weight })).toBeCloseTo(units / font.unitsPerEm, 9);
        }),
        { numRuns: 500 },
      );
    }
  });

  it("knows every sign that the figures use", () => {
    expect(measure.width("≥ ≤ – · æøå ÆØÅ é ü → 7.723 80,0\u00a0%", regular)).toBeGreaterThan(0);
  });

  it("refuses a character that the font lacks, which a picture would leave out without a word", () => {
    expect(() => measure.width("Lægehus 診", regular)).toThrow(FlpError);
    expect(() => measure.width("Lægehus 診", regular)).toThrow(/診/);
  });
});

describe("breaking lines", () => {
  const text = "64 af 1.598 klinikker har ingen nye planer; den midterste har 15–19 pr. læge";
  const box = { size: 20, weight: 600, maxWidth: 500 };

  it("keeps all words and stays within the width", () => {
    const lines = wrapText(measure, text, box);
    expect(lines.join(" ")).toBe(text);
    expect(Math.max(...lines.map((line) => measure.width(line, box)))).toBeLessThanOrEqual(500);
  });

  it("breaks a headline into lines of about the same length", () => {
    const lines = wrapEvenly(measure, text, box);
    expect(lines).toHaveLength(2);
    expect(lines.join(" ")).toBe(text);
    const [first = 0, second = 0] = lines.map((line) => measure.width(line, box));
    expect(Math.abs(first - second)).toBeLessThan(120);
  });
});

it("embeds each face as a font that needs no network", () => {
  const faces = embeddedFontFaces(style.fonts);
  expect(faces.match(/@font-face/g)).toHaveLength(2);
  expect(faces).not.toMatch(/url\((?!data:font\/woff2;base64,)/);
});
