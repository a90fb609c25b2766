import type { NoteField } from "../../../domain/shapes/follow-up.js";
import { comparableText } from "../../../domain/text/sheet-text.js";
import type { Clinic } from "../returned/issued.js";
import type { Gathered } from "../words/gather-words.js";
import type { Word } from "../words/word.js";
import type { Found } from "./statement.js";
import { faultOf } from "./statement.js";

/** What a text of a clinic is held against. */
export interface TextContext {
  gathered: Gathered;
  /** What the next workbook would carry in the cell; null: nothing. */
  knownOf: (clinic: Clinic, field: NoteField) => string | null;
}

/** The text of a clinic's cell, and below that of the remark what is written about the clinic elsewhere. */
export function runningTextOf(
  group: readonly Word[],
  { field, isRemark }: { field: NoteField; isRemark: boolean },
  context: TextContext,
): Found {
  const words = group.filter((word) => word.field === field || (isRemark && word.field === null));
  const faults = words.map((word) => ({ word, problem: faultOf(word) }));
  const unplaced = faults.flatMap(({ word, problem }) => (problem === null ? [] : [{ word, problem }]));
  const sound = faults.flatMap(({ word, problem }) => (problem === null ? [word] : []));
  const [first] = sound;
  const clinic = first?.clinic ?? null;
  if (first === undefined || clinic === null) return { statements: [], unplaced };
  const own = sound.filter((word) => word.field !== null);
  const filled = own.filter(({ text }) => text !== "");
  const parts = [
    ...filled.map(({ text }) => text),
    ...sound.filter((word) => word.field === null && word.text !== "").map(partOf),
  ];
  const before = sentText(clinic, field, context);
  const isAddition = own.length === 0;
  const lines = [...new Set([...(isAddition && before !== "" ? [before] : []), ...parts])];
  const kept = lines.filter(
    (line, place) => place === 0 || !lines.slice(0, place).some((earlier) => earlier.includes(line)),
  );
  const value = kept.join("\n");
  if (isAddition && comparableText(value) === comparableText(before)) return { statements: [], unplaced };
  const { place } = filled[0] ?? own[0] ?? first;
  return { statements: [{ clinic, field, value: value === "" ? null : value, place }], unplaced };
}

/** A text with the heading that it was written under, where that is none of ours. */
function partOf({ text, place }: Word): string {
  return place.heading === null || place.kind !== "cell" ? text : `${place.heading}: ${text}`;
}

function sentText(clinic: Clinic, field: NoteField, { gathered, knownOf }: TextContext): string {
  const issued = gathered.issued.find(
    (row) => row.clinic.ydernummer === clinic.ydernummer && row.clinic.opened === clinic.opened,
  );
  if (issued === undefined) return knownOf(clinic, field) ?? "";
  return issued.cells.get(gathered.headings.written.get(field) ?? "") ?? "";
}
