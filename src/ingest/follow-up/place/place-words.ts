import type { FollowUpChoice } from "../../../defs/files/follow-up.js";
import { findChoice } from "../../../defs/files/follow-up.js";
import type { FollowUpField } from "../../../domain/shapes/follow-up.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { comparableText } from "../../../domain/text/sheet-text.js";
import { noun } from "../../../lib/words.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import type { Gathered, GatherTools } from "../words/gather-words.js";
import { gatherWords } from "../words/gather-words.js";
import type { Clinic } from "../returned/issued.js";
import { movedRemarks } from "./moved.js";
import type { ReturnedWorkbook } from "../returned/read-returned.js";
import { withEditedColumns } from "../tell/edited-columns.js";
import type { UnplacedWord } from "../tell/word-problem.js";
import { unplacedProblem, wordProblem } from "../tell/word-problem.js";
import type { Word, WordPlace } from "../words/word.js";

/** What a region says now of a cell of one of its clinics. */
export interface Statement {
  clinic: Clinic;
  field: FollowUpField;
  /** Id of a choice, or the text of a remark; null: the cell was emptied. */
  value: string | null;
  place: WordPlace;
}

/** What a returned workbook says, and what of it has no place. */
export interface PlacedNotes {
  statements: Statement[];
  unplaced: UnplacedWord[];
  warnings: string[];
  /** Rows that came back, and those of them in which something could not be placed. */
  read: number;
  rejected: number;
  /** True when no row is one of a clinic that is known here. */
  isStrange: boolean;
  /** Cells that came back as they were sent, by clinic and field: what a return left alone. */
  gathered: Gathered;
}

/** What the program holds a returned workbook against. */
export interface FollowUpKnowledge extends GatherTools {
  choices: readonly FollowUpChoice[];
  maxRemarkCharacters: number;
}

/**
 * Turns whatever differs from what was sent out into what the region says of each clinic: its two cells, and beside the
 * remark what is written elsewhere about a clinic that is clear. The rest is told with its place and text.
 */
export function placeFollowUp(workbook: ReturnedWorkbook, knowledge: FollowUpKnowledge): PlacedNotes {
  const gathered = gatherWords(workbook, knowledge);
  const moved = movedRemarks(gathered);
  const words = gathered.words.map((word) => (moved.words.has(word) ? { ...word, ...moved.verdict } : word));
  const unplaced: UnplacedWord[] = words.flatMap((word) => {
    const problem = unplacedProblem(word);
    return problem === null ? [] : [{ word, problem }];
  });
  const placed = words.filter((word) => word.unplaced === null && word.clinic !== null);
  const statements: Statement[] = [];
  for (const group of groupByClinic(placed)) {
    const choice = choiceOf(group, knowledge.choices);
    statements.push(...choice.statements);
    unplaced.push(...choice.unplaced);
    const remark = remarkOf(group, { knowledge, gathered });
    statements.push(...remark.statements);
    unplaced.push(...remark.unplaced);
  }
  const spoilt = new Set(
    unplaced.flatMap(({ word: { place, unplaced: why } }) =>
      why === "edited" || place.line === null || place.sheet !== workbook.origin.sheet ? [] : [place.line],
    ),
  );
  const lines = new Set(gathered.lines);
  const rejected = [...lines].filter((line) => spoilt.has(line) || gathered.strangeLines.has(line)).length;
  return {
    statements,
    unplaced: withEditedColumns(unplaced),
    warnings: [
      ...gathered.warnings,
      ...moved.warnings,
      ...longRemarks(statements, knowledge.maxRemarkCharacters),
      ...missingRows(gathered),
    ],
    read: lines.size,
    rejected,
    isStrange: lines.size > 0 && [...lines].every((line) => gathered.strangeLines.has(line)),
    gathered,
  };
}

function groupByClinic(words: readonly Word[]): Word[][] {
  const groups = new Map<string, Word[]>();
  for (const word of words) {
    const key = `${word.clinic?.ydernummer ?? ""} ${word.clinic?.opened ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), word]);
  }
  return [...groups.values()];
}

interface Found {
  statements: Statement[];
  unplaced: UnplacedWord[];
}

/** The one choice that all cells of a clinic say; two different ones are told and none is taken. */
function choiceOf(group: readonly Word[], choices: readonly FollowUpChoice[]): Found {
  const words = group.filter(({ field }) => field === "follow-up");
  const filled = words.filter(({ text }) => text !== "");
  const [first] = words;
  const clinic = first?.clinic ?? null;
  if (first === undefined || clinic === null) return { statements: [], unplaced: [] };
  if (filled.length === 0)
    return { statements: [{ clinic, field: "follow-up", value: null, place: first.place }], unplaced: [] };
  const unplaced: UnplacedWord[] = [];
  const meant = new Map<string, Word>();
  for (const word of filled) {
    const choice = isFaulty(word) ? null : findChoice(choices, word.text);
    if (choice !== null) meant.set(choice.id, meant.get(choice.id) ?? word);
    else unplaced.push({ word, problem: choiceProblem(word, choices) });
  }
  const [only, ...others] = meant;
  if (only === undefined) return { statements: [], unplaced };
  if (others.length === 0) {
    const [value, { place }] = only;
    return { statements: [{ clinic, field: "follow-up", value, place }], unplaced };
  }
  const all = [...meant.values()];
  const told = all.map(({ text }) => quoteValue(text)).join(" and ");
  const message = `says two things of ${clinic.ydernummer} in one file: ${told}; none of them was stored, ask the region which holds`;
  return {
    statements: [],
    unplaced: [
      ...unplaced,
      ...all.map((word) => ({ word, problem: wordProblem("follow-up-two", message, word) })),
    ],
  };
}

function isFaulty({ mark }: Word): boolean {
  return mark === "error" || mark === "no-value";
}

function choiceProblem(word: Word, choices: readonly FollowUpChoice[]): Problem {
  if (word.mark === "no-value")
    return wordProblem(
      "cell-no-value",
      `the cell holds the formula ${quoteValue(word.text)} without a stored value; expected plain text, it was left out`,
      word,
    );
  if (word.mark === "error")
    return wordProblem(
      "cell-error",
      `the cell shows the error ${quoteValue(word.text)}; expected plain text, it was left out`,
      word,
    );
  const labels = choices.map(({ label }) => label).join(", ");
  return wordProblem(
    "follow-up-choice",
    `${quoteValue(word.text)} is none of the choices (${labels}); it was left out, ask the region which it means`,
    word,
  );
}

/** The remark of a clinic: what stands in its cell, and below it what is written about the clinic elsewhere. */
function remarkOf(
  group: readonly Word[],
  { knowledge, gathered }: { knowledge: FollowUpKnowledge; gathered: Gathered },
): Found {
  const words = group.filter(({ field }) => field !== "follow-up");
  const faulty = words.filter(isFaulty);
  const unplaced = faulty.map((word) => ({ word, problem: choiceProblem(word, knowledge.choices) }));
  const sound = words.filter((word) => !isFaulty(word));
  const [first] = sound;
  const clinic = first?.clinic ?? null;
  if (first === undefined || clinic === null) return { statements: [], unplaced };
  const own = sound.filter(({ field }) => field === "remark");
  const filled = own.filter(({ text }) => text !== "");
  const parts = [
    ...filled.map(({ text }) => text),
    ...sound.filter(({ field, text }) => field === null && text !== "").map(partOf),
  ];
  const before = sentRemark(clinic, { gathered, knowledge });
  const isAddition = own.length === 0;
  const lines = [...new Set([...(isAddition && before !== "" ? [before] : []), ...parts])];
  const kept = lines.filter(
    (line, place) => place === 0 || !lines.slice(0, place).some((earlier) => earlier.includes(line)),
  );
  const value = kept.join("\n");
  if (isAddition && comparableText(value) === comparableText(before)) return { statements: [], unplaced };
  const { place } = filled[0] ?? own[0] ?? first;
  return { statements: [{ clinic, field: "remark", value: value === "" ? null : value, place }], unplaced };
}

/** A text with the heading that it was written under, where that is none of ours. */
function partOf({ text, place }: Word): string {
  return place.heading === null || place.kind !== "cell" ? text : `${place.heading}: ${text}`;
}

function sentRemark(
  clinic: Clinic,
  { gathered, knowledge }: { gathered: Gathered; knowledge: FollowUpKnowledge },
): string {
  const issued = gathered.issued.find(
    (row) => row.clinic.ydernummer === clinic.ydernummer && row.clinic.opened === clinic.opened,
  );
  if (issued === undefined) return knowledge.knownOf(clinic, "remark") ?? "";
  return issued.cells.get(gathered.remarkHeading) ?? "";
}

function longRemarks(statements: readonly Statement[], most: number): string[] {
  return statements
    .filter(({ field, value }) => field === "remark" && (value ?? "").length > most)
    .map(
      ({ clinic, value }) =>
        `the remark on ${clinic.ydernummer} has ${(value ?? "").length} characters, more than the ${most} that a cell asks for; it was stored whole`,
    );
}

function missingRows({ issued, clinics }: Gathered): string[] {
  const there = new Set(clinics.map(({ ydernummer }) => ydernummer));
  const missing = issued.filter(({ clinic }) => !there.has(clinic.ydernummer));
  const [first] = missing;
  if (first === undefined || missing.length === issued.length) return [];
  return [
    `${missing.length} of the ${issued.length} ${noun(issued.length, "clinic")} that were sent out are missing from it, such as ${quoteValue(first.clinic.ydernummer)}; what is known of them stays as it was`,
  ];
}
