import type { ChartContent, ChartVariant } from "./content.js";
import { bareFrame, layoutSlide } from "./frame.js";
import { planOf } from "./plans.js";
import type { PlotSize } from "./spec.js";
import { fillSpec } from "./spec.js";
import { strictLogger } from "./strict-logger.js";
import type { TextMeasure } from "../font/fonts.js";
import { measureWith } from "../font/fonts.js";
import type { Svg } from "../page/page-content.js";
import type { JsonObject, Style } from "../style.js";

/** One chart for a page: plot only, as the page carries the font and the words. */
export interface PagePictures {
  page: Svg;
  /** As `page`, for a narrow screen. */
  narrow: Svg;
}

const pageSize: PlotSize = { width: 800, height: 340 };
const narrowSize: PlotSize = { width: 320, height: 280 };

/**
 * Draws a chart from its Vega-Lite specification as a slide image. The same input gives the same bytes. Throws (exit 15)
 * when Vega-Lite or Vega has a warning: it would have drawn something else than the specification says.
 */
export async function renderSlide(content: ChartContent, spec: JsonObject, style: Style): Promise<Svg> {
  const measure = measureWith(style.fonts);
  const layout = layoutSlide(content, style, measure);
  return layout.frame(await drawPlot({ content, spec, style, measure, variant: "slide", size: layout.plot }));
}

/** Draws a chart for a page, as {@link renderSlide}. */
export async function renderPagePictures(
  content: ChartContent,
  spec: JsonObject,
  style: Style,
): Promise<PagePictures> {
  const measure = measureWith(style.fonts);
  const draw = async (variant: "page" | "narrow", size: PlotSize): Promise<Svg> =>
    bareFrame(
      { content, style, size, variant, measure },
      await drawPlot({ content, spec, style, measure, variant, size }),
    );
  return { page: await draw("page", pageSize), narrow: await draw("narrow", narrowSize) };
}

interface Drawing {
  content: ChartContent;
  spec: JsonObject;
  style: Style;
  measure: TextMeasure;
  variant: ChartVariant;
  size: PlotSize;
}

/** The marks of a plot as SVG elements without a root, ready to be placed in a frame; none where there is nothing to draw. */
async function drawPlot({ content, spec, style, measure, variant, size }: Drawing): Promise<string> {
  if (content.emptyText !== null) return "";
  const vega = await import("vega");
  const filled = fillSpec(spec, { content, colors: style.colors, variant, size });
  const logger = strictLogger(content.id);
  const plan = await planOf(filled.spec, { style, language: content.language, logger });
  vega.textMetrics.width = (item, text) =>
    measure.width(text, { size: item.fontSize ?? 11, weight: weightOf(item.fontWeight) });
  vega.resetSVGDefIds();
  const view = new vega.View(plan, { renderer: "none", logger });
  try {
    for (const [name, value] of Object.entries(filled.params)) view.signal(name, value);
    for (const [name, rows] of Object.entries(filled.data)) view.data(name, rows);
    return plotMarkup(await view.toSVG(), { id: `${content.id}-${variant}`, stack: style.fonts.stack });
  } finally {
    view.finalize();
  }
}

function weightOf(weight: number | string | undefined): number {
  if (weight === "bold") return 700;
  return Number(weight) || 400;
}

/**
 * Takes Vega's drawing out of its root, with the font said once by the frame and ids that are unique on a page. Vega's
 * own roles and labels, which are English, go: the frame names and describes the picture as a whole.
 */
function plotMarkup(svg: string, { id, stack }: { id: string; stack: string }): string {
  const font = ` font-family="${stack}"`;
  return svg
    .replace(/^<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<[a-z][^>]*>/g, (tag) =>
      tag
        .replace(font, "")
        .replace(/ (?:role|aria-[a-z]+|pointer-events|class)="[^"]*"/g, "")
        .replace(/ id="([^"]+)"/, ` id="${id}-$1"`)
        .replace(/url\(#([^)]+)\)/, `url(#${id}-$1)`),
    );
}
