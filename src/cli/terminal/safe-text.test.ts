import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { colours } from "./colours.js";
import { safeJson, safeLine, safeText } from "./safe-text.js";

/** Written out here once more, by number, so that the test does not rest on the expression that it tests. */
function steers(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  const within = (from: number, to: number): boolean => code >= from && code <= to;
  return (
    (code < 0x20 && code !== 0x0a && code !== 0x09) ||
    within(0x7f, 0x9f) ||
    code === 0x61c ||
    within(0x200b, 0x200f) ||
    within(0x2028, 0x202e) ||
    within(0x2060, 0x206f) ||
    code === 0xfeff ||
    within(0xd800, 0xdfff) ||
    within(0xe0001, 0xe007f)
  );
}

const anyText = fc.string({ unit: "binary" });

describe("a text that goes to a terminal", () => {
  test.each([
    ["an escape that recolours", "\u001b[31mrød"],
    ["an escape that renames the window", "\u001b]0;ny titel\u0007"],
    ["a bell", "\u0007"],
    ["the one-byte form of an escape", "\u009b2J"],
    ["a direction mark", "1\u202e987"],
    ["an isolate", "\u2067abc\u2069"],
    ["a carriage return that writes over the line", "sandt\rfalsk"],
    ["a backspace", "10\b\b99"],
  ])("shows %s as a sign that does nothing", (_, text) => {
    expect(Array.from(safeText(text)).filter(steers)).toEqual([]);
    expect(safeText(text)).toContain("\u{fffd}");
  });

  test("keeps Danish letters, line breaks and tabs as they are", () => {
    expect(safeText("Æblegården\t7\r\nØst & Å\n")).toBe("Æblegården\t7\nØst & Å\n");
  });

  test("keeps nothing that steers, whatever the text", () => {
    fc.assert(fc.property(anyText, (text) => !Array.from(safeText(text)).some(steers)));
  });

  test("stays on its line where it is a name within one", () => {
    expect(safeLine("planer\nerror: alt er slettet\t.csv")).toBe(
      "planer\u{fffd}error: alt er slettet\u{fffd}.csv",
    );
  });
});

test("JSON is the same value with every such sign written as an escape", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const json = safeJson(JSON.stringify(value, null, 2));
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(Array.from(json).filter(steers)).toEqual([]);
    }),
  );
});

describe("colours", () => {
  test("stand round our own words and cannot be written by data", () => {
    const { paint, show } = colours(true);
    const painted = show(safeText(paint.bold("Lægehus \u001b[31m\u{fdd0}red\u{fdd0}")));
    expect(painted).toBe("\u001b[1mLægehus \u{fffd}[31m\u{fdd0}red\u{fdd0}\u001b[22m");
  });

  test("are none where none are wanted", () => {
    const { paint, show } = colours(false);
    expect(show(paint.red("fejl"))).toBe("fejl");
  });
});
