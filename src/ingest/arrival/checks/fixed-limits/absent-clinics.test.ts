import { describe, expect, test } from "vitest";
import {
  drawClinics,
  drawMonths,
  drawRows,
  look,
  numberOf,
} from "../../../../testing/arrival/drawn-months.js";
import type { HistoryClinic } from "../../../../testing/arrival/histories.js";
import { absentClinics } from "./absent-clinics.js";

const half = (clinic: number) => ({
  region: clinic < 50 ? "nordjylland" : "midtjylland",
  system: `LPS-${"AB"[clinic % 2] ?? ""}`,
});

/** A first load of so many months, of the clinics of a register that have plans. */
const arrive = (
  hasPlans: (clinic: number) => boolean,
  {
    months = 3,
    clinics = drawClinics(100, half),
    first = "2025-01",
  }: { months?: number; clinics?: HistoryClinic[]; first?: string } = {},
) =>
  look(absentClinics, {
    months: drawMonths(first, months, () =>
      drawRows(100, ["KOL"], (clinic) => [hasPlans(clinic) ? 3 : 0, 0]),
    ),
    register: { month: "2024-12", clinics },
  });

/** The share that may have none: 35 of 100, and two standard deviations more. */
const highOf = (clinics: number, times = 1) =>
  Math.min(0.9, 0.35 * times + 2 * Math.sqrt((0.35 * 0.65) / clinics));

describe("open clinics that a first load has no plans of", () => {
  test("are told of all clinics where they are few", async () => {
    const results = await arrive((clinic) => clinic % 5 !== 0);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      ...{
        id: "absent-clinics",
        verdict: "ok",
        seen: 0.2,
        unit: "share",
        subject: null,
        excess: 0,
        looks_like: null,
      },
      ...{
        basis: "the clinics open in the register of its newest month",
        facts: { absent: 20, clinics: 100 },
      },
    });
    expect(results[0]?.expected?.[1]).toBeCloseTo(highOf(100), 12);
    expect(results[0]?.finding).toMatch(
      /^20 of the 100 open clinics have no plan in the whole file \(20 %, at most 44.54 % to expect\), such as 000001, 000006, .* and 8 more$/,
    );
    expect((await arrive(() => true))[0]?.finding).toBe(
      "0 of the 100 open clinics have no plan in the whole file (0 %, at most 44.54 % to expect)",
    );
  });

  test("are held where they are many, in all and in parts", async () => {
    const results = await arrive((clinic) => clinic % 2 === 0);
    expect(results.map(({ subject, looks_like: like }) => [subject, like])).toEqual([
      [null, "missing-clinics"],
      ["nordjylland", "first-load-cut"],
      ["midtjylland", "first-load-cut"],
      ["LPS-B", "first-load-cut"],
    ]);
    expect(results[0]?.excess).toBeCloseTo(0.5 / highOf(100), 12);
    expect(results.at(-1)?.finding).toMatch(/^50 of the 50 open clinics of LPS-B have no plan/);
  });

  test("are held in a region, and in a stretch of numbers at one end", async () => {
    const region = await arrive((clinic) => clinic >= 40);
    expect(region.map(({ subject }) => subject)).toEqual([
      "nordjylland",
      "000001-000010",
      "000011-000020",
      "000021-000030",
      "000031-000040",
    ]);
    const end = await arrive((clinic) => clinic < 90);
    expect(end.map(({ subject, facts }) => [subject, facts["absent"]])).toEqual([["000091-000100", 10]]);
    expect(end[0]?.facts["numbers"]).toBe(
      Array.from({ length: 10 }, (_, clinic) => numberOf(90 + clinic)).join(", "),
    );
  });

  test("may be half as many again in a file of one or two months", async () => {
    const high = async (months: number) => (await arrive(() => true, { months }))[0]?.expected?.[1];
    expect(await high(2)).toBeCloseTo(highOf(100, 1.5), 12);
    expect(await high(3)).toBeCloseTo(highOf(100), 12);
    // Of ten clinics never more than nine tenths.
    const ten = drawClinics(10);
    expect((await arrive(() => true, { months: 1, clinics: ten }))[0]?.expected?.[1]).toBeCloseTo(
      Math.min(0.9, highOf(10, 1.5)),
      12,
    );
  });

  test("are those of the newest register that are open before and after the newest month", async () => {
    const clinics = drawClinics(100, (clinic) => ({
      ...(clinic < 5 ? { opened: "2025-03-02" } : clinic < 10 ? { opened: "2025-03-01" } : {}),
      ...(clinic >= 90 ? { closed: "2025-03-31" } : clinic >= 80 ? { closed: "2025-04-30" } : {}),
    }));
    expect((await arrive(() => true, { clinics }))[0]?.facts["clinics"]).toBe(85);
  });

  test("are not asked of groups of fewer than ten, or where all are in one", async () => {
    const clinics = drawClinics(100, (clinic) => ({
      region: clinic < 9 ? "nordjylland" : "midtjylland",
      system: clinic < 10 ? "LPS-B" : "LPS-A",
    }));
    const results = await arrive((clinic) => clinic >= 10, { clinics });
    expect(results.map(({ subject }) => subject)).toEqual(["LPS-B", "000001-000010"]);
    const one = drawClinics(100);
    expect(
      (await arrive((clinic) => clinic >= 50, { clinics: one })).map(({ subject }) => subject),
    ).not.toContain("nordjylland");
  });

  test("cannot be told of fewer than ten, and are not asked of a later load", async () => {
    const basis = "a register with at least 10 clinics open in the file's months is not loaded";
    expect(await arrive(() => true, { clinics: drawClinics(9) })).toMatchObject([
      { id: "absent-clinics", verdict: "cannot-tell", unit: "share", basis },
    ]);
    expect((await arrive(() => true, { clinics: drawClinics(10) }))[0]?.verdict).toBe("ok");
    expect(await look(absentClinics, { months: [] })).toMatchObject([{ verdict: "cannot-tell" }]);
    const later = {
      before: [drawMonths("2024-12", 1, () => drawRows(1, ["KOL"], () => [1, 1]))],
      months: drawMonths("2025-01", 1, () => []),
    };
    expect(await look(absentClinics, later)).toEqual([]);
  });
});
