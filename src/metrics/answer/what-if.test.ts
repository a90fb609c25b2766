import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveQuestion } from "../../question/question.js";
import { addMonths, monthsBetween } from "../../domain/month.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import type { AlteredRule } from "./what-if.js";
import { answerWhatIf } from "./what-if.js";

const report = month("2025-02");
const asInForce: AlteredRule = {
  by: null,
  thresholds: null,
  windows: null,
  planTypes: null,
  excludedKinds: null,
  predecessors: null,
};

describe("the national sample under other rules, counted again from its files without SQL", () => {
  let workshop: Workshop;
  let register: string[][];
  /** New plans by number, month and plan type. */
  const made = new Map<string, number>();

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
    for (const [period, number, type, fresh] of counts)
      made.set(`${number} ${period} ${type}`, (made.get(`${number} ${period} ${type}`) ?? 0) + Number(fresh));
  });
  afterAll(() => workshop.end());

  const iso = (danish: string): string => danish.split("-").reverse().join("-");

  /** Clinics and those that pass, of a region or of all. */
  function counted(rule: {
    threshold: number;
    window: number;
    kinds: string[];
    types: string[];
    region: string | null;
  }): number[] {
    const months = monthsBetween(addMonths(report, 1 - rule.window), report);
    const population = register.filter(
      (row) =>
        !rule.kinds.includes(row[4]!) &&
        iso(row[6]!) <= "2025-02-28" &&
        (row[7] === "" || iso(row[7]!) >= "2025-02-28") &&
        (rule.region === null || row[2] === rule.region),
    );
    const passing = population.filter((row) => {
      const before = register.filter(
        (other) => other[9] === row[0] && other[7] !== "" && iso(other[7]!) < iso(row[6]!),
      );
      const numbers = [row[0]!, ...before.map((other) => other[0]!)];
      const plans = numbers
        .flatMap((number) =>
          months.flatMap((at) => rule.types.map((type) => made.get(`${number} ${at} ${type}`) ?? 0)),
        )
        .reduce((sum, one) => sum + one, 0);
      const doctors = Number(row[5]!.replace(",", "."));
      return doctors > 0 && plans * 100 >= Math.round(rule.threshold * doctors * 100);
    });
    return [population.length, passing.length];
  }

  const asExcluded = ["Regionsklinik", "Udbudsklinik"];
  const allTypes = ["KOL", "T2D", "IHS"];

  test("each threshold with each window gives the share that its numbers give", async () => {
    const answer = await answerWhatIf(await resolveQuestion(workshop, {}), {
      ...asInForce,
      thresholds: [8000, 10_000, 12_500],
      windows: [12, 6],
    });
    expect(answer).toMatchObject({ month: "2025-02", rule: "ok22" });
    expect(answer.rows[0]).toMatchObject({ hypothetical: false, threshold: 10, pass: 1278, change: 0 });
    // 3 x 2, without the rule that is in force already
    expect(answer.rows.map((row) => row["hypothetical"])).toEqual([false, true, true, true, true, true]);
    for (const row of answer.rows) {
      const rule = { threshold: Number(row["threshold"]), window: Number(row["window_months"]) };
      const [clinics, pass] = counted({ ...rule, kinds: asExcluded, types: allTypes, region: null });
      expect([row["clinics"], row["pass"]]).toEqual([clinics, pass]);
      expect(row["change"]).toBeCloseTo(pass! / clinics! - 1278 / 1598, 12);
    }
  });

  test("another population and fewer plan types, by region", async () => {
    const answer = await answerWhatIf(await resolveQuestion(workshop, {}), {
      ...asInForce,
      by: "region",
      thresholds: [5000],
      planTypes: ["T2D"],
      excludedKinds: [],
    });
    const hypothetical = answer.rows.filter((row) => row["hypothetical"] === true);
    expect(hypothetical).toHaveLength(5);
    for (const row of hypothetical) {
      const region = String(row["region"]);
      const expected = counted({ threshold: 5, window: 12, kinds: [], types: ["T2D"], region });
      expect([row["clinics"], row["pass"]], region).toEqual(expected);
    }
  });

  test("leaves the definitions as they are: the figure that is published stays", async () => {
    const [before] = await workshop.ask({ metrics: ["ok22"] });
    await answerWhatIf(await resolveQuestion(workshop, {}), { ...asInForce, thresholds: [1000] });
    const [after] = await workshop.ask({ metrics: ["ok22"] });
    expect(after).toEqual(before);
    expect(after?.rows[0]).toMatchObject({ pass: 1278, clinics: 1598 });
  });
});

test("without predecessors' plans a clinic that was taken over stands alone", async () => {
  const workshop = await openWorkshop();
  try {
    const register = clinicsCsv([
      { ydernummer: "000001", closed: "2024-12-31", successor: "000002" },
      { ydernummer: "000002", opened: "2025-01-01" },
    ]);
    await workshop.load("laegehuse_2025-02.csv", register);
    await workshop.load(
      "planer.csv",
      countsCsv([
        ["2024-12", "000001", "KOL", 9, 0],
        ["2025-01", "000002", "KOL", 0, 0],
        ["2025-02", "000002", "KOL", 1, 0],
      ]),
    );
    const answer = await answerWhatIf(await resolveQuestion(workshop, {}), {
      ...asInForce,
      predecessors: "none",
    });
    expect(answer.rows.map((row) => [row["predecessors"], row["pass"]])).toEqual([
      ["direct", 1],
      ["none", 0],
    ]);
    expect(answer.warnings).toHaveLength(1);
  } finally {
    await workshop.end();
  }
});
