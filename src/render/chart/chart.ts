import type { Runtime } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { exitCode, FlpError } from "../../lib/errors.js";
import type { ChartContent, ChartVariant } from "./content.js";
import { bareFrame, layoutSlide } from "./frame.js";
import { chartLocale } from "./locale.js";
import type { PlotSize } from "./spec.js";
import { fillColors, fillSpec } from "./spec.js";
import type { TextMeasure } from "./fonts.js";
import { measureWith } from "./fonts.js";
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
  const measure = await measureWith(style.fonts);
  const layout = layoutSlide(content, style, measure);
  return layout.frame(await drawPlot({ content, spec, style, measure, variant: "slide", size: layout.plot }));
}

/** Draws a chart for a page, as {@link renderSlide}. */
export async function renderPagePictures(
  content: ChartContent,
  spec: JsonObject,
  style: Style,
): Promise<PagePictures> {
  const measure = await measureWith(style.fonts);
  const draw = async (variant: "page" | "narrow", size: PlotSize): Promise<Svg> =>
    bareFrame(
      { content, style, size, variant, measure },
      await drawPlot({ content, spec, style, measure, variant, size }),
    );
  return { page: await draw("page", pageSize), narrow: await draw("narrow", narrowSize) };
}

/** Draws a chart for a page at a size of its own, where many stand under each other, as {@link renderSlide}. */
export async function renderSmallPicture(
  content: ChartContent,
  spec: JsonObject,
  style: Style,
  size: PlotSize,
): Promise<Svg> {
  const measure = await measureWith(style.fonts);
  const variant = "page";
  return bareFrame(
    { content, style, size, variant, measure },
    await drawPlot({ content, spec, style, measure, variant, size }),
  );
}

/** What a specification is compiled with. */
type Planning = Pick<Drawing, "style" | "content"> & { logger: StrictLogger };

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
  const plan = await planOf(filled.spec, { style, content, logger });
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

/** What Vega runs, by the text that it was compiled from: most pictures differ from others in their size and values alone. */
const plans = new Map<string, Runtime>();

/** Compiles a filled specification, once for all that differ from it only in data, parameters and size. */
async function planOf(spec: JsonObject, { style, content, logger }: Planning): Promise<Runtime> {
  const config = {
    ...fillColors(style.chartConfig, style.colors),
    font: style.fonts.stack,
    locale: chartLocale(content.language),
    aria: false,
  };
  const whole = { ...spec, config };
  const key = JSON.stringify(whole);
  const known = plans.get(key);
  if (known !== undefined) return known;
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  const plan = vega.parse(vegaLite.compile(specOf(whole), { logger }).spec);
  plans.set(key, plan);
  return plan;
}

/** The place where a JSON object is taken for a Vega-Lite specification: the compiler checks it, with warnings as errors. */
function specOf(spec: JsonObject): TopLevelSpec {
  return spec as unknown as TopLevelSpec;
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

interface StrictLogger {
  level(level: number): StrictLogger;
  level(): number;
  error(...parts: readonly unknown[]): StrictLogger;
  warn(...parts: readonly unknown[]): StrictLogger;
  info(): StrictLogger;
  debug(): StrictLogger;
}

/** A logger that throws what others would print: a chart with a warning is a chart that says something else. */
function strictLogger(chart: string): StrictLogger {
  const refuse = (...parts: readonly unknown[]): never => {
    const [first] = parts;
    if (first instanceof FlpError) throw first;
    throw new FlpError(
      exitCode.render,
      `the chart ${chart} cannot be drawn as specified: ${parts.map(String).join(" ")}`,
      {
        place: `${chart}.vl.json`,
        remedy: "correct the chart's specification",
      },
    );
  };
  function level(level: number): StrictLogger;
  function level(): number;
  function level(level?: number): StrictLogger | number {
    return level === undefined ? 2 : logger;
  }
  const logger: StrictLogger = {
    level,
    error: refuse,
    warn: refuse,
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}
