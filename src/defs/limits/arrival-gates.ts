import { z } from "zod";
import type { Limit } from "./limit.js";
import { limits } from "./limit.js";

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

const share = () => z.number().min(0).max(1);
const atLeastOne = () => z.int().min(1);
const positive = () => z.number().gt(0);

/** Schema of the part `arrival` of `gates.yaml`. */
export const arrivalGatesSchema = limits<keyof ArrivalGates>({
  holdTail: ["probability", () => z.number().gt(0).lt(0.5)],
  lookTail: ["probability", () => z.number().gt(0).lt(0.5)],
  historyMonths: ["months", () => z.int().min(13)],
  firstHistoryMonths: ["months", () => z.int().min(13)],
  maxCheckedMonths: ["months", atLeastOne],
  learnedFromMonths: ["months", () => z.int().min(15)],
  pauseChance: ["probability", () => z.number().gt(0).lt(1)],
  clinicShape: ["shape", positive],
  minHistoryValues: ["months", () => z.int().min(4)],
  priorValues: ["months", () => z.number().min(0)],
  priorSpreadTotal: ["log", positive],
  priorSpreadShare: ["log odds", positive],
  priorSpreadGroup: ["log", positive],
  priorSpreadFit: ["nats", positive],
  minGroupClinics: ["clinics", () => z.int().min(2)],
  minGroupPlans: ["plans", atLeastOne],
  maxRareShare: ["share", share],
  clinicJumpRatio: ["ratio", () => z.number().min(1)],
  repeatRatio: ["ratio", () => z.number().min(1)],
  maxClinicRatio: ["ratio", () => z.number().min(1)],
  maxRestatedShare: ["share", positive],
  maxAbsentShare: ["share", share],
  minShareRows: ["rows", atLeastOne],
  minCopiedRows: ["rows", atLeastOne],
  minRestatedRows: ["rows", atLeastOne],
  minMovedPlans: ["plans", atLeastOne],
  minPartPlans: ["plans", atLeastOne],
  minExpectedPlans: ["plans", positive],
  minExtremeMonths: ["months", atLeastOne],
  jumpMonths: ["months", atLeastOne],
  maxMovedDispersion: ["ratio", () => z.number().min(1)],
  emptyShape: ["shape", positive],
  newNumbersShape: ["shape", positive],
  alikeShape: ["shape", positive],
  minCopiedShare: ["share", share],
  maxChanceShare: ["share", share],
  maxAlikeChance: ["probability", share],
});
