import { existsSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openScratchCopy } from "../db/open.js";
import { sha256Of } from "../lib/files.js";
import type { CountLine, Workshop } from "../testing/workshop.js";
import { countsCsv, openWorkshop, plainSettings } from "../testing/workshop.js";
import type { DryFile } from "./dry-run.js";
import { dryRunFiles } from "./dry-run.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

async function dryRun(
  files: readonly (readonly CountLine[] | string)[],
  db = shop.store.path,
): Promise<DryFile["outcome"][]> {
  const store = await openScratchCopy(db);
  const outcomes: DryFile["outcome"][] = [];
  try {
    const paths: string[] = [];
    for (const [place, file] of files.entries()) {
      const path = join(shop.folder, `planer-${place}.csv`);
      await writeFile(path, typeof file === "string" ? file : countsCsv(file));
      paths.push(path);
    }
    const { definitions, clock, logger } = shop;
    const settings = { ...plainSettings, inOrder: true };
    for await (const { outcome } of dryRunFiles(paths, settings, { store, definitions, clock, logger }))
      outcomes.push(outcome);
  } finally {
    store.close();
  }
  return outcomes;
}

test("a dry run says what a restatement would change and leaves the database as it was, to the byte", async () => {
  await shop.load("a.csv", countsCsv([["2025-01", "11", "KOL", 9, 1]]));
  shop.store.raw.pragma("wal_checkpoint(truncate)");
  const before = sha256Of(readFileSync(shop.store.path));
  const [outcome] = await dryRun([[["2025-01", "11", "KOL", 10, 1]]]);
  expect(outcome).toMatchObject({
    status: "dry-run",
    load: null,
    exitCode: 0,
    rows: { read: 1, stored: 0, rejected: 0 },
    restated: [
      { month: "2025-01", field: "new", old: 9, new: 10 },
      { month: "2025-01", field: "maintained", old: 1, new: 1 },
    ],
  });
  expect(outcome?.revision?.figures).toContainEqual({
    month: "2025-01",
    metric: "plans-accumulated",
    field: "total",
    old: 10,
    new: 11,
  });
  expect(sha256Of(readFileSync(shop.store.path))).toBe(before);
  const [answer] = await shop.ask({ metrics: ["plans-per-month"] });
  expect(answer).toMatchObject({ as_of: 1, rows: [{ total: 10 }] });
});

test("a dry run without a database makes none", async () => {
  const db = join(shop.folder, "none.sqlite");
  const [outcome] = await dryRun([[["2025-01", "11", "KOL", 9, 1]]], db);
  expect(outcome).toMatchObject({ status: "dry-run", plans: { new: 9, maintained: 1 } });
  expect(existsSync(db)).toBe(false);
});

test("a dry run over a database that nobody has open leaves no file beside it", async () => {
  await shop.load("a.csv", countsCsv([["2025-01", "11", "KOL", 9, 1]]));
  shop.store.close();
  await dryRun([[["2025-02", "11", "KOL", 10, 1]]]);
  expect(readdirSync(shop.folder).filter((name) => name.startsWith("flp"))).toEqual(["flp.sqlite"]);
});

test("each file is tried as it would be after those before it", async () => {
  const outcomes = await dryRun([
    [["2025-01", "11", "KOL", 100, 0]],
    [["2025-01", "11", "KOL", 79, 0]],
    [["2025-01", "11", "KOL", 80, 0]],
    "Periode;Ydernummer\n",
  ]);
  expect(outcomes.map(({ status, exitCode }) => [status, exitCode])).toEqual([
    ["dry-run", 0],
    ["held", 13],
    ["dry-run", 0],
    ["refused", 11],
  ]);
  expect(outcomes[2]?.revision?.totals).toEqual([{ month: "2025-01", field: "new", old: 100, new: 80 }]);
});
