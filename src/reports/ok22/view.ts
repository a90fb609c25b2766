import type { Ok22View, ShownCount, ShownGroup, ShownMovement } from "./shown.js";
import { isRuleKnown, ruleMonthsKnown } from "../shared/rule.js";
import type { AudiencePolicy } from "../../defs/limits/policies.js";
import { compareDanish } from "../../domain/danish.js";
import type { Basis, ClinicCompliance, ComplianceCount } from "../../domain/shapes/figures.js";
import type { SegmentId } from "../../domain/shapes/segment.js";
import { segmentIds } from "../../domain/shapes/segment.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { DisclosedCount, DisclosedGroup, Disclosure } from "../disclosure/disclosure.js";
import type { Ok22Facts } from "./facts.js";
import { countOutcomes } from "../shared/compliance-counts.js";
import { compareMonths } from "./parts/movement.js";

/** What of the facts an audience may see. Throws, a bug of ours, where it may not see all and nothing decided what it may. */
export function viewFor(policy: AudiencePolicy, facts: Ok22Facts): Ok22View {
  const { disclosure } = facts;
  if (policy.minGroup > 0 && disclosure === null)
    throw new Error(`nothing decided what ${policy.audience} may see`);
  const known = ruleMonthsKnown(facts.basis, facts.rule);
  const view: Ok22View = {
    policy,
    known,
    basis: policy.namesClinics ? facts.basis : withoutReasons(facts.basis),
    rule: facts.rule,
    trendRules: facts.trendRules,
    newMonths: facts.newMonths,
    comparisons: facts.comparisons,
    silentRegions: [],
    goals: facts.goals,
    levelChanges: facts.levelChanges,
    crossings: facts.crossings,
    attained: policy.showsFollowUp ? facts.attained : null,
    medianMissing: policy.showsFollowUp ? medianMissing(facts.clinics) : null,
    segments: policy.showsFollowUp ? segmentCounts(facts.clinics) : null,
    answers: policy.showsFollowUp ? facts.answers : [],
    ...(disclosure === null ? everythingOf(facts, policy) : disclosedOf(facts, disclosure)),
  };
  return isRuleKnown(facts.basis, facts.rule)
    ? withoutSilent(view, facts.silentRegions)
    : withoutCompliance(view);
}

/** A view without the share of regions that have no plans. */
function withoutSilent(view: Ok22View, silent: readonly string[]): Ok22View {
  if (silent.length === 0) return view;
  const regions = view.regions.map((region) =>
    region.name !== null && silent.includes(region.name)
      ? { ...region, count: { ...region.count, share: null } }
      : region,
  );
  return { ...view, regions, silentRegions: silent };
}

/** A view of a month for which nobody can say who meets the rule: it says why, and shows no share and no group. */
function withoutCompliance(view: Ok22View): Ok22View {
  return {
    ...view,
    national: null,
    tooSmall: null,
    regions: [],
    systems: [],
    municipalities: [],
    goals: [],
    attained: null,
    medianMissing: null,
    segments: null,
    started: null,
    distribution: null,
    distributionNote: null,
    movement: null,
    answers: [],
  };
}

/** The parts of a view that small groups decide on. */
type Guarded = Omit<
  Ok22View,
  | "policy"
  | "known"
  | "basis"
  | "rule"
  | "trendRules"
  | "newMonths"
  | "comparisons"
  | "silentRegions"
  | "goals"
  | "levelChanges"
  | "crossings"
  | "attained"
  | "medianMissing"
  | "segments"
  | "answers"
>;

function disclosedOf(facts: Ok22Facts, disclosure: Disclosure): Guarded {
  const { texts, policy, plans } = disclosure;
  const show = (count: DisclosedCount): ShownCount => ({ ...count, fail: null, unknown: null });
  const rows = (groups: readonly DisclosedGroup[]): ShownGroup[] =>
    groups.map((group) => ({ ...group, count: show(group.count) }));
  const { distribution } = disclosure;
  const words = { minGroup: String(policy.minGroup) };
  return {
    restated: facts.restated.filter(({ month }) => plans.from === null || month >= plans.from),
    // The share of an earlier report is not this one's to tell: with today's, groups that it hid could follow.
    restatedSince: { ...facts.restatedSince, shareLines: [] },
    splitsUnknown: false,
    national: disclosure.country === null ? null : show(disclosure.country),
    tooSmall: fillSentence(texts.country, words),
    regions: rows(disclosure.regions),
    systems: rows(disclosure.systems),
    municipalities: rows(disclosure.municipalities),
    trend: disclosure.trend.map(({ month, ...count }) => ({ month, count: show(count) })),
    hiddenMonths: facts.trend.length - disclosure.trend.length,
    started: null,
    sustained: disclosure.sustained,
    distribution: distribution?.rows ?? null,
    distributionUnknown: distribution?.unknown ?? 0,
    distributionNone: distribution?.none ?? null,
    distributionNote:
      distribution === null
        ? fillSentence(texts.bins.hidden, words)
        : distribution.isFolded
          ? fillSentence(texts.bins.note, words)
          : null,
    movement: facts.previous === null ? null : { since: facts.previous.month, steps: null, movers: null },
    movementNote: texts.movement,
    registered: null,
    outside: [],
    populationNote: texts.population,
  };
}

function everythingOf(facts: Ok22Facts, { namesClinics }: AudiencePolicy): Guarded {
  const started = countOutcomes(facts.clinics.filter(({ isNew }) => isNew));
  const regions = facts.byRegion.values.map(({ value, row }): ShownGroup => ({
    ...groupRow(value, null),
    count: shownOf(row),
  }));
  const { rows, unknown } = facts.plansPerDoctor;
  return {
    restated: facts.restated,
    restatedSince: facts.restatedSince,
    splitsUnknown: true,
    national: shownOf(facts.national),
    tooSmall: null,
    regions,
    systems: groupsBy(facts.clinics, ({ system }) => system, null),
    municipalities: facts.byRegion.values.flatMap(({ value }) =>
      groupsBy(
        facts.clinics.filter(({ region }) => region === value),
        ({ municipality }) => municipality,
        value,
      ),
    ),
    trend: facts.trend.map((row) => ({ month: row.month, count: shownOf(row) })),
    hiddenMonths: 0,
    started: started.clinics === 0 ? null : shownOf(started),
    sustained: facts.sustained,
    distribution: rows,
    distributionUnknown: unknown,
    distributionNone: rows[0]?.clinics ?? 0,
    distributionNote: null,
    movement: movementOf(facts, namesClinics),
    movementNote: null,
    registered: facts.national.clinics + facts.outside.reduce((sum, { clinics }) => sum + clinics, 0),
    outside: [...facts.outside],
    populationNote: null,
  };
}

/** The reasons are free text of the house: why a file was let in is often told by the clinics that it is about. */
function withoutReasons(basis: Basis): Basis {
  return { ...basis, loads: basis.loads.map((load) => ({ ...load, acceptedReason: null })) };
}

function shownOf({ clinics, pass, fail, unknown, share }: ComplianceCount): ShownCount {
  return { clinics, pass, notPass: clinics - pass, fail, unknown, share };
}

function groupRow(name: string | null, parent: string | null): Omit<ShownGroup, "count"> {
  return { name, kind: "group", parent, groups: 1 };
}

/** Clinics by something that they have, in Danish order, those that lack it last. */
function groupsBy(
  clinics: readonly ClinicCompliance[],
  labelOf: (clinic: ClinicCompliance) => string | null,
  parent: string | null,
): ShownGroup[] {
  const groups = new Map<string | null, ClinicCompliance[]>();
  for (const clinic of clinics) {
    const label = labelOf(clinic);
    const list = groups.get(label) ?? [];
    groups.set(label, list);
    list.push(clinic);
  }
  return [...groups]
    .sort(([left], [right]) => (left === null ? 1 : right === null ? -1 : compareDanish(left, right)))
    .map(([label, list]) => ({ ...groupRow(label, parent), count: shownOf(countOutcomes(list)) }));
}

/** The lower one of two in the middle, so that it is what a clinic really lacks. */
function medianMissing(clinics: readonly ClinicCompliance[]): number | null {
  const missing = clinics
    .flatMap((clinic) => (clinic.outcome === "fail" && clinic.missing !== null ? [clinic.missing] : []))
    .sort((left, right) => left - right);
  return missing[Math.ceil(missing.length / 2) - 1] ?? null;
}

function segmentCounts(clinics: readonly ClinicCompliance[]): { id: SegmentId | null; clinics: number }[] {
  return [...segmentIds, null].map((id) => ({
    id,
    clinics: clinics.filter(({ segment }) => segment === id).length,
  }));
}

function movementOf({ previous, clinics }: Ok22Facts, namesClinics: boolean): ShownMovement | null {
  if (previous === null) return null;
  const { gained, lost, ...sums } = compareMonths(previous, clinics);
  const { since, ...steps } = sums;
  return {
    since,
    steps: { ...steps, gained: gained.length, lost: lost.length },
    movers: namesClinics ? { gained, lost } : null,
  };
}
