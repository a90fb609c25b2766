import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckResult } from "../domain/shapes/arrival.js";
import { parseMonth } from "../domain/month.js";
import { exitCode } from "../lib/errors.js";
import type { DrawnStore } from "../testing/drawn/drawn-store.js";
import { drawStore } from "../testing/drawn/drawn-store.js";
import { readChecks, storeChecks } from "./load-checks.js";

const january = parseMonth("2025-01")!;

let drawn: DrawnStore;
beforeEach(async () => {
  drawn = await drawStore();
  for (const month of ["2025-01", "2025-02"]) drawn.counts({ [month]: [] });
});
afterEach(() => {
  drawn.end();
});

const check = (over: Partial<CheckResult> = {}): CheckResult => ({
  ...{
    id: "total-off",
    month: january,
    subject: "KOL",
    verdict: "hold",
    seen: 12.5,
    expected: [100, 200.25],
  },
  ...{
    unit: "plans",
    basis: "24 months 2023-02 to 2025-01",
    looks_like: "total-off",
    finding: "12,5 plans seen",
  },
  ...{
    code: "arrival",
    series: [{ month: january, value: 150 }],
    facts: { share: 0.5, name: "“Åen”" },
    excess: 1.75,
  },
  ...over,
});

describe("what a load was held against", () => {
  test("is read back as it was, in its order, with the load that it belongs to", () => {
    const checks = [check(), check({ id: "share-off", verdict: "look" }), check({ subject: null })];
    storeChecks(drawn.store, 1, checks);
    storeChecks(drawn.store, 2, [check({ id: "hole" })]);
    expect(readChecks(drawn.store)).toEqual(
      new Map([
        [1, checks],
        [2, [check({ id: "hole" })]],
      ]),
    );
    expect(readChecks(drawn.store, { load: 1 })).toEqual(new Map([[1, checks]]));
    expect(readChecks(drawn.store, { load: 9 })).toEqual(new Map());
  });

  test("may have seen nothing, expect nothing, and be about the file as a whole", () => {
    const nothing = check({
      ...{ month: null, subject: null, seen: null, expected: null, looks_like: null, verdict: "cannot-tell" },
      ...{ series: [], facts: {}, excess: 0 },
    });
    storeChecks(drawn.store, 1, [nothing]);
    expect(readChecks(drawn.store).get(1)).toEqual([nothing]);
  });

  test("none is a load without checks, as loads of older versions are", () => {
    storeChecks(drawn.store, 1, []);
    expect(readChecks(drawn.store).has(1)).toBe(false);
  });

  test("of any numbers is read back to the digit: zeros are not nothing", () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
      fc.constant(0),
    );
    let load = 1;
    fc.assert(
      fc.property(number, number, number, fc.string({ unit: "grapheme" }), (seen, low, high, finding) => {
        fc.pre(finding.isWellFormed() && !finding.includes("\0"));
        const one = check({ seen, expected: [low, high], finding, facts: { seen, finding } });
        load = drawn.counts(
          { "2025-03": [] },
          { sha256: String(load).padStart(64, "0"), loadedAt: "2025-04-01T00:00:00.000Z" },
        );
        storeChecks(drawn.store, load, [one]);
        expect(readChecks(drawn.store, { load }).get(load)).toEqual([one]);
      }),
      { numRuns: 50 },
    );
  });

  test("that damage has made unreadable is told as damage, with the load and the way back", () => {
    storeChecks(drawn.store, 2, [check()]);
    // The table itself refuses it; a fault of the disk does not ask.
    drawn.store.raw.pragma("ignore_check_constraints = on");
    drawn.store.raw.exec("update load_check set detail = '{'");
    expect(() => readChecks(drawn.store)).toThrow(
      "the database is damaged: a check of load 2 cannot be read",
    );
    try {
      readChecks(drawn.store);
    } catch (error) {
      expect(error).toMatchObject({ code: exitCode.database, remedy: expect.stringContaining("flp backup") });
    }
  });
});
