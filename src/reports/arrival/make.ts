import type { IngestOutcome } from "../../ingest/store/outcome.js";
import { dateInDenmark } from "../../domain/danish.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import type { Month } from "../../domain/month.js";
import type { WorkbookSheet } from "../../office/workbook/content.js";
import type { Svg } from "../../render/page/page-content.js";
import type { Theme } from "../../render/theme.js";
import { readTheme } from "../../render/theme.js";
import type { Artefact } from "../shared/artefact.js";
import type { ArrivalFacts, ArrivedFile } from "./facts.js";
import { isOdd } from "./facts.js";
import { composeArrivalPage, sortedOdd } from "./page.js";
import { composePicture, isDrawn } from "./picture.js";
import { composeArrivalSheet } from "./sheet.js";
import type { ArrivalTexts } from "./texts.js";
import { readArrivalTexts } from "./texts.js";

/** What pages of the arrival control are made with. */
export interface ArrivalSources {
  /** Folder `reports`. */
  reportsFolder: string;
  /** File of the theme in it; left out: the usual one. */
  theme?: string;
  /** When the files were checked. */
  date: Date;
  /** Why files that were held were let in; null: they were not. */
  acceptedReason: string | null;
}

/** Most pictures on a page: a first load of many months has thousands of checks, and nobody looks at so many. */
const mostPictures = 60;

/** One page for each newest month among the files that were checked; none where no file came so far. */
export async function makeArrivalPages(
  outcomes: readonly IngestOutcome[],
  sources: ArrivalSources,
): Promise<Artefact[]> {
  const checked = outcomes.filter(({ checks }) => checks.length > 0);
  if (checked.length === 0) return [];
  const texts = await readArrivalTexts(sources.reportsFolder);
  const theme = await readTheme(sources.reportsFolder, sources.theme);
  const pages: Artefact[] = [];
  for (const [month, files] of byNewestMonth(checked)) {
    const facts = {
      month,
      date: dateInDenmark(sources.date.toISOString()),
      files: files.map((one) => arrivedFile(one, sources)),
    };
    pages.push(await makePage(facts, { texts, theme }));
  }
  return pages;
}

/** The sheet that the list of problems of a file carries; none where the file was not checked. */
export async function makeArrivalSheets(
  outcome: IngestOutcome,
  reportsFolder: string,
): Promise<WorkbookSheet[]> {
  if (outcome.checks.length === 0) return [];
  const texts = await readArrivalTexts(reportsFolder);
  return [composeArrivalSheet(arrivedFile(outcome, { acceptedReason: null }), texts)];
}

/** What the arrival control found of one file. */
export function arrivedFile(
  { file, status, checks, looks_like: looksLike }: IngestOutcome,
  { acceptedReason }: Pick<ArrivalSources, "acceptedReason">,
): ArrivedFile {
  const isLetIn = status === "stored" && checks.some(({ verdict }) => verdict === "hold");
  return {
    file,
    status: status === "held" || status === "dry-run" ? status : "stored",
    acceptedReason: isLetIn ? acceptedReason : null,
    checks,
    looksLike,
  };
}

function byNewestMonth(outcomes: readonly IngestOutcome[]): Map<Month, IngestOutcome[]> {
  const months = new Map<Month, IngestOutcome[]>();
  for (const outcome of outcomes) {
    const newest = outcome.months.toSorted().at(-1);
    if (newest === undefined) continue;
    months.set(newest, [...(months.get(newest) ?? []), outcome]);
  }
  return new Map([...months].sort(([left], [right]) => (left < right ? -1 : 1)));
}

async function makePage(
  facts: ArrivalFacts,
  { texts, theme }: { texts: ArrivalTexts; theme: Theme },
): Promise<Artefact> {
  const { renderPage } = await import("../../render/page/page.js");
  const pictures = await drawChecks(facts, texts, theme);
  const page = renderPage(composeArrivalPage(facts, pictures, { texts, sender: theme.sender }), theme.style);
  return { fileName: `modtagekontrol_${facts.month}.html`, bytes: new TextEncoder().encode(page) };
}

/** Draws what is odd, and the newest month of every other check, as far as there is room. */
async function drawChecks(
  { files, month }: ArrivalFacts,
  texts: ArrivalTexts,
  theme: Theme,
): Promise<Map<CheckResult, Svg>> {
  const { drawSmallHistory } = await import("../../render/chart/small-history.js");
  const wanted = files
    .flatMap(({ checks }) => [...sortedOdd(checks), ...checks.filter((check) => !isOdd(check))])
    .filter(isDrawn)
    .filter((check) => isOdd(check) || check.month === month)
    .sort((left, right) => Number(isOdd(right)) - Number(isOdd(left)))
    .slice(0, mostPictures);
  return new Map(
    wanted.map((check, place) => [
      check,
      drawSmallHistory(composePicture(check, place + 1, texts), theme.style),
    ]),
  );
}
