import { describe, expect, test } from "vitest";
import { readDrawnCases, runDrawnCase } from "../testing/drawn-tables.js";

const cases = await readDrawnCases();

describe("the models of sql/, by drawn tables", () => {
  for (const drawn of cases) {
    test(`${drawn.claim} (sql/${drawn.path})`, async () => {
      for (const { mart, expected, seen } of await runDrawnCase(drawn)) {
        expect({ mart, rows: seen }).toEqual({ mart, rows: expected });
      }
    });
  }

  test("each case makes a claim of its own", () => {
    const claims = cases.map(({ claim }) => claim);
    expect(claims.filter((claim, place) => claims.indexOf(claim) !== place)).toEqual([]);
    expect(cases.length).toBeGreaterThan(50);
  });
});
