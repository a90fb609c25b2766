import type { FollowUpChoice } from "../../../defs/files/follow-up.js";
import type { NoteField, ReturnForm } from "../../../domain/shapes/follow-up.js";
import { noteKinds } from "../../../domain/shapes/follow-up.js";
import { noun } from "../../../lib/words.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import type { Gathered } from "../words/gather-words.js";
import type { GatherTools } from "../words/gathered-layout.js";
import { gatherWords } from "../words/gather-words.js";
import { movedRemarks } from "./moved.js";
import type { ReturnedWorkbook } from "../returned/read-returned.js";
import { withEditedColumns } from "../tell/edited-columns.js";
import type { UnplacedWord } from "../tell/word-problem.js";
import { unplacedProblem } from "../tell/word-problem.js";
import type { Word } from "../words/word.js";
import { runningTextOf } from "./running-text.js";
import type { SingleValue } from "./single-value.js";
import { parseChoice, parseVisitDay, singleValueOf } from "./single-value.js";
import type { Found, Statement } from "./statement.js";

/** Clinics that a warning names before it only counts the rest. */
const namedClinics = 5;

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
  /** What can be chosen in a cell. */
  choicesOf(field: NoteField): readonly FollowUpChoice[];
  /** Today in Denmark, as `yyyy-MM-dd`. */
  today: string;
  maxRemarkCharacters: number;
}

/**
 * Turns whatever differs from what was sent out into what the return says of each clinic: its cells, and beside the remark
 * what is written elsewhere about a clinic that is clear. The rest is told with its place and text.
 */
export function placeFollowUp(workbook: ReturnedWorkbook, knowledge: FollowUpKnowledge): PlacedNotes {
  const gathered = gatherWords(workbook, knowledge);
  const { form } = workbook.origin;
  const moved = movedRemarks(gathered, form);
  const words = gathered.words.map((word) => (moved.words.has(word) ? { ...word, ...moved.verdict } : word));
  const unplaced: UnplacedWord[] = words.flatMap((word) => {
    const problem = unplacedProblem(word, form.author);
    return problem === null ? [] : [{ word, problem }];
  });
  const placed = words.filter((word) => word.unplaced === null && word.clinic !== null);
  const statements: Statement[] = [];
  for (const group of groupByClinic(placed)) {
    for (const field of form.fields) {
      const found = cellOf(group, field, { form, knowledge, gathered });
      statements.push(...found.statements);
      unplaced.push(...found.unplaced);
    }
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
    unplaced: withEditedColumns(unplaced, form.author),
    warnings: [
      ...gathered.warnings,
      ...moved.warnings,
      ...longRemarks(statements, knowledge.maxRemarkCharacters),
      ...withoutDay(statements, form, knowledge),
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

/** What one cell of a clinic says, by what stands in it. */
function cellOf(
  group: readonly Word[],
  field: NoteField,
  { form, knowledge, gathered }: { form: ReturnForm; knowledge: FollowUpKnowledge; gathered: Gathered },
): Found {
  const { author } = form;
  const { today } = knowledge;
  const parsers: Record<"choice" | "date", SingleValue["parse"]> = {
    choice: (word) => parseChoice(word, knowledge.choicesOf(field), author),
    date: (word, clinic) => parseVisitDay(word, clinic, { today, author }),
  };
  const kind = noteKinds[field];
  return kind === "text"
    ? runningTextOf(
        group,
        { field, isRemark: field === form.remark },
        { gathered, knownOf: knowledge.knownOf },
      )
    : singleValueOf(group, { field, parse: parsers[kind], author });
}

/** What is written about a visit whose day is not: it is kept, and counts as no visit. */
function withoutDay(
  statements: readonly Statement[],
  { fields }: ReturnForm,
  { knownOf }: FollowUpKnowledge,
): string[] {
  const day = fields.find((field) => noteKinds[field] === "date");
  if (day === undefined) return [];
  const isDated = (one: Statement): boolean => {
    const said = statements.find(
      ({ clinic, field }) =>
        field === day && clinic.ydernummer === one.clinic.ydernummer && clinic.opened === one.clinic.opened,
    );
    return (said === undefined ? knownOf(one.clinic, day) : said.value) !== null;
  };
  const written = statements.filter((one) => one.field !== day && one.value !== null && !isDated(one));
  const numbers = [...new Set(written.map(({ clinic }) => clinic.ydernummer))];
  const some = numbers.slice(0, namedClinics).join(", ");
  const more = numbers.length > namedClinics ? ` and ${numbers.length - namedClinics} more` : "";
  return numbers.length === 0
    ? []
    : [
        `something is written about ${numbers.length} ${noun(numbers.length, "clinic")} without the day of a visit (${some}${more}); it is kept, but counts as no visit until the day is written`,
      ];
}

function longRemarks(statements: readonly Statement[], most: number): string[] {
  return statements
    .filter(({ field, value }) => noteKinds[field] === "text" && (value ?? "").length > most)
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
