import { beforeAll, describe, expect, test } from "vitest";
import type { ArrivalGates } from "../../defs/limits/arrival-gates.js";
import { addMonths } from "../../domain/month.js";
import { shippedLimits } from "../../testing/arrival/drawn-months.js";
import { shippedGates } from "../../testing/arrival/drawn-timelines.js";
import { month } from "../../testing/workshop.js";
import type { LearnedMeasure } from "./learned.js";
import { learned, pastInWords, seriesOf } from "./learned.js";
import type { Timeline } from "./panel/timeline.js";
import { countLimit } from "./statistics/distributions.js";

let gates: ArrivalGates;
beforeAll(async () => {
  gates = await shippedGates();
});

/** All that is asked of a timeline here: its months. */
const timeline = (values: readonly (number | null)[], isBackwards = false): Timeline =>
  ({
    past: values.map((value, place) =>
      value === null ? null : { month: addMonths(month("2024-01"), place) },
    ),
    target: { month: month("2025-01") },
    isBackwards,
  }) as unknown as Timeline;

const plain: LearnedMeasure = {
  ...{
    id: "drawn",
    subject: null,
    what: "the number of plans",
    unit: "plans",
    scale: "log",
    isSeasonal: false,
  },
  ...{ noise: 0.01, least: 0.5, prior: 0.1, values: Array<number>(12).fill(100), seen: 100 },
  ...{ below: "partial-month", above: "total-off" },
};
const hold = (of: Partial<LearnedMeasure>) => {
  const measure = { ...plain, ...of };
  return learned(timeline(measure.values), measure, gates);
};
const limits = shippedLimits(Array<number>(12).fill(100), {
  scale: "log",
  noise: 0.01,
  least: 0.5,
  prior: 0.1,
});
const [low, high] = limits.hold;

describe("a measure held against its own history", () => {
  test("passes within the limits, with what was seen and expected in words", () => {
    expect(hold({ subject: "KOL", facts: { plans: 3 } })).toEqual({
      ...{
        id: "drawn",
        month: "2025-01",
        subject: "KOL",
        code: "arrival",
        verdict: "ok",
        seen: 100,
        unit: "plans",
      },
      expected: [low, high],
      basis: "12 months 2024-01 to 2024-12",
      finding: `2025-01: the number of plans of KOL is 100 plans, against ${Math.round(low)} plans to ${Math.round(high)} plans to expect from 12 months 2024-01 to 2024-12`,
      ...{ looks_like: null, facts: { plans: 3 } },
      // What was seen is what was expected but for rounding.
      excess: expect.closeTo(0, 9) as number,
      series: plain.values.map((value, place) => ({ month: addMonths(month("2024-01"), place), value })),
    });
    expect(hold({}).finding).toMatch(/^2025-01: the number of plans is 100 plans/);
    expect(hold({}).facts).toEqual({});
  });

  test.each([
    ["a little below the limit", 0.999, "low", "hold", "partial-month"],
    ["at the limit", 1, "low", "look", "partial-month"],
    ["a little above the limit", 1.001, "high", "hold", "total-off"],
    ["at the upper limit", 1, "high", "look", "total-off"],
  ] as const)("%s", (_, times, side, verdict, mistake) => {
    const seen = times * (side === "low" ? low : high);
    expect(hold({ seen })).toMatchObject({ verdict, looks_like: mistake });
  });

  test.each([
    ["beyond what needs no look", 1.001, "look"],
    ["at what needs no look", 1, "ok"],
  ])("%s", (_, times, verdict) => {
    const result = hold({ seen: times * limits.look[1] });
    expect(result.verdict).toBe(verdict);
    // Nobody is told that a value to look at lies where it was expected.
    expect(result.expected).toEqual(verdict === "look" ? limits.look : limits.hold);
    expect(hold({ seen: limits.look[0] / times }).verdict).toBe(verdict);
  });

  test("lies so many half widths of the limits off", () => {
    expect(hold({ seen: 100 + 2 * (high - 100) }).excess).toBeCloseTo(2, 9);
    expect(hold({ seen: 100 - 0.5 * (100 - low) }).excess).toBeCloseTo(0.5, 9);
  });

  test("passes on a side that holds nothing", () => {
    expect(hold({ seen: 9999, above: "passes" })).toMatchObject({
      verdict: "ok",
      excess: 0,
      looks_like: null,
    });
    expect(hold({ seen: 1, above: "passes" }).verdict).toBe("hold");
    expect(hold({ seen: 1, below: "passes" })).toMatchObject({ verdict: "ok", excess: 0, looks_like: null });
  });

  test("points to what is found out only where it lies beyond", () => {
    let asked = 0;
    const above = () => {
      asked += 1;
      return "doubled" as const;
    };
    expect(hold({ above }).looks_like).toBeNull();
    expect(asked).toBe(0);
    expect(hold({ above, seen: 9999 }).looks_like).toBe("doubled");
  });

  test("is worth a look, no more, where it does not hold", () => {
    expect(hold({ seen: 9999, holds: false }).verdict).toBe("look");
  });

  test("cannot be told from fewer than six values", () => {
    expect(hold({ values: [...Array<number>(5).fill(100), null], subject: "KOL" })).toMatchObject({
      ...{ verdict: "cannot-tell", month: "2025-01", subject: "KOL", seen: null, unit: "plans" },
      basis: "5 comparable months are known, at least 6 are needed",
    });
  });

  test("is held as its logarithm was taken: of nothing as of the least", () => {
    // All months had next to nothing: so does this one.
    expect(hold({ values: Array<number>(12).fill(0), seen: 0 }).verdict).toBe("ok");
    const share = { scale: "logit", unit: "share", least: 0.02 } as const;
    expect(hold({ ...share, values: Array<number>(12).fill(0), seen: 0 }).verdict).toBe("ok");
    expect(hold({ ...share, values: Array<number>(12).fill(1), seen: 1 }).verdict).toBe("ok");
    expect(hold({ ...share, values: Array<number>(12).fill(1), seen: 0 }).verdict).toBe("hold");
    // A value on its own scale is what it is.
    expect(hold({ scale: "plain", values: Array<number>(12).fill(0), seen: -5, least: 0 })).toMatchObject({
      verdict: "hold",
      looks_like: "partial-month",
    });
  });
});

describe("a small share of rows", () => {
  const rare = { unit: "share", scale: "logit", least: 0.005, noise: 0.2, rows: 100 } as const;
  /** Rows beyond which chance leaves one in so many, of an overdispersed count with this mean. */
  const most = (mean: number, tail: number) => countLimit(mean + 0.5, tail, 20) / 100;

  test("has the upper limit of a count of rows", () => {
    const values = Array<number>(12).fill(0.04);
    const result = hold({ ...rare, values, seen: 0.04 });
    expect(result.expected?.[1]).toBeCloseTo(most(4, 1e-5), 12);
    expect(hold({ ...rare, values, seen: most(4, 1e-5) + 0.001 }).verdict).toBe("hold");
    expect(hold({ ...rare, values, seen: most(4, 1e-5) }).verdict).toBe("look");
    expect(hold({ ...rare, values, seen: most(4, 3e-4) }).verdict).toBe("ok");
    expect(result.expected?.[0]).toBeLessThan(0.04);
  });

  test("may be as large again as the largest before, and a little more", () => {
    const values = [...Array<number>(11).fill(0.04), 0.3];
    const wide = shippedLimits(values, { scale: "logit", noise: 0.2, least: 0.005, prior: 0.1 });
    const result = hold({ ...rare, values, seen: 0.04 });
    expect(result.expected?.[1]).toBeCloseTo(Math.min(wide.hold[1], 1.15 * 0.3), 12);
  });

  test("is that of the latest twelve months, and small up to about a third", () => {
    const values = [...Array<number>(12).fill(0.9), ...Array<number>(12).fill(0.04)];
    expect(hold({ ...rare, values, seen: 0.04 }).expected?.[1]).toBeCloseTo(most(4, 1e-5), 12);
    const at = (share: number) => {
      const same = Array<number>(12).fill(share);
      const wide = shippedLimits(same, { scale: "logit", noise: 0.2, least: 0.005, prior: 0.1 });
      return [hold({ ...rare, values: same, seen: share }).expected?.[1], wide.hold[1]];
    };
    const [counted, wide] = at(0.34);
    expect(counted).toBeLessThan(wide ?? 0);
    const [large, asWide] = at(0.36);
    expect(large).toBe(asWide);
  });

  test("is expected to be no more than its limit", () => {
    // A share that no row had for a year: nothing is expected, and few rows pass.
    const values = [...Array<number>(6).fill(0.3), ...Array<number>(6).fill(0)];
    const result = hold({ ...rare, values, seen: 0.001 });
    expect(result.verdict).toBe("ok");
  });
});

describe("the months before", () => {
  test("are those with a value, in order of the calendar", () => {
    expect(seriesOf(timeline([1, null, 3]), [1, null, 3])).toEqual([
      { month: "2024-01", value: 1 },
      { month: "2024-03", value: 3 },
    ]);
    expect(seriesOf(timeline([1, null]), [1, 2])).toEqual([{ month: "2024-01", value: 1 }]);
    expect(seriesOf(timeline([1, 2], true), [1, 2]).map(({ value }) => value)).toEqual([2, 1]);
  });

  test("are told by how many they are, the first and the last", () => {
    const point = (text: string) => ({ month: month(text), value: 0 });
    expect(pastInWords([])).toBe("nothing");
    expect(pastInWords([point("2024-05")])).toBe("2024-05");
    expect(pastInWords([point("2024-05"), point("2024-06"), point("2024-08")])).toBe(
      "3 months 2024-05 to 2024-08",
    );
  });
});
