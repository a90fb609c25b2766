import { afterEach, beforeEach, expect, test } from "vitest";
import { findUnsoundness } from "../../db/soundness.js";
import type { Workshop } from "../../testing/workshop.js";
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
