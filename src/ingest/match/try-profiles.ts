import type { Definitions } from "../../defs/definitions.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { codePages } from "../../domain/text/code-page.js";
import type { DraftEncoding } from "./draft-profile.js";
import { draftId, draftProfile } from "./draft-profile.js";
import type { OpenExtract } from "../read/extract-shapes.js";
import type { LayoutChoice } from "./match-profile.js";
import { closestMatch } from "./match-profile.js";
import { readLimits } from "../../defs/limits/read-limits.js";
import { openExtract } from "../open/open-extract.js";
import { openFile } from "../open/open-file.js";
import type { Problem } from "../../domain/shapes/problem.js";
import type { ClinicPeriodRow, PlanCountRow, StatusEntryRow } from "../read/row-shapes.js";

/** How many rows a trial shows. */
const shownRows = 5;

/** What came of holding a file against the profiles. */
export interface ProfileTrial {
  file: string;
  /** Id of the profile that fits; null when none does. */
  profile: string | null;
  kind: OpenExtract["kind"] | null;
  sheet: string | null;
  /** The first rows as they would be stored. */
  rows: (PlanCountRow | ClinicPeriodRow | StatusEntryRow)[];
  /** The first problems of the file. */
  problems: Problem[];
  warnings: string[];
  /** Why no profile fits; null when one does. */
  reason: FlpError | null;
  /** A profile to start from, as YAML; null when one fits or the file cannot be read. */
  draft: string | null;
}

/**
 * Holds a file against the profiles and reads its first rows; a draft for an unknown layout is given the id. Stores
 * nothing. Throws exit 2 for a missing file.
 */
export async function tryProfiles(
  path: string,
  hints: LayoutChoice,
  definitions: Definitions,
  id = draftId,
): Promise<ProfileTrial> {
  try {
    const extract = await openExtract(path, hints, definitions);
    if (!("kind" in extract)) {
      const encoding = namedCodePage(extract.problems);
      const draft = encoding === null ? null : await draftOf(path, hints, definitions, { id, encoding });
      return { ...nothing(extract.fileName), problems: extract.problems, draft: draft?.draft ?? null };
    }
    if (extract.kind === "follow-up") {
      const { form, region } = extract.origin;
      const what = `it is ${region === null ? form.workbook : `the workbook of ${region.name}`}, sent back: flp ingest reads it without a profile`;
      return { ...nothing(extract.fileName), problems: [...extract.problems], warnings: [what] };
    }
    const { fileName: file, kind, sheet, plan } = extract;
    const { rows, problems } = await firstRows(extract);
    return {
      ...nothing(file),
      profile: plan.profile.id,
      kind,
      sheet,
      rows,
      problems,
      warnings: extract.warnings,
    };
  } catch (error) {
    if (!(error instanceof FlpError) || error.code !== exitCode.layout) throw error;
    const { fileName, draft } = await draftOf(path, hints, definitions, { id, encoding: null });
    return { ...nothing(fileName), reason: error, draft };
  }
}

/** Drafts a profile for a file, read in the code page that it is written in. */
async function draftOf(
  path: string,
  hints: LayoutChoice,
  definitions: Definitions,
  { id, encoding }: { id: string; encoding: DraftEncoding | null },
): Promise<{ fileName: string; draft: string | null }> {
  const { fileName, tables } = await openFile(
    path,
    readLimits(definitions.gates.file),
    encoding?.page ?? null,
  );
  const words = definitions.tableWords;
  const closest = closestMatch(tables, { ...hints, fileName, words }, definitions.profiles);
  const draft =
    closest === null ? null : draftProfile(closest.table, definitions, { fileName, id, encoding });
  return { fileName, draft };
}

/** The code page that the reading of a file named; null where it named none. */
function namedCodePage(problems: readonly Problem[]): DraftEncoding | null {
  const facts = problems.find(({ code }) => code === "code-page")?.facts;
  const page = codePages.find((one) => one === facts?.["expected"]);
  return page === undefined ? null : { page, known: facts?.["known"] ?? page };
}

function nothing(file: string): ProfileTrial {
  return {
    file,
    profile: null,
    kind: null,
    sheet: null,
    rows: [],
    problems: [],
    warnings: [],
    reason: null,
    draft: null,
  };
}

async function firstRows(extract: OpenExtract): Promise<Pick<ProfileTrial, "rows" | "problems">> {
  const rows: ProfileTrial["rows"] = [];
  const problems: Problem[] = [];
  for await (const batch of extract.rows()) {
    rows.push(...batch.rows.slice(0, shownRows - rows.length));
    problems.push(...batch.problems.slice(0, shownRows - problems.length));
    if (rows.length >= shownRows) break;
  }
  return { rows, problems };
}
