import type { Revision } from "../domain/shapes/revision.js";
import type { IngestedFile } from "../ingest/store/ingest-files.js";
import { ingestFiles } from "../ingest/store/ingest-files.js";
import type { IngestOutcome } from "../ingest/store/outcome.js";
import type { IngestSettings, IngestTools } from "../ingest/store/settings.js";
import { reviseLoad } from "../reports/revisions/gather.js";

/** What would become of a file, and which figures it would change; null for one that would not be stored or has none. */
export interface DryFile extends IngestedFile {
  outcome: IngestOutcome & { revision: Revision | null };
}

/**
 * Does everything with the files but keep them: `tools.store` must be a scratch copy, into which each file is loaded so
 * that the next one is read as it would be after it.
 */
export async function* dryRunFiles(
  paths: readonly string[],
  settings: IngestSettings,
  tools: IngestTools,
): AsyncGenerator<DryFile> {
  for await (const { path, outcome } of ingestFiles(paths, settings, tools)) {
    if (outcome.status !== "stored" || outcome.load === null) {
      yield { path, outcome: { ...outcome, revision: null } };
      continue;
    }
    // A status register moves no figure; what it changes is in the outcome.
    const revision =
      outcome.register === null ? await reviseLoad(tools.store, tools.definitions, outcome.load) : null;
    const rows = { ...outcome.rows, stored: 0 };
    yield { path, outcome: { ...outcome, load: null, status: "dry-run", rows, revision } };
  }
}
