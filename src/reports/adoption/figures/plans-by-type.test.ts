import { comparisons } from "../../../testing/comparisons.js";
import { describe, expect, test } from "vitest";
import { addMonths, monthsBetween, parseMonth } from "../../../domain/month.js";
import type { MonthPlans } from "../../../domain/shapes/figures.js";
import { nothingRestated } from "../../../testing/drawn/nothing-restated.js";
import type { SteeringFacts } from "../facts.js";
import { readSteeringDefinition } from "../report-file.js";
import type { ShownParts, SteeringFigure } from "./figure.js";
import { composeSteering, figureOf } from "./index.js";
import { drawnBasis } from "../../../testing/drawn/drawn-basis.js";

const newest = parseMonth("2025-02")!;
const window = monthsBetween(addMonths(newest, -11), newest);
const none = { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null };
const definition = {
  ...(await readSteeringDefinition("reports", comparisons)),
  figures: ["plans-by-type"] as const,
};

/** Composes the figure from the plans of each type in each month; a month that is left out is not known. */
function figureOfTypes(types: Record<string, (month: string) => number | null>): SteeringFigure {
  const rowsOf = (plansIn: (month: string) => number | null): MonthPlans[] =>
    window.flatMap((month) => {
      const total = plansIn(month);
      return total === null ? [] : [{ month, new: 0, maintained: total, total }];
    });
  const facts: SteeringFacts = {
    basis: drawnBasis(window, { synthetic: false }),
    monthly: [],
    accumulated: [],
    activity: [],
    byPlanType: {
      dimension: "plan-type",
      values: Object.entries(types).map(([value, plansIn]) => ({ value, row: rowsOf(plansIn) })),
    },
    sustained: null,
    perDoctor: { clinics: 0, unknown: 0, rows: [] },
    compliance: none,
    complianceCrossings: [],
    complianceTrend: [],
    restated: nothingRestated,
    ruleFrom: newest,
    rule: { title: "", threshold: "", months: 12, status: "confirmed", statusText: null, source: "" },
  };
  return composeSteering(facts, definition)[0]!;
}

describe("plans by plan type over time", () => {
  test("says each type's plans of the newest month to who cannot see the lines", () => {
    const { chart, csv } = figureOfTypes({ KOL: () => 10, T2D: (month) => (month === newest ? 1500 : 20) });
    expect(chart.description).toContain("februar 2025: KOL 10; T2D 1.500");
    expect(csv.columns).toEqual(["Måned", "KOL", "T2D"]);
    expect(csv.rows.at(-1)).toEqual(["2025-02", 10, 1500]);
  });

  test("breaks each line where a month is not known", () => {
    const { chart, table } = figureOfTypes({
      KOL: (month) => (month === "2024-07" ? null : 5),
      T2D: () => 7,
    });
    const rows = chart.input.data["rows"]!.filter(({ month }) => month === "2024-07");
    expect(rows.map(({ type, plans }) => [type, plans])).toEqual([
      ["KOL", null],
      ["T2D", 7],
    ]);
    expect(table.rows.find(({ cells }) => cells[0] === "Juli 2024")?.cells).toEqual(["Juli 2024", "–", "7"]);
  });

  test("names the four types with most plans at their lines, and the others in a note", () => {
    const types = Object.fromEntries(
      ["A", "B", "C", "D", "E", "F"].map((type, place) => [type, () => 10 - place]),
    );
    const { chart, native } = figureOfTypes(types);
    expect(chart.input.data["seriesLabels"]!.map(({ lines }) => (lines as string[])[0])).toEqual([
      "D",
      "C",
      "B",
      "A",
    ]);
    expect(chart.notes.at(-1)).toBe("Grå linjer uden navn: E, F.");
    expect(native.series.map(({ labels }) => labels.length)).toEqual([1, 1, 1, 1, 0, 0]);
  });

  test("has nothing to draw where no type is known", () => {
    expect(figureOfTypes({}).chart.emptyText).toBe("Ingen data");
  });

  test.each([
    [true, true, false],
    [false, true, true],
    [true, false, true],
  ])("types shown %s, months shown %s: it is withheld %s", (byPlanType, hasMonths, isWithheld) => {
    const parts = {
      disclosure: { plans: { byPlanType }, texts: { planTypes: { text: "few", names: [] } } },
      hasMonths,
      hasWindow: hasMonths,
    } as unknown as ShownParts;
    expect(figureOf("plans-by-type").whyWithheld(parts) !== null).toBe(isWithheld);
  });
});
