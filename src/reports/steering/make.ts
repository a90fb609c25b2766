import { basename } from "node:path";
import { readMetricTexts } from "../../metrics/answer/metric-texts.js";
import type { SteeringDefinition } from "../adoption/report-file.js";
import { tellAdoption } from "../adoption/gather.js";
import { readSteeringDefinition } from "../adoption/report-file.js";
import type { DeckTheme, Theme } from "../../render/theme.js";
import { readTheme } from "../../render/theme.js";
import { readBytes } from "../../lib/files.js";
import type { DeckLook } from "../../office/deck/content.js";
import { composeDeck } from "./deck/compose.js";
import type { DeckFacts } from "./deck/compose.js";
import { workbookColours } from "../shared/workbook/look.js";
import type { Risk } from "../shared/risk-file.js";
import { readRisk } from "../shared/risk-file.js";
import type { SteeringFormat } from "./render.js";
import { renderSteering } from "./render.js";
import { composeSteering } from "../adoption/figures/index.js";
import type { ShownStatus } from "../status/gather.js";
import { tellStatus } from "../status/gather.js";
import { renderStatus } from "../status/render.js";
import type { Artefact } from "../shared/artefact.js";
import type { SteeringFigures } from "../adoption/read.js";
import { wantsDeck, wantsPage } from "../adoption/read.js";
import { composeExplore } from "./explore/compose.js";
import type { ExplorePart } from "./explore/part.js";
import { readExploreTexts } from "./explore/texts.js";
import type { ToldAdoption } from "../adoption/gather.js";
import type { ReportInput } from "../shared/input.js";

const known: readonly string[] = ["html", "svg", "png", "csv"] satisfies SteeringFormat[];

type SteeringInput = ReportInput<SteeringFigures>;

/** The steering group's report: a page, each figure as SVG, PNG and CSV, and the deck for the meeting. */
export async function makeSteering(input: SteeringInput, reportsFolder: string): Promise<Artefact[]> {
  const { question } = input;
  const definition = await readSteeringDefinition(reportsFolder, question.definitions.comparisons);
  const theme = await readTheme(reportsFolder, question.theme ?? definition.theme);
  const told = await tellAdoption(input, definition, reportsFolder);
  const { facts, definition: shown } = told;
  const isAll = input.forms.length === 0;
  const formats = input.forms.filter((format): format is SteeringFormat => known.includes(format));
  const explore = wantsPage(input.forms) ? await makeExplore(told, input, reportsFolder) : null;
  const status = await tellStatus(question, reportsFolder, {
    ...{ terms: definition.terms, style: theme.style, date: facts.basis.date },
  });
  const registers = await renderStatus(status.parts, reportsFolder, {
    name: `steering_${facts.basis.month}`,
    style: theme.style,
    isWanted: (form) => isAll || formats.includes(form),
  });
  const rendering = { look: theme, formats, explore, status: registers.sections };
  const files =
    isAll || formats.length > 0
      ? [...(await renderSteering(facts, shown, rendering)), ...registers.files]
      : [];
  if (!wantsDeck(input.forms)) return files;
  const risk = await readRisk(reportsFolder);
  const made = { facts: told.withGroups(), definition: shown, theme, risk, status };
  return [await makeDeck(made, input), ...files];
}

/** What the reader of the page can choose from; null where the audience is told of no month. */
async function makeExplore(
  { facts, definition, disclosure }: ToldAdoption,
  { figures, question: { definitions } }: SteeringInput,
  reportsFolder: string,
): Promise<ExplorePart | null> {
  const texts = await readExploreTexts(reportsFolder);
  const data = composeExplore({ facts, figures, disclosure, definitions }, definition, texts);
  return data === null ? null : { data, definition: texts };
}

async function makeDeck(
  made: { facts: DeckFacts; definition: SteeringDefinition; theme: Theme; risk: Risk; status: ShownStatus },
  { question: { definitions } }: SteeringInput,
): Promise<Artefact> {
  const { facts, definition, theme, risk, status } = made;
  const deck = composeDeck({
    facts,
    definition,
    settings: definition.deck,
    risk,
    segments: definitions.segments,
    planTypes: definitions.planTypes,
    metrics: await readMetricTexts("da"),
    colors: theme.style.colors,
    sender: theme.sender,
    status,
    figures: composeSteering(facts, definition),
  });
  const { renderDeck } = await import("../../office/deck/write.js");
  const bytes = await renderDeck(deck, await deckLook(theme), workbookColours(theme.style.colors));
  return { fileName: `steering_${facts.basis.month}${facts.guarded?.fileSuffix ?? ""}.pptx`, bytes };
}

async function deckLook({ style, deck }: { style: Theme["style"]; deck: DeckTheme }): Promise<DeckLook> {
  const { logo, template } = deck;
  return {
    colors: { ...style.colors, accent: deck.accent },
    font: deck.font,
    logo: logo === null ? null : { bytes: await readBytes(logo.path), description: logo.description },
    template:
      template === null
        ? null
        : {
            file: basename(template.path),
            bytes: await readBytes(template.path),
            titleLayout: template.titleLayout,
            contentLayout: template.contentLayout,
          },
  };
}
