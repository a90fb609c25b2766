import { fillSentence } from "../../../defs/yaml/sentence.js";
import { countWords } from "../../../domain/danish.js";
import type { Definitions } from "../../../defs/definitions.js";
import { regionOfMunicipality } from "../../../defs/codes/municipalities.js";
import type { Month } from "../../../domain/month.js";
import type { MonthActivity, MonthPlans } from "../../../domain/shapes/figures.js";
import type { Valued } from "../../../metrics/shared/metric.js";
import { valueOrder } from "../../../metrics/shared/split.js";
import type { SteeringFacts } from "../../adoption/facts.js";
import type { SteeringFigures } from "../../adoption/read.js";
import type { DisclosedGroup, Disclosure } from "../../disclosure/disclosure.js";
import type { GroupDimension } from "../../shared/figures/group-months.js";
import type { GroupingId } from "./data.js";

/** Clinics of a month that are held against the rule, and those of them that meet it. */
export interface MonthPass {
  month: Month;
  pass: number;
  clinics: number;
}

/** The rows of one group, each list in month order; null: the audience is not told, or there are none. */
export interface GroupRows {
  name: string;
  /** The region of a municipality; null: not one, or not known. */
  within: string | null;
  plans: readonly MonthPlans[] | null;
  /** By plan type, in the order of the types. */
  plansByType: readonly (readonly MonthPlans[])[] | null;
  activity: readonly MonthActivity[] | null;
  compliance: readonly MonthPass[] | null;
}

/** Groups of one kind with their rows. */
export interface GroupingRows {
  id: GroupingId;
  groups: GroupRows[];
}

/** What the choices are made from. */
export interface ExploreSources {
  /** As the audience is told them. */
  facts: SteeringFacts;
  figures: SteeringFigures;
  /** Null: the audience sees groups of every size. */
  disclosure: Disclosure | null;
  definitions: Definitions;
}

/** The rows of every group that the audience is told of; groupings that it is told nothing of are left out. */
export function groupingRows(sources: ExploreSources): GroupingRows[] {
  const country = countryRows(sources.facts);
  const others = sources.disclosure === null ? everyGroup(sources) : disclosedGroups(sources);
  return [{ id: "country" as const, groups: [country] }, ...others].filter(({ groups }) =>
    groups.some(isTold),
  );
}

function isTold({ plans, activity, compliance }: GroupRows): boolean {
  return [plans, activity, compliance].some((rows) => rows !== null && rows.length > 0);
}

/** The plan types that are told of the whole country, in order. */
export function typesOf({ byPlanType }: SteeringFacts): string[] {
  return byPlanType.values.map(({ value }) => value);
}

function countryRows(facts: SteeringFacts): GroupRows {
  const types = facts.byPlanType.values.map(({ row }) => row);
  return {
    name: "",
    within: null,
    plans: facts.monthly,
    plansByType: types.length === 0 ? null : types,
    activity: facts.activity,
    compliance: facts.complianceTrend,
  };
}

function everyGroup({ facts, figures, definitions }: ExploreSources): GroupingRows[] {
  const { monthsOfGroups: months, complianceOfGroups: compliance } = figures;
  if (months === undefined || compliance === undefined) return [];
  const { month } = facts.basis;
  const regionOf = municipalityRegions(definitions, month);
  const types = typesOf(facts);
  const groupsOf = (id: GroupDimension): GroupRows[] => {
    const plans = rowsByValue(months[id].plans);
    const activity = rowsByValue(months[id].activity);
    const passes = rowsByValue(compliance[id]);
    const typed = new Map(
      types.map((type) => [
        type,
        rowsByValue(months[id].plansByType.filter(({ planType }) => planType === type)),
      ]),
    );
    // The groups of the report month: what a region was called before it became another one is told by its clinics.
    return [...plans.keys()].sort(valueOrder(definitions, id)).map((name): GroupRows => ({
      name,
      within: id === "municipality" ? (regionOf.get(name) ?? null) : null,
      plans: plans.get(name) ?? [],
      plansByType: id === "municipality" ? null : types.map((type) => typed.get(type)?.get(name) ?? []),
      activity: activity.get(name) ?? [],
      compliance: passes.get(name) ?? [],
    }));
  };
  return (["region", "municipality", "system", "kind"] as const).map((id) => ({ id, groups: groupsOf(id) }));
}

/**
 * What is told of groups to an audience that may not see all of them: plans of the regions where those may be shown, and
 * compliance of the report month, the very rows that the published tables have.
 */
function disclosedGroups({ facts, disclosure }: ExploreSources): GroupingRows[] {
  if (disclosure === null) return [];
  const { month } = facts.basis;
  const plans = new Map((facts.regions ?? []).map(({ region, monthly }) => [region, monthly]));
  const rowsOf = (groups: readonly DisclosedGroup[]): GroupRows[] =>
    groups
      .filter(({ name, kind }) => name !== null || kind === "rest")
      .map(({ name, parent, groups: count, count: { pass, clinics } }) => ({
        name: name ?? restName(count, parent, disclosure),
        within: parent,
        plans: null,
        plansByType: null,
        activity: null,
        compliance: [{ month, pass, clinics }],
      }));
  const told = disclosure.country === null ? [] : rowsOf(disclosure.regions);
  const regions = [
    ...told.map((group) => ({ ...group, plans: plans.get(group.name) ?? null })),
    // Whose share is only told together with others' still has its plans.
    ...[...plans]
      .filter(([region]) => !told.some(({ name }) => name === region))
      .map(([name, rows]) => ({
        name,
        within: null,
        plans: rows,
        plansByType: null,
        activity: null,
        compliance: null,
      })),
  ];
  return [
    { id: "region", groups: regions },
    { id: "municipality", groups: rowsOf(disclosure.municipalities) },
    { id: "system", groups: rowsOf(disclosure.systems) },
  ];
}

/** Several rows can lay groups together, one in each region. */
function restName(groups: number, parent: string | null, { texts }: Disclosure): string {
  const rest = fillSentence(texts.regions.rest, { groups: countWords(groups) });
  return parent === null ? rest : `${rest}, ${parent}`;
}

function rowsByValue<Row>(valued: readonly Valued<Row>[]): Map<string, Row[]> {
  const rows = new Map<string, Row[]>();
  for (const { value, row } of valued) {
    const known = rows.get(value);
    if (known === undefined) rows.set(value, [row]);
    else known.push(row);
  }
  return rows;
}

/** The name of the region that each municipality lies in in a month. */
function municipalityRegions(
  { municipalities, regions }: Definitions,
  month: Month,
): ReadonlyMap<string, string> {
  const nameOf = new Map(regions.map(({ id, name }) => [id, name]));
  return new Map(
    municipalities.flatMap((one) => {
      const name = nameOf.get(regionOfMunicipality(one, regions, month) ?? "");
      return name === undefined ? [] : [[one.name, name] as const];
    }),
  );
}
