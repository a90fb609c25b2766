import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { basename } from "node:path";
import { holdsCpr, maskCpr } from "../../domain/cpr.js";
import { readPieces, requireFile } from "../../lib/files.js";
import { cprProblem } from "./cpr-problem.js";
import type { CodePage } from "../../domain/text/code-page.js";
import type { OtherFormat } from "./compound-kind.js";
import { compoundKind } from "./compound-kind.js";
import { openCsv } from "./text/text-file.js";
import type { TextFinding } from "./text/encoding.js";
import { lookedAtBytes, textKind } from "./text/text-kind.js";
import { NoTableError } from "../match/layout-error.js";
import { textProof } from "./text/encoding.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";
import type { FileFacts, OpenFile } from "../read/table/records.js";
import { refuseLargePackage } from "../../office/package/package-size.js";
import type { ReadLimits } from "../../defs/limits/read-limits.js";
import { limitProblem } from "../../defs/limits/read-limits.js";
import { UnreadableError } from "../../domain/shapes/problem.js";

/**
 * Opens a file of any format that extracts come in, told by its first bytes and never by its name. Throws an
 * {@link UnreadableError} for what cannot be read, exit 11 for a text that is no table, and exit 2 for a file that is not there. `declared` is the code page of
 * the profile that the file may belong to; null: none.
 */
export async function openFile(
  path: string,
  limits: ReadLimits,
  declared: CodePage | null = null,
): Promise<OpenFile> {
  await requireFile(path);
  const { facts, finding } = await lookAt(path, limits);
  const problems: Problem[] = [];
  if (holdsCpr(basename(path))) problems.push(cprProblem("the file's name", {}));
  const { fileName, sha256, bytes } = facts;
  const kind = kindOf(facts.start);
  if (kind === "compound") throw otherFormat(await compoundKind(path));
  if (kind !== "text" && kind !== "zip") throw otherFormat({ what: kind });
  if (kind === "zip") {
    const { openXlsx } = await import("./workbook/workbook.js");
    const { tables, warnings, problems: found } = await openXlsx(facts, limits);
    return { fileName, sha256, bytes, encoding: null, tables, warnings, problems: [...problems, ...found] };
  }
  const other = textKind(facts.start);
  if (other !== null) throw notTable(other, fileName);
  const { table, encoding } = await openCsv(facts, finding, { limits, declared });
  return { fileName, sha256, bytes, encoding, tables: table === null ? [] : [table], warnings: [], problems };
}

/** A text file that is no table has a layout that no profile can describe. */
function notTable({ what, remedy }: OtherFormat, fileName: string): NoTableError {
  return new NoTableError(`the layout is not known: the file is ${what} and fits no profile`, {
    place: fileName,
    remedy: remedy ?? "ask the supplier for CSV or XLSX",
  });
}

function otherFormat({ what, remedy }: OtherFormat): UnreadableError {
  const advice = remedy ?? "save it again in one of these formats";
  return new UnreadableError(problemOf("binary", `the file is ${what}; expected CSV or XLSX, ${advice}`));
}

/** One look at every byte of a file: its fingerprint, and what its bytes prove about it as text. */
async function lookAt(path: string, limits: ReadLimits): Promise<{ facts: FileFacts; finding: TextFinding }> {
  const { size, mtimeMs } = statSync(path);
  const { maxFileBytes: most } = limits;
  if (size > most)
    throw new UnreadableError(
      limitProblem({ limit: "maxFileBytes", seen: size, most, what: `the file has ${size} bytes` }),
    );
  const hash = createHash("sha256");
  const proof = textProof();
  let bytes = 0;
  let start: Buffer = Buffer.alloc(0);
  for await (const chunk of readPieces(path)) {
    if (bytes === 0) {
      start = Buffer.from(chunk.subarray(0, lookedAtBytes));
      if (kindOf(start) === "zip") refuseLargePackage(size, limits);
    }
    hash.update(chunk);
    bytes += chunk.length;
    proof.take(chunk);
  }
  const sha256 = hash.digest("hex");
  return {
    facts: { path, fileName: maskCpr(basename(path)), sha256, bytes, changedAt: mtimeMs, start },
    finding: proof.end(),
  };
}

/** First bytes of formats that are no extract, in words that say what to do with them. */
const otherFormats: readonly [string, string][] = [
  ["d0cf11e0a1b11ae1", "compound"],
  ["25504446", "a PDF"],
  ["1f8b", "packed with gzip"],
  ["377abcaf271c", "packed with 7-Zip"],
  ["526172211a07", "packed with RAR"],
  ["53514c69746520666f726d6174203300", "a SQLite database"],
  ["89504e47", "a picture"],
  ["ffd8ff", "a picture"],
  ["50415231", "a Parquet file"],
];

const longestMark = 16;

function kindOf(start: Buffer): string {
  const digits = start.subarray(0, longestMark).toString("hex");
  if (/^504b(0304|0506|0708)/.test(digits)) return "zip";
  return otherFormats.find(([first]) => digits.startsWith(first))?.[1] ?? "text";
}
