import { join } from "node:path";
import { z } from "zod";
import { readChart } from "../../render/chart/files.js";
import { text } from "../../defs/yaml/fields.js";
import type { FindingTexts } from "../findings/texts.js";
import { readFindingTexts } from "../findings/texts.js";
import type { Ok22Terms } from "../shared/terms.js";
import { readOk22Terms } from "../shared/terms.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import type { DeckSettings } from "./deck/texts.js";
import { deckSettingsSchema, deckTextsSchema } from "./deck/texts.js";
import type { jsonObject } from "../../render/theme.js";

/** The figures that the steering group's report can show. Source: the slides of 24-04-2025. */
export const steeringFigureIds = [
  "plans-per-doctor",
  "plans-accumulated",
  "plans-per-month",
  "active-clinics",
  "ok22",
] as const;

export type SteeringFigureId = (typeof steeringFigureIds)[number];

const reportSchema = z.strictObject({
  figures: z.array(z.enum(steeringFigureIds)).min(1),
  population: text,
  season_month: z.int().min(1).max(12),
  theme: text,
  deck: deckSettingsSchema,
});

const seriesDescription = sentence(
  ...(["first", "last", "finding", "highest", "highestMonth", "lowest", "lowestMonth"] as const),
);

const figuresSchema = z.strictObject({
  "plans-per-doctor": z.strictObject({
    title: text,
    axis: z.array(text).min(1),
    notes: z.array(sentence("population", "clinics")),
    unknownBin: text,
    medianBin: text,
    description: sentence("finding", "bins"),
    caption: text,
    columns: z.strictObject({ bin: text, clinics: text, share: text }),
    total: text,
  }),
  "plans-accumulated": z.strictObject({
    title: text,
    notes: z.array(sentence()),
    labels: z.strictObject({ new: text, maintained: text }),
    rows: z.strictObject({ new: text, maintained: text, total: text }),
    season: sentence("change", "month"),
    description: sentence("first", "last", "finding", "new", "maintained"),
    caption: sentence("first", "last"),
    firstColumn: text,
    csv: z.strictObject({ month: text, new: text, maintained: text, total: text }),
  }),
  "plans-per-month": z.strictObject({
    title: text,
    notes: z.array(sentence()),
    subject: text,
    limits: text,
    signals: sentence("signals"),
    also: sentence("findings"),
    description: seriesDescription,
    caption: text,
    columns: z.strictObject({ month: text, new: text, maintained: text, total: text }),
  }),
  "active-clinics": z.strictObject({
    title: text,
    notes: z.array(sentence("month", "population", "clinics")),
    labels: z.strictObject({ active: text, clinics: text }),
    description: seriesDescription,
    caption: text,
    columns: z.strictObject({ month: text, active: text, clinics: text, share: text }),
  }),
  ok22: z.strictObject({
    title: text,
    shareNote: sentence("date", "share", "pass", "clinics"),
    notes: z.array(sentence("threshold", "status", "statusText")),
    noClinics: text,
    description: sentence(
      ...(["first", "last", "finding", "pass", "clinics", "fail", "unknown", "status"] as const),
    ),
    caption: text,
    columns: z.strictObject({ month: text, clinics: text, share: text }),
  }),
});

const textsSchema = z.strictObject({
  title: text,
  subtitle: sentence("month"),
  skipToContent: text,
  contents: text,
  noData: text,
  footer: sentence("sender", "date"),
  facts: z.strictObject({ month: text, date: text, sender: text }),
  stamp: sentence("month", "date"),
  incomplete: z.strictObject({ label: text, text: sentence("known") }),
  reservations: text,
  season: z.strictObject({ once: sentence("month"), always: sentence("month") }),
  figures: figuresSchema,
  sections: z.strictObject({ summary: text, definitions: text, rule: text, basis: text }),
  definitions: z.array(
    z.strictObject({ term: text, text, figures: z.array(z.enum(steeringFigureIds)).default([]) }),
  ),
  definitionsOfFigure: text,
  sort: text,
  regions: z.strictObject({
    heading: sentence("month"),
    caption: sentence("month"),
    choose: text,
    all: text,
    panelCaption: sentence("region"),
    columns: z.strictObject({
      region: text,
      month: text,
      new: text,
      maintained: text,
      total: text,
      change: text,
      window: text,
      active: text,
      clinics: text,
      share: text,
    }),
  }),
  basis: z.strictObject({
    register: text,
    registerText: sentence("month"),
    noRegister: text,
    months: text,
    holes: text,
    noMonths: text,
    caption: text,
    columns: z.strictObject({
      load: text,
      date: text,
      file: text,
      kind: text,
      months: text,
      sha256: text,
      reason: text,
    }),
    kinds: z.strictObject({ "plan-counts": text, "clinic-register": text }),
  }),
  deck: deckTextsSchema,
});

/** All that the steering group's report says, beside the words that it shares with the OK22 report. */
export type SteeringTexts = z.output<typeof textsSchema>;

/** The steering group's report as its owner describes it. */
export interface SteeringDefinition {
  /** Figures in the order in which they are shown. */
  figures: SteeringFigureId[];
  /** Label of the register's population, for example `(5,80)`. */
  population: string;
  /** Calendar month (1 to 12) that is expected to be low each year. */
  seasonMonth: number;
  /** File of the theme in the folder `reports`. */
  theme: string;
  /** Which slides the deck has, and for which meeting. */
  deck: DeckSettings;
  texts: SteeringTexts;
  terms: Ok22Terms;
  /** Sentences that all reports share. */
  findings: FindingTexts;
  /** Vega-Lite specification of each figure. */
  charts: Record<SteeringFigureId, z.output<typeof jsonObject>>;
}

/** Reads `steering/` of the folder `reports`. Throws with exit code 10 and all mistakes of a file. */
export async function readSteeringDefinition(reportsFolder: string): Promise<SteeringDefinition> {
  const folder = join(reportsFolder, "steering");
  const report = await readYaml(join(folder, "report.yaml"), reportSchema);
  const texts = await readYaml(join(folder, "text.da.yaml"), textsSchema);
  const chart = (id: SteeringFigureId): ReturnType<typeof readChart> =>
    readChart(join(folder, "charts", `${id}.vl.json`));
  return {
    figures: report.figures,
    population: report.population,
    seasonMonth: report.season_month,
    theme: report.theme,
    deck: report.deck,
    texts,
    terms: await readOk22Terms(reportsFolder),
    findings: await readFindingTexts(reportsFolder),
    charts: {
      "plans-per-doctor": await chart("plans-per-doctor"),
      "plans-accumulated": await chart("plans-accumulated"),
      "plans-per-month": await chart("plans-per-month"),
      "active-clinics": await chart("active-clinics"),
      ok22: await chart("ok22"),
    },
  };
}
