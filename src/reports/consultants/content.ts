import type { SegmentSettings } from "../../defs/agreement/segments.js";
import type { Month } from "../../domain/month.js";
import type { Basis, ComplianceCount } from "../../domain/shapes/figures.js";
import type { RuleStatement } from "../shared/rule.js";
import type { WorkGroup } from "./order.js";
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
  groups: readonly WorkGroup[];
  /** Of each clinic of the list by its key, in the order of plan types; nothing of one without plans. */
  types: ReadonlyMap<string, readonly TypeSum[]>;
  segments: SegmentSettings;
  texts: ConsultantsTexts;
  sender: string;
}
