import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressOf,
  addressOfRange,
  columnLetters,
  formulaOfRange,
  isOneCell,
  parseAddress,
  parseRange,
} from "./cell-address.js";

test("a formula refers to cells that stay where they are, in a sheet that it names", () => {
  const range = { firstRow: 2, lastRow: 13, firstColumn: 1, lastColumn: 27 };
  expect(formulaOfRange("Data", range)).toBe("Data!$B$2:$AB$13");
  expect(formulaOfRange("Data", { ...range, lastRow: 2, lastColumn: 1 })).toBe("Data!$B$2");
});

describe("the address of a cell", () => {
  test.each([
    ["A1", 1, 0],
    ["Z9", 9, 25],
    ["AA10", 10, 26],
    ["AZ2", 2, 51],
    ["BA2", 2, 52],
    ["ZZ1", 1, 701],
    ["AAA1", 1, 702],
    // the last cell of a sheet
    ["XFD1048576", 1_048_576, 16_383],
  ])("%s is row %i and, from 0, column %i", (address, row, column) => {
    expect(addressOf({ row, column })).toBe(address);
    expect(parseAddress(address)).toEqual({ row, column });
  });

  test("comes back as it was from every cell that a sheet has", () => {
    const cell = fc.record({ row: fc.integer({ min: 1, max: 1_048_576 }), column: fc.nat(16_383) });
    fc.assert(
      fc.property(cell, (one) => {
        expect(parseAddress(addressOf(one))).toEqual(one);
      }),
    );
  });

  test("may be fixed by dollar signs, and is nothing else", () => {
    expect(parseAddress("$B$3")).toEqual({ row: 3, column: 1 });
    expect(["", "B", "3", "b3", "B3:C4", "R1C1", "B-3", "B3 ", "ABCD1"].map(parseAddress)).toEqual(
      Array(9).fill(null),
    );
  });

  test("of a range names its corners, a single cell being a range too", () => {
    const range = { firstRow: 3, lastRow: 4, firstColumn: 0, lastColumn: 27 };
    expect(addressOfRange(range)).toBe("A3:AB4");
    expect(parseRange("A3:AB4")).toEqual(range);
    expect(parseRange("C7")).toEqual({ firstRow: 7, lastRow: 7, firstColumn: 2, lastColumn: 2 });
    expect(["C7", "C7:C7", "C7:C8", "C7:D7"].map((text) => isOneCell(parseRange(text)!))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(["", "A3:", ":B4", "A3:B4:C5", "A:B", "3:4"].map(parseRange)).toEqual(Array(6).fill(null));
  });

  test("has the letters of its column", () => {
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  });
});
