import type { SteeringDefinition } from "../adoption/report-file.js";
import { renderPagePictures, renderSlide } from "../../render/chart/chart.js";
import { renderCsv } from "../../render/csv.js";
import { renderPage } from "../../render/page/page.js";
import { renderPng } from "../../render/chart/png.js";
import type { Style } from "../../render/style.js";
import type { SteeringFacts } from "../adoption/facts.js";
import type { ExplorePart } from "./explore/part.js";
import type { DrawnFigure } from "./page.js";
import type { Section, Svg } from "../../render/page/page-content.js";
import type { SteeringFigure } from "../adoption/figures/figure.js";
import { composeSteeringPage } from "./page.js";
import { composeSteering } from "../adoption/figures/index.js";

/** A file of the report, made but not written. */
export interface SteeringFile {
  fileName: string;
  bytes: Uint8Array;
}

/** Who sends the report, and how it looks. */
export interface SteeringLook {
  sender: string;
  style: Style;
}

/** The forms in which the report can be had. */
export type SteeringFormat = "html" | "svg" | "png" | "csv";

/** How the report is rendered. */
export interface SteeringRendering {
  look: SteeringLook;
  /** Leaves out what is not wanted; empty means all. */
  formats?: readonly SteeringFormat[];
  /** What the reader of the page can choose from; null, or left out: nothing. */
  explore?: ExplorePart | null;
  /** Sections of the page about the other points of the agenda; left out: none. */
  status?: readonly Section[];
}

/**
 * Makes the files of the steering group's report: a page, and each figure as SVG, PNG and CSV, numbered in their order.
 * The same facts give the same bytes.
 */
export async function renderSteering(
  facts: SteeringFacts,
  definition: SteeringDefinition,
  { look, formats = [], explore = null, status = [] }: SteeringRendering,
): Promise<SteeringFile[]> {
  const isWanted = (format: SteeringFormat): boolean => formats.length === 0 || formats.includes(format);
  const name = `steering_${facts.basis.month}${facts.guarded?.fileSuffix ?? ""}`;
  const drawn: DrawnFigure[] = [];
  const makings: Promise<SteeringFile>[] = [];
  for (const [index, figure] of composeSteering(facts, definition).entries()) {
    const stem = `${name}_${index + 1}-${figure.id}`;
    const spec = definition.charts.get(figure.id);
    if (spec === undefined) throw new Error(`the figure ${figure.id} has no specification`);
    // One chart after the other: Vega counts ids for the whole process.
    if (isWanted("html")) {
      drawn.push({ figure, pictures: await renderPagePictures(figure.chart, spec, look.style) });
    }
    if (isWanted("svg") || isWanted("png")) {
      const slide = await renderSlide(figure.chart, spec, look.style);
      if (isWanted("svg")) makings.push(textFile(`${stem}.svg`, slide));
      if (isWanted("png")) makings.push(pictureFile(`${stem}.png`, slide, { figure, style: look.style }));
    }
    if (isWanted("csv")) makings.push(textFile(`${stem}.csv`, renderCsv(figure.csv)));
  }
  if (isWanted("html")) {
    const page = composeSteeringPage(drawn, { facts, definition }, { sender: look.sender, explore, status });
    makings.unshift(textFile(`${name}.html`, renderPage(page, look.style)));
  }
  return Promise.all(makings);
}

/** A slide image as PNG. It is drawn on another thread from now on, while the next chart is made. */
function pictureFile(
  fileName: string,
  slide: Svg,
  { figure, style }: { figure: SteeringFigure; style: Style },
): Promise<SteeringFile> {
  const drawn = renderPng(slide, style.fonts, figure.chart).then((bytes) => ({ fileName, bytes }));
  // Whoever waits for it is told; until then a chart that fails must not end the program before its error is shown.
  drawn.catch(() => undefined);
  return drawn;
}

function textFile(fileName: string, text: string): Promise<SteeringFile> {
  return Promise.resolve({ fileName, bytes: new TextEncoder().encode(text) });
}
