import type { Month } from "../month.js";

/** The two cells of a clinic's row in which a region writes. */
export const followUpFields = ["follow-up", "remark"] as const;

export type FollowUpField = (typeof followUpFields)[number];

/** What a region wrote about a clinic, as its next workbook carries it forward. */
export interface CarriedNote {
  /** The clinic whose row carries it. */
  ydernummer: string;
  opened: string;
  field: FollowUpField;
  /** Id of a choice of `follow-up.yaml`, or the text of a remark. */
  value: string;
  /** Month of the workbook in which it was written. */
  month: Month;
  /** Id of the region whose workbook that was: the clinic's own, or one that became a part of it. */
  region: string;
  /** The clinic that it was written about: the same, or one that it took over from. */
  source: { ydernummer: string; opened: string };
}

/**
 * How a region's workbook says what it is, for when it comes back: the name of its report, and of the two hidden sheets
 * with keys and values and with the rows as they were sent out. Names are keys, not language.
 */
export const returnedWorkbook = {
  report: "regions",
  /** Grows with each change after which an older program could misread the file. */
  format: 2,
  originSheet: "flp",
  issuedSheet: "flp-issued",
} as const;

/** Keys of the hidden sheet: where in the workbook the region writes, by the names that stand there. */
export const originKeys = {
  report: "report",
  format: "format",
  region: "region",
  month: "month",
  load: "load",
  sheet: "sheet",
  ydernummer: "column.ydernummer",
  opened: "column.opened",
  "follow-up": "column.follow-up",
  remark: "column.remark",
} as const;
