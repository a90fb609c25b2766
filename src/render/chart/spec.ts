import { exitCode, FlpError } from "../../lib/errors.js";
import type { ChartContent, ChartInput, ChartVariant } from "./content.js";
import type { Json, JsonObject, StyleColors } from "../style.js";

/** Size of the drawing in pixels. */
export interface PlotSize {
  width: number;
  height: number;
}

/** Everything that a specification's placeholders and data sets can stand for. */
export interface SpecInput {
  content: Pick<ChartContent, "id" | "input" | "narrowInput">;
  colors: StyleColors;
  variant: ChartVariant;
  size: PlotSize;
}

/** A specification with its placeholders filled, apart from what may differ each time that it is drawn. */
export interface FilledSpec {
  /** Without values of parameters, without its size, and without rows of data. */
  spec: JsonObject;
  /** Values of its top-level parameters, by name, and its width and height. */
  params: JsonObject;
  /** Rows of its named data sets. */
  data: Record<string, JsonObject[]>;
}

/**
 * A chart's Vega-Lite specification with its placeholders filled: `@color.name` from the theme, `@chart.name` from the
 * content, `@size.name` from the specification's own `usermeta.sizes` for the variant (`width`, `height` and `variant`
 * are given). Throws (exit 10) for a name that stands for nothing.
 */
export function fillSpec(spec: JsonObject, { content, colors, variant, size }: SpecInput): FilledSpec {
  const input = inputOf(content, variant);
  const sources: Record<string, JsonObject> = {
    color: { ...colors },
    chart: input.values,
    size: { ...sizesOf(spec, variant), ...size, variant },
  };
  const filled = fillObject(spec, { sources, chart: content.id });
  return { ...withoutValues(filled), data: input.data };
}

/** Width and height that a specification is compiled with; the real ones are parameters of the drawing, as Vega has it. */
const anySize = { width: 100, height: 100 };

/** Takes the values of the parameters and the size out of a specification. */
function withoutValues({
  params: written = [],
  width = null,
  height = null,
  ...filled
}: JsonObject): Pick<FilledSpec, "spec" | "params"> {
  const params: JsonObject = { width, height };
  if (!Array.isArray(written)) throw new Error("a filled specification has a list of parameters");
  const bare = written.map((param) => {
    if (!isObject(param) || typeof param.name !== "string" || param.value === undefined) return param;
    params[param.name] = param.value;
    return { ...param, value: null };
  });
  return { spec: { ...filled, ...anySize, params: bare }, params };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A config with `@color.name` filled from the theme. */
export function fillColors(config: JsonObject, colors: StyleColors): JsonObject {
  return fillObject(config, { sources: { color: { ...colors } }, chart: "theme" });
}

interface Filling {
  sources: Record<string, JsonObject>;
  chart: string;
}

function fillObject(object: JsonObject, filling: Filling): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, fillValue(value, filling)]));
}

function fillValue(value: Json, filling: Filling): Json {
  if (Array.isArray(value)) return value.map((item) => fillValue(item, filling));
  if (typeof value === "object" && value !== null) return fillObject(value, filling);
  const name = typeof value === "string" ? /^@(\w+)\.(\w+)$/.exec(value) : null;
  return name === null ? value : lookUp(name, filling);
}

function lookUp([placeholder, source = "", key = ""]: RegExpExecArray, { sources, chart }: Filling): Json {
  const found = sources[source]?.[key];
  if (found !== undefined) return found;
  const known = Object.entries(sources).flatMap(([name, values]) =>
    Object.keys(values).map((item) => `@${name}.${item}`),
  );
  throw new FlpError(exitCode.definition, `the chart ${chart} asks for ${placeholder}, which is not known`, {
    place: `${chart}.vl.json`,
    remedy: `use one of ${known.join(", ")}`,
  });
}

function inputOf({ input, narrowInput }: SpecInput["content"], variant: ChartVariant): ChartInput {
  if (variant !== "narrow") return input;
  return {
    values: { ...input.values, ...narrowInput.values },
    data: { ...input.data, ...narrowInput.data },
  };
}

function sizesOf(spec: JsonObject, variant: ChartVariant): JsonObject {
  return objectIn(objectIn(objectIn(spec, "usermeta"), "sizes"), variant);
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return value !== undefined && isObject(value) ? value : {};
}
