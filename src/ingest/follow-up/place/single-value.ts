import type { FollowUpChoice } from "../../../defs/files/follow-up.js";
import { findChoice } from "../../../defs/files/follow-up.js";
import { dateWords } from "../../../domain/danish.js";
import type { NoteField } from "../../../domain/shapes/follow-up.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import type { Clinic } from "../returned/issued.js";
import { parseWrittenDate } from "../returned/issued.js";
import { wordProblem } from "../tell/word-problem.js";
import type { Word } from "../words/word.js";
import type { Found } from "./statement.js";
import { faultOf } from "./statement.js";

/** A text as the one value of its kind, or what is wrong with it. */
export type ParsedValue = { value: string } | { problem: Problem };

/** Reads a cell of one value: a choice or a day. */
export interface SingleValue {
  field: NoteField;
  parse: (word: Word, clinic: Clinic) => ParsedValue;
  /** Who is asked, such as `the region`. */
  author: string;
}

/** The one value that all cells of a clinic say; two different ones are told and none is taken. */
export function singleValueOf(group: readonly Word[], { field, parse, author }: SingleValue): Found {
  const words = group.filter((word) => word.field === field);
  const filled = words.filter(({ text }) => text !== "");
  const [first] = words;
  const clinic = first?.clinic ?? null;
  if (first === undefined || clinic === null) return { statements: [], unplaced: [] };
  if (filled.length === 0)
    return { statements: [{ clinic, field, value: null, place: first.place }], unplaced: [] };
  const unplaced: Found["unplaced"] = [];
  const meant = new Map<string, Word>();
  for (const word of filled) {
    const fault = faultOf(word);
    const parsed = fault === null ? parse(word, clinic) : { problem: fault };
    if ("value" in parsed) meant.set(parsed.value, meant.get(parsed.value) ?? word);
    else unplaced.push({ word, problem: parsed.problem });
  }
  const [only, ...others] = meant;
  if (only === undefined) return { statements: [], unplaced };
  if (others.length === 0) {
    const [value, { place }] = only;
    return { statements: [{ clinic, field, value, place }], unplaced };
  }
  const all = [...meant.values()];
  const told = all.map(({ text }) => quoteValue(text)).join(" and ");
  const message = `says two things of ${clinic.ydernummer} in one file: ${told}; none of them was stored, ask ${author} which holds`;
  return {
    statements: [],
    unplaced: [
      ...unplaced,
      ...all.map((word) => ({ word, problem: wordProblem("follow-up-two", message, word) })),
    ],
  };
}

/** Reads a choice by its label. */
export function parseChoice(word: Word, choices: readonly FollowUpChoice[], author: string): ParsedValue {
  const choice = findChoice(choices, word.text);
  if (choice !== null) return { value: choice.id };
  const labels = choices.map(({ label }) => label).join(", ");
  return {
    problem: wordProblem(
      "follow-up-choice",
      `${quoteValue(word.text)} is none of the choices (${labels}); it was left out, ask ${author} which it means`,
      word,
    ),
  };
}

/** Days in the forms that {@link parseWrittenDate} reads, anywhere in a text. */
const days = /\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}-\d{2}-\d{2}/g;

/** Reads the day of a visit: one day, that has been, and on which the clinic was open. `today` as `yyyy-MM-dd`. */
export function parseVisitDay(
  word: Word,
  clinic: Clinic,
  { today, author }: { today: string; author: string },
): ParsedValue {
  const { text } = word;
  const ask = `it was left out, ask ${author}`;
  const day = parseWrittenDate(text);
  if (day === null) {
    const isMore = (text.match(days) ?? []).length > 1;
    const message = isMore
      ? `${quoteValue(text)} names several days; expected the latest visit alone, earlier ones are remembered from earlier worklists; ${ask}`
      : `${quoteValue(text)} is no day; expected one such as 31-12-2025; ${ask}`;
    return { problem: wordProblem(isMore ? "visit-days" : "visit-day", message, word) };
  }
  if (day > today)
    return {
      problem: wordProblem(
        "visit-future",
        `${quoteValue(text)} lies after today (${dateWords(today)}); expected the day of a visit that has been; ${ask}`,
        word,
      ),
    };
  if (day < clinic.opened)
    return {
      problem: wordProblem(
        "visit-before-opening",
        `${quoteValue(text)} lies before the clinic opened (${dateWords(clinic.opened)}); expected a day on which it was open; ${ask}`,
        word,
      ),
    };
  return { value: day };
}
