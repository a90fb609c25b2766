import { z } from "zod";
import type { ArrivalGates } from "./arrival-gates.js";
import { arrivalGatesSchema } from "./arrival-gates.js";
import type { Limit } from "./limit.js";
import { limits } from "./limit.js";
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

const share = () => z.number().min(0).max(1);
const atLeastNone = () => z.int().min(0);
const atLeastOne = () => z.int().min(1);

const load = limits<Exclude<keyof LoadGates, "arrival">>({
  maxRemovedShare: ["share", share],
  maxUnknownShare: ["share", share],
  maxHoleMonths: ["months", atLeastNone],
  maxVanishedClinicsShare: ["share", share],
  // A month may more than double: this share has no upper end.
  maxYearChangeShare: ["share", () => z.number().min(0)],
  minNewestMonthShare: ["share", share],
  minComparedPlans: ["plans", atLeastNone],
  minComparedClinics: ["clinics", atLeastNone],
  maxMonthsAhead: ["months", atLeastNone],
});

const file = limits<keyof FileLimits>({
  maxFileBytes: ["bytes", atLeastOne],
  maxPackageBytes: ["bytes", atLeastOne],
  maxInflatedBytes: ["bytes", atLeastOne],
  maxInflationRatio: ["ratio", atLeastOne],
  maxParts: ["parts", atLeastOne],
  maxSheets: ["sheets", atLeastOne],
  maxRows: ["rows", atLeastOne],
  maxReturnedRows: ["rows", atLeastOne],
  maxReturnedCells: ["cells", atLeastOne],
  maxCells: ["cells", atLeastOne],
  maxColumns: ["columns", atLeastOne],
  maxCellCharacters: ["characters", atLeastOne],
  maxDepth: ["elements", atLeastOne],
  maxElements: ["elements", atLeastOne],
  maxTextCharacters: ["characters", atLeastOne],
  maxSharedTexts: ["texts", atLeastOne],
  maxSharedCharacters: ["characters", atLeastOne],
});

/** Schema of `gates.yaml`. */
export const gatesSchema = shippedSchema("gates", () =>
  z
    .strictObject({ load, register: registerGatesSchema, arrival: arrivalGatesSchema, file })
    .transform(({ load: own, register, arrival, file: limitsOfFile }): Gates => ({
      register,
      load: { arrival, ...own },
      file: limitsOfFile,
    })),
);
