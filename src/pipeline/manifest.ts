import type { PublishedAudience } from "../domain/audience.js";
import type { Month } from "../domain/month.js";
import type { IngestOutcome } from "../ingest/store/outcome.js";
import { FlpError } from "../lib/errors.js";
import { fingerprintFile } from "../lib/files.js";
import { programVersion } from "../lib/program.js";
import type { WrittenFile } from "../reports/shared/artefact.js";
import type { FiguresOfMonth } from "../reports/shared/figures/month-figures.js";

/** Everything that went into a run and came out of it; written as manifest.json beside the artefacts. */
export interface Manifest {
  pipeline: string;
  program: string;
  month: Month;
  /** Id of the newest load that the figures rest on. */
  as_of: number;
  synthetic: boolean;
  /** Left out of the project's own edition. */
  audience?: PublishedAudience;
  rule: { id: string; status: string };
  inputs: ManifestInput[];
  /** Every load that the figures rest on. */
  loads: { load: number; file: string; sha256: string }[];
  outputs: WrittenFile[];
}

/** A file that lay in the inbox. */
export interface ManifestInput {
  /** Its name, with what may be a civil registration number masked. */
  file: string;
  /** Null: it could not be read. */
  sha256: string | null;
  status: IngestOutcome["status"];
  load: number | null;
}

/** A file as it is when it has been loaded or refused. */
export async function inputOf(path: string, { file, status, load }: IngestOutcome): Promise<ManifestInput> {
  try {
    const { sha256 } = await fingerprintFile(path);
    return { file, sha256, status, load };
  } catch (error) {
    if (error instanceof FlpError) return { file, sha256: null, status, load };
    throw error;
  }
}

/** The manifest of a run that made its reports. */
export function manifestOf(run: {
  pipeline: string;
  audience: PublishedAudience;
  figures: FiguresOfMonth;
  inputs: ManifestInput[];
  outputs: WrittenFile[];
}): Manifest {
  const { basis, rule } = run.figures;
  return {
    pipeline: run.pipeline,
    program: programVersion(),
    month: basis.month,
    as_of: basis.asOf,
    synthetic: basis.synthetic,
    ...(run.audience === "internal" ? {} : { audience: run.audience }),
    rule: { id: rule.id, status: rule.status },
    inputs: run.inputs,
    loads: basis.loads.map(({ load, file, sha256 }) => ({ load, file, sha256 })),
    outputs: run.outputs,
  };
}
