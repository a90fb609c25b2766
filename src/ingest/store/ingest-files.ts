import { basename } from "node:path";
import { exitCode, FlpError } from "../../lib/errors.js";
import { keep, underWay } from "../../lib/interruption.js";
import { asFileError } from "../../lib/system-error.js";
import type { IngestSettings, IngestTools } from "./settings.js";
import { maskCpr } from "../../domain/cpr.js";
import { arrangeDelivery } from "../delivery/arrange.js";
import type { TurnOfFile } from "../delivery/arrange.js";
import { ingestFile } from "./ingest-file.js";
import { ReturnError } from "../follow-up/returned/faults.js";
import { LayoutError, NoTableError } from "../match/layout-error.js";
import { openExtract } from "../open/open-extract.js";
import type { IngestOutcome } from "./outcome.js";
import { emptyOutcome } from "./outcome.js";
import { causesOf } from "../../domain/shapes/cause.js";
import { problemOf } from "../../domain/shapes/problem.js";

/** What became of one file of several. */
export interface IngestedFile {
  path: string;
  outcome: IngestOutcome;
}

/**
 * Loads files, each in a transaction of its own, in the order of the months that they name (see `arrangeDelivery`), or as
 * given where the settings say so; after one that cannot be loaded the rest are still tried. A database that fails or a
 * broken definition ends all of it and is thrown.
 */
export async function* ingestFiles(
  paths: readonly string[],
  settings: IngestSettings,
  tools: IngestTools,
): AsyncGenerator<IngestedFile> {
  for (const { path, held } of await turnsOf(paths, settings, tools)) {
    const name = maskCpr(basename(path));
    // A dry run works on a copy in memory, of which nothing stays.
    const isStored = !tools.store.raw.memory;
    if (isStored) underWay(`nothing of ${name} was stored`);
    try {
      const outcome = held ?? (await ingestFile(path, settings, tools));
      if (isStored && outcome.status === "stored") keep(`${name} (load ${outcome.load ?? ""})`);
      underWay(null);
      yield { path, outcome };
    } catch (cause) {
      const error = asFileError(cause, path);
      if (!isFaultOfFile(error)) throw error;
      yield { path, outcome: asOutcome(path, error) };
    }
  }
}

async function turnsOf(
  paths: readonly string[],
  settings: IngestSettings,
  tools: IngestTools,
): Promise<TurnOfFile[]> {
  if (settings.inOrder || paths.length < 2) return paths.map((path) => ({ path, held: null }));
  return arrangeDelivery(paths, settings, tools);
}

/** True for a file that is there and has a known layout, whatever its rows say. */
export async function canBegin(
  path: string,
  settings: IngestSettings,
  definitions: IngestTools["definitions"],
): Promise<boolean> {
  try {
    return "kind" in (await openExtract(path, settings, definitions));
  } catch (cause) {
    const error = asFileError(cause, path);
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
  const code = error instanceof NoTableError ? "binary" : error.code === exitCode.layout ? "layout" : "file";
  const problems = [problemOf(code, message), ...(error instanceof LayoutError ? error.problems : [])];
  return {
    ...emptyOutcome(maskCpr(basename(path)), null),
    status: "refused",
    kind: error instanceof ReturnError ? "follow-up" : null,
    problems,
    problem_count: problems.length,
    causes: causesOf(problems),
    exitCode: error.code,
  };
}
