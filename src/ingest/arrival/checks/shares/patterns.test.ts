import { describe, expect, test } from "vitest";
import type { ArrivalCheck } from "../../check.js";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import { shippedLimits } from "../../../../testing/arrival/drawn-months.js";
import {
  arriveAfterTwoYears as arrive,
  patternClinics as clinics,
  patternCounts as drawnOf,
  patternMonth as month,
  patternRows as rows,
} from "../../../../testing/arrival/drawn-patterns.js";
import { countLimit } from "../../statistics/distributions.js";
import {
  countsEqual,
  evenCounts,
  measuresEqual,
  moreMaintained,
  moreNew,
  roundCounts,
  smallCounts,
  typesEqual,
  zeroCounts,
} from "./patterns.js";

const each = (change: (count: number) => number) => month(([fresh, old]) => [change(fresh), change(old)]);
const counts = rows.flatMap(([, , fresh, old]) => [fresh, old]);
const part = <One>(
  all: readonly One[],
  of: (one: One) => boolean,
  among: (one: One) => boolean = () => true,
) => ({
  seen: all.filter(among).filter(of).length / all.filter(among).length,
  whole: all.filter(among).length,
});

describe("a month like all before it", () => {
  test.each<[ArrivalCheck, { seen: number; whole: number }, string, "high" | "low"]>([
    [
      measuresEqual,
      part(rows, ([, , fresh, old]) => fresh === old),
      "the share of rows with as many new as maintained plans",
      "high",
    ],
    [
      typesEqual,
      { seen: 0, whole: clinics },
      "the share of clinics with the same counts of two plan types",
      "high",
    ],
    [countsEqual, { seen: 3 / 42, whole: 42 }, "the share of rows with the commonest pair of counts", "high"],
    [
      moreNew,
      part(rows, ([, , fresh, old]) => fresh > old),
      "the share of rows with more new than maintained plans",
      "low",
    ],
    [
      moreMaintained,
      part(rows, ([, , fresh, old]) => fresh < old),
      "the share of rows with more maintained than new plans",
      "low",
    ],
    [
      smallCounts,
      part(
        counts,
        (one) => one < 5,
        (one) => one > 0,
      ),
      "the share of counts below 5",
      "low",
    ],
    [
      zeroCounts,
      part(rows, ([, , fresh, old]) => fresh * old === 0),
      "the share of rows with no new or no maintained plans",
      "low",
    ],
    [
      evenCounts,
      part(
        counts,
        (one) => one % 2 === 0,
        (one) => one > 2,
      ),
      "the share of even counts",
      "high",
    ],
    [
      roundCounts,
      part(
        counts,
        (one) => one % 5 === 0,
        (one) => one > 5,
      ),
      "the share of counts in fives",
      "high",
    ],
  ])("passes, with the share that is counted by hand", async (check, { seen, whole }, what, odd) => {
    const results = await arrive(check, rows);
    expect(results).toHaveLength(1);
    const [result] = results;
    expect(result).toMatchObject({
      id: check.id,
      verdict: "ok",
      subject: null,
      unit: "share",
      facts: { rows: whole },
    });
    expect(result?.seen).toBeCloseTo(seen, 12);
    expect(result?.finding.startsWith(`2025-01: ${what} is `)).toBe(true);
    const least = 0.5 / whole;
    const inside = Math.min(Math.max(seen, least), 1 - least);
    const wide = shippedLimits(Array(24).fill(seen), {
      ...{
        scale: "logit",
        isSeasonal: true,
        noise: 1.5 / (whole * inside * (1 - inside)),
        least,
        prior: 0.1,
      },
    });
    const counted = Math.max(countLimit(whole * seen + 0.5, 1e-5, 20) / whole, 1.15 * seen);
    const high = odd === "high" && seen <= 0.35 ? Math.min(wide.hold[1], counted) : wide.hold[1];
    expect(result?.expected?.[1]).toBeCloseTo(high, 9);
    expect(result?.series).toHaveLength(24);
  });
});

describe("a month with a pattern", () => {
  test.each<[string, ArrivalCheck, readonly MonthRow[], string]>([
    ["of one measure copied over the other", measuresEqual, month(([, old]) => [old, old]), "measures-equal"],
    [
      "of one type copied over the other",
      typesEqual,
      month((_, clinic) => drawnOf(clinic, 0)),
      "types-equal",
    ],
    ["of one row copied downwards", countsEqual, month(() => [7, 9]), "counts-equal"],
    [
      "of totals as maintained plans",
      moreNew,
      month(([fresh, old]) => [fresh, fresh + old]),
      "measure-total",
    ],
    ["of totals as new plans", moreMaintained, month(([fresh, old]) => [fresh + old, old]), "measure-total"],
    [
      "of measures that are nearly all the same",
      moreMaintained,
      month(([, old], clinic) => [clinic === 0 ? old + 1 : old, old]),
      "measures-equal",
    ],
    ["of small counts raised to five", smallCounts, each((count) => Math.max(5, count)), "small-counts-lost"],
    ["of counts that all double", evenCounts, each((count) => 2 * count), "doubled"],
    ["of counts four times as large", evenCounts, each((count) => 4 * count), "multiplied"],
    ["of counts in tens", evenCounts, each((count) => 10 * Math.round(count / 10)), "rounded"],
    ["of counts in fives", roundCounts, each((count) => 5 * Math.ceil(count / 5)), "rounded"],
  ])("%s is held", async (_, check, arriving, mistake) => {
    const [result] = await arrive(check, arriving);
    expect([result?.verdict, result?.looks_like]).toEqual(["hold", mistake]);
  });

  test("of which a few rows of the larger measure are left is no total", async () => {
    // Two rows of 42 with more maintained plans, of 21 before, and as many new ones in most others: less than a fifth.
    const few = month(([fresh, old], clinic) => (clinic === 0 ? [fresh, old + 9] : [old + fresh, old]));
    expect((await arrive(moreMaintained, few))[0]?.looks_like).toBe("measure-total");
    // Five rows are a fifth and more.
    const more = month(([fresh, old], clinic) => (clinic < 3 ? [fresh, old + 30] : [old + fresh, old]));
    expect((await arrive(moreMaintained, more))[0]).toMatchObject({
      verdict: "look",
      looks_like: "share-off",
    });
  });

  test("of which rows without a measure were left out is worth a look", async () => {
    const many = month(([fresh, old], clinic) => (clinic % 2 === 0 ? [0, fresh + old] : [fresh, old]));
    const left = many.filter(([, , fresh, old]) => fresh > 0 && old > 0);
    expect((await arrive(zeroCounts, left, many))[0]).toMatchObject({
      verdict: "look",
      looks_like: "zero-rows-lost",
    });
  });

  test("that is less of what is odd, or more of what is not, passes", async () => {
    expect(
      (
        await arrive(
          measuresEqual,
          month(([fresh, old]) => [fresh, old + 40]),
        )
      )[0]?.verdict,
    ).toBe("ok");
    expect(
      (
        await arrive(
          moreNew,
          month(([fresh, old]) => [fresh + 40, old]),
        )
      )[0]?.verdict,
    ).toBe("ok");
  });
});
