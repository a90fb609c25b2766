import { describe, expect, test } from "vitest";
import type { Limit } from "../../defs/limits/gates.js";
import { cannotTell, resultOf } from "./check.js";
import { because, exceeds, isBelow, listed, percent, valueWithUnit } from "./finding-parts.js";
import { shareWithin } from "./limit-check.js";

const limit = (value: number, unit = "share"): Limit => ({ value, unit, reason: "Drawn." });

describe("a part beside a limit's share of a whole", () => {
  test("is neither more nor less at the limit, exactly", () => {
    // 0.1 * 30 is 3.0000000000000004 in binary fractions, 0.07 * 100 is 7.000000000000001.
    for (const [share, part, whole] of [
      [0.1, 3, 30],
      [0.07, 7, 100],
      [0.29, 29, 100],
    ] as const) {
      expect([exceeds(part, whole, limit(share)), isBelow(part, whole, limit(share))]).toEqual([
        false,
        false,
      ]);
      expect([exceeds(part + 1, whole, limit(share)), isBelow(part - 1, whole, limit(share))]).toEqual([
        true,
        true,
      ]);
    }
    expect(exceeds(1, 0, limit(0.5))).toBe(true);
    expect(exceeds(0, 0, limit(0.5))).toBe(false);
  });

  const held = (part: number, whole: number, share: number) =>
    shareWithin(
      { id: "drawn", part, whole, limit: limit(share), basis: "all", finding: "Drawn." },
      { code: "hole", month: null, looks_like: "lost-plans", facts: { part } },
    );

  test("is held beyond it, by how many times the limit it is", () => {
    expect(held(20, 100, 0.2)).toEqual({
      ...{
        id: "drawn",
        verdict: "ok",
        seen: 0.2,
        expected: [0, 0.2],
        unit: "share",
        basis: "all",
        finding: "Drawn.",
      },
      ...{
        code: "hole",
        month: null,
        subject: null,
        looks_like: null,
        facts: { part: 20 },
        excess: 0,
        series: [],
      },
    });
    expect(held(30, 100, 0.2)).toMatchObject({
      verdict: "hold",
      looks_like: "lost-plans",
      excess: 1.4999999999999998,
    });
  });

  test("is none of nothing, and never less than none", () => {
    expect(held(0, 0, 0.2)).toMatchObject({ verdict: "ok", seen: 0 });
    expect(held(5, 0, 0.2)).toMatchObject({ verdict: "hold", seen: 0 });
    expect(held(-5, 100, 0.2)).toMatchObject({ verdict: "ok", seen: 0 });
    // A limit of nothing counts as one in a hundred where times it are told.
    expect(held(3, 100, 0)).toMatchObject({ verdict: "hold", excess: 3 });
  });
});

describe("words of a finding", () => {
  test("are shares with two decimals at most", () => {
    expect([percent(1, 3), percent(1, 2), percent(0, 5), percent(3, 0), percent(214, 1000)]).toEqual([
      "33.33 %",
      "50 %",
      "0 %",
      "0 %",
      "21.4 %",
    ]);
  });

  test("are the limit with its unit, its name and its reason", () => {
    expect(because("max_removed_share", limit(0.2))).toBe("the limit is 20 % (max_removed_share: Drawn.)");
    expect(because("max_months_ahead", limit(12, "months"))).toBe(
      "the limit is 12 months (max_months_ahead: Drawn.)",
    );
    expect(because("max_months_ahead", limit(1, "months"))).toBe(
      "the limit is 1 month (max_months_ahead: Drawn.)",
    );
  });

  test("are twelve names, and how many more there are", () => {
    const names = Array.from({ length: 14 }, (_, place) => `n${place}`);
    expect(listed([])).toBe("");
    expect(listed(names.slice(0, 12))).toBe(names.slice(0, 12).join(", "));
    expect(listed(names)).toBe(`${names.slice(0, 12).join(", ")} and 2 more`);
  });

  test.each([
    [0.1234, "share", "12.34 %"],
    [1.23456, "ratio", "1.23"],
    [-0.000123456, "index", "-0.000123"],
    [12.6, "plans", "13 plans"],
    [1.2, "plans", "1 plan"],
    [1, "months", "1 month"],
    [0.4, "rows", "0 rows"],
  ] as const)("are %d of %s as %s", (value, unit, words) => {
    expect(valueWithUnit(value, unit)).toBe(words);
  });
});

describe("a result of a check", () => {
  const core = {
    id: "drawn",
    seen: 1,
    expected: null,
    unit: "rows",
    basis: "all",
    finding: "Drawn.",
  } as const;
  const plain = {
    month: null,
    subject: null,
    code: "arrival",
    series: [],
    facts: {},
    excess: 0,
    looks_like: null,
  };

  test("names a mistake only where something is odd", () => {
    const like = { looks_like: "rounded" } as const;
    expect(resultOf({ ...core, verdict: "ok" }, like)).toEqual({ ...plain, ...core, verdict: "ok" });
    expect(resultOf({ ...core, verdict: "cannot-tell" }, like).looks_like).toBeNull();
    expect(resultOf({ ...core, verdict: "hold" }, like).looks_like).toBe("rounded");
    expect(resultOf({ ...core, verdict: "look" }, like).looks_like).toBe("rounded");
    expect(resultOf({ ...core, verdict: "look" }).looks_like).toBeNull();
  });

  test("that cannot be told says what is missing", () => {
    expect(cannotTell({ id: "drawn", unit: "share" }, "no register", { subject: "KOL" })).toEqual({
      ...plain,
      ...{ id: "drawn", unit: "share", verdict: "cannot-tell", seen: null, expected: null, subject: "KOL" },
      ...{ basis: "no register", finding: "cannot tell: no register" },
    });
  });
});
