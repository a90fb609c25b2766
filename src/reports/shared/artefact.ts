import { join, relative } from "node:path";
import { keep, underWay } from "../../lib/interruption.js";
import { sha256Of, writeWhole } from "../../lib/files.js";

/** A file that a report consists of, made but not yet written. */
export interface Artefact {
  /** Its name within the report's folder. */
  fileName: string;
  bytes: Uint8Array;
}

/** A file that was written, as a manifest lists it. */
export interface WrittenFile {
  /** Path from the output folder, with forward slashes. */
  file: string;
  sha256: string;
  bytes: number;
}

/** Writes the files of a report into its folder, each whole or not at all; paths are given from `outFolder`. */
export async function writeArtefacts(
  artefacts: readonly Artefact[],
  folders: { outFolder: string; reportFolder: string },
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const [place, { fileName, bytes }] of artefacts.entries()) {
    underWay(
      `${place} of ${artefacts.length} files were written in ${folders.reportFolder}: make them again`,
    );
    const path = join(folders.reportFolder, fileName);
    await writeWhole(path, bytes);
    const file = relative(folders.outFolder, path).replaceAll("\\", "/");
    written.push({ file, sha256: sha256Of(bytes), bytes: bytes.length });
  }
  if (written.length > 0) keep(`${written.length} files in ${folders.reportFolder}`);
  return written;
}
