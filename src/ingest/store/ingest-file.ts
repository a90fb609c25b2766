import { findSameLoad } from "../../db/ledger.js";
import { asDatabaseError } from "../../db/database-error.js";
import { openExtract } from "../open/open-extract.js";
import type { IngestOutcome } from "./outcome.js";
import { refused, unchanged } from "./outcome.js";
import type { IngestSettings, IngestTools } from "./settings.js";
import { withHomelessNotes } from "../follow-up/tell/homeless-notes.js";
import { isReturnName } from "../follow-up/returned/read-returned.js";
import { storeFollowUp } from "../follow-up/store-follow-up.js";
import { storeExtract } from "./store-extract.js";

/**
 * Loads one file in one transaction: all of it or nothing. What is wrong with the file is in the outcome; a layout that
 * no profile describes, a missing file and a database that fails are thrown.
 */
export async function ingestFile(
  path: string,
  settings: IngestSettings,
  tools: IngestTools,
): Promise<IngestOutcome> {
  const extract = await openExtract(path, settings, tools.definitions);
  if (!("kind" in extract)) {
    const isReturn = isReturnName(extract.fileName, tools.definitions.regions);
    const outcome = refused(extract.fileName, null, { problems: extract.problems, read: 0 });
    return isReturn ? { ...outcome, kind: "follow-up" } : outcome;
  }
  if (extract.kind === "follow-up")
    return withHomelessNotes(await storeFollowUp(extract, settings, tools), tools);
  const { sha256, plan } = extract;
  const same = await findSameLoad(tools.store, {
    sha256,
    month: plan.wholeFileMonth,
    evenIfOutdated: settings.skipsLoadedFiles,
  });
  if (same !== null) return unchanged(extract, same);
  try {
    return await withHomelessNotes(await storeExtract(extract, settings, tools), tools);
  } catch (error) {
    throw asDatabaseError(error, tools.store.path);
  }
}
