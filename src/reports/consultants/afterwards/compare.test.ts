import { describe, expect, test } from "vitest";
import type { ClinicStandingThen, Visit } from "../../../metrics/follow-up/visit-history.js";
import { month } from "../../../testing/workshop.js";
import type { Afterwards } from "./compare.js";
import { compareVisited } from "./compare.js";
import type { AfterwardsSettings } from "./settings.js";
import { readAfterwards } from "./settings.js";

const shipped = await readAfterwards("reports");
const now = month("2025-07");

/** A clinic before the visit, and whether it meets the requirement now; null: it is gone. */
interface Drawn {
  number: string;
  segment?: ClinicStandingThen["segment"];
  doctors?: number;
  region?: string;
  outcome?: ClinicStandingThen["outcome"];
  meets: boolean | null;
}

const standing = ({
  number,
  segment = "near",
  doctors = 1,
  ...rest
}: Omit<Drawn, "meets">): ClinicStandingThen => ({
  ...{ ydernummer: number, opened: "2001-01-01", segment, doctors },
  ...{ region: rest.region ?? "Region Øst", outcome: rest.outcome ?? "fail" },
});

const after = (clinics: readonly Drawn[]): ClinicStandingThen[] =>
  clinics.flatMap(({ meets, ...clinic }) =>
    meets === null ? [] : [standing({ ...clinic, outcome: meets ? "pass" : "fail" })],
  );

const visit = (ydernummer: string, day: string): Visit => ({
  ydernummer,
  day,
  month: month(day.slice(0, 7)),
});

/** All clinics stood in December as they are drawn, visits were in January, and the outcome is that of July. */
function compare(
  clinics: readonly Drawn[],
  visits: readonly Visit[],
  settings: Partial<AfterwardsSettings> = {},
): Afterwards {
  const standings = new Map([
    [month("2024-12"), clinics.map(standing)],
    [month("2025-07"), after(clinics)],
  ]);
  return compareVisited(
    { history: { visits: [...visits], standings }, month: now },
    { ...shipped, fewest: 2, ...settings },
  );
}

const some = (count: number, drawn: Omit<Drawn, "number" | "meets">, [first, meeting]: [number, number]) =>
  Array.from({ length: count }, (_, at): Drawn => ({
    ...drawn,
    number: String(first + at).padStart(6, "0"),
    meets: at < meeting,
  }));

describe("clinics that were visited beside clinics like them", () => {
  test("are counted with the same mixture: each kind of clinic weighs as much as among the visited", () => {
    // Visited: 8 near (6 meet now), 2 not started (none); like them: 10 near (5 meet), 40 not started (4 meet)
    const clinics = [
      ...some(8, { segment: "near" }, [100, 6]),
      ...some(2, { segment: "not-started" }, [200, 0]),
      ...some(10, { segment: "near" }, [300, 5]),
      ...some(40, { segment: "not-started" }, [400, 4]),
    ];
    const visits = clinics.slice(0, 10).map(({ number }) => visit(number, "2025-01-15"));
    const found = compare(clinics, visits);
    expect(found.visited).toEqual({ part: 6, whole: 10 });
    expect(found.alike).toEqual({ part: 9, whole: 50 });
    // 0.8 x 5/10 + 0.2 x 4/40; the weights are 0.8 (10 times) and 0.05 (40 times): 100 / (6.4 + 0.1)
    expect(found.weighted?.share).toBeCloseTo(0.42, 12);
    expect(found.weighted?.size).toBeCloseTo(100 / 6.5, 9);
    expect(found.difference?.value).toBeCloseTo(0.18, 12);
    // Newcombe's method 10 of 6/10 and 0.42 of 15.385, by an independent computation that solves for the score's limits
    expect(found.difference?.low).toBeCloseTo(-0.1926, 4);
    expect(found.difference?.high).toBeCloseTo(0.4896, 4);
    expect(found.rows).toEqual([
      {
        segment: "near",
        visited: { part: 6, whole: 8 },
        alike: { part: 5, whole: 10 },
        alikeShare: 0.5,
      },
      {
        segment: "not-started",
        visited: { part: 0, whole: 2 },
        alike: { part: 4, whole: 40 },
        alikeShare: expect.closeTo(0.1, 12) as number,
      },
    ]);
  });

  test("are held beside clinics of their size, or of their region where the settings say so", () => {
    const clinics: Drawn[] = [
      { number: "000001", doctors: 3, region: "Region Øst", meets: true },
      { number: "000002", doctors: 3, region: "Region Vest", meets: false },
      { number: "000003", doctors: 1, region: "Region Øst", meets: true },
    ];
    const visits = [visit("000001", "2025-01-15")];
    expect(compare(clinics, visits).alike).toEqual({ part: 0, whole: 1 });
    expect(compare(clinics, visits, { alike: "region" }).alike).toEqual({ part: 1, whole: 1 });
  });

  test("that are visited in a later month count among the others until then, and are told", () => {
    const clinics = some(3, {}, [1, 1]);
    const found = compare(clinics, [
      visit("000001", "2025-01-15"),
      visit("000002", "2025-01-31"),
      visit("000003", "2025-05-02"),
    ]);
    expect(found.clinics).toBe(2);
    expect(found.alike).toEqual({ part: 0, whole: 1 });
    expect(found.visitedLater).toBe(1);
  });

  test("are left apart where they met the requirement, are gone or unknown, or nobody is like them, and each is told", () => {
    const clinics: Drawn[] = [
      { number: "000001", outcome: "pass", meets: true },
      { number: "000002", meets: null },
      { number: "000003", segment: "stalled", meets: true },
      { number: "000004", meets: true },
      { number: "000005", meets: false },
    ];
    const visits = ["000001", "000002", "000003", "000004"].map((number) => visit(number, "2025-01-02"));
    const found = compare(clinics, [...visits, visit("000009", "2025-01-03"), visit("000005", "2025-05-01")]);
    expect(found.clinics).toBe(5);
    expect(found.visited).toEqual({ part: 1, whole: 1 });
    expect(found.apart).toEqual({
      ...{ "unknown-before": 1, "met-before": 1, gone: 1, "unknown-after": 0, "none-alike": 1 },
    });
  });

  test("are looked at from 17 to 6 months after, and not compared where they are fewer than the floor", () => {
    const clinics = some(12, {}, [1, 3]);
    const days = ["2024-01-31", "2024-02-01", "2025-01-31", "2025-02-01"];
    const found = compare(
      clinics,
      days.map((day, at) => visit(String(at + 1).padStart(6, "0"), day)),
    );
    expect(found).toMatchObject({ from: "2024-02", to: "2025-01", clinics: 2 });
    const visits = ["000001", "000002", "000003"].map((number) => visit(number, "2024-02-01"));
    const standings = new Map([
      [month("2024-01"), clinics.map(standing)],
      [month("2024-08"), after(clinics)],
    ]);
    const given = { history: { visits, standings }, month: now };
    expect(compareVisited(given, { ...shipped, fewest: 4 }).difference).toBeNull();
    expect(compareVisited(given, { ...shipped, fewest: 3 }).difference).not.toBeNull();
  });
});
