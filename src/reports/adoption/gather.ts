import { readPolicies } from "../../defs/limits/policies.js";
import { discloseFor } from "../disclosure/disclose-for.js";
import type { Disclosure } from "../disclosure/disclosure.js";
import type { Target } from "../../defs/agreement/targets.js";
import type { ToldTarget } from "../findings/target-findings.js";
import { tellTargets } from "../findings/target-findings.js";
import { silentRegions } from "../shared/figures/silent-regions.js";
import { levelChangesOf } from "../../question/level-changes.js";
import { complianceVariation } from "./figures/compliance.js";
import type { ReportInput } from "../shared/input.js";
import { complianceByMonth } from "../shared/input.js";
import { tellRestatements } from "../shared/restated/notes.js";
import type { RevisionTexts } from "../shared/restated/texts.js";
import { readRevisionTexts } from "../shared/restated/texts.js";
import { isRuleKnown, stateRule } from "../shared/rule.js";
import type { AdoptionFacts, SteeringFacts } from "./facts.js";
import { guardGroups, guardReport } from "./guard.js";
import type { SteeringFigures } from "./read.js";
import type { SteeringDefinition } from "./report-file.js";

const noClinics = { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null };

type AdoptionInput = ReportInput<SteeringFigures>;

/** What one audience is told of adoption. */
export interface ToldAdoption {
  facts: SteeringFacts;
  /** The definition without the parts that the audience is not shown. */
  definition: SteeringDefinition;
  /** What decided of groups of clinics; null: the audience sees groups of every size. */
  disclosure: Disclosure | null;
  /** The facts with those of groups and single clinics. Throws, a bug of ours, where these were not read. */
  withGroups(): AdoptionFacts;
}

/** Decides what the audience of a report is told of adoption, and states the figures for it. */
export async function tellAdoption(
  input: AdoptionInput,
  definition: SteeringDefinition,
  reportsFolder: string,
): Promise<ToldAdoption> {
  const { figures, question } = input;
  const revisionTexts = await readRevisionTexts(reportsFolder);
  const policies = await readPolicies(reportsFolder);
  const disclosure = await discloseFor(policies[question.audience], figures, input);
  const levelChanges = levelChangesOf(question);
  const report = { facts: { ...factsOf(input, definition, revisionTexts), levelChanges }, definition };
  const { facts: guarded, definition: shown } =
    disclosure === null ? report : guardReport(report, disclosure);
  const isKnown = isRuleKnown(guarded.basis, guarded.rule);
  const near = disclosure === null ? nearClinics(figures) : null;
  const silent = silentRegions(report.facts.regions ?? [], report.facts.basis.month);
  const facts = isKnown
    ? withoutSilent(
        { ...guarded, goals: goalsOf(guarded, { near, definition, targets: question.definitions.targets }) },
        silent,
      )
    : withoutCompliance(guarded);
  const withGroups = (): AdoptionFacts => {
    const { clinics, complianceByRegion, complianceBySystem, complianceByMunicipality } = figures;
    if (clinics === undefined || complianceBySystem === undefined || complianceByMunicipality === undefined)
      throw new Error("the figures of groups and single clinics were not read");
    const groups =
      disclosure === null
        ? { complianceByRegion, complianceBySystem, complianceByMunicipality, clinics }
        : guardGroups(disclosure);
    const values = groups.complianceByRegion.values.map(({ value, row }) => ({
      value,
      row: silent.includes(value) ? { ...row, share: null } : row,
    }));
    return {
      ...facts,
      ...groups,
      complianceByRegion: { ...groups.complianceByRegion, values },
      ...(isKnown ? {} : noGroups),
    };
  };
  return { facts, definition: shown, disclosure, withGroups };
}

/** Clinics near the requirement; null where single clinics were not read. */
function nearClinics({ clinics }: SteeringFigures): number | null {
  return clinics?.filter(({ segment }) => segment === "near").length ?? null;
}

/** How far the goals are, from what the audience is shown. */
function goalsOf(
  facts: SteeringFacts,
  {
    near,
    definition,
    targets,
  }: { near: number | null; definition: SteeringDefinition; targets: readonly Target[] },
): ToldTarget[] {
  const figures = {
    month: facts.basis.month,
    compliance: facts.compliance,
    near,
    trend: facts.complianceTrend,
    ruleFrom: facts.ruleFrom,
    next: complianceVariation(facts)?.next ?? null,
  };
  return tellTargets(targets, figures, definition.findings.targets);
}

/** No region and no clinic is told of where nobody can say who meets the rule. */
const noGroups = {
  complianceByRegion: { dimension: "region" as const, values: [] },
  complianceBySystem: { dimension: "system" as const, values: [] },
  complianceByMunicipality: { dimension: "municipality" as const, values: [] },
  clinics: [],
};

/** The facts of a month for which nobody can say who meets the rule, because months that it looks at are not known. */
function withoutCompliance(facts: SteeringFacts): SteeringFacts {
  return {
    ...facts,
    compliance: noClinics,
    ...(facts.regions === undefined
      ? {}
      : { regions: facts.regions.map((region) => ({ ...region, compliance: noClinics })) }),
  };
}

/** The facts without the share of regions that have no plans. */
function withoutSilent(facts: SteeringFacts, silent: readonly string[]): SteeringFacts {
  if (silent.length === 0) return facts;
  return {
    ...facts,
    silentRegions: silent,
    ...(facts.regions === undefined
      ? {}
      : {
          regions: facts.regions.map((one) =>
            silent.includes(one.region) ? { ...one, compliance: { ...one.compliance, share: null } } : one,
          ),
        }),
  };
}

/** All figures of the report, as the project itself sees them. */
function factsOf(
  { figures, shownBefore }: AdoptionInput,
  { deck, terms }: SteeringDefinition,
  revisionTexts: RevisionTexts,
): SteeringFacts {
  return {
    basis: figures.basis,
    monthly: figures.plansPerMonth,
    accumulated: figures.plansAccumulated,
    activity: figures.activeClinics,
    byPlanType: figures.plansByType,
    perDoctor: figures.plansPerDoctor,
    sustained: figures.sustained,
    compliance: figures.compliance,
    complianceTrend: figures.complianceTrend,
    complianceCrossings: figures.complianceCrossings,
    rule: stateRule(figures.rule, terms),
    ruleFrom: figures.rule.validFrom,
    regions: figures.monthsByRegion.values.map(({ value, row }) => ({
      region: value,
      monthly: row.plans,
      activity: row.activity,
      compliance: figures.complianceByRegion.values.find((one) => one.value === value)?.row ?? noClinics,
    })),
    restated: tellRestatements(
      {
        restatements: figures.restatements,
        shown: shownBefore,
        previousMeeting: deck.meeting.previous,
        compliance: complianceByMonth(figures),
      },
      revisionTexts,
    ),
  };
}
