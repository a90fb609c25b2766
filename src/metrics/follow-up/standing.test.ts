import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { undoLoad } from "../../ingest/store/undo.js";
import type { Question } from "../../question/question.js";
import { resolveQuestion } from "../../question/question.js";
import { storeReturn } from "../../testing/returned/stored-words.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import { homelessVisitNotes } from "./homeless-visits.js";
import { followUpStanding, nameThen } from "./standing.js";

const accepted = { acceptedReason: "small world" };
const closed = "2025-02-10";

let shop: Workshop;
/** Load 1: plans to March. Loads 2 to 4: registers of January to March, in which 12 changes its name, closes, and is gone. */
beforeAll(async () => {
  shop = await openWorkshop();
  const counts = countsCsv([
    ["2025-02", "000011", "KOL", 1, 0],
    ["2025-03", "000011", "KOL", 1, 0],
  ]);
  await shop.load("planer.csv", counts, accepted);
  const registers = {
    "2025-01": [{ ydernummer: "11" }, { ydernummer: "12", name: "Gammelt navn" }],
    "2025-02": [{ ydernummer: "11" }, { ydernummer: "12", name: "Nyt navn", closed }],
    "2025-03": [{ ydernummer: "11" }],
  };
  for (const [of, lines] of Object.entries(registers))
    expect((await shop.load(`laegehuse_${of}.csv`, clinicsCsv(lines), accepted)).status).toBe("stored");
  // Loads 5 to 8
  storeReturn(shop, {
    ...{ region: "consultants", month: "2025-01" },
    words: [
      ["000011", "visited", "2025-01-07"],
      ["000012", "visited", "2025-01-08"],
      ["000012", "agreed", "Ringer"],
    ],
  });
  storeReturn(shop, {
    ...{ region: "consultants", month: "2025-02" },
    words: [["000012", "agreed", null]],
  });
  storeReturn(shop, {
    ...{ region: "nordjylland", month: "2025-02" },
    words: [
      ["000011", "remark", "Ringet"],
      ["000012", "remark", "Lukker"],
    ],
  });
  storeReturn(shop, {
    ...{ region: "consultants", month: "2025-03" },
    words: [["000099", "next-step", "call"]],
  });
});
afterAll(() => shop.end());

const ask = (of: string, asOf: number | null = null): Promise<Question> =>
  resolveQuestion(shop, { month: month(of), asOf });

const clinic = (ydernummer: string) => ({ ydernummer, opened: "2010-01-01" });

describe("what data consultants wrote that no list carries", () => {
  test("is told by clinic, with why and the name that it had then; what is carried, emptied or a region's is not among it", async () => {
    expect(await homelessVisitNotes(await ask("2025-03"))).toEqual([
      {
        ...{ ...clinic("000012"), field: "visited", value: "2025-01-08", month: "2025-01" },
        ...{ source: clinic("000012"), reason: "gone", name: "Gammelt navn" },
      },
      {
        ...{ ...clinic("000099"), field: "next-step", value: "call", month: "2025-03" },
        ...{ source: clinic("000099"), reason: "gone", name: null },
      },
    ]);
  });

  test("is told for the month asked for", async () => {
    const notes = await homelessVisitNotes(await ask("2025-02"));
    expect(notes.map(({ value, reason }) => [value, reason])).toEqual([["2025-01-08", "closed"]]);
  });

  test("is told as of the load asked for", async () => {
    const notes = await homelessVisitNotes(await ask("2025-02", 5));
    expect(notes.map(({ value, reason }) => [value, reason])).toEqual([
      ["Ringer", "closed"],
      ["2025-01-08", "closed"],
    ]);
  });
});

describe("what has become of regions' answers", () => {
  test("are the words that no workbook carries, with the name of their clinic, and the answer of each region", async () => {
    const { adrift, answers } = await followUpStanding(await ask("2025-03"));
    expect(adrift).toEqual([
      expect.objectContaining({
        ...{ ...clinic("000012"), field: "remark", value: "Lukker", month: "2025-02" },
        ...{ state: "homeless", reason: "gone", name: "Nyt navn" },
      }),
    ]);
    // One doctor each and two plans at most: 11 fails, and a word on it holds.
    expect(answers.map(({ month: of, failing, waiting }) => [of, failing, waiting])).toEqual([
      ["2025-02", 1, 0],
      ...Array<unknown>(4).fill([null, 0, 0]),
    ]);
  });

  test("hold for the month asked for", async () => {
    const { adrift, answers } = await followUpStanding(await ask("2025-02"));
    expect(adrift.map(({ value, reason }) => [value, reason])).toEqual([["Lukker", "closed"]]);
    expect(answers[0]).toMatchObject({ month: "2025-02", failing: 1, waiting: 0 });
  });

  test("are nothing as of a load before the first return of a region: the consultants' lists are none", async () => {
    const nothing = { adrift: [], answers: [] };
    expect(await followUpStanding(await ask("2025-03", 6))).toEqual(nothing);
    expect((await followUpStanding(await ask("2025-03", 7))).answers).toHaveLength(5);
  });
});

describe("the name of a clinic as whoever wrote knew it", () => {
  const named = (of: string, asOf = 99, opened = "2010-01-01") =>
    nameThen(shop.store, asOf, {
      ...{ month: month(of), region: null, ydernummer: "000012", opened, field: "agreed", value: "Ringer" },
      ...{ load: 5, state: "current", reason: null, now: [] },
    });

  test("is that of the newest register up to the month, and before all that of the first", () => {
    expect(named("2025-03")).toBe("Nyt navn");
    expect(named("2025-02")).toBe("Nyt navn");
    expect(named("2025-01")).toBe("Gammelt navn");
    expect(named("2024-06")).toBe("Gammelt navn");
  });

  test("is of that period, by registers loaded then, and none where there is none", () => {
    expect(named("2025-02", 2)).toBe("Gammelt navn");
    expect(named("2025-02", 1)).toBeNull();
    expect(named("2025-02", 99, "2011-01-01")).toBeNull();
  });
});

describe("returns and registers that were taken back", () => {
  test("are as if they had never come", async () => {
    const own = await openWorkshop();
    try {
      await own.load("planer.csv", countsCsv([["2025-02", "000011", "KOL", 1, 0]]), accepted);
      await own.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "11", name: "Gammelt" }]), accepted);
      await own.load("laegehuse_2025-02.csv", clinicsCsv([{ ydernummer: "11", name: "Nyt" }]), accepted);
      await undoLoad(own.store, 3, own);
      const load = storeReturn(own, {
        ...{ region: "nordjylland", month: "2025-02" },
        words: [["000012", "remark", "Lukker"]],
      });
      const question = await resolveQuestion(own, {});
      expect((await followUpStanding(question)).adrift).toHaveLength(1);
      const [note] = (await followUpStanding(question)).adrift;
      expect(nameThen(own.store, load, { ...note!, ydernummer: "000011" })).toBe("Gammelt");
      await undoLoad(own.store, load, own);
      expect(await followUpStanding(question)).toEqual({ adrift: [], answers: [] });
    } finally {
      await own.end();
    }
  });
});
