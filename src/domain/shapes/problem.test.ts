import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsCpr } from "../cpr.js";
import type { Problem } from "./problem.js";
import { isProblemOfFile, problemOf, quoteValue, showValue, UnreadableError } from "./problem.js";
import { problemCodes } from "./problem-code.js";

const number = "010190-1234";

describe("a problem", () => {
  test("says nothing of where it is unless it is told", () => {
    expect(problemOf("count", "no whole number")).toEqual({
      ...{ line: null, sheet: null, column: null, code: "count", message: "no whole number", value: null },
      facts: {},
    });
  });

  test("holds its place as it was given", () => {
    const place = { line: 7, sheet: "Ark1", column: "Nye planer", value: "1,5", facts: { expected: "10" } };
    expect(problemOf("count", "no whole number", place)).toEqual({
      ...place,
      code: "count",
      message: "no whole number",
    });
  });

  test("leads a civil registration number out on no road", () => {
    const problem = problemOf("name", `“${number}” is no name`, {
      ...{ line: 1, sheet: `Ark ${number}`, column: `patient ${number}`, value: number },
      facts: { seen: `set hos ${number}`, plain: "Åen" },
    });
    expect(JSON.stringify(problem)).not.toContain("1234");
    expect(problem).toMatchObject({ sheet: "Ark [CPR]", column: "patient [CPR]", value: "[CPR]" });
    expect(problem.facts).toEqual({ seen: "set hos [CPR]", plain: "Åen" });
  });
});

describe("a problem is about the whole file", () => {
  const of = (code: Problem["code"], line: number | null): boolean =>
    isProblemOfFile(problemOf(code, "", { line }));

  test("where it names no line, whatever its code", () => {
    expect(problemCodes.filter((code) => !of(code, null))).toEqual([]);
  });

  test("where its code says so, also with a line: no other row of such a file can be trusted", () => {
    expect(problemCodes.filter((code) => of(code, 3))).toEqual([
      ...[
        "file",
        "layout",
        "column-missing",
        "column-unknown",
        "cpr",
        "limit",
        "changed",
        "binary",
        "damaged",
      ],
      ...["encoding", "code-page", "merged", "no-rows", "second-table", "quotes", "unclosed-quote"],
    ]);
  });
});

describe("a value of a file as messages show it", () => {
  test.each([
    ["Åen", "Åen"],
    ["", ""],
    ["a\nb\tc", "a\ufffdb\ufffdc"],
    ["a\u200bb", "a\ufffdb"],
    ["x".repeat(40), "x".repeat(40)],
    ["x".repeat(41), `${"x".repeat(39)}…`],
    [`${"x".repeat(38)}😀yy`, `${"x".repeat(38)}…`],
    [`${"x".repeat(37)}😀yy`, `${"x".repeat(37)}😀…`],
    [`${"x".repeat(38)}😀`, `${"x".repeat(38)}😀`],
    [number, "[CPR]"],
    ["101901234", "[CPR]"],
    [" 101901234 ", "[CPR]"],
    ["991901234", "991901234"],
    [`tlf. 101901234`, "tlf. 101901234"],
    [`${number} og ${number}`, "[CPR] og [CPR]"],
  ])("%j is shown as %j, and quoted in quotation marks", (value, shown) => {
    expect(showValue(value)).toBe(shown);
    expect(quoteValue(value)).toBe(`“${shown}”`);
  });

  test("is at most forty characters on one line, and never what looks like a civil registration number", () => {
    const cut = fc.tuple(
      fc.stringMatching(/^[a-z ]{0,45}$/),
      fc.constantFrom(number, "311299 0000", "0101901234"),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 60 }),
          cut.map((parts) => parts.join(" ")),
        ),
        (value) => {
          const shown = showValue(value);
          expect(shown.length).toBeLessThanOrEqual(40);
          expect(shown).not.toMatch(/[\n\r\t]/);
          expect(shown.isWellFormed()).toBe(true);
          expect(holdsCpr(shown)).toBe(false);
        },
      ),
    );
  });
});

test("a file that cannot be read is told by the problem's own words", () => {
  const problem = problemOf("encoding", "neither UTF-8 nor Windows-1252");
  const error = new UnreadableError(problem);
  expect(error).toBeInstanceOf(Error);
  expect([error.problem, error.message]).toEqual([problem, "neither UTF-8 nor Windows-1252"]);
});
