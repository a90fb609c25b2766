import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../testing/arrival/histories.js";
import type { Drawn } from "../../../testing/arrival/drawn-months.js";
import { arriving, drawMonths } from "../../../testing/arrival/drawn-months.js";
import { month } from "../../../testing/workshop.js";
import { maxTypes } from "./packed.js";
import { changedMonths, readCounts } from "./read-counts.js";
import { earlierRestatements } from "./restatements.js";
import { readTally } from "./tally.js";

/** A month of one clinic that says which month it is: so many new plans. */
const saying = (plans: number): MonthRow[] => [["000001", "KOL", plans, 0]];
const counted = (first: string, count: number, from = 1) =>
  drawMonths(first, count, (place) => saying(from + place));

describe("counts that are read from a store", () => {
  const large: MonthRow[] = [
    ["000001", "KOL", 16_382, 16_383],
    ["000002", "KOL", 16_383, 1],
    ["000003", "T2D", 1_000_000, 20_000],
    ["999999", "XX", 3, 1_000_000],
    ["000004", "KOL", 5, 0],
  ];
  const readBack = (when: "before" | "after", types: readonly string[]) =>
    arriving(
      { before: [drawMonths("2025-01", 1, () => large)], months: drawMonths("2025-01", 1, () => saying(1)) },
      ({ store, load }) =>
        readCounts(store, { load, months: [month("2025-01"), month("2025-02")], when, types }).map(
          ({ month: at, rows }) => [at, [...rows]],
        ),
    );

  test("are whole, however large", async () => {
    const rows = (type: number, other: number) => [
      ...[32, 16_382, 16_383],
      ...[64, 16_383, 1],
      ...[96 + type, 1_000_000, 20_000],
      ...[128, 5, 0],
      ...[999_999 * 32 + other, 3, 1_000_000],
    ];
    expect(await readBack("before", ["KOL", "T2D"])).toEqual([
      ["2025-01", rows(1, 2)],
      ["2025-02", []],
    ]);
    // No plan type has a place of its own: all share one.
    expect(await readBack("before", [])).toEqual([
      ["2025-01", rows(0, 0)],
      ["2025-02", []],
    ]);
  });

  test.each([
    [[4, 9], "small ones"],
    [[16_382, 16_382], "the largest that are packed"],
    [[16_383, 4], "new plans that are too many"],
    [[5, 16_383], "maintained plans that are too many"],
  ])("are whole in a month of %j: %s", async ([fresh = 0, old = 0]) => {
    const rows: MonthRow[] = [
      ["000001", "T2D", fresh, old],
      ["000003", "T2D", 2, 7],
    ];
    const drawn = { before: [drawMonths("2025-01", 1, () => rows)], months: counted("2025-02", 1) };
    const read = await arriving(drawn, ({ store, load }) =>
      readCounts(store, { load, months: [month("2025-01")], when: "before", types: ["KOL", "T2D"] }),
    );
    expect([...(read[0]?.rows ?? [])]).toEqual([33, fresh, old, 97, 2, 7]);
  });

  test("are those that the load leaves, where these are asked for", async () => {
    expect(await readBack("after", ["KOL"])).toEqual([
      ["2025-01", [32, 1, 0]],
      ["2025-02", []],
    ]);
    expect(maxTypes).toBe(31);
  });

  test("changed in months where a row came or went, not in those that came again the same", async () => {
    const drawn = { before: [counted("2025-01", 3)], months: drawMonths("2025-02", 3, () => saying(8)) };
    const changed = await arriving(drawn, ({ store, load, months }) =>
      changedMonths(store, load, [month("2025-01"), ...months]),
    );
    expect([...changed]).toEqual(["2025-02", "2025-03", "2025-04"]);
    const gone = { before: [counted("2025-01", 1)], months: drawMonths("2025-01", 1, () => []) };
    expect([
      ...(await arriving(gone, ({ store, load, months }) => changedMonths(store, load, months))),
    ]).toEqual(["2025-01"]);
    // What came and went within the load, and what an earlier load ended, is no change.
    const twice = {
      before: [counted("2025-01", 1), drawMonths("2025-01", 1, () => saying(9))],
      months: counted("2025-02", 1),
    };
    expect([
      ...(await arriving(twice, ({ store, load }) => changedMonths(store, load, [month("2025-01")]))),
    ]).toEqual([]);
  });

  test("make a tally in the order of their lines", async () => {
    const rows: MonthRow[] = [
      ["000009", "KOL", 1, 1],
      ["000002", "KOL", 2, 2],
    ];
    await arriving(
      { months: drawMonths("2025-01", 1, () => rows) },
      ({ store, load, definitions: { planTypes } }) => {
        const tally = readTally(store, { load, planTypes, months: [month("2025-01")] });
        expect(tally.numbers()).toEqual([
          { ydernummer: "000009", plans: 2, first: "2025-01" },
          { ydernummer: "000002", plans: 4, first: "2025-01" },
        ]);
      },
    );
  });
});

describe("what earlier restatements moved", () => {
  const january = (plans: number, others: MonthRow[] = []) =>
    drawMonths("2025-01", 1, () => [...saying(plans), ...others]);
  const arrive = (before: Drawn["before"], change = "") =>
    arriving({ before: before ?? [], months: counted("2025-03", 1) }, (arrival) => {
      if (change !== "") arrival.store.raw.exec(change);
      expect(earlierRestatements(arrival)).toBe(earlierRestatements(arrival));
      return earlierRestatements(arrival);
    });

  test("is the sum of what rows gained and lost beside the plans of the month before it", async () => {
    const other: MonthRow[] = [["000002", "T2D", 3, 7]];
    expect(
      await arrive([january(10, [["000003", "KOL", 5, 5]]), january(8, other), january(16, other)]),
    ).toEqual([
      // 2 fewer of the first clinic, 10 more of the second, 10 fewer of the third, of 20 plans.
      { month: "2025-01", value: 22 / 20 },
      // 8 more of 18.
      { month: "2025-01", value: 8 / 18 },
    ]);
  });

  test("is nothing of loads that bring months for the first time, of a month without plans all that came", async () => {
    expect(await arrive([january(10), counted("2025-02", 1)])).toEqual([]);
    expect(await arrive([january(0), january(6)])).toEqual([{ month: "2025-01", value: 6 }]);
  });

  test("is told load by load and month by month", async () => {
    const both = (plans: number) => drawMonths("2025-01", 2, (place) => saying(plans + place));
    expect(await arrive([both(9), both(19)])).toEqual([
      { month: "2025-01", value: 10 / 9 },
      { month: "2025-02", value: 10 / 10 },
    ]);
  });

  test("leaves out loads that were taken back, and those that needed a reason", async () => {
    const newest = "(select max(load_to) from plan_count where load_to is not null)";
    expect(
      await arrive(
        [january(10), january(5)],
        `update load set accepted_reason = 'a merger' where load = ${newest}`,
      ),
    ).toEqual([]);
    expect(
      await arrive(
        [january(10), january(5)],
        `update load set undone_at = '2026-01-01T00:00:00Z' where load = ${newest}`,
      ),
    ).toEqual([]);
  });
});
