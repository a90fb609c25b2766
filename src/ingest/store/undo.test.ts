import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readLedger } from "../../db/ledger.js";
import { findUnsoundness } from "../../db/soundness.js";
import { FlpError } from "../../lib/errors.js";
import type { CountLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../../testing/workshop.js";
import { undoLoad } from "./undo.js";

const register = clinicsCsv([
  { ydernummer: "000011", region: "1081", doctors: "1" },
  { ydernummer: "000022", region: "1082", doctors: "0,7" },
  { ydernummer: "000033", region: "1082", doctors: "" },
]);

describe("undo", () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop();
  });
  afterEach(() => shop.end());

  const totalOf = async (asOf?: number): Promise<unknown> => {
    const [answer] = await shop.ask({
      metrics: ["plans-per-month"],
      ...(asOf === undefined ? {} : { asOf }),
    });
    return answer?.rows.map((row) => row["total"]);
  };

  test("taking a restatement back shows the figures that it replaced, rows that it dropped included", async () => {
    await shop.load(
      "a.csv",
      countsCsv([
        ["2025-01", "11", "KOL", 40, 5],
        ["2025-01", "22", "KOL", 60, 0],
      ]),
    );
    await shop.load("b.csv", countsCsv([["2025-01", "11", "KOL", 95, 5]]));
    expect(await totalOf()).toEqual([100]);
    const undone = await undoLoad(shop.store, 2, shop);
    expect(undone).toMatchObject({ load: 2, status: "undone", file: "b.csv" });
    expect(await totalOf()).toEqual([105]);
    expect(findUnsoundness(shop.store)).toEqual([]);
  });

  test("a month that only the undone load named is not known any more", async () => {
    await shop.load("a.csv", countsCsv([["2025-01", "11", "KOL", 40, 5]]));
    await shop.load("b.csv", countsCsv([["2025-02", "11", "KOL", 1, 1]]));
    await undoLoad(shop.store, 2, shop);
    const [answer] = await shop.ask({ metrics: ["plans-per-month"] });
    expect(answer).toMatchObject({ month: "2025-01", as_of: 1 });
  });

  test("only the newest load that stands can be taken back, and each only once", async () => {
    await shop.load("a.csv", countsCsv([["2025-01", "11", "KOL", 40, 5]]));
    await shop.load("b.csv", countsCsv([["2025-02", "11", "KOL", 40, 5]]));
    await expect(undoLoad(shop.store, 1, shop)).rejects.toMatchObject({ code: 2 });
    await expect(undoLoad(shop.store, 9, shop)).rejects.toMatchObject({ code: 2 });
    await undoLoad(shop.store, 2, shop);
    await expect(undoLoad(shop.store, 2, shop)).rejects.toMatchObject({ code: 2 });
    await undoLoad(shop.store, 1, shop);
    const statuses = (await readLedger(shop.store)).map((entry) => entry.status);
    expect(statuses).toEqual(["undone", "undone"]);
  });

  test("the file of an undone load is news again, under a new number", async () => {
    const file = countsCsv([["2025-01", "11", "KOL", 40, 5]]);
    await shop.load("a.csv", file);
    expect(await shop.load("a.csv", file)).toMatchObject({ status: "unchanged", load: 1 });
    await undoLoad(shop.store, 1, shop);
    expect(await shop.load("a.csv", file)).toMatchObject({ status: "stored", load: 2 });
  });

  test("nothing can be asked as of a load that was taken back", async () => {
    await shop.load("a.csv", countsCsv([["2025-01", "11", "KOL", 40, 5]]));
    await shop.load("b.csv", countsCsv([["2025-02", "11", "KOL", 40, 5]]));
    await undoLoad(shop.store, 2, shop);
    await expect(totalOf(2)).rejects.toThrow(FlpError);
  });

  test("a load that comes when the clock went backwards keeps the date of the one before, and says so", async () => {
    await shop.load("a.csv", countsCsv([["2025-01", "11", "KOL", 40, 5]]));
    shop.clock.instant = new Date("2026-11-14T12:00:00Z");
    await shop.load("b.csv", countsCsv([["2025-02", "11", "KOL", 40, 5]]));
    const dates = (await readLedger(shop.store)).map((entry) => entry.loaded_at);
    expect(dates).toEqual(["2026-11-15T12:00:00.000Z", "2026-11-15T12:00:00.000Z"]);
    expect(shop.said.join()).toContain("the clock says 2026-11-14");
  });
});

/** What may happen to a store. `reload` offers the file of the load that was taken back last. */
type Step =
  | { what: "counts"; lines: CountLine[] }
  | { what: "register"; doctors: readonly string[] }
  /** Counts of which some lines are sent twice and some rows are bad: loaded with `--quarantine`. */
  | { what: "quarantine"; lines: CountLine[]; twice: number; bad: number }
  | { what: "undo" }
  | { what: "reload" };

const months = ["2025-01", "2025-02", "2025-03"];
const countLines = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...months),
      fc.constantFrom("11", "22", "33", "44"),
      fc.constantFrom("KOL", "T2D"),
      fc.nat(12),
      fc.nat(12),
    ),
    { minLength: 1, maxLength: 8, selector: ([month, number, type]) => `${month}${number}${type}` },
  )
  .map((lines): CountLine[] => [...lines]);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: countLines.map((lines) => ({ what: "counts" as const, lines })) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom("", "0", "0,7", "1", "2", "mange"), { minLength: 1, maxLength: 4 })
      .map((doctors) => ({ what: "register" as const, doctors })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(countLines, fc.nat(2), fc.nat(2))
      .map(([lines, twice, bad]) => ({ what: "quarantine" as const, lines, twice, bad })),
  },
  { weight: 3, arbitrary: fc.constant({ what: "undo" as const }) },
  { weight: 2, arbitrary: fc.constant({ what: "reload" as const }) },
);

const registerOf = (doctors: readonly string[]): string =>
  clinicsCsv(
    doctors.map((each, place) => ({ ydernummer: `${place + 1}${place + 1}`, region: "1082", doctors: each })),
  );

/** A file of which the first lines stand twice, which makes both of each bad, with rows behind them that cannot be read. */
const brokenCounts = ({ lines, twice, bad }: Extract<Step, { what: "quarantine" }>): string =>
  countsCsv([...lines, ...lines.slice(0, twice)]) + "2025-03;55;ukendt;x;1\r\n".repeat(bad);

/** Figures without the number of the load, which is the one thing that undoing and loading again changes. */
const figures = (answers: unknown): string =>
  JSON.stringify(answers, (key, value: unknown) => (key === "as_of" ? undefined : value));

/** The bad rows that standing loads keep beside the good ones, in the order of the loads. */
const rejectedOf = ({ store }: Workshop): unknown[] =>
  store.raw
    .prepare(
      `select rejected_row.line, rejected_row.problems, rejected_row.cells from rejected_row
       inner join load on load.load = rejected_row.load where load.undone_at is null order by load.load, line`,
    )
    .raw()
    .all();

/** Nothing is held; what has no bad row is loaded as without `--quarantine`. */
const settings = { acceptedReason: "drawn at random", quarantine: true };

describe("history", () => {
  test("undone loads leave no trace, the past can be shown again, and the store is sound after each step", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
        const shop = await openWorkshop();
        const twin = await openWorkshop();
        try {
          await shop.load("laegehuse_2025-01.csv", register);
          await shop.load("planer.csv", countsCsv([["2025-01", "11", "KOL", 1, 1]]));
          /** What was answered when each standing load was the newest, and the file it came from. */
          const standing: { load: number; then: string; name: string; file: string }[] = [];
          let undone: { name: string; file: string; then: string } | null = null;
          const bring = async (name: string, file: string): Promise<void> => {
            const before = figures(await shop.ask());
            const outcome = await shop.load(name, file, settings);
            if (outcome.status === "unchanged")
              expect(outcome.rows).toMatchObject({ stored: 0, rejected: 0 });
            else expect(outcome.rows.read).toBe(outcome.rows.stored + outcome.rows.rejected);
            if (outcome.status !== "stored" || outcome.load === null) {
              expect(figures(await shop.ask())).toBe(before);
              return;
            }
            standing.push({ load: outcome.load, then: figures(await shop.ask()), name, file });
          };
          for (const one of steps) {
            if (one.what === "counts") await bring("planer.csv", countsCsv(one.lines));
            if (one.what === "register") await bring("laegehuse_2025-02.csv", registerOf(one.doctors));
            if (one.what === "quarantine") await bring("planer.csv", brokenCounts(one));
            if (one.what === "reload" && undone !== null) {
              await bring(undone.name, undone.file);
              expect(standing.at(-1)?.then).toBe(undone.then);
            }
            const newest = standing.at(-1);
            if (one.what === "undo" && newest !== undefined) {
              await undoLoad(shop.store, newest.load, shop);
              standing.pop();
              undone = newest;
            } else if (one.what !== "undo") undone = null;
            expect(findUnsoundness(shop.store)).toEqual([]);
            for (const { load, then } of standing) expect(figures(await shop.ask({ asOf: load }))).toBe(then);
          }
          await twin.load("laegehuse_2025-01.csv", register);
          await twin.load("planer.csv", countsCsv([["2025-01", "11", "KOL", 1, 1]]));
          for (const { name, file } of standing) await twin.load(name, file, settings);
          expect(figures(await shop.ask())).toBe(figures(await twin.ask()));
          expect(rejectedOf(shop)).toEqual(rejectedOf(twin));
        } finally {
          await shop.end();
          await twin.end();
        }
      }),
      { numRuns: Number(process.env["FLP_HISTORY_RUNS"] ?? 12) },
    );
  });
});
