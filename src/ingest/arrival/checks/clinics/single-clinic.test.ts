import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import { drawClinics, drawMonths, drawRows, look } from "../../../../testing/arrival/drawn-months.js";
import { countLimit } from "../../statistics/distributions.js";
import { singleClinic } from "./single-clinic.js";

/** Thirty clinics with 10 plans each, and one of 100. */
const month = (of: (clinic: number) => number | null = () => null): MonthRow[] =>
  drawRows(31, ["KOL"], (clinic) => [0, of(clinic) ?? (clinic === 30 ? 100 : 10)]);
const registerOf = (doctors: (clinic: number) => number | null) => ({
  month: "2024-12",
  clinics: drawClinics(31, (clinic) => ({ doctors: doctors(clinic) })),
});
const plain = [drawMonths("2023-01", 24, () => month())];
const arrive = async (
  rows: readonly MonthRow[],
  { before = plain, doctors }: { before?: typeof plain; doctors?: (clinic: number) => number | null } = {},
) =>
  (
    await look(singleClinic, {
      ...{ before, months: drawMonths("2025-01", 1, () => rows) },
      ...(doctors === undefined ? {} : { register: registerOf(doctors) }),
    })
  )[0];

describe("a clinic with more plans than any ever had", () => {
  test("is none where all are as they were: the largest is told", async () => {
    expect(await arrive(month())).toMatchObject({
      ...{
        id: "single-clinic",
        verdict: "ok",
        seen: 100,
        expected: [0, 200],
        unit: "plans",
        subject: "000031",
      },
      basis: "the largest clinic of 24 months 2023-01 to 2024-12",
      finding: "2025-01: clinic 000031 has 100 plans, 100 a month before; no clinic ever had more than 100",
      ...{ facts: { clinic: "000031", plans: 100, usual: 100, largest: 100 }, looks_like: null, excess: 0 },
    });
  });

  test("passes at twice as many, and is held beyond", async () => {
    expect((await arrive(month((clinic) => (clinic === 30 ? 200 : null))))?.verdict).toBe("ok");
    const held = await arrive(month((clinic) => (clinic === 30 ? 201 : null)));
    expect(held).toMatchObject({ verdict: "hold", seen: 201, looks_like: "clinic-impossible" });
    expect(held?.excess).toBeCloseTo(201 / 200, 12);
  });

  test("is the largest of them; of more than three it is a mistake of another kind", async () => {
    const some = (count: number) => arrive(month((clinic) => (clinic < count ? 300 + clinic : null)));
    expect(await some(3)).toMatchObject({ subject: "000003", seen: 302, looks_like: "clinic-impossible" });
    expect(await some(4)).toMatchObject({ verdict: "hold", subject: "000004", looks_like: null });
  });

  test("is held against the largest of all months", async () => {
    const before = [
      drawMonths("2023-01", 24, (place) => month((clinic) => (place === 2 && clinic === 7 ? 150 : null))),
    ];
    expect(
      await arrive(
        month((clinic) => (clinic === 30 ? 300 : null)),
        { before },
      ),
    ).toMatchObject({ verdict: "ok", expected: [0, 300] });
    const series = (await arrive(month(), { before }))?.series.map(({ value }) => value);
    expect(series).toEqual(Array.from({ length: 24 }, (_, place) => (place === 2 ? 150 : 100)));
  });

  test("passes where a doctor of it has no more than twice what any doctor had", async () => {
    const of = (doctors: number | null) =>
      arrive(
        month((clinic) => (clinic === 30 ? 400 : null)),
        { doctors: (clinic) => (clinic === 30 ? doctors : 1) },
      );
    // A doctor of the largest clinic had 100 plans, or 25, and has four times as many.
    expect((await of(1))?.verdict).toBe("hold");
    expect((await of(4))?.verdict).toBe("hold");
    // No doctor had more than 50, so that ten may have 1.000.
    const other = (now: number) =>
      arrive(
        month((clinic) => (clinic === 5 ? now : null)),
        { doctors: (clinic) => (clinic === 30 ? 2 : clinic === 5 ? 10 : 1) },
      );
    expect(await other(900)).toMatchObject({ verdict: "look", subject: "000006" });
    expect((await other(1000))?.verdict).toBe("look");
    expect((await other(1001))?.verdict).toBe("hold");
    // Nothing is known of its doctors, or of anybody's.
    expect((await of(null))?.verdict).toBe("hold");
    expect(
      (
        await arrive(
          month((clinic) => (clinic === 30 ? 400 : null)),
          { doctors: () => null },
        )
      )?.verdict,
    ).toBe("hold");
  });

  test("has its own mean of the latest year told", async () => {
    const before = [
      drawMonths("2023-01", 24, (place) =>
        month((clinic) => (clinic === 30 ? (place < 12 ? 50 : place === 23 ? 64 : 100) : null)),
      ),
    ];
    expect((await arrive(month(), { before }))?.facts["usual"]).toBe(97);
    const short = [
      drawMonths("2024-07", 6, (place) => month((clinic) => (clinic === 30 ? 40 + place : null))),
    ];
    expect((await arrive(month(), { before: short }))?.facts["usual"]).toBe(42.5);
  });

  test("cannot be told from fewer than three months", async () => {
    const few = async (count: number) => {
      // Two months of history before, which are known backwards.
      const before = [drawMonths("2025-02", count, () => month())];
      return arrive(month(), { before });
    };
    expect(await few(2)).toMatchObject({
      id: "single-clinic",
      verdict: "cannot-tell",
      unit: "plans",
      month: "2025-01",
      basis: "fewer than 3 known months before it",
    });
    expect((await few(3))?.verdict).toBe("ok");
  });

  test("is held against months that come after it, told in order of the calendar", async () => {
    const before = [
      drawMonths("2025-02", 8, (place) => month((clinic) => (clinic === 30 ? 100 + place : null))),
    ];
    const result = await arrive(month(), { before });
    expect(result?.series.map(({ month: at, value }) => [at, value]).slice(0, 2)).toEqual([
      ["2025-02", 100],
      ["2025-03", 101],
    ]);
  });
});

describe("a clinic far beyond its own past", () => {
  // Of 31 clinics each has its part of the tail. All together had 400 plans, and have 390 and those of the clinic.
  const jumping = (plans: number) => month((clinic) => (clinic === 3 ? plans : null));
  const limitOf = (plans: number) => countLimit((10 * (390 + plans)) / 400 + 1, 1e-5 / 31, 4);

  test("is worth a look where chance does not explain it, and no earlier month had the like", async () => {
    const first = Array.from({ length: 200 }, (_, plans) => plans).find(
      (plans) => plans >= 20 && plans >= 6 * ((10 * (390 + plans)) / 400 + 1) && plans > limitOf(plans),
    )!;
    expect(await arrive(jumping(first))).toMatchObject({
      verdict: "look",
      subject: "000004",
      seen: first,
      excess: 0,
      looks_like: null,
    });
    expect(await arrive(jumping(first - 1))).toMatchObject({ verdict: "ok", subject: "000031" });
  });

  test("passes where a clinic jumped as far within two years", async () => {
    const before = (at: number) => [
      drawMonths("2022-01", 36, (place) => (place === at ? jumping(190) : month())),
    ];
    const arriving = (at: number) => arrive(jumping(190), { before: before(at) });
    expect((await arriving(12))?.verdict).toBe("ok");
    expect((await arriving(11))?.verdict).toBe("look");
  });

  test("is the furthest of them", async () => {
    const two = month((clinic) => (clinic === 3 ? 160 : clinic === 5 ? 190 : null));
    expect(await arrive(two)).toMatchObject({ verdict: "look", subject: "000006" });
    const turned = month((clinic) => (clinic === 3 ? 190 : clinic === 5 ? 160 : null));
    expect(await arrive(turned)).toMatchObject({ verdict: "look", subject: "000004" });
  });

  test("needs twenty plans, six times its past, and a past", async () => {
    const small = (of: (clinic: number) => number): MonthRow[] =>
      drawRows(31, ["KOL"], (clinic) => [of(clinic), 0]);
    const before = (own: number) => [
      drawMonths("2023-01", 24, () => small((clinic) => (clinic === 3 ? own : 50))),
    ];
    const arriving = async (own: number, now: number) =>
      (
        await arrive(
          small((clinic) => (clinic === 3 ? now : 50)),
          { before: before(own) },
        )
      )?.verdict;
    expect(await arriving(0, 90)).toBe("ok");
    expect(await arriving(1, 90)).toBe("look");
    expect(await arriving(15, 95)).toBe("ok");
  });
});
