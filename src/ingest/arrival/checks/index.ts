import type { ArrivalCheck } from "../check.js";
import { alikeNames } from "./register-text/alike-spellings.js";
import { damagedText } from "./register-text/damaged-letters.js";
import { absentClinics } from "./fixed-limits/absent-clinics.js";
import { copiedMonth } from "./copies/copied-month.js";
import { copiedOlder } from "./copies/copied-older.js";
import { copiedPart } from "./copies/copied-part.js";
import { cumulative } from "./totals/cumulative.js";
import { emptyClinics, emptyRows } from "./clinics/empty-clinics.js";
import { futureMonth } from "./fixed-limits/future-month.js";
import { groupMeasures } from "./shares/group-measures.js";
import { groupShare } from "./shares/group-share.js";
import { hole } from "./fixed-limits/hole.js";
import { measuresSwapped, numbersShifted, typesSwapped } from "./clinics/misplaced.js";
import { nameMonths } from "./fixed-limits/name-months.js";
import { newNumbers } from "./clinics/new-numbers.js";
import { newShare } from "./shares/new-share.js";
import { ownPast } from "./clinics/own-past.js";
import { partialMonth } from "./fixed-limits/partial-month.js";
import { registerChecks } from "./registers/index.js";
import {
  countsEqual,
  evenCounts,
  measuresEqual,
  moreMaintained,
  moreNew,
  roundCounts,
  smallCounts,
  typesEqual,
  zeroCounts,
} from "./shares/patterns.js";
import { cutAtTop, filledDown, repeatedPairs } from "./copies/repeats.js";
import { restatedShare } from "./totals/restated-share.js";
import { rowLimit } from "./fixed-limits/row-limit.js";
import { singleClinic } from "./clinics/single-clinic.js";
import { clinicSpread } from "./clinics/spread.js";
import { totalPlans } from "./totals/total-plans.js";
import { typeShare } from "./shares/type-share.js";
import { unknownNumbers } from "./fixed-limits/unknown-numbers.js";
import { vanishedClinics } from "./fixed-limits/vanished-clinics.js";
import { vanishedPlans } from "./fixed-limits/vanished-plans.js";
import { yearChange } from "./fixed-limits/year-change.js";

/** Everything that a load is held against, in the order in which it is told. The only list of checks. */
export const arrivalChecks: readonly ArrivalCheck[] = [
  // limits of the contract, and what needs no history
  nameMonths,
  vanishedPlans,
  hole,
  unknownNumbers,
  futureMonth,
  rowLimit,
  absentClinics,
  // a month beside its neighbours: fixed limits, for histories that teach none
  yearChange,
  vanishedClinics,
  partialMonth,
  // the text of a register
  damagedText,
  alikeNames,
  // a register by itself and beside the one before
  ...registerChecks,
  // a month against what its history lets expect
  copiedMonth,
  copiedPart,
  copiedOlder,
  totalPlans,
  newShare,
  typeShare,
  groupShare,
  groupMeasures,
  measuresSwapped,
  typesSwapped,
  numbersShifted,
  ownPast,
  clinicSpread,
  emptyClinics,
  emptyRows,
  singleClinic,
  newNumbers,
  measuresEqual,
  typesEqual,
  countsEqual,
  moreNew,
  moreMaintained,
  smallCounts,
  zeroCounts,
  evenCounts,
  roundCounts,
  repeatedPairs,
  filledDown,
  cutAtTop,
  cumulative,
  // a known month as it was
  restatedShare,
];
