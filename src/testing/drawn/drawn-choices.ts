import type { Definitions } from "../../defs/definitions.js";
import { readDefinitions } from "../../defs/definitions.js";
import type { Month } from "../../domain/month.js";
import { addMonths, monthsBetween } from "../../domain/month.js";
import type { MonthPlans } from "../../domain/shapes/figures.js";
import type { SteeringFacts } from "../../reports/adoption/facts.js";
import type { SteeringFigures } from "../../reports/adoption/read.js";
import type { SteeringDefinition } from "../../reports/adoption/report-file.js";
import { readSteeringDefinition } from "../../reports/adoption/report-file.js";
import { composeExplore } from "../../reports/steering/explore/compose.js";
import type { ExplorePart } from "../../reports/steering/explore/part.js";
import { readExploreTexts } from "../../reports/steering/explore/texts.js";
import type { GroupDimension } from "../../reports/shared/figures/group-months.js";
import { comparisons } from "../comparisons.js";
import { month } from "../workshop.js";
import { nothingRestated } from "./nothing-restated.js";
import { drawnBasis } from "./drawn-basis.js";

/** What a drawn country is like; what is left out is as in the sample. */
export interface DrawnCountry {
  last?: Month;
  /** Known months up to the last. */
  months?: number;
  types?: readonly string[];
  groups?: Partial<Record<GroupDimension, readonly string[]>>;
  /** Groups without a plan. */
  idle?: readonly string[];
}

/** A drawn country, and what the page's reader can choose of it. */
export interface DrawnChoices {
  facts: SteeringFacts;
  definition: SteeringDefinition;
  definitions: Definitions;
  explore: ExplorePart;
}

const shippedGroups: Record<GroupDimension, readonly string[]> = {
  region: ["Region Nordjylland", "Region Midtjylland", "Region Sjælland"],
  municipality: ["Aalborg", "Thisted", "Aarhus", "Samsø"],
  system: ["LPS-A", "LPS-B"],
  kind: ["PLO-klinik", "Udbudsklinik"],
};

/** Plans of one type: 30 new and 50 maintained a month times the size, half of it each July, and a few more or less. */
function plansOf(months: readonly Month[], size: number): MonthPlans[] {
  return months.map((one, place) => {
    const usual = one.endsWith("-07") ? 0.5 : 1;
    const fresh = Math.round(size * (30 * usual + (place % 5)));
    const kept = Math.round(size * (50 * usual + (place % 3)));
    return { month: one, new: fresh, maintained: kept, total: fresh + kept };
  });
}

function summed(rows: readonly (readonly MonthPlans[])[]): MonthPlans[] {
  return (rows[0] ?? []).map((first, place) => {
    const all = rows.map((row) => row[place]!);
    const sum = (field: "new" | "maintained" | "total"): number =>
      all.reduce((total, row) => total + row[field], 0);
    return { month: first.month, new: sum("new"), maintained: sum("maintained"), total: sum("total") };
  });
}

/** Draws a country in which each group of a dimension is as large as its place, from 1 on: 20 clinics, 16 active, 14 pass. */
export async function drawChoices(country: DrawnCountry = {}): Promise<DrawnChoices> {
  const { last = month("2025-02"), types = ["KOL", "T2D"], idle = [] } = country;
  const months = monthsBetween(addMonths(last, 1 - (country.months ?? 36)), last);
  const groups = { ...shippedGroups, ...country.groups };
  const typed = (name: string, size: number): MonthPlans[][] =>
    types.map(() => plansOf(months, idle.includes(name) ? 0 : size));
  const whole = groups.region.map((name, place) => typed(name, place + 1));
  const clinics = 20 * groups.region.reduce((sum, _, place) => sum + place + 1, 0);
  const activityOf = (size: number) =>
    months.map((one) => ({ month: one, active: 16 * size, clinics: 20 * size }));
  const count = (size: number) => {
    const [all, pass] = [20 * size, 14 * size];
    return { clinics: all, pass, fail: all - pass, unknown: 0, share: 0.7 };
  };
  const trendOf = (size: number) => months.slice(11).map((one) => ({ month: one, ...count(size) }));
  const byGroup = <Row>(id: GroupDimension, rowsOf: (name: string, size: number) => readonly Row[]) =>
    groups[id].flatMap((value, place) => rowsOf(value, place + 1).map((row) => ({ value, row })));
  const monthsOf = (id: GroupDimension) => ({
    plans: byGroup(id, (name, size) => summed(typed(name, size))),
    plansByType:
      id === "municipality"
        ? []
        : types.flatMap((planType, at) =>
            byGroup(id, (name, size) => typed(name, size)[at]!).map((one) => ({ ...one, planType })),
          ),
    activity: byGroup(id, (_, size) => activityOf(size)),
  });
  const size = clinics / 20;
  const monthly = summed(whole.map(summed));
  const facts: SteeringFacts = {
    basis: drawnBasis(months),
    monthly,
    accumulated: monthly.slice(-12),
    activity: activityOf(size),
    byPlanType: {
      dimension: "plan-type",
      values: types.map((value, at) => ({ value, row: summed(whole.map((one) => one[at]!)) })),
    },
    sustained: null,
    perDoctor: { clinics, unknown: 0, rows: [{ label: "0", clinics }] },
    compliance: count(size),
    complianceTrend: trendOf(size),
    complianceCrossings: [],
    restated: nothingRestated,
    ruleFrom: month("2022-01"),
    rule: {
      title: "Krav",
      threshold: "Mindst 10.",
      months: 12,
      status: "unconfirmed",
      statusText: "Ej.",
      source: "OK22",
    },
    regions: [],
  };
  const figures = {
    monthsOfGroups: {
      region: monthsOf("region"),
      municipality: monthsOf("municipality"),
      system: monthsOf("system"),
      kind: monthsOf("kind"),
    },
    complianceOfGroups: {
      region: byGroup("region", (_, of) => trendOf(of)),
      municipality: byGroup("municipality", (_, of) => trendOf(of)),
      system: byGroup("system", (_, of) => trendOf(of)),
      kind: byGroup("kind", (_, of) => trendOf(of)),
    },
  } as Partial<SteeringFigures> as SteeringFigures;
  const definitions = await readDefinitions("pipelines/monthly");
  const definition = await readSteeringDefinition("reports", comparisons);
  const texts = await readExploreTexts("reports");
  const data = composeExplore({ facts, figures, disclosure: null, definitions }, definition, texts);
  if (data === null) throw new Error("the drawn country has nothing to choose from");
  return { facts, definition, definitions, explore: { data, definition: texts } };
}
