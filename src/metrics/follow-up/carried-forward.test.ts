import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askModels, resolveQuestion } from "../../question/question.js";
import type { Run } from "../../question/run.js";
import { storeReturn } from "../../testing/returned/stored-words.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../../testing/workshop.js";
import { clinicKey, followUpFigures, visitNotes } from "./carried-forward.js";

const closed = "2025-01-31";
const young = "2025-02-01";

let shop: Workshop;
/** 13 took over from 12 and 14, 22 from 21, which lies in the south; 15 was written about in a month that is none. */
beforeAll(async () => {
  shop = await openWorkshop();
  const clinics = clinicsCsv([
    { ydernummer: "11" },
    { ydernummer: "12", closed, successor: "13" },
    { ydernummer: "13", opened: young },
    { ydernummer: "14", closed, successor: "13" },
    { ydernummer: "15" },
    { ydernummer: "21", region: "1083", closed, successor: "22" },
    { ydernummer: "22", opened: young },
  ]);
  expect((await shop.load("laegehuse_2025-02.csv", clinics)).status).toBe("stored");
  await shop.load("planer.csv", countsCsv([["2025-02", "000011", "KOL", 1, 0]]), {
    acceptedReason: "small world",
  });
  storeReturn(shop, {
    ...{ region: "nordjylland", month: "2025-02" },
    words: [
      ["000014", "remark", "Fra fjorten"],
      ["000012", "remark", "Fra tolv"],
      ["000011", "remark", "Ringet"],
      ["000011", "follow-up", "contacted"],
    ],
  });
  storeReturn(shop, {
    region: "nordjylland",
    month: "2025-00",
    words: [["000015", "remark", "Ingen måned"]],
  });
  storeReturn(shop, {
    ...{ region: "consultants", month: "2025-01" },
    words: [
      ["000021", "visited-by", "AB"],
      ["000011", "visited", "2025-01-07"],
      ["000011", "agreed", "Ringer"],
    ],
  });
  storeReturn(shop, {
    region: "consultants",
    month: "2025-00",
    words: [["000015", "agreed", "Ingen måned"]],
  });
});
afterAll(() => shop.end());

const ask = async <Found>(use: (run: Run) => Promise<Found>): Promise<Found> =>
  askModels(await resolveQuestion(shop, {}), {}, use);

const clinic = (ydernummer: string, opened = "2010-01-01") => ({ ydernummer, opened });

test("a clinic's period is its number and the day on which it opened", () => {
  expect(clinicKey({ ydernummer: "000011", opened: "2010-01-01" })).toBe("000011 2010-01-01");
});

describe("what the workbooks of regions carry forward", () => {
  test("is each word on its clinic and on the one that took over, by clinic, cell and source, of months that are some", async () => {
    const { notes } = await ask(followUpFigures);
    const shared = { month: "2025-02", region: "nordjylland", field: "remark" };
    expect(notes).toEqual([
      {
        ...{ ...shared, ...clinic("000011"), field: "follow-up", value: "contacted" },
        ...{ source: clinic("000011") },
      },
      { ...shared, ...clinic("000011"), value: "Ringet", source: clinic("000011") },
      { ...shared, ...clinic("000012"), value: "Fra tolv", source: clinic("000012") },
      { ...shared, ...clinic("000013", young), value: "Fra tolv", source: clinic("000012") },
      { ...shared, ...clinic("000013", young), value: "Fra fjorten", source: clinic("000014") },
      { ...shared, ...clinic("000014"), value: "Fra fjorten", source: clinic("000014") },
    ]);
  });

  test("goes with the clinics that took over from another region, and no others", async () => {
    const { borderTakeovers } = await ask(followUpFigures);
    expect([...borderTakeovers]).toEqual(["000022 2025-02-01"]);
  });
});

describe("what the worklist of the data consultants carries forward", () => {
  test("is each word on its clinic and on the one that took over in any region, by clinic and cell", async () => {
    expect(await ask(visitNotes)).toEqual([
      {
        ...{ ...clinic("000011"), field: "agreed", value: "Ringer", month: "2025-01" },
        ...{ source: clinic("000011") },
      },
      {
        ...{ ...clinic("000011"), field: "visited", value: "2025-01-07", month: "2025-01" },
        ...{ source: clinic("000011") },
      },
      {
        ...{ ...clinic("000021"), field: "visited-by", value: "AB", month: "2025-01" },
        ...{ source: clinic("000021") },
      },
      {
        ...{ ...clinic("000022", young), field: "visited-by", value: "AB", month: "2025-01" },
        ...{ source: clinic("000021") },
      },
    ]);
  });
});
