import { randomBytes } from "node:crypto";
import { main, relations } from "../make-xlsx.js";
import type { RepeatedPart } from "./zip-writer.js";
import { writeZip } from "./zip-writer.js";

/** A file that is made to exhaust the machine, or is far beyond what anybody sends. */
export interface Bomb {
  situation: string;
  /** The command that must refuse it. */
  command: "ingest" | "check artefact";
  fileName: string;
  /** The exit code, where it is not that of a limit. */
  code?: number;
  /** What the refusal must say: the limit, or what is wrong with the file. */
  says: RegExp;
  bytes(): Buffer;
}

/** The XML declaration. */
export const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** Namespace of relations. */
export const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
/** Where the only sheet lies. */
export const sheetPart = "xl/worksheets/sheet1.xml";
/** Where the shared texts lie. */
export const sharedPart = "xl/sharedStrings.xml";
/** A sheet up to its first row. */
export const sheetStart = `${head}<worksheet xmlns="${main}"><sheetData>`;
/** The end of a sheet. */
export const sheetEnd = "</sheetData></worksheet>";
export const headings = ["Periode", "Ydernummer", "Plantype", "Nye planer", "Vedligeholdte planer"];
const returnHeadings = ["Ydernummer", "Åbnet", "Opfølgning", "Bemærkning"];

/** A cell with its own text. */
export const inlineCell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
/** A row of texts. */
export const row = (texts: readonly string[]): string => `<row>${texts.map(inlineCell).join("")}</row>`;
const goodRow = row(["2025-02", "000001", "KOL", "1", "1"]);
/** A sheet up to behind its first good row. */
export const start = `${sheetStart}${row(headings)}${goodRow}`;
/** A sheet with one good row. */
export const goodSheet = `${start}${sheetEnd}`;

/** A relation within a package. */
export function relation(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;
}

/** The parts of a workbook with one sheet; those of `own` come in their place or behind them. */
export function workbook(own: readonly RepeatedPart[]): RepeatedPart[] {
  const usual: RepeatedPart[] = [
    {
      name: "_rels/.rels",
      head: `${head}<Relationships xmlns="${packageRelations}">${relation("r", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      head: `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Ark1" sheetId="1" r:id="s"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      head: `${head}<Relationships xmlns="${packageRelations}">${relation("s", "worksheet", "worksheets/sheet1.xml")}${relation("t", "sharedStrings", "sharedStrings.xml")}${relation("y", "styles", "styles.xml")}</Relationships>`,
    },
    { name: sharedPart, head: `${head}<sst xmlns="${main}"/>` },
    { name: "xl/styles.xml", head: `${head}<styleSheet xmlns="${main}"/>` },
    { name: sheetPart, head: goodSheet },
  ];
  const names = new Set(own.map(({ name }) => name));
  return [...usual.filter(({ name }) => !names.has(name)), ...own];
}

/** A text so many times. */
export const many = (text: string, times: number): string => text.repeat(times);

/** Describes a file by the parts that are its own. */
export function bomb(
  situation: string,
  says: RegExp,
  own: readonly RepeatedPart[] | (() => readonly RepeatedPart[]),
  { command = "ingest", fileName = "planer_2025-02.xlsx", ...more }: Partial<Bomb> = {},
): Bomb {
  const parts = typeof own === "function" ? own : () => own;
  return {
    situation,
    command,
    fileName,
    says,
    ...more,
    bytes: () => writeZip(workbook(parts().map(withNoise))),
  };
}

/** A ratio that is not refused yet. */
const quietRatio = 80;

/** A part with noise behind it: so it packs to no more than other parts do, and only its content can tell what it is. */
function withNoise(part: RepeatedPart): RepeatedPart {
  const { piece = "", times = 1, tail = "", ratio = quietRatio } = part;
  if (times < 2) return part;
  const noise = (piece.length * times) / ratio;
  const comment = (): string => `<!--${randomBytes(300_000).toString("base64")}-->`;
  return { ...part, tail: `${tail}${Array.from({ length: Math.ceil(noise / 300_000) }, comment).join("")}` };
}

/** The sheet with a piece of it many times. */
export const sheetOf = (
  piece: string,
  times: number,
  { from = start, end = sheetEnd }: { from?: string; end?: string } = {},
): RepeatedPart => ({ name: sheetPart, head: from, piece, times, tail: end });

/** A part with a piece of it many times. */
export const partOf = (
  name: string,
  [first, piece, last]: readonly [string, string, string],
  times: number,
): RepeatedPart => ({
  name,
  head: `${head}${first}`,
  piece,
  times,
  tail: last,
});

/** A megabyte of rows. */
export const paddedRows = (cells: string): string =>
  many(`<row>${cells}</row><!--${many(" ", 400)}-->`, 2300);

/** What is looked at. */
export const artefact = { command: "check artefact", fileName: "rapport.xlsx" } as const;
/** What a region sends back. */
export const returned = { fileName: "ok22_1081_2025-02.xlsx" } as const;
/** The table of a returned workbook up to its first clinic. */
export const returnedStart = `${sheetStart}${row(["OK22 i Region Nordjylland, februar 2025"])}${row(returnHeadings)}${row(["000001", "2001-01-01", "", ""])}`;
