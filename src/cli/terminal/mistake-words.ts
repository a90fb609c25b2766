import type { MistakeId } from "../../domain/shapes/arrival.js";

/** Each mistake as the end of “it looks as though …”. What is not here is told by its id. */
const words: Partial<Record<MistakeId, string>> = {
  "future-month": "the month is a slip",
  "missing-month": "months are missing",
  "first-load-cut": "the file was cut off",
  "copied-month": "rows of another month were sent again",
  "clinic-impossible": "one clinic's count is a slip",
  "measure-zero": "new or maintained plans are missing",
  "measures-equal": "one of new and maintained plans was copied over the other",
  "measure-total": "one of new and maintained plans holds both",
  "types-equal": "one plan type was copied over another",
  "filled-down": "counts were filled down in a spreadsheet",
  "counts-equal": "one count was put in many rows",
  rounded: "counts were rounded",
  cumulative: "running sums were sent in place of the month's own counts",
  multiplied: "counts are many times too large",
  doubled: "plans were counted twice",
  truncated: "counts were cut off at a limit",
  "small-counts-lost": "small counts were kept back or raised",
  "zero-rows-lost": "rows without new or without maintained plans are missing",
  "measures-swapped": "new and maintained plans are swapped",
  "type-missing": "a plan type is missing",
  "region-missing": "a region is missing",
  "system-missing": "a practice system is missing",
  "kind-missing": "a kind of clinics is missing",
  "numbers-cut": "a stretch of numbers is missing",
  "types-swapped": "plan types are swapped",
  "numbers-shifted": "numbers are shifted against their rows",
  "test-rows": "test rows are among the counts",
  averaged: "averages were sent in place of counts",
  "numbers-mixed": "counts stand with the wrong numbers",
  "unknown-numbers": "numbers lost digits, or the register is old",
  "restated-much": "a known month is another one now",
  "lost-plans": "the file is cut",
  "missing-clinics": "many clinics are missing",
  "missing-rows": "rows are missing",
  "partial-month": "the month was drawn before its end",
  "group-off": "a group of clinics is counted otherwise",
  "share-off": "new and maintained plans are divided otherwise",
  "type-share-off": "plan types are divided otherwise",
  "spread-off": "many clinics' counts were changed",
  "total-off": "the file covers too little, or counts twice",
};

/** The mistake that a load looks like, as the end of “it looks as though …”. */
export function mistakeEnding(mistake: MistakeId): string {
  return words[mistake] ?? `this happened: ${mistake.replaceAll("-", " ")}`;
}
