import { exitCode, FlpError } from "../../lib/errors.js";
import { readText } from "../../lib/files.js";
import type { z } from "zod";
import { shownPath } from "../../defs/yaml/read-yaml.js";
import { jsonObject } from "../theme.js";

/** Reads a Vega-Lite specification. Whether it can be drawn shows when it is drawn. Throws exit 10 for what is no JSON object. */
export async function readChart(path: string): Promise<z.output<typeof jsonObject>> {
  const written = await readText(path);
  try {
    return jsonObject.parse(JSON.parse(written));
  } catch (error) {
    throw new FlpError(exitCode.definition, `not a JSON object: ${reasonOf(error)}`, {
      place: shownPath(path),
      remedy: "correct the JSON; the Vega-Lite editor shows where it breaks",
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof SyntaxError ? error.message : "its outermost value is something else";
}
