import ExcelJs from "exceljs";
import { join } from "node:path";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import { undoLoad } from "../../ingest/store/undo.js";
import { programFolder } from "../../lib/program.js";
import { resolveQuestion } from "../../question/question.js";
import { makeRegions } from "../../reports/regions/make.js";
import { figuresOfMonth } from "../../reports/shared/figures/of-month.js";
import type { Way, WayPlace } from "./all-ways.js";
import type { CountLine, Workshop } from "../workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../workshop.js";

const numbers = ["000101", "000102", "000103", "000104", "000105", "000106"];

/** The clinic that most ways write about. */
export const about = "000103";

/** What the workbook was sent out as. */
export const sentName = "ok22_1081_2025-02.xlsx";

/** A store with a region of six clinics, and the workbook that was sent to it. */
export interface SentWorkbook {
  shop: Workshop;
  sent: Uint8Array;
  place: WayPlace;
}

/** Loads the clinics and makes the workbook. */
export async function sendWorkbook({ isAccessible = false } = {}): Promise<SentWorkbook> {
  const shop = await openWorkshop();
  await shop.load(
    "laegehuse_2025-02.csv",
    clinicsCsv([
      ...numbers.map((ydernummer, at) => ({
        ydernummer,
        doctors: String(at + 1),
        opened: `200${at + 1}-01-01`,
        name: `Lægehuset ${"ABCDEF"[at] ?? ""}`,
      })),
      { ydernummer: "077777", region: "1083" },
    ]),
  );
  const lines: CountLine[] = [];
  for (let back = 0; back < 13; back += 1) {
    const at = new Date(Date.UTC(2025, 1 - back, 1)).toISOString().slice(0, 7);
    for (const [index, number] of numbers.entries()) lines.push([at, number, "KOL", index, index]);
  }
  await shop.load("planer.csv", countsCsv(lines));
  const question = await resolveQuestion(shop, { month: month("2025-02") });
  const figures = await figuresOfMonth(question);
  const input = { question, figures, shownBefore: null, home: programFolder, forms: [], isAccessible };
  const files = await makeRegions(input, join(programFolder, "reports"));
  const sent = files.find(({ fileName }) => fileName.startsWith("ok22_1081_2025-02"))?.bytes;
  if (sent === undefined) throw new Error("no workbook was made");
  return { shop, sent, place: await placeIn(sent) };
}

async function placeIn(sent: Uint8Array): Promise<WayPlace> {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(new Uint8Array(sent).buffer);
  const sheet = clinicsOf(book);
  const columns = new Map<string, number>();
  let [header, row] = [0, 0];
  sheet.eachRow((one, line) => {
    if (one.getCell(1).text === "Ydernummer") {
      header = line;
      one.eachCell((cell, at) => columns.set(cell.text, at));
    }
    if (one.getCell(1).text === about) row = line;
  });
  return { header, row, last: sheet.rowCount, column: (heading) => columns.get(heading) ?? 0 };
}

/** The sheet that the region writes in. */
export function clinicsOf(book: ExcelJs.Workbook): ExcelJs.Worksheet {
  const sheet = book.getWorksheet("Klinikker");
  if (sheet === undefined) throw new Error("the workbook has no sheet of clinics");
  return sheet;
}

/** What became of a way: refused, or where its text was carried to and the problems and warnings that tell it. */
export interface WayResult {
  isRefused: boolean;
  outcome: IngestOutcome | null;
  /** Why it was refused, where no outcome says so. */
  refusal: string;
  carried: string[];
  told: string[];
}

/** Sends a changed workbook back, looks where its words are, and takes the load back. */
export async function tryWay(way: Way, { shop, sent, place }: SentWorkbook): Promise<WayResult> {
  const bytes = await way.change(sent, place);
  const none = { carried: [], told: [] };
  let outcome: IngestOutcome;
  try {
    outcome = await shop.load(way.fileName ?? sentName, bytes);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== 11) throw error;
    return { ...none, isRefused: true, outcome: null, refusal: error.message };
  }
  if (outcome.status !== "stored" || outcome.load === null)
    return { ...none, isRefused: outcome.status === "refused", outcome, refusal: "" };
  const words = shop.store.raw
    .prepare<[number], { ydernummer: string; value: string }>(
      "select ydernummer, value from follow_up where load_from = ? and value is not null",
    )
    .all(outcome.load);
  await undoLoad(shop.store, outcome.load, { clock: shop.clock, logger: shop.logger });
  return {
    isRefused: false,
    outcome,
    refusal: "",
    carried: words.filter(({ value }) => value.includes(way.text)).map(({ ydernummer }) => ydernummer),
    told: [
      ...outcome.problems
        .filter(({ value }) => (value ?? "").includes(way.text))
        .map(({ message }) => message),
      ...outcome.warnings.filter((warning) => warning.includes(way.text)),
    ],
  };
}
