import Database from "better-sqlite3";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveQuestion } from "./question.js";
import { openStoreForReading } from "../db/open.js";
import type { Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../testing/workshop.js";
import { buildDatabase } from "./build-database.js";
import { readModels } from "./models.js";

let shop: Workshop;
let target: string;
beforeAll(async () => {
  shop = await openWorkshop();
  target = join(shop.folder, "built.sqlite");
  await shop.load(
    "laegehuse_2025-01.csv",
    clinicsCsv([{ ydernummer: "11" }, { ydernummer: "22", doctors: "" }]),
  );
  await shop.load(
    "a.csv",
    countsCsv([
      ["2025-01", "11", "KOL", 9, 1],
      ["2025-02", "11", "KOL", 1, 0],
    ]),
  );
  await shop.load("b.csv", countsCsv([["2025-02", "11", "KOL", 5, 0]]));
  const question = await resolveQuestion(shop, { month: month("2025-02"), asOf: 2 });
  await buildDatabase(question, { target, overwrite: false });
});
afterAll(() => shop.end());

test("every model's file runs as it stands in a plain SQLite connection and gives what was built", async () => {
  const built = new Database(target, { readonly: true });
  const models = [...(await readModels()).values()];
  expect(models.length).toBeGreaterThan(15);
  for (const { name, sql } of models) {
    const asTable = built.prepare(`select * from ${name}`).raw().all();
    const asSelect = built.prepare(sql).raw().all();
    const sorted = (rows: unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(asSelect), name).toEqual(sorted(asTable));
  }
  built.close();
});

test("it answers for the month and the load that were asked for", () => {
  const built = new Database(target, { readonly: true });
  const rows = built
    .prepare("select outcome, new_plans from mart_ok22_clinic order by ydernummer")
    .raw()
    .all();
  // As of load 2 clinic 11 (one doctor) had 9 + 1 = 10 new plans; the restatement to 5 came later.
  expect(rows).toEqual([
    ["pass", 10],
    ["unknown", 0],
  ]);
  built.close();
});

test("flp does not take it for a store", async () => {
  await expect(openStoreForReading(target)).rejects.toThrow(/database of another program/);
});
