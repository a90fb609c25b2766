import type { Style } from "exceljs";
import { addressOf } from "../cell-address.js";

/** What the cell of a table holds; a date is midnight UTC. */
export type CellValue = string | number | Date | null;

/** A row of a table's body, before exceljs knows of it. */
export interface BodyRow {
  /** Row of the sheet, from 1. */
  number: number;
  /** In points; null: as tall as one line. */
  height: number | null;
  /** From column A on. */
  cells: readonly { value: CellValue; style: Partial<Style> }[];
}

/** A cell as exceljs writes it: in its own words, with what it adds when it prepares a workbook. */
interface CellModel {
  address: string;
  /** One of `valueTypes`. */
  type: number;
  value: CellValue;
  style: Partial<Style>;
  styleId?: number;
  /** Place of a text among those that the workbook's cells share. */
  ssId?: number;
}

/** A row as exceljs writes it. */
export interface RowModel {
  number: number;
  height?: number;
  min: number;
  max: number;
  style: Partial<Style>;
  cells: CellModel[];
}

/** Numbers of exceljs's kinds of values, which stand in a module that loads late. */
const valueTypes = { none: 0, number: 2, text: 3, date: 4 } as const;

/** The model that exceljs would make of the row if each of its cells were set one by one, which takes as long as all the rest. */
export function modelOf({ number, height, cells }: BodyRow): RowModel {
  return {
    number,
    ...(height === null ? {} : { height }),
    min: 1,
    max: cells.length,
    style: {},
    cells: cells.map(({ value, style }, column) => ({
      address: addressOf({ row: number, column }),
      type: typeOf(value),
      value,
      style,
    })),
  };
}

function typeOf(value: CellValue): number {
  if (value === null) return valueTypes.none;
  if (typeof value === "number") return valueTypes.number;
  return typeof value === "string" ? valueTypes.text : valueTypes.date;
}

/** The XML of a row that exceljs has prepared, as it writes it itself. */
export function rowXml({ number, height, min, max, cells }: RowModel): string {
  const tall = height === undefined ? "" : ` ht="${height}" customHeight="1"`;
  const spans = ` spans="${min}:${max}" x14ac:dyDescent="0.25"`;
  return `<row r="${number}"${tall}${spans}>${cells.map(cellXml).join("")}</row>`;
}

function cellXml({ address, value, styleId, ssId }: CellModel): string {
  const style = styleId === undefined ? "" : ` s="${styleId}"`;
  if (value === null) return style === "" ? "" : `<c r="${address}"${style}/>`;
  if (typeof value === "string") {
    if (ssId === undefined) throw new Error(`exceljs gave the text of ${address} no number`);
    return `<c r="${address}"${style} t="s"><v>${ssId}</v></c>`;
  }
  return `<c r="${address}"${style}><v>${typeof value === "number" ? value : serialOf(value)}</v></c>`;
}

/** The days from the end of 1899 by which Excel counts. Source: ECMA-376, part 1, 18.17.4.1. */
function serialOf(date: Date): number {
  return 25569 + date.getTime() / 86_400_000;
}
