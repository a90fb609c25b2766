import type { MonthUse } from "../../metrics/sustained-use.js";
import type { RegionAnswer } from "../../metrics/follow-up/region-answers.js";
import type { LevelChange } from "../../defs/limits/level-changes.js";
import type { Comparisons } from "../../defs/limits/comparisons.js";
import type { ComplianceCrossing } from "../../domain/shapes/figures.js";
import type { AudiencePolicy } from "../../defs/limits/policies.js";
import type { Basis, BinCount, OutsideCount } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import type { SegmentId } from "../../domain/shapes/segment.js";
import type { Movement } from "./parts/movement.js";
import type { MovedMonth } from "../findings/moved-months.js";
import type { RuleFrom, RuleStatement } from "../shared/rule.js";
import type { ToldTarget } from "../findings/target-findings.js";
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
  /** How far the goals are that somebody set. */
  goals: readonly ToldTarget[];
  /** Months from which another level of the share is confirmed, with the reason. */
  levelChanges: readonly LevelChange[];
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
  /** Regions without a single plan in the window: they have no share. */
  silentRegions: readonly string[];
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
