import { z } from "zod";
import type { Limit } from "./limit.js";
import { limit } from "./limit.js";

/** Judgement in learned limits. */
export interface ArrivalGates {
  /** Probability, on one side of one check, that an honest value is held. */
  holdTail: Limit;
  /** The same, that it is worth a look. */
  lookTail: Limit;
  /** Known months that a new one is held against. */
  historyMonths: Limit;
  /** The same, of the newest month of a first load. */
  firstHistoryMonths: Limit;
  /** Months of one load that are looked at, the newest of them. */
  maxCheckedMonths: Limit;
  /** Known months from which on the fixed limits of a month beside its neighbours give way to learned ones. */
  learnedFromMonths: Limit;
  /** Comparable months that a learned limit needs. */
  minHistoryValues: Limit;
  /** Number of months that the expected spreads below count as. */
  priorValues: Limit;
  /** Spread expected before anything is known: of the logarithm of a month's plans. */
  priorSpreadTotal: Limit;
  /** Of the log odds of a share. */
  priorSpreadShare: Limit;
  /** Of the logarithm of a group's plans beside those expected of its clinics. */
  priorSpreadGroup: Limit;
  /** Of what the clinics' own past tells, in nats a plan. */
  priorSpreadFit: Limit;
  /** Clinics that a group must have to be looked at alone. */
  minGroupClinics: Limit;
  /** Plans that must be expected of a group before it is looked at. */
  minGroupPlans: Limit;
  /** Share of the rows up to which rows that are alike count as rare events. */
  maxRareShare: Limit;
  /** Times its own past at which a clinic may be named. */
  clinicJumpRatio: Limit;
  /** Times the most rows with one pair of counts, or with the largest count, that any month before had. */
  repeatRatio: Limit;
  /** Times the most that any clinic ever had, at which a clinic's plans hold a load. */
  maxClinicRatio: Limit;
  /** Plans that a restatement may move, up and down together, beside those of the month, before earlier ones teach more. */
  maxRestatedShare: Limit;
  /** Share of the open clinics of a group that a first load may have no plans of. */
  maxAbsentShare: Limit;
  /** Chance that an honest clinic has no plan in a month for reasons of its own. */
  pauseChance: Limit;
  /** Shape of the overdispersion of a clinic's counts: their variance is mean + mean² / shape. */
  clinicShape: Limit;
  /** The same of the number of clinics, or of their rows, without a plan. */
  emptyShape: Limit;
  /** The same of the number of clinics that nobody knows. */
  newNumbersShape: Limit;
  /** The same of the number of rows that are alike by chance. */
  alikeShape: Limit;
  /** Rows, or counts, that a share of them needs. */
  minShareRows: Limit;
  /** Rows that a month's likeness to another one needs. */
  minCopiedRows: Limit;
  /** Rows of a month below which a restatement of it holds nothing. */
  minRestatedRows: Limit;
  /** Plans that are asked where they fit better. */
  minMovedPlans: Limit;
  /** Plans of a group of which a part is looked at as a share. */
  minPartPlans: Limit;
  /** Plans that must be expected of a clinic, or of its row, for their absence to count. */
  minExpectedPlans: Limit;
  /** Known months that the largest value of a clinic needs. */
  minExtremeMonths: Limit;
  /** Latest months whose furthest jump of a clinic is the yardstick. */
  jumpMonths: Limit;
  /** Variance over mean of how plans divide within a clinic, at most. */
  maxMovedDispersion: Limit;
  /** Share of a part's rows below which agreeing with another month is no copy. */
  minCopiedShare: Limit;
  /** Share of rows of many plans that agree with another month by chance, at most. */
  maxChanceShare: Limit;
  /** Chance that two rows of a part are the same, from which on their likeness tells nothing. */
  maxAlikeChance: Limit;
}

const share = z.number().min(0).max(1);
const atLeastOne = z.int().min(1);
const positive = z.number().gt(0);

/** Schema of the part `arrival` of `gates.yaml`. */
export const arrivalGatesSchema = z
  .strictObject({
    hold_tail: limit("probability", z.number().gt(0).lt(0.5)),
    look_tail: limit("probability", z.number().gt(0).lt(0.5)),
    history_months: limit("months", z.int().min(13)),
    first_history_months: limit("months", z.int().min(13)),
    max_checked_months: limit("months", atLeastOne),
    learned_from_months: limit("months", z.int().min(15)),
    pause_chance: limit("probability", z.number().gt(0).lt(1)),
    clinic_shape: limit("shape", positive),
    min_history_values: limit("months", z.int().min(4)),
    prior_values: limit("months", z.number().min(0)),
    prior_spread_total: limit("log", positive),
    prior_spread_share: limit("log odds", positive),
    prior_spread_group: limit("log", positive),
    prior_spread_fit: limit("nats", positive),
    min_group_clinics: limit("clinics", z.int().min(2)),
    min_group_plans: limit("plans", atLeastOne),
    max_rare_share: limit("share", share),
    clinic_jump_ratio: limit("ratio", z.number().min(1)),
    repeat_ratio: limit("ratio", z.number().min(1)),
    max_clinic_ratio: limit("ratio", z.number().min(1)),
    max_restated_share: limit("share", positive),
    max_absent_share: limit("share", share),
    min_share_rows: limit("rows", atLeastOne),
    min_copied_rows: limit("rows", atLeastOne),
    min_restated_rows: limit("rows", atLeastOne),
    min_moved_plans: limit("plans", atLeastOne),
    min_part_plans: limit("plans", atLeastOne),
    min_expected_plans: limit("plans", positive),
    min_extreme_months: limit("months", atLeastOne),
    jump_months: limit("months", atLeastOne),
    max_moved_dispersion: limit("ratio", z.number().min(1)),
    empty_shape: limit("shape", positive),
    new_numbers_shape: limit("shape", positive),
    alike_shape: limit("shape", positive),
    min_copied_share: limit("share", share),
    max_chance_share: limit("share", share),
    max_alike_chance: limit("probability", share),
  })
  .transform((raw): ArrivalGates => ({
    holdTail: raw.hold_tail,
    lookTail: raw.look_tail,
    historyMonths: raw.history_months,
    firstHistoryMonths: raw.first_history_months,
    maxCheckedMonths: raw.max_checked_months,
    learnedFromMonths: raw.learned_from_months,
    pauseChance: raw.pause_chance,
    clinicShape: raw.clinic_shape,
    minHistoryValues: raw.min_history_values,
    priorValues: raw.prior_values,
    priorSpreadTotal: raw.prior_spread_total,
    priorSpreadShare: raw.prior_spread_share,
    priorSpreadGroup: raw.prior_spread_group,
    priorSpreadFit: raw.prior_spread_fit,
    minGroupClinics: raw.min_group_clinics,
    minGroupPlans: raw.min_group_plans,
    maxRareShare: raw.max_rare_share,
    clinicJumpRatio: raw.clinic_jump_ratio,
    repeatRatio: raw.repeat_ratio,
    maxClinicRatio: raw.max_clinic_ratio,
    maxRestatedShare: raw.max_restated_share,
    maxAbsentShare: raw.max_absent_share,
    minShareRows: raw.min_share_rows,
    minCopiedRows: raw.min_copied_rows,
    minRestatedRows: raw.min_restated_rows,
    minMovedPlans: raw.min_moved_plans,
    minPartPlans: raw.min_part_plans,
    minExpectedPlans: raw.min_expected_plans,
    minExtremeMonths: raw.min_extreme_months,
    jumpMonths: raw.jump_months,
    maxMovedDispersion: raw.max_moved_dispersion,
    emptyShape: raw.empty_shape,
    newNumbersShape: raw.new_numbers_shape,
    alikeShape: raw.alike_shape,
    minCopiedShare: raw.min_copied_share,
    maxChanceShare: raw.max_chance_share,
    maxAlikeChance: raw.max_alike_chance,
  }));
