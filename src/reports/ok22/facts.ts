import type {
  Basis,
  BinCount,
  ByDimension,
  ClinicCompliance,
  ClinicOutcome,
  ComplianceCount,
  ComplianceCrossing,
  MonthCompliance,
  OutsideCount,
  PlansPerDoctor,
} from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import type { MonthUse } from "../../metrics/sustained-use.js";
import type { RegionAnswer } from "../../metrics/follow-up/region-answers.js";
import type { LevelChange } from "../../defs/limits/level-changes.js";
import type { Comparisons } from "../../defs/limits/comparisons.js";
import type { Disclosure } from "../disclosure/disclosure.js";
import type { MovedMonth } from "../findings/moved-months.js";
import { countOutcomes, requireSameCount } from "../shared/compliance-counts.js";
import type { RuleFrom, RuleStatement } from "../shared/rule.js";
import type { ToldTarget } from "../findings/target-findings.js";
import type { RestatementNotes } from "../shared/restated/notes.js";

/** All figures of the OK22 report, each from its model. */
export interface Ok22Facts {
  basis: Basis;
  /** The whole country in the report month. */
  national: ComplianceCount;
  /** The same clinics by the regions of the report month. */
  byRegion: ByDimension<ComplianceCount>;
  /** Every month up to the report month that has a full window, by its own register, oldest first. */
  trend: readonly MonthCompliance[];
  /** Who changed sides since the month and the year before. */
  crossings: readonly ComplianceCrossing[];
  bySystem: ByDimension<ComplianceCount>;
  byMunicipality: ByDimension<ComplianceCount>;
  /** Regions without a single plan in the window: their share is not shown. */
  silentRegions: readonly string[];
  /** The same clinics one by one. */
  clinics: readonly ClinicCompliance[];
  rule: RuleStatement;
  /** The rules of the trend's months, oldest first, each with the first month in which it held. */
  trendRules: readonly RuleFrom[];
  /** The clinics of the month before; null where its window is not full. */
  previous: { month: Month; clinics: readonly ClinicOutcome[] } | null;
  plansPerDoctor: PlansPerDoctor;
  /** Clinics that were active a year before, and those of them that are still; null: both ends of the year are not known. */
  sustained: MonthUse | null;
  /** Clinics that fail, by the share of their requirement that they attain. */
  attained: readonly BinCount[];
  /** Clinics of the register that are not held against the rule. */
  outside: readonly OutsideCount[];
  /** Which regions have sent their workbooks back; empty while none ever has. */
  answers: readonly RegionAnswer[];
  restated: readonly MovedMonth[];
  /** What was stated otherwise in the report before. */
  restatedSince: RestatementNotes;
  /** What the audience is shown of groups of clinics; null: everything. */
  disclosure: Disclosure | null;
  /** Latest months in which a newly started clinic opened. */
  newMonths: number;
  /** How far the goals are that somebody set. */
  goals: readonly ToldTarget[];
  /** Months from which another level of the share is confirmed, with the reason. */
  levelChanges: readonly LevelChange[];
  /** When a difference is told. */
  comparisons: Comparisons;
}

/**
 * Throws when figures of one report contradict each other: a count that differs from its clinics, or regions that do
 * not add up to the country. That is a bug of ours, and no such report may leave the house.
 */
export function requireReconciled(facts: Ok22Facts): void {
  requireSameCount("the clinics", countOutcomes(facts.clinics), facts.national);
  const regions = facts.byRegion.values.map(({ row }) => row);
  const sumOf = (part: "clinics" | "pass" | "fail" | "unknown"): number =>
    regions.reduce((total, row) => total + row[part], 0);
  const sums = {
    clinics: sumOf("clinics"),
    pass: sumOf("pass"),
    fail: sumOf("fail"),
    unknown: sumOf("unknown"),
  };
  requireSameCount("the regions", sums, facts.national);
  requireSameGroups("the systems", facts.bySystem, groupCounts(facts.clinics, "system"));
  requireSameGroups("the municipalities", facts.byMunicipality, groupCounts(facts.clinics, "municipality"));
  const failing = facts.attained.reduce((sum, { clinics }) => sum + clinics, 0);
  if (failing !== facts.national.fail) {
    throw new Error(`the bins hold ${failing} clinics that fail instead of ${facts.national.fail}`);
  }
  const newest = facts.trend.find((row) => row.month === facts.basis.month);
  if (newest !== undefined) requireSameCount("the trend's newest month", newest, facts.national);
}

function groupCounts(
  clinics: readonly ClinicCompliance[],
  field: "system" | "municipality",
): Map<string, ComplianceCount> {
  const groups = new Map<string, ClinicCompliance[]>();
  for (const clinic of clinics) {
    const name = clinic[field];
    if (name !== null) groups.set(name, [...(groups.get(name) ?? []), clinic]);
  }
  return new Map([...groups].map(([name, list]) => [name, countOutcomes(list)]));
}

function requireSameGroups(
  what: string,
  counted: ByDimension<ComplianceCount>,
  expected: ReadonlyMap<string, ComplianceCount>,
): void {
  for (const { value, row } of counted.values) {
    requireSameCount(`${what}, ${value}`, row, expected.get(value) ?? countOutcomes([]));
  }
}
