import type { ReadBudget } from "../../../office/package/read-budget.js";
import { keepCharacters } from "../../../office/package/read-budget.js";
import { readWholeXml } from "../../../office/package/xml-events.js";
import type { ZipFile, ZipPart } from "../../../office/package/zip.js";
import { unpack } from "../../../office/package/zip.js";
import { plainText } from "./grid.js";
import type { OutsideWord } from "../words/word.js";
import { linksOf } from "./package-links.js";

/** A part of a workbook that is to be read. */
export interface PartOfPackage {
  zip: ZipFile;
  part: ZipPart;
  budget: ReadBudget;
}

/** A part that belongs to a sheet. */
export interface PartOfSheet extends PartOfPackage {
  sheet: string;
}

/** Text boxes and other shapes with words, and pictures and charts, whose content nobody can read here. */
export async function readDrawing({ sheet, ...from }: PartOfSheet): Promise<OutsideWord[]> {
  const words: OutsideWord[] = [];
  let [text, sink, column, row] = ["", "", 0, 0];
  let [isFrom, isPicture, isAbsolute] = [false, false, false];
  await readWholeXml(from, {
    takesEveryChoice: true,
    begin: (tag) => {
      if (/Anchor$/.test(tag)) {
        [text, column, row, isPicture, isAbsolute] = ["", 0, 0, false, tag === "absoluteAnchor"];
      } else if (tag === "from") isFrom = true;
      else if (tag === "pic" || tag === "graphicFrame") isPicture = true;
      else if (tag === "t" || tag === "col" || tag === "row") sink = tag;
      else if (tag === "br" && text !== "") text += "\n";
    },
    words: (piece) => {
      if (sink === "t") text += piece;
      else if (sink === "col" && isFrom) column = Number(piece);
      else if (sink === "row" && isFrom) row = Number(piece);
    },
    end: (tag) => {
      if (tag === sink) sink = "";
      if (tag === "p" && text !== "") text += "\n";
      if (tag === "from") isFrom = false;
      if (!/Anchor$/.test(tag)) return;
      const at = isAbsolute ? null : { line: row + 1, place: column };
      const written = plainText(text);
      if (written !== "") words.push({ kind: "text-box", sheet, at, text: written });
      else if (isPicture) words.push({ kind: "picture", sheet, at, text: "" });
    },
  });
  return [...words, ...(await readShownParts(sheet, from))];
}

/** Parts that a drawing shows and in which people write: titles of charts, boxes of diagrams. */
const shownKinds = new Set(["chart", "chartEx", "chartUserShapes", "diagramData"]);

/** The words of the charts and diagrams of a drawing, each as a text box that is fastened to no cell. */
async function readShownParts(sheet: string, { zip, part, budget }: PartOfPackage): Promise<OutsideWord[]> {
  const words: OutsideWord[] = [];
  for (const link of await linksOf(zip, part.name, budget)) {
    if (!shownKinds.has(link.kind)) continue;
    let [text, isText] = ["", false];
    await readWholeXml(
      { zip, part: link.part, budget },
      {
        takesEveryChoice: true,
        begin: (tag) => void (isText = tag === "t"),
        words: (piece) => {
          if (isText) text += piece;
        },
        end: (tag) => {
          isText = false;
          if (tag === "p" && text !== "") text += "\n";
        },
      },
    );
    const written = plainText(text);
    if (written !== "") words.push({ kind: "text-box", sheet, at: null, text: written });
  }
  return words;
}

/**
 * Text boxes and buttons as older programs draw them (VML). The part is often no sound XML, so its marks are looked for
 * one by one. Shapes that show a comment are left out: its text stands in the part of the comments.
 */
export async function readOldDrawing({ sheet, zip, part, budget }: PartOfSheet): Promise<OutsideWord[]> {
  const decoder = new TextDecoder("utf-8");
  let whole = "";
  for await (const chunk of unpack(zip, part)) {
    const text = decoder.decode(chunk, { stream: true });
    keepCharacters(budget, text.length);
    whole += text;
  }
  return whole.split(/<\/(?:v:)?shape>/i).flatMap((shape): OutsideWord[] => {
    if (/ObjectType="Note"/i.test(shape)) return [];
    const begin = shape.search(/<(?:v:)?textbox/i);
    const end = shape.search(/<\/(?:v:)?textbox>/i);
    const text = begin === -1 || end < begin ? "" : wordsOf(shape.slice(begin, end));
    if (text === "") return [];
    // Column, offset and row of the upper left corner, then those of the lower right one
    const anchor = /<x:Anchor>\s*(\d{1,5})\s*,\s*-?\d{1,9}\s*,\s*(\d{1,7})/i.exec(shape);
    const at = anchor === null ? null : { line: Number(anchor[2]) + 1, place: Number(anchor[1]) };
    return [{ kind: "text-box", sheet, at, text }];
  });
}

/** The words between marks, with line ends for breaks and the few names of characters that such parts use. */
function wordsOf(marked: string): string {
  const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
  const text = marked
    .replaceAll(/<(?:br|\/div|\/p)\b[^<>]*>/gi, "\n")
    .replaceAll(/<[^<>]*>/g, "")
    .replaceAll(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi,
      (all, ten?: string, hex?: string, name?: string) => {
        if (name !== undefined) return characters[name.toLowerCase()] ?? all;
        const code = ten === undefined ? Number.parseInt(hex ?? "", 16) : Number(ten);
        return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      },
    );
  return plainText(text);
}
