import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { largestSize, linesInBox, textWidth } from "./fit.js";

describe("the width of a text", () => {
  // Widths of Helvetica in thousandths of its size, added up by hand.
  test.each([
    ["", 0],
    ["i", 278],
    ["a", 556],
    ["M", 889],
    ["Ø", 778],
    ["1.598", 4 * 556 + 278],
    ["80,0 %", 3 * 556 + 278 + 278 + 889],
    ["Åen", 722 + 2 * 556],
    ["(ft)", 4 * 333],
  ])("%j is %d thousandths of its size", (text, thousandths) => {
    expect(textWidth(text, { size: 10 })).toBeCloseTo(thousandths / 100, 9);
    expect(textWidth(text, { size: 20 })).toBeCloseTo(thousandths / 50, 9);
  });

  test.each([
    ["a", 556],
    ["n", 611],
    ["M", 915],
    [":", 333],
    ["0", 556],
    ["i", 278],
  ])("%j in bold is %d", (text, thousandths) => {
    expect(textWidth(text, { size: 1000, bold: true })).toBe(thousandths);
  });

  test("is that of its parts together, and bold is never narrower", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 20 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 8, max: 48 }), (one, other, size) => {
        const whole = textWidth(one + other, { size });
        expect(whole).toBeCloseTo(textWidth(one, { size }) + textWidth(other, { size }), 6);
        expect(textWidth(one, { size, bold: true })).toBeGreaterThanOrEqual(textWidth(one, { size }) - 1e-9);
      }),
    );
  });
});

describe("lines in a box", () => {
  // At size 10 an a is 5,56 points wide and a blank 2,78.
  const lines = (text: string, width: number): number => linesInBox(text, { size: 10, width });

  test("are broken between words, where the next one has no room with the blank before it", () => {
    expect(lines("aa aa", 25.03)).toBe(1);
    expect(lines("aa aa", 25.01)).toBe(2);
    expect(lines("aa aa aa aa", 25.03)).toBe(2);
    expect(lines("aa aa aa", 12)).toBe(3);
  });

  test("are one for a text that fits, and for none", () => {
    expect(lines("", 100)).toBe(1);
    expect(lines("aaaa", 22.25)).toBe(1);
  });

  test("are more than one for a word that is wider than the box", () => {
    expect(lines("a".repeat(4), 12)).toBe(2);
    expect(lines("a".repeat(9), 12)).toBe(5);
    expect(lines(`aa ${"a".repeat(4)}`, 12)).toBe(3);
    // What is left of a broken word shares its line with the next.
    expect(lines(`${"a".repeat(3)} a`, 14)).toBe(2);
  });

  test("never become fewer with more words, a larger size or a narrower box", () => {
    const words = fc.array(fc.stringMatching(/^[a-zæøå]{1,14}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.integer({ min: 30, max: 300 }), (all, width) => {
        const text = all.join(" ");
        const own = linesInBox(text, { size: 12, width });
        expect(own).toBeGreaterThanOrEqual(linesInBox(all.slice(1).join(" "), { size: 12, width }));
        expect(own).toBeGreaterThanOrEqual(linesInBox(text, { size: 12, width: 2 * width }));
        expect(own).toBeLessThanOrEqual(linesInBox(text, { size: 24, width }));
        expect(own).toBeGreaterThanOrEqual(Math.ceil(textWidth(text, { size: 12 }) / width) - all.length);
      }),
    );
  });
});

describe("the largest size", () => {
  const text = "aaaa aaaa aaaa"; // 4 * 5,56 = 22,24 points a word at size 10

  test("is the first that fits, in whatever order the sizes are given", () => {
    expect(largestSize([text], [10, 20, 15], { width: 80, lines: 1 })).toBe(10);
    expect(largestSize([text], [20, 10, 15], { width: 200, lines: 1 })).toBe(20);
    expect(largestSize([text], [20, 15, 10], { width: 120, lines: 1 })).toBe(15);
  });

  test("counts the lines of all texts together", () => {
    expect(largestSize([text, text], [20, 10], { width: 80, lines: 2 })).toBe(10);
    expect(largestSize([text, text], [20, 10], { width: 160, lines: 2 })).toBe(20);
  });

  test("takes no more height than there is: size times lines times spacing", () => {
    expect(largestSize(["a"], [20, 10], { width: 100, height: 24 })).toBe(20);
    expect(largestSize(["a"], [20, 10], { width: 100, height: 23.9 })).toBe(10);
    expect(largestSize(["a"], [20, 10], { width: 100, height: 20, spacing: 1 })).toBe(20);
  });

  test("in bold needs more room", () => {
    const room = textWidth("nnnn", { size: 20 });
    expect(largestSize(["nnnn"], [20, 10], { width: room, lines: 1 })).toBe(20);
    expect(largestSize(["nnnn"], [20, 10], { width: room, lines: 1, bold: true })).toBe(10);
  });

  test("is the smallest where none fits, the largest where nothing is asked, and 12 of no sizes", () => {
    expect(largestSize([text.repeat(50)], [20, 10], { width: 10, lines: 1 })).toBe(10);
    expect(largestSize([], [20, 10], { width: 10, lines: 1 })).toBe(20);
    expect(largestSize(["a"], [20, 10], { width: 100 })).toBe(20);
    expect(largestSize(["a"], [], { width: 100 })).toBe(12);
  });
});
