import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readRevisionTexts } from "../shared/restated/texts.js";
import type { Revision } from "../../domain/shapes/revision.js";
import { undoLoad } from "../../ingest/store/undo.js";
import { programFolder } from "../../lib/program.js";
import { composeRevisionNote } from "../shared/restated/notes.js";
import type { CountLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import { makeRevisionWorkbook } from "./make.js";
import { reviseLoad } from "./gather.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const counts = (lines: readonly CountLine[]) =>
  shop.load("planer.csv", countsCsv(lines), { acceptedReason: "a test" });
const revise = (load: number): Promise<Revision> => reviseLoad(shop.store, shop.definitions, load);

const two = clinicsCsv([
  { ydernummer: "11", region: "1081", doctors: "1" },
  { ydernummer: "22", region: "1082", doctors: "0,5" },
]);

describe("what a load of counts changed", () => {
  beforeEach(async () => {
    await shop.load("laegehuse_2025-01.csv", two);
    await counts([
      ["2025-01", "11", "KOL", 9, 1],
      ["2025-01", "22", "KOL", 5, 5],
      ["2025-01", "22", "T2D", 1, 0],
      ["2025-02", "11", "KOL", 2, 2],
    ]);
  });

  test("a month that was not known before is new, not changed", async () => {
    const { changes, totals, first_known, by_region } = await revise(2);
    expect({ changes, totals, first_known, by_region }).toEqual({
      changes: [],
      totals: [],
      first_known: ["2025-01", "2025-02"],
      by_region: [],
    });
  });

  test("rows that changed, came and went are told by clinic, month and region; a row that is not there is zero", async () => {
    await counts([
      ["2025-01", "11", "KOL", 10, 1],
      ["2025-01", "11", "IHS", 0, 4],
      ["2025-01", "22", "KOL", 5, 5],
    ]);
    const revision = await revise(3);
    expect(revision.changes).toEqual([
      { month: "2025-01", plan_type: "IHS", ydernummer: "000011", field: "maintained", old: 0, new: 4 },
      { month: "2025-01", plan_type: "KOL", ydernummer: "000011", field: "new", old: 9, new: 10 },
      { month: "2025-01", plan_type: "T2D", ydernummer: "000022", field: "new", old: 1, new: 0 },
    ]);
    // New: 9 + 5 + 1 = 15 before and 10 + 5 = 15 after, so that only maintained plans moved: 6 and 1 + 4 + 5.
    expect(revision.totals).toEqual([{ month: "2025-01", field: "maintained", old: 6, new: 10 }]);
    expect(revision.by_region).toEqual(
      [
        { month: "2025-01", region: "Region Nordjylland", field: "new", old: 9, new: 10 },
        { month: "2025-01", region: "Region Nordjylland", field: "maintained", old: 1, new: 5 },
        { month: "2025-01", region: "Region Midtjylland", field: "new", old: 6, new: 5 },
      ].toSorted((left, right) => left.region.localeCompare(right.region)),
    );
  });

  test("the figures of every report month whose window holds the month are followed", async () => {
    await counts([
      ["2025-01", "11", "KOL", 12, 1],
      ["2025-01", "22", "KOL", 5, 5],
      ["2025-01", "22", "T2D", 1, 0],
    ]);
    const { figures } = await revise(3);
    const told = figures.map((one) => [one.month, one.metric, one.field, one.old, one.new]);
    // Clinic 11 (one doctor) goes from 9 to 12 new plans in January: it passes 10 and changes its bin.
    // In February it had 9 + 2 = 11 new plans in the window and passed already; its bin 10–14 holds 14 too.
    expect(told).toEqual([
      ["2025-01", "plans-per-month", "new", 15, 18],
      ["2025-01", "plans-per-month", "total", 21, 24],
      ["2025-01", "plans-accumulated", "new", 15, 18],
      ["2025-01", "plans-accumulated", "total", 21, 24],
      ["2025-01", "plans-per-doctor", "5–9", 1, 0],
      ["2025-01", "plans-per-doctor", "10–14", 1, 2],
      ["2025-01", "ok22", "pass", 1, 2],
      ["2025-01", "ok22", "fail", 1, 0],
      ["2025-01", "ok22", "share", 0.5, 1],
      ["2025-02", "plans-accumulated", "new", 17, 20],
      ["2025-02", "plans-accumulated", "total", 25, 28],
    ]);
  });

  test("loads that came later do not disturb what a load changed", async () => {
    await counts([["2025-02", "11", "KOL", 3, 2]]);
    const then = await revise(3);
    await counts([["2025-02", "11", "KOL", 8, 2]]);
    await counts([["2025-02", "22", "KOL", 1, 0]]);
    await undoLoad(shop.store, 5, shop);
    expect(await revise(3)).toEqual(then);
    expect(then.totals).toEqual([{ month: "2025-02", field: "new", old: 2, new: 3 }]);
  });

  test("a load that was taken back changes nothing, and asking for it is a slip", async () => {
    await counts([["2025-02", "11", "KOL", 3, 2]]);
    await undoLoad(shop.store, 3, shop);
    await expect(revise(3)).rejects.toMatchObject({ code: 2 });
    await expect(revise(9)).rejects.toMatchObject({ code: 2 });
  });

  test("the next report says in Danish what was stated differently before, once a month", async () => {
    await counts([["2025-02", "11", "KOL", 17_160, 0]]);
    await counts([["2025-02", "11", "KOL", 17_214, 0]]);
    const texts = await readRevisionTexts(join(programFolder, "reports"));
    const both = [await revise(3), await revise(4)];
    expect(composeRevisionNote(both.slice(1), texts, [month("2025-02")])).toEqual([
      "Tal for februar 2025 er genopgjort fra 17.160 til 17.214.",
    ]);
    expect(composeRevisionNote(both, texts, [month("2025-02")])).toEqual([
      "Tal for februar 2025 er genopgjort fra 4 til 17.214.",
    ]);
    expect(composeRevisionNote(both, texts, [month("2025-01")])).toEqual([]);
  });

  test("the workbook of changes has the same bytes each time", async () => {
    await counts([["2025-02", "11", "KOL", 3, 2]]);
    const revision = await revise(3);
    const facts = { loadedAt: "2026-11-15T12:00:00.000Z", synthetic: true };
    const make = () => makeRevisionWorkbook(revision, facts, join(programFolder, "reports"));
    expect(Buffer.from(await make()).equals(Buffer.from(await make()))).toBe(true);
  });
});

describe("what a register changed", () => {
  beforeEach(async () => {
    await counts([["2025-01", "11", "KOL", 9, 1]]);
    await shop.load("laegehuse_2025-01.csv", two);
  });

  test("a first register changes nothing", async () => {
    expect(await revise(2)).toMatchObject({ changes: [], compared_with: null, first_known: ["2025-01"] });
  });

  test("a register of a new month is compared with the one before: clinics that came, went and changed", async () => {
    await shop.load(
      "laegehuse_2025-02.csv",
      clinicsCsv([
        { ydernummer: "11", region: "1081", doctors: "1,5" },
        { ydernummer: "33", region: "1082", name: "Ny Praksis" },
      ]),
    );
    const revision = await revise(3);
    expect(revision.compared_with).toBe("2025-01");
    expect(revision.changes).toEqual([
      { month: "2025-02", plan_type: null, ydernummer: "000011", field: "doctors", old: 1, new: 1.5 },
      {
        month: "2025-02",
        plan_type: null,
        ydernummer: "000022",
        field: "clinic",
        old: "Lægehus 22",
        new: null,
      },
      {
        month: "2025-02",
        plan_type: null,
        ydernummer: "000033",
        field: "clinic",
        old: null,
        new: "Ny Praksis",
      },
    ]);
  });

  test("a restated register is compared with itself as it was, and moves the figures of its months", async () => {
    await shop.load(
      "laegehuse_2025-01.csv",
      clinicsCsv([{ ydernummer: "11", region: "1081", doctors: "0,9" }]),
    );
    const revision = await revise(3);
    expect(revision.compared_with).toBeNull();
    expect(revision.changes.map(({ field }) => field)).toEqual(["doctors", "clinic"]);
    // 9 new plans of 0,9 doctors meet 10 a doctor; the other clinic, which failed, is gone.
    expect(revision.figures).toContainEqual({
      month: "2025-01",
      metric: "ok22",
      field: "pass",
      old: 0,
      new: 1,
    });
    expect(revision.figures).toContainEqual({
      month: "2025-01",
      metric: "ok22",
      field: "clinics",
      old: 2,
      new: 1,
    });
  });
});
