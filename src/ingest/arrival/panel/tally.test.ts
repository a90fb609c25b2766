import fc from "fast-check";
import { expect, test } from "vitest";
import { shipped } from "../../../testing/arrival/bench.js";
import type { CountLine } from "../../../testing/workshop.js";
import { countsCsv, month, openWorkshop } from "../../../testing/workshop.js";
import { numberOf, rowLength, typeOf } from "./packed.js";
import { CountTally, readTally } from "./tally.js";

const line = fc
  .tuple(
    fc.constantFrom("2024-11", "2024-12", "2025-01", "2025-02"),
    fc.constantFrom("11", "22", "700001"),
    fc.constantFrom("KOL", "T2D", "IHS"),
    fc.nat(20_000),
    fc.nat(9),
  )
  .map((one): CountLine => one);

/** Lines of a file, each key once, in any order. */
const lines = fc.uniqueArray(line, {
  minLength: 1,
  maxLength: 20,
  selector: ([at, number, type]) => `${at} ${number} ${type}`,
});

const rowOf = ([at, number, planType, newPlans, maintainedPlans]: CountLine) => ({
  month: month(at),
  ydernummer: number.padStart(6, "0"),
  ...{ planType, newPlans, maintainedPlans },
});

test("what is taken down while a file is read is what is stored of it, in the order of its lines", async () => {
  const { planTypes } = await shipped();
  await fc.assert(
    fc.asyncProperty(lines, fc.nat(20), async (file, cut) => {
      const shop = await openWorkshop();
      try {
        await shop.load("planer.csv", countsCsv(file), { acceptedReason: "drawn" });
        const tally = new CountTally({ planTypes, keptMonths: 4 });
        tally.take(file.slice(0, cut).map(rowOf));
        tally.take(file.slice(cut).map(rowOf));
        const months = [...new Set(file.map(([at]) => month(at)))].sort();
        const stored = readTally(shop.store, { load: 1, months, planTypes });
        for (const one of months) expect(tally.rowsOf(one)).toEqual(stored.rowsOf(one));
        const byNumber = (all: CountTally): unknown[] =>
          all.numbers().sort((left, right) => left.ydernummer.localeCompare(right.ydernummer));
        expect(byNumber(tally)).toEqual(byNumber(stored));
      } finally {
        await shop.end();
      }
    }),
    { numRuns: 20 },
  );
});

test("a row is kept as its number, the place of its plan type and its two counts", () => {
  const tally = new CountTally({ planTypes: [{ code: "KOL" }, { code: "T2D" }], keptMonths: 1 });
  tally.take([rowOf(["2025-01", "11", "T2D", 4, 5]), rowOf(["2025-01", "22", "new", 6, 0])]);
  const { rows } = tally.rowsOf(month("2025-01")) ?? { rows: new Int32Array() };
  expect(rows).toHaveLength(2 * rowLength);
  expect([numberOf(rows[0] ?? 0), typeOf(rows[0] ?? 0), rows[1], rows[2]]).toEqual([11, 1, 4, 5]);
  // A plan type that has no place of its own comes after all that have one.
  expect([numberOf(rows[3] ?? 0), typeOf(rows[3] ?? 0), rows[4], rows[5]]).toEqual([22, 2, 6, 0]);
});

test("of a longer file the rows of its newest months are kept, and of each number all plans and its first month", () => {
  const tally = new CountTally({ planTypes: [{ code: "KOL" }], keptMonths: 2 });
  const months = ["2025-02", "2024-12", "2025-01", "2024-11", "2025-02"];
  tally.take(months.map((at, place) => rowOf([at, "11", "KOL", 10 ** place, 0])));
  expect(tally.rowsOf(month("2024-11"))).toBeNull();
  expect(tally.rowsOf(month("2024-12"))).toBeNull();
  expect(tally.rowsOf(month("2025-01"))?.rows[1]).toBe(100);
  expect([...(tally.rowsOf(month("2025-02"))?.rows ?? [])].filter((_, at) => at % rowLength === 1)).toEqual([
    1, 10_000,
  ]);
  expect(tally.numbers()).toEqual([{ ydernummer: "000011", plans: 11_111, first: "2024-11" }]);
});

test("the oldest of the kept months makes room, wherever it stood in the file", () => {
  const kept = (...months: readonly string[]): string[] => {
    const tally = new CountTally({ planTypes: [{ code: "KOL" }], keptMonths: 2 });
    tally.take(months.map((at) => rowOf([at, "11", "KOL", 1, 0])));
    return months.filter((at) => tally.rowsOf(month(at)) !== null);
  };
  expect(kept("2024-12", "2025-02", "2025-01")).toEqual(["2025-02", "2025-01"]);
  expect(kept("2025-02", "2024-12", "2025-01")).toEqual(["2025-02", "2025-01"]);
  expect(kept("2025-02", "2025-01", "2024-12")).toEqual(["2025-02", "2025-01"]);
});

test("a month of ten thousand rows is kept whole", () => {
  const tally = new CountTally({ planTypes: [{ code: "KOL" }], keptMonths: 1 });
  const rows = Array.from({ length: 10_000 }, (_, place) =>
    rowOf(["2025-01", String(place + 1), "KOL", place, 1]),
  );
  tally.take(rows);
  const kept = tally.rowsOf(month("2025-01"))?.rows ?? new Int32Array();
  expect(kept).toHaveLength(10_000 * rowLength);
  expect([4095, 4096, 9999].map((place) => kept[place * rowLength + 1])).toEqual([4095, 4096, 9999]);
  expect(numberOf(kept[0] ?? 0)).toBe(1);
});
