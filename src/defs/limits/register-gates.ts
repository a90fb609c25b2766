import { z } from "zod";
import type { Limit } from "./limit.js";
import { limit } from "./limit.js";

/**
 * Judgement in what a register is held against: shares of clinics that honestly differ from one yearly register to the
 * next. The store's own registers may teach higher ones; what is held is beyond chance around them.
 */
export interface RegisterGates {
  /** Open clinics that two registers must share before they are compared. */
  minRegisterClinics: Limit;
  /** Open clinics of one region, kind, system or municipality that count as a group. */
  minGroupClinics: Limit;
  maxMissingShare: Limit;
  maxNewShare: Limit;
  /** Share of the open clinics that opened on one day since the register before. */
  maxOpenedOnOneDayShare: Limit;
  maxOpenedChangedShare: Limit;
  maxClosingShare: Limit;
  /** Of clinics that were closed, those that are open again, and those that are left out. */
  maxReopenedShare: Limit;
  maxClosedLeftOutShare: Limit;
  maxNameChangedShare: Limit;
  maxKindChangedShare: Limit;
  maxRegionChangedShare: Limit;
  maxMunicipalityChangedShare: Limit;
  maxSystemChangedShare: Limit;
  /** Agreement beyond chance of the clinics' practice systems with those before. */
  minSystemAgreement: Limit;
  /** Of clinics whose value was known, those where it is blank. */
  maxBlankedShare: Limit;
  /** Clinics whose region is not that of their municipality. */
  maxForeignRegionShare: Limit;
  /** Times as many doctors in all, up or down, a year. */
  maxDoctorsRatio: Limit;
  /** Times as many doctors, up or down, at which one clinic counts as jumping, and the share that may. */
  jumpRatio: Limit;
  maxJumpShare: Limit;
  /** Rank correlation of the clinics' doctors with those that they had. */
  minDoctorsCorrelation: Limit;
  /** Doctors of the middle clinic of a first register. */
  maxMedianDoctors: Limit;
}

const share = z.number().min(0).max(1);
const clinics = z.int().min(1);
const ratio = z.number().gt(1);

/** Schema of the part `register` of `gates.yaml`. */
export const registerGatesSchema = z
  .strictObject({
    min_register_clinics: limit("clinics", clinics),
    min_group_clinics: limit("clinics", clinics),
    max_missing_share: limit("share", share),
    max_new_share: limit("share", share),
    max_opened_on_one_day_share: limit("share", share),
    max_opened_changed_share: limit("share", share),
    max_closing_share: limit("share", share),
    max_reopened_share: limit("share", share),
    max_closed_left_out_share: limit("share", share),
    max_name_changed_share: limit("share", share),
    max_kind_changed_share: limit("share", share),
    max_region_changed_share: limit("share", share),
    max_municipality_changed_share: limit("share", share),
    max_system_changed_share: limit("share", share),
    min_system_agreement: limit("index", z.number().min(0).max(1)),
    max_blanked_share: limit("share", share),
    max_foreign_region_share: limit("share", share),
    max_doctors_ratio: limit("ratio", ratio),
    jump_ratio: limit("ratio", ratio),
    max_jump_share: limit("share", share),
    min_doctors_correlation: limit("index", z.number().min(0).max(1)),
    max_median_doctors: limit("doctors", z.number().gt(0)),
  })
  .transform((raw): RegisterGates => ({
    minRegisterClinics: raw.min_register_clinics,
    minGroupClinics: raw.min_group_clinics,
    maxMissingShare: raw.max_missing_share,
    maxNewShare: raw.max_new_share,
    maxOpenedOnOneDayShare: raw.max_opened_on_one_day_share,
    maxOpenedChangedShare: raw.max_opened_changed_share,
    maxClosingShare: raw.max_closing_share,
    maxReopenedShare: raw.max_reopened_share,
    maxClosedLeftOutShare: raw.max_closed_left_out_share,
    maxNameChangedShare: raw.max_name_changed_share,
    maxKindChangedShare: raw.max_kind_changed_share,
    maxRegionChangedShare: raw.max_region_changed_share,
    maxMunicipalityChangedShare: raw.max_municipality_changed_share,
    maxSystemChangedShare: raw.max_system_changed_share,
    minSystemAgreement: raw.min_system_agreement,
    maxBlankedShare: raw.max_blanked_share,
    maxForeignRegionShare: raw.max_foreign_region_share,
    maxDoctorsRatio: raw.max_doctors_ratio,
    jumpRatio: raw.jump_ratio,
    maxJumpShare: raw.max_jump_share,
    minDoctorsCorrelation: raw.min_doctors_correlation,
    maxMedianDoctors: raw.max_median_doctors,
  }));
