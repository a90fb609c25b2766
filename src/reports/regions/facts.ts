import type { FollowUpChoice } from "../../defs/files/follow-up.js";
import type { RegionsTexts } from "./report-file.js";
import type { SegmentSettings } from "../../defs/agreement/segments.js";
import type { Basis, ClinicInMonths, ComplianceCount, MonthCompliance } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import type { RegionAnswer } from "../../metrics/follow-up/region-answers.js";
import type { AdriftNote } from "../../metrics/follow-up/standing.js";
import type { HomelessReason } from "../../metrics/follow-up/stored-notes.js";
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

/** A note of the region on a clinic that has no row any more. */
export interface RegionNote extends Pick<AdriftNote, "ydernummer" | "name" | "month" | "field" | "value"> {
  reason: HomelessReason;
}

/** A clinic of the region of which another has written: that it has, and not what. */
export interface WrittenElsewhere {
  ydernummer: string;
  opened: string;
  name: string;
  /** Full name of the region that wrote. */
  by: string;
  month: Month;
  /** True where it wrote about the clinic itself; false: about one that it took over from. */
  isItself: boolean;
}

/** The figures of one region, and of no other. */
export interface FollowUpFacts {
  basis: Basis;
  count: ComplianceCount;
  /** True where no clinic of the region made a plan in the window: then no share of it is told. */
  isSilent: boolean;
  /** The region's clinics, each once, in any order. */
  clinics: readonly ClinicInMonths[];
  /** Months with a full window, oldest first; before a merger of regions the clinics of all of them. */
  trend: readonly MonthCompliance[];
  /** What the region, or one that became a part of it, wrote before. */
  notes: readonly CarriedNote[];
  /** What it wrote that stands at no clinic of the workbook. */
  adrift: readonly RegionNote[];
  /** Of which of its clinics another region has written, while they lay there or about one that they took over. */
  writtenElsewhere: readonly WrittenElsewhere[];
  /** Whether it has answered, and how many of its clinics wait; null while no region ever has. */
  answer: RegionAnswer | null;
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
  facts: FollowUpFacts;
  region: RegionIdentity;
}
