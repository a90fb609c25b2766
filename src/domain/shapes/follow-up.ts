import type { Month } from "../month.js";

/** The two cells of a clinic's row in which a region writes. */
export const followUpFields = ["follow-up", "remark"] as const;

export type FollowUpField = (typeof followUpFields)[number];

/** What becomes of a word of a region; see sql/schema/0008_returned_words.sql. */
export const wordFates = ["taken", "known", "overtaken", "kept", "not-understood"] as const;

export type WordFate = (typeof wordFates)[number];

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
 * How a region's workbook says what it is, for when it comes back: the name of its report, and of the hidden sheets with
 * keys and values, with the clinics as they were sent out, and with copies of the other sheets. Names are keys, not
 * language.
 */
export const returnedWorkbook = {
  report: "regions",
  /** Grows with each change after which an older program could misread the file. */
  format: 3,
  /** Formats that are read: workbooks that an older program made still come back. */
  readFormats: [2, 3] as readonly number[],
  originSheet: "flp",
  issuedSheet: "flp-issued",
  /** Followed by a number: a copy of another sheet as it was sent out. */
  copySheet: "flp-copy-",
  /** Heading of the last column of `issuedSheet`: a fingerprint of each row. */
  digestHeading: "flp",
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
  /** Followed by the name of a hidden copy: the name of the sheet that it is a copy of. */
  copyOf: "copy.",
  /** Followed by the name of a hidden copy: its fingerprint. */
  digestOf: "digest.",
  /** Followed by the name of a property of the document, such as `title`: what it was sent out with. */
  propertyOf: "property.",
} as const;
