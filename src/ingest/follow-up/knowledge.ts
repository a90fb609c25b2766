import { choicesOf, findChoice, shownValue } from "../../defs/files/follow-up.js";
import { namesOfForm } from "../../defs/files/returned-workbook.js";
import { dateInDenmark } from "../../domain/danish.js";
import { noteKinds } from "../../domain/shapes/follow-up.js";
import type { IngestTools } from "../store/settings.js";
import { clinicStandings } from "./place/clinic-standing.js";
import { earlierWords, wordsOfOtherMonths } from "./place/known-words.js";
import type { FollowUpKnowledge, PlacedNotes } from "./place/place-words.js";
import type { WeighContext } from "./place/weigh.js";
import type { Clinic } from "./returned/issued.js";
import { parseWrittenDate } from "./returned/issued.js";
import type { KnownOrigin } from "./returned/origin.js";
import type { OutsideCells } from "./returned/outside-cells.js";

/** What the store knows that a workbook is read with. */
export function knowledgeOf(
  { form, region, month }: KnownOrigin,
  { store, definitions, clock }: IngestTools,
): FollowUpKnowledge {
  const { knownOf } = wordsOfOtherMonths(store, month);
  return {
    choicesOf: (field) => choicesOf(field, definitions),
    today: dateInDenmark(clock.now().toISOString()),
    maxRemarkCharacters: definitions.gates.file.maxCellCharacters.value,
    names: namesOfForm(definitions.returnedWorkbook, form),
    standingOf: clinicStandings(store, { region, month, regions: definitions.regions }),
    knownOf: (clinic, field) => {
      const value = knownOf(clinic, field)?.value ?? null;
      return value === null ? null : shownValue({ field, value }, definitions);
    },
  };
}

/** What the words of a return are weighed against. */
export function weighContext(
  { outside, origin }: { outside: OutsideCells; origin: KnownOrigin },
  { gathered, statements, unplaced }: PlacedNotes,
  { store, definitions }: IngestTools,
): WeighContext {
  const issued = new Map(gathered.issued.map((row) => [keyOf(row.clinic), row]));
  const there = new Set(gathered.clinics.map(keyOf));
  const hidden = new Set(unplaced.flatMap(({ word }) => (word.unplaced === "torn" ? [word.place.line] : [])));
  return {
    savedAt: outside.savedAt,
    savedBy: outside.savedBy,
    isBlank: gathered.isCompared && statements.length === 0 && unplaced.length === 0,
    earlier: earlierWords(store, { region: origin.writer.id, month: origin.month }),
    newerOf: wordsOfOtherMonths(store, origin.month).newerOf,
    sentOf: (clinic, field) => {
      const row = issued.get(keyOf(clinic));
      if (row === undefined || !row.isIntact || hidden.size > 0 || !there.has(keyOf(clinic)))
        return undefined;
      if (!gathered.fields.includes(field)) return undefined;
      const text = row.cells.get(origin.headings.written.get(field) ?? "") ?? null;
      if (text === null) return null;
      const kind = noteKinds[field];
      if (kind === "date") return parseWrittenDate(text);
      return kind === "text" ? text : (findChoice(choicesOf(field, definitions), text)?.id ?? null);
    },
  };
}

function keyOf({ ydernummer, opened }: Clinic): string {
  return `${ydernummer} ${opened}`;
}
