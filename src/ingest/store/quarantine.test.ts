import { afterEach, beforeEach, expect, test } from "vitest";
import { resolveQuestion } from "../../question/question.js";
import { figuresOfMonth } from "../../reports/shared/figures/of-month.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const mixed = `${countsCsv([
  ["2025-02", "11", "KOL", 1, 1],
  ["2025-02", "22", "KOL", 2, 2],
  ["2025-02", "33", "KOL", 3, 3],
  ["2025-02", "22", "KOL", 4, 4],
])}2025-02;44;ukendt;x;5\r\n2025-02;55;KOL\r\n`;

const lines = (sql: string): unknown[] => shop.store.raw.prepare(sql).raw().all();

test("without --quarantine one bad row refuses the file", async () => {
  expect(await shop.load("planer.csv", mixed)).toMatchObject({
    status: "refused",
    exitCode: 12,
    rows: { read: 6, stored: 0, rejected: 6 },
    problem_count: 5,
  });
  expect(lines("select * from load")).toEqual([]);
});

test("with --quarantine the good rows are stored, both rows of a duplicate are not, and the bad ones are kept with their problems", async () => {
  const outcome = await shop.load("planer.csv", mixed, { quarantine: true });
  expect(outcome).toMatchObject({
    status: "stored",
    exitCode: 0,
    rows: { read: 6, stored: 2, rejected: 4 },
    plans: { new: 4, maintained: 4 },
    problem_count: 5,
  });
  expect(outcome.warnings.join()).toMatch(/4 of 6 rows were kept apart .* 2025-02 is incomplete/);
  expect(lines("select ydernummer, line from plan_count order by line")).toEqual([
    ["000011", 2],
    ["000033", 4],
  ]);
  const kept = shop.store.raw.prepare("select line, problems, cells from rejected_row order by line").all();
  expect(
    kept.map((row) => [Reflect.get(row as object, "line"), Reflect.get(row as object, "cells")]),
  ).toEqual([
    [3, '["2025-02","22","KOL","2","2"]'],
    [5, '["2025-02","22","KOL","4","4"]'],
    [6, '["2025-02","44","ukendt","x","5"]'],
    [7, '["2025-02","55","KOL"]'],
  ]);
  expect(JSON.stringify(kept[2])).toContain("plan-type");
});

test("a known month is restated by the good rows alone: bad ones are missing from it, both of a duplicate too", async () => {
  await shop.load(
    "planer.csv",
    countsCsv([
      ["2025-02", "11", "KOL", 1, 1],
      ["2025-02", "22", "KOL", 2, 2],
      ["2025-02", "66", "KOL", 6, 6],
    ]),
  );
  const outcome = await shop.load("planer.csv", mixed, { quarantine: true, acceptedReason: "drawn" });
  expect(outcome).toMatchObject({ status: "stored", rows: { read: 6, stored: 2, rejected: 4 } });
  expect(
    lines(
      "select ydernummer, new_plans, load_from from plan_count where load_to is null order by ydernummer",
    ),
  ).toEqual([
    ["000011", 1, 1],
    ["000033", 3, 2],
  ]);
});

test("a month stays incomplete until a whole file restates it, and the figures say so", async () => {
  await shop.load(
    "laegehuse_2025-02.csv",
    clinicsCsv(["11", "22", "33"].map((ydernummer) => ({ ydernummer }))),
  );
  await shop.load("planer.csv", mixed, { quarantine: true });
  const asked = { month: month("2025-02") };
  const before = await figuresOfMonth(await resolveQuestion(shop, asked));
  expect(before.basis).toMatchObject({ incompleteMonths: ["2025-02"], isRegisterIncomplete: false });
  await shop.load("planer.csv", countsCsv([["2025-02", "11", "KOL", 9, 9]]));
  const after = await figuresOfMonth(await resolveQuestion(shop, asked));
  expect(after.basis.incompleteMonths).toEqual([]);
});

test("a file with a civil registration number, an open quotation mark or no good row is refused all the same", async () => {
  const header = "Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer";
  for (const bad of ["2025-02;11;010190-1234;1;1", '2025-02;"11;KOL;1;1']) {
    const outcome = await shop.load("planer.csv", `${header}\n2025-02;22;KOL;1;1\n${bad}\n`, {
      quarantine: true,
    });
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12 });
    expect(outcome.warnings.join()).toMatch(/nothing could be kept apart: there is a problem of the file/);
  }
  const none = await shop.load("planer.csv", `${header}\n2025-02;11;?;1;1\n`, { quarantine: true });
  expect(none).toMatchObject({ status: "refused", rows: { read: 1, stored: 0, rejected: 1 } });
  expect(lines("select * from rejected_row")).toEqual([]);
});
