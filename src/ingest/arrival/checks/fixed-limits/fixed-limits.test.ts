import { describe, expect, test } from "vitest";
import type { Drawn } from "../../../../testing/arrival/drawn-months.js";
import {
  arriving,
  drawClinics,
  drawMonths,
  drawRows,
  look,
} from "../../../../testing/arrival/drawn-months.js";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import { month } from "../../../../testing/workshop.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { futureMonth } from "./future-month.js";
import { hole } from "./hole.js";
import { nameMonths } from "./name-months.js";
import { partialMonth } from "./partial-month.js";
import { rowLimit } from "./row-limit.js";
import { unknownNumbers } from "./unknown-numbers.js";
import { vanishedClinics } from "./vanished-clinics.js";
import { vanishedPlans } from "./vanished-plans.js";
import { yearChange } from "./year-change.js";

/** So many clinics with one plan type, each with so many plans. */
const rowsOf = (clinics: number, plans: number, from = 0): MonthRow[] =>
  drawRows(from + clinics, ["KOL"], () => [plans, 0]).slice(from);
const months = (first: string, count: number, rows: readonly MonthRow[]) =>
  drawMonths(first, count, () => rows);
const one = async (check: ArrivalCheck, drawn: Drawn) => {
  const [result, ...others] = await look(check, drawn);
  expect(others).toEqual([]);
  return result;
};

describe("plans that vanish from a known month", () => {
  const after = (plans: number, before = 100) =>
    one(vanishedPlans, {
      before: [months("2025-01", 1, rowsOf(1, before))],
      months: months("2025-01", 1, rowsOf(1, plans)),
    });

  test("are told with both sums, and held beyond a fifth", async () => {
    expect(await after(80)).toMatchObject({
      ...{
        id: "vanished-plans",
        code: "vanished-plans",
        verdict: "ok",
        seen: 0.2,
        unit: "share",
        month: "2025-01",
        excess: 0,
      },
      ...{ basis: "2025-01 as it was known", facts: { before: 100, after: 80 } },
    });
    const held = await after(79);
    expect(held).toMatchObject({
      verdict: "hold",
      looks_like: "lost-plans",
      facts: { before: 100, after: 79 },
    });
    expect(held?.finding).toMatch(
      /^2025-01 would go from 100 plans to 79, 21 % of them gone; the limit is 20 % \(max_removed_share: /,
    );
    expect((await after(0, 1))?.finding).toMatch(/^2025-01 would go from 1 plan to 0, 100 %/);
    expect(await after(150)).toMatchObject({ verdict: "ok", seen: 0 });
  });

  test("are not asked of new months", async () => {
    expect(
      await look(vanishedPlans, {
        before: [months("2025-01", 1, rowsOf(1, 9))],
        months: months("2025-02", 1, rowsOf(1, 1)),
      }),
    ).toEqual([]);
  });
});

describe("holes between known months", () => {
  const arrive = (known: Drawn["before"], first: string, count = 1) =>
    one(hole, {
      ...(known === undefined ? {} : { before: known }),
      months: months(first, count, rowsOf(1, 1)),
    });

  test("are held, each month of them told", async () => {
    const known = [months("2025-01", 1, rowsOf(1, 1))];
    expect(await arrive(known, "2025-02")).toMatchObject({
      ...{
        id: "hole",
        code: "hole",
        verdict: "ok",
        seen: 0,
        expected: [0, 0],
        unit: "months",
        basis: "1 known months",
        facts: { months: "" },
      },
      ...{ excess: 0, finding: "the months known lie without a new hole", looks_like: null },
    });
    const held = await arrive(known, "2025-04");
    expect(held).toMatchObject({
      verdict: "hold",
      seen: 2,
      looks_like: "missing-month",
      facts: { months: "2025-02, 2025-03" },
      excess: 2,
    });
    expect(held?.finding).toMatch(
      /^nothing would be known of 2025-02, 2025-03, between months that are known; the limit is 0 months \(max_hole_months: /,
    );
  });

  test("are new ones alone", async () => {
    const known = [months("2025-01", 1, rowsOf(1, 1)), months("2025-05", 1, rowsOf(1, 1))];
    expect((await arrive(known, "2025-03"))?.verdict).toBe("ok");
    expect((await arrive(known, "2025-07"))?.facts["months"]).toBe("2025-06");
    expect((await arrive(undefined, "2025-01", 3))?.verdict).toBe("ok");
  });
});

describe("plans of numbers that no register knows", () => {
  const arrive = (rows: readonly MonthRow[], clinics: number | null = 1) =>
    one(unknownNumbers, {
      ...(clinics === null ? {} : { register: { month: "2024-12", clinics: drawClinics(clinics) } }),
      months: months("2025-01", 1, rows),
    });

  test("may be one in a hundred", async () => {
    const passing = await arrive([...rowsOf(1, 99), ["000009", "KOL", 1, 0]]);
    expect(passing).toMatchObject({
      ...{
        id: "unknown-numbers",
        code: "unknown-numbers",
        verdict: "ok",
        seen: 0.01,
        unit: "share",
        basis: "all registers loaded",
      },
      facts: { plans: 100, unknown: 1, numbers: "000009" },
    });
    expect(passing?.finding).toMatch(
      /^1 of the file's 100 plans \(1 %\) comes from 1 number that no register knows, such as 000009; the limit is 1 % \(max_unknown_share: /,
    );
    const held = await arrive([
      ...rowsOf(1, 98),
      ["000009", "KOL", 1, 0],
      ["000008", "KOL", 0, 1],
      ["000007", "KOL", 0, 0],
    ]);
    expect(held).toMatchObject({
      verdict: "hold",
      looks_like: "unknown-numbers",
      facts: { plans: 100, unknown: 2, numbers: "000008, 000009" },
    });
    expect(held?.finding).toContain(
      "2 of the file's 100 plans (2 %) come from 2 numbers that no register knows, such as 000008, 000009;",
    );
    expect((await arrive(rowsOf(1, 1)))?.finding).toMatch(
      /^0 of the file's 1 plan \(0 %\) come from 0 numbers that no register knows; the limit/,
    );
  });

  test("cannot be told without a register", async () => {
    expect(await arrive(rowsOf(1, 9), null)).toMatchObject({
      id: "unknown-numbers",
      code: "unknown-numbers",
      verdict: "cannot-tell",
      unit: "share",
      basis: "no register is loaded",
    });
  });
});

describe("months that lie ahead, and rows at which sheets end", () => {
  test("are held beyond a year", async () => {
    // The bench stands in November 2027.
    const arrive = (first: string, count = 1) =>
      one(futureMonth, { months: months(first, count, rowsOf(1, 1)) });
    expect(await arrive("2027-10", 2)).toMatchObject({
      ...{
        id: "future-month",
        code: "future-month",
        verdict: "ok",
        seen: 0,
        expected: [0, 12],
        unit: "months",
        excess: 0,
        looks_like: null,
      },
      ...{ basis: "the calendar: it is 2027-11", facts: { months: "", current: "2027-11" } },
      finding: "no month lies more than 12 months ahead of 2027-11",
    });
    expect(await arrive("2028-11")).toMatchObject({ verdict: "ok", seen: 12 });
    const held = await arrive("2028-11", 3);
    expect(held).toMatchObject({
      verdict: "hold",
      seen: 14,
      looks_like: "future-month",
      excess: 2,
      facts: { months: "2028-12, 2029-01" },
    });
    expect(held?.finding).toMatch(
      /^2028-12, 2029-01 lie in the future: it is 2027-11; the limit is 12 months \(max_months_ahead: /,
    );
    expect((await arrive("2028-12"))?.finding).toMatch(/^2028-12 lies in the future/);
  });

  test("of a file are said to be cut there", () => {
    const at = (rows: number) => rowLimit.check({ rows } as Arrival)[0];
    expect(at(65_536)).toMatchObject({
      ...{
        id: "row-limit",
        verdict: "hold",
        seen: 65_536,
        expected: null,
        unit: "rows",
        looks_like: "first-load-cut",
        excess: 2,
        facts: { rows: 65_536 },
      },
      basis: "the limits of spreadsheets: 65535, 65536, 1048575, 1048576 rows",
      finding:
        "the file has 65536 rows, just as many as a spreadsheet or its export can hold: it looks cut off there",
    });
    expect(at(7)).toMatchObject({
      verdict: "ok",
      excess: 0,
      finding: "the file has 7 rows, not a number at which spreadsheets cut",
    });
  });
});

describe("a new month beside its neighbours", () => {
  /** A year of a hundred clinics with a hundred plans each. */
  const year = [months("2024-01", 12, rowsOf(100, 100))];
  const arrive = (check: ArrivalCheck, rows: readonly MonthRow[], before = year, first = "2025-01") =>
    one(check, { before, months: months(first, 1, rows) });

  test("may have three quarters more or fewer plans than a year before", async () => {
    const more = await arrive(yearChange, rowsOf(100, 175));
    expect(more).toMatchObject({
      ...{
        id: "year-change",
        code: "year-change",
        verdict: "ok",
        seen: 17_500,
        expected: [2500, 17_500],
        unit: "plans",
        basis: "2024-01",
        month: "2025-01",
      },
      ...{
        series: [{ month: "2024-01", value: 10_000 }],
        facts: { plans: 17_500, year_before: 10_000 },
        excess: 0,
      },
    });
    const held = await arrive(yearChange, [...rowsOf(100, 175), ["000200", "KOL", 500, 0]]);
    expect(held).toMatchObject({ verdict: "hold", looks_like: "total-off", excess: 0.8 / 0.75 });
    expect(held?.finding).toMatch(
      /^2025-01 has 18000 plans, the same month a year before had 10000: 80 % apart; the limit is 75 % \(max_year_change_share: /,
    );
    expect((await arrive(yearChange, rowsOf(100, 24)))?.verdict).toBe("hold");
    expect((await arrive(yearChange, rowsOf(100, 25)))?.verdict).toBe("ok");
    expect(await arrive(yearChange, rowsOf(100, 100), year, "2025-02")).toMatchObject({ basis: "2024-02" });
  });

  test("may lack a quarter of the clinics of the month before", async () => {
    const passing = await arrive(vanishedClinics, rowsOf(75, 100));
    expect(passing).toMatchObject({
      ...{
        id: "vanished-clinics",
        code: "vanished-clinics",
        verdict: "ok",
        seen: 0.25,
        unit: "share",
        basis: "2024-12",
        month: "2025-01",
      },
      facts: { gone: 25, clinics: 100 },
    });
    const held = await arrive(vanishedClinics, rowsOf(74, 100, 26));
    expect(held).toMatchObject({
      verdict: "hold",
      looks_like: "missing-clinics",
      facts: { gone: 26, clinics: 100 },
    });
    expect(held?.finding).toMatch(
      /^26 of the 100 numbers with plans in the month before \(26 %\) have none in 2025-01, such as 000001, .* and 14 more; the limit is 25 %/,
    );
    expect((await arrive(vanishedClinics, rowsOf(99, 100)))?.finding).toMatch(
      /^1 of the 100 numbers .* has none in 2025-01, such as 000100;/,
    );
    expect((await arrive(vanishedClinics, rowsOf(100, 1)))?.finding).toContain("none in 2025-01; the limit");
  });

  test("may have three tenths of the plans of the month before, or of the year before where that had fewer", async () => {
    const passing = await arrive(partialMonth, rowsOf(100, 30));
    expect(passing).toMatchObject({
      ...{
        id: "partial-month",
        code: "partial-month",
        verdict: "ok",
        seen: 0.3,
        unit: "share",
        basis: "2024-12",
        month: "2025-01",
        excess: 0,
      },
      ...{ expected: [0.3, Number.MAX_SAFE_INTEGER], facts: { plans: 3000, usual: 10_000 } },
    });
    expect(passing?.finding).toMatch(
      /^2025-01, the newest month, has 3000 plans, 30 % of the 10000 to expect; the limit is 30 %/,
    );
    const held = await arrive(partialMonth, rowsOf(100, 29));
    expect(held).toMatchObject({ verdict: "hold", looks_like: "partial-month", excess: 3000 / 2900 });
    expect(held?.finding).toMatch(
      /^2025-01, the newest month, has 2900 plans, 29 % of the 10000 to expect: it looks drawn before its end; /,
    );
    const low = [drawMonths("2024-01", 12, (place) => rowsOf(100, place === 0 ? 50 : 100))];
    expect((await arrive(partialMonth, rowsOf(100, 15), low))?.verdict).toBe("ok");
    expect((await arrive(partialMonth, rowsOf(100, 14), low))?.verdict).toBe("hold");
    expect(
      (await arrive(partialMonth, rowsOf(1, 1), [months("2024-12", 1, rowsOf(100, 100))]))?.finding,
    ).toContain("has 1 plan, 0.01 %");
    expect((await arrive(partialMonth, []))?.excess).toBe(3000);
  });

  test("is no part of a month where later ones are known", async () => {
    expect(
      await look(partialMonth, {
        before: [months("2024-01", 2, rowsOf(100, 100)), months("2024-04", 1, rowsOf(100, 100))],
        months: months("2024-03", 1, rowsOf(100, 1)),
      }),
    ).toEqual([]);
  });

  test.each([
    [yearChange, "2024-01", "plans"],
    [vanishedClinics, "2024-12", "share"],
    [partialMonth, "2024-12", "plans"],
  ] as const)(
    "is not compared with a month of fewer than a thousand plans or a hundred clinics",
    async (check, before, unit) => {
      const verdictOf = async (clinics: number, plans: number) =>
        (await arrive(check, rowsOf(100, 100), [months("2024-01", 12, rowsOf(clinics, plans))]))?.verdict;
      expect([await verdictOf(99, 100), await verdictOf(100, 9), await verdictOf(100, 10)]).toEqual([
        "cannot-tell",
        "cannot-tell",
        check === yearChange ? "hold" : "ok",
      ]);
      expect(await arrive(check, rowsOf(100, 100), [months("2024-05", 3, rowsOf(9, 9))])).toMatchObject({
        ...{ id: check.id, code: check.id, verdict: "cannot-tell", unit, month: "2025-01" },
        basis: `${before}, with at least 1000 plans of 100 clinics, is not known`,
      });
    },
  );

  test("is not looked at in a first load, where it is known, or where eighteen months before it are", async () => {
    const new2025 = months("2025-01", 1, rowsOf(100, 1));
    expect(
      await look(vanishedClinics, { months: [...months("2024-12", 1, rowsOf(100, 100)), ...new2025] }),
    ).toEqual([]);
    expect(
      await look(vanishedClinics, { before: [months("2024-12", 2, rowsOf(100, 100))], months: new2025 }),
    ).toEqual([]);
    expect(
      await look(vanishedClinics, { before: [months("2023-08", 17, rowsOf(100, 100))], months: new2025 }),
    ).toHaveLength(1);
    expect(
      await look(vanishedClinics, { before: [months("2023-07", 18, rowsOf(100, 100))], months: new2025 }),
    ).toEqual([]);
    // Months after it do not count.
    expect(
      await look(vanishedClinics, {
        before: [months("2023-08", 17, rowsOf(100, 100)), months("2025-02", 3, rowsOf(100, 100))],
        months: new2025,
      }),
    ).toHaveLength(1);
  });

  test("is compared with a month of the same load", async () => {
    const both = [...months("2025-01", 1, rowsOf(100, 50)), ...months("2025-02", 1, rowsOf(10, 50))];
    const results = await look(vanishedClinics, { before: year, months: both });
    expect(results.map(({ month: at, facts }) => [at, facts["gone"]])).toEqual([
      ["2025-01", 0],
      ["2025-02", 90],
    ]);
  });
});

describe("the months of a file's name", () => {
  const named = (fileName: string, first: string, count: number, of: Partial<Arrival> = {}) =>
    arriving(
      { months: months(first, count, rowsOf(1, 1)) },
      (arrival) => nameMonths.check({ ...arrival, fileName, ...of })[0],
    );

  test("are those of its rows", async () => {
    expect(await named("planer_2025-02.csv", "2025-02", 1)).toMatchObject({
      ...{
        id: "name-months",
        code: "name-months",
        verdict: "ok",
        seen: 0,
        expected: [0, 0],
        unit: "months",
        excess: 0,
        looks_like: null,
      },
      ...{ basis: "2025-02 in the file's name", facts: { name: "2025-02", foreign: "", lacking: "" } },
      finding: "the file's name and its rows name the same months",
    });
    expect(await named("planer.csv", "2025-02", 1)).toBeUndefined();
    expect(await named("planer_2025-02.csv", "2025-02", 1, { months: [] })).toBeUndefined();
  });

  test("are held where they are others", async () => {
    expect(await named("planer_2025-02_2025-04.csv", "2025-03", 3)).toMatchObject({
      ...{
        verdict: "hold",
        seen: 2,
        excess: 2,
        looks_like: "name-months",
        basis: "2025-02 to 2025-04 in the file's name",
      },
      facts: { name: "2025-02 to 2025-04", foreign: "2025-05", lacking: "2025-02" },
      finding:
        "the file's name says 2025-02 to 2025-04, but its rows also name 2025-05, and no row names 2025-02: check that it is the right extract, and give it a name that fits",
    });
    expect((await named("planer_2025-02.csv", "2025-03", 1, { isMonthGiven: true }))?.verdict).toBe("look");
  });

  test("of a register are its last one", async () => {
    const register = { kind: "clinic-register", months: [month("2025-03")] } as const;
    expect((await named("laegehuse_2025-01_2025-03.csv", "2025-03", 1, register))?.verdict).toBe("ok");
    expect((await named("laegehuse_2025-01_2025-02.csv", "2025-03", 1, register))?.verdict).toBe("hold");
  });

  test("may be the last of a whole window", async () => {
    expect((await named("planer_2025-12.csv", "2025-01", 12))?.verdict).toBe("ok");
    expect((await named("planer_2025-12.csv", "2025-02", 11))?.verdict).toBe("hold");
    expect((await named("planer_2025-11.csv", "2025-01", 12))?.verdict).toBe("hold");
  });

  test("may be the last of as many as an earlier file had, of the same kind and standing", async () => {
    const after = (change: string) =>
      arriving(
        { before: [months("2025-01", 3, rowsOf(1, 1))], months: months("2025-02", 3, rowsOf(1, 1)) },
        (arrival) => {
          arrival.store.raw.exec(`update load set ${change} where load < ${arrival.load}`);
          return nameMonths.check({ ...arrival, fileName: "planer_2025-04.csv" })[0]?.verdict;
        },
      );
    expect(await after("file_name = 'planer_2025-03.csv'")).toBe("ok");
    expect(await after("file_name = 'planer_2025-02.csv'")).toBe("hold");
    expect(await after("file_name = 'planer_2025-01_2025-03.csv'")).toBe("hold");
    expect(await after("file_name = 'planer.csv'")).toBe("hold");
    expect(await after("file_name = 'planer_2025-03.csv', undone_at = '2026-01-01T00:00:00Z'")).toBe("hold");
    expect(await after("file_name = 'planer_2025-03.csv', kind = 'clinic-register'")).toBe("hold");
  });
});
