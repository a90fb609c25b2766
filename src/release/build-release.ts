import { join, relative } from "node:path";
import type { Store } from "../db/open.js";
import { readDefinitions } from "../defs/definitions.js";
import type { Month } from "../domain/month.js";
import type {
  ProgramState,
  ReleaseArtefact,
  ReleaseInput,
  ReleaseOptions,
} from "../domain/release/release.js";
import { exists, fingerprintFile, listFilesBelow, recordReads, sha256Of } from "../lib/files.js";
import { readMadeByBuild } from "../lib/made-by-build.js";
import { resolveQuestion } from "../question/question.js";
import { codeFolder, programFolder, programVersion } from "../lib/program.js";
import type { FiguresOfMonth } from "../reports/shared/figures/month-figures.js";
import { figuresOfMonth } from "../reports/shared/figures/of-month.js";
import type { ReportId } from "../reports/index.js";
import { makeReport, reportIds } from "../reports/index.js";
import { publishedFor } from "../reports/disclosure/disclose-for.js";
import { shownBefore } from "../reports/shared/figures/shown-before.js";

/** From where a release is built. */
export interface ReleaseSources {
  store: Store;
  /** Folder that holds `pipelines` and `reports`. */
  home: string;
  /** Folder of the definitions, within `home`. */
  definitionsFolder: string;
  /** The engine that runs the program, as {@link ProgramState} has it. */
  runtime: string;
}

/** A file of a release with its bytes. */
export interface BuiltArtefact extends ReleaseArtefact {
  content: Uint8Array;
}

/** All reports of a month as they are made now, and everything that they were made from. */
export interface BuiltRelease {
  figures: FiguresOfMonth;
  inputs: ReleaseInput[];
  artefacts: BuiltArtefact[];
}

/** What a release is of. */
interface AskedRelease {
  month: Month | null;
  asOf: number | null;
  options: ReleaseOptions;
  /** Ids of the reports that are made; left out: all. */
  reports?: ReadonlySet<string>;
}

/**
 * Makes the reports of a month in every form, as of a load, and notes which files were read for which report. Throws
 * what computing and rendering throw; a theme that there is not is one of these.
 */
export async function buildRelease(sources: ReleaseSources, asked: AskedRelease): Promise<BuiltRelease> {
  const { store, home } = sources;
  const { month, asOf, options } = asked;
  const computed = await recordReads(async () => {
    const definitions = await readDefinitions(sources.definitionsFolder);
    const question = await resolveQuestion({ store, definitions }, { month, asOf, ...options });
    return { question, figures: await figuresOfMonth(question) };
  });
  const { question, figures } = computed.result;
  const held = await recordReads(() => publishedFor(question, home, figures.basis));
  const shown = shownBefore(store, figures.basis);
  // What the house's own edition shows does not rest on what others may see.
  const decided = held.result === null ? new Map<string, Uint8Array>() : held.reads;
  const inputs = inputsOf("figures", new Map([...computed.reads, ...decided]), home);
  const artefacts: BuiltArtefact[] = [];
  for (const report of reportIds.filter((id) => asked.reports?.has(id) ?? true)) {
    const made = await recordReads(() =>
      makeReport(report, {
        question,
        figures,
        shownBefore: shown,
        published: held.result,
        forms: [],
        home,
        isAccessible: options.accessible,
      }),
    );
    inputs.push(...inputsOf(report, made.reads, home));
    artefacts.push(...made.result.map((artefact) => built(report, artefact)));
  }
  return { figures, inputs, artefacts };
}

function built(report: ReportId, artefact: { fileName: string; bytes: Uint8Array }): BuiltArtefact {
  const { fileName, bytes } = artefact;
  return { report, fileName, sha256: sha256Of(bytes), bytes: bytes.length, content: bytes };
}

function inputsOf(scope: string, reads: ReadonlyMap<string, Uint8Array>, home: string): ReleaseInput[] {
  return [...reads]
    .map(([path, bytes]) => ({
      scope,
      path: shortPath(path, home),
      sha256: sha256Of(bytes),
      content: textOfBytes(bytes),
    }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** The path from the folder that holds the file: the user's own or the program's; a file of neither keeps its whole path. */
function shortPath(path: string, home: string): string {
  const short = [home, programFolder]
    .map((folder) => relative(folder, path))
    .find((one) => !one.startsWith(".."));
  return (short ?? path).replaceAll("\\", "/");
}

/** The bytes as text, or null for a file that is none, such as a font. */
export function textOfBytes(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/**
 * The program that runs now: its version, and a hash of its code and of the packages that it was made from. The built
 * program lists these beside its code, the same in a checkout and installed; run from its sources, the lock file does. The code
 * counts as it was before the build marked which functions a month's work calls: that is not the same on every machine.
 */
export async function programState(runtime: string): Promise<ProgramState> {
  const code = (await listFilesBelow(codeFolder)).filter(
    (path) => /\.[jt]s$/.test(path) && !/\.(test|d)\.ts$/.test(path) && !/[\\/]testing[\\/]/.test(path),
  );
  const packageLists = [join(codeFolder, "packages.json"), join(programFolder, "package-lock.json")];
  const present = await Promise.all(packageLists.map(exists));
  const packages = packageLists.filter((_, at) => present[at]).slice(0, 1);
  const plain = plainHashes();
  const hashes = await Promise.all(
    [...code, ...packages].map(async (path) => {
      const { sha256 } = await fingerprintFile(path);
      return `${relative(programFolder, path).replaceAll("\\", "/")} ${plain.get(sha256) ?? sha256}`;
    }),
  );
  return { version: programVersion(), sha256: sha256Of(hashes.sort().join("\n")), runtime };
}

/** Hashes of files without the marks of the build (.build/eager-functions.mjs), by those with them. */
function plainHashes(): ReadonlyMap<string, string> {
  const made = readMadeByBuild("marked.json");
  if (made === null) return new Map();
  return new Map(Object.entries(JSON.parse(made.toString("utf8")) as Record<string, string>));
}
