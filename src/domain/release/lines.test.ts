import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedLines } from "./lines.js";

const text = (...lines: string[]): string => lines.join("\n");

describe("lines that changed", () => {
  test("are told with what they were, by the words before their colon", () => {
    const before = text("threshold: 10", "status: unconfirmed", "valid_from: 2022-01");
    const after = text("threshold: 12", "status: confirmed", "valid_from: 2022-01");
    expect(changedLines(before, after)).toEqual([
      { old: "threshold: 10", new: "threshold: 12" },
      { old: "status: unconfirmed", new: "status: confirmed" },
    ]);
  });

  test("are held against each other by the whole of these words, not by how they begin", () => {
    expect(changedLines("status: a", "source: b")).toEqual([
      { old: null, new: "source: b" },
      { old: "status: a", new: null },
    ]);
  });

  test("that came or went have nothing on the other side; what went is told last", () => {
    expect(changedLines(text("a: 1", "b: 2"), text("b: 2", "c: 3"))).toEqual([
      { old: null, new: "c: 3" },
      { old: "a: 1", new: null },
    ]);
  });

  test("two of the same words are each held against one of those that were", () => {
    expect(changedLines(text("- id: a", "- id: b"), text("- id: c", "- id: d", "- id: e"))).toEqual([
      { old: "- id: a", new: "- id: c" },
      { old: "- id: b", new: "- id: d" },
      { old: null, new: "- id: e" },
    ]);
  });

  test("a line that only moved, was set in, or is a comment or empty is no change", () => {
    const before = text("a: 1", "", "# words", "b: 2", "-- sql");
    expect(changedLines(before, text("  b: 2", "a: 1  ", "# other words", "", "", "-- more"))).toEqual([]);
  });

  test("a line that is there once more than before is one, and once less too", () => {
    expect(changedLines(text("x", "x"), text("x", "x", "x"))).toEqual([{ old: null, new: "x" }]);
    expect(changedLines(text("x", "x", "x"), text("x", "x"))).toEqual([{ old: "x", new: null }]);
  });

  test("a comment's sign within a line makes no comment of it", () => {
    expect(changedLines("a: 1", "a: 1 # checked")).toEqual([{ old: "a: 1", new: "a: 1 # checked" }]);
  });

  test("are none where a side is no text", () => {
    expect(changedLines(null, "a")).toEqual([]);
    expect(changedLines("a", null)).toEqual([]);
    expect(changedLines(null, null)).toEqual([]);
  });

  test("are six at most", () => {
    const numbered = (from: number): string =>
      text(...Array.from({ length: 9 }, (_, place) => `line ${from + place}`));
    const changes = changedLines(numbered(0), numbered(100));
    expect(changes.map((change) => change.new)).toEqual(
      [0, 1, 2, 3, 4, 5].map((place) => `line ${100 + place}`),
    );
  });

  const lines = fc.array(fc.constantFrom("a: 1", "a: 2", "b: 1", "", "# c", "d"), { maxLength: 8 });

  test("there are none of a text against itself, whatever the order, and some where a line is another", () => {
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const said = (all: string[]): string[] =>
          all.filter((line) => line !== "" && !line.startsWith("#")).sort();
        const isSame = said(one).join("\n") === said(other).join("\n");
        expect(changedLines(text(...one), text(...other)).length === 0).toBe(isSame);
      }),
    );
  });
});
