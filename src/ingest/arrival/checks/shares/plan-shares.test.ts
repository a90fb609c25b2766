import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import { drawMonths, drawRows, look, shippedLimits } from "../../../../testing/arrival/drawn-months.js";
import { newShare } from "./new-share.js";
import { typeShare } from "./type-share.js";

type Counts = readonly [fresh: number, maintained: number];

/** Twenty clinics: 4 new and 6 maintained plans of KOL, 2 and 8 of T2D. 400 plans, 120 of them new. */
const month = (
  of: (type: number, clinic: number) => Counts = (type) => (type === 0 ? [4, 6] : [2, 8]),
  types = ["KOL", "T2D"],
) => drawRows(20, types, (clinic, type) => of(type, clinic));
const before = (rows: readonly MonthRow[] = month(), count = 24) => [
  drawMonths("2023-01", count, () => rows),
];
const once = (rows: readonly MonthRow[]) => drawMonths("2025-01", 1, () => rows);
const logit = { scale: "logit", isSeasonal: true, prior: 0.1 } as const;

describe("the share of new plans", () => {
  const arrive = (rows: readonly MonthRow[], past = before()) =>
    look(newShare, { before: past, months: once(rows) });

  test("is told of the month and of each plan type", async () => {
    const results = await arrive(month());
    expect(results.map(({ subject, seen, verdict, facts }) => [subject, seen, verdict, facts])).toEqual([
      [null, 0.3, "ok", { plans: 400 }],
      ["KOL", 0.4, "ok", { plans: 200 }],
      ["T2D", 0.2, "ok", { plans: 200 }],
    ]);
    const limits = shippedLimits(Array(24).fill(0.3), {
      ...logit,
      noise: 1 / (400 * 0.3 * 0.7),
      least: 0.5 / 400,
    });
    expect(results[0]).toMatchObject({ id: "new-share", unit: "share", month: "2025-01" });
    expect(results[0]?.expected?.[0]).toBeCloseTo(limits.hold[0], 9);
    expect(results[0]?.expected?.[1]).toBeCloseTo(limits.hold[1], 9);
    expect(results[1]?.finding).toMatch(/^2025-01: the share of new plans of KOL is 40 %, against /);
  });

  test("takes the noise of counting from the latest month", async () => {
    const past = [drawMonths("2023-01", 24, (place) => (place === 23 ? month(() => [5, 5]) : month()))];
    const [result] = await arrive(month(), past);
    const history = [...Array<number>(23).fill(0.3), 0.5];
    const limits = shippedLimits(history, { ...logit, noise: 1 / (400 * 0.5 * 0.5), least: 0.5 / 400 });
    expect(result?.expected?.[1]).toBeCloseTo(limits.hold[1], 9);
  });

  test.each([
    ["measures changed places", month((type) => (type === 0 ? [6, 4] : [8, 2])), "share-off"],
    ["most new plans are gone", month(() => [1, 9]), "share-off"],
    ["no plan is new", month(() => [0, 10]), "measure-zero"],
    ["all plans are new", month(() => [10, 0]), "measure-zero"],
  ])("is held where %s", async (_, rows, mistake) => {
    const [result] = await arrive(rows);
    expect([result?.verdict, result?.looks_like]).toEqual(["hold", mistake]);
  });

  test("is told once where there is one plan type, and cannot be of no plans", async () => {
    const one = month(() => [4, 6], ["KOL"]);
    expect(await arrive(one, before(one))).toHaveLength(1);
    const none = await arrive(month(() => [0, 0]));
    expect(none.map(({ verdict, facts }) => [verdict, facts["plans"]])).toEqual(
      Array(3).fill(["cannot-tell", 0]),
    );
  });

  test("is that of the plan types that were there before", async () => {
    const results = await arrive([...month(), ...month(() => [50, 0], ["IHS"])]);
    expect(results.map(({ subject, seen }) => [subject, seen])).toEqual([
      [null, 0.3],
      ["KOL", 0.4],
      ["T2D", 0.2],
    ]);
  });
});

describe("the share of each plan type", () => {
  const arrive = (rows: readonly MonthRow[], past = before()) =>
    look(typeShare, { before: past, months: once(rows) });
  const of = (results: Awaited<ReturnType<typeof arrive>>, name: string) =>
    results.find(({ subject }) => subject === name);

  test("is what it was", async () => {
    const results = await arrive(month());
    expect(results.map(({ subject, seen, verdict, facts }) => [subject, seen, verdict, facts])).toEqual([
      ["KOL", 0.5, "ok", { plans: 200 }],
      ["T2D", 0.5, "ok", { plans: 200 }],
    ]);
    const limits = shippedLimits(Array(24).fill(0.5), { ...logit, noise: 1 / (400 / 4), least: 0.5 / 400 });
    expect(results[0]).toMatchObject({ id: "type-share", unit: "share" });
    expect(results[0]?.expected?.[0]).toBeCloseTo(limits.hold[0], 9);
    expect(results[0]?.finding).toMatch(/^2025-01: the share of plans of KOL is 50 %, against /);
  });

  test.each([
    ["has no plans", month((type) => (type === 0 ? [4, 6] : [0, 0])), "type-missing"],
    ["has a tenth of them", month((type) => (type === 0 ? [4, 6] : [0, 1])), "type-share-off"],
    ["has ten times as many", month((type) => (type === 0 ? [4, 6] : [20, 80])), "type-share-off"],
  ])("is held where T2D %s", async (_, rows, mistake) => {
    expect(of(await arrive(rows), "T2D")).toMatchObject({ verdict: "hold", looks_like: mistake });
  });

  test("of a new type is news, beside at least three months", async () => {
    const rows = [...month(), ...month(() => [3, 2], ["IHS"])];
    expect(of(await arrive(rows), "IHS")).toEqual({
      ...{
        id: "type-share",
        month: "2025-01",
        subject: "IHS",
        code: "arrival",
        verdict: "ok",
        seen: 0.2,
        expected: null,
      },
      ...{
        unit: "share",
        basis: "24 months in most of which IHS has no plans",
        looks_like: null,
        excess: 0,
        series: [],
      },
      finding: "2025-01: IHS has 100 plans, 20 % of all; too few months before had any to expect a share",
      facts: { plans: 100 },
    });
    const after = async (count: number, first: string) =>
      of(
        await look(typeShare, { before: before(month(), count), months: drawMonths(first, 1, () => rows) }),
        "IHS",
      )?.verdict;
    // Fewer than six months lie before: the months after are looked at, of which there are none.
    expect(await after(2, "2023-03")).toBe("cannot-tell");
    expect(await after(6, "2023-07")).toBe("ok");
  });

  test("of a type without plans that was seldom there is not told", async () => {
    const past = [
      drawMonths("2023-01", 24, (place) => [...month(), ...(place < 3 ? month(() => [3, 2], ["IHS"]) : [])]),
    ];
    expect((await arrive(month(), past)).map(({ subject }) => subject)).toEqual(["KOL", "T2D"]);
  });

  test("is nothing to tell where there is one type", async () => {
    const one = month(() => [4, 6], ["KOL"]);
    expect(await arrive(one, before(one))).toEqual([]);
  });

  test("of a type that was taken up since tells from then on, and has no season", async () => {
    const withNew = [...month(), ...month(() => [2, 3], ["IHS"])];
    const past = [drawMonths("2023-01", 24, (place) => (place < 12 ? month() : withNew))];
    const result = of(await arrive(withNew, past), "IHS");
    expect(result?.series).toHaveLength(12);
    const history = [...Array<null>(12).fill(null), ...Array<number>(12).fill(0.2)];
    const limits = shippedLimits(history, {
      ...logit,
      isSeasonal: false,
      noise: 1 / (500 * 0.2 * 0.8),
      least: 0.5 / 500,
    });
    expect(result?.expected?.[1]).toBeCloseTo(limits.hold[1], 9);
  });

  test("cannot be told of a month without plans", async () => {
    expect((await arrive(month(() => [0, 0]))).map(({ verdict }) => verdict)).toEqual([
      "cannot-tell",
      "cannot-tell",
    ]);
  });
});
