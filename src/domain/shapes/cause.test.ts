import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CauseList, causesOf } from "./cause.js";
import type { ProblemPlace } from "./problem.js";
import { problemOf } from "./problem.js";

const count = (line: number | null, value: string | null, place: ProblemPlace = {}) =>
  problemOf("count", `${value ?? "nothing"} is no count`, { line, value, column: "Nye planer", ...place });

describe("problems by cause", () => {
  test("of one code in one column are one, with their number and where they begin and end", () => {
    const [cause, ...others] = causesOf([count(9, "x"), count(3, "y"), count(5, "z"), count(12, "x")]);
    expect(others).toEqual([]);
    expect(cause).toMatchObject({
      code: "count",
      column: "Nye planer",
      count: 4,
      first_line: 3,
      last_line: 12,
    });
  });

  test("are apart by code, by sheet and by column, in the order in which each was first found", () => {
    const causes = causesOf([
      count(1, "x"),
      count(1, "x", { column: "Vedligeholdte planer" }),
      count(1, "x", { sheet: "Ark2" }),
      problemOf("month", "no month", { line: 1, column: "Nye planer" }),
      count(2, "y"),
    ]);
    expect(causes.map(({ code, sheet, column, count: found }) => [code, sheet, column, found])).toEqual([
      ["count", null, "Nye planer", 2],
      ["count", null, "Vedligeholdte planer", 1],
      ["count", "Ark2", "Nye planer", 1],
      ["month", null, "Nye planer", 1],
    ]);
  });

  test("are not mixed up where sheet and column together read alike", () => {
    expect(
      causesOf([count(1, "x", { sheet: "A", column: "B" }), count(1, "x", { sheet: "AB", column: null })]),
    ).toHaveLength(2);
  });

  test("end where the last line is, also where that was found first", () => {
    expect(causesOf([count(9, "x"), count(3, "y")])).toMatchObject([{ first_line: 3, last_line: 9 }]);
  });

  test("show the first three values, each once; problems without a value are examples of their own", () => {
    const lines = (values: (string | null)[]): (number | null)[] =>
      causesOf(values.map((value, place) => count(place + 1, value)))[0]!.examples.map(({ line }) => line);
    expect(lines(["x", "x", "y", "x", "z", "w"])).toEqual([1, 3, 5]);
    expect(lines([null, null, "x", "y"])).toEqual([1, 2, 3]);
    expect(lines(["x", "x", "x", "x"])).toEqual([1]);
  });

  test("have no line where none of them has one, and else those of the ones that have", () => {
    expect(causesOf([problemOf("layout", "no profile")])).toMatchObject([
      { count: 1, first_line: null, last_line: null, examples: [{ line: null, value: null }] },
    ]);
    expect(causesOf([count(null, "x"), count(7, "y"), count(null, "z")])).toMatchObject([
      { count: 3, first_line: 7, last_line: 7 },
    ]);
  });

  test("an example says what was wrong there, with its particulars", () => {
    const facts = { highest: "1000000" };
    expect(causesOf([count(4, "x", { facts })])[0]?.examples).toEqual([
      { line: 4, value: "x", message: "x is no count", facts },
    ]);
  });

  test("of none are none", () => {
    expect(causesOf([])).toEqual([]);
  });

  test("found in portions are those found at once, and together as many as there are problems", () => {
    const problem = fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom("x", "y", "z", "w", null),
      fc.constantFrom("Nye planer", "Vedligeholdte planer"),
    );
    fc.assert(
      fc.property(fc.array(problem), fc.nat({ max: 10 }), (rows, cut) => {
        const problems = rows.map(([line, value, column]) => count(line, value, { column }));
        const list = new CauseList();
        list.add(problems.slice(0, cut));
        list.add(problems.slice(cut));
        expect(list.all()).toEqual(causesOf(problems));
        expect(list.all().reduce((sum, cause) => sum + cause.count, 0)).toBe(problems.length);
      }),
    );
  });
});
