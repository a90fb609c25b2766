import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import {
  drawClinics,
  drawMonths,
  drawRows,
  look,
  shippedLimits,
} from "../../../../testing/arrival/drawn-months.js";
import type { DrawnCounts as Counts } from "../../../../testing/arrival/drawn-patterns.js";
import {
  once,
  unlikeClinics as clinics,
  unlikeCounts as usual,
  unlikeMonth as monthAt,
} from "../../../../testing/arrival/drawn-unlike-months.js";
import { countLimit } from "../../statistics/distributions.js";
import { copiedMonth } from "./copied-month.js";
import { copiedPart } from "./copied-part.js";

const register = {
  month: "2024-12",
  clinics: drawClinics(clinics, (clinic) => ({ region: clinic < 20 ? "nordjylland" : "midtjylland" })),
};
const history = (count = 24) => [drawMonths("2023-01", count, (place) => monthAt(place))];

describe("a whole month that is another one", () => {
  const arrive = async (rows: readonly MonthRow[], before = history()) =>
    (await look(copiedMonth, { before, months: once(rows), register }))[0];

  test("is held, with the month that it is", async () => {
    const result = await arrive(monthAt(9));
    expect(result).toMatchObject({
      ...{
        id: "copied-month",
        verdict: "hold",
        looks_like: "copied-month",
        seen: 1,
        unit: "share",
        subject: "2023-10",
      },
      facts: { like: "2023-10", rows: 120 },
    });
    expect(result?.finding).toMatch(
      /^2025-01: the share of rows that are just the same in another month, the most like it, of 2023-10 is 100 %, against [\d.]+ % to [\d.]+ % to expect from 18 months 2023-07 to 2024-12$/,
    );
    expect(result?.series.map(({ value }) => value)).toEqual(Array(18).fill(0));
    const least = 0.5 / 120;
    const wide = shippedLimits([...Array<null>(6).fill(null), ...Array<number>(18).fill(0)], {
      ...{ scale: "logit", noise: 1.5 / (120 * least * (1 - least)), least, prior: 0.1 },
    });
    expect(result?.expected?.[1]).toBeCloseTo(Math.min(wide.hold[1], countLimit(0.5, 1e-5, 20) / 120), 9);
  });

  test("passes where no row is the same, and where a few are", async () => {
    expect(await arrive(monthAt(24))).toMatchObject({
      verdict: "ok",
      seen: 0,
      subject: "2023-01",
      looks_like: null,
    });
    const some = (count: number) =>
      monthAt(24, (counts, clinic, type) => (type === 0 && clinic < count ? usual(5, clinic, 0) : counts));
    expect(await arrive(some(1))).toMatchObject({ verdict: "ok", seen: 1 / 120, subject: "2023-06" });
    expect((await arrive(some(30)))?.verdict).toBe("hold");
  });

  test("is looked at by rows of three plans and more, or of any where these are few", async () => {
    const small = (place: number, count: number) =>
      drawRows(clinics, ["KOL"], (clinic): Counts =>
        clinic < count ? [1 + ((clinic + place) % 40), 2] : [1, 0],
      );
    const arriving = async (count: number) =>
      (await arrive(small(24, count), [drawMonths("2023-01", 24, (place) => small(place, count))]))?.facts[
        "rows"
      ];
    expect(await arriving(20)).toBe(20);
    expect(await arriving(19)).toBe(60);
  });

  test("is told by chance where too few months are known, and needs twenty rows", async () => {
    const two = [drawMonths("2025-02", 2, (place) => monthAt(place))];
    const copied = await arrive(monthAt(1), two);
    expect(copied).toMatchObject({
      verdict: "hold",
      seen: 1,
      excess: 2,
      looks_like: "copied-month",
      subject: "2025-03",
      basis: "nothing",
      expected: [0, 0.9],
    });
    expect(copied?.finding).toMatch(
      /^2025-01: 100 % of 120 rows are just the same as in 2025-03; two rows of a month are the same with a chance of [\d.]+ %$/,
    );
    const nearly = (count: number) =>
      monthAt(1, (counts, clinic, type) => (2 * clinic + type < count ? [0, 7] : counts));
    expect((await arrive(nearly(12), two))?.verdict).toBe("ok");
    expect((await arrive(nearly(11), two))?.verdict).toBe("hold");
    // Rows that are all alike are the same in any month: a chance of one in one.
    const alike = monthAt(0, () => [4, 4]);
    expect(await arrive(alike, [drawMonths("2025-02", 2, () => alike)])).toMatchObject({
      verdict: "ok",
      expected: [0, 1],
    });
    const few = await arrive(monthAt(1).slice(0, 19), two);
    expect(few).toMatchObject({
      id: "copied-month",
      verdict: "cannot-tell",
      unit: "share",
      month: "2025-01",
      basis: "fewer than 20 rows with plans, or no other month",
    });
    expect((await arrive(monthAt(1).slice(0, 20), two))?.verdict).toBe("hold");
    expect((await look(copiedMonth, { months: once(monthAt(1)) }))[0]?.verdict).toBe("cannot-tell");
  });
});

describe("a part of a month that is that of another one", () => {
  const arrive = (rows: readonly MonthRow[], before = history()) =>
    look(copiedPart, { before, months: once(rows), register });
  const copy = (
    isCopied: (clinic: number, type: number) => boolean,
    of: (old: Counts, now: Counts) => Counts = (old) => old,
  ) =>
    monthAt(24, (counts, clinic, type) =>
      isCopied(clinic, type) ? of(usual(20, clinic, type), counts) : counts,
    );

  test("is not told of a month of its own", async () => {
    expect(await arrive(monthAt(24))).toEqual([]);
  });

  test.each([
    [
      "a measure",
      copy(
        () => true,
        ([fresh], [, old]) => [fresh, old],
      ),
      "new plans",
      "counts of new plans",
      120,
    ],
    [
      "the other measure",
      copy(
        () => true,
        ([, old], [fresh]) => [fresh, old],
      ),
      "maintained plans",
      "counts of maintained plans",
      120,
    ],
    ["a region", copy((clinic) => clinic < 20), "Region Nordjylland", "rows of Region Nordjylland", 40],
  ])("is held where it is %s", async (_, rows, ...[part, name, count]) => {
    const result = (await arrive(rows)).find(({ subject }) => subject === part);
    expect(result).toMatchObject({
      ...{
        id: "copied-part",
        verdict: "hold",
        seen: 1,
        unit: "share",
        looks_like: "copied-month",
        basis: "24 known months",
      },
      ...{ month: "2025-01", facts: { like: "2024-09", rows: count } },
    });
    const [, high = 0] = result?.expected ?? [];
    expect(high).toBeGreaterThanOrEqual(0.4);
    expect(result?.excess).toBeCloseTo(1 / high, 9);
    expect(result?.finding).toBe(
      `2025-01: ${count} of ${count} ${name} are just the same as in 2024-09, against at most ${Math.round(high * count)} to expect from 24 months`,
    );
  });

  test("is held of a plan type", async () => {
    const results = await arrive(copy((_, type) => type === 0));
    expect(results.map(({ subject }) => subject)).toContain("KOL");
    expect(results.map(({ subject }) => subject)).not.toContain("T2D");
    expect(results.find(({ subject }) => subject === "KOL")?.facts["rows"]).toBe(60);
  });

  test("must be two fifths of its rows, and more than chance explains", async () => {
    const told = async (count: number) =>
      (await arrive(copy((clinic, type) => type === 0 && clinic < count))).map(({ subject }) => subject);
    expect(await told(24)).not.toContain("KOL");
    expect(await told(25)).toContain("KOL");
    // Four rows of a kind: all of them are no more than chance leaves of so many parts and months.
    const small = {
      month: "2024-12",
      clinics: drawClinics(clinics, (clinic) => ({ system: clinic < 3 ? "LPS-B" : "LPS-A" })),
    };
    const few = await look(copiedPart, {
      before: history(),
      months: once(copy((clinic) => clinic < 3)),
      register: small,
    });
    expect(few).toEqual([]);
  });

  test("is no copy where rows are often the same", async () => {
    // Half of the new plans are always 9: the median of how many agree is half of them.
    const alike = (place: number) =>
      monthAt(place, ([fresh, old], clinic) => [clinic < 30 ? 9 + (clinic % 3) : fresh, old]);
    const before = [drawMonths("2023-01", 24, alike)];
    expect(await arrive(alike(24), before)).toEqual([]);
    const same = (place: number) => monthAt(place, ([, old]) => [9, old]);
    // All are 9: the chance that two rows are the same is one.
    const results = await arrive(same(24), [
      drawMonths("2023-01", 24, (place) => (place === 5 ? same(place) : monthAt(place))),
    ]);
    expect(results.map(({ subject }) => subject)).not.toContain("new plans");
  });

  test("counts of four and more, rows of three plans and more", async () => {
    const small = (place: number) =>
      drawRows(clinics, ["KOL"], (clinic): Counts =>
        clinic < 30 ? [3, clinic % 2] : usual(place, clinic, 0),
      );
    const results = await arrive(
      drawRows(clinics, ["KOL"], (clinic): Counts =>
        clinic < 30 ? [3, clinic % 2] : [usual(20, clinic, 0)[0], usual(24, clinic, 0)[1]],
      ),
      [drawMonths("2023-01", 24, small)],
    );
    expect(results.map(({ subject, facts }) => [subject, facts["rows"]])).toEqual([["new plans", 30]]);
  });

  test("is not looked for where fewer than six months are known, nor in stretches of numbers", async () => {
    expect(
      await arrive(
        copy(() => true),
        [drawMonths("2024-08", 5, (place) => monthAt(19 + place))],
      ),
    ).toEqual([]);
    const subjects = (await arrive(copy((clinic) => clinic < 8))).map(({ subject }) => subject);
    expect(subjects.filter((subject) => /\d/.test(subject ?? ""))).toEqual([]);
  });
});
