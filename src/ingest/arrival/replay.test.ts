import { afterEach, beforeEach, expect, test } from "vitest";
import { shipped } from "../../testing/arrival/bench.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../../testing/workshop.js";
import { replayMonths } from "./replay.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const clinics = (count: number): { ydernummer: string }[] =>
  Array.from({ length: count }, (_, place) => ({ ydernummer: String(place + 1) }));

test("known registers and months are each held against those before them, whatever they were let in with", async () => {
  await shop.load("laegehuse_2025-01.csv", clinicsCsv(clinics(100)));
  await shop.load("laegehuse_2025-02.csv", clinicsCsv(clinics(60)), { acceptedReason: "a merger" });
  await shop.load("planer_2025-02.csv", countsCsv([["2025-02", "11", "KOL", 2, 3]]), {
    acceptedReason: "a pilot",
  });
  const clock = { now: (): Date => new Date("2025-06-01T12:00:00Z") };
  const replayed = [];
  for await (const one of replayMonths(shop.store, { definitions: await shipped(), clock }))
    replayed.push(one);
  expect(replayed.map(({ kind, month, load, held }) => [kind, month, load, held])).toEqual([
    ["clinic-register", "2025-01", 1, false],
    ["clinic-register", "2025-02", 2, true],
    // One clinic of sixty has plans.
    ["plan-counts", "2025-02", 3, true],
  ]);
  const [answer] = await shop.ask({ metrics: ["plans-per-month"] });
  expect(answer?.rows).toHaveLength(1);
});

test("a month that a load names and has no rows of is replayed as an empty one", async () => {
  await shop.load("laegehuse_2025-02.csv", clinicsCsv(clinics(2)));
  await shop.load("planer_2025-02.csv", countsCsv([["2025-02", "1", "KOL", 2, 3]]));
  shop.store.raw.prepare("insert into load_month (load, month) values (2, '2025-03')").run();
  const clock = { now: (): Date => new Date("2025-06-01T12:00:00Z") };
  const months = [];
  for await (const { kind, month } of replayMonths(shop.store, { definitions: await shipped(), clock }))
    months.push([kind, month]);
  expect(months).toEqual([
    ["clinic-register", "2025-02"],
    ["plan-counts", "2025-02"],
    ["plan-counts", "2025-03"],
  ]);
});
