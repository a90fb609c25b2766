import type { NoteField } from "../../../domain/shapes/follow-up.js";
import type { CellMark } from "../../read/table/records.js";
import type { Clinic } from "../returned/issued.js";

/** Why a text of a returned workbook is no word on a clinic that was sent out in it. */
export type Unplaced =
  /** Its clinic is not clear. */
  | "unclear"
  /** A figure or name that was sent out was overwritten. */
  | "edited"
  /** Its row holds half of one clinic and half of another. */
  | "torn"
  /** Its row names a clinic that has no place in this region's workbook, or none at all. */
  | "stranger"
  /** What it shows cannot be read. */
  | "picture";

/** Something that differs from what was sent out: one text at one place. */
export interface Word {
  /** The clinic that it is about; null: not clear. */
  clinic: Clinic | null;
  /** The cell of the clinic's row that it stands in; null: written somewhere else. */
  field: NoteField | null;
  /** What stands there now; empty for a cell that was emptied. */
  text: string;
  mark: CellMark | null;
  /** What was sent out there; null: not known. */
  sent: string | null;
  place: WordPlace;
  /** Null: nothing is against it. */
  unplaced: Unplaced | null;
  /** Why it has no place, for `stranger` and `torn`: in words that follow a quotation. */
  reason: string | null;
}

/** Where a text stands. */
export interface WordPlace {
  sheet: string;
  /** Row as Excel counts, and column from 0; null for what stands in no cell. */
  line: number | null;
  column: number | null;
  /** Heading of its column, where it stands in a table. */
  heading: string | null;
  /** How it was written, where it is not the text of a cell. */
  kind: "cell" | "comment" | "text-box" | "picture" | "page-header" | "property" | "formula";
}

/** What people write in a workbook elsewhere than in its cells. */
export interface OutsideWord {
  kind: "comment" | "text-box" | "picture" | "page-header" | "property";
  sheet: string;
  /** The cell that it is fastened to: row as Excel counts, column from 0; null for a page header. */
  at: { line: number; place: number } | null;
  /** Empty for a picture. */
  text: string;
}
