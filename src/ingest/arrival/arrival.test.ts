import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readLedger } from "../../db/ledger.js";
import type { ClinicLine, CountLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const load = (lines: readonly CountLine[], accepted?: string) =>
  shop.load("planer.csv", countsCsv(lines), { acceptedReason: accepted ?? null });

const codes = (outcome: { problems: readonly { code: string }[] }): string[] =>
  outcome.problems.map(({ code }) => code);

/** One row for each of many clinics, `plans` new plans each. */
const many = (month: string, clinics: number, plans: number, first = 1): CountLine[] =>
  Array.from({ length: clinics }, (_, place) => [month, String(first + place), "KOL", plans, 0]);

describe("plans that vanish from a known month", () => {
  beforeEach(() => load([["2025-01", "11", "KOL", 60, 40]]));

  test("a fifth of them, new and maintained together, may go", async () => {
    expect(await load([["2025-01", "11", "KOL", 45, 35]])).toMatchObject({ status: "stored", load: 2 });
  });

  test("one plan more is held, with the figures, the limit and its reason, and nothing of it is stored", async () => {
    const outcome = await load([["2025-01", "11", "KOL", 44, 35]]);
    expect(outcome).toMatchObject({
      status: "held",
      load: null,
      exitCode: 13,
      months: ["2025-01"],
      rows: { read: 1, stored: 0, rejected: 0 },
      plans: { new: 44, maintained: 35 },
    });
    expect(outcome.problems).toHaveLength(1);
    expect(outcome.problems[0]?.message).toMatch(
      /^2025-01 would go from 100 plans to 79, 21 % of them gone; the limit is 20 % \(max_removed_share: A restatement/,
    );
    expect(await readLedger(shop.store)).toHaveLength(1);
    const [answer] = await shop.ask({ metrics: ["plans-per-month"] });
    expect(answer?.rows).toEqual([{ month: "2025-01", new: 60, maintained: 40, total: 100 }]);
  });

  test("a loss that another clinic's plans make up for is none", async () => {
    const outcome = await load([["2025-01", "22", "KOL", 80, 0]]);
    expect(outcome.status).toBe("stored");
  });

  test("each month is looked at alone: another month's gain does not hide a loss", async () => {
    await load([["2025-02", "11", "KOL", 100, 0]]);
    const outcome = await load([
      ["2025-01", "11", "KOL", 10, 0],
      ["2025-02", "11", "KOL", 500, 0],
    ]);
    expect(codes(outcome)).toEqual(["vanished-plans"]);
  });

  test("a reason lets it in, and stays with the load", async () => {
    const outcome = await load([["2025-01", "11", "KOL", 1, 0]], "PLSP removed test patients");
    expect(outcome).toMatchObject({ status: "stored", load: 2 });
    expect(outcome.warnings.join()).toContain("2025-01 would go from 100 plans to 1");
    expect((await readLedger(shop.store))[1]?.accepted).toBe("PLSP removed test patients");
  });

  test("a reason that nothing asked for is not kept", async () => {
    await load([["2025-01", "11", "KOL", 60, 41]], "just in case");
    expect((await readLedger(shop.store))[1]?.accepted).toBeNull();
  });
});

describe("plan counts with a header and no rows", () => {
  const headerAlone = "Ydernummer;Plantype;Nye planer;Vedligeholdte planer\r\n";

  test("are a month of zeros: held where they would make plans vanish", async () => {
    await load([["2025-01", "11", "KOL", 60, 40]]);
    const outcome = await shop.load("planer_2025-01.csv", headerAlone);
    expect(outcome).toMatchObject({ status: "held", exitCode: 13, months: ["2025-01"] });
    expect(outcome.problems[0]?.message).toContain("2025-01 would go from 100 plans to 0");
    expect(await readLedger(shop.store)).toHaveLength(1);
  });

  test("make a month known that nothing was known of, and say that it has no plans", async () => {
    const outcome = await shop.load("planer.csv", headerAlone, { month: month("2025-01") });
    expect(outcome).toMatchObject({ status: "stored", months: ["2025-01"], rows: { read: 0, stored: 0 } });
    expect(outcome.warnings.join()).toContain("no plans at all in 2025-01");
    const [answer] = await shop.ask({ metrics: ["plans-per-month"] });
    expect(answer?.rows).toEqual([{ month: "2025-01", new: 0, maintained: 0, total: 0 }]);
  });
});

describe("a register with a header and no rows", () => {
  test("is refused, and neither --quarantine nor a reason lets it in", async () => {
    const headerAlone = clinicsCsv([]);
    const settings = { quarantine: true, acceptedReason: "drawn" };
    const outcome = await shop.load("laegehuse_2025-01.csv", headerAlone, settings);
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12, problems: [{ code: "no-rows" }] });
    expect(await readLedger(shop.store)).toEqual([]);
  });
});

describe("holes between known months", () => {
  test("a month that is left out between known months is held", async () => {
    await load([["2025-01", "11", "KOL", 1, 0]]);
    const outcome = await load([["2025-04", "11", "KOL", 1, 0]]);
    expect(codes(outcome)).toEqual(["hole"]);
    expect(outcome.problems[0]?.message).toContain("nothing would be known of 2025-02, 2025-03");
  });

  test("an older month that leaves a hole before the known ones is held too", async () => {
    await load([["2025-04", "11", "KOL", 1, 0]]);
    expect(codes(await load([["2025-01", "11", "KOL", 1, 0]]))).toEqual(["hole"]);
  });

  test("a file that itself leaves a month out is held", async () => {
    expect(
      codes(
        await load([
          ["2025-01", "11", "KOL", 1, 0],
          ["2025-03", "11", "KOL", 1, 0],
        ]),
      ),
    ).toEqual(["hole"]);
  });

  test("filling a part of a hole that was accepted is no new hole", async () => {
    await load([["2025-01", "11", "KOL", 1, 0]]);
    await load([["2025-04", "11", "KOL", 1, 0]], "the supplier was closed");
    expect((await load([["2025-02", "11", "KOL", 1, 0]])).status).toBe("stored");
  });
});

describe("plans of numbers that no register knows", () => {
  test("without a register nothing is unknown", async () => {
    expect((await load([["2025-01", "99", "KOL", 100, 0]])).status).toBe("stored");
  });

  test("one plan in a hundred may be unknown, one in ninety-nine is held", async () => {
    await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "000011" }]));
    expect(
      (
        await load([
          ["2025-01", "11", "KOL", 90, 9],
          ["2025-01", "99", "KOL", 1, 0],
        ])
      ).status,
    ).toBe("stored");
    const outcome = await load([
      ["2025-02", "11", "KOL", 90, 8],
      ["2025-02", "99", "KOL", 0, 1],
    ]);
    expect(codes(outcome)).toEqual(["unknown-numbers"]);
    expect(outcome.problems[0]?.message).toContain(
      "1 of the file's 99 plans (1.01 %) comes from 1 number that no register knows, such as 000099",
    );
  });
});

describe("months that have not begun", () => {
  test("more than a year ahead is held, a month ahead is warned of", async () => {
    expect(codes(await load([["2027-12", "11", "KOL", 1, 0]]))).toEqual(["future-month"]);
    const outcome = await load([["2026-12", "11", "KOL", 1, 0]]);
    expect(outcome).toMatchObject({
      status: "stored",
      warnings: ["2026-12 lies in the future: it is 2026-11"],
    });
  });
});

describe("months unlike those around them, where there are enough clinics to tell", () => {
  test("a first load has nothing to compare with", async () => {
    expect((await load([...many("2025-01", 200, 10), ...many("2025-02", 5, 1)])).status).toBe("stored");
  });

  test("a handful of clinics is never compared", async () => {
    await load(many("2025-01", 99, 100));
    expect((await load(many("2025-02", 1, 1))).status).toBe("stored");
  });

  test("a newest month with less than 30 % of the month before is held as a part of a month", async () => {
    await load(many("2025-01", 100, 100));
    expect((await load(many("2025-02", 100, 30))).status).toBe("stored");
    expect(codes(await load(many("2025-03", 100, 8)))).toEqual(["partial-month"]);
  });

  test("a July as low as the July before is no part of a month", async () => {
    const year = Array.from({ length: 12 }, (_, place) => `2024-${String(place + 1).padStart(2, "0")}`);
    await load(year.flatMap((month) => many(month, 100, month === "2024-07" ? 20 : 100)));
    await load(["01", "02", "03", "04", "05", "06"].flatMap((month) => many(`2025-${month}`, 100, 100)));
    expect((await load(many("2025-07", 100, 20))).status).toBe("stored");
  });

  test("a month three quarters larger than a year before passes, one plan more is held", async () => {
    const months = Array.from({ length: 12 }, (_, place) => `2024-${String(place + 1).padStart(2, "0")}`);
    await load(months.flatMap((month) => many(month, 100, 100)));
    const rest = many("2025-01", 100, 175);
    expect(codes(await load([...rest, ["2025-01", "100", "T2D", 1, 0]]))).toEqual(["year-change"]);
    expect((await load(rest)).status).toBe("stored");
  });

  test("a quarter of the clinics may pause, one more is held", async () => {
    await load(many("2025-01", 100, 100));
    expect(codes(await load(many("2025-02", 74, 100)))).toEqual(["vanished-clinics"]);
    expect((await load(many("2025-02", 75, 100))).status).toBe("stored");
  });

  test("a restated month is held by what vanished from it alone", async () => {
    await load(many("2025-01", 100, 100));
    await load(many("2025-02", 100, 100));
    expect((await load(many("2025-02", 80, 100))).status).toBe("stored");
  });
});

describe("clinics that vanish from a register", () => {
  const clinics = (count: number): ClinicLine[] =>
    Array.from({ length: count }, (_, place) => ({ ydernummer: String(place + 1) }));

  test("a small register is never compared", async () => {
    await shop.load("laegehuse_2025-01.csv", clinicsCsv(clinics(19)));
    expect((await shop.load("laegehuse_2025-02.csv", clinicsCsv(clinics(1)))).status).toBe("stored");
  });

  test("a quarter of its open clinics may be missing from the next, one more is held", async () => {
    await shop.load("laegehuse_2025-01.csv", clinicsCsv(clinics(100)));
    const outcome = await shop.load("laegehuse_2025-02.csv", clinicsCsv(clinics(74)));
    expect(codes(outcome)).toEqual(["vanished-clinics"]);
    expect(outcome.problems[0]?.message).toContain(
      "26 of the 100 clinics open in the register of 2025-01 (26 %)",
    );
    expect((await shop.load("laegehuse_2025-02.csv", clinicsCsv(clinics(75)))).status).toBe("stored");
  });

  test("clinics that had closed before are no clinics that vanished, but a snapshot without any of them is held", async () => {
    const closed = clinics(150).map((line, place) => (place < 50 ? { ...line, closed: "2024-12-31" } : line));
    await shop.load("laegehuse_2025-01.csv", clinicsCsv(closed));
    const outcome = await shop.load("laegehuse_2025-02.csv", clinicsCsv(closed.slice(50)));
    expect(outcome).toMatchObject({ status: "held", looks_like: "register-closings-lost" });
    expect(codes(outcome)).not.toContain("vanished-clinics");
  });
});
