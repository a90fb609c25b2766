import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { undoLoad } from "../../ingest/store/undo.js";
import { storeReturn } from "../../testing/returned/stored-words.js";
import type { CountLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import type { RegionAnswer } from "./region-answers.js";
import { regionAnswers } from "./region-answers.js";
import { notesOfRegions, storedNotes } from "./stored-notes.js";

const accepted = { acceptedReason: "small world" };
const south = "1083";

/**
 * One doctor each, so that ten plans are asked for. North: 11 to 17 fail, 18 made its ten plans months ago. 13 took over from
 * 12, which closed; 15 came back after 16 had taken over from it.
 */
const register = clinicsCsv([
  { ydernummer: "11" },
  { ydernummer: "12", closed: "2025-01-31", successor: "13" },
  { ydernummer: "13", opened: "2025-02-01" },
  { ydernummer: "14", closed: "2018-12-31", successor: "15" },
  { ydernummer: "15", opened: "2019-01-01", closed: "2021-12-31", successor: "16" },
  { ydernummer: "15", opened: "2023-01-01" },
  { ydernummer: "16", opened: "2022-01-01" },
  { ydernummer: "17" },
  { ydernummer: "18" },
  { ydernummer: "21", region: south },
  { ydernummer: "22", region: south },
]);

const monthly = ["2024-12", "2025-01", "2025-02", "2025-03"].map((of): CountLine => [
  of,
  "000021",
  "KOL",
  1,
  0,
]);

interface Asked {
  asOf?: number;
  upTo?: ReturnType<typeof month> | null;
}

/** What is known of the answers, by the region's last word. */
async function answers(
  shop: Workshop,
  { asOf = 99, upTo }: Asked = {},
): Promise<Record<string, RegionAnswer>> {
  const limit = upTo === undefined ? {} : { upTo };
  const notes = notesOfRegions(await storedNotes(shop.store, shop.definitions, { asOf, ...limit }));
  const found = await regionAnswers(shop.store, shop.definitions, { asOf, notes, ...limit });
  return Object.fromEntries(found.map((one) => [one.region.replace("Region ", ""), one]));
}

describe("what is known of the regions' answers", () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await openWorkshop();
    await shop.load("laegehuse_2025-02.csv", register);
    expect(
      (await shop.load("planer.csv", countsCsv([...monthly, ["2024-12", "000018", "KOL", 10, 0]]))).status,
    ).toBe("stored");
    // Loads 3 to 6
    storeReturn(shop, {
      ...{ region: "nordjylland", month: "2025-01", received: "2025-02-11T08:00:00Z" },
      words: [
        ["000011", "remark", "Ringet"],
        ["000012", "remark", "Lukker"],
        ["000014", "remark", "Overtaget"],
        ["000017", "remark", null],
      ],
    });
    storeReturn(shop, { region: "syddanmark", month: "2025-01", received: "2025-02-12T08:00:00Z" });
    storeReturn(shop, {
      ...{ region: "syddanmark", month: "2025-03", received: "2025-04-12T08:00:00Z" },
      words: [["000021", "follow-up", "contacted"]],
    });
    storeReturn(shop, {
      ...{ region: "consultants", month: "2025-03", received: "2025-04-13T08:00:00Z" },
      words: [["000022", "visited", "2025-03-01"]],
    });
  });
  afterAll(() => shop.end());

  test("clinics that fail wait unless a word on them or on one that they took over from holds, since the month after the answer", async () => {
    // 11, 13, 15, 16 and 17 fail. Words hold on 11; for 13 through 12; and for 16 through 14. They do not for 15 and 17.
    expect((await answers(shop))["Nordjylland"]).toEqual({
      ...{ region: "Region Nordjylland", month: "2025-01", received: "2025-02-11T08:00:00Z" },
      ...{ failing: 5, waiting: 2, since: "2025-02" },
    });
  });

  test("where the newest month was answered for, they wait since that month; consultants' words are no answer", async () => {
    expect((await answers(shop))["Syddanmark"]).toEqual({
      ...{ region: "Region Syddanmark", month: "2025-03", received: "2025-04-12T08:00:00Z" },
      ...{ failing: 2, waiting: 1, since: "2025-03" },
    });
  });

  test("a region without a clinic that fails waits for nothing, and each region in force has its line", async () => {
    const all = await answers(shop);
    expect(Object.keys(all)).toEqual(["Nordjylland", "Midtjylland", "Syddanmark", "Hovedstaden", "Sjælland"]);
    expect(all["Midtjylland"]).toEqual({
      ...{ region: "Region Midtjylland", month: null, received: null },
      ...{ failing: 0, waiting: 0, since: null },
    });
  });

  test("up to a month, the answers for later months are not given yet", async () => {
    const told = (await answers(shop, { upTo: month("2025-02") }))["Syddanmark"];
    expect(told).toMatchObject({ month: "2025-01", received: "2025-02-12T08:00:00Z" });
    expect(told).toMatchObject({ failing: 2, waiting: 2, since: "2025-02" });
    const last = (await answers(shop, { upTo: month("2025-03") }))["Syddanmark"];
    expect(last).toMatchObject({ month: "2025-03", waiting: 1 });
  });

  test("as of an earlier load, a region that has not answered waits since the first month of all", async () => {
    const before = await answers(shop, { asOf: 3 });
    expect(before["Nordjylland"]).toMatchObject({ month: "2025-01", failing: 5, waiting: 2 });
    expect(before["Syddanmark"]).toMatchObject({ month: null, received: null, waiting: 2, since: "2024-12" });
  });

  test("a word that was overtaken or lost its home is none on which a clinic rests", async () => {
    const notes = notesOfRegions(await storedNotes(shop.store, shop.definitions, { asOf: 99 }));
    const ended = notes.map((note) => ({ ...note, state: "overtaken" as const }));
    const found = await regionAnswers(shop.store, shop.definitions, { asOf: 99, notes: ended });
    expect(found.map(({ failing, waiting }) => [failing, waiting])).toEqual([
      [5, 5],
      [0, 0],
      [2, 2],
      [0, 0],
      [0, 0],
    ]);
  });

  test("a workbook of an earlier month that comes back late is not the newest answer, one of the same month is", async () => {
    const received = { month: "2025-03", received: "2025-04-12T08:00:00Z" };
    const south = { region: "syddanmark", received: "2025-05-20T08:00:00Z" };
    const late = storeReturn(shop, { ...south, month: "2025-01" });
    expect((await answers(shop))["Syddanmark"]).toMatchObject(received);
    const again = storeReturn(shop, { ...south, month: "2025-03" });
    expect((await answers(shop))["Syddanmark"]).toMatchObject({ ...received, received: south.received });
    await undoLoad(shop.store, again, shop);
    await undoLoad(shop.store, late, shop);
  });

  test("a return that was taken back is no answer", async () => {
    await undoLoad(shop.store, 6, shop);
    await undoLoad(shop.store, 5, shop);
    expect((await answers(shop))["Syddanmark"]).toMatchObject({
      month: "2025-01",
      waiting: 2,
      since: "2025-02",
    });
  });
});

describe("the answers without plans or clinics", () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await openWorkshop();
    storeReturn(shop, { region: "nordjylland", month: "2025-01" });
    await shop.load("planer.csv", countsCsv([["2025-02", "000011", "KOL", 1, 0]]), accepted);
    await shop.load("laegehuse_2025-02.csv", clinicsCsv([{ ydernummer: "11" }]), accepted);
  });
  afterAll(() => shop.end());

  test("are none before plans are known", async () => {
    expect(await answers(shop, { asOf: 1 })).toEqual({});
    expect(await answers(shop, { upTo: month("2025-01") })).toEqual({});
  });

  test("have no clinics that fail while no register is loaded, and nobody waits", async () => {
    const north = { region: "Region Nordjylland", month: "2025-01" };
    const before = (await answers(shop, { asOf: 2 }))["Nordjylland"];
    expect(before).toMatchObject({ ...north, failing: 0, waiting: 0, since: null });
    expect((await answers(shop))["Nordjylland"]).toMatchObject({ ...north, failing: 1, waiting: 1 });
  });
});

describe("the answers of regions that became one", () => {
  test("are the new region's, the newest of them", async () => {
    const shop = await openWorkshop();
    try {
      const counts = ["2026-11", "2026-12", "2027-01"].map((of): CountLine => [of, "000011", "KOL", 1, 0]);
      await shop.load("planer.csv", countsCsv(counts), accepted);
      for (const [region, of, received] of [
        ["hovedstaden", "2026-11", "2026-12-20T08:00:00Z"],
        ["sjaelland", "2026-12", "2026-12-30T08:00:00Z"],
        ["nordjylland", "2027-01", "2027-02-01T08:00:00Z"],
      ] as const)
        storeReturn(shop, { region, month: of, received });
      const later = await answers(shop);
      expect(Object.keys(later)).toEqual(["Nordjylland", "Midtjylland", "Syddanmark", "Østdanmark"]);
      expect(later["Østdanmark"]).toMatchObject({ month: "2026-12", received: "2026-12-30T08:00:00Z" });
      for (const [region, received] of [
        ["hovedstaden", "2027-01-09T08:00:00Z"],
        ["sjaelland", "2027-01-08T08:00:00Z"],
      ] as const) {
        storeReturn(shop, { region, month: "2026-12", received });
        expect((await answers(shop))["Østdanmark"]).toMatchObject({ received: "2027-01-09T08:00:00Z" });
      }
      const before = await answers(shop, { upTo: month("2026-12") });
      expect(before["Hovedstaden"]).toMatchObject({ month: "2026-12", received: "2027-01-09T08:00:00Z" });
      expect(before["Sjælland"]).toMatchObject({ month: "2026-12", received: "2027-01-08T08:00:00Z" });
    } finally {
      await shop.end();
    }
  });
});
