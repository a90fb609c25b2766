import type { Runtime } from "vega";
import type { TopLevelSpec } from "vega-lite";
import type { Json, JsonObject, Style } from "../style.js";
import { chartLocale } from "./locale.js";
import { readPrepared } from "../prepared.js";
import { fillColors } from "./spec.js";
import type { StrictLogger } from "./strict-logger.js";

/** What a specification is compiled with beside its own content. */
export interface Planning {
  style: Pick<Style, "chartConfig" | "colors" | "fonts">;
  /** BCP 47 language of its numbers and dates. */
  language: string;
  logger: StrictLogger;
}

/** What Vega runs, by the text that it was compiled from: most pictures differ from others in their size and values alone. */
const plans = new Map<string, Runtime>();

/**
 * Compiles a filled specification, once for all that differ from it only in data, parameters and size. What was compiled
 * when the program was built is not compiled again.
 */
export async function planOf(spec: JsonObject, planning: Planning): Promise<Runtime> {
  const whole = withConfig(spec, planning);
  const text = JSON.stringify(whole);
  const known = plans.get(text);
  if (known !== undefined) return known;
  const plan = runtimeOf(readPrepared("chart", text)) ?? (await compile(whole, planning.logger));
  plans.set(text, plan);
  return plan;
}

/** A compiled specification as the build keeps it: the text that it was compiled from, and what Vega runs. */
export async function compiled(
  spec: JsonObject,
  planning: Planning,
): Promise<{ source: string; plan: Runtime }> {
  const whole = withConfig(spec, planning);
  return { source: JSON.stringify(whole), plan: await compile(whole, planning.logger) };
}

function withConfig(spec: JsonObject, { style, language }: Planning): JsonObject {
  const config = {
    ...fillColors(style.chartConfig, style.colors),
    font: style.fonts.stack,
    locale: chartLocale(language),
    aria: false,
  };
  return { ...spec, config };
}

async function compile(whole: JsonObject, logger: StrictLogger): Promise<Runtime> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  return vega.parse(vegaLite.compile(specOf(whole), { logger }).spec);
}

/** The place where a JSON object is taken for a Vega-Lite specification: the compiler checks it, with warnings as errors. */
function specOf(spec: JsonObject): TopLevelSpec {
  return spec as unknown as TopLevelSpec;
}

/** The place where JSON that Vega's parser made when the program was built is taken for its result again. */
function runtimeOf(value: Json): Runtime | null {
  return value as unknown as Runtime | null;
}
