import { z } from "zod";
import type { ArrivalGates } from "./arrival-gates.js";
import { arrivalGatesSchema } from "./arrival-gates.js";
import type { Limit } from "./limit.js";
import { limit } from "./limit.js";
import type { RegisterGates } from "./register-gates.js";
import { registerGatesSchema } from "./register-gates.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

export type { Limit } from "./limit.js";

/** Limits at which a load is held until its reason is given. Exactly at a limit passes. */
export interface LoadGates {
  /** Share of a known month's plans, new and maintained together, net, that a load may remove. */
  maxRemovedShare: Limit;
  /** Share of a file's plans that may come from numbers no register knows, once a register is loaded. */
  maxUnknownShare: Limit;
  /** Months that may be missing between known months. */
  maxHoleMonths: Limit;
  /** Share of the clinics with plans in the month before that may have none in a new month. */
  maxVanishedClinicsShare: Limit;
  /** How far a month's plans may be from those of the same month a year before, up or down, as a share of these. */
  maxYearChangeShare: Limit;
  /** Share of the plans of the month before that a new newest month must reach: less looks like a part of a month. */
  minNewestMonthShare: Limit;
  /** Plans that a month must have before others are compared with it in the three limits above. */
  minComparedPlans: Limit;
  /** Clinics that must have plans in a month, or be open in a register, before others are compared with it. */
  minComparedClinics: Limit;
  /** Months after the current one that a file may name. */
  maxMonthsAhead: Limit;
  /** What is judgement in the limits that arrival control learns from the store's own history. */
  arrival: ArrivalGates;
}

/** Limits at which a file is refused unread or while it is read, against files made to exhaust the machine. */
export interface FileLimits {
  maxFileBytes: Limit;
  maxPackageBytes: Limit;
  /** Bytes of all parts of an Office file together, unpacked. */
  maxInflatedBytes: Limit;
  /** Unpacked size of a part of an Office file divided by its packed size. */
  maxInflationRatio: Limit;
  /** Parts of an Office file. */
  maxParts: Limit;
  maxSheets: Limit;
  maxRows: Limit;
  /** Rows of one sheet of a workbook that a region sends back, blank ones included. */
  maxReturnedRows: Limit;
  maxReturnedCells: Limit;
  /** Cells of one sheet, blank ones included. */
  maxCells: Limit;
  maxColumns: Limit;
  maxCellCharacters: Limit;
  /** How deep elements of XML may lie in each other. */
  maxDepth: Limit;
  /** Elements of an Office file that are no cells: styles, drawings, comments and the like. */
  maxElements: Limit;
  /** Characters of one text, one tag or one attribute of XML. */
  maxTextCharacters: Limit;
  /** Texts that the cells of a workbook share. */
  maxSharedTexts: Limit;
  /** Characters of all shared texts together. */
  maxSharedCharacters: Limit;
}

/** All limits of `gates.yaml`. */
export interface Gates {
  load: LoadGates;
  /** What a register is held against. */
  register: RegisterGates;
  file: FileLimits;
}

const share = z.number().min(0).max(1);
const atLeastNone = z.int().min(0);
const atLeastOne = z.int().min(1);

const gates = z
  .strictObject({
    load: z.strictObject({
      max_removed_share: limit("share", share),
      max_unknown_share: limit("share", share),
      max_hole_months: limit("months", atLeastNone),
      max_vanished_clinics_share: limit("share", share),
      // A month may more than double: this share has no upper end.
      max_year_change_share: limit("share", z.number().min(0)),
      min_newest_month_share: limit("share", share),
      min_compared_plans: limit("plans", atLeastNone),
      min_compared_clinics: limit("clinics", atLeastNone),
      max_months_ahead: limit("months", atLeastNone),
    }),
    register: registerGatesSchema,
    arrival: arrivalGatesSchema,
    file: z.strictObject({
      max_file_bytes: limit("bytes", atLeastOne),
      max_package_bytes: limit("bytes", atLeastOne),
      max_inflated_bytes: limit("bytes", atLeastOne),
      max_inflation_ratio: limit("ratio", atLeastOne),
      max_parts: limit("parts", atLeastOne),
      max_sheets: limit("sheets", atLeastOne),
      max_rows: limit("rows", atLeastOne),
      max_returned_rows: limit("rows", atLeastOne),
      max_returned_cells: limit("cells", atLeastOne),
      max_cells: limit("cells", atLeastOne),
      max_columns: limit("columns", atLeastOne),
      max_cell_characters: limit("characters", atLeastOne),
      max_depth: limit("elements", atLeastOne),
      max_elements: limit("elements", atLeastOne),
      max_text_characters: limit("characters", atLeastOne),
      max_shared_texts: limit("texts", atLeastOne),
      max_shared_characters: limit("characters", atLeastOne),
    }),
  })
  .transform(({ load, register, arrival, file }): Gates => ({
    register,
    load: {
      arrival,
      maxRemovedShare: load.max_removed_share,
      maxUnknownShare: load.max_unknown_share,
      maxHoleMonths: load.max_hole_months,
      maxVanishedClinicsShare: load.max_vanished_clinics_share,
      maxYearChangeShare: load.max_year_change_share,
      minNewestMonthShare: load.min_newest_month_share,
      minComparedPlans: load.min_compared_plans,
      minComparedClinics: load.min_compared_clinics,
      maxMonthsAhead: load.max_months_ahead,
    },
    file: {
      maxFileBytes: file.max_file_bytes,
      maxPackageBytes: file.max_package_bytes,
      maxInflatedBytes: file.max_inflated_bytes,
      maxInflationRatio: file.max_inflation_ratio,
      maxParts: file.max_parts,
      maxSheets: file.max_sheets,
      maxRows: file.max_rows,
      maxReturnedRows: file.max_returned_rows,
      maxReturnedCells: file.max_returned_cells,
      maxCells: file.max_cells,
      maxColumns: file.max_columns,
      maxCellCharacters: file.max_cell_characters,
      maxDepth: file.max_depth,
      maxElements: file.max_elements,
      maxTextCharacters: file.max_text_characters,
      maxSharedTexts: file.max_shared_texts,
      maxSharedCharacters: file.max_shared_characters,
    },
  }));

/** Schema of `gates.yaml`. */
export const gatesSchema = shippedSchema("gates", () => gates);
