import { describe, expect, test } from "vitest";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import { arriving, drawClinics, drawMonths } from "../../testing/arrival/drawn-months.js";
import type { MonthRow } from "../../testing/arrival/histories.js";
import { arrivingRegister, drawRegister } from "../../testing/registers/drawn.js";
import { month } from "../../testing/workshop.js";
import { clinicPeriodTarget } from "../read/row-targets.js";
import { exampleRows } from "./example-rows.js";
import { countsWithPlans, registeredNumbers, registerTexts, vanishedFromRegister } from "./queries.js";
import { countedNumbers, overlaps, unknownNumberWarnings } from "./overlaps.js";

const rows: MonthRow[] = [
  ["000001", "KOL", 3, 4],
  ["000001", "T2D", 1, 0],
  ["000002", "KOL", 0, 0],
  ["000003", "T2D", 0, 9],
  ["000004", "KOL", 5, 5],
];
const january = drawMonths("2025-01", 1, () => rows);

describe("the counts of a month", () => {
  test("are those that the load leaves, of numbers with plans", async () => {
    const before = [drawMonths("2025-01", 2, (): MonthRow[] => [["000009", "KOL", 7, 7]])];
    await arriving({ before, months: january }, ({ store, load }) => {
      const counts = countsWithPlans(store, { load, month: month("2025-01") });
      expect(counts.plans).toBe(7 + 1 + 9 + 10);
      expect([...counts.numbers]).toEqual(["000001", "000003", "000004"]);
      expect(countsWithPlans(store, { load, month: month("2025-02") }).plans).toBe(14);
      expect(countsWithPlans(store, { load, month: month("2024-12") })).toEqual({
        plans: 0,
        numbers: new Set(),
      });
      expect(
        countedNumbers(store).toSorted((one, other) => one.ydernummer.localeCompare(other.ydernummer)),
      ).toEqual([
        { ydernummer: "000001", plans: 8, first: "2025-01" },
        { ydernummer: "000002", plans: 0, first: "2025-01" },
        { ydernummer: "000003", plans: 9, first: "2025-01" },
        { ydernummer: "000004", plans: 10, first: "2025-01" },
        { ydernummer: "000009", plans: 14, first: "2025-02" },
      ]);
    });
  });
});

describe("example rows", () => {
  const of = (check: Partial<CheckResult>) =>
    arriving({ before: [january], months: drawMonths("2025-02", 2, () => rows) }, ({ store, load }) =>
      exampleRows(
        store,
        { load, kind: "plan-counts" },
        { month: month("2025-02"), subject: null, ...check },
      ).map(({ line, ydernummer, planType, new: fresh, maintained }) => [
        line,
        ydernummer,
        planType,
        fresh,
        maintained,
      ]),
    );

  test("are the three largest of the month, those of one size in the order of their lines", async () => {
    expect(await of({})).toEqual([
      [5, "000004", "KOL", 5, 5],
      [4, "000003", "T2D", 0, 9],
      [1, "000001", "KOL", 3, 4],
    ]);
  });

  test("are those of the plan type or number that the check is about, else of the month", async () => {
    expect((await of({ subject: "T2D" })).map(([line]) => line)).toEqual([4, 2]);
    expect((await of({ subject: "000001" })).map(([line]) => line)).toEqual([1, 2]);
    expect((await of({ subject: "Region Nordjylland" })).map(([line]) => line)).toEqual([5, 4, 1]);
    expect((await of({ month: null })).map(([line]) => line)).toEqual([5, 5, 4]);
    expect(await of({ month: month("2025-01") })).toEqual([]);
    expect(await of({ month: month("2025-01"), subject: "KOL" })).toEqual([]);
  });

  test("of a register are those that the check names, or its first", async () => {
    const lines = (facts?: CheckResult["facts"]) =>
      arrivingRegister({ register: { month: "2025-02", clinics: drawRegister(9) } }, ({ store, load }) =>
        exampleRows(
          store,
          { load, kind: "clinic-register" },
          { month: null, subject: null, ...(facts === undefined ? {} : { facts }) },
        ),
      );
    expect((await lines({ lines: "7, 5" })).map(({ line }) => line)).toEqual([5, 7, 2]);
    expect((await lines()).map(({ line }) => line)).toEqual([2, 3, 4]);
    expect((await lines({}))[0]).toEqual({
      line: 2,
      ydernummer: "000001",
      planType: null,
      new: 0,
      maintained: 0,
    });
  });
});

describe("a register that is known", () => {
  test("has its numbers, those of closed clinics included", async () => {
    const clinics = drawClinics(2, (clinic) => ({ closed: clinic === 0 ? "2015-01-31" : null }));
    await arriving({ register: { month: "2024-12", clinics }, months: january }, ({ store, load }) => {
      expect(registeredNumbers(store, load)).toEqual(new Set(["000001", "000002"]));
    });
    await arriving({ months: january }, ({ store, load }) => {
      expect(registeredNumbers(store, load).size).toBe(0);
    });
  });

  test("has its texts, with their lines, and no blanks", async () => {
    const clinics = drawRegister(2, (clinic) =>
      clinic === 1 ? { municipality: null, system: null, name: "B" } : { name: "A" },
    );
    await arrivingRegister({ register: { month: "2025-02", clinics } }, ({ store, load }) => {
      expect(registerTexts(store, { load, month: month("2025-02") })).toEqual([
        { column: "name", text: "A", line: 2 },
        { column: "municipality", text: "Aalborg", line: 2 },
        { column: "system", text: "LPS-A", line: 2 },
        { column: "name", text: "B", line: 3 },
      ]);
      expect(registerTexts(store, { load, month: month("2025-01") })).toEqual([]);
    });
  });

  const clinics = drawRegister(6, (clinic) => ({
    ...(clinic === 0 ? { closed: "2025-01-30" } : clinic === 1 ? { closed: "2025-01-31" } : {}),
    ...(clinic === 2 ? { opened: "2025-02-01" } : clinic === 3 ? { opened: "2025-01-31" } : {}),
  }));

  test("lacks those that were open at its month's end and have no period any more", async () => {
    const gone = (kept: readonly number[], months = ["2025-01", "2025-03"], change = "") =>
      arrivingRegister(
        {
          before: [{ month: months[0] ?? "", clinics }],
          register: { month: months[1] ?? "", clinics: clinics.filter((_, place) => kept.includes(place)) },
        },
        ({ store, load, months: own }) => {
          if (change !== "") store.raw.exec(change);
          const [seen] = own;
          return seen === undefined ? null : vanishedFromRegister(store, { load, month: seen });
        },
      );
    expect(await gone([0, 2, 3])).toEqual({
      snapshot: "2025-01",
      open: 4,
      gone: ["000002", "000005", "000006"],
    });
    expect((await gone([0, 1, 2, 3, 4, 5]))?.gone).toEqual([]);
    // The snapshot of the month itself, as it was before; none of later ones.
    expect(await gone([4, 5], ["2025-01", "2025-01"])).toEqual({
      snapshot: "2025-01",
      open: 4,
      gone: ["000002", "000004"],
    });
    expect(await gone([4], ["2025-03", "2025-01"])).toBeNull();
    expect(await gone([4], undefined, "update load set undone_at = '2026-01-01T00:00:00Z'")).toBeNull();
  });
});

describe("periods of one number within a snapshot that waits", () => {
  const staged = (
    periods: readonly (readonly [
      number: string,
      opened: string,
      closed: string | null,
      line: number,
      month?: string,
    ])[],
  ) =>
    arrivingRegister({ register: { month: "2025-02", clinics: [] } }, ({ store }) => {
      const { raw } = store;
      raw.exec(clinicPeriodTarget.staging.create);
      try {
        const insert = raw.prepare(
          `insert into temp.${clinicPeriodTarget.staging.table} (snapshot_month, ydernummer, opened, load_from, closed, line) values (?, ?, ?, 1, ?, ?)`,
        );
        for (const [number, opened, closed, line, at = "2025-02"] of periods)
          insert.run(at, number, opened, closed, line);
        return overlaps(store, "Ark1");
      } finally {
        raw.exec(`drop table temp.${clinicPeriodTarget.staging.table}`);
      }
    });

  test("that overlap are told at both lines", async () => {
    const found = await staged([
      ["000001", "2010-01-01", "2020-06-30", 5],
      ["000001", "2020-06-30", null, 9],
    ]);
    expect(found.map(({ code, line, sheet, value, facts }) => [code, line, sheet, value, facts])).toEqual([
      ["overlap", 5, "Ark1", "000001", { other: "9" }],
      ["overlap", 9, "Ark1", "000001", { other: "5" }],
    ]);
    expect(found[0]?.message).toBe(
      "000001 is open at the same time as in line 9; expected one clinic a number at a time, close the earlier period first",
    );
    expect(
      await staged([
        ["000001", "2010-01-01", null, 5],
        ["000001", "2020-06-30", "2020-12-31", 9],
      ]),
    ).toHaveLength(2);
  });

  test("one after the other, of other numbers, or in other snapshots are none", async () => {
    expect(
      await staged([
        ["000001", "2010-01-01", "2020-06-29", 5],
        ["000001", "2020-06-30", null, 9],
      ]),
    ).toEqual([]);
    expect(
      await staged([
        ["000001", "2010-01-01", null, 5],
        ["000002", "2020-06-30", null, 9],
      ]),
    ).toEqual([]);
    expect(
      await staged([
        ["000001", "2010-01-01", null, 5],
        ["000001", "2020-06-30", null, 9, "2025-03"],
      ]),
    ).toEqual([]);
  });
});

describe("counts of numbers that the newest register does not know", () => {
  const number = (text: string, plans: number, first = "2025-01") => ({
    ydernummer: text,
    plans,
    first: month(first),
  });
  const warn = (
    numbers: readonly ReturnType<typeof number>[],
    clinics = drawClinics(2),
    months: readonly string[] = ["2024-12", "2025-01"],
  ) =>
    arriving(
      {
        register: { month: "2025-01", clinics },
        months: drawMonths("2024-11", 3, (place): MonthRow[] => [
          ["000001", "KOL", 10 + place, 1],
          ["000002", "KOL", 100, 0],
        ]),
      },
      ({ store }) => unknownNumberWarnings(store, { numbers, months }),
    );

  test("are told with their plans, ten of them by name", async () => {
    expect(await warn([number("000001", 5)])).toEqual([]);
    expect(await warn([number("000008", 1), number("000001", 9)])).toEqual([
      "1 plan of 1 number that the register of 2025-01 does not know counts in the totals alone: 000008",
    ]);
    expect(await warn([number("000009", 2), number("000008", 1)])).toEqual([
      "3 plans of 2 numbers that the register of 2025-01 does not know count in the totals alone: 000008, 000009",
    ]);
    const many = Array.from({ length: 11 }, (_, place) => number(`0001${place + 10}`, 1));
    expect((await warn(many.slice(0, 10)))[0]).toMatch(/: 000110, .*, 000119$/);
    expect((await warn(many))[0]).toMatch(/^11 plans of 11 numbers .*: 000110, .*, 000119 and 1 more$/);
  });

  test("are those of months before the clinic first opened, too", async () => {
    const opened = (day: string) => drawClinics(2, (clinic) => (clinic === 0 ? { opened: day } : {}));
    // 12 plans in December: the clinic opened in January. November is no month of the file.
    expect(await warn([number("000001", 36, "2024-11")], opened("2025-01-15"))).toEqual([
      "12 plans of 1 number that the register of 2025-01 does not know count in the totals alone: 000001",
    ]);
    expect((await warn([number("000001", 36, "2024-11")], opened("2025-01-15"), ["2024-10"]))[0]).toMatch(
      /^0 plans of 1 number/,
    );
    expect(await warn([number("000001", 36, "2025-01")], opened("2025-01-15"))).toEqual([]);
  });

  test("are none where no register is loaded", async () => {
    await arriving({ months: january }, ({ store }) => {
      expect(unknownNumberWarnings(store, { numbers: [number("000008", 1)], months: ["2025-01"] })).toEqual(
        [],
      );
    });
  });
});
