import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DimensionId, MetricId } from "../domain/metric.js";
import { programFolder } from "../lib/program.js";
import type { ClinicRow, CountRow, World } from "../testing/second-opinion.js";
import {
  binOf,
  comparedClinics,
  fractionOf,
  holderOf,
  isOpen,
  judge,
  registerOf,
  windowMonths,
} from "../testing/second-opinion.js";
import type { Workshop } from "../testing/workshop.js";
import { month, openWorkshop } from "../testing/workshop.js";
import type { MetricAnswer } from "./metrics.js";
import { answerMetrics } from "./metrics.js";

type Row = Record<string, unknown>;
type ClinicDimension = "region" | "municipality" | "system" | "kind";

const planTypes = ["KOL", "T2D", "IHS"];
const regionNames = ["Nordjylland", "Midtjylland", "Syddanmark", "Hovedstaden", "Sjælland"].map(
  (name) => `Region ${name}`,
);
const kinds = ["PLO-klinik", "Regionsklinik", "Udbudsklinik"];
const clinicDimensions: ClinicDimension[] = ["region", "municipality", "system", "kind"];

async function ask(
  workshop: Workshop,
  metric: MetricId,
  question: { month: string; by?: DimensionId; from?: string },
): Promise<MetricAnswer> {
  const [answer] = await answerMetrics(workshop.store, workshop.definitions, [metric], {
    month: month(question.month),
    by: question.by ?? null,
    from: question.from === undefined ? null : month(question.from),
    asOf: null,
  });
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

/** The values of a dimension that must have rows, and which of them a clinic counts under. */
function valuesOf(world: World, at: string, dimension: ClinicDimension): string[] {
  if (dimension === "region") return regionNames;
  if (dimension === "kind") return kinds;
  return [...new Set(registerOf(world, at).map((clinic) => clinic[dimension]))].filter(
    (value) => value !== "",
  );
}

const knownUpTo = (world: World, at: string): string[] => [...world.months].filter((one) => one <= at).sort();

/** Plans of each known month, for each value that counts stand under; a count under null is left out. */
function expectedPlans(
  world: World,
  at: string,
  split: { values: readonly string[]; valueOf: (count: CountRow) => string | null },
): Map<string, Row[]> {
  const months = knownUpTo(world, at);
  const sums = new Map<string, [made: number, kept: number]>();
  for (const count of world.counts) {
    const key = `${split.valueOf(count) ?? ""} ${count.month}`;
    const [made, kept] = sums.get(key) ?? [0, 0];
    sums.set(key, [made + count.new, kept + count.maintained]);
  }
  return new Map(
    split.values.map((value) => [
      value,
      months.map((of) => {
        const [made, kept] = sums.get(`${value} ${of}`) ?? [0, 0];
        return { month: of, new: made, maintained: kept, total: made + kept };
      }),
    ]),
  );
}

function accumulate(at: string, perMonth: readonly Row[]): Row[] {
  const window = windowMonths(at);
  const sums = { new: 0, maintained: 0, total: 0 };
  return perMonth
    .filter((row) => window.includes(String(row["month"])))
    .map((row) => {
      for (const field of ["new", "maintained", "total"] as const) sums[field] += Number(row[field]);
      return { month: row["month"], ...sums };
    });
}

/** Active and open clinics of each known month, for each value that clinics stand under. */
function expectedActivity(
  world: World,
  at: string,
  split: { values: readonly string[]; valueOf: (clinic: ClinicRow) => string; type?: string },
): Map<string, Row[]> {
  const register = registerOf(world, at);
  const active = new Map<string, Set<ClinicRow>>();
  for (const count of world.counts) {
    if (count.new + count.maintained < 1 || (split.type !== undefined && count.planType !== split.type))
      continue;
    const holder = holderOf(register, count);
    if (holder === null || !isOpen(holder, count.month)) continue;
    const key = `${split.valueOf(holder)} ${count.month}`;
    active.set(key, (active.get(key) ?? new Set()).add(holder));
  }
  return new Map(
    split.values.map((value) => [
      value,
      knownUpTo(world, at).map((of) => ({
        month: of,
        active: active.get(`${value} ${of}`)?.size ?? 0,
        clinics: register.filter((clinic) => split.valueOf(clinic) === value && isOpen(clinic, of)).length,
      })),
    ]),
  );
}

function expectedShare(judged: ReturnType<typeof judge>): Row {
  const number = (outcome: string): number => judged.filter((one) => one.outcome === outcome).length;
  const [clinics, pass] = [judged.length, number("pass")];
  return {
    clinics,
    pass,
    fail: number("fail"),
    unknown: number("unknown"),
    share: clinics === 0 ? null : pass / clinics,
  };
}

/** The rows of one value of a split, without the split's field. */
function rowsOf(answer: MetricAnswer, field: string, value: string): Row[] {
  return answer.rows.filter((row) => row[field] === value).map(({ [field]: _, ...row }) => row);
}

/** Holds every metric, whole and split, against the second opinion. */
async function compareAll(workshop: Workshop, world: World, at: string): Promise<void> {
  const all = { values: ["all"], valueOf: () => "all" };
  const whole = expectedPlans(world, at, all).get("all") ?? [];
  expect((await ask(workshop, "plans-per-month", { month: at })).rows).toEqual(whole);
  expect((await ask(workshop, "plans-accumulated", { month: at })).rows).toEqual(accumulate(at, whole));
  expect((await ask(workshop, "active-clinics", { month: at })).rows).toEqual(
    expectedActivity(world, at, all).get("all"),
  );
  await comparePlanTypes(workshop, world, at);
  for (const dimension of clinicDimensions) await compareSplit(workshop, world, at, dimension);
  await compareDistribution(workshop, world, at);
  await compareCompliance(workshop, world, at);
}

async function comparePlanTypes(workshop: Workshop, world: World, at: string): Promise<void> {
  const perMonth = await ask(workshop, "plans-per-month", { month: at, by: "plan-type" });
  const active = await ask(workshop, "active-clinics", { month: at, by: "plan-type" });
  const plans = expectedPlans(world, at, { values: planTypes, valueOf: (count) => count.planType });
  for (const type of planTypes) {
    const all = { values: ["all"], valueOf: () => "all", type };
    expect(rowsOf(perMonth, "plan_type", type)).toEqual(plans.get(type));
    expect(rowsOf(active, "plan_type", type)).toEqual(expectedActivity(world, at, all).get("all"));
  }
}

async function compareSplit(
  workshop: Workshop,
  world: World,
  at: string,
  dimension: ClinicDimension,
): Promise<void> {
  const register = registerOf(world, at);
  const values = valuesOf(world, at, dimension);
  const perMonth = await ask(workshop, "plans-per-month", { month: at, by: dimension });
  const accumulated = await ask(workshop, "plans-accumulated", { month: at, by: dimension });
  const active = await ask(workshop, "active-clinics", { month: at, by: dimension });
  const share = await ask(workshop, "ok22", { month: at, by: dimension });
  const judged = judge(world, at);
  const valueOf = (clinic: ClinicRow): string => clinic[dimension];
  const plans = expectedPlans(world, at, {
    values,
    valueOf: (count) => holderOf(register, count)?.[dimension] ?? null,
  });
  const activity = expectedActivity(world, at, { values, valueOf });
  expect(new Set(perMonth.rows.map((row) => row[dimension]))).toEqual(new Set(values));
  for (const value of values) {
    expect(rowsOf(perMonth, dimension, value)).toEqual(plans.get(value));
    expect(rowsOf(accumulated, dimension, value)).toEqual(accumulate(at, plans.get(value) ?? []));
    expect(rowsOf(active, dimension, value)).toEqual(activity.get(value));
    expect(rowsOf(share, dimension, value)).toEqual([
      expectedShare(judged.filter(({ clinic }) => valueOf(clinic) === value)),
    ]);
  }
}

async function compareDistribution(workshop: Workshop, world: World, at: string): Promise<void> {
  const labels = ["0", "<5", "5–9", "10–14", "15–19", "20–29", "30–39", "≥40"];
  const compared = comparedClinics(world, at).map(({ clinic, newPlans }) => ({
    clinic,
    bin: binOf(clinic, newPlans),
  }));
  const whole = await ask(workshop, "plans-per-doctor", { month: at });
  const count = (some: typeof compared, label: string | null): number =>
    some.filter(({ bin }) => bin === label).length;
  expect(whole).toMatchObject({
    clinics: compared.length,
    unknown: count(compared, null),
    rows: labels.map((label) => ({ label, clinics: count(compared, label) })),
  });
  const byRegion = await ask(workshop, "plans-per-doctor", { month: at, by: "region" });
  for (const region of regionNames) {
    const own = compared.filter(({ clinic }) => clinic.region === region);
    expect(byRegion.by?.[region]).toEqual({ clinics: own.length, unknown: count(own, null) });
    expect(rowsOf(byRegion, "region", region)).toEqual(
      labels.map((label) => ({ label, clinics: count(own, label) })),
    );
  }
}

async function compareCompliance(workshop: Workshop, world: World, at: string): Promise<void> {
  const judged = judge(world, at);
  expect((await ask(workshop, "ok22", { month: at })).rows).toEqual([expectedShare(judged)]);
  const clinics = await ask(workshop, "ok22", { month: at, by: "clinic" });
  const ordered = [...judged].sort((left, right) =>
    `${left.clinic.ydernummer} ${left.clinic.opened}` < `${right.clinic.ydernummer} ${right.clinic.opened}`
      ? -1
      : 1,
  );
  expect(
    clinics.rows.map((row) => [row["ydernummer"], row["opened"], row["new_plans"], row["outcome"]]),
  ).toEqual(
    ordered.map(({ clinic, newPlans, outcome }) => [clinic.ydernummer, clinic.opened, newPlans, outcome]),
  );
  for (const [index, row] of clinics.rows.entries()) {
    const doctors = fractionOf(ordered[index]?.clinic.doctors ?? "");
    const wanted = doctors === null ? null : Number(10n * doctors.over) / Number(doctors.under);
    expect(row["required"]).toBe(wanted);
    expect(row["missing"]).toBe(
      wanted === null ? null : Math.max(0, missingOf(ordered[index]?.newPlans ?? 0, doctors)),
    );
  }
  const from = knownUpTo(world, at)[0] ?? at;
  const trend = await ask(workshop, "ok22", { month: at, from });
  const known = new Set(world.months);
  const full = knownUpTo(world, at).filter((of) => windowMonths(of).every((one) => known.has(one)));
  expect(trend.rows).toEqual(full.map((of) => ({ month: of, ...expectedShare(judge(world, of)) })));
}

function missingOf(newPlans: number, doctors: ReturnType<typeof fractionOf>): number {
  if (doctors === null) return 0;
  return Number(10n * doctors.over - BigInt(newPlans) * doctors.under) / Number(doctors.under);
}

/** Reads the bundled sample without the program's own readers. */
function readNational(): World {
  const read = (name: string): string[][] =>
    readFileSync(join(programFolder, "fixtures", "national", name), "utf8")
      .replace("\ufeff", "")
      .trim()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(";"));
  const counts = [...read("planer_2022-03_2025-01.csv"), ...read("planer_2025-02.csv")].map(
    ([of = "", ydernummer = "", planType = "", made, kept]) => ({
      month: of,
      ydernummer,
      planType,
      new: Number(made),
      maintained: Number(kept),
    }),
  );
  const iso = (date: string): string => date.split("-").reverse().join("-");
  const register = read("laegehuse_2025-02.csv").map(
    ([
      ydernummer = "",
      name = "",
      region = "",
      municipality = "",
      kind = "",
      doctors = "",
      opened = "",
      closed = "",
      system = "",
      successor = "",
    ]) => ({
      ydernummer,
      name,
      region,
      municipality,
      kind,
      doctors,
      opened: iso(opened),
      closed: closed === "" ? "" : iso(closed),
      system,
      successor,
    }),
  );
  return {
    months: [...new Set(counts.map((count) => count.month))],
    counts,
    registers: new Map([["2025-02", register]]),
  };
}

describe("the metrics of the national sample", () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop();
    for (const name of ["laegehuse_2025-02.csv", "planer_2022-03_2025-01.csv", "planer_2025-02.csv"]) {
      await workshop.load(name, readFileSync(join(programFolder, "fixtures", "national", name)));
    }
  });
  afterAll(() => workshop.end());

  it("equal an independent recomputation, whole and in every split, each clinic and each month of the trend", async () => {
    await compareAll(workshop, readNational(), "2025-02");
  });

  it("equal an independent recomputation for an earlier report month", async () => {
    await compareAll(workshop, readNational(), "2023-07");
  });
});

const monthsOfWorld = [
  "2023-11",
  "2023-12",
  "2024-01",
  "2024-02",
  "2024-03",
  "2024-04",
  "2024-05",
  "2024-06",
  "2024-07",
  "2024-08",
  "2024-09",
  "2024-10",
  "2024-11",
  "2024-12",
  "2025-01",
];
const numbers = ["000001", "000020", "012345", "100000"];
const days = [
  "2023-10-31",
  "2023-12-01",
  "2024-02-29",
  "2024-03-01",
  "2024-06-15",
  "2024-06-30",
  "2024-12-31",
  "2025-01-01",
];

const clinicPeriods = fc
  .uniqueArray(
    fc.record({
      ydernummer: fc.constantFrom(...numbers),
      region: fc.constantFrom(...regionNames),
      municipality: fc.constantFrom("", "Aabenraa", "Ærø"),
      kind: fc.constantFrom("PLO-klinik", "PLO-klinik", "PLO-klinik", ...kinds),
      doctors: fc.constantFrom("", "0", "0,7", "0.1", "1", "1,25", "3"),
      opened: fc.constantFrom("2010-01-01", ...days),
      closed: fc.constantFrom("", "", ...days),
      system: fc.constantFrom("", "LPS-A", "LPS-B"),
      successor: fc.constantFrom("", "", ...numbers),
    }),
    { maxLength: 7, minLength: 1, selector: (clinic) => `${clinic.ydernummer} ${clinic.opened}` },
  )
  .map((clinics) => {
    const sorted = [...clinics].sort((left, right) => (left.opened < right.opened ? -1 : 1));
    return sorted
      .filter(({ opened, closed }) => closed === "" || closed >= opened)
      .reduce<ClinicRow[]>((kept, clinic) => {
        const overlaps = kept.some(
          (other) =>
            other.ydernummer === clinic.ydernummer && (other.closed === "" || other.closed >= clinic.opened),
        );
        return overlaps ? kept : [...kept, { ...clinic, name: `Lægehus ${clinic.ydernummer}` }];
      }, []);
  })
  .filter((clinics) => clinics.length > 0);

const countRows = fc.uniqueArray(
  fc.record({
    month: fc.constantFrom(...monthsOfWorld),
    ydernummer: fc.constantFrom(...numbers, "777777"),
    planType: fc.constantFrom(...planTypes),
    new: fc.constantFrom(0, 1, 2, 3, 7, 12, 40),
    maintained: fc.constantFrom(0, 1, 5),
  }),
  { minLength: 1, maxLength: 60, selector: (row) => `${row.month} ${row.ydernummer} ${row.planType}` },
);

const loads = fc.record({
  registers: fc.uniqueArray(fc.tuple(fc.constantFrom("2023-12", "2024-06", "2025-01"), clinicPeriods), {
    minLength: 1,
    maxLength: 3,
    selector: ([at]) => at,
  }),
  files: fc.array(countRows, { minLength: 1, maxLength: 4 }),
});

describe("the metrics of any small world", () => {
  it("equal an independent recomputation after loads, restatements and new registers", async () => {
    await fc.assert(
      fc.asyncProperty(loads, async ({ registers, files }) => {
        const workshop = await openWorkshop();
        try {
          const world = await build(workshop, registers, files);
          await compareAll(workshop, world, [...world.months].sort().at(-1) ?? "");
        } finally {
          await workshop.end();
        }
      }),
      { numRuns: Number(process.env["FLP_RANDOM_WORLDS"] ?? 60) },
    );
  });
});

async function build(
  workshop: Workshop,
  registers: [string, ClinicRow[]][],
  files: CountRow[][],
): Promise<World> {
  const accepted = { acceptedReason: "a small world" };
  const known = new Map<string, CountRow[]>();
  for (const [index, rows] of files.entries()) {
    const lines = rows.map((row) =>
      [row.month, row.ydernummer, row.planType, row.new, row.maintained].join(";"),
    );
    const header = "Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer";
    const outcome = await workshop.load(`planer_${index}.csv`, [header, ...lines, ""].join("\n"), accepted);
    expect(["stored", "unchanged"]).toContain(outcome.status);
    for (const at of new Set(rows.map((row) => row.month)))
      known.set(
        at,
        rows.filter((row) => row.month === at),
      );
  }
  for (const [at, clinics] of registers) {
    const header =
      "Ydernummer;Lægehus;Region;Kommune;Kliniktype;Antal læger;Åbnet;Lukket;Lægesystem;Efterfølger";
    const lines = clinics.map((one) =>
      [
        one.ydernummer,
        one.name,
        one.region,
        one.municipality,
        one.kind,
        one.doctors,
        one.opened,
        one.closed,
        one.system,
        one.successor,
      ].join(";"),
    );
    const outcome = await workshop.load(`laegehuse_${at}.csv`, [header, ...lines, ""].join("\n"), accepted);
    expect(outcome.problems).toEqual([]);
  }
  return { months: [...known.keys()], counts: [...known.values()].flat(), registers: new Map(registers) };
}
