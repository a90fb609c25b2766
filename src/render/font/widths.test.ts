import fc from "fast-check";
import { create } from "fontkit";
import { describe, expect, it } from "vitest";
import { readTheme } from "../theme.js";
import { subsetOf } from "./fonts.js";
import { widthTableOf, wordWidth } from "./widths.js";

const { style } = await readTheme("reports");

describe.each(style.fonts.faces)("the widths that the build measures, weight $weight", (face) => {
  const font = create(subsetOf(face).bytes);
  const table = widthTableOf(font);

  it("add up to what the font itself says of any word of its characters", () => {
    const characters = font.characterSet
      .filter((code) => code > 0x20)
      .map((code) => String.fromCodePoint(code));
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom(...characters), maxLength: 14 }),
      // what kerns and what joins
      fc.string({ unit: fc.constantFrom(...Array.from("ffiltjAVTWYo.,-–'1740%rkæøå")), maxLength: 14 }),
    );
    fc.assert(
      fc.property(word, (text) => {
        const exact = font.layout(text).advanceWidth;
        expect(wordWidth(table, text) ?? exact).toBe(exact);
      }),
      { numRuns: 1_000 },
    );
  });

  it("say nothing of a word with another character, or in which three join in their own way", () => {
    expect(wordWidth(table, "Læge診")).toBeNull();
    expect(wordWidth(table, "Affffald")).toBeNull();
    expect(wordWidth(table, "Aftale_offentlig")).toBe(font.layout("Aftale_offentlig").advanceWidth);
    expect(wordWidth(table, "")).toBe(0);
  });
});
