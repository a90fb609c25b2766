import { describe, expect, test } from "vitest";
import type { ClinicInMonths } from "../../domain/shapes/figures.js";
import type { CarriedNote, CarriedVisitNote } from "../../domain/shapes/follow-up.js";
import { month } from "../../testing/workshop.js";
import { readDefinitions } from "../../defs/definitions.js";
import type { WorkOrder } from "./order.js";
import { readOrder } from "./order.js";
import type { WorkRow } from "./worklist.js";
import { worklist } from "./worklist.js";
import type { VisitNotes } from "./visits.js";
import { visitsByClinic } from "./visits.js";

const { nextSteps } = await readDefinitions("pipelines/monthly");
const order = await readOrder("reports", nextSteps);

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
  {
    notes = [],
    visits = new Map(),
    rule = order,
  }: { notes?: CarriedNote[]; visits?: ReadonlyMap<string, VisitNotes>; rule?: WorkOrder } = {},
): WorkRow[] {
  const labelOf = (choice: string): string => `valgt: ${choice}`;
  return worklist({ month: month("2025-02"), clinics, notes, visits, labelOf }, rule);
}

const shown = (rows: WorkRow[]): string[] => rows.map(({ clinic: { name }, group }) => `${name} ${group}`);

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
    expect(shown(rows)).toEqual(["near near", "stalled stalled", "none not-started", "new new"]);
    expect(rows.map(({ place }) => place)).toEqual([1, 2, 3, 4]);
  });

  test("has within a group first what order.yaml says: least missing, latest plan, most doctors", () => {
    const near = ["5", "1", "3"].map((name) => clinic(name, { segment: "near", missing: Number(name) }));
    const stalled = ["2023-04", "2024-01", "2023-12"].map((text) =>
      clinic(text, { segment: "stalled", lastPlanMonth: month(text) }),
    );
    const none = [1, 4, null, 2].map((doctors) => clinic(`d${doctors}`, { segment: "not-started", doctors }));
    expect(shown(list([...none, ...stalled, ...near]))).toEqual([
      ...["1 near", "3 near", "5 near"],
      ...["2024-01 stalled", "2023-12 stalled", "2023-04 stalled"],
      ...["d4 not-started", "d2 not-started", "d1 not-started", "dnull not-started"],
    ]);
    const turned = { ...order, groups: order.groups.toReversed() };
    expect(shown(list([...near, ...none], { rule: turned }))[0]).toBe("d4 not-started");
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

  describe("of clinics that were visited", () => {
    const near = ["1", "3", "5"].map((name) => clinic(name, { segment: "near", missing: Number(name) }));
    const none = clinic("none", { segment: "not-started" });
    const visit = (day: string | null, nextStep: string | null = null): VisitNotes => ({
      ...{ day, nextStep, by: null, agreed: null, month: month("2025-01") },
    });
    const visited = (name: string, notes: VisitNotes): ReadonlyMap<string, VisitNotes> =>
      new Map([[`${name.padStart(6, "0")} 2001-01-01`, notes]]);
    const rest = (notes: VisitNotes): string[] =>
      shown(list([...near, none], { visits: visited("1", notes) }));
    const first = ["1 near", "3 near", "5 near", "none not-started"];
    const last = ["3 near", "5 near", "none not-started", "1 near"];

    test("puts one last that was visited in the six months up to the report month, or since", () => {
      expect(rest(visit("2024-09-01"))).toEqual(last);
      expect(rest(visit("2025-02-28"))).toEqual(last);
      expect(rest(visit("2025-03-10"))).toEqual(last);
      expect(rest(visit("2024-08-31"))).toEqual(first);
      expect(rest(visit(null))).toEqual(first);
    });

    test("leaves one in its place that is to be visited again, and none that is to be called", () => {
      expect(rest(visit("2025-01-10", "visit-again"))).toEqual(first);
      expect(rest(visit("2025-01-10", "call"))).toEqual(last);
    });

    test("puts one last in its group where the rule says so, and the rule's months decide", () => {
      const visits = visited("1", visit("2024-12-01"));
      const change = (changed: Partial<WorkOrder["visited"]>): string[] =>
        shown(
          list([...near, none], { visits, rule: { ...order, visited: { ...order.visited, ...changed } } }),
        );
      expect(change({ goes: "last-of-group" })).toEqual(["3 near", "5 near", "1 near", "none not-started"]);
      expect(change({ months: 2 })).toEqual(first);
      expect(change({ months: 3 })).toEqual(last);
    });

    test("refuses a rule that names a step which is not defined", async () => {
      await expect(readOrder("reports", [{ id: "call" }])).rejects.toMatchObject({ code: 10 });
    });
  });
});

describe("what consultants wrote of the clinics that became one", () => {
  const note = (
    number: string,
    field: CarriedVisitNote["field"],
    [value, written]: [string, string],
  ): CarriedVisitNote => ({
    ...{ ydernummer: "000300", opened: "2001-01-01", field, value, month: month(written) },
    source: { ydernummer: number, opened: "2001-01-01" },
  });

  test("is the latest day, the newest step, and every text with its number", () => {
    const notes = visitsByClinic([
      note("000100", "visited", ["2024-11-03", "2025-01"]),
      note("000200", "visited", ["2024-12-05", "2024-12"]),
      note("000100", "next-step", ["call", "2025-01"]),
      note("000200", "next-step", ["visit-again", "2024-12"]),
      note("000100", "agreed", ["A", "2025-01"]),
      note("000200", "agreed", ["B", "2024-12"]),
      note("000200", "visited-by", ["XY", "2024-12"]),
    ]);
    expect(notes.get("000300 2001-01-01")).toEqual({
      ...{ day: "2024-12-05", by: "XY", agreed: "000100: A\n000200: B", nextStep: "call" },
      month: "2025-01",
    });
  });
});
