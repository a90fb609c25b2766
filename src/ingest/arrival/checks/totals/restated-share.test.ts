import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import type { Drawn } from "../../../../testing/arrival/drawn-months.js";
import { drawMonths, drawRows, look } from "../../../../testing/arrival/drawn-months.js";
import { restatedShare } from "./restated-share.js";

/** Twenty clinics with one plan type, ten plans each: 4 new and 6 maintained. */
const month = (
  change: (clinic: number) => readonly [number, number] | null = () => null,
  clinics = 20,
): MonthRow[] => drawRows(clinics, ["KOL"], (clinic) => change(clinic) ?? [4, 6]);
const once = (rows: readonly MonthRow[] = month(), first = "2025-01") => drawMonths(first, 1, () => rows);
const arrive = async (rows: readonly MonthRow[], before: Drawn["before"] = [once()]) =>
  look(restatedShare, { before, months: once(rows) });

describe("a month that comes again", () => {
  test("is held where a quarter of its plans moved and one more", async () => {
    // 200 plans: five clinics of ten plans lose all of theirs.
    const quarter = month((clinic) => (clinic < 5 ? [0, 0] : null));
    const [passes] = await arrive(quarter);
    expect(passes).toMatchObject({
      id: "restated-share",
      verdict: "ok",
      seen: 0.25,
      expected: [0, 0.25],
      excess: 0,
    });
    expect(passes?.facts).toEqual({ rows: 20, changed: 5, up: 0, down: 50 });
    const [held] = await arrive(month((clinic) => (clinic < 5 ? [0, 0] : clinic === 5 ? [5, 6] : null)));
    expect(held).toMatchObject({
      ...{ verdict: "hold", seen: 51 / 200, looks_like: "restated-much", unit: "share" },
      basis: "the limit of gates.yaml",
      finding:
        "2025-01: the restatement changes 6 of 20 rows and moves 25.5 % of the plans (1 more, 50 fewer), against at most 25 %; no earlier restatement is known",
    });
    expect(held?.excess).toBeCloseTo(0.255 / 0.25, 12);
  });

  test("of fewer than twenty rows holds nothing", async () => {
    const few = (clinics: number, rows: MonthRow[]) => arrive(rows, [once(month(() => null, clinics))]);
    const none = (clinics: number) => month(() => [0, 0], clinics);
    expect((await few(19, none(19)))[0]?.verdict).toBe("ok");
    expect((await few(20, none(20)))[0]?.verdict).toBe("hold");
  });

  test("counts rows with plans only", async () => {
    const empty = (clinic: number): [number, number] | null => (clinic < 3 ? [0, 0] : null);
    const [result] = await arrive(
      month((clinic) => (clinic === 19 ? [9, 9] : empty(clinic))),
      [once(month(empty))],
    );
    expect(result?.facts).toEqual({ rows: 17, changed: 1, up: 8, down: 0 });
  });

  test.each([
    ["measures of all rows changed places", (): [number, number] => [6, 4], "measures-swapped"],
    ["all rows doubled", (): [number, number] => [8, 12], "doubled"],
    [
      "four of five swapped rows are not enough",
      (clinic: number): [number, number] => (clinic < 16 ? [6, 4] : [0, 30]),
      "restated-much",
    ],
    [
      "five of six swapped rows are",
      (clinic: number): [number, number] | null => (clinic < 15 ? [6, 4] : clinic < 18 ? [0, 40] : null),
      "measures-swapped",
    ],
    [
      "four of five doubled rows are not enough",
      (clinic: number): [number, number] => (clinic < 16 ? [8, 12] : [0, 30]),
      "restated-much",
    ],
    ["only the new plans doubled", (): [number, number] => [8, 6], "restated-much"],
    ["only the maintained plans doubled", (): [number, number] => [4, 12], "restated-much"],
    ["new plans are as many as the maintained ones were", (): [number, number] => [6, 16], "restated-much"],
    ["maintained plans are as many as the new ones were", (): [number, number] => [14, 4], "restated-much"],
  ])("%s", async (_, change, mistake) => {
    const [result] = await arrive(month(change));
    expect([result?.verdict, result?.looks_like]).toEqual(["hold", mistake]);
  });

  test("passes within half as much again as an earlier restatement moved, and says so", async () => {
    // 50 of the 200 plans of December moved then: 25 %, so that up to 37.5 % pass.
    const then = month((clinic) => (clinic < 5 ? [0, 0] : null));
    const before = [once(month(), "2024-12"), once(then, "2024-12"), once()];
    const [passes] = await arrive(
      month((clinic) => (clinic < 7 ? [0, 0] : clinic === 7 ? [0, 5] : null)),
      before,
    );
    expect(passes).toMatchObject({ verdict: "ok", seen: 0.375, basis: "1 earlier restatements" });
    expect(passes?.expected?.[1]).toBeCloseTo(0.375, 12);
    expect(passes?.series).toEqual([{ month: "2024-12", value: 0.25 }]);
    expect(passes?.finding).toMatch(/; 1 earlier ones moved up to 25 %$/);
    const [held] = await arrive(
      month((clinic) => (clinic < 7 ? [0, 0] : clinic === 7 ? [0, 4] : null)),
      before,
    );
    expect(held?.verdict).toBe("hold");
  });

  test("says nothing of a new month", async () => {
    expect(await look(restatedShare, { before: [once()], months: once(month(), "2025-02") })).toEqual([]);
  });

  test("of a month without plans is all that comes", async () => {
    const [result] = await arrive(month(), [once(month(() => [0, 0]))]);
    expect(result?.seen).toBe(200);
  });
});
