import { z } from "zod";
import type { Limit } from "./limit.js";
import { limits } from "./limit.js";

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

const share = () => z.number().min(0).max(1);
const clinics = () => z.int().min(1);
const ratio = () => z.number().gt(1);

/** Schema of the part `register` of `gates.yaml`. */
export const registerGatesSchema = limits<keyof RegisterGates>({
  minRegisterClinics: ["clinics", clinics],
  minGroupClinics: ["clinics", clinics],
  maxMissingShare: ["share", share],
  maxNewShare: ["share", share],
  maxOpenedOnOneDayShare: ["share", share],
  maxOpenedChangedShare: ["share", share],
  maxClosingShare: ["share", share],
  maxReopenedShare: ["share", share],
  maxClosedLeftOutShare: ["share", share],
  maxNameChangedShare: ["share", share],
  maxKindChangedShare: ["share", share],
  maxRegionChangedShare: ["share", share],
  maxMunicipalityChangedShare: ["share", share],
  maxSystemChangedShare: ["share", share],
  minSystemAgreement: ["index", () => z.number().min(0).max(1)],
  maxBlankedShare: ["share", share],
  maxForeignRegionShare: ["share", share],
  maxDoctorsRatio: ["ratio", ratio],
  jumpRatio: ["ratio", ratio],
  maxJumpShare: ["share", share],
  minDoctorsCorrelation: ["index", () => z.number().min(0).max(1)],
  maxMedianDoctors: ["doctors", () => z.number().gt(0)],
});
