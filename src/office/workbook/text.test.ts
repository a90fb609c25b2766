import { describe, expect, test } from "vitest";
import { breakLine, lineCount, toCellText, toPageText } from "./text.js";

describe("text of a cell", () => {
  test("keeps Danish letters, pictures and tabs", () => {
    expect(toCellText("Lægehuset Åen\t😀")).toBe("Lægehuset Åen\t😀");
  });

  test("shows what XML cannot hold instead of dropping it", () => {
    expect(toCellText("a\u0000b\u001fc\ud800d")).toBe("a\uFFFDb\uFFFDc\uFFFDd");
  });

  test("has one kind of line end", () => {
    expect(toCellText("a\r\nb\rc")).toBe("a\nb\nc");
  });

  test("keeps what Excel would read as an escape", () => {
    expect(toCellText("_x0041_ _x_")).toBe("_x005F_x0041_ _x_");
  });

  test("is refused when it is longer than a cell", () => {
    expect(() => toCellText("x".repeat(32_768))).toThrow(/32768 characters/);
  });
});

describe("lines", () => {
  test("are cut at spaces, and a word that is too long stays whole", () => {
    expect(breakLine("en to tre Lægefællesskabet fem", 6)).toEqual([
      "en to",
      "tre",
      "Lægefællesskabet",
      "fem",
    ]);
  });

  test("fill as many rows as their words need", () => {
    expect(lineCount("aaaa bbbb cccc", { width: 10, fontSize: 11, bold: true })).toBe(2);
    expect(lineCount("aaaa\nbbbb", { width: 10, fontSize: 11, bold: true })).toBe(2);
  });

  test("of a page's edge keep their ampersands and get page numbers", () => {
    expect(toPageText("A & B {page}/{pages}")).toBe("A && B &P/&N");
  });
});
