import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import type { DrawnCount, DrawnStore } from "../../testing/drawn/drawn-store.js";
import { drawStore } from "../../testing/drawn/drawn-store.js";
import { findUnsoundness } from "../soundness.js";
import { changedSince } from "./changed-since.js";
import { changedClinics, changedCounts, monthsKnownBefore, planTotals, restatedTotals } from "./changes.js";
import { numbersRestated, registerReader } from "./release-changes.js";

const month = (text: string): Month => parseMonth(text)!;
const [january, february, march] = ["2025-01", "2025-02", "2025-03"].map(month) as [Month, Month, Month];

let drawn: DrawnStore;
beforeEach(async () => {
  drawn = await drawStore();
});
afterEach(() => {
  drawn.end();
});

const first: DrawnCount[] = [
  ["000001", "KOL", 5, 10],
  ["000001", "T2D", 1, 2],
  ["000002", "KOL", 7, 0],
];

describe("plans of a month", () => {
  test("are summed over clinics and plan types, once a load was stored and just before it", () => {
    drawn.counts({ [january]: first });
    const load = drawn.counts({
      [january]: [["000001", "KOL", 6, 10]],
      [february]: [["000002", "KOL", 2, 3]],
    });
    const nothing = { new: 0, maintained: 0 };
    expect(planTotals(drawn.store, { load, months: [january, february, march] })).toEqual([
      { month: january, before: { new: 13, maintained: 12 }, after: { new: 6, maintained: 10 } },
      { month: february, before: nothing, after: { new: 2, maintained: 3 } },
      { month: march, before: nothing, after: nothing },
    ]);
  });

  test("stay what they were as of an older load, whatever came later", () => {
    const load = drawn.counts({ [january]: first });
    drawn.counts({ [january]: [] });
    expect(planTotals(drawn.store, { load, months: [january] })).toMatchObject([
      { after: { new: 13, maintained: 12 } },
    ]);
  });

  test("of a load that was taken back held never", () => {
    drawn.counts({ [january]: first });
    const load = drawn.counts({ [january]: [["000001", "KOL", 99, 99]] });
    drawn.undo(load);
    const held = { new: 13, maintained: 12 };
    expect(planTotals(drawn.store, { load, months: [january] })).toEqual([
      { month: january, before: held, after: held },
    ]);
  });
});

describe("months that were known before a load", () => {
  test("are those that standing loads of the same kind named, each once and in order", () => {
    drawn.counts({ [february]: first });
    drawn.counts({ [january]: [], [february]: first });
    drawn.register(march, [{ ydernummer: "000001" }]);
    const undone = drawn.counts({ [march]: first });
    drawn.undo(undone);
    const load = drawn.counts({ [month("2025-04")]: first });
    expect(monthsKnownBefore(drawn.store, { load, kind: "plan-counts" })).toEqual([january, february]);
    expect(monthsKnownBefore(drawn.store, { load, kind: "clinic-register" })).toEqual([march]);
    expect(monthsKnownBefore(drawn.store, { load: 1, kind: "plan-counts" })).toEqual([]);
  });
});

describe("what a load stated anew", () => {
  test("is told of the months that were known, also where the sum is what it was; new months are no restatement", () => {
    drawn.counts({ [january]: first });
    const load = drawn.counts({ [january]: [["000003", "KOL", 13, 11]], [february]: first });
    expect(restatedTotals(drawn.store, { load, months: [january, february] })).toEqual([
      { month: january, field: "new", old: 13, new: 13 },
      { month: january, field: "maintained", old: 12, new: 11 },
    ]);
  });

  test("is told clinic by clinic, for the counts that changed and no other; a row that is not there is zero", () => {
    drawn.counts({ [january]: first });
    const load = drawn.counts({
      [january]: [
        ["000001", "KOL", 5, 11],
        ["000001", "T2D", 1, 2],
        ["000003", "IHS", 4, 0],
      ],
    });
    const told = changedCounts(drawn.store, { load, months: [january] });
    expect(
      told.map(({ ydernummer, plan_type, field, old, new: now }) => [ydernummer, plan_type, field, old, now]),
    ).toEqual([
      ["000001", "KOL", "maintained", 10, 11],
      ["000002", "KOL", "new", 7, 0],
      ["000003", "IHS", "new", 0, 4],
    ]);
    expect(told.every((one) => one.month === january)).toBe(true);
  });

  test("is nothing of months that are not asked for, and nothing for a load that was taken back", () => {
    drawn.counts({ [january]: first, [february]: first });
    const load = drawn.counts({ [january]: [], [february]: [] });
    expect(
      changedCounts(drawn.store, { load, months: [february] }).every((one) => one.month === february),
    ).toBe(true);
    drawn.undo(load);
    expect(changedCounts(drawn.store, { load, months: [january, february] })).toEqual([]);
  });
});

describe("clinics that a register changed", () => {
  const two = { ydernummer: "000002" };

  test("are told field by field, with what they were; doctors as numbers", () => {
    drawn.register(january, [
      { ydernummer: "000001", doctorsMillionths: 700_000, system: "A", municipality: "Aalborg" },
      two,
    ]);
    const load = drawn.register(february, [
      ...[
        {
          ydernummer: "000001",
          doctorsMillionths: 1_500_000,
          system: null,
          closed: "2025-02-28",
          successor: "000002",
        },
      ],
      two,
    ]);
    const told = changedClinics(drawn.store, { load, month: february, before: january });
    expect(told.map(({ ydernummer, field, old, new: now }) => [ydernummer, field, old, now])).toEqual([
      ["000001", "municipality", "Aalborg", null],
      ["000001", "doctors", 0.7, 1.5],
      ["000001", "closed", null, "2025-02-28"],
      ["000001", "system", "A", null],
      ["000001", "successor", null, "000002"],
    ]);
    expect(told.every(({ month: of, plan_type: type }) => of === february && type === null)).toBe(true);
  });

  test("that came or went are told by name; a number that was given to another clinic is both", () => {
    drawn.register(january, [{ ydernummer: "000001", opened: "2001-01-01", name: "Gammel" }, two]);
    const load = drawn.register(january, [{ ydernummer: "000001", opened: "2025-01-01", name: "Ny" }, two]);
    expect(
      changedClinics(drawn.store, { load, month: january, before: january }).map(
        ({ ydernummer, field, old, new: now }) => [ydernummer, field, old, now],
      ),
    ).toEqual([
      ["000001", "clinic", "Gammel", null],
      ["000001", "clinic", null, "Ny"],
    ]);
  });

  test("are none where the snapshot says what the one before said", () => {
    drawn.register(january, [two]);
    const load = drawn.register(february, [two]);
    expect(changedClinics(drawn.store, { load, month: february, before: january })).toEqual([]);
  });
});

describe("whether something changed between two loads", () => {
  const asked = { upTo: february, register: january };

  test("is so where a count of a month up to the one asked for did, and not for a later month", () => {
    const load = drawn.counts({ [january]: first });
    const later = drawn.counts({ [march]: first });
    expect(changedSince(drawn.store, { ...asked, load, asOf: later })).toBe(false);
    const restated = drawn.counts({ [february]: first });
    expect(changedSince(drawn.store, { ...asked, load, asOf: restated })).toBe(true);
    expect(changedSince(drawn.store, { ...asked, load, asOf: later })).toBe(false);
    expect(changedSince(drawn.store, { ...asked, load: restated, asOf: restated })).toBe(false);
  });

  test("is so where counts went without others in their place", () => {
    const load = drawn.counts({ [january]: first });
    const emptied = drawn.counts({ [january]: [] });
    expect(changedSince(drawn.store, { ...asked, load, asOf: emptied })).toBe(true);
  });

  test("is so where the register that is asked for did, and not for another one or none", () => {
    const load = drawn.register(january, [{ ydernummer: "000001" }]);
    const asOf = drawn.register(january, [{ ydernummer: "000002" }]);
    expect(changedSince(drawn.store, { ...asked, load, asOf })).toBe(true);
    expect(changedSince(drawn.store, { ...asked, register: february, load, asOf })).toBe(false);
    expect(changedSince(drawn.store, { ...asked, register: null, load, asOf })).toBe(false);
  });

  test("is not so where the load was taken back", () => {
    const load = drawn.counts({ [january]: first });
    const undone = drawn.counts({ [january]: [["000009", "KOL", 1, 1]] });
    drawn.undo(undone);
    expect(changedSince(drawn.store, { ...asked, load, asOf: undone })).toBe(false);
  });
});

describe("numbers whose counts are others than before", () => {
  const restated = (from: number, to: number): Record<string, number> =>
    Object.fromEntries(numbersRestated(drawn.store, { from, to }));

  test("are counted once a month, whichever plan types changed, and not where what came is what went", () => {
    const from = drawn.counts({ [january]: first });
    drawn.counts({ [january]: [] });
    const to = drawn.counts({
      [january]: [
        ["000001", "KOL", 6, 10],
        ["000001", "T2D", 2, 2],
        ["000002", "KOL", 7, 0],
        ["000003", "KOL", 0, 1],
      ],
      [february]: [["000004", "KOL", 1, 0]],
    });
    expect(restated(from, to)).toEqual({ [january]: 2, [february]: 1 });
    expect(restated(to, from)).toEqual({ [january]: 2, [february]: 1 });
    expect(restated(to, to)).toEqual({});
  });

  test("that changed in new and in maintained plans by as many are counted too", () => {
    const from = drawn.counts({ [january]: [["000001", "KOL", 5, 5]] });
    const to = drawn.counts({ [january]: [["000001", "KOL", 6, 4]] });
    expect(restated(from, to)).toEqual({ [january]: 1 });
  });
});

describe("the register that the figures of a month use", () => {
  const clinic = { ydernummer: "000001", opened: "2010-01-01" };
  const kindAt = (at: Month, asOf: number): string | null =>
    registerReader(drawn.store, { month: at, asOf })(clinic)?.kind ?? null;

  test("is the newest up to the month, and where there is none the oldest after it", () => {
    drawn.register(february, [{ ydernummer: "000001", kind: "Feb" }]);
    const asOf = drawn.register(month("2025-05"), [{ ydernummer: "000001", kind: "Maj" }]);
    expect(
      [january, february, march, month("2025-05"), month("2025-09")].map((at) => kindAt(at, asOf)),
    ).toEqual(["Feb", "Feb", "Feb", "Maj", "Maj"]);
    expect(kindAt(month("2025-05"), asOf - 1)).toBe("Feb");
  });

  test("names no clinic that it does not hold, and none where there is no register", () => {
    expect(kindAt(january, 1)).toBeNull();
    const asOf = drawn.register(january, [
      { ydernummer: "000001", closed: "2024-12-31" },
      { ydernummer: "000002" },
    ]);
    const read = registerReader(drawn.store, { month: january, asOf });
    expect(read(clinic)).toEqual({ kind: "PLO-klinik", closed: "2024-12-31" });
    expect(read({ ...clinic, opened: "2011-01-01" })).toBeNull();
    expect(read({ ...clinic, ydernummer: "000003" })).toBeNull();
  });

  test("is not one that was taken back", () => {
    drawn.register(january, [{ ydernummer: "000001", kind: "Før" }]);
    const undone = drawn.register(february, [{ ydernummer: "000001", kind: "Fortrudt" }]);
    drawn.undo(undone);
    expect(kindAt(february, undone)).toBe("Før");
  });
});

describe("any history of loads", () => {
  const row = fc.tuple(
    fc.constantFrom("000001", "000002"),
    fc.constantFrom("KOL", "T2D"),
    fc.nat({ max: 3 }),
    fc.nat({ max: 3 }),
  );
  const rows = fc.uniqueArray(row, { selector: ([number, type]) => number + type, maxLength: 4 });
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.dictionary(fc.constantFrom("2025-01", "2025-02"), rows, { minKeys: 1 }) },
    { weight: 1, arbitrary: fc.constant("undo" as const) },
  );

  test("says of each load what a plain ledger of months says, and is sound", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const own = await drawStore();
        try {
          // The truth of each month after each load, kept as plain values.
          const truths: Map<string, readonly DrawnCount[]>[] = [new Map()];
          let newest = 0;
          for (const one of steps) {
            if (one === "undo") {
              if (newest === 0 || newest < truths.length - 1) continue;
              own.undo(newest);
              truths[newest] = new Map(truths[newest - 1]);
              newest = 0;
            } else {
              newest = own.counts(one);
              truths.push(new Map([...truths.at(-1)!, ...Object.entries(one)]));
            }
          }
          const sum = (all: readonly DrawnCount[] | undefined, at: 2 | 3): number =>
            (all ?? []).reduce((total, each) => total + each[at], 0);
          const totalsOf = (truth: (typeof truths)[number], each: Month) => ({
            new: sum(truth.get(each), 2),
            maintained: sum(truth.get(each), 3),
          });
          for (let load = 1; load < truths.length; load += 1)
            for (const { month: each, before, after } of planTotals(own.store, {
              load,
              months: [january, february],
            })) {
              expect(before).toEqual(totalsOf(truths[load - 1]!, each));
              expect(after).toEqual(totalsOf(truths[load]!, each));
            }
          expect(findUnsoundness(own.store)).toEqual([]);
        } finally {
          own.end();
        }
      }),
      { numRuns: 25 },
    );
  });
});
