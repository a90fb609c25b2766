import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSafe, isSafeChange, partSums, sizeOf } from "./small-counts.js";
import type { ShownTable, TableGroup, TableLimits } from "./disclosed-table.js";
import { discloseTable, renameGroups, unsafeWholes } from "./disclosed-table.js";

const group = (name: string, pass: number, notPass: number, within = ""): TableGroup => ({
  ...{ name, within },
  parts: [pass, notPass],
});

const limits: TableLimits = { minimum: 5, acceptsChangeFrom: null, acceptsRestChangeFrom: null };

const rows = (groups: TableGroup[], before: ShownTable[] = [], over: Partial<TableLimits> = {}): string[][] =>
  discloseTable(groups, before, { ...limits, ...over }).blocks.map((row) => [...row]);

const table = (groups: TableGroup[], blocks?: string[][]): ShownTable => ({
  groups: new Map(groups.map((one) => [one.name, one])),
  blocks: blocks ?? groups.map(({ name }) => [name]),
});

describe("groups of a table by themselves", () => {
  test("stand alone where all are large, in the order given", () => {
    expect(rows([group("Syd", 30, 20), group("Nord", 10, 9), group("Tom", 0, 0)])).toEqual([
      ["Syd"],
      ["Nord"],
      ["Tom"],
    ]);
  });

  test("that are small are laid together with the smallest other one, after those that stand alone", () => {
    expect(rows([group("A", 2, 9), group("C", 30, 10), group("B", 8, 10)])).toEqual([["C"], ["A", "B"]]);
  });

  test("are laid together within the larger group that they are a part of, never across two", () => {
    const all = [
      group("Aa", 2, 9, "Nord"),
      group("Bø", 20, 20, "Syd"),
      group("Ce", 30, 10, "Nord"),
      group("Dé", 40, 40, "Nord"),
      group("Ee", 20, 20, "Syd"),
    ];
    expect(rows(all)).toEqual([["Dé"], ["Aa", "Ce"], ["Bø"], ["Ee"]]);
  });

  test("that must not stand alone are laid together whatever they are", () => {
    const all = ["A", "B", "C"].map((name, place) => group(name, 20 + place, 20));
    const { blocks } = discloseTable(all, [], limits, ({ name }) => name === "C");
    expect(blocks).toEqual([["B"], ["A", "C"]]);
  });

  test("are none of none", () => {
    expect(rows([])).toEqual([]);
  });
});

describe("groups that were shown before", () => {
  const before = table([group("A", 20, 20), group("B", 30, 20), group("C", 40, 20)]);

  test("stand alone again where they are what they were, or moved by five and more", () => {
    expect(rows([group("A", 20, 20), group("B", 35, 20), group("C", 40, 20)], [before])).toEqual([
      ["A"],
      ["B"],
      ["C"],
    ]);
  });

  test("that moved by fewer are laid together with the next, so that neither follows", () => {
    // A moved by ten, so that A and B together moved by twelve.
    expect(rows([group("A", 30, 20), group("B", 32, 20), group("C", 40, 20)], [before])).toEqual([
      ["C"],
      ["A", "B"],
    ]);
  });

  test("that moved by fewer take all others along where nothing else moved: the rest would have moved by as few", () => {
    expect(rows([group("A", 20, 20), group("B", 32, 20), group("C", 40, 20)], [before])).toEqual([
      ["A", "B", "C"],
    ]);
  });

  test("whose outcomes changed sides are told apart as well, though they are as many as before", () => {
    expect(rows([group("A", 28, 28), group("B", 31, 19), group("C", 40, 20)], [before])).toEqual([
      ["C"],
      ["A", "B"],
    ]);
  });

  test("count against every table that was shown, not the newest alone", () => {
    const older = table([group("B", 34, 20)]);
    const now = [group("A", 30, 20), group("B", 36, 20), group("C", 40, 20)];
    expect(rows(now, [before])).toEqual([["A"], ["B"], ["C"]]);
    expect(rows(now, [before, older])).toEqual([["C"], ["A", "B"]]);
    expect(rows(now, [older, before])).toEqual([["C"], ["A", "B"]]);
  });

  test("may move by few where so many clinics are accepted, before and now: exactly the limit is enough", () => {
    const now = [group("A", 30, 20), group("B", 32, 20), group("C", 40, 20)];
    const from = (acceptsChangeFrom: number): string[][] => rows(now, [before], { acceptsChangeFrom });
    expect(from(50)).toEqual([["A"], ["B"], ["C"]]);
    expect(from(51)).toEqual([["C"], ["A", "B"]]);
  });

  test("in a row of several follow from the row, for which another limit holds", () => {
    const together = table([group("A", 20, 20), group("B", 30, 20), group("C", 40, 20)], [["A", "B"], ["C"]]);
    const now = [group("A", 20, 20), group("B", 32, 20), group("C", 40, 20)];
    // The row of before had 90 clinics, and what it is made of now has two more.
    expect(rows(now, [together])).toEqual([["A", "B", "C"]]);
    expect(rows(now, [together], { acceptsRestChangeFrom: 90 })).toEqual([["A"], ["B"], ["C"]]);
    expect(rows(now, [together], { acceptsRestChangeFrom: 91 })).toEqual([["A", "B", "C"]]);
    expect(rows(now, [together], { acceptsChangeFrom: 1 })).toEqual([["A", "B", "C"]]);
  });

  test("whose rest moved hide the smallest of those beside it, within the same larger group", () => {
    const nord = [group("B", 12, 9, "Nord"), group("C", 30, 20, "Nord")];
    const syd = [group("X", 10, 10, "Syd"), group("Y", 11, 10, "Syd")];
    const was = [group("A", 3, 9, "Nord"), ...nord, group("D", 20, 20, "Nord"), ...syd];
    const then = table(was, [["A", "B"], ["C"], ["D"], ["X"], ["Y"]]);
    // One clinic of A and B changed: D, the smallest beside them, covers A, and B can stand alone again.
    const now = [group("A", 4, 9, "Nord"), ...nord, group("D", 26, 20, "Nord"), ...syd];
    expect(rows(now, [then])).toEqual([["B"], ["C"], ["A", "D"], ["X"], ["Y"]]);
  });

  test("of which nothing is left give nothing away but that", () => {
    expect(rows([group("A", 20, 20), group("B", 0, 0), group("C", 40, 20)], [before])).toEqual([
      ["A"],
      ["B"],
      ["C"],
    ]);
  });
});

describe("a larger group whose groups are all laid together", () => {
  const whole = (...passing: number[]): ShownTable =>
    table(
      passing.map((pass, place) => group(String(place), pass, 40, "Nord")),
      [passing.map((_, place) => String(place))],
    );

  test("gives them away where its own number means one in each, or the most of small ones", () => {
    expect(unsafeWholes(whole(1, 1, 1), 5)).toEqual(["Nord"]);
    expect(unsafeWholes(whole(4, 4, 4), 5)).toEqual(["Nord"]);
    expect(unsafeWholes(whole(4, 4, 5), 5)).toEqual([]);
    expect(unsafeWholes(whole(3), 5)).toEqual([]);
  });

  test("does not where one of its groups stands alone, or the row is of nobody", () => {
    const some = table(
      ["a", "b", "c"].map((name) => group(name, 1, 40, "Nord")),
      [["a", "b"], ["c"]],
    );
    expect(unsafeWholes(some, 5)).toEqual([]);
    expect(unsafeWholes(table([group("a", 0, 0)], [["a"]]), 5)).toEqual([]);
    expect(unsafeWholes(table([]), 5)).toEqual([]);
  });

  test("is told although a group without clinics stands beside it", () => {
    const groups = [group("a", 1, 40, "Nord"), group("b", 1, 40, "Nord"), group("tom", 0, 0, "Nord")];
    expect(unsafeWholes(table(groups, [["a", "b"], ["tom"]]), 5)).toEqual(["Nord"]);
  });
});

describe("groups under new names", () => {
  const nameOf = (name: string): string =>
    name === "Hovedstaden" || name === "Sjælland" ? "Østdanmark" : name;

  test("are added up where two regions became one, and stand in one row", () => {
    const renamed = renameGroups(
      table(
        [group("Hovedstaden", 30, 10), group("Sjælland", 20, 5), group("Nord", 9, 9)],
        [["Hovedstaden", "Sjælland"], ["Nord"]],
      ),
      nameOf,
    );
    expect([...renamed.groups.values()].map(({ name, parts }) => [name, parts])).toEqual([
      ["Østdanmark", [50, 15]],
      ["Nord", [9, 9]],
    ]);
    expect(renamed.blocks).toEqual([["Østdanmark"], ["Nord"]]);
  });

  test("are what they were where none of them has another name", () => {
    const before = table([group("Nord", 9, 9), group("Syd", 8, 8)]);
    expect(renameGroups(before, nameOf)).toEqual(before);
  });
});

describe("whatever was shown before", () => {
  const size = fc.tuple(fc.nat({ max: 25 }), fc.nat({ max: 25 }));
  const edition = fc.array(size, { minLength: 5, maxLength: 5 });
  const named = (sizes: (readonly [number, number])[]): TableGroup[] =>
    sizes.map(([pass, notPass], place) => group(String(place), pass, notPass));

  test("no row of one group is small, and none moved by one to four since it stood alone", () => {
    fc.assert(
      fc.property(fc.array(edition, { minLength: 1, maxLength: 3 }), (editions) => {
        const shown: ShownTable[] = [];
        for (const sizes of editions) shown.push(discloseTable(named(sizes), shown, limits));
        const alone = (one: ShownTable): Map<string, readonly number[]> =>
          new Map(
            one.blocks.flatMap((row) =>
              row.length === 1 ? [[row[0]!, one.groups.get(row[0]!)!.parts]] : [],
            ),
          );
        // One row alone is the larger group itself, which is decided elsewhere.
        const rowsOfSome = (one: ShownTable): number =>
          one.blocks.filter((row) => row.some((name) => sizeOf(one.groups.get(name)!.parts) > 0)).length;
        for (const [place, one] of shown.entries()) {
          expect(one.blocks.flat().sort()).toEqual(["0", "1", "2", "3", "4"]);
          const isTold = rowsOfSome(one) > 1;
          for (const [name, parts] of isTold ? alone(one) : [])
            for (const earlier of shown.slice(0, place)) {
              const then = rowsOfSome(earlier) > 1 ? alone(earlier).get(name) : undefined;
              if (then !== undefined && sizeOf(parts) > 0) expect(isSafeChange(parts, then, 5)).toBe(true);
            }
          for (const row of isTold ? one.blocks.filter(({ length }) => length > 1) : []) {
            const sums = partSums(row.map((name) => one.groups.get(name)!));
            expect([sums, isSafe(sums, 5)]).toEqual([sums, true]);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
