import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClinicInMonths, OutsideCount } from "../domain/shapes/figures.js";
import type { Month } from "../domain/month.js";
import { addMonths, monthsBetween } from "../domain/month.js";
import type { ClinicLine, CountLine, Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../testing/workshop.js";
import { clinicCompliance, clinicsInMonths, clinicsOutside } from "./clinics/clinic-figures.js";
import { withRun } from "../question/run.js";

const report = month("2025-02");

interface Followed {
  clinics: ClinicInMonths[];
  outside: OutsideCount[];
}

async function follow({ store, definitions }: Workshop, at: Month = report): Promise<Followed> {
  const context = { reportMonths: [at], asOf: 99, firstMonthOf: () => month("2000-01"), dimensions: [] };
  return withRun(store, { definitions, context }, async (run) => ({
    clinics: await clinicsInMonths(run, await clinicCompliance(run), at),
    outside: await clinicsOutside(run),
  }));
}

/** A world with every month from 2023-01 to 2025-02 known, unless some are left out. */
async function world(
  clinics: readonly ClinicLine[],
  counts: readonly CountLine[],
  unknown: readonly string[] = [],
): Promise<Followed> {
  const workshop = await openWorkshop();
  try {
    const known = monthsBetween(month("2023-01"), report).filter((one) => !unknown.includes(one));
    const everyMonth = known.map((one): CountLine => [one, "099999", "KOL", 0, 0]);
    const accepted = { acceptedReason: "drawn" };
    await workshop.load(
      "laegehuse_2025-02.csv",
      clinicsCsv([{ ydernummer: "099999" }, ...clinics]),
      accepted,
    );
    await workshop.load("planer.csv", countsCsv([...everyMonth, ...counts]), accepted);
    return await follow(workshop);
  } finally {
    await workshop.end();
  }
}

function segmentOf({ clinics }: Followed, ydernummer: string): string | null | undefined {
  return clinics.find((clinic) => clinic.ydernummer === ydernummer)?.segment;
}

function flagsOf({ clinics }: Followed, ydernummer: string): string[] | undefined {
  return clinics.find((clinic) => clinic.ydernummer === ydernummer)?.flags;
}

const one = "000001";

describe("a clinic's segment", () => {
  test.each<[string, Partial<ClinicLine>, CountLine[], string | null]>([
    ["that meets the requirement is opfylder", {}, [["2025-01", one, "KOL", 10, 0]], "meets"],
    [
      "that meets it by plans of a year ago is opfylder although it has stopped",
      {},
      [["2024-03", one, "KOL", 10, 0]],
      "meets",
    ],
    ["without a plan in any month is ikke i gang", {}, [], "not-started"],
    ["whose counts are all zero is ikke i gang", {}, [["2024-03", one, "KOL", 0, 0]], "not-started"],
    // 0,3 doctors: 3 plans are required, and 3 missing is near; but nobody there ever began.
    ["that never made a plan is ikke i gang however little it lacks", { doctors: "0,3" }, [], "not-started"],
    [
      "whose last plan was maintained in August is gået i stå in February",
      {},
      [["2024-08", one, "KOL", 0, 1]],
      "stalled",
    ],
    [
      "whose last plan was maintained in September is not yet gået i stå in February",
      {},
      [["2024-09", one, "KOL", 0, 1]],
      "below",
    ],
    ["that lacks 1 of 10 but has stopped is gået i stå", {}, [["2024-08", one, "KOL", 9, 0]], "stalled"],
    [
      "of 5 doctors that lacks 10 of 50 plans is tæt på",
      { doctors: "5" },
      [["2025-01", one, "KOL", 40, 0]],
      "near",
    ],
    [
      "of 5 doctors that lacks 11 of 50 plans is under",
      { doctors: "5" },
      [["2025-01", one, "KOL", 39, 0]],
      "below",
    ],
    ["of 1 doctor that lacks 3 of 10 plans is tæt på", {}, [["2025-01", one, "KOL", 7, 0]], "near"],
    ["of 1 doctor that lacks 4 of 10 plans is under", {}, [["2025-01", one, "KOL", 6, 0]], "below"],
    // 1,55 doctors: 15,5 required, a fifth of that is 3,1; 12 plans lack 3,5 and 12,4 would lack 3,1.
    [
      "of 1,55 doctors that lacks 3,5 of 15,5 plans is under",
      { doctors: "1,55" },
      [["2025-01", one, "KOL", 12, 0]],
      "below",
    ],
    [
      "whose doctors are unknown has no segment while it makes plans",
      { doctors: "" },
      [["2025-01", one, "KOL", 7, 0]],
      null,
    ],
    [
      "whose doctors are 0 is gået i stå where it has stopped",
      { doctors: "0" },
      [["2024-01", one, "KOL", 7, 0]],
      "stalled",
    ],
    ["whose doctors are unknown is ikke i gang where it never began", { doctors: "" }, [], "not-started"],
  ])("%s", async (_, clinic, counts, segment) => {
    expect(segmentOf(await world([{ ydernummer: one, ...clinic }], counts), one)).toBe(segment);
  });

  test("is not gået i stå while one of the six months is not known", async () => {
    const counts: CountLine[] = [["2024-08", one, "KOL", 1, 0]];
    expect(segmentOf(await world([{ ydernummer: one }], counts, ["2024-10"]), one)).toBe("below");
  });

  test("counts the plans of the clinic that it took over: a takeover is not ikke i gang", async () => {
    const clinics = [
      { ydernummer: "000002", opened: "2010-01-01", closed: "2024-11-30", successor: "000003" },
      { ydernummer: "000003", opened: "2024-12-01" },
      { ydernummer: "000004", opened: "2010-01-01", closed: "2024-11-30" },
      { ydernummer: "000005", opened: "2024-12-01" },
    ];
    const found = await world(clinics, [["2024-10", "000002", "KOL", 3, 2]]);
    expect(segmentOf(found, "000003")).toBe("below");
    expect(segmentOf(found, "000005")).toBe("not-started");
    const successor = found.clinics.find(({ ydernummer }) => ydernummer === "000003");
    expect(successor?.lastPlanMonth).toBe("2024-10");
    // March 2024 to February 2025: October is the eighth.
    expect(successor?.monthlyNew).toEqual([0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0]);
    expect(successor?.monthlyMaintained).toEqual([0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0]);
  });

  test("shows a month that is not known as unknown, and not as zero", async () => {
    const found = await world([{ ydernummer: one }], [["2025-02", one, "KOL", 1, 4]], ["2024-05"]);
    const clinic = found.clinics.find(({ ydernummer }) => ydernummer === one);
    expect(clinic?.monthlyNew).toEqual([0, 0, null, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(clinic?.monthlyMaintained.at(-1)).toBe(4);
  });
});

describe("a clinic's flags", () => {
  test.each<[string, Partial<ClinicLine>, CountLine[], string[]]>([
    ["ny klinik: opened in the first of the 12 months", { opened: "2024-03-01" }, [], ["new"]],
    ["not ny klinik: opened the month before them", { opened: "2024-02-29" }, [], []],
    ["mangler antal læger: unknown", { doctors: "" }, [], ["doctors-unknown"]],
    ["mangler antal læger: 0", { doctors: "0" }, [], ["doctors-unknown"]],
    [
      "to måneders fald: 3 and 1 where there were 4 and 4 are half as many",
      {},
      [
        ["2024-01", one, "KOL", 4, 0],
        ["2024-02", one, "KOL", 1, 3],
        ["2025-01", one, "T2D", 2, 1],
        ["2025-02", one, "T2D", 1, 0],
      ],
      ["two-month-fall"],
    ],
    [
      "no fall: 3 and 2 where there were 4 and 5 are less than half fewer",
      {},
      [
        ["2024-01", one, "KOL", 4, 0],
        ["2024-02", one, "KOL", 5, 0],
        ["2025-01", one, "KOL", 3, 0],
        ["2025-02", one, "KOL", 2, 0],
      ],
      [],
    ],
    [
      "no fall: 0 and 0 where there were 1 and 1 are only 2 plans fewer",
      {},
      [
        ["2024-01", one, "KOL", 1, 0],
        ["2024-02", one, "KOL", 1, 0],
      ],
      [],
    ],
    [
      "no fall: one month is as high as the year before",
      {},
      [
        ["2024-01", one, "KOL", 9, 0],
        ["2024-02", one, "KOL", 4, 0],
        ["2025-01", one, "KOL", 1, 0],
        ["2025-02", one, "KOL", 4, 0],
      ],
      [],
    ],
    [
      "no fall: lower than in the autumn, but not than a year before",
      {},
      [
        ["2024-01", one, "KOL", 1, 0],
        ["2024-02", one, "KOL", 1, 0],
        ["2024-11", one, "KOL", 9, 0],
        ["2024-12", one, "KOL", 9, 0],
        ["2025-01", one, "KOL", 1, 0],
        ["2025-02", one, "KOL", 1, 0],
      ],
      [],
    ],
  ])("%s", async (_, clinic, counts, flags) => {
    expect(flagsOf(await world([{ ydernummer: one, ...clinic }], counts), one)).toEqual(flags);
  });

  test("no fall is seen against a month that is not known", async () => {
    const counts: CountLine[] = [["2024-01", one, "KOL", 50, 0]];
    expect(flagsOf(await world([{ ydernummer: one }], counts, ["2024-02"]), one)).toEqual([]);
  });

  test("overtaget: the clinic before it closed within the 12 months, or had closed earlier", async () => {
    const found = await world(
      [
        { ydernummer: "000002", closed: "2024-03-31", successor: "000003" },
        { ydernummer: "000003", opened: "2024-04-01" },
        { ydernummer: "000004", closed: "2024-02-29", successor: "000005" },
        { ydernummer: "000005", opened: "2024-03-01" },
      ],
      [],
    );
    expect(flagsOf(found, "000003")).toEqual(["new", "taken-over"]);
    expect(flagsOf(found, "000005")).toEqual(["new"]);
  });
});

test("every clinic of the register has an outcome, or one reason to have none", async () => {
  const { clinics, outside } = await world(
    [
      { ydernummer: "000001" },
      { ydernummer: "000002", closed: "2025-02-27" },
      { ydernummer: "000003", closed: "2025-02-28" },
      { ydernummer: "000004", opened: "2025-03-01" },
      { ydernummer: "000005", kind: "Regionsklinik" },
      { ydernummer: "000006", kind: "Udbudsklinik", closed: "2024-12-31" },
      { ydernummer: "000007", kind: "Udbudsklinik", doctors: "" },
    ],
    [],
  );
  expect(clinics.map(({ ydernummer }) => ydernummer)).toEqual(["000001", "000003", "099999"]);
  expect(outside).toEqual([
    { reason: "closed", kind: null, clinics: 2 },
    { reason: "not-yet-open", kind: null, clinics: 1 },
    { reason: "excluded-kind", kind: "Regionsklinik", clinics: 1 },
    { reason: "excluded-kind", kind: "Udbudsklinik", clinics: 1 },
  ]);
});

describe("the national sample, counted again from its files without SQL", () => {
  let workshop: Workshop;
  let found: Followed;
  let register: string[][];
  /** Plans of number and month: new, and new + maintained. */
  const made = new Map<string, { fresh: number; all: number }>();

  beforeAll(async () => {
    workshop = await openWorkshop();
    const read = async (name: string): Promise<string[][]> => {
      const text = await readFile(`fixtures/national/${name}`, "utf8");
      await workshop.load(name, text);
      const [, ...lines] = text.trim().split(/\r?\n/);
      return lines.map((line) => line.split(";"));
    };
    register = await read("laegehuse_2025-02.csv");
    const counts = [...(await read("planer_2022-03_2025-01.csv")), ...(await read("planer_2025-02.csv"))];
    for (const [period, number, , fresh, kept] of counts) {
      const sum = made.get(`${number} ${period}`) ?? { fresh: 0, all: 0 };
      made.set(`${number} ${period}`, sum);
      sum.fresh += Number(fresh);
      sum.all += Number(fresh) + Number(kept);
    }
    found = await follow(workshop);
  });
  afterAll(() => workshop.end());

  test("every clinic has the segment and the flags that its numbers give", () => {
    const iso = (danish: string): string => danish.split("-").reverse().join("-");
    const isOpen = (row: string[]): boolean =>
      iso(row[6]!) <= "2025-02-28" && (row[7] === "" || iso(row[7]!) >= "2025-02-28");
    const population = register.filter((row) => row[4] === "PLO-klinik" && isOpen(row));
    const plans = (numbers: string[], at: Month, part: "fresh" | "all"): number =>
      numbers.reduce((sum, number) => sum + (made.get(`${number} ${at}`)?.[part] ?? 0), 0);
    const latest = (months: number): Month[] => monthsBetween(addMonths(report, 1 - months), report);
    const expected = population.map((row) => {
      // The sample reuses no number, so that a number is a clinic.
      const before = register.filter(
        (other) => other[9] === row[0] && other[7] !== "" && iso(other[7]!) < iso(row[6]!),
      );
      const numbers = [row[0]!, ...before.map((other) => other[0]!)];
      const total = (months: number, part: "fresh" | "all"): number =>
        latest(months).reduce((sum, at) => sum + plans(numbers, at, part), 0);
      const doctors = Number(row[5]!.replace(",", "."));
      const [fresh, required] = [total(12, "fresh"), Math.round(doctors * 1000) / 100];
      const missing = required - fresh;
      const segment =
        row[5] !== "" && doctors > 0 && fresh >= required
          ? "meets"
          : total(36, "all") === 0
            ? "not-started"
            : total(6, "all") === 0
              ? "stalled"
              : row[5] === "" || doctors === 0
                ? null
                : missing <= Math.max(3, required / 5)
                  ? "near"
                  : "below";
      const fall = [0, 1].map(
        (back) =>
          plans(numbers, addMonths(report, -12 - back), "all") -
          plans(numbers, addMonths(report, -back), "all"),
      );
      const lost = fall[0]! + fall[1]!;
      const yearBefore = [12, 13].reduce(
        (sum, back) => sum + plans(numbers, addMonths(report, -back), "all"),
        0,
      );
      const flags = [
        ...(iso(row[6]!) >= "2024-03-01" ? ["new"] : []),
        ...(before.some((other) => iso(other[7]!) >= "2024-03-01") ? ["taken-over"] : []),
        ...(row[5] === "" || doctors === 0 ? ["doctors-unknown"] : []),
        ...(fall.every((one) => one > 0) && lost >= 3 && lost >= yearBefore / 2 ? ["two-month-fall"] : []),
      ];
      return [row[0], segment, flags.join()];
    });
    expect(new Set(register.map((row) => row[0])).size).toBe(register.length);
    const shown = found.clinics.map(({ ydernummer, segment, flags }) => [ydernummer, segment, flags.join()]);
    expect(shown).toEqual(expected.sort((left, right) => (left[0]! < right[0]! ? -1 : 1)));
    expect(shown).toHaveLength(1598);
  });

  test("a clinic's twelve months add up to the new plans that it is held by", () => {
    for (const clinic of found.clinics) {
      const sum = clinic.monthlyNew.reduce<number>((total, plans) => total + (plans ?? 0), 0);
      expect(sum, clinic.ydernummer).toBe(clinic.newPlans);
    }
  });

  test("all 1.772 clinics of the register are accounted for", () => {
    const outside = found.outside.reduce((sum, { clinics }) => sum + clinics, 0);
    expect(found.clinics.length + outside).toBe(1772);
  });
});
