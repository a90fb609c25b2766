import type { Store } from "../../db/open.js";
import type { IngestSettings, IngestTools } from "../../ingest/store/settings.js";
import type { CommandContext } from "../command.js";
import { thisProcess } from "./writer.js";

/** What is about to be loaded. */
interface Loading {
  paths: readonly string[];
  settings: IngestSettings;
  definitions: IngestTools["definitions"];
  /** True for a dry run. */
  isDry?: boolean;
}

/**
 * The database to load into. It is made only where there is something to put into it: for a dry run, and where there is
 * no database and none of the files can be begun, it is a copy in memory that nobody sees.
 */
export async function openLoadingStore(context: CommandContext, loading: Loading): Promise<Store> {
  const { exists } = await import("../../lib/files.js");
  const leavesNothing =
    loading.isDry === true || (!(await exists(context.db)) && !(await hasExtract(loading)));
  if (leavesNothing) {
    const { openScratchCopy } = await import("../../db/open.js");
    return openScratchCopy(context.db);
  }
  const { openStoreForWriting } = await import("../../db/open.js");
  return openStoreForWriting(context.db, {
    writer: thisProcess(),
    tell: (message) => context.terminal.info(message),
  });
}

async function hasExtract({ paths, settings, definitions }: Loading): Promise<boolean> {
  const { canBegin } = await import("../../ingest/store/ingest-files.js");
  for (const path of paths) if (await canBegin(path, settings, definitions)) return true;
  return false;
}
