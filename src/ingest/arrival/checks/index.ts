import type { ArrivalCheck } from "../check.js";
import { alikeNames } from "./alike-spellings.js";
import { damagedText } from "./damaged-text.js";
import { futureMonth } from "./future-month.js";
import { hole } from "./hole.js";
import { nameMonths } from "./name-months.js";
import { partialMonth } from "./partial-month.js";
import { registerChecks } from "./registers.js";
import { unknownNumbers } from "./unknown-numbers.js";
import { vanishedClinics } from "./vanished-clinics.js";
import { vanishedPlans } from "./vanished-plans.js";
import { yearChange } from "./year-change.js";

/** Everything that a load is held against, in the order in which it is told. The only list of checks. */
export const arrivalChecks: readonly ArrivalCheck[] = [
  // limits of the contract, and what needs no history
  nameMonths,
  vanishedPlans,
  hole,
  unknownNumbers,
  futureMonth,
  // a new month beside its neighbours
  yearChange,
  vanishedClinics,
  partialMonth,
  // the text of a register
  damagedText,
  alikeNames,
  // a register by itself and beside the one before
  ...registerChecks,
];
