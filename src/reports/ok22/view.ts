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
import { isSafe, isSafePart, mergeSmallGroups } from "../../domain/small-counts.js";
import type { Ok22Facts } from "./facts.js";
import { countOutcomes } from "./facts.js";
import type { Movement } from "./parts/movement.js";
import { compareMonths } from "./parts/movement.js";
import type { MovedMonth } from "../findings/moved-months.js";
import type { RuleFrom, RuleStatement } from "../shared/rule.js";
import type { RestatementNotes } from "../revisions/note.js";

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
  /** True when clinics that fail and those that cannot be told stand apart. */
  splitsUnknown: boolean;
  /** Null: the whole population is too small a group for this audience. */
  national: ShownCount | null;
  regions: ShownGroup[];
  systems: ShownGroup[];
  municipalities: ShownGroup[];
  /** Months whose figures the audience may see, oldest first, and how many it may not. */
  trend: { month: Month; count: ShownCount }[];
  hiddenMonths: number;
  /** Newly started clinics; null where they are too small a group, or there are none. */
  started: ShownCount | null;
  /** Null where the audience does not see it. */
  distribution: readonly BinCount[] | null;
  /** As `distribution`, of clinics whose doctors are unknown. */
  distributionUnknown: number;
  attained: readonly BinCount[] | null;
  /** What the clinic in the middle of those that fail lacks, in plans; null without such clinics or where it is not seen. */
  medianMissing: number | null;
  segments: { id: SegmentId | null; clinics: number }[] | null;
  /** Null where there is no earlier month. */
  movement: ShownMovement | null;
  /** All clinics of the register; null where what is not held against the rule is too small a group. */
  registered: number | null;
  /** Clinics of the register that are not held against the rule; `reason` null: several reasons together. */
  outside: (Omit<OutsideCount, "reason"> & { reason: OutsideCount["reason"] | null })[];
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

/** What of the facts an audience may see. */
export function viewFor(policy: AudiencePolicy, facts: Ok22Facts): Ok22View {
  const { minGroup } = policy;
  const splitsUnknown = minGroup === 0;
  const show = (count: ComplianceCount): ShownCount => shownOf(count, splitsUnknown);
  const isNationSafe = isSafe(partsOf(facts.national), minGroup);
  const safeTrend = facts.trend.filter((row) => isSafe(partsOf(row), minGroup));
  const started = countOutcomes(facts.clinics.filter(({ isNew }) => isNew));
  const isStartedShown =
    started.clinics > 0 && isSafePart(partsOf(started), partsOf(facts.national), minGroup);
  const regionOf = regionRows(facts, { policy, show });
  return {
    policy,
    basis: policy.namesClinics ? facts.basis : withoutReasons(facts.basis),
    rule: facts.rule,
    trendRules: facts.trendRules,
    restated: facts.restated,
    // The share of an earlier report is not this one's to tell: with today's, groups that it hid could follow.
    restatedSince: policy.minGroup > 0 ? { ...facts.restatedSince, shareLines: [] } : facts.restatedSince,
    newMonths: facts.newMonths,
    splitsUnknown,
    national: isNationSafe ? show(facts.national) : null,
    regions: isNationSafe ? regionOf.rows : [],
    systems: isNationSafe
      ? rowsOf(
          groupsBy(facts.clinics, ({ system }) => system),
          { policy, show, parent: null },
        )
      : [],
    municipalities: isNationSafe ? municipalityRows(facts, regionOf.together, { policy, show }) : [],
    trend: safeTrend.map((row) => ({ month: row.month, count: show(row) })),
    hiddenMonths: facts.trend.length - safeTrend.length,
    started: isNationSafe && isStartedShown ? show(started) : null,
    ...distributionFor(policy, facts, isNationSafe),
    attained: policy.showsFollowUp ? facts.attained : null,
    medianMissing: policy.showsFollowUp ? medianMissing(facts.clinics) : null,
    segments: policy.showsFollowUp ? segmentCounts(facts.clinics) : null,
    movement: movementFor(policy, facts),
    ...outsideFor(policy, facts),
  };
}

/** The reasons are free text of the house: why a file was let in is often told by the clinics that it is about. */
function withoutReasons(basis: Basis): Basis {
  return { ...basis, loads: basis.loads.map((load) => ({ ...load, acceptedReason: null })) };
}

function partsOf({ clinics, pass }: Pick<ComplianceCount, "clinics" | "pass">): number[] {
  return [pass, clinics - pass];
}

function shownOf(
  { clinics, pass, fail, unknown, share }: ComplianceCount,
  splitsUnknown: boolean,
): ShownCount {
  const notPass = clinics - pass;
  return splitsUnknown
    ? { clinics, pass, notPass, fail, unknown, share }
    : { clinics, pass, notPass, fail: null, unknown: null, share };
}

interface Group {
  name: string;
  /** Null: what the group is named by is not known. */
  label: string | null;
  parts: number[];
  clinics: ClinicCompliance[];
}

/** Clinics by something that they have, in Danish order, those that lack it last. */
function groupsBy(
  clinics: readonly ClinicCompliance[],
  labelOf: (clinic: ClinicCompliance) => string | null,
): Group[] {
  const groups = new Map<string | null, ClinicCompliance[]>();
  for (const clinic of clinics) {
    const label = labelOf(clinic);
    const list = groups.get(label) ?? [];
    groups.set(label, list);
    list.push(clinic);
  }
  return [...groups]
    .map(([label, list]) => ({
      name: label ?? "",
      label,
      parts: partsOf(countOutcomes(list)),
      clinics: list,
    }))
    .sort((left, right) =>
      left.label === null ? 1 : right.label === null ? -1 : compareDanish(left.name, right.name),
    );
}

interface Showing {
  policy: AudiencePolicy;
  show: (count: ComplianceCount) => ShownCount;
}

function rowsOf(
  groups: readonly Group[],
  { policy, show, parent }: Showing & { parent: string | null },
): ShownGroup[] {
  const { shown, merged } = mergeSmallGroups(groups, policy.minGroup);
  const rest = merged.flatMap(({ clinics }) => clinics);
  return [
    ...shown.map(({ label, clinics }): ShownGroup => ({
      name: label,
      kind: "group",
      parent,
      groups: 1,
      count: show(countOutcomes(clinics)),
    })),
    ...(merged.length === 0
      ? []
      : [
          {
            name: null,
            kind: "rest" as const,
            parent,
            groups: merged.length,
            count: show(countOutcomes(rest)),
          },
        ]),
  ];
}

/** The regions in force, those without a clinic too, and which of them are shown as one. */
function regionRows(
  { byRegion, clinics }: Ok22Facts,
  showing: Showing,
): { rows: ShownGroup[]; together: string[][] } {
  const groups = byRegion.values.map(({ value, row }): Group => ({
    name: value,
    label: value,
    parts: partsOf(row),
    clinics: clinics.filter(({ region }) => region === value),
  }));
  const { shown, merged } = mergeSmallGroups(groups, showing.policy.minGroup);
  const together = [
    ...shown.map(({ name }) => [name]),
    ...(merged.length === 0 ? [] : [merged.map(({ name }) => name)]),
  ];
  return { rows: rowsOf(groups, { ...showing, parent: null }), together };
}

/**
 * Municipalities within their region, or within the regions that are only shown together: what a region's shown
 * municipalities leave of it follows from its row, so that the small ones are laid together there.
 */
function municipalityRows(
  { clinics }: Ok22Facts,
  together: readonly string[][],
  showing: Showing,
): ShownGroup[] {
  return together.flatMap((regions) => {
    const own = clinics.filter(({ region }) => regions.includes(region));
    const [only = null] = regions.length === 1 ? regions : [];
    return rowsOf(
      groupsBy(own, ({ municipality }) => municipality),
      { ...showing, parent: only },
    );
  });
}

/**
 * The distribution by new plans per doctor. Its bins and the outcomes may differ by a few clinics only, those that pass by
 * a predecessor's plans: where they do, the bins would give that group away.
 */
function distributionFor(
  { minGroup }: AudiencePolicy,
  { plansPerDoctor, national }: Ok22Facts,
  isNationSafe: boolean,
): Pick<Ok22View, "distribution" | "distributionUnknown"> {
  const { rows, unknown } = plansPerDoctor;
  if (minGroup === 0) return { distribution: rows, distributionUnknown: unknown };
  const fromTop = rows.map((_, place) => rows.slice(place).reduce((sum, { clinics }) => sum + clinics, 0));
  const differences = fromTop.map((clinics) => Math.abs(clinics - national.pass));
  const isShown =
    isNationSafe &&
    isSafe([...rows.map(({ clinics }) => clinics), unknown], minGroup) &&
    isSafe(differences, minGroup);
  return isShown
    ? { distribution: rows, distributionUnknown: unknown }
    : { distribution: null, distributionUnknown: 0 };
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

function movementFor(policy: AudiencePolicy, { previous, clinics }: Ok22Facts): ShownMovement | null {
  if (previous === null) return null;
  const { gained, lost, ...sums } = compareMonths(previous, clinics);
  const { since, passBefore, passNow, entered, left, knownDoctors } = sums;
  const groups = [gained.length, lost.length, entered.pass, entered.clinics - entered.pass];
  const others = [left.pass, left.clinics - left.pass, Math.abs(knownDoctors)];
  const steps = {
    passBefore,
    passNow,
    entered,
    left,
    knownDoctors,
    gained: gained.length,
    lost: lost.length,
  };
  return {
    since,
    steps: isSafe([...groups, ...others, passBefore, passNow], policy.minGroup) ? steps : null,
    movers: policy.namesClinics ? { gained, lost } : null,
  };
}

function outsideFor(
  { minGroup }: AudiencePolicy,
  { outside, national }: Ok22Facts,
): Pick<Ok22View, "outside" | "registered"> {
  const groups = outside.map((one) => ({ ...one, name: one.reason, parts: [one.clinics] }));
  const { shown, merged, isSafe: isShown } = mergeSmallGroups(groups, minGroup);
  if (!isShown) return { outside: [], registered: null };
  const sum = (some: readonly OutsideCount[]): number =>
    some.reduce((total, { clinics }) => total + clinics, 0);
  return {
    outside: [
      ...shown.map(({ reason, kind, clinics }) => ({ reason, kind, clinics })),
      ...(merged.length === 0 ? [] : [{ reason: null, kind: null, clinics: sum(merged) }]),
    ],
    registered: national.clinics + sum(outside),
  };
}
