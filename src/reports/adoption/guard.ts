import type { ComplianceSplits } from "../shared/figures/compliance.js";
import type { Sentence } from "../../defs/yaml/sentence.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords } from "../../domain/danish.js";
import type { ComplianceCount, MonthPlans } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import { firstOfWindow } from "../../domain/month.js";
import type { DisclosedCount, DisclosedGroup, Disclosure } from "../disclosure/disclosure.js";
import type { DeckSlideId } from "./deck-texts.js";
import type { DisclosureTexts } from "../disclosure/texts.js";
import type { AdoptionFacts, GuardedParts, RegionFacts, SteeringFacts } from "./facts.js";
import { figureOf, steeringFigureIds } from "./figures/index.js";
import type { SteeringDefinition } from "./report-file.js";

/** The report's facts and its definition as an audience may see them. */
export interface GuardedReport<Facts extends SteeringFacts> {
  facts: Facts;
  definition: SteeringDefinition;
}

/** What is told of groups and of single clinics. */
type Groups = Pick<AdoptionFacts, "complianceByRegion" | "clinics" | keyof ComplianceSplits>;

/**
 * The report as an audience may see it that does not see groups of every size. What may be shown is decided elsewhere; here
 * it takes the place of the figures, and parts that have none are left out by name.
 */
export function guardReport(
  { facts, definition }: GuardedReport<SteeringFacts>,
  disclosure: Disclosure,
): GuardedReport<SteeringFacts> {
  const guarded = guardedParts(facts, disclosure);
  const isLeftOut = new Set<string>(guarded.withheld.map(({ id }) => id));
  const { plans } = disclosure;
  const isShown = ({ month }: { month: Month }): boolean => plans.from === null || month >= plans.from;
  const { country, distribution } = disclosure;
  const own: SteeringFacts = {
    ...facts,
    basis: { ...facts.basis, loads: facts.basis.loads.map((load) => ({ ...load, acceptedReason: null })) },
    monthly: facts.monthly.filter(isShown),
    activity: disclosure.activity,
    sustained: disclosure.sustained,
    byPlanType: {
      ...facts.byPlanType,
      values: plans.byPlanType
        ? facts.byPlanType.values.map(({ value, row }) => ({ value, row: row.filter(isShown) }))
        : [],
    },
    perDoctor: {
      clinics: country?.clinics ?? 0,
      unknown: distribution?.unknown ?? 0,
      rows: distribution?.rows ?? [],
    },
    compliance: countOf(country),
    complianceTrend: disclosure.trend.map(({ month, ...count }) => ({ month, ...countOf(count) })),
    // The share of an earlier report is not this one's to tell, nor are plans of months that it does not show.
    restated: {
      ...facts.restated,
      months: facts.restated.months.filter(isShown),
      planLines: facts.restated.months.every(isShown) ? facts.restated.planLines : [],
      shareLines: [],
    },
    regions: isLeftOut.has("regions") ? [] : regionsOf(facts, disclosure),
    guarded,
  };
  const slides = definition.deck.slides.filter((id) => !isLeftOut.has(figureBehind[id] ?? id));
  return {
    facts: own,
    definition: {
      ...definition,
      figures: definition.figures.filter((id) => !isLeftOut.has(id)),
      deck: { ...definition.deck, slides },
    },
  };
}

/** The slides that show another slide's figure in another form. */
const figureBehind: Partial<Record<DeckSlideId, string>> = { "accumulated-table": "plans-accumulated" };

/** The same of groups of clinics: regions as they may be shown, and no clinic by itself. */
export function guardGroups({ regions, texts }: Disclosure): Groups {
  return {
    complianceByRegion: {
      dimension: "region",
      values: regions.map((region) => ({ value: regionName(region, texts), row: countOf(region.count) })),
    },
    complianceBySystem: { dimension: "system", values: [] },
    complianceByMunicipality: { dimension: "municipality", values: [] },
    clinics: [],
  };
}

function guardedParts({ basis, monthly }: SteeringFacts, disclosure: Disclosure): GuardedParts {
  const { policy, texts, plans, distribution } = disclosure;
  const words = { minGroup: String(policy.minGroup) };
  const hasWindow = plans.from === null || plans.from <= firstOfWindow(basis.month);
  const hasMonths = plans.from === null || monthly.some(({ month }) => month >= (plans.from ?? month));
  const shown = { disclosure, hasWindow, hasMonths };
  const reasons: [id: string, Sentence<"minGroup"> | null][] = [
    ...steeringFigureIds.map((id): (typeof reasons)[number] => [id, figureOf(id).whyWithheld(shown)]),
    ["plan-types", hasWindow && plans.byPlanType ? null : texts.planTypes],
    ["regions", hasWindow && plans.byRegion ? null : texts.regions.plans],
  ];
  const rest = disclosure.regions.find(({ kind }) => kind === "rest");
  return {
    mark: policy.mark,
    fileSuffix: policy.fileSuffix,
    withheld: reasons.flatMap(([id, text]) =>
      text === null ? [] : [{ id, text: fillSentence(text, words) }],
    ),
    isNoneApart: (distribution?.none ?? null) !== null,
    binNote: distribution?.isFolded === true ? fillSentence(texts.bins.note, words) : null,
    restRegion: rest === undefined ? null : regionName(rest, texts),
    texts,
  };
}

/** Plans of each region, with its clinics by outcome where it may be shown by itself. */
function regionsOf({ regions = [] }: SteeringFacts, { regions: shown, plans }: Disclosure): RegionFacts[] {
  const isShown = ({ month }: MonthPlans): boolean => plans.from === null || month >= plans.from;
  return regions.map(({ region, monthly }) => ({
    region,
    monthly: monthly.filter(isShown),
    activity: [],
    compliance: countOf(shown.find(({ name }) => name === region)?.count ?? null),
  }));
}

function regionName({ name, groups }: DisclosedGroup, { regions }: DisclosureTexts): string {
  return name ?? fillSentence(regions.rest, { groups: countWords(groups) });
}

/** A count whose clinics that cannot be told are among those that fail; none where it may not be shown. */
function countOf(count: DisclosedCount | null): ComplianceCount {
  const { clinics, pass, notPass, share } = count ?? { clinics: 0, pass: 0, notPass: 0, share: null };
  return { clinics, pass, fail: notPass, unknown: 0, share };
}
