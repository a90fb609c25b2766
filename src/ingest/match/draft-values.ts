import { findClinicKind } from "../../defs/codes/clinic-kinds.js";
import type { Definitions } from "../../defs/definitions.js";
import { normalizeLabel } from "../../defs/labels.js";
import { findPlanType } from "../../defs/codes/plan-types.js";
import { findRegion } from "../../defs/codes/regions.js";
import { maskCpr } from "../../domain/cpr.js";
import type { DateForm } from "../../domain/iso-date.js";
import { dateForms, parseDateIn } from "../../domain/iso-date.js";
import { parseCount, parseMillionths } from "../../domain/numbers.js";
import { parseYdernummer } from "../../domain/ydernummer.js";
import type { TextRecord } from "../read/table/records.js";

/** A column of a file whose layout is not known: its heading, and what stands in its first rows. */
export interface SeenColumn {
  heading: string;
  /** Texts that are not blank. */
  texts: string[];
}

/** The columns of a table with a heading. */
export function seenColumns(header: TextRecord, rows: readonly TextRecord[]): SeenColumn[] {
  return header.cells.flatMap((cell, place) => {
    const heading = maskCpr(cell.trim());
    const texts = rows.map((record) => record.cells[place]?.trim() ?? "").filter((text) => text !== "");
    return heading === "" ? [] : [{ heading, texts }];
  });
}

/** What the definitions say of values. */
export type ValueLists = Pick<Definitions, "planTypes" | "regions" | "clinicKinds" | "emptyValues">;

/** Fields in the order in which their columns are told by values: what only one column can be comes first. */
const byCertainty = [
  "planType",
  "region",
  "kind",
  "opened",
  "closed",
  "ydernummer",
  "doctors",
  "new",
  "maintained",
  "name",
];

/** The place of a field in that order; fields that no values tell come last. */
export function certaintyOf(field: string): number {
  const place = byCertainty.indexOf(field);
  return place === -1 ? byCertainty.length : place;
}

/** The column that holds a field by what stands in it; null where none does. */
export function columnByValues(
  field: string,
  columns: readonly SeenColumn[],
  lists: ValueLists,
): SeenColumn | null {
  const fitting = columns.filter((column) => holds(field, column, lists));
  if (field === "ydernummer" || field === "name")
    return fitting.toSorted((left, right) => rank(right) - rank(left))[0] ?? null;
  return fitting[0] ?? null;
}

function holds(field: string, { texts }: SeenColumn, lists: ValueLists): boolean {
  const isEmpty = (text: string): boolean => lists.emptyValues.has(normalizeLabel(text));
  const all = (test: (text: string) => boolean): boolean => texts.length > 0 && texts.every(test);
  const isDate = (text: string): boolean => parseDateIn(text, dateForms) !== null;
  switch (field) {
    case "planType":
      return all((text) => findPlanType(lists.planTypes, text) !== null);
    case "region":
      return all((text) => findRegion(lists.regions, text) !== null);
    case "kind":
      return all((text) => findClinicKind(lists.clinicKinds, text) !== null);
    case "opened":
      return all(isDate);
    // None of the first clinics may have closed.
    case "closed":
      return texts.every((text) => isDate(text) || isEmpty(text));
    case "ydernummer":
      return all((text) => parseYdernummer(text) !== null);
    case "doctors":
      return all((text) => parseMillionths(text) !== null || isEmpty(text));
    case "new":
    case "maintained":
      return all((text) => parseCount(text) !== null);
    case "name":
      return all((text) => /\p{L}/u.test(text));
    default:
      return false;
  }
}

/** Long values that differ from row to row are numbers and names of clinics sooner than short ones that recur. */
function rank({ texts }: SeenColumn): number {
  return (
    texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length) + new Set(texts).size / 100
  );
}

/** The forms in which columns write their dates. */
export function dateFormsOf(columns: readonly SeenColumn[]): DateForm[] {
  const texts = columns.flatMap(({ texts: own }) => own);
  return dateForms.filter((form) => texts.some((text) => parseDateIn(text, [form]) !== null));
}
