import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countsIn,
  laidOut,
  manyPlans,
  packedMonth,
  rowsOf,
  rowsWithPlans,
  sumOf,
} from "../../../testing/arrival/drawn-rows.js";
import { typeCodes, typesOfMask, keyFactor } from "./packed.js";
import { cellsOfRows, layOut, plansOf } from "./panel.js";

describe("months laid out over the same cells", () => {
  test("have each row in the cell of its number and type, and the sums of both", () => {
    fc.assert(
      fc.property(manyPlans, rowsOf(fc.nat(9), 0), (rows, others) => {
        const panel = layOut([packedMonth(rows), packedMonth(others, "2025-02")]);
        const numbers = [...new Set([...rows, ...others].map(([number]) => number))].sort((a, b) => a - b);
        const types = [...new Set([...rows, ...others].map(([, type]) => type))].sort((a, b) => a - b);
        expect(panel.numbers).toEqual(numbers.map((number) => String(number).padStart(6, "0")));
        expect(panel.types).toEqual(types);
        for (const [place, drawn] of [rows, others].entries()) {
          const cells = panel.laid[place]!;
          const at = (number: number, type: number) =>
            numbers.indexOf(number) * types.length + types.indexOf(type);
          const [fresh, old] = [0, 0].map(() => Array(numbers.length * types.length).fill(0) as number[]);
          for (const [number, type, ofNew, ofOld] of drawn) {
            fresh![at(number, type)] = ofNew;
            old![at(number, type)] = ofOld;
            expect(panel.cellOf(number * keyFactor + type)).toBe(at(number, type));
          }
          expect([...cells.fresh]).toEqual(fresh);
          expect([...cells.maintained]).toEqual(old);
          expect([...cells.filled]).toEqual(rowsWithPlans(drawn).map(([number, type]) => at(number, type)));
          expect([...cells.ofNumber]).toEqual(
            numbers.map((one) => sumOf(countsIn(drawn.filter(([number]) => number === one)))),
          );
          expect([...cells.freshByType]).toEqual(
            types.map((one) => sumOf(drawn.filter(([, type]) => type === one).map(([, , count]) => count))),
          );
          expect([...cells.maintainedByType]).toEqual(
            types.map((one) => sumOf(drawn.filter(([, type]) => type === one).map(([, , , count]) => count))),
          );
          expect(cells.newPlans).toBe(sumOf(drawn.map(([, , count]) => count)));
          expect(cells.maintainedPlans).toBe(sumOf(drawn.map(([, , , count]) => count)));
          expect(plansOf(cells)).toBe(sumOf(countsIn(drawn)));
          // Rows without plans have no cell to look at.
          expect([...cellsOfRows(packedMonth(drawn), panel.cellOf)]).toEqual(
            drawn.filter(([, , ofNew, ofOld]) => ofNew + ofOld > 0).map(([number, type]) => at(number, type)),
          );
        }
      }),
    );
  });

  test("add up rows of one number and type", () => {
    const cells = laidOut([
      [7, 1, 2, 3],
      [7, 1, 10, 20],
    ]);
    expect([[...cells.fresh], [...cells.maintained], [...cells.ofNumber]]).toEqual([[12], [23], [35]]);
    expect([[...cells.freshByType], [...cells.maintainedByType]]).toEqual([[12], [23]]);
  });

  test("without any row have one plan type and no number", () => {
    expect(layOut([packedMonth([])])).toMatchObject({ numbers: [], types: [0] });
    expect(typesOfMask(0b1010)).toEqual([1, 3]);
    const codes = Array.from({ length: 40 }, (_, place) => ({ code: `P${place}` }));
    expect(typeCodes(codes)).toEqual(codes.slice(0, 31).map(({ code }) => code));
  });
});
