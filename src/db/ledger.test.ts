import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LoadFact } from "../domain/shapes/figures.js";
import type { Month } from "../domain/month.js";
import { parseMonth } from "../domain/month.js";
import type { DrawnStore } from "../testing/drawn/drawn-store.js";
import { drawStore } from "../testing/drawn/drawn-store.js";
import { findSameLoad, isIncomplete, loadFacts, readLedger } from "./ledger.js";

const month = (text: string): Month => parseMonth(text)!;
const [january, february] = ["2025-01", "2025-02"].map(month) as [Month, Month];
const [a, b] = ["a".repeat(64), "b".repeat(64)];

let drawn: DrawnStore;
beforeEach(async () => {
  drawn = await drawStore();
});
afterEach(() => {
  drawn.end();
});

describe("the ledger", () => {
  test("says of each load what it was, the oldest first, its months in order", async () => {
    drawn.counts(
      { [february]: [["000001", "KOL", 5, 10]], [january]: [["000001", "KOL", 2, 1]] },
      {
        file: "planer.csv",
        sha256: a,
        loadedAt: "2025-03-01T08:00:00.000Z",
        rejected: 3,
        accepted: "aftalt",
        synthetic: true,
      },
    );
    drawn.register(january, [{ ydernummer: "000001" }, { ydernummer: "000002" }]);
    expect(await readLedger(drawn.store)).toEqual([
      {
        ...{
          load: 1,
          loaded_at: "2025-03-01T08:00:00.000Z",
          file: "planer.csv",
          sha256: a,
          kind: "plan-counts",
        },
        ...{ profile: "drawn.v1", months: [january, february], rows: { read: 5, stored: 2, rejected: 3 } },
        ...{ plans: { new: 7, maintained: 11 }, accepted: "aftalt", status: "stored", synthetic: true },
      },
      expect.objectContaining({
        load: 2,
        kind: "clinic-register",
        months: [january],
        accepted: null,
        synthetic: false,
      }),
    ]);
  });

  test("keeps a load that was taken back, marked so", async () => {
    const load = drawn.counts({ [january]: [] });
    drawn.undo(load);
    expect((await readLedger(drawn.store)).map(({ status }) => status)).toEqual(["undone"]);
  });

  test("of an empty store is empty", async () => {
    expect(await readLedger(drawn.store)).toEqual([]);
    expect(await loadFacts(drawn.store, 9)).toEqual([]);
  });
});

describe("the loads that figures rest on", () => {
  test("are the standing ones of counts and registers up to the load asked for", async () => {
    drawn.counts({ [january]: [] }, { rejected: 2, synthetic: true });
    const undone = drawn.counts({ [february]: [] });
    drawn.undo(undone);
    drawn.register(january, [{ ydernummer: "000001" }], { accepted: "aftalt" });
    drawn.counts({ [february]: [] });
    drawn.store.raw.prepare("update load set kind = 'follow-up' where load = 4").run();
    const facts = await loadFacts(drawn.store, 9);
    expect(facts.map(({ load, kind }) => [load, kind])).toEqual([
      [1, "plan-counts"],
      [3, "clinic-register"],
    ]);
    expect(facts[0]).toEqual({
      ...{
        load: 1,
        loadedAt: "2025-01-01T10:00:00.000Z",
        file: "file-1.csv",
        sha256: "1".repeat(64),
        kind: "plan-counts",
      },
      ...{ months: [january], acceptedReason: null, rejectedRows: 2, synthetic: true },
    });
    expect(facts[1]?.acceptedReason).toBe("aftalt");
    expect((await loadFacts(drawn.store, 2)).map(({ load }) => load)).toEqual([1]);
  });
});

describe("a month is incomplete", () => {
  const fact = (load: number, kind: LoadFact["kind"], months: Month[], rejectedRows: number): LoadFact => ({
    ...{ load, kind, months, rejectedRows, loadedAt: "", file: "", sha256: "", acceptedReason: null },
  });

  test("where the newest load that named it kept rows apart, and no longer once another one did not", () => {
    const loads = [fact(1, "plan-counts", [january], 0), fact(2, "plan-counts", [january, february], 3)];
    expect(isIncomplete(loads, "plan-counts", january)).toBe(true);
    expect(isIncomplete(loads, "plan-counts", february)).toBe(true);
    expect(isIncomplete([...loads, fact(3, "plan-counts", [january], 0)], "plan-counts", january)).toBe(
      false,
    );
    expect(isIncomplete([...loads, fact(3, "plan-counts", [january], 0)], "plan-counts", february)).toBe(
      true,
    );
  });

  test("by loads of its own kind only, and not where nothing named it", () => {
    const loads = [fact(1, "plan-counts", [january], 3), fact(2, "clinic-register", [january], 0)];
    expect(isIncomplete(loads, "plan-counts", january)).toBe(true);
    expect(isIncomplete(loads, "clinic-register", january)).toBe(false);
    expect(isIncomplete(loads, "plan-counts", february)).toBe(false);
    expect(isIncomplete([], "plan-counts", january)).toBe(false);
  });
});

describe("the same bytes again", () => {
  const same = async (
    sha256: string,
    over: { month?: Month; evenIfOutdated?: boolean; before?: number } = {},
  ) =>
    (await findSameLoad(drawn.store, { sha256, month: null, evenIfOutdated: false, ...over }))?.load ?? null;

  test("are news where no load had them", async () => {
    expect(await same(a)).toBeNull();
    drawn.counts({ [january]: [] }, { sha256: b });
    expect(await same(a)).toBeNull();
  });

  test("are no news while their load stands and is the last word about its months", async () => {
    drawn.counts({ [january]: [] }, { sha256: a });
    drawn.counts({ [february]: [] }, { sha256: b });
    drawn.register(january, [], { sha256: "c".repeat(64) });
    expect(await same(a)).toBe(1);
  });

  test("are news once another file spoke about one of their months: A, then B, then A is a way back to A", async () => {
    drawn.counts({ [january]: [], [february]: [] }, { sha256: a });
    drawn.counts({ [february]: [] }, { sha256: b });
    expect(await same(a)).toBeNull();
    expect(await same(a, { evenIfOutdated: true })).toBe(1);
    expect(await same(b)).toBe(2);
    drawn.counts({ [january]: [], [february]: [] }, { sha256: a });
    expect(await same(a)).toBe(3);
  });

  test("are news after their load was taken back, and none after the one that came later was", async () => {
    drawn.counts({ [january]: [] }, { sha256: a });
    const later = drawn.counts({ [january]: [] }, { sha256: b });
    drawn.undo(later);
    expect(await same(a)).toBe(1);
    drawn.undo(1);
    expect(await same(a)).toBeNull();
  });

  test("are news for another month, where the month is not in the file", async () => {
    drawn.register(january, [], { sha256: a });
    expect(await same(a, { month: january })).toBe(1);
    expect(await same(a, { month: february })).toBeNull();
  });

  test("are not held against the load that is just being stored", async () => {
    drawn.counts({ [january]: [] }, { sha256: a });
    const own = drawn.counts({ [january]: [] }, { sha256: a });
    expect(await same(a, { before: own })).toBe(1);
    expect(await same(a, { before: 1 })).toBeNull();
  });
});
