import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NoteField } from "../../domain/shapes/follow-up.js";
import { storeReturn } from "../../testing/returned/stored-words.js";
import type { ClinicLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, openWorkshop } from "../../testing/workshop.js";
import { storedNotes } from "./stored-notes.js";

const [north, south, tendered] = ["1081", "1083", "Udbudsklinik"];
const closed = "2025-01-31";
const young = "2025-02-01";

/** The clinics of February: each ten of numbers is a story of its own. */
const clinics: ClinicLine[] = [
  { ydernummer: "11" },
  { ydernummer: "12", closed },
  { ydernummer: "13", opened: "2025-05-01" },
  { ydernummer: "14", kind: tendered },
  // Those that lie in the south, whatever north once wrote about them.
  { ydernummer: "21", region: south },
  { ydernummer: "22", region: south, kind: tendered },
  { ydernummer: "23", region: south, closed },
  // Taken over in the same region, by a clinic that is counted, by one with a word of its own, and by one that is not counted.
  { ydernummer: "31", closed, successor: "32" },
  { ydernummer: "32", opened: young },
  { ydernummer: "33", closed, successor: "34" },
  { ydernummer: "34", opened: young, kind: tendered },
  { ydernummer: "35", closed: "2024-12-31", successor: "36" },
  { ydernummer: "36", opened: "2025-01-01", closed, successor: "37" },
  { ydernummer: "37", opened: young },
  // Taken over in another region.
  { ydernummer: "41", closed, successor: "42" },
  { ydernummer: "42", opened: young, region: south },
  { ydernummer: "43", closed, successor: "44" },
  { ydernummer: "44", opened: young, region: south, kind: tendered },
  // Taken over by one that closed itself, and by one that is still to open.
  { ydernummer: "61", closed: "2024-12-31", successor: "62" },
  { ydernummer: "62", opened: "2025-01-01", closed, successor: "63" },
  { ydernummer: "63", opened: young, region: south },
  { ydernummer: "64", closed: "2024-12-31", successor: "65" },
  { ydernummer: "65", opened: "2025-01-01", closed },
  { ydernummer: "66", closed, successor: "67" },
  { ydernummer: "67", opened: "2025-05-01" },
  // Numbers that came back.
  { ydernummer: "51", region: south, closed: "2019-12-31" },
  { ydernummer: "51", opened: "2021-01-01", region: north },
  { ydernummer: "52", closed: "2019-12-31", successor: "53" },
  { ydernummer: "52", opened: "2021-01-01", kind: tendered },
  { ydernummer: "53", opened: "2020-01-01", region: south },
];

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
  const register = await shop.load("laegehuse_2025-02.csv", clinicsCsv(clinics));
  expect(register.status).toBe("stored");
});
afterAll(() => shop.end());

type Written = readonly [ydernummer: string, opened?: string, field?: NoteField];

/**
 * What becomes of the first of some words in workbooks of January, each in a return of its own, by the register of February:
 * its state, or why it has no home and where it would be.
 */
async function fateOf(region: string, ...written: readonly Written[]): Promise<unknown> {
  const field = region === "consultants" ? "agreed" : "remark";
  const loads = written.map(([ydernummer, opened = "2010-01-01", cell = field]) =>
    storeReturn(shop, { region, month: "2025-01", words: [[ydernummer, cell, "Ringet", opened]] }),
  );
  try {
    const notes = await storedNotes(shop.store, shop.definitions, { asOf: Math.max(...loads) });
    const note = notes.find(({ load }) => load === loads[0]);
    return note?.reason === null ? note.state : [note?.state, note?.reason, note?.now];
  } finally {
    shop.store.raw.exec("delete from follow_up; delete from follow_up_load");
  }
}

const southern = (ydernummer: string, opened = "2010-01-01") => ({
  ...{ ydernummer, opened, region: "Region Syddanmark" },
});

describe("a word of a region", () => {
  test("is current while a row of its workbook carries it", async () => {
    expect(await fateOf("nordjylland", ["000011"])).toBe("current");
  });

  test("has no home where its clinic is in no register, closed, opens later or is not counted", async () => {
    expect(await fateOf("nordjylland", ["000099"])).toEqual(["homeless", "gone", []]);
    expect(await fateOf("nordjylland", ["000012"])).toEqual(["homeless", "closed", []]);
    expect(await fateOf("nordjylland", ["000013", "2025-05-01"])).toEqual(["homeless", "not-open", []]);
    expect(await fateOf("nordjylland", ["000014"])).toEqual(["homeless", "not-counted", []]);
  });

  test("has none where its clinic lies in another region, and says which only where that region lists it", async () => {
    expect(await fateOf("nordjylland", ["000021"])).toEqual([
      "homeless",
      "other-region",
      [southern("000021")],
    ]);
    expect(await fateOf("nordjylland", ["000022"])).toEqual(["homeless", "other-region", []]);
    expect(await fateOf("nordjylland", ["000023"])).toEqual(["homeless", "other-region", []]);
    expect(await fateOf("syddanmark", ["000021"])).toBe("current");
  });

  test("goes on to the clinics that took over in its region, however many steps on", async () => {
    expect(await fateOf("nordjylland", ["000031"])).toBe("current");
    expect(await fateOf("nordjylland", ["000035"])).toBe("current");
    expect(await fateOf("nordjylland", ["000033"])).toEqual(["homeless", "not-counted", []]);
  });

  test("is overtaken by a word in the same cell of a clinic that took over, and by none in another cell", async () => {
    expect(await fateOf("nordjylland", ["000031"], ["000032", young])).toBe("overtaken");
    expect(await fateOf("nordjylland", ["000035"], ["000037", young])).toBe("overtaken");
    expect(await fateOf("nordjylland", ["000031"], ["000032", young, "follow-up"])).toBe("current");
    expect(await fateOf("nordjylland", ["000033"], ["000034", young, "follow-up"])).toEqual([
      ...["homeless", "not-counted", []],
    ]);
  });

  test("does not follow its clinic into another region, and says which took over only where that region lists it", async () => {
    const reason = "successor-in-other-region";
    expect(await fateOf("nordjylland", ["000041"])).toEqual([
      "homeless",
      reason,
      [southern("000042", young)],
    ]);
    expect(await fateOf("nordjylland", ["000043"])).toEqual(["homeless", reason, []]);
  });

  test("is judged by the clinic at which it ends, not by one that closed on the way", async () => {
    const beyond = ["homeless", "successor-in-other-region", [southern("000063", young)]];
    expect(await fateOf("nordjylland", ["000061"])).toEqual(beyond);
    expect(await fateOf("nordjylland", ["000064"])).toEqual(["homeless", "closed", []]);
    expect(await fateOf("nordjylland", ["000066"])).toEqual(["homeless", "not-open", []]);
    expect(await fateOf("consultants", ["000061"])).toBe("current");
    expect(await fateOf("consultants", ["000064"])).toEqual(["homeless", "closed", []]);
  });

  test("is about the period that it names, where a number came back", async () => {
    expect(await fateOf("nordjylland", ["000051"])).toEqual(["homeless", "other-region", []]);
    expect(await fateOf("nordjylland", ["000051", "2021-01-01"])).toBe("current");
    // The second period was never taken over, only the first was.
    const first = ["homeless", "successor-in-other-region", [southern("000053", "2020-01-01")]];
    expect(await fateOf("nordjylland", ["000052"])).toEqual(first);
    expect(await fateOf("nordjylland", ["000052", "2021-01-01"])).toEqual(["homeless", "not-counted", []]);
  });

  test("is about the newest period where the one that it names is in no register", async () => {
    expect(await fateOf("nordjylland", ["000052", "2020-06-01"])).toEqual(["homeless", "not-counted", []]);
    expect(await fateOf("nordjylland", ["000012", "2015-01-01"])).toEqual(["homeless", "closed", []]);
    // The word is carried by the period that was open when it was written.
    expect(await fateOf("nordjylland", ["000051", "2020-06-01"])).toBe("current");
  });

  test("on one period of a number and the same cell of another are two words", async () => {
    expect(await fateOf("nordjylland", ["000051"], ["000051", "2021-01-01"])).toEqual([
      ...["homeless", "other-region", []],
    ]);
  });
});

describe("a word of the data consultants", () => {
  test("stays with its clinic in any region, and follows it into any", async () => {
    expect(await fateOf("consultants", ["000021"])).toBe("current");
    expect(await fateOf("consultants", ["000041"])).toBe("current");
    expect(await fateOf("consultants", ["000041"], ["000042", young])).toBe("overtaken");
  });

  test("has no home where its clinic or the one that took over is not counted, closed or is gone", async () => {
    expect(await fateOf("consultants", ["000022"])).toEqual(["homeless", "not-counted", []]);
    expect(await fateOf("consultants", ["000043"])).toEqual(["homeless", "not-counted", []]);
    expect(await fateOf("consultants", ["000023"])).toEqual(["homeless", "closed", []]);
    expect(await fateOf("consultants", ["000099"])).toEqual(["homeless", "gone", []]);
  });
});

describe("a word of a region that became a part of another", () => {
  let reformed: Workshop;
  beforeAll(async () => {
    reformed = await openWorkshop();
    const register = clinicsCsv([
      { ydernummer: "11", region: "Region Østdanmark" },
      { ydernummer: "12", region: "Region Østdanmark", kind: tendered },
      { ydernummer: "21" },
    ]);
    expect((await reformed.load("laegehuse_2027-01.csv", register)).status).toBe("stored");
    storeReturn(reformed, {
      ...{ region: "hovedstaden", month: "2026-12" },
      words: ["000011", "000012", "000021"].map((ydernummer) => [ydernummer, "remark", "Ringet"] as const),
    });
  });
  afterAll(() => reformed.end());

  test("is one of the new region's", async () => {
    const notes = await storedNotes(reformed.store, reformed.definitions, { asOf: 2 });
    expect(notes.map(({ region, state, reason }) => [region?.id, state, reason])).toEqual([
      ["hovedstaden", "current", null],
      ["hovedstaden", "homeless", "not-counted"],
      ["hovedstaden", "homeless", "other-region"],
    ]);
  });
});
