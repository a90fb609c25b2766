import { expect, test } from "vitest";
import { WholeNumberSolver } from "./whole-number-solver.js";

test("a part follows from the whole and the other part", () => {
  const solver = new WholeNumberSolver();
  solver.addSum(["a", "b"], 9);
  solver.addSum(["b"], 7);
  expect(solver.pinned()).toEqual(
    new Map([
      ["a", 2],
      ["b", 7],
    ]),
  );
});

test("two numbers from 1 to 4 that add up to 8 are 4 and 4; to 7 they are not told", () => {
  const pinned = (total: number): Map<string, number> | null => {
    const solver = new WholeNumberSolver();
    for (const name of ["a", "b"]) solver.add(name, { low: 1, high: 4 });
    solver.addSum(["a", "b"], total);
    return solver.pinned();
  };
  expect(pinned(8)).toEqual(
    new Map([
      ["a", 4],
      ["b", 4],
    ]),
  );
  expect(pinned(7)).toEqual(new Map());
  expect(pinned(9)).toBeNull();
});

test("what no sum narrows, but whole numbers do, is found by trying values through", () => {
  const solver = new WholeNumberSolver();
  // a + b = b + c = a + c = 6: each is 3, though every one could be 0 to 6 by its own sums.
  solver.addSum(["a", "b"], 6);
  solver.addSum(["b", "c"], 6);
  solver.addSum(["a", "c"], 6);
  expect(solver.pinned()).toEqual(
    new Map([
      ["a", 3],
      ["b", 3],
      ["c", 3],
    ]),
  );
});
