import type { Revision } from "../domain/shapes/revision.js";
import type { IngestedFile } from "../ingest/store/ingest-files.js";
import { ingestFiles } from "../ingest/store/ingest-files.js";
import type { IngestOutcome } from "../ingest/store/outcome.js";
import type { IngestSettings, IngestTools } from "../ingest/store/settings.js";
import { reviseLoad } from "../reports/revisions/gather.js";

/** What would become of a file, and what it would change; null for a file that would not be stored. */
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
    const revision = await reviseLoad(tools.store, tools.definitions, outcome.load);
    const rows = { ...outcome.rows, stored: 0 };
    yield { path, outcome: { ...outcome, load: null, status: "dry-run", rows, revision } };
  }
}
