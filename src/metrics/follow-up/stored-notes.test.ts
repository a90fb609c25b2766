import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { undoLoad } from "../../ingest/store/undo.js";
import { storeReturn, storeReturnedWord } from "../../testing/returned/stored-words.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import type { StoredNote } from "./stored-notes.js";
import { notesOfRegions, storedNotes } from "./stored-notes.js";

const everything = 99;
const accepted = { acceptedReason: "small world" };

/** All notes as month, writer, number, cell, word and state. */
const told = (notes: readonly StoredNote[]): unknown[][] =>
  notes.map((note) => [
    ...[note.month, note.region?.id ?? "consultants", note.ydernummer, note.field, note.value, note.state],
  ]);

describe("what becomes of words on the same cell", () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await openWorkshop();
    await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "11" }, { ydernummer: "12" }]));
    await shop.load("planer.csv", countsCsv([["2025-03", "11", "KOL", 1, 0]]), accepted);
    // Loads 3 to 6: the workbook of February comes back before that of January, and is saved once more.
    storeReturn(shop, {
      ...{ region: "nordjylland", month: "2025-02" },
      words: [
        ["000011", "follow-up", "agreed"],
        ["000011", "remark", null],
        ["000012", "remark", "to"],
      ],
    });
    const late = storeReturn(shop, {
      ...{ region: "nordjylland", month: "2025-01" },
      words: [
        ["000011", "follow-up", "contacted"],
        ["000011", "remark", "Ringet"],
        ["000012", "follow-up", "closed"],
      ],
    });
    const again = storeReturn(shop, {
      ...{ region: "nordjylland", month: "2025-02" },
      words: [["000012", "remark", "tre"]],
    });
    storeReturnedWord(shop, again, ["000011", "follow-up", "not-relevant"]);
    storeReturn(shop, {
      ...{ region: "consultants", month: "2025-03" },
      words: [["000011", "visited", "2025-03-04"]],
    });
    storeReturnedWord(shop, late, ["000012", "follow-up", "not-relevant"]);
    storeReturnedWord(shop, late, ["000012", "remark", null]);
    storeReturnedWord(shop, late, ["000012", "remark", "taget"], { fate: "taken" });
    storeReturnedWord(shop, late, ["000012", "remark", "kendt af den anden"], { isContradiction: false });
  });
  afterAll(() => shop.end());

  const january = [
    ["2025-01", "nordjylland", "000012", "follow-up", "not-relevant", "overtaken"],
    ["2025-01", "nordjylland", "000011", "follow-up", "contacted", "overtaken"],
    ["2025-01", "nordjylland", "000011", "remark", "Ringet", "retracted"],
    ["2025-01", "nordjylland", "000012", "follow-up", "closed", "current"],
  ];

  test("the word of the newest month holds, one of an earlier month is overtaken or emptied, and one that never held is overtaken", async () => {
    expect(told(await storedNotes(shop.store, shop.definitions, { asOf: everything }))).toEqual([
      ...january,
      ["2025-02", "nordjylland", "000011", "follow-up", "agreed", "current"],
      ["2025-02", "nordjylland", "000012", "remark", "to", "overtaken"],
      ["2025-02", "nordjylland", "000011", "follow-up", "not-relevant", "overtaken"],
      ["2025-02", "nordjylland", "000012", "remark", "tre", "current"],
      ["2025-03", "consultants", "000011", "visited", "2025-03-04", "current"],
    ]);
  });

  test("up to a month, words of that month count and no later ones: what they end holds still", async () => {
    const asked = { asOf: everything, upTo: month("2025-01") };
    const notes = await storedNotes(shop.store, shop.definitions, asked);
    expect(told(notes)).toEqual([
      ["2025-01", "nordjylland", "000012", "follow-up", "not-relevant", "overtaken"],
      ["2025-01", "nordjylland", "000011", "follow-up", "contacted", "current"],
      ["2025-01", "nordjylland", "000011", "remark", "Ringet", "current"],
      ["2025-01", "nordjylland", "000012", "follow-up", "closed", "current"],
    ]);
    const before = { asOf: everything, upTo: month("2024-12") };
    expect(await storedNotes(shop.store, shop.definitions, before)).toEqual([]);
  });

  test("as of an earlier load, later returns have said nothing", async () => {
    expect(told(await storedNotes(shop.store, shop.definitions, { asOf: 3 }))).toEqual([
      ["2025-02", "nordjylland", "000011", "follow-up", "agreed", "current"],
      ["2025-02", "nordjylland", "000012", "remark", "to", "current"],
    ]);
    expect(await storedNotes(shop.store, shop.definitions, { asOf: 2 })).toEqual([]);
  });

  test("each note has its load, the whole region and its clinic, and only one that is homeless has a reason", async () => {
    const [lost, overtaken] = await storedNotes(shop.store, shop.definitions, { asOf: everything });
    const north = shop.definitions.regions.find(({ id }) => id === "nordjylland");
    const shared = { month: "2025-01", region: north, opened: "2010-01-01", field: "follow-up", load: 4 };
    expect(lost).toEqual({
      ...{ ...shared, ydernummer: "000012", value: "not-relevant", state: "overtaken" },
      ...{ reason: null, now: [] },
    });
    expect(overtaken).toEqual({
      ...{ ...shared, ydernummer: "000011", value: "contacted", state: "overtaken" },
      ...{ reason: null, now: [] },
    });
  });

  test("the words of regions are those in their two cells, with all that is known of them", async () => {
    const notes = await storedNotes(shop.store, shop.definitions, { asOf: everything });
    const regions = notesOfRegions(notes);
    expect(regions).toHaveLength(8);
    expect(regions).toEqual(notes.slice(0, 8));
    const [first] = regions;
    expect(notesOfRegions([{ ...first!, region: null }])).toEqual([]);
    expect(notesOfRegions([{ ...first!, field: "visited" }])).toEqual([]);
  });
});

describe("the month by which words are judged", () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await openWorkshop();
    storeReturn(shop, {
      ...{ region: "nordjylland", month: "2025-03" },
      words: [["000011", "remark", "Ringet"]],
    });
    storeReturn(shop, { region: "consultants", month: "2025-04", words: [["000011", "visited-by", "AB"]] });
    await shop.load("laegehuse_2025-02.csv", clinicsCsv([{ ydernummer: "11" }]), accepted);
    await shop.load("planer.csv", countsCsv([["2025-03", "11", "KOL", 1, 0]]), accepted);
    await shop.load("laegehuse_2025-04.csv", clinicsCsv([{ ydernummer: "11" }]), accepted);
  });
  afterAll(() => shop.end());

  const states = async (asked: { asOf: number; upTo?: ReturnType<typeof month> }) =>
    (await storedNotes(shop.store, shop.definitions, asked)).map(({ state, reason }) => [state, reason]);

  test("is the newest of which counts or a register are known: words of later months are in no list yet", async () => {
    const notYet = ["homeless", "not-counted"];
    // Only the register of February; then counts of March; then the register of April.
    expect(await states({ asOf: 3 })).toEqual([notYet, notYet]);
    expect(await states({ asOf: 4 })).toEqual([["current", null], notYet]);
    expect(await states({ asOf: 5 })).toEqual([
      ["current", null],
      ["current", null],
    ]);
  });

  test("is the one asked for, also before anything is known of it", async () => {
    expect(await states({ asOf: 3, upTo: month("2025-05") })).toEqual([
      ["current", null],
      ["current", null],
    ]);
  });

  test("is none where neither is known: a word has no clinic then, and is kept without one", async () => {
    const [note, ...others] = await storedNotes(shop.store, shop.definitions, { asOf: 1 });
    expect(note).toMatchObject({ value: "Ringet", state: "homeless", reason: "gone", now: [] });
    expect(others).toEqual([]);
  });
});

describe("words that cannot be told of anybody", () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await openWorkshop();
  });
  afterAll(() => shop.end());

  test("of a region that is not defined any more, or of a month that is none, are left out", async () => {
    for (const [region, inMonth] of [
      ["bornholm", "2025-01"],
      ["nordjylland", "2025-00"],
      ["sjaelland", "2025-01"],
    ] as const) {
      const load = storeReturn(shop, { region, month: inMonth, words: [["000011", "remark", region]] });
      storeReturnedWord(shop, load, ["000011", "follow-up", "closed"]);
    }
    expect(told(await storedNotes(shop.store, shop.definitions, { asOf: everything }))).toEqual([
      ["2025-01", "sjaelland", "000011", "follow-up", "closed", "overtaken"],
      ["2025-01", "sjaelland", "000011", "remark", "sjaelland", "homeless"],
    ]);
  });

  test("of a return that was taken back count no more", async () => {
    await undoLoad(shop.store, 3, shop);
    expect(await storedNotes(shop.store, shop.definitions, { asOf: everything })).toEqual([]);
  });
});
