import { resolve } from "node:path";
import { loadsUndoneSince, readRelease } from "../db/history/releases.js";
import type { Unsoundness } from "../db/soundness.js";
import { findUnsoundness } from "../db/soundness.js";
import type { ChangedInput, ChangedProgram, FileComparison } from "../domain/release/inputs.js";
import { changedInputs, changedProgram } from "../domain/release/inputs.js";
import type { ReleaseInput, SealedRelease } from "../domain/release/release.js";
import { FlpError } from "../lib/errors.js";
import { exists, readBytes, sha256Of } from "../lib/files.js";
import { programFolder } from "../lib/program.js";
import type { BuiltArtefact, ReleaseSources } from "./build-release.js";
import { buildRelease, programState, textOfBytes } from "./build-release.js";

/** A file of the release, made again. */
export interface ReproducedArtefact {
  report: string;
  file: string;
  verdict: FileComparison;
  sealed_sha256: string | null;
  sha256: string | null;
}

/** What came of making a release again. */
export interface Reproduction {
  name: string;
  month: string;
  as_of: number;
  /** True when every file has the sealed bytes and none is missing or new. */
  is_same: boolean;
  artefacts: ReproducedArtefact[];
  /** Inputs that changed since; where the bytes are the same all the same, they did not matter. */
  inputs: ChangedInput[];
  program: ChangedProgram[];
  /** Loads that the release rests on and that no longer stand. */
  undone: number[];
  /** What is wrong with the database itself; looked for only where a file is not the same. */
  unsound: Unsoundness[];
  /** Why nothing could be made at all; null when it could. */
  failure: string | null;
}

/**
 * Makes a sealed release again and compares it file by file with what was sealed. What cannot be made at all is an answer
 * too: it says why, and which inputs changed.
 */
export async function reproduceRelease(
  name: string,
  sources: ReleaseSources,
): Promise<{ reproduction: Reproduction; artefacts: BuiltArtefact[] }> {
  const release = await readRelease(sources.store, name);
  const undone = loadsUndoneSince(sources.store, release);
  const program = changedProgram(release.program, await programState(sources.runtime));
  const identity = { name: release.name, month: release.month, as_of: release.asOf };
  try {
    const { month, asOf, options } = release;
    // a report that the program learned to make since then is no part of it
    const reports = new Set(release.artefacts.map(({ report }) => report));
    const built = await buildRelease(sources, { month, asOf, options, reports });
    const artefacts = compareArtefacts(release, built.artefacts);
    const is_same = artefacts.every(({ verdict }) => verdict === "same");
    const inputs = changedInputs(release.inputs, built.inputs);
    const unsound = is_same ? [] : findUnsoundness(sources.store);
    const reproduction = { ...identity, is_same, artefacts, inputs, program, undone, unsound, failure: null };
    return { reproduction, artefacts: built.artefacts };
  } catch (error) {
    if (!(error instanceof FlpError)) throw error;
    const place = error.place === undefined ? "" : `${error.place}: `;
    const failure = [`${place}${error.message}`, ...error.lines].join("; ");
    const reproduction = {
      ...identity,
      is_same: false,
      artefacts: compareArtefacts(release, []),
      inputs: changedInputs(release.inputs, await inputsOnDisk(release.inputs, sources.home)),
      program,
      undone,
      unsound: findUnsoundness(sources.store),
      failure,
    };
    return { reproduction, artefacts: [] };
  }
}

function compareArtefacts(release: SealedRelease, made: readonly BuiltArtefact[]): ReproducedArtefact[] {
  const keyOf = ({ report, fileName }: { report: string; fileName: string }): string =>
    `${report}/${fileName}`;
  const now = new Map(made.map((artefact) => [keyOf(artefact), artefact]));
  const sealed = release.artefacts.map((artefact): ReproducedArtefact => {
    const again = now.get(keyOf(artefact));
    const isSame = again?.sha256 === artefact.sha256;
    return {
      report: artefact.report,
      file: artefact.fileName,
      verdict: again === undefined ? "missing" : isSame ? "same" : "differs",
      sealed_sha256: artefact.sha256,
      sha256: again?.sha256 ?? null,
    };
  });
  const known = new Set(release.artefacts.map(keyOf));
  const added = made
    .filter((artefact) => !known.has(keyOf(artefact)))
    .map(({ report, fileName, sha256 }): ReproducedArtefact => {
      return { report, file: fileName, verdict: "new", sealed_sha256: null, sha256 };
    });
  return [...sealed, ...added];
}

/** The files that went in as they lie on the disk now; those that are gone are left out. */
async function inputsOnDisk(inputs: readonly ReleaseInput[], home: string): Promise<ReleaseInput[]> {
  const found = await Promise.all(
    inputs.map(async (input): Promise<ReleaseInput[]> => {
      // Models belong to the program; everything else is the user's own.
      const path = resolve(input.path.startsWith("sql/") ? programFolder : home, input.path);
      if (!(await exists(path))) return [];
      const bytes = await readBytes(path);
      return [{ ...input, sha256: sha256Of(bytes), content: textOfBytes(bytes) }];
    }),
  );
  return found.flat();
}
