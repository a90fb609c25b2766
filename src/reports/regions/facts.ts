import type { FollowUpChoice } from "../../defs/follow-up.js";
import type { RegionsTexts } from "./report-file.js";
import type { SegmentSettings } from "../../defs/segments.js";
import type { Basis, ClinicInMonths, ComplianceCount, MonthCompliance } from "../../domain/shapes/figures.js";
import type { CarriedNote } from "../../domain/shapes/follow-up.js";
import type { RuleFrom, RuleStatement } from "../shared/rule.js";

/** A region as its workbook names it. */
export interface RegionIdentity {
  id: string;
  /** The authority's code; null when it is not known yet. */
  code: string | null;
  /** Full name, as in `ClinicInMonths.region`. */
  name: string;
}

/** The figures of one region, and of no other. */
export interface RegionFacts {
  basis: Basis;
  count: ComplianceCount;
  /** The region's clinics, each once, in any order. */
  clinics: readonly ClinicInMonths[];
  /** Months with a full window, oldest first; before a merger of regions the clinics of all of them. */
  trend: readonly MonthCompliance[];
  /** What the region, or one that became a part of it, wrote before. */
  notes: readonly CarriedNote[];
  /** Clinics whose months would show what a clinic of another region made, as `clinicKey`. */
  borderTakeovers: ReadonlySet<string>;
  rule: RuleStatement;
  /** The rules of the trend's months, oldest first, each with the first month in which it held. */
  trendRules: readonly RuleFrom[];
}

/** The words that the regions' workbooks take from the definitions of the pipeline. */
export interface RegionsWords {
  texts: RegionsTexts;
  choices: readonly FollowUpChoice[];
  segments: SegmentSettings;
  /** Characters of a remark, beyond which a returned workbook is refused. */
  maxRemarkCharacters: number;
  /** Full names of all regions by their ids, former ones included. */
  regionNames: ReadonlyMap<string, string>;
}

/** One region's workbook while it is composed. */
export interface RegionContent extends RegionsWords {
  facts: RegionFacts;
  region: RegionIdentity;
}

/** A clinic period as one text, to look it up by. */
export function keyOfClinic({ ydernummer, opened }: { ydernummer: string; opened: string }): string {
  return `${ydernummer} ${opened}`;
}
