import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findUnsoundness } from "../../db/soundness.js";
import type { CountLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../../testing/workshop.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const wrongCount = (): unknown =>
  shop.store.raw
    .prepare(
      `insert into plan_count (month, ydernummer, plan_type, load_from, new_plans, maintained_plans, line)
       values ('2025-13x', '11', 'KOL', 1, -1, 0, 1)`,
    )
    .run();

test.each(["stored", "held", "refused"] as const)(
  "the table's checks hold again once a load is %s",
  async (status) => {
    await shop.load("planer.csv", countsCsv([["2025-01", "11", "KOL", 60, 40]]));
    const file = {
      stored: countsCsv([["2025-02", "11", "KOL", 1, 1]]),
      held: countsCsv([["2025-01", "11", "KOL", 1, 1]]),
      refused: countsCsv([["2025-01", "11", "KOL", 1, 1_000_001]]),
    }[status];
    expect(await shop.load("planer 2.csv", file)).toMatchObject({ status });
    expect(wrongCount).toThrow(/CHECK constraint failed/);
  },
);

test("counts of more rows than one statement takes meet the table's checks, which are asked after them", async () => {
  const lines = Array.from(
    { length: 300 },
    (_, place) => ["2025-01", String(place + 1), "KOL", place % 7 === 0 ? 1_000_000 : place, 0] as const,
  );
  await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "1" }]));
  await shop.load("planer.csv", countsCsv(lines.map((line) => [...line])), { acceptedReason: "drawn" });
  expect(shop.store.raw.prepare("select count(*) from plan_count").pluck().get()).toBe(300);
  expect(findUnsoundness(shop.store)).toEqual([]);
});

test("whatever files come, each is the whole truth of its months, and a row that is said again stays as it was", async () => {
  const line = fc
    .tuple(
      fc.constantFrom("2025-01", "2025-02"),
      fc.constantFrom("000011", "000022"),
      fc.constantFrom("KOL", "T2D"),
      fc.nat(2),
      fc.nat(1),
    )
    .map((one): CountLine => one);
  const file = fc.uniqueArray(line, {
    ...{ minLength: 1, maxLength: 8 },
    selector: ([month, number, type]) => `${month} ${number} ${type}`,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 5 }), async (files) => {
      const own = await openWorkshop();
      try {
        /** What stands: by month, number and type the counts and the load that brought them. */
        let standing = new Map<string, readonly [number, number, number]>();
        for (const [place, lines] of files.entries()) {
          const { load } = await own.load(`planer_${place}.csv`, countsCsv(lines), {
            acceptedReason: "drawn",
          });
          // The same file again is not loaded.
          if (load === null) continue;
          const months = new Set(lines.map(([month]) => month));
          const others = [...standing].filter(([key]) => !months.has(key.slice(0, 7)));
          const said = lines.map(([month, number, type, fresh, old]) => {
            const key = `${month} ${number} ${type}`;
            const had = standing.get(key);
            const isSame = had !== undefined && had[0] === fresh && had[1] === old;
            return [key, isSame ? had : ([fresh, old, load] as const)] as const;
          });
          standing = new Map([...others, ...said]);
          const stored = own.store.raw
            .prepare<[], [string, number, number, number]>(
              `select month || ' ' || ydernummer || ' ' || plan_type, new_plans, maintained_plans, load_from
               from plan_count where load_to is null`,
            )
            .raw()
            .all();
          expect(new Map(stored.map(([key, ...rest]) => [key, rest]))).toEqual(standing);
        }
        expect(findUnsoundness(own.store)).toEqual([]);
      } finally {
        await own.end();
      }
    }),
    { numRuns: 40 },
  );
});
