import { findSameLoad } from "../../db/ledger.js";
import { findKnownFile } from "../../defs/yaml/known-files.js";
import { programVersion } from "../../lib/program.js";
import type { OpenExtract } from "../read/extract-shapes.js";
import type { IngestSettings, IngestTools } from "./settings.js";
import type { IngestOutcome } from "./outcome.js";
import { unchanged } from "./outcome.js";
import { beginLoad } from "./load.js";
import { readContent } from "./read-content.js";
import { whyAllRefused, refusedAs, decideOutcome } from "./decide-outcome.js";

/** Reads an extract's rows into the store, in one transaction: all of them or nothing. */
export async function storeExtract(
  extract: OpenExtract,
  settings: IngestSettings,
  tools: IngestTools,
): Promise<IngestOutcome> {
  const { store, definitions, clock } = tools;
  const { plan } = extract;
  const isSynthetic =
    settings.synthetic || findKnownFile(definitions.knownFiles, extract.sha256)?.synthetic === true;
  const header = {
    loaded_at: clock.now().toISOString(),
    file_name: extract.fileName,
    sha256: extract.sha256,
    byte_count: extract.bytes,
    kind: extract.kind,
    profile: plan.profile.id,
    sheet: extract.sheet,
    is_synthetic: Number(isSynthetic),
    program_version: programVersion(),
  };
  const open = await beginLoad(store, header, tools.logger);
  try {
    // Asked again now that nobody else can write: another process may have loaded the same file while this one waited.
    const same = await findSameLoad(store, {
      sha256: extract.sha256,
      month: plan.wholeFileMonth,
      evenIfOutdated: settings.skipsLoadedFiles,
      before: open.load,
    });
    if (same !== null) {
      open.rollBack();
      return unchanged(extract, same);
    }
    let content = await readContent(extract, open, { tools });
    const { problems } = content;
    if (problems.count > 0) {
      if (!settings.quarantine || whyAllRefused(content) !== null) {
        open.rollBack();
        return refusedAs(extract, content, settings);
      }
      // Read once more without the bad rows: which row of a duplicate came first is known only afterwards.
      open.startOver();
      content = { ...(await readContent(extract, open, { tools, without: problems })), problems };
    }
    return decideOutcome(open, { extract, content, settings, tools });
  } catch (error) {
    open.rollBack();
    throw error;
  }
}
