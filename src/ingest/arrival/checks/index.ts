import type { ArrivalCheck } from "../check.js";
import { alikeNames } from "./alike-spellings.js";
import { damagedText } from "./damaged-text.js";
import { absentClinics } from "./absent-clinics.js";
import { copiedMonth } from "./copied-month.js";
import { copiedOlder } from "./copied-older.js";
import { copiedPart } from "./copied-part.js";
import { cumulative } from "./cumulative.js";
import { emptyClinics, emptyRows } from "./empty-clinics.js";
import { futureMonth } from "./future-month.js";
import { groupMeasures } from "./group-measures.js";
import { groupShare } from "./group-share.js";
import { hole } from "./hole.js";
import { measuresSwapped, numbersShifted, typesSwapped } from "./misplaced.js";
import { nameMonths } from "./name-months.js";
import { newNumbers } from "./new-numbers.js";
import { newShare } from "./new-share.js";
import { ownPast } from "./own-past.js";
import { partialMonth } from "./partial-month.js";
import { registerChecks } from "./registers.js";
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
} from "./patterns.js";
import { cutAtTop, filledDown, repeatedPairs } from "./repeats.js";
import { restatedShare } from "./restated-share.js";
import { rowLimit } from "./row-limit.js";
import { singleClinic } from "./single-clinic.js";
import { clinicSpread } from "./spread.js";
import { totalPlans } from "./total-plans.js";
import { typeShare } from "./type-share.js";
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
