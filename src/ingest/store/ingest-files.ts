import { basename } from "node:path";
import { exitCode, FlpError } from "../../lib/errors.js";
import type { IngestSettings, IngestTools } from "./settings.js";
import { maskCpr } from "../../domain/cpr.js";
import { ingestFile } from "./ingest-file.js";
import { openExtract } from "../open/extract.js";
import type { IngestOutcome } from "./outcome.js";
import { emptyOutcome } from "./outcome.js";
import { problemOf } from "../../domain/shapes/problem.js";

/**
 * Loads files in the order given, each in a transaction of its own; after one that cannot be loaded the rest are still
 * tried. A database that fails or a broken definition ends all of it and is thrown.
 */
export async function* ingestFiles(
  paths: readonly string[],
  settings: IngestSettings,
  tools: IngestTools,
): AsyncGenerator<IngestOutcome> {
  for (const path of paths) {
    try {
      yield await ingestFile(path, settings, tools);
    } catch (error) {
      if (!isFaultOfFile(error)) throw error;
      yield asOutcome(path, error);
    }
  }
}

/** True for a file that is there and has a known layout, whatever its rows say. */
export async function canBegin(
  path: string,
  settings: IngestSettings,
  definitions: IngestTools["definitions"],
): Promise<boolean> {
  try {
    return "kind" in (await openExtract(path, settings, definitions));
  } catch (error) {
    if (!isFaultOfFile(error)) throw error;
    return false;
  }
}

function isFaultOfFile(error: unknown): error is FlpError {
  return error instanceof FlpError && (error.code === exitCode.layout || error.code === exitCode.usage);
}

/** A file that could not even be begun, as an outcome among the others. */
function asOutcome(path: string, error: FlpError): IngestOutcome {
  const message = [error.message, ...error.lines, error.remedy]
    .filter((part) => part !== undefined)
    .join("; ");
  const code = error.code === exitCode.layout ? "layout" : "file";
  return {
    ...emptyOutcome(maskCpr(basename(path)), null),
    status: "refused",
    problems: [problemOf(code, message)],
    problem_count: 1,
    exitCode: error.code,
  };
}
