import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askModels, resolveQuestion } from "../../question/question.js";
import type { Run } from "../../question/run.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import {
  attainedShares,
  clinicCompliance,
  clinicOutcomes,
  clinicsInMonths,
  clinicsOutside,
} from "./clinic-figures.js";
import { clinicTypeSums } from "./clinic-types.js";
import { clinicsOfEditions, planMakers } from "./disclosure-figures.js";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
  const register = await shop.load(
    "laegehuse_2025-02.csv",
    clinicsCsv([
      { ydernummer: "33", doctors: "1", name: "Udbud", kind: "Udbudsklinik" },
      { ydernummer: "11", doctors: "2", name: "Nord", opened: "2025-01-01", system: "LPS-B" },
      { ydernummer: "22", doctors: "1", name: "Syd", closed: "2024-12-31", successor: "11" },
      { ydernummer: "44", doctors: "", name: "Vest", region: "1082" },
      { ydernummer: "55", doctors: "1,5", name: "Vest to", region: "1082" },
      { ydernummer: "66", doctors: "1", name: "Ny", opened: "2025-05-01" },
      { ydernummer: "77", doctors: "1", name: "Udbud to", kind: "Udbudsklinik" },
    ]),
  );
  expect(register.status).toBe("stored");
  const counts = countsCsv([
    ["2024-12", "22", "KOL", 4, 1],
    ["2025-01", "11", "T2D", 5, 2],
    ["2025-01", "55", "KOL", 9, 0],
    ["2025-02", "11", "KOL", 13, 1],
    ["2025-02", "33", "KOL", 8, 8],
    ["2025-02", "44", "IHS", 0, 7],
  ]);
  expect((await shop.load("planer.csv", counts)).status).toBe("stored");
});
afterAll(() => shop.end());

const ask = async <Found>(use: (run: Run) => Promise<Found>): Promise<Found> =>
  askModels(await resolveQuestion(shop, { month: month("2025-02") }), {}, use);

describe("the clinics that are held against the rule", () => {
  test("have their outcome, by number", async () => {
    const clinics = await ask(clinicCompliance);
    expect(clinics.map(({ ydernummer }) => ydernummer)).toEqual(["000011", "000044", "000055"]);
    // Ten plans a doctor: 22 with those of the clinic that it took over, of 20.
    expect(clinics[0]).toMatchObject({
      ...{
        opened: "2025-01-01",
        name: "Nord",
        region: "Region Nordjylland",
        municipality: "Aalborg",
        kind: "PLO-klinik",
      },
      ...{
        system: "LPS-B",
        doctors: 2,
        newPlans: 22,
        required: 20,
        missing: 0,
        outcome: "pass",
        perDoctor: 11,
      },
      ...{ isNew: true, flags: ["new", "taken-over"], lastPlanMonth: "2025-02" },
    });
    expect(clinics[1]).toMatchObject({
      doctors: null,
      newPlans: 0,
      required: null,
      missing: null,
      outcome: "unknown",
      perDoctor: null,
      flags: ["doctors-unknown"],
      isNew: false,
      segment: null,
    });
    expect(clinics[2]).toMatchObject({
      doctors: 1.5,
      newPlans: 9,
      required: 15,
      missing: 6,
      outcome: "fail",
      perDoctor: 6,
      lastPlanMonth: "2025-01",
    });
  });

  test("have their plans of each month of the window", async () => {
    const clinics = await ask(async (run) =>
      clinicsInMonths(run, await clinicCompliance(run), month("2025-02")),
    );
    const last = ({ monthlyNew, monthlyMaintained }: (typeof clinics)[number]) => [
      monthlyNew.slice(-3),
      monthlyMaintained.slice(-3),
    ];
    expect(clinics.map(({ monthlyNew }) => monthlyNew.length)).toEqual([12, 12, 12]);
    expect(last(clinics[0]!)).toEqual([
      [4, 5, 13],
      [1, 2, 1],
    ]);
    expect(last(clinics[2]!)).toEqual([
      [0, 9, 0],
      [0, 0, 0],
    ]);
    expect(clinics[0]?.monthlyNew[0]).toBeNull();
  });

  test("are told shortly for one report month", async () => {
    const outcomes = await ask((run) => clinicOutcomes(run, month("2025-02")));
    expect(outcomes).toEqual([
      {
        ydernummer: "000011",
        opened: "2025-01-01",
        name: "Nord",
        region: "Region Nordjylland",
        newPlans: 22,
        required: 20,
        outcome: "pass",
      },
      {
        ydernummer: "000044",
        opened: "2010-01-01",
        name: "Vest",
        region: "Region Midtjylland",
        newPlans: 0,
        required: null,
        outcome: "unknown",
      },
      {
        ydernummer: "000055",
        opened: "2010-01-01",
        name: "Vest to",
        region: "Region Midtjylland",
        newPlans: 9,
        required: 15,
        outcome: "fail",
      },
    ]);
    expect(await ask((run) => clinicOutcomes(run, month("2025-01")))).toEqual([]);
  });

  test("that fail are counted by what they attain", async () => {
    const bins = await ask(attainedShares);
    expect(bins.reduce((sum, { clinics }) => sum + clinics, 0)).toBe(1);
    // Nine of fifteen are 60 %.
    const place = bins.findIndex(({ clinics }) => clinics === 1);
    expect(bins[place]?.label).toMatch(/60|50/);
    expect(place).toBeGreaterThan(0);
  });

  test("are told apart as published tables do", async () => {
    const editions = await ask(clinicsOfEditions);
    expect([...editions.keys()]).toEqual(["2025-02"]);
    const places = editions
      .get(month("2025-02"))
      ?.toSorted((one, other) => (one.system ?? "").localeCompare(other.system ?? ""));
    expect(places?.map(({ region, system, passes }) => [region, system, passes])).toEqual([
      ["Region Midtjylland", "LPS-A", false],
      ["Region Midtjylland", "LPS-A", false],
      ["Region Nordjylland", "LPS-B", true],
    ]);
  });
});

test("the clinics of the register that are not held against the rule are counted by why", async () => {
  expect(await ask(clinicsOutside)).toEqual([
    { reason: "closed", kind: null, clinics: 1 },
    { reason: "not-yet-open", kind: null, clinics: 1 },
    { reason: "excluded-kind", kind: "Udbudsklinik", clinics: 2 },
  ]);
});

test("what a clinic made of each plan type is summed from month to month", async () => {
  const sums = await ask((run) => clinicTypeSums(run, { from: month("2025-01"), to: month("2025-02") }));
  const sorted = sums.get("000011 2025-01-01")?.toSorted((one, other) => one.type.localeCompare(other.type));
  expect(sorted).toEqual([
    { type: "KOL", new: 13, maintained: 1 },
    { type: "T2D", new: 5, maintained: 2 },
  ]);
  const january = await ask((run) => clinicTypeSums(run, { from: month("2025-01"), to: month("2025-01") }));
  expect(january.get("000011 2025-01-01")?.map(({ type }) => type)).toEqual(["T2D"]);
});

test("the clinics behind the plans of a month are counted by what plans are split by", async () => {
  const question = await resolveQuestion(shop, { month: month("2025-02") });
  const makers = await askModels(question, { dimensions: ["region", "plan-type"] }, planMakers);
  const february = makers.filter(({ month: at }) => at === "2025-02");
  const of = (value: string) => february.find((one) => one.value === value)?.counts;
  expect(of("KOL")).toEqual([2, 2, 2]);
  expect(of("IHS")).toEqual([0, 1, 1]);
  expect(of("T2D") ?? [0, 0, 0]).toEqual([0, 0, 0]);
});
