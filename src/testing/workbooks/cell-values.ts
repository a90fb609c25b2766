import { columnLetters } from "../../office/cell-address.js";
import type { CellContent, GeneratedWorkbook } from "./generated.js";

/**
 * What a cell says, in one notation for all readers: `text …` (a day as `yyyy-MM-dd`, with its time behind it unless that
 * is midnight), `number …` to 15 digits, `truth …`, `error …`, or `no value` for a formula that nobody computed.
 */
export type CellValue = string;

/** What the cells of a workbook say, by sheet and address (`Ark 1!B2`). Cells with nothing but blanks in them are none. */
export type CellValues = ReadonlyMap<string, CellValue>;

export const textValue = (text: string): CellValue => `text ${text}`;
export const numberValue = (value: number): CellValue => `number ${Number(value.toPrecision(15))}`;
export const truthValue = (isTrue: boolean): CellValue => `truth ${isTrue ? "TRUE" : "FALSE"}`;
export const errorValue = (code: string): CellValue => `error ${code}`;
export const noValue: CellValue = "no value";

/** True for what is no blank text. */
export const saysSomething = (value: CellValue): boolean => value.trim() !== "text";

/** A moment whose UTC fields are what the cell shows, rounded to the second. */
export function dayValue(moment: Date): CellValue {
  const rounded = new Date(Math.round(moment.getTime() / 1000) * 1000);
  return textValue(rounded.toISOString().slice(0, 19).replace("T", " ").replace(" 00:00:00", ""));
}

/** A cell as it was generated, with its place (`Ark 1!B2`) and what it says by the standard; null where it says nothing. */
export interface PlacedCell {
  place: string;
  content: CellContent;
  says: CellValue | null;
}

/** Every cell that was generated. */
export function placedCells(workbook: GeneratedWorkbook): PlacedCell[] {
  return workbook.sheets.flatMap(({ name, rows }) => {
    let line = 0;
    return rows.flatMap((row) => {
      line += row.gap + 1;
      let column = -1;
      return row.cells.map(({ gap, content }) => {
        column += gap + 1;
        const value = valueOf(content, workbook);
        const says = value === null || !saysSomething(value) ? null : value;
        return { place: `${name}!${columnLetters(column)}${line}`, content, says };
      });
    });
  });
}

/** What a cell says by the standard; null for one without a value. */
function valueOf(content: CellContent, workbook: GeneratedWorkbook): CellValue | null {
  switch (content.kind) {
    case "shared":
    case "inline":
      return textValue(content.text.runs.join(""));
    case "inline-in-v":
    case "formula-text":
      return textValue(content.text);
    case "formula-without-value":
      return noValue;
    case "truth":
      return truthValue(content.isTrue);
    case "error":
      return errorValue(content.code);
    case "iso-date":
      return textValue(
        /^00:00/.test(content.time ?? "00:00") ? content.day : `${content.day} ${content.time}`,
      );
    case "blank":
      return null;
    case "number":
      return content.format.shows === "day"
        ? (dayOfSerial(content.value, workbook.has1904) ?? numberValue(content.value))
        : numberValue(content.value);
  }
}

/** The last year that Excel shows. Source: Microsoft, "Excel specifications and limits". */
const lastYear = 9999;

/**
 * The day of a serial number; null for none. In the system of 1900 day 1 is 1 January 1900, and day 60 a 29 February that
 * never was; in that of 1904 day 0 is 1 January 1904. Source: ECMA-376 part 1, 18.17.4.1.
 */
function dayOfSerial(serial: number, has1904: boolean): CellValue | null {
  const day = Math.floor(serial + 0.5 / 86_400);
  const seconds = Math.round((serial - day) * 86_400);
  const first = has1904 ? 0 : 1;
  if (day < first || (!has1904 && day === 60)) return null;
  const year = has1904 ? 1904 : 1900;
  const beforeDay = has1904 ? day : day - (day > 60 ? 2 : 1);
  const moment = new Date(Date.UTC(year, 0, 1 + beforeDay, 0, 0, seconds));
  return moment.getUTCFullYear() <= lastYear ? dayValue(moment) : null;
}
