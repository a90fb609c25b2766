import { maskCpr } from "../../../domain/cpr.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import type { ReadBudget } from "../../../office/package/read-budget.js";
import { freshBudget } from "../../../office/package/read-budget.js";
import { readWholeXml } from "../../../office/package/xml-events.js";
import { unescapeText } from "../../../office/package/xml-values.js";
import type { ZipFile } from "../../../office/package/zip.js";
import { openZip } from "../../../office/package/zip.js";
import { parseAddress } from "../../../office/cell-address.js";
import type { PartOfPackage, PartOfSheet } from "./drawings.js";
import { readDrawing, readOldDrawing } from "./drawings.js";
import { plainText } from "./grid.js";
import type { OutsideWord } from "../words/word.js";
import { linksOf, readNames, sheetParts } from "./package-links.js";

/** What a workbook tells beside the texts of its cells. */
export interface OutsideCells {
  words: OutsideWord[];
  /** Formulas of cells without a stored value, by sheet and address. */
  formulas: Map<string, Map<string, string>>;
  /** When the file was saved last (ISO 8601 in UTC) and by whom, as it says itself; null: it does not say. */
  savedAt: string | null;
  savedBy: string | null;
  /** Title of the document; empty where it has none. */
  title: string;
  /** The properties of the document in which people write, by their names; those that are empty left out. */
  properties: ReadonlyMap<string, string>;
}

/** Reads comments, text boxes, page headers and footers of all sheets, and when the file was saved. */
export async function readOutsideCells(path: string, limits: ReadLimits): Promise<OutsideCells> {
  const zip = await openZip(path, limits);
  const budget = freshBudget(limits);
  const words: OutsideWord[] = [];
  const formulas = new Map<string, Map<string, string>>();
  for (const { name, part } of await sheetParts(zip, budget)) {
    const facts = await readSheetFacts({ zip, part, budget });
    formulas.set(name, facts.formulas);
    for (const text of facts.headers) words.push({ kind: "page-header", sheet: name, at: null, text });
    const links = await linksOf(zip, part.name, budget);
    const threads: OutsideWord[] = [];
    const comments: OutsideWord[] = [];
    for (const link of links) {
      const read = { zip, part: link.part, budget, sheet: name };
      if (link.kind === "threadedComment") threads.push(...(await readComments(read, "threadedComment")));
      if (link.kind === "comments") comments.push(...(await readComments(read, "comment")));
      if (link.kind === "drawing") words.push(...(await readDrawing(read)));
      if (link.kind === "vmlDrawing") words.push(...(await readOldDrawing(read)));
    }
    // Beside a threaded comment stands a plain one that repeats it for older programs
    const threaded = new Set(threads.map(({ at }) => `${at?.line ?? ""} ${at?.place ?? ""}`));
    words.push(
      ...threads,
      ...comments.filter(({ at }) => !threaded.has(`${at?.line ?? ""} ${at?.place ?? ""}`)),
    );
  }
  words.push(...(await readNames(zip, budget)));
  return { words, formulas, ...(await readSaved(zip, budget)) };
}

const pageTexts = ["odd", "even", "first"].flatMap((page) => [`${page}Header`, `${page}Footer`]);

async function readSheetFacts(
  from: PartOfPackage,
): Promise<{ headers: string[]; formulas: Map<string, string> }> {
  const headers: string[] = [];
  const formulas = new Map<string, string>();
  let [header, formula, cell, hasValue] = ["", "", "", false];
  const pageText = {
    open: () => void (header = ""),
    text: (text: string) => void (header += text),
    close: () => {
      const text = withoutPageCodes(header);
      if (text !== "") headers.push(text);
    },
  };
  await readWholeXml(from, {
    namespace: "spreadsheet",
    paths: {
      "worksheet/sheetData/row": { isBulk: true },
      "worksheet/sheetData/row/c": {
        isBulk: true,
        open: ({ r }) => void ([cell, formula, hasValue] = [r ?? "", "", false]),
        close: () => {
          if (formula !== "" && !hasValue) formulas.set(cell, `=${formula}`);
        },
      },
      "worksheet/sheetData/row/c/f": { isBulk: true, text: (text) => void (formula += text) },
      "worksheet/sheetData/row/c/v": { isBulk: true, open: () => void (hasValue = true) },
      ...Object.fromEntries(pageTexts.map((name) => [`worksheet/headerFooter/${name}`, pageText])),
    },
  });
  return { headers, formulas };
}

/** A page header without the codes for its place, font, size, colour and fields. Source: ECMA-376 part 1, 18.3.1.46. */
function withoutPageCodes(text: string): string {
  const bare = unescapeText(text)
    .replaceAll("&&", "\u0000")
    .replaceAll(/&"[^"]*"|&K(?:[0-9A-Fa-f]{6}|\d\d[-+]\d{3})|&\d+/g, "")
    .replaceAll(/&[LCRBIUESXYPNDTGZFA]/g, " ")
    .replaceAll("\u0000", "&");
  return bare.replaceAll(/\s+/g, " ").trim();
}

async function readComments({ sheet, ...from }: PartOfSheet, element: string): Promise<OutsideWord[]> {
  const words: OutsideWord[] = [];
  let [ref, text, isText, isPhonetic] = ["", "", false, false];
  await readWholeXml(from, {
    begin: (tag, attributes) => {
      if (tag === element) [ref, text] = [attributes["ref"] ?? "", ""];
      else if (tag === "rPh") isPhonetic = true;
      else if (tag === "t" || (tag === "text" && element === "threadedComment")) isText = !isPhonetic;
    },
    words: (piece) => {
      if (isText) text += piece;
    },
    end: (tag) => {
      if (tag === "t" || tag === "text") isText = false;
      if (tag === "rPh") isPhonetic = false;
      if (tag !== element) return;
      const address = parseAddress(ref.split(":")[0] ?? "");
      const at = address === null ? null : { line: address.row, place: address.column };
      words.push({ kind: "comment", sheet, at, text: plainText(unescapeText(text)) });
    },
  });
  return words.filter((word) => word.text !== "");
}

/** Properties of a document that a person fills in. Source: ECMA-376 part 2, 11.1. */
const writtenProperties = ["title", "subject", "description", "keywords", "category", "contentStatus"];

async function readSaved(
  zip: ZipFile,
  budget: ReadBudget,
): Promise<Pick<OutsideCells, "savedAt" | "savedBy" | "title" | "properties">> {
  const part = zip.part("docProps/core.xml");
  const found = new Map<string, string>();
  if (part !== null) {
    let name = "";
    await readWholeXml(
      { zip, part, budget },
      {
        begin: (tag) => void (name = tag),
        words: (text) => void found.set(name, (found.get(name) ?? "") + text),
        end: () => void (name = ""),
      },
    );
  }
  const instant = new Date((found.get("modified") ?? "").trim());
  const by = maskCpr(plainText(found.get("lastModifiedBy") ?? "")).slice(0, 100);
  // Nobody has saved it since it was sent: some programs keep these properties as they were
  const isSenders = by === plainText(found.get("creator") ?? "");
  return {
    savedAt: isMidnight(instant) ? null : instant.toISOString().replace(/\.000Z$/, "Z"),
    savedBy: by === "" || isSenders ? null : by,
    title: plainText(found.get("title") ?? ""),
    properties: new Map(
      writtenProperties.flatMap((name): [string, string][] => {
        const text = plainText(found.get(name) ?? "");
        return text === "" ? [] : [[name, text]];
      }),
    ),
  };
}

/** True for no instant, and for the bare date that a workbook is sent out with. */
function isMidnight(instant: Date): boolean {
  return Number.isNaN(instant.getTime()) || instant.getTime() % 86_400_000 === 0;
}
