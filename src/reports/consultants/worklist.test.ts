import { describe, expect, test } from "vitest";
import type { ClinicInMonths } from "../../domain/shapes/figures.js";
import type { CarriedNote } from "../../domain/shapes/follow-up.js";
import { month } from "../../testing/workshop.js";
import type { WorkGroup } from "./order.js";
import { readOrder } from "./order.js";
import type { WorkRow } from "./worklist.js";
import { worklist } from "./worklist.js";

const groups = await readOrder("reports");

function clinic(name: string, changes: Partial<ClinicInMonths>): ClinicInMonths {
  return {
    ydernummer: name.padStart(6, "0"),
    opened: "2001-01-01",
    name,
    region: "Region Øst",
    municipality: "Øby",
    kind: "PLO-klinik",
    system: "LPS-A",
    doctors: 1,
    newPlans: 4,
    required: 10,
    missing: 6,
    outcome: "fail",
    segment: "below",
    flags: [],
    isNew: false,
    perDoctor: 4,
    lastPlanMonth: month("2025-02"),
    monthlyNew: Array.from({ length: 12 }, (_, place) => place),
    monthlyMaintained: Array.from({ length: 12 }, () => 0),
    ...changes,
  };
}

function list(
  clinics: ClinicInMonths[],
  { notes = [], rule = groups }: { notes?: CarriedNote[]; rule?: WorkGroup[] } = {},
): WorkRow[] {
  return worklist({ clinics, notes, labelOf: (choice) => `valgt: ${choice}` }, rule);
}

const order = (rows: WorkRow[]): string[] => rows.map(({ clinic: { name }, group }) => `${name} ${group}`);

describe("the worklist", () => {
  test("has the near clinics first, then the stalled, those not in use and the new, and nobody else", () => {
    const rows = list([
      clinic("new", { isNew: true }),
      clinic("meets", { segment: "meets", outcome: "pass", isNew: true }),
      clinic("none", { segment: "not-started" }),
      clinic("below", {}),
      clinic("stalled", { segment: "stalled" }),
      clinic("near", { segment: "near", isNew: true }),
    ]);
    expect(order(rows)).toEqual(["near near", "stalled stalled", "none not-started", "new new"]);
    expect(rows.map(({ place }) => place)).toEqual([1, 2, 3, 4]);
  });

  test("has within a group first what order.yaml says: least missing, latest plan, most doctors", () => {
    const near = ["5", "1", "3"].map((name) => clinic(name, { segment: "near", missing: Number(name) }));
    const stalled = ["2023-04", "2024-01", "2023-12"].map((text) =>
      clinic(text, { segment: "stalled", lastPlanMonth: month(text) }),
    );
    const none = [1, 4, null, 2].map((doctors) => clinic(`d${doctors}`, { segment: "not-started", doctors }));
    expect(order(list([...none, ...stalled, ...near]))).toEqual([
      ...["1 near", "3 near", "5 near"],
      ...["2024-01 stalled", "2023-12 stalled", "2023-04 stalled"],
      ...["d4 not-started", "d2 not-started", "d1 not-started", "dnull not-started"],
    ]);
    const turned = groups.toReversed();
    expect(order(list([...near, ...none], { rule: turned }))[0]).toBe("d4 not-started");
  });

  test("holds a clinic against the middle one with as many doctors, where five are as large", () => {
    const four = [2, 4, 8, 20].map((newPlans) => clinic(`p${newPlans}`, { newPlans, doctors: 2.2 }));
    const near = clinic("near", { segment: "near", newPlans: 9, doctors: 2 });
    expect(list([near, ...four])[0]?.peers).toBe(8);
    expect(list([near, ...four.slice(1)])[0]?.peers).toBeNull();
    expect(list([{ ...near, doctors: null }, ...four])[0]?.peers).toBeNull();
  });

  test("shows the latest three months beside the three before, where all of them are known", () => {
    const near = clinic("near", { segment: "near" });
    expect(list([near])[0]).toMatchObject({ latest: 9 + 10 + 11, before: 6 + 7 + 8 });
    const hole = near.monthlyNew.map((count, place) => (place === 7 ? null : count));
    expect(list([{ ...near, monthlyNew: hole }])[0]).toMatchObject({ latest: 30, before: null });
  });

  test("brings the words of the newest month along: the choice, then the remark", () => {
    const note = (field: CarriedNote["field"], value: string, text: string): CarriedNote => ({
      ydernummer: "00near",
      opened: "2001-01-01",
      field,
      value,
      month: month(text),
      region: "east",
      source: { ydernummer: "00near", opened: "2001-01-01" },
    });
    const notes = [
      note("remark", "gammelt", "2024-11"),
      note("remark", "Ring i marts", "2025-01"),
      note("follow-up", "called", "2025-01"),
    ];
    const near = clinic("near", { segment: "near" });
    expect(list([near], { notes })[0]?.word).toEqual({
      texts: ["valgt: called", "Ring i marts"],
      month: "2025-01",
    });
    expect(list([near])[0]?.word).toBeNull();
  });
});
