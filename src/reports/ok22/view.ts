import type { MonthUse } from "../../metrics/sustained-use.js";
import type { RegionAnswer } from "../../metrics/answers.js";
import type { Comparisons } from "../../defs/comparisons.js";
import type { ComplianceCrossing } from "../../domain/shapes/figures.js";
import { lackingMonths, monthsBehind } from "../shared/rule.js";
import type { AudiencePolicy } from "../../defs/policies.js";
import { compareDanish } from "../../domain/danish.js";
import type {
  Basis,
  BinCount,
  ClinicCompliance,
  ComplianceCount,
  OutsideCount,
} from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import type { SegmentId } from "../../domain/shapes/segment.js";
import { segmentIds } from "../../domain/shapes/segment.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { DisclosedCount, DisclosedGroup, Disclosure } from "../disclosure/disclosure.js";
import type { Ok22Facts } from "./facts.js";
import { countOutcomes } from "../shared/compliance-counts.js";
import type { Movement } from "./parts/movement.js";
import { compareMonths } from "./parts/movement.js";
import type { MovedMonth } from "../findings/moved-months.js";
import type { RuleFrom, RuleStatement } from "../shared/rule.js";
import type { RestatementNotes } from "../shared/restated/notes.js";

/** Clinics by outcome as an audience may see them: `fail` and `unknown` are null where they are shown as one. */
export interface ShownCount {
  clinics: number;
  pass: number;
  /** Clinics that do not pass: they fail or cannot be told. */
  notPass: number;
  fail: number | null;
  unknown: number | null;
  share: number | null;
}

/** A row of a table of groups. */
export interface ShownGroup {
  /** Name of the group; null: clinics of which it is not known; `rest`: groups that are only shown together. */
  name: string | null;
  kind: "group" | "rest";
  /** The group that it is a part of, for example a municipality's region; null: the whole country, or several. */
  parent: string | null;
  /** How many groups stand behind the row: 1 unless it is a rest. */
  groups: number;
  count: ShownCount;
}

/** Everything that the report shows to one audience, and nothing else: pages and workbooks are made from this alone. */
export interface Ok22View {
  policy: AudiencePolicy;
  basis: Basis;
  rule: RuleStatement;
  /** The rules of the trend's months, oldest first, each with the first month in which it held. */
  trendRules: readonly RuleFrom[];
  restated: readonly MovedMonth[];
  /** What was stated otherwise in the report before, as far as the audience sees it. */
  restatedSince: RestatementNotes;
  /** Latest months in which a newly started clinic opened. */
  newMonths: number;
  /** How far each goal is, in words. */
  targetLines: readonly string[];
  /** When a difference is told. */
  comparisons: Comparisons;
  /** Who changed sides since the month and the year before: decides what is told as a change, and is not shown. */
  crossings: readonly ComplianceCrossing[];
  /** True when clinics that fail and those that cannot be told stand apart. */
  splitsUnknown: boolean;
  /** Of how many months the rule looks at and how many of them are known: with fewer, who meets it is not told. */
  known: { known: number; months: number };
  /** Null: the whole population is too small a group for this audience, or nobody can say who meets the rule. */
  national: ShownCount | null;
  /** What is said where it is; null: the audience sees groups of every size. */
  tooSmall: string | null;
  regions: ShownGroup[];
  systems: ShownGroup[];
  municipalities: ShownGroup[];
  /** Months whose figures the audience may see, oldest first, and how many it may not. */
  trend: { month: Month; count: ShownCount }[];
  hiddenMonths: number;
  /** Newly started clinics; null where they are too small a group, or there are none. */
  started: ShownCount | null;
  /** Sustained use of the month; null where it is not known or the audience does not see it. */
  sustained: MonthUse | null;
  /** Null where the audience does not see it. */
  distribution: readonly BinCount[] | null;
  /** As `distribution`, of clinics whose doctors are unknown. */
  distributionUnknown: number;
  /** Clinics without any new plan; null where they are not a bin of their own. */
  distributionNone: number | null;
  /** Why the distribution is not shown, or not in its usual bins; null: nothing is to be said. */
  distributionNote: string | null;
  attained: readonly BinCount[] | null;
  /** What the clinic in the middle of those that fail lacks, in plans; null without such clinics or where it is not seen. */
  medianMissing: number | null;
  segments: { id: SegmentId | null; clinics: number }[] | null;
  /** Which regions have answered; empty where none has or the audience does not see it. */
  answers: readonly RegionAnswer[];
  /** Null where there is no earlier month. */
  movement: ShownMovement | null;
  /** Why its steps are not shown; null where they are. */
  movementNote: string | null;
  /** All clinics of the register; null where the audience does not see it. */
  registered: number | null;
  /** Clinics of the register that are not held against the rule. */
  outside: OutsideCount[];
  /** Why neither is shown; null where they are. */
  populationNote: string | null;
}

/** What changed since an earlier month. */
export interface ShownMovement {
  since: Month;
  /** The steps from the earlier count to the present one; null where one of them is too small a group. */
  steps:
    | (Pick<Movement, "passBefore" | "passNow" | "entered" | "left" | "knownDoctors"> & {
        gained: number;
        lost: number;
      })
    | null;
  /** The clinics behind the two steps over the line; null where the audience sees no names. */
  movers: Pick<Movement, "gained" | "lost"> | null;
}

/** What of the facts an audience may see. Throws, a bug of ours, where it may not see all and nothing decided what it may. */
export function viewFor(policy: AudiencePolicy, facts: Ok22Facts): Ok22View {
  const { disclosure } = facts;
  if (policy.minGroup > 0 && disclosure === null)
    throw new Error(`nothing decided what ${policy.audience} may see`);
  const months = monthsBehind(facts.basis.month, facts.rule).length;
  const known = months - lackingMonths(facts.basis, facts.rule).length;
  const view: Ok22View = {
    policy,
    known: { known, months },
    basis: policy.namesClinics ? facts.basis : withoutReasons(facts.basis),
    rule: facts.rule,
    trendRules: facts.trendRules,
    newMonths: facts.newMonths,
    comparisons: facts.comparisons,
    targetLines: facts.targetLines,
    crossings: facts.crossings,
    attained: policy.showsFollowUp ? facts.attained : null,
    medianMissing: policy.showsFollowUp ? medianMissing(facts.clinics) : null,
    segments: policy.showsFollowUp ? segmentCounts(facts.clinics) : null,
    answers: policy.showsFollowUp ? facts.answers : [],
    ...(disclosure === null ? everythingOf(facts, policy) : disclosedOf(facts, disclosure)),
  };
  return known === months ? view : withoutCompliance(view);
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
    targetLines: [],
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
  | "targetLines"
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
