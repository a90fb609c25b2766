import { z } from "zod";
import { isoDate, text } from "../../../defs/yaml/fields.js";
import { sentence } from "../../../defs/yaml/sentence.js";

/** The slides that the steering group's deck can have, in the order of the agenda. Source: the slides of 24-04-2025. */
export const deckSlideIds = [
  "title",
  "plans-per-doctor",
  "plans-accumulated",
  "accumulated-table",
  "plans-per-month",
  "active-clinics",
  "ok22",
  "plan-types",
  "regions",
  "segments",
  "restatements",
  "definitions",
  "basis",
] as const;

export type DeckSlideId = (typeof deckSlideIds)[number];

/** Schema of the deck's part of `report.yaml`. */
export const deckSettingsSchema = z.strictObject({
  meeting: z.strictObject({ name: text, date: isoDate.nullable(), previous: isoDate.nullable() }),
  smallest_group: z.int().min(0).max(100),
  slides: z.array(z.enum(deckSlideIds)).min(1),
});

/** What the owner of the deck decides about a meeting. */
export type DeckSettings = z.output<typeof deckSettingsSchema>;

const seriesHead = z.strictObject({ month: text, year: text, shortMonth: text });

/** Schema of the deck's part of the texts. */
export const deckTextsSchema = z.strictObject({
  subject: text,
  facts: z.strictObject({
    meeting: sentence("date"),
    data: sentence("month", "date"),
    sender: sentence("sender"),
  }),
  footer: sentence("sender", "title"),
  columns: seriesHead,
  tables: sentence("caption"),
  highlight: sentence("month"),
  limits: z.strictObject({ lower: text, upper: text }),
  "accumulated-table": z.strictObject({
    subtitle: sentence("first", "last"),
    columns: z.strictObject({
      month: text,
      new: text,
      maintained: text,
      total: text,
      before: text,
      change: text,
    }),
  }),
  "plan-types": z.strictObject({
    subtitle: sentence("first", "last"),
    columns: z.strictObject({ type: text, before: text, now: text }),
    description: sentence("values"),
    value: sentence("type", "before", "now"),
    valueNow: sentence("type", "now"),
    note: text,
  }),
  regions: z.strictObject({
    subtitle: sentence("month"),
    columns: z.strictObject({ region: text, clinics: text, pass: text, share: text }),
    nation: text,
    description: sentence("values"),
    value: sentence("region", "share", "pass", "clinics"),
    hidden: sentence("region"),
    note: text,
  }),
  segments: z.strictObject({
    subtitle: sentence("clinics"),
    columns: z.strictObject({ segment: text, clinics: text }),
    hidden: text,
    description: sentence("values"),
    value: sentence("segment", "clinics"),
    fewNote: sentence("smallest"),
    note: text,
  }),
  restatements: z.strictObject({
    subtitle: text,
    findings: z.strictObject({
      one: sentence("month", "change"),
      many: sentence("months", "change"),
    }),
    columns: z.strictObject({ month: text, load: text, before: text, now: text, change: text }),
    more: sentence("count"),
    description: sentence("values"),
    note: text,
  }),
  definitions: z.strictObject({ title: text, subtitle: text, rule: text }),
  basis: z.strictObject({
    title: sentence("loads", "month"),
    titleOne: sentence("month"),
    subtitle: text,
    more: sentence("count"),
    description: text,
    fact: sentence("term", "text"),
  }),
  speaker: z.strictObject({
    description: sentence("text"),
    definition: sentence("text"),
    population: sentence("text"),
    plans: text,
    openClinics: sentence("month", "clinics"),
    ruleClinics: sentence("month", "clinics"),
    loads: sentence("loads"),
    load: sentence("load", "file"),
    earlier: sentence("count"),
    trace: sentence("command"),
    groups: sentence("command"),
    changes: sentence("command"),
    meeting: sentence("meeting"),
  }),
});

/** What the deck says beside the figures' own texts. */
export type DeckTexts = z.output<typeof deckTextsSchema>;
