import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MetricId } from "./index.js";
import { metricIds, metricOf } from "./index.js";
import { addMonths } from "../domain/month.js";
import { programFolder } from "../lib/program.js";
import type { ClinicRow, CountRow, Split, World } from "../testing/second-opinion.js";
import {
  activeClinics,
  firstMonthOfRule,
  grouped,
  lastDayOf,
  ok22,
  ok22Clinics,
  ok22Trend,
  plansAccumulated,
  plansPerDoctor,
  plansPerMonth,
  regionsIn,
  sustainedUse,
} from "../testing/second-opinion.js";
import type { Workshop } from "../testing/workshop.js";
import { countsCsv, month, openWorkshop } from "../testing/workshop.js";
import type { MetricAnswer } from "./answer/answer-metrics.js";
import { answerMetrics } from "./answer/answer-metrics.js";
import { resolveQuestion } from "../question/question.js";
import type { AskedRows } from "./shared/metric.js";

const byPlanType = metricIds.filter((id) => metricOf(id).dimensions.includes("plan-type"));
const splits: readonly Split[] = [null, "region", "municipality", "system", "kind", "plan-type"];

/** What the second opinion answers to a metric, without what names the question. */
function opinionOf(world: World, metric: MetricId, at: string, split: Split): Record<string, unknown> {
  if (metric === "plans-per-month") return { rows: plansPerMonth(world, at, split) };
  if (metric === "plans-accumulated") return { rows: plansAccumulated(world, at, split) };
  if (metric === "active-clinics") return { rows: activeClinics(world, at, split) };
  if (metric === "sustained-use") return { rows: sustainedUse(world, at, split) };
  if (metric === "plans-per-doctor") return plansPerDoctor(world, at, split);
  return { rows: ok22(world, at, split) };
}

/** Holds every metric, whole and split, each clinic and the trend against the second opinion: all rows, in order. */
async function compareAll(
  workshop: Workshop,
  world: World,
  asked: { at: string; asOf: number },
): Promise<void> {
  const { at, asOf } = asked;
  const ask = async (
    wanted: readonly MetricId[],
    rows: Partial<AskedRows>,
  ): Promise<Omit<MetricAnswer, "warnings">[]> => {
    const question = await resolveQuestion(workshop, { month: month(at), asOf });
    const answers = await answerMetrics(question, wanted, { by: null, from: null, ...rows });
    return answers.map(({ warnings: _, ...answer }) => answer);
  };
  for (const split of splits) {
    const wanted = (split === "plan-type" ? byPlanType : metricIds).filter(
      (metric) => metric !== "ok22" || at >= firstMonthOfRule,
    );
    const expected = wanted.map((metric) => ({
      metric,
      month: at,
      as_of: asOf,
      ...opinionOf(world, metric, at, split),
    }));
    expect(await ask(wanted, { by: split })).toEqual(expected);
  }
  if (at < firstMonthOfRule) return;
  const [clinics] = await ask(["ok22"], { by: "clinic" });
  expect(clinics?.rows.map(({ segment: _, ...row }) => row)).toEqual(ok22Clinics(world, at));
  const from = [...world.months].sort()[0] ?? at;
  for (const split of [null, "region"] as const) {
    const [trend] = await ask(["ok22"], { by: split, from: month(from) });
    expect(trend?.rows).toEqual(ok22Trend(world, { from, to: at }, split));
  }
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
  const register = read("laegehuse_2025-02.csv").map((cells) => {
    const [ydernummer = "", name = "", region = "", municipality = "", kind = "", ...more] = cells;
    const [doctors = "", opened = "", closed = "", system = "", successor = ""] = more;
    const [from, to] = [iso(opened), iso(closed)];
    return {
      ydernummer,
      name,
      region,
      municipality,
      kind,
      doctors,
      opened: from,
      closed: to,
      system,
      successor,
    };
  });
  const months = [...new Set(counts.map((count) => count.month))];
  return { months, counts, registers: new Map([["2025-02", register]]) };
}

describe("the metrics of the national sample", () => {
  let workshop: Workshop;
  const world = readNational();
  beforeAll(async () => {
    workshop = await openWorkshop();
    for (const name of ["laegehuse_2025-02.csv", "planer_2022-03_2025-01.csv", "planer_2025-02.csv"]) {
      await workshop.load(name, readFileSync(join(programFolder, "fixtures", "national", name)));
    }
  });
  afterAll(() => workshop.end());

  it("are the published ones, by the second opinion too", () => {
    const accumulated = plansAccumulated(world, "2025-02", null);
    expect(accumulated.map((row) => [row["month"], row["new"], row["maintained"], row["total"]])).toEqual([
      ["2024-03", 7723, 10864, 18587],
      ["2024-04", 16972, 23220, 40192],
      ["2024-05", 26715, 35801, 62516],
      ["2024-06", 35830, 48413, 84243],
      ["2024-07", 40025, 53816, 93841],
      ["2024-08", 46928, 64083, 111011],
      ["2024-09", 56365, 78631, 134996],
      ["2024-10", 65591, 92298, 157889],
      ["2024-11", 76170, 106731, 182901],
      ["2024-12", 83330, 118104, 201434],
      ["2025-01", 92364, 132135, 224499],
      ["2025-02", 100547, 144369, 244916],
    ]);
    expect(activeClinics(world, "2025-02", null).at(-1)).toMatchObject({ month: "2025-02", clinics: 1622 });
    expect(plansPerDoctor(world, "2025-02", null)).toMatchObject({ clinics: 1598 });
    expect(ok22(world, "2025-02", null)).toEqual([
      { clinics: 1598, pass: 1278, fail: 320, unknown: 0, share: 1278 / 1598 },
    ]);
  });

  it("equal an independent recomputation, whole and in every split, each clinic and each month of the trend", async () => {
    await compareAll(workshop, world, { at: "2025-02", asOf: 3 });
  });

  it("equal an independent recomputation for an earlier report month", async () => {
    await compareAll(workshop, world, { at: "2023-07", asOf: 3 });
  });
});

/** One file of a random world, as its rows. */
type RandomFile =
  | { kind: "counts"; rows: CountRow[] }
  | { kind: "register"; at: string; clinics: ClinicRow[] }
  | { kind: "again"; place: number };

const numbers = ["000001", "012345", "100000"];

/** Worlds lie where a plan type ends, where the rule begins, in plain times, or about the regions of 2027. */
const firstMonths = ["2019-06", "2021-01", "2023-11", "2026-06"].map(month);

const randomWorld = fc.constantFrom(...firstMonths).chain((first) => {
  const months = Array.from({ length: 15 }, (_, place) => addMonths(first, place));
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: randomCounts(months) },
      { weight: 3, arbitrary: randomRegister(months) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("again" as const), place: fc.nat(5) }) },
    ),
    { minLength: 2, maxLength: 6 },
  );
});

function randomCounts(months: readonly string[]): fc.Arbitrary<RandomFile> {
  const row = fc
    .record({
      month: fc.constantFrom(...months),
      ydernummer: fc.constantFrom(...numbers, "200000", "300000", "777777"),
      planType: fc.constantFrom("KOL", "T2D", "IHS", "Lænderyg"),
      new: fc.constantFrom(0, 1, 2, 3, 7, 12, 40),
      maintained: fc.constantFrom(0, 0, 1, 5),
    })
    .map((drawn) => ({
      ...drawn,
      planType: drawn.planType === "Lænderyg" && drawn.month > "2019-12" ? "KOL" : drawn.planType,
    }));
  const keyOf = (drawn: CountRow): string => `${drawn.month} ${drawn.ydernummer} ${drawn.planType}`;
  return fc.record({
    kind: fc.constant("counts" as const),
    rows: fc
      .tuple(fc.uniqueArray(row, { minLength: 1, maxLength: 60, selector: keyOf }), fc.boolean())
      .map(([rows, isWhole]) => (isWhole ? namingAll(rows, months) : rows)),
  });
}

/** Rows that name every month, so that a trend has months with a full window. */
function namingAll(rows: readonly CountRow[], months: readonly string[]): CountRow[] {
  const zeros = { ydernummer: "666666", planType: "KOL", new: 0, maintained: 0 };
  return [...rows, ...months.map((of) => ({ month: of, ...zeros }))];
}

function randomRegister(months: readonly string[]): fc.Arbitrary<RandomFile> {
  // Few days, so that closures and openings meet, most of them where the newest window still sees both sides.
  const days = [3, 7, 8, 14].flatMap((place) => {
    const of = months[place] ?? "";
    return [`${of}-01`, `${of}-15`, lastDayOf(of)];
  });
  return fc.constantFrom(...months).chain((at) =>
    fc.record({
      kind: fc.constant("register" as const),
      at: fc.constant(at),
      clinics: fc
        .tuple(randomTakeover(months, regionsIn(at)), randomClinics(days, regionsIn(at)))
        .map(([takenOver, others]) => [...takenOver, ...others]),
    }),
  );
}

/** A clinic that is taken over, on the day of its closure or after it, by a number that may be reassigned later. */
function randomTakeover(months: readonly string[], regions: readonly string[]): fc.Arbitrary<ClinicRow[]> {
  const first = (place: number): string => `${months[place] ?? ""}-01`;
  const last = (place: number): string => lastDayOf(months[place] ?? "");
  return fc
    .record({
      doctors: fc.constantFrom("0,7", "1", "2,2"),
      region: fc.constantFrom(...regions),
      takenOverOn: fc.constantFrom(last(5), first(6)),
      isReassigned: fc.boolean(),
    })
    .map(({ doctors, region, takenOverOn, isReassigned }) => {
      const common = { name: "Efter", region, municipality: "", kind: "PLO-klinik", doctors, system: "" };
      const from = (ydernummer: string, opened: string, closed: string, successor: string): ClinicRow => ({
        ...common,
        ydernummer,
        opened,
        closed,
        successor,
      });
      const old = from("200000", "2010-01-01", last(5), "300000");
      const next = from("300000", takenOverOn, isReassigned ? last(9) : "", "");
      return isReassigned ? [old, next, from("300000", first(10), "", "300000")] : [old, next];
    });
}

function randomClinics(days: readonly string[], regions: readonly string[]): fc.Arbitrary<ClinicRow[]> {
  return fc
    .uniqueArray(
      fc.record({
        ydernummer: fc.constantFrom(...numbers),
        name: fc.constantFrom("Lægehuset Å", "Klinikken; ved åen", 'Doktor "Ø"'),
        region: fc.constantFrom(...regions),
        municipality: fc.constantFrom("", "Aabenraa", "Ærø", "Odense"),
        kind: fc.constantFrom("PLO-klinik", "PLO-klinik", "PLO-klinik", "Regionsklinik", "Udbudsklinik"),
        doctors: fc.constantFrom("", "0", "0,1", "0,3", "0,7", "0.1", "1", "1,1", "1,25", "2,2", "3"),
        opened: fc.constantFrom("2010-01-01", "2010-01-01", "2010-01-01", ...days),
        closed: fc.constantFrom("", "", "", "", ...days),
        system: fc.constantFrom("", "LPS-A", "LPS-B"),
        successor: fc.constantFrom("", ...numbers, ...numbers, "888888"),
      }),
      { minLength: 1, maxLength: 9, selector: (clinic) => `${clinic.ydernummer} ${clinic.opened}` },
    )
    .map(withoutOverlaps);
}

function withoutOverlaps(clinics: readonly ClinicRow[]): ClinicRow[] {
  const kept: ClinicRow[] = [];
  for (const clinic of clinics.toSorted((left, right) => (left.opened < right.opened ? -1 : 1))) {
    if (clinic.closed !== "" && clinic.closed < clinic.opened) continue;
    const isTaken = kept.some(
      (other) =>
        other.ydernummer === clinic.ydernummer && (other.closed === "" || other.closed >= clinic.opened),
    );
    if (!isTaken) kept.push(clinic);
  }
  return kept.length > 0 ? kept : [{ ...clinics[0]!, closed: "" }];
}

describe("the metrics of any small world", () => {
  it("equal an independent recomputation after each of its loads, now and as of then", async () => {
    await fc.assert(
      fc.asyncProperty(randomWorld, fc.nat(), async (files, pick) => {
        const workshop = await openWorkshop();
        try {
          const states = await loadAll(workshop, files);
          const answerable = states.filter(
            ({ world }) => world.months.length > 0 && world.registers.size > 0,
          );
          const newest = answerable.at(-1);
          if (newest === undefined) return;
          const months = [...newest.world.months].sort();
          await compareAll(workshop, newest.world, { at: months.at(-1)!, asOf: newest.load });
          const then = answerable[pick % answerable.length]!;
          const at = [...then.world.months].sort()[pick % then.world.months.length]!;
          await compareAll(workshop, then.world, { at, asOf: then.load });
        } finally {
          await workshop.end();
        }
      }),
      { numRuns: Number(process.env["FLP_RANDOM_WORLDS"] ?? 12) },
    );
  });
});

/** Loads the files of a random world; returns what must be known after each load that was stored. */
async function loadAll(
  workshop: Workshop,
  files: readonly RandomFile[],
): Promise<{ load: number; world: World }[]> {
  const states: { load: number; world: World }[] = [];
  let known = new Map<string, CountRow[]>();
  let registers = new Map<string, readonly ClinicRow[]>();
  for (const drawn of files) {
    const other = drawn.kind === "again" ? files[drawn.place] : drawn;
    if (other === undefined || other.kind === "again") continue;
    const [name, text] =
      other.kind === "counts"
        ? ["planer.csv", countsText(other.rows)]
        : [`laegehuse_${other.at}.csv`, registerText(other.clinics)];
    const outcome = await workshop.load(name, text, { acceptedReason: "a small world" });
    expect({ problems: outcome.problems, status: outcome.status }).toEqual({
      problems: [],
      status: expect.stringMatching(/^(stored|unchanged)$/),
    });
    if (other.kind === "counts") {
      known = new Map([...known, ...grouped(other.rows, (row) => row.month)]);
    } else registers = new Map([...registers, [other.at, other.clinics]]);
    if (outcome.status === "unchanged" || outcome.load === null) continue;
    const world = { months: [...known.keys()], counts: [...known.values()].flat(), registers };
    states.push({ load: outcome.load, world });
  }
  return states;
}

function countsText(rows: readonly CountRow[]): string {
  return countsCsv(rows.map((row) => [row.month, row.ydernummer, row.planType, row.new, row.maintained]));
}

function registerText(clinics: readonly ClinicRow[]): string {
  const header =
    "Ydernummer;Lægehus;Region;Kommune;Kliniktype;Antal læger;Åbnet;Lukket;Lægesystem;Efterfølger";
  const quoted = (text: string): string => (/[";]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = clinics.map((one) =>
    [
      one.ydernummer,
      quoted(one.name),
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
  return [header, ...lines, ""].join("\n");
}
