import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import {
  drawClinics,
  drawMonths,
  drawRows,
  look,
  numberOf,
  shippedLimits,
} from "../../../../testing/arrival/drawn-months.js";
import { countLimit } from "../../statistics/distributions.js";
import { emptyClinics, emptyRows } from "./empty-clinics.js";
import { newNumbers } from "./new-numbers.js";
import { ownPast } from "./own-past.js";
import { clinicSpread } from "./spread.js";

type Counts = readonly [fresh: number, maintained: number];
const once = (rows: readonly MonthRow[]) => drawMonths("2025-01", 1, () => rows);

describe("clinics and rows without plans", () => {
  /** Forty clinics with four plans of each of two plan types. */
  const month = (of: (clinic: number, type: number) => Counts = () => [1, 3], count = 40) =>
    drawRows(count, ["KOL", "T2D"], of);
  const before = (count = 24, rows = month()) => [drawMonths("2023-01", count, () => rows)];
  const none: Counts = [0, 0];
  /** The chance of none of a mean, by shape 4. */
  const chanceOfNone = (mean: number): number => (1 + mean / 4) ** -4;

  test("are none where there were none", async () => {
    const [result] = await look(emptyClinics, { before: before(), months: once(month()) });
    // Eight plans a clinic are expected of each, and from the seventh month on none was empty.
    const expected = 40 * chanceOfNone(8);
    const usual = 0.5 / (expected + 0.5);
    const high = Math.max(
      countLimit(usual * (expected + 0.5) + 0.5, 1e-5, 8),
      Math.ceil(1.2 * usual * (expected + 0.5)),
    );
    expect(result).toMatchObject({
      ...{
        id: "empty-clinics",
        verdict: "ok",
        seen: 0,
        expected: [0, high],
        unit: "clinics",
        excess: 0,
        looks_like: null,
      },
      ...{ basis: "18 months 2023-07 to 2024-12", facts: { empty: 0 }, month: "2025-01" },
      finding: `2025-01: 0 clinics of which at least 3 plans are expected have none, against at most ${high} to expect from 18 months 2023-07 to 2024-12`,
    });
    expect(result?.series.map(({ value }) => value)).toEqual(Array(18).fill(0));
  });

  test("are held beyond what chance and the months before explain", async () => {
    // Of 37 clinics eight plans each are expected, of all of them 8 x (37 / 40).
    const arriving = (gone: number) => once(month((clinic) => (clinic < gone ? none : [1, 3])));
    const highOf = (gone: number) => {
      const usual = 0.5 / (40 * chanceOfNone(8) + 0.5);
      const chance = 40 * chanceOfNone((8 * (40 - gone)) / 40) + 0.5;
      return Math.max(countLimit(usual * chance + 0.5, 1e-5, 8), Math.ceil(1.2 * usual * chance));
    };
    const verdicts = await Promise.all(
      Array.from(
        { length: 20 },
        async (_, gone) =>
          (await look(emptyClinics, { before: before(), months: arriving(gone) }))[0]?.verdict,
      ),
    );
    expect(verdicts).toEqual(Array.from({ length: 20 }, (_, gone) => (gone > highOf(gone) ? "hold" : "ok")));
    const [result] = await look(emptyClinics, { before: before(), months: arriving(19) });
    expect(result).toMatchObject({ looks_like: "missing-clinics", seen: 19, facts: { empty: 19 } });
    expect(result?.excess).toBeCloseTo(19 / highOf(19), 12);
  });

  test("may be as many as in the emptiest month before, and a fifth more", async () => {
    // A month with thirty empty clinics two years before, with one clinic of ten times as many plans.
    const odd = month((clinic) => (clinic < 30 ? none : [4, 12]));
    const past = [drawMonths("2022-07", 30, (place) => (place === 8 ? odd : month()))];
    const gone = month((clinic) => (clinic < 30 ? none : [4, 12]));
    const [result] = await look(emptyClinics, { before: past, months: once(gone) });
    expect(result?.verdict).toBe("ok");
    const [shorter] = await look(emptyClinics, { before: before(), months: once(gone) });
    expect(shorter?.verdict).toBe("hold");
  });

  test("are rows where their clinics have other plans", async () => {
    const ten = (isGone: (clinic: number, type: number) => boolean) =>
      month((clinic, type) => (isGone(clinic, type) ? none : [1, 9]));
    const past = before(
      24,
      ten(() => false),
    );
    const months = once(ten((clinic, type) => type === 1 && clinic < 30));
    const [rows] = await look(emptyRows, { before: past, months });
    expect(rows).toMatchObject({
      ...{ id: "empty-rows", verdict: "hold", seen: 30, unit: "rows", looks_like: "missing-rows" },
      facts: { empty: 30 },
    });
    expect(rows?.finding).toMatch(
      /^2025-01: 30 rows of which at least 3 plans are expected, of clinics with other plans, have none, against at most \d+ /,
    );
    expect((await look(emptyClinics, { before: past, months }))[0]).toMatchObject({ verdict: "ok", seen: 0 });
    // Clinics without any plan are no rows.
    const gone = once(ten((clinic) => clinic < 10));
    expect((await look(emptyRows, { before: past, months: gone }))[0]?.seen).toBe(0);
  });

  test("cannot be told from fewer than six months with an expectation, nor of a month without plans", async () => {
    const after = async (count: number, first: string, rows = month()) =>
      (await look(emptyClinics, { before: before(count), months: drawMonths(first, 1, () => rows) }))[0];
    expect(await after(11, "2023-12")).toMatchObject({
      ...{ id: "empty-clinics", verdict: "cannot-tell", unit: "clinics", month: "2023-12" },
      basis: "fewer than 6 comparable months before it",
    });
    expect((await after(12, "2024-01"))?.verdict).toBe("ok");
    expect(
      (
        await after(
          12,
          "2024-01",
          month(() => none),
        )
      )?.verdict,
    ).toBe("cannot-tell");
  });
});

describe("what the clinics' past tells about a month", () => {
  /** Twenty clinics, the first with 6 plans, each with 6 more than the one before. */
  const sizes = (clinic: number): Counts => [2 * (clinic + 1), 4 * (clinic + 1)];
  const month = (of: (clinic: number) => Counts = sizes) => drawRows(20, ["KOL"], of);
  const before = [drawMonths("2023-01", 24, () => month())];
  const all = Array.from({ length: 20 }, (_, clinic) => 6 * (clinic + 1));
  const plans = all.reduce((sum, one) => sum + one, 0);
  const told = all.reduce((sum, mean) => sum + mean * Math.log(mean), 0) / plans - Math.log(plans / 20);

  test("is the mean logarithm of what was expected where the plans are", async () => {
    const [result] = await look(ownPast, { before, months: once(month()) });
    expect(result).toMatchObject({ id: "own-past", verdict: "ok", unit: "index", subject: null });
    expect(result?.seen).toBeCloseTo(told, 9);
    const mean = all.reduce((sum, one) => sum + one * Math.log(one), 0) / plans;
    const variance = all.reduce((sum, one) => sum + one * Math.log(one) ** 2, 0) / plans - mean ** 2;
    const history = [...Array<null>(6).fill(null), ...Array<number>(18).fill(told)];
    const limits = shippedLimits(history, { scale: "plain", noise: variance / plans, least: 0, prior: 0.05 });
    expect(result?.expected?.[0]).toBeCloseTo(limits.hold[0], 9);
    expect(result?.finding).toMatch(
      /^2025-01: what the clinics' past tells about the month, in nats a plan, is 0\.\d+, against /,
    );
  });

  test("is nothing of numbers in another order: held as mixed", async () => {
    const [result] = await look(ownPast, { before, months: once(month((clinic) => sizes(19 - clinic))) });
    expect(result).toMatchObject({ verdict: "hold", looks_like: "numbers-mixed" });
  });

  test("may be more than before, and cannot be told of no plans", async () => {
    const [more] = await look(ownPast, {
      before,
      months: once(month((clinic) => (clinic === 19 ? [600, 600] : [1, 0]))),
    });
    expect(more).toMatchObject({ verdict: "ok", looks_like: null });
    const [none] = await look(ownPast, { before, months: once(month(() => [0, 0])) });
    expect(none?.verdict).toBe("cannot-tell");
  });

  test("has a spread that is learned: none is as odd as much", async () => {
    // Each clinic has a tenth more and less by turns, but for the month itself.
    const moving = (place: number) =>
      month((clinic) => [4 * (clinic + 1), 20 + (clinic + 1) * ((clinic + place) % 2 === 0 ? 5 : 7)]);
    const past = [drawMonths("2023-01", 24, moving)];
    const arriving = async (rows: readonly MonthRow[]) =>
      (await look(clinicSpread, { before: past, months: once(rows) }))[0];
    const usual = await arriving(moving(24));
    expect(usual).toMatchObject({ id: "clinic-spread", verdict: "ok", unit: "index", subject: null });
    expect(usual?.finding).toMatch(
      /^2025-01: the spread of the clinics round their own past is 0\.0\d+, against /,
    );
    const history = [...Array<null>(6).fill(null), ...(usual?.series ?? []).map(({ value }) => value)];
    expect(history).toHaveLength(24);
    const limits = shippedLimits(history, {
      scale: "log",
      isSeasonal: true,
      noise: 2 / 20,
      least: 1e-3,
      prior: 0.1,
    });
    expect(usual?.expected?.[0]).toBeCloseTo(limits.hold[0], 9);
    const averages = await arriving(month((clinic) => [4 * (clinic + 1), 20 + 6 * (clinic + 1)]));
    expect(averages).toMatchObject({ verdict: "hold", looks_like: "averaged" });
    const wild = await arriving(month((clinic) => (clinic % 2 === 0 ? [0, 1] : [40, 400])));
    expect(wild).toMatchObject({ verdict: "hold", looks_like: "spread-off" });
    expect((await arriving(month(() => [0, 0])))?.verdict).toBe("cannot-tell");
  });
});

describe("numbers that nobody knows", () => {
  const month = (count: number, from = 0): MonthRow[] =>
    drawRows(from + count, ["KOL"], () => [3, 4]).slice(from);
  const registered = { month: "2024-12", clinics: drawClinics(20) };
  const before = (strangers: (place: number) => number, count = 24) => [
    drawMonths("2023-01", count, (place) => month(20 + strangers(place))),
  ];
  /** The mean of the latest twelve months and a half, beyond chance. */
  const highOf = (mean: number) => countLimit(mean + 0.5, 1e-5, 4);

  test("are those that the register does not have, beside how many there usually are", async () => {
    const arrive = async (rows: readonly MonthRow[]) =>
      (
        await look(newNumbers, {
          before: before((place) => place % 2),
          months: once(rows),
          register: registered,
        })
      )[0];
    const passing = await arrive(month(22));
    expect(passing).toMatchObject({
      ...{
        id: "new-numbers",
        verdict: "ok",
        seen: 2,
        expected: [0, highOf(0.5)],
        unit: "clinics",
        month: "2025-01",
      },
      ...{
        facts: { numbers: "000021, 000022" },
        excess: 0,
        looks_like: null,
        basis: "24 months 2023-01 to 2024-12",
      },
      finding: `2025-01: 2 numbers with plans that the register does not know, such as 000021, 000022, against at most ${highOf(0.5)} to expect from 24 months 2023-01 to 2024-12`,
    });
    expect(passing?.series.slice(0, 2).map(({ value }) => value)).toEqual([0, 1]);
    const held = await arrive(month(20 + highOf(0.5) + 1));
    expect(held).toMatchObject({ verdict: "hold", looks_like: "test-rows" });
    expect(held?.excess).toBeCloseTo((highOf(0.5) + 1) / highOf(0.5), 12);
    expect((await arrive(month(20 + highOf(0.5))))?.verdict).toBe("ok");
    expect((await arrive(month(20)))?.finding).toContain(
      "0 numbers with plans that the register does not know, against",
    );
  });

  test("without plans are no strangers", async () => {
    const rows: MonthRow[] = [...month(20), [numberOf(30), "KOL", 0, 0]];
    const [result] = await look(newNumbers, {
      before: before(() => 0),
      months: once(rows),
      register: registered,
    });
    expect(result?.seen).toBe(0);
  });

  test("may be as many as in the worst of the latest twelve months", async () => {
    const many = (worst: number) => before((place) => (place === worst ? 90 : 0));
    const arrive = async (worst: number) =>
      (await look(newNumbers, { before: many(worst), months: once(month(110)), register: registered }))[0];
    expect((await arrive(12))?.verdict).toBe("ok");
    expect((await arrive(11))?.verdict).toBe("hold");
  });

  test("are those that never had plans where no register is known, from the second year on", async () => {
    const past = [drawMonths("2023-01", 20, (place) => month(20 + (place < 12 ? 0 : 2 * (place - 11))))];
    const arrive = async (rows: readonly MonthRow[]) =>
      (await look(newNumbers, { before: past, months: drawMonths("2024-09", 1, () => rows) }))[0];
    // Each month of the second year brought two numbers.
    const result = await arrive(month(40));
    expect(result?.series.map(({ value }) => value)).toEqual(Array(8).fill(2));
    expect(result).toMatchObject({
      seen: 4,
      verdict: "ok",
      expected: [0, highOf(2)],
      facts: { numbers: [37, 38, 39, 40].map((one) => numberOf(one - 1)).join(", ") },
    });
    expect(result?.finding).toContain("4 numbers with plans that had none before, such as");
    expect((await arrive(month(36 + highOf(2) + 1)))?.verdict).toBe("hold");
  });

  test("cannot be told from fewer than six months", async () => {
    const [few] = await look(newNumbers, {
      before: before(() => 0, 17),
      months: drawMonths("2024-06", 1, () => month(20)),
    });
    expect(few).toMatchObject({
      id: "new-numbers",
      verdict: "cannot-tell",
      unit: "clinics",
      month: "2024-06",
      basis: "fewer than 6 comparable months before it",
    });
    const [enough] = await look(newNumbers, {
      before: before(() => 0, 18),
      months: drawMonths("2024-07", 1, () => month(20)),
    });
    expect(enough?.verdict).toBe("ok");
  });
});
