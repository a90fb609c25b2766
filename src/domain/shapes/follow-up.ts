import type { Month } from "../month.js";

/** The two cells of a clinic's row in which a region writes. */
export const followUpFields = ["follow-up", "remark"] as const;

export type FollowUpField = (typeof followUpFields)[number];

/** The cells in which a data consultant writes: the day of the visit, who came, what was agreed, and what comes next. */
export const visitFields = ["visited", "visited-by", "agreed", "next-step"] as const;

export type VisitField = (typeof visitFields)[number];

/** A cell of a clinic's row in which somebody writes. */
export type NoteField = FollowUpField | VisitField;

/** What stands in each of these cells. */
export const noteKinds: Readonly<Record<NoteField, "choice" | "text" | "date">> = {
  "follow-up": "choice",
  remark: "text",
  visited: "date",
  "visited-by": "text",
  agreed: "text",
  "next-step": "choice",
};

/**
 * What the store has as the region of notes that the data consultants wrote: their worklist is one for the whole country.
 * No region may have it as its id.
 */
export const consultantsId = "consultants";

/** A workbook that is sent out, written in and comes back. */
export interface ReturnForm {
  /** Report that makes it, as its hidden sheet names it. */
  id: "regions" | "consultants";
  fields: readonly NoteField[];
  /** The cell of running text: beside it is kept what is written about a clinic elsewhere in the workbook. */
  remark: NoteField;
  /** What it is, and who writes in it, in sentences for whoever loads it. */
  workbook: string;
  author: string;
}

/** Every workbook that comes back. */
export const returnForms = {
  regions: {
    ...{ id: "regions", fields: followUpFields, remark: "remark" },
    ...{ workbook: "the workbook of a region", author: "the region" },
  },
  consultants: {
    ...{ id: "consultants", fields: visitFields, remark: "agreed" },
    ...{ workbook: "the worklist of the data consultants", author: "the consultant" },
  },
} as const satisfies Record<ReturnForm["id"], ReturnForm>;

/** What becomes of a word of a return; see sql/schema/0008_returned_words.sql. */
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

/** What a data consultant wrote about a clinic, as the next worklist carries it forward. */
export interface CarriedVisitNote {
  /** The clinic whose row carries it. */
  ydernummer: string;
  opened: string;
  field: VisitField;
  /** A day as `yyyy-MM-dd`, a text, or the id of a choice of `next-steps.yaml`. */
  value: string;
  /** Month of the worklist in which it was written. */
  month: Month;
  /** The clinic that it was written about: the same, or one that it took over from. */
  source: { ydernummer: string; opened: string };
}

/**
 * How a workbook that is written in says what it is, for when it comes back: the name of its report, and of the hidden
 * sheets with keys and values, with the clinics as they were sent out, and with copies of the other sheets. Names are keys,
 * not language.
 */
export const returnedWorkbook = {
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

/** Keys of the hidden sheet: where in the workbook is written, by the names that stand there. */
export const originKeys = {
  report: "report",
  format: "format",
  region: "region",
  month: "month",
  load: "load",
  sheet: "sheet",
  ydernummer: "column.ydernummer",
  opened: "column.opened",
  /** Followed by the name of a cell in which is written, such as `remark`: the heading of its column. */
  columnOf: "column.",
  /** Followed by the name of a hidden copy: the name of the sheet that it is a copy of. */
  copyOf: "copy.",
  /** Followed by the name of a hidden copy: its fingerprint. */
  digestOf: "digest.",
  /** Followed by the name of a property of the document, such as `title`: what it was sent out with. */
  propertyOf: "property.",
} as const;
