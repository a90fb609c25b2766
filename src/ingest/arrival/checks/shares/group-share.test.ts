import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import {
  drawClinics,
  drawMonths,
  drawRows,
  look,
  shippedLimits,
} from "../../../../testing/arrival/drawn-months.js";
import { groupMeasures } from "./group-measures.js";
import { groupShare } from "./group-share.js";

type Counts = readonly [fresh: number, maintained: number];

/** Forty-eight clinics with one plan type, 40 new and 60 maintained plans each; the first half lie in the north. */
const clinics = 48;
const month = (of: (clinic: number) => Counts = () => [40, 60], types = ["KOL"]) =>
  drawRows(clinics, types, (clinic) => of(clinic));
const isNorth = (clinic: number): boolean => clinic < 24;
const register = {
  month: "2024-12",
  clinics: drawClinics(clinics, (clinic) => ({
    ...{ region: isNorth(clinic) ? "nordjylland" : "midtjylland", system: `LPS-${"ABC"[clinic % 3] ?? ""}` },
    kind: clinic % 8 === 0 ? "Regionsklinik" : "PLO-klinik",
  })),
};
const north = "Region Nordjylland";
const past = (rows: readonly MonthRow[] = month()) => [drawMonths("2023-01", 24, () => rows)];
const once = (rows: readonly MonthRow[]) => drawMonths("2025-01", 1, () => rows);

describe("the plans of groups beside those expected of their clinics", () => {
  const arrive = (rows: readonly MonthRow[], before = past()) =>
    look(groupShare, { before, months: once(rows), register });
  const held = async (rows: readonly MonthRow[], before = past()) =>
    (await arrive(rows, before)).filter(({ verdict }) => verdict === "hold");

  test("are as expected where nothing changed", async () => {
    const results = await arrive(month());
    expect(results.map(({ subject, verdict, seen }) => [subject, verdict, seen])).toEqual(
      [
        ...[north, "Region Midtjylland", "LPS-A", "LPS-B", "LPS-C", "Regionsklinik", "PLO-klinik"],
        ...["000001-000006", "000007-000012", "000013-000018", "000019-000024"],
        ...["000025-000030", "000031-000036", "000037-000042", "000043-000048"],
      ].map((subject) => [subject, "ok", 1]),
    );
    const [first] = results;
    expect(first).toMatchObject({ id: "group-share", unit: "ratio" });
    expect(first?.facts).toEqual({ plans: 2400, expected: 2400, dimension: "region", clinics: 24 });
    // From the seventh month on there is an expectation.
    const history = [...Array<null>(6).fill(null), ...Array<number>(18).fill(1)];
    const limits = shippedLimits(history, { scale: "log", noise: 1 / 2400, least: 1e-3, prior: 0.1 });
    expect(first?.expected?.[0]).toBeCloseTo(limits.hold[0], 9);
    expect(first?.finding).toMatch(
      /^2025-01: the plans seen beside those expected of the clinics of Region Nordjylland is 1, against [\d.]+ to [\d.]+ to expect from 18 months 2023-07 to 2024-12$/,
    );
  });

  test("are held where half of them are missing, or twice as many there, of a month's total", async () => {
    // 1200 and 2400 plans: 1800 are expected of each half.
    const half = await arrive(month((clinic) => (isNorth(clinic) ? [20, 30] : [40, 60])));
    expect(half[0]).toMatchObject({ verdict: "hold", looks_like: "group-off" });
    expect(half[0]?.seen).toBeCloseTo(1200.5 / 1800.5, 12);
    const double = await arrive(month((clinic) => (isNorth(clinic) ? [80, 120] : [40, 60])));
    expect(double[0]).toMatchObject({ verdict: "hold", looks_like: "group-off" });
    expect(double[0]?.seen).toBeCloseTo(4800.5 / 3600.5, 12);
  });

  test.each([
    ["a region", (clinic: number) => isNorth(clinic), north, "region-missing"],
    ["a practice system", (clinic: number) => clinic % 3 === 1, "LPS-B", "system-missing"],
    ["a kind", (clinic: number) => clinic % 8 === 0, "Regionsklinik", "kind-missing"],
    ["a stretch of numbers", (clinic: number) => clinic >= 12 && clinic < 18, "000013-000018", "numbers-cut"],
  ])("are called missing of %s that has hardly any", async (_, isGone, subject, mistake) => {
    const result = (await arrive(month((clinic) => (isGone(clinic) ? [1, 0] : [40, 60])))).find(
      (one) => one.subject === subject,
    );
    expect([result?.verdict, result?.looks_like]).toEqual(["hold", mistake]);
  });

  test("of a region without any plan are held by the chance that all its clinics pause", async () => {
    const [result] = await held(month((clinic) => (isNorth(clinic) ? [0, 0] : [40, 60])));
    // 2400 plans, half of which are expected in the north. A clinic pauses in two of a hundred months.
    expect(result).toMatchObject({
      ...{
        id: "group-share",
        month: "2025-01",
        subject: north,
        seen: 0,
        expected: [1 / 1200, 2],
        unit: "ratio",
      },
      basis: "the 24 clinics' own past",
      finding: `2025-01: none of the 24 clinics of ${north} with plans of late has any, 1200 plans are expected of them`,
      ...{
        looks_like: "region-missing",
        facts: { plans: 0, expected: 1200, dimension: "region", clinics: 24 },
      },
    });
    expect(result?.excess).toBeCloseTo((24 * Math.log(0.02)) / Math.log(1e-5), 9);
  });

  test("of three clinics that all pause are held, of two they are not", async () => {
    const pausing = (from: number, to: number) =>
      month((clinic) => (clinic >= from && clinic < to ? [0, 0] : [40, 60]));
    const [end] = await held(pausing(45, 48));
    expect(end).toMatchObject({
      subject: "000046-000048",
      looks_like: "numbers-cut",
      facts: { clinics: 3, dimension: "numbers" },
    });
    const [beginning] = await held(pausing(0, 4));
    expect(beginning).toMatchObject({ subject: "000001-000004", looks_like: "numbers-cut" });
    expect((await held(pausing(46, 48))).map(({ subject }) => subject)).not.toContain("000047-000048");
    // The whole stretches at both ends.
    expect((await held(pausing(42, 48)))[0]?.subject).toBe("000043-000048");
    expect((await held(pausing(0, 6)))[0]?.subject).toBe("000001-000006");
    // In the middle of the numbers nothing was cut: the stretch is held by its plans.
    const [middle] = await held(pausing(12, 18));
    expect(middle?.finding).toContain("the plans seen beside those expected");
  });

  test("of clinics of few plans may all be none by chance", async () => {
    // One plan a month each, in the north: each has none with a chance of 1.25 to the power of -4, so that 24 of them are no chance; of six of a kind they may be.
    const few = month((clinic) => (clinic % 8 === 0 ? [1, 0] : [40, 60]));
    const gone = month((clinic) => (clinic % 8 === 0 ? [0, 0] : [40, 60]));
    expect((await held(gone, past(few))).map(({ subject }) => subject)).not.toContain("Regionsklinik");
  });

  test("of clinics that had none of late are not missed", async () => {
    const gone = month((clinic) => (isNorth(clinic) ? [0, 0] : [40, 60]));
    const before = [drawMonths("2023-01", 24, (place) => (place < 21 ? month() : gone))];
    const silent = (await held(gone, before)).filter(({ finding }) => finding.includes("with plans of late"));
    expect(silent).toEqual([]);
    const later = [drawMonths("2023-01", 24, (place) => (place < 22 ? month() : gone))];
    expect((await held(gone, later))[0]?.finding).toContain("none of the 24 clinics");
  });

  test("of clinics without a past count on neither side", async () => {
    const known = (clinic: number): Counts => (clinic === 3 ? [0, 0] : [40, 60]);
    const [result] = await arrive(
      month((clinic) => (clinic === 3 ? [900, 0] : [40, 60])),
      past(month(known)),
    );
    expect(result).toMatchObject({ subject: north, seen: 1, facts: { plans: 2300, expected: 2300 } });
  });

  test("tell nothing below fifteen that are expected", async () => {
    const small = (plans: number) =>
      month((clinic) => (clinic % 8 === 0 ? [clinic === 0 ? plans : 0, 0] : [40, 60]));
    const subjects = async (plans: number) =>
      (await arrive(small(plans), past(small(plans)))).map(({ subject }) => subject);
    expect(await subjects(14)).not.toContain("Regionsklinik");
    expect(await subjects(15)).toContain("Regionsklinik");
  });

  test("cannot be told without groups, or without a past", async () => {
    const [few] = await look(groupShare, {
      before: [drawMonths("2023-01", 24, () => drawRows(5, ["KOL"], () => [40, 60]))],
      months: once(drawRows(5, ["KOL"], () => [40, 60])),
    });
    expect(few).toMatchObject({
      id: "group-share",
      verdict: "cannot-tell",
      unit: "ratio",
      month: "2025-01",
      basis: "no register, or no two groups of at least 3 clinics",
    });
    const results = await look(groupShare, {
      before: [drawMonths("2023-01", 3, () => month())],
      months: drawMonths("2023-04", 1, () => month()),
      register,
    });
    expect(results[0]).toMatchObject({
      verdict: "cannot-tell",
      unit: "ratio",
      month: "2023-04",
      subject: north,
      basis: "fewer than 6 known months before it, or no plans",
    });
  });
});

describe("the share of new plans and of plan types in groups", () => {
  const both = (
    of: (clinic: number, type: number) => Counts = (_, type) => (type === 0 ? [40, 60] : [10, 20]),
  ) => drawRows(clinics, ["KOL", "T2D"], of);
  const arrive = (rows: readonly MonthRow[], before = past(both()), own = register) =>
    look(groupMeasures, { before, months: once(rows), register: own });
  const inNorth = (counts: (type: number) => Counts) =>
    both((clinic, type) => (isNorth(clinic) ? counts(type) : type === 0 ? [40, 60] : [10, 20]));
  const told = async (rows: readonly MonthRow[]) =>
    (await arrive(rows))
      .filter(({ subject }) => subject?.startsWith(north))
      .map(({ subject, verdict, looks_like: like }) => [subject, verdict, like]);

  test("are told where they are odd alone", async () => {
    expect(await arrive(both())).toEqual([]);
    const [result] = await arrive(inNorth((type) => (type === 0 ? [60, 40] : [20, 10])));
    // 24 clinics of 130 plans, 80 of them new.
    expect(result).toMatchObject({
      ...{
        id: "group-measures",
        subject: `${north}: new plans`,
        verdict: "hold",
        looks_like: "share-off",
        unit: "share",
      },
      ...{ seen: 80 / 130, facts: { plans: 3120, clinics: 24, dimension: "region" } },
    });
    const limits = shippedLimits(Array(24).fill(50 / 130), {
      ...{
        scale: "logit",
        isSeasonal: true,
        noise: 1 / (3120 * (50 / 130) * (80 / 130)),
        least: 0.5 / 3120,
        prior: 0.1,
      },
    });
    expect(result?.expected?.[1]).toBeCloseTo(limits.hold[1], 9);
    expect(result?.finding).toMatch(
      /^2025-01: the share of the plans of Region Nordjylland: new plans is 61.54 %/,
    );
  });

  test.each([
    [
      "no plan is new",
      (type: number): Counts => (type === 0 ? [0, 100] : [0, 30]),
      [[`${north}: new plans`, "hold", "measure-zero"]],
    ],
    [
      "all plans are new",
      (type: number): Counts => (type === 0 ? [100, 0] : [30, 0]),
      [[`${north}: new plans`, "hold", "measure-zero"]],
    ],
    [
      "a type is missing",
      (type: number): Counts => (type === 0 ? [50, 80] : [0, 0]),
      [
        [`${north}: KOL`, "hold", "type-share-off"],
        [`${north}: T2D`, "hold", "type-missing"],
      ],
    ],
    [
      "types changed places",
      (type: number): Counts => (type === 1 ? [40, 60] : [10, 20]),
      [
        [`${north}: KOL`, "hold", "type-share-off"],
        [`${north}: T2D`, "hold", "type-share-off"],
      ],
    ],
  ])("are held where %s", async (_, counts, expected) => {
    expect(await told(inNorth(counts))).toEqual(expected);
  });

  test("are not asked of stretches of numbers, nor of groups with fewer than fifty plans", async () => {
    const swapped = inNorth((type) => (type === 0 ? [60, 40] : [20, 10]));
    expect((await arrive(swapped)).map(({ facts }) => facts["dimension"])).not.toContain("numbers");
    // The six clinics of a kind, one with plans: 49 of them, or 50, all maintained that were new.
    const small = (fresh: number, old: number) =>
      both((clinic, type) =>
        clinic % 8 === 0 ? (clinic + type === 0 ? [fresh, old] : [0, 0]) : type === 0 ? [40, 60] : [10, 20],
      );
    const kinds = async (plans: number) =>
      (await arrive(small(0, plans), past(small(plans, 0)))).filter(
        ({ facts }) => facts["dimension"] === "kind" && facts["plans"] === plans,
      );
    expect(await kinds(49)).toEqual([]);
    expect(await kinds(50)).toHaveLength(1);
    // A group that had none before.
    expect(
      (await arrive(small(0, 90), past(small(0, 0)))).filter(({ facts }) => facts["plans"] === 90),
    ).toEqual([]);
  });

  test("of one plan type are those of new plans alone", async () => {
    const one = month((clinic) => (isNorth(clinic) ? [60, 40] : [40, 60]));
    expect(
      (await arrive(one, past()))
        .filter(({ subject }) => subject?.startsWith(north))
        .map(({ subject }) => subject),
    ).toEqual([`${north}: new plans`]);
  });

  test("leave out months with fewer than half of the plans that are needed", async () => {
    const small = (plans: number) =>
      both((clinic, type) =>
        clinic % 8 === 0 ? (clinic + type === 0 ? [0, plans] : [0, 0]) : type === 0 ? [40, 60] : [10, 20],
      );
    const before = [drawMonths("2023-01", 24, (place) => small(place < 4 ? 24 : place < 9 ? 25 : 60))];
    const now = both((clinic, type) =>
      clinic % 8 === 0 ? (clinic + type === 0 ? [60, 0] : [0, 0]) : type === 0 ? [40, 60] : [10, 20],
    );
    const result = (await arrive(now, before)).find(
      ({ facts }) => facts["dimension"] === "kind" && facts["plans"] === 60,
    );
    expect(result?.series).toHaveLength(20);
  });
});
