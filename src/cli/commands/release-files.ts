import { join } from "node:path";
import type { Store } from "../../db/open.js";
import type { BuiltArtefact, ReleaseSources } from "../../release/build-release.js";
import type { CommandContext } from "../command.js";
import { definitionsFolder } from "../command.js";

/** From where a release is built: the open store, the user's definitions and reports, and the engine that runs. */
export function sourcesOf(context: CommandContext, store: Store): ReleaseSources {
  return {
    store,
    home: context.home,
    definitionsFolder: definitionsFolder(context.home),
    runtime: engine(),
  };
}

/**
 * The engine that runs the program: Node, and the libraries within it that decide how Danish numbers, dates and the order
 * of letters look.
 */
function engine(): string {
  const { icu = "none", cldr = "none" } = process.versions;
  return `node ${process.version}, ICU ${icu}, CLDR ${cldr}`;
}

/** Writes the files of a release into a folder for each report, and what it consists of beside them. */
export async function writeRelease(
  artefacts: readonly BuiltArtefact[],
  folder: string,
  description: string | null,
): Promise<void> {
  const { writeWhole } = await import("../../lib/files.js");
  for (const { report, fileName, content } of artefacts) {
    await writeWhole(join(folder, report, fileName), content);
  }
  if (description !== null) await writeWhole(join(folder, "release.json"), description);
}
