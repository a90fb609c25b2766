import { join } from "node:path";
import { z } from "zod";
import { readChart } from "../../render/chart/read-chart.js";
import { text } from "../../defs/yaml/fields.js";
import type { Comparisons } from "../../defs/limits/comparisons.js";
import { readFindingTexts } from "../findings/texts.js";
import { readOk22Terms } from "../shared/terms.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import type { FiguresDefinition } from "./figures/index.js";
import { figureWords, steeringFigureIds } from "./figures/index.js";
import { figureTexts } from "./figures/texts.js";
import type { SteeringFacts } from "./facts.js";
import type { DeckSettings } from "./deck-texts.js";
import { deckSettingsSchema, deckTextsSchema } from "./deck-texts.js";
import type { jsonObject } from "../../render/theme.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const reportSchema = shippedSchema("steering", () =>
  z.strictObject({
    figures: z.array(z.enum(steeringFigureIds)).min(1),
    population: text,
    season_month: z.int().min(1).max(12),
    theme: text,
    deck: deckSettingsSchema,
  }),
);

const textsSchema = shippedSchema("steering-texts", () =>
  z.strictObject({
    title: text,
    subtitle: sentence("month"),
    skipToContent: text,
    contents: text,
    ...figureTexts,
    footer: sentence("sender", "date"),
    facts: z.strictObject({ month: text, date: text, sender: text }),
    figures: z.strictObject(figureWords),
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
        usual: text,
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
  }),
);

/** All that the steering group's report says, beside the words that it shares with the OK22 report. */
export type SteeringTexts = z.output<typeof textsSchema>;

/** The steering group's report as its owner describes it. */
export interface SteeringDefinition extends FiguresDefinition {
  /** File of the theme in the folder `reports`. */
  theme: string;
  /** Which slides the deck has, and for which meeting. */
  deck: DeckSettings;
  texts: SteeringTexts;
  /** Vega-Lite specification of each figure. */
  charts: ReadonlyMap<string, z.output<typeof jsonObject>>;
}

/** What the page and its parts are composed from. */
export interface ReportContext {
  facts: SteeringFacts;
  definition: SteeringDefinition;
}

/** Reads `steering/` of the folder `reports`. Throws with exit code 10 and all mistakes of a file. */
export async function readSteeringDefinition(
  reportsFolder: string,
  comparisons: Comparisons,
): Promise<SteeringDefinition> {
  const folder = join(reportsFolder, "steering");
  const report = await readYaml(join(folder, "report.yaml"), reportSchema);
  const texts = await readYaml(join(folder, "text.da.yaml"), textsSchema);
  const charts = await Promise.all(
    steeringFigureIds.map(
      async (id) => [id, await readChart(join(folder, "charts", `${id}.vl.json`))] as const,
    ),
  );
  return {
    figures: report.figures,
    population: report.population,
    seasonMonth: report.season_month,
    subject: texts.figures["plans-per-month"].subject,
    theme: report.theme,
    deck: report.deck,
    texts,
    terms: await readOk22Terms(reportsFolder),
    findings: await readFindingTexts(reportsFolder),
    comparisons,
    charts: new Map(charts),
  };
}
