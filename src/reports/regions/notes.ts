import { clinicKey } from "../../metrics/follow-up/carried-forward.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { CarriedNote, FollowUpField } from "../../domain/shapes/follow-up.js";
import { followUpFields } from "../../domain/shapes/follow-up.js";
import { monthWords } from "../../domain/danish.js";
import type { RegionContent } from "./facts.js";

/** What stands in a clinic's row of what its region wrote before; null: nothing. */
export interface ClinicNotes {
  followUp: string | null;
  remark: string | null;
  /** When it was written, and about which clinic where that is another one. */
  written: string | null;
}

/** What each clinic's row carries forward. Throws a plain error for a choice that the definitions do not have. */
export function notesByClinic(
  content: RegionContent,
): (clinic: { ydernummer: string; opened: string }) => ClinicNotes {
  const byClinic = new Map<string, CarriedNote[]>();
  for (const note of content.facts.notes) {
    const key = clinicKey(note);
    byClinic.set(key, [...(byClinic.get(key) ?? []), note]);
  }
  return (clinic) => notesOf(byClinic.get(clinicKey(clinic)) ?? [], content);
}

function notesOf(notes: readonly CarriedNote[], content: RegionContent): ClinicNotes {
  const of = (field: FollowUpField): CarriedNote[] =>
    notes
      .filter((note) => note.field === field)
      .sort((left, right) => (left.month < right.month ? 1 : left.month > right.month ? -1 : 0));
  const [choice] = of("follow-up");
  return {
    followUp: choice === undefined ? null : labelOf(choice, content),
    remark: remarkOf(of("remark"), content),
    written: writtenOf(
      followUpFields.map((field) => ({ field, notes: of(field) })),
      content,
    ),
  };
}

function labelOf({ value }: CarriedNote, content: RegionContent): string {
  return choiceLabel(value, content);
}

/** A choice as the region reads it. Throws a plain error for one that the definitions do not have. */
export function choiceLabel(value: string, { choices }: RegionContent): string {
  const choice = choices.find(({ id }) => id === value);
  if (choice === undefined) throw new Error(`the choice ${value} is not defined`);
  return choice.label;
}

/**
 * Remarks of several clinics that became one stand one below the other, each with its number. Where they are together
 * longer than what is taken back, each is cut to its part of the room: the whole texts stay in the store.
 */
function remarkOf(notes: readonly CarriedNote[], content: RegionContent): string | null {
  const [only, ...others] = notes;
  if (only === undefined) return null;
  if (others.length === 0) return only.value;
  const { ofSeveral, shortened } = content.texts.own.carried;
  const lineOf = ({ source, month }: CarriedNote, text: string): string =>
    fillSentence(ofSeveral, { ydernummer: source.ydernummer, month: monthWords(month), text });
  const whole = notes.map((note) => lineOf(note, note.value)).join("\n");
  if (whole.length <= content.maxRemarkCharacters) return whole;
  const room = Math.floor(content.maxRemarkCharacters / notes.length) - 1;
  const cut = (note: CarriedNote): string => {
    const left = room - lineOf(note, fillSentence(shortened, { text: "" })).length;
    if (note.value.length <= left) return note.value;
    // A cut through the middle of a character would leave half of it
    const text = note.value.slice(0, Math.max(0, left)).replace(/[\uD800-\uDBFF]$/, "");
    return fillSentence(shortened, { text });
  };
  return notes.map((note) => lineOf(note, cut(note))).join("\n");
}

function writtenOf(
  fields: readonly { field: FollowUpField; notes: readonly CarriedNote[] }[],
  content: RegionContent,
): string | null {
  const { columns } = content.texts.own.clinics;
  const headings = { "follow-up": columns.followUp, remark: columns.remark };
  const written = fields
    .filter(({ notes }) => notes.length > 0)
    .map(({ field, notes }) => ({ heading: headings[field], origin: originsOf(field, notes, content) }));
  const [first] = written;
  if (first === undefined) return null;
  if (written.every(({ origin }) => origin === first.origin)) return first.origin;
  return written.map(({ heading, origin }) => `${heading}: ${origin}`).join("\n");
}

function originsOf(field: FollowUpField, notes: readonly CarriedNote[], content: RegionContent): string {
  const { carried } = content.texts.own;
  return notes
    .map((note) => {
      const month = monthWords(note.month);
      const isOwn = note.source.ydernummer === note.ydernummer;
      const { ydernummer } = note.source;
      // Of several choices the cell can hold one: the others stand here, so that none is lost
      const text = notes.length > 1 && field === "follow-up" ? `${labelOf(note, content)}, ` : "";
      const origin = isOwn ? month : fillSentence(carried.fromPredecessor, { month, ydernummer });
      const region =
        note.region === content.region.id ? "" : `, ${content.regionNames.get(note.region) ?? note.region}`;
      return text + origin + region;
    })
    .join("; ");
}
