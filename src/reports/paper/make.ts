import type { DocumentLook } from "../../office/document/content.js";
import { renderSlide } from "../../render/chart/chart.js";
import { renderPng } from "../../render/chart/png.js";
import type { Theme } from "../../render/theme.js";
import { readTheme } from "../../render/theme.js";
import type { SteeringFigure } from "../adoption/figures/figure.js";
import { composeSteering, steeringFigureIds } from "../adoption/figures/index.js";
import { tellAdoption } from "../adoption/gather.js";
import type { SteeringFigures } from "../adoption/read.js";
import type { SteeringDefinition } from "../adoption/report-file.js";
import { readSteeringDefinition } from "../adoption/report-file.js";
import type { Artefact } from "../shared/artefact.js";
import type { ReportInput } from "../shared/input.js";
import { readRisk } from "../shared/risk-file.js";
import { drawStatus, tellStatus } from "../status/gather.js";
import { composePaper } from "./compose.js";
import type { Paper } from "./paper-file.js";
import { readPaper, sectionIds } from "./paper-file.js";

/** The meeting's paper as a text document, for one audience. */
export async function makePaper(
  input: ReportInput<SteeringFigures>,
  reportsFolder: string,
): Promise<Artefact[]> {
  const { forms, question } = input;
  if (forms.length > 0 && !forms.includes("docx")) return [];
  const report = await readSteeringDefinition(reportsFolder, question.definitions.comparisons);
  const { paper, texts } = await readPaper(reportsFolder);
  const risk = await readRisk(reportsFolder);
  const theme = await readTheme(reportsFolder, question.theme ?? report.theme);
  const told = await tellAdoption(input, report, reportsFolder);
  const facts = told.withGroups();
  const isWithheld = new Set(facts.guarded?.withheld.map(({ id }) => id));
  const figures = composeSteering(facts, {
    ...told.definition,
    figures: steeringFigureIds.filter((id) => !isWithheld.has(id)),
  });
  const status = await tellStatus(question, reportsFolder, {
    ...{ terms: report.terms, style: theme.style, date: facts.basis.date },
  });
  const content = composePaper({
    facts,
    definition: told.definition,
    settings: report.deck,
    paper,
    texts,
    risk,
    segments: question.definitions.segments,
    sender: theme.sender,
    figures,
    pictures: await draw(shownIn(paper, figures), told.definition, theme),
    status,
    statusPictures: await drawStatus(status.parts, reportsFolder, theme.style),
  });
  const { renderDocument } = await import("../../office/document/write.js");
  const suffix = facts.guarded?.fileSuffix ?? "";
  return [
    {
      fileName: `paper_${facts.basis.month}${suffix}.docx`,
      bytes: await renderDocument(content, lookOf(theme)),
    },
  ];
}

/** The figures that some section shows. */
function shownIn({ points }: Paper, figures: readonly SteeringFigure[]): SteeringFigure[] {
  const parts = new Set<string>(points.flatMap((point) => sectionIds.flatMap((id) => point[id].parts)));
  return figures.filter(({ id }) => parts.has(id));
}

async function draw(
  figures: readonly SteeringFigure[],
  { charts }: SteeringDefinition,
  { style }: Theme,
): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  for (const { id, chart } of figures) {
    const spec = charts.get(id);
    if (spec === undefined) throw new Error(`the figure ${id} has no specification`);
    // One chart after the other: Vega counts ids for the whole process.
    pictures.set(id, await renderPng(await renderSlide(chart, spec, style), style.fonts, chart));
  }
  return pictures;
}

function lookOf({ style, deck }: Theme): DocumentLook {
  const { colors } = style;
  return {
    font: deck.font,
    colours: {
      heading: colors.focus,
      text: colors.text,
      muted: colors.mutedText,
      line: colors.grid,
      headerFill: colors.band,
      caution: colors.caution,
      cautionFill: colors.cautionPale,
    },
  };
}
