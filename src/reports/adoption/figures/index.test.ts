import { comparisons } from "../../../testing/comparisons.js";
import { describe, expect, it } from "vitest";
import { readSteeringDefinition } from "../report-file.js";
import type { Month } from "../../../domain/month.js";
import { addMonths, monthsBetween, parseMonth } from "../../../domain/month.js";
import type { LevelChange } from "../../../defs/limits/level-changes.js";
import type { SteeringFacts } from "../facts.js";
import type { SteeringFigure } from "./figure.js";
import type { SteeringFigureId } from "./index.js";
import { composeSteering } from "./index.js";
import { nothingRestated } from "../../../testing/drawn/nothing-restated.js";
import { drawnBasis } from "../../../testing/drawn/drawn-basis.js";

const definition = await readSteeringDefinition("reports", comparisons);
const month = (text: string): Month => parseMonth(text)!;
const february = month("2025-02");

/** The slide of 24-04-2025 (source PLSP): running sums from March 2024 to February 2025. */
const slideNew = [7723, 16972, 26715, 35830, 40025, 46928, 56365, 65591, 76170, 83330, 92364, 100547];
const slideMaintained = [
  10864, 23220, 35801, 48413, 53816, 64083, 78631, 92298, 106731, 118104, 132135, 144369,
];
const window = monthsBetween(month("2024-03"), february);
const accumulated = window.map((one, index) => {
  const [fresh, maintained] = [slideNew[index]!, slideMaintained[index]!];
  return { month: one, new: fresh, maintained, total: fresh + maintained };
});
const monthly = accumulated.map((row, index) => {
  const before = accumulated[index - 1] ?? { new: 0, maintained: 0, total: 0 };
  return {
    month: row.month,
    new: row.new - before.new,
    maintained: row.maintained - before.maintained,
    total: row.total - before.total,
  };
});

const published: SteeringFacts = {
  basis: drawnBasis(window, { asOf: 3 }),
  monthly,
  accumulated,
  activity: window.map((one) => ({ month: one, active: one === february ? 1395 : 1430, clinics: 1622 })),
  byPlanType: {
    dimension: "plan-type",
    values: [
      { value: "KOL", row: monthly },
      { value: "T2D", row: monthly.map((row) => ({ ...row, total: 2 * row.total })) },
    ],
  },
  sustained: null,
  perDoctor: {
    clinics: 1598,
    unknown: 0,
    rows: [
      { label: "0", clinics: 64 },
      { label: "<5", clinics: 700 },
      { label: "5–9", clinics: 100 },
      { label: "≥40", clinics: 734 },
    ],
  },
  compliance: { clinics: 1598, pass: 1278, fail: 320, unknown: 0, share: 1278 / 1598 },
  complianceCrossings: [],
  complianceTrend: [
    { month: february, clinics: 1598, pass: 1278, fail: 320, unknown: 0, share: 1278 / 1598 },
  ],
  restated: nothingRestated,
  ruleFrom: parseMonth("2022-01")!,
  rule: {
    title: "OK22",
    threshold: "Mindst 10 nye planer pr. læge.",
    months: 12,
    status: "unconfirmed",
    statusText: "Kravet er ikke bekræftet.",
    source: "OK22",
  },
};

function figure(id: SteeringFigureId, changes: Partial<SteeringFacts> = {}): SteeringFigure {
  return composeSteering({ ...published, ...changes }, definition).find((one) => one.id === id)!;
}

describe("the published figures", () => {
  it("stand in the accumulated table as on the slide, month by month", () => {
    const { table } = figure("plans-accumulated");
    expect(table.columns.map(({ heading }) => heading)).toEqual([
      "Planer",
      "Mar 2024",
      "Apr",
      "Maj",
      "Jun",
      "Jul",
      "Aug",
      "Sep",
      "Okt",
      "Nov",
      "Dec",
      "Jan 2025",
      "Feb",
    ]);
    expect(table.rows[0]!.cells.slice(0, 3)).toEqual(["Nye planer", "7.723", "16.972"]);
    expect(table.rows[1]!.cells.at(-1)).toBe("144.369");
    expect(table.rows[2]!.cells).toEqual([
      "Total",
      "18.587",
      "40.192",
      "62.516",
      "84.243",
      "93.841",
      "111.011",
      "134.996",
      "157.889",
      "182.901",
      "201.434",
      "224.499",
      "244.916",
    ]);
  });

  it("come with the notes of the slides, numbers and months filled in", () => {
    expect(figure("plans-per-doctor").chart.notes).toEqual([
      "Ny plan: En plan betegnes som en ny plan, hvis den patient, planen er lavet til, ikke tidligere har fået en plan af samme type.",
      "Antal lægehuse i alt (5,80): 1598",
      "Datakilde: PLSP. Nedlukkede lægehuse, samt regions- og udbudsklinikker, frasorteret.",
    ]);
    expect(figure("active-clinics").chart.notes[1]).toBe("Antal lægehuse i alt i februar 2025 (5,80): 1622");
  });

  it("name what July added, which explains the step in the running sum", () => {
    // 93.841 - 84.243, by hand.
    expect(figure("plans-accumulated").chart.input.data["season"]).toMatchObject([
      { lines: ["+9.598 i juli"] },
    ]);
  });

  it("say how many clinics meet the requirement, of how many, and that it is unconfirmed", () => {
    const { chart, csv } = figure("ok22");
    expect(chart.headline).toBe(
      "80,0\u00a0% af klinikkerne opfylder OK22-kravet: 1.278 af 1.598 i februar 2025",
    );
    expect(chart.marks).toEqual(["Syntetiske data", "Ubekræftet krav"]);
    expect(chart.notes.join(" ")).toContain("Status: ubekræftet. Kravet er ikke bekræftet.");
    expect(chart.description).toContain("320 gør det ikke");
    expect(csv.rows[0]!.at(-1)).toBe("Syntetiske data; Ubekræftet krav");
  });
});

describe("every figure", () => {
  it("says that its data are synthetic, in the picture, its description and its CSV", () => {
    for (const { chart, csv } of composeSteering(published, definition)) {
      expect(chart.marks).toContain("Syntetiske data");
      expect(chart.description).toContain("Syntetiske data");
      expect(csv.rows.every((row) => String(row.at(-1)).includes("Syntetiske data"))).toBe(true);
    }
  });

  it("of real data and a confirmed rule carries no mark", () => {
    const basis = { ...published.basis, synthetic: false };
    const rule = { ...published.rule, status: "confirmed" as const, statusText: null };
    for (const { chart, csv } of composeSteering({ ...published, basis, rule }, definition)) {
      expect(chart.marks).toEqual([]);
      expect(csv.columns).not.toContain("Forbehold");
    }
  });

  it("states its finding in the description for those who cannot see it", () => {
    for (const { finding, chart } of composeSteering(published, definition)) {
      expect(finding).not.toBeNull();
      expect(chart.description).toContain(finding!);
    }
  });

  it("has no finding without data, and says that there are none", () => {
    const none = { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null };
    const empty: SteeringFacts = {
      ...published,
      monthly: [],
      accumulated: [],
      activity: [],
      byPlanType: { dimension: "plan-type", values: [] },
      perDoctor: {
        clinics: 0,
        unknown: 0,
        rows: published.perDoctor.rows.map((row) => ({ ...row, clinics: 0 })),
      },
      compliance: none,
      complianceTrend: [],
    };
    for (const { finding, chart } of composeSteering(empty, definition)) {
      expect(finding).toBeNull();
      expect(chart.emptyText).toBe("Ingen data");
    }
  });
});

describe("a finding", () => {
  const withYearBefore = (totalBefore: number): Partial<SteeringFacts> => ({
    monthly: [
      { month: addMonths(february, -12), new: totalBefore, maintained: 0, total: totalBefore },
      ...monthly,
    ],
  });

  it("compares the month with the same month a year before, not with the month before", () => {
    // 20.417 in February 2025; 20.417 / 21.241 - 1 = -3,88 %, by hand.
    expect(figure("plans-per-month", withYearBefore(21241)).finding).toBe(
      "20.417 forløbsplaner i februar 2025: 3,9\u00a0% færre end i februar 2024",
    );
    expect(figure("plans-per-month", withYearBefore(20000)).finding).toMatch(
      /2,1\u00a0% flere end i februar 2024$/,
    );
  });

  it("says the same only of equal figures, and nearly the same of a change too small to show", () => {
    expect(figure("plans-per-month", withYearBefore(20417)).finding).toMatch(/: lige så mange som/);
    expect(figure("plans-per-month", withYearBefore(20418)).finding).toMatch(/: næsten lige så mange som/);
  });

  it("compares with nothing where the year before is not known", () => {
    expect(figure("plans-per-month").finding).toBe("20.417 forløbsplaner i februar 2025");
    expect(figure("plans-accumulated").finding).toBe("244.916 forløbsplaner på 12 måneder");
  });

  it("places the clinic in the middle by the clinics whose doctors are known", () => {
    // 799 of 1.598 is the middle: 64 + 700 = 764 are below it, 5–9 reaches 864.
    expect(figure("plans-per-doctor").finding).toBe(
      "64 af 1.598 klinikker har ingen nye planer; den midterste klinik har 5–9 pr. læge",
    );
    const perDoctor = { ...published.perDoctor, clinics: 1600, unknown: 2 };
    expect(figure("plans-per-doctor", { perDoctor }).finding).toContain(
      "64 af 1.598 klinikker med kendt antal læger",
    );
  });
});

describe("holes and short series", () => {
  const may = month("2024-05");
  const withoutMay = <Row extends { month: Month }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => row.month !== may);

  it("a month without data is a gap in table and chart, never a zero", () => {
    const facts = {
      monthly: withoutMay(monthly),
      accumulated: withoutMay(accumulated),
      activity: withoutMay(published.activity),
    };
    expect(figure("plans-accumulated", facts).table.rows[0]!.cells[3]).toBe("–");
    expect(figure("plans-per-month", facts).chart.input.data["rows"]).toContainEqual({
      month: may,
      total: null,
    });
    expect(figure("active-clinics", facts).chart.input.data["rows"]).toContainEqual({
      month: may,
      active: null,
      clinics: null,
    });
    expect(figure("plans-accumulated", facts).chart.marks).toContain("Ufuldstændig periode");
    expect(figure("plans-per-month", facts).chart.marks).not.toContain("Ufuldstændig periode");
  });

  it("a share of a window with a hole is no fall: it is said how much of the window is known", () => {
    const yearBefore = { month: month("2024-02"), clinics: 1600, pass: 1600, fail: 0, unknown: 0, share: 1 };
    const complianceTrend = [yearBefore];
    expect(figure("ok22", { complianceTrend }).finding).toContain("ned fra 100,0");
    const basis = { ...published.basis, knownMonths: withoutMay(monthly).map((row) => row.month) };
    expect(figure("ok22", { complianceTrend, basis }).finding).toBe(
      "OK22-kravet kan ikke opgøres endnu: 11 af de 12 måneder, som det omfatter, er kendt",
    );
  });

  it("a known month without plans is a zero, and stays one in CSV", () => {
    const zeroed = monthly.map((row) =>
      row.month === may ? { month: may, new: 0, maintained: 0, total: 0 } : row,
    );
    const { csv, chart } = figure("plans-per-month", { monthly: zeroed });
    expect(csv.rows[2]!.slice(0, 4)).toEqual(["2024-05", 0, 0, 0]);
    expect(chart.input.data["rows"]).toContainEqual({ month: may, total: 0 });
  });

  it("one month is shown in its place in a whole window", () => {
    const last = monthly.slice(-1);
    const { chart, finding } = figure("plans-per-month", { monthly: last });
    expect(chart.input.values["months"]).toEqual(window);
    expect(finding).toBe("20.417 forløbsplaner i februar 2025");
    expect(figure("plans-accumulated", { monthly: last, accumulated: last }).finding).toBe(
      "20.417 forløbsplaner (1 af de seneste 12 måneder er kendt)",
    );
  });
});

describe("what varies anyway", () => {
  /** Three years of 100 plans a month, each year 10 % above the one before, and a last month as given. */
  const yearsOf = (last: number): SteeringFacts["monthly"] =>
    monthsBetween(month("2022-03"), february).map((one, index) => {
      const wobble = index % 2 === 0 ? 1 : 1.02;
      const total = one === february ? last : Math.round(1000 * (1.1 * wobble) ** Math.floor(index / 12));
      return { month: one, new: total, maintained: 0, total };
    });

  it("is a band over all months that have a year before, explained under the plot, where years can be compared", () => {
    const { chart, finding } = figure("plans-per-month", { monthly: yearsOf(1259) });
    // The year before is known of the last 24 of 36 months.
    expect(chart.input.data["band"]).toHaveLength(24);
    expect(chart.notes[1]).toMatch(/^Bånd: det normale/);
    // 1.259 against 1.122 a year before: +12,2 %, between limits around +11 %.
    expect(finding).toBe(
      "1.259 forløbsplaner i februar 2025: 12,2\u00a0% flere end i februar 2024, inden for det normale",
    );
  });

  it("is left by a month that halves, which the finding says, and with it picture and description", () => {
    const { chart, finding } = figure("plans-per-month", { monthly: yearsOf(561) });
    expect(finding).toBe(
      "561 forløbsplaner i februar 2025: 50,0\u00a0% færre end i februar 2024; det er færre end normalt",
    );
    expect(chart.headline).toBe(finding);
    expect(chart.description).toContain(finding);
  });

  it("is computed anew from a confirmed change of level, which is said with its reason", () => {
    const halved = yearsOf(1259).map((row) =>
      row.month < "2024-09" ? row : { ...row, new: row.new / 2, total: row.total / 2 },
    );
    const levelChanges = [
      {
        metric: "plans-per-month" as const,
        from: month("2024-09"),
        reason: "færre lægesystemer leverer",
        confirmedBy: "Styregruppen",
        confirmedOn: "2024-12-01" as LevelChange["confirmedOn"],
      },
    ];
    const signalled = figure("plans-per-month", { monthly: halved });
    expect(signalled.finding).toContain("; det er færre end normalt");
    const levelled = figure("plans-per-month", { monthly: halved, levelChanges });
    expect(levelled.finding).toMatch(/færre end i februar 2024, inden for det normale$/);
    expect(levelled.chart.notes).toContain(
      "Nyt niveau fra september 2024: færre lægesystemer leverer. Det normale er beregnet på ny fra den måned.",
    );
  });

  it("is not known from one year, and then nothing is said of signals; accumulated figures never have limits", () => {
    const { chart } = figure("plans-per-month");
    expect(chart.input.data["band"]).toEqual([]);
    expect(chart.notes).toHaveLength(1);
    expect(figure("plans-accumulated", { monthly: yearsOf(1259) }).chart.input.data["band"]).toBeUndefined();
  });
});
