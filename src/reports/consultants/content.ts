import type { SegmentSettings } from "../../defs/agreement/segments.js";
import type { Month } from "../../domain/month.js";
import type { Basis, ComplianceCount } from "../../domain/shapes/figures.js";
import type { RuleStatement } from "../shared/rule.js";
import type { FollowUpChoice } from "../../defs/files/follow-up.js";
import type { Afterwards } from "./afterwards/compare.js";
import type { AfterwardsSettings } from "./afterwards/settings.js";
import type { OffListRow } from "./visits.js";
import type { WorkOrder } from "./order.js";
import type { ConsultantsTexts } from "./texts.js";
import type { WorkRow } from "./worklist.js";
import type { TypeSum } from "../../metrics/clinics/clinic-types.js";

/** All that the worklist shows. */
export interface ConsultantsContent {
  basis: Basis;
  /** The 12 months that end with the report month. */
  window: readonly Month[];
  count: ComplianceCount;
  rule: RuleStatement;
  rows: readonly WorkRow[];
  /** Clinics with notes that are not among the rows. */
  offList: readonly OffListRow[];
  order: WorkOrder;
  /** Next steps that can be chosen. */
  nextSteps: readonly FollowUpChoice[];
  /** The longest text that a cell asks for. */
  maxCharacters: number;
  /** Of each clinic of the list by its key, in the order of plan types; nothing of one without plans. */
  types: ReadonlyMap<string, readonly TypeSum[]>;
  /** What became of clinics that were visited, and how they are held beside others. */
  afterwards: Afterwards;
  afterwardsSettings: AfterwardsSettings;
  segments: SegmentSettings;
  texts: ConsultantsTexts;
  sender: string;
  /** Name of the workbook, by which the page sends its reader there. */
  workbookName: string;
}
