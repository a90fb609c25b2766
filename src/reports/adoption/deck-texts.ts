import { z } from "zod";
import { isoDate, personText, text } from "../../defs/yaml/fields.js";
import { sentence } from "../../defs/yaml/sentence.js";
import type { SteeringFigureId } from "./figures/index.js";
import { steeringFigureIds } from "./figures/index.js";
import { figureDeckTexts } from "./figures/texts.js";

/** The slides that the deck can have beside one for each figure of the report. */
export const otherSlideIds = [
  "title",
  "headlines",
  "status",
  "accumulated-table",
  "plan-types",
  "regions",
  "segments",
  "systems",
  "municipalities",
  "restatements",
  "risk",
  "annex",
  "status-annex",
  "definitions",
  "basis",
] as const;

export type OtherSlideId = (typeof otherSlideIds)[number];

export type DeckSlideId = OtherSlideId | SteeringFigureId;

/** What the slide of main messages can tell beside the findings of figures. */
export const headlineIds = ["plan-types", "regions", "segments"] as const;

/** Schema of the deck's part of `report.yaml`. */
export const deckSettingsSchema = z.strictObject({
  meeting: z.strictObject({ name: text, date: isoDate.nullable(), previous: isoDate.nullable() }),
  headlines: z.array(z.enum([...steeringFigureIds, ...headlineIds])).max(5),
  decisions: z.array(personText),
  smallest_group: z.int().min(0).max(100),
  slides: z.array(z.enum([...steeringFigureIds, ...otherSlideIds])).min(1),
  // Left out: none moves.
  before_annex: z
    .strictObject({
      most: z.int().min(1),
      gives_way: z.array(z.enum([...steeringFigureIds, ...otherSlideIds])),
    })
    .nullable()
    .default(null),
});

/** What the owner of the deck decides about a meeting. */
export type DeckSettings = z.output<typeof deckSettingsSchema>;

/** What the funnel of one kind of groups says: its subtitle, what a group is, and that none differs. */
const funnel = z.strictObject({ subtitle: sentence("month"), column: text, none: sentence("share") });

/** Schema of the deck's part of the texts. */
export const deckTextsSchema = z.strictObject({
  subject: text,
  facts: z.strictObject({
    meeting: sentence("date"),
    data: sentence("month", "date"),
    sender: sentence("sender"),
  }),
  footer: sentence("sender", "title"),
  headlines: z.strictObject({
    title: text,
    subtitle: sentence("month"),
    topics: z.strictObject(
      Object.fromEntries([...steeringFigureIds, ...headlineIds].map((id) => [id, text])) as Record<
        SteeringFigureId | (typeof headlineIds)[number],
        typeof text
      >,
    ),
    target: text,
    decision: text,
    noDecision: text,
  }),
  risk: z.strictObject({
    title: sentence("number", "name"),
    subtitle: text,
    corner: text,
    placed: sentence("date", "by", "likelihood", "consequence"),
    notPlaced: text,
    description: sentence("number", "name", "placed"),
    measures: sentence("measures"),
    earlier: sentence("date", "likelihood", "consequence", "by"),
  }),
  funnels: z.strictObject({
    axis: text,
    columns: z.strictObject({
      clinics: text,
      share: text,
      nation: text,
      ...{ warningLow: text, warningHigh: text, alarmLow: text, alarmHigh: text },
    }),
    description: sentence("groups", "share", "names"),
    nobody: text,
    note: sentence("warning", "alarm"),
    hidden: sentence("groups", "smallest"),
    systems: funnel,
    municipalities: funnel,
  }),
  annex: z.strictObject({ title: text, subtitle: text }),
  ...figureDeckTexts,
  tables: sentence("caption"),
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
