import * as SheetJs from "@e965/xlsx";
import type { CellValue as ExcelJsValue } from "exceljs";
import { openFile } from "../../ingest/open/open-file.js";
import { columnLetters } from "../../office/cell-address.js";
import type { ReadLimits } from "../../defs/limits/read-limits.js";
import type { CellValue, CellValues } from "./cell-values.js";
import {
  dayValue,
  errorValue,
  noValue,
  numberValue,
  saysSomething,
  textValue,
  truthValue,
} from "./cell-values.js";

/** What this program reads. */
export async function ourValues(path: string, limits: ReadLimits): Promise<CellValues> {
  const values = new Map<string, CellValue>();
  for (const table of (await openFile(path, limits)).tables)
    for await (const { records } of table.read())
      for (const { line, cells, remarks } of records)
        for (const [column, text] of cells.entries()) {
          const mark = remarks?.marks.get(column);
          if (mark !== undefined || text.trim() !== "")
            values.set(`${table.sheet}!${columnLetters(column)}${line}`, ourValue(text, mark));
        }
  return values;
}

function ourValue(text: string, mark: string | undefined): CellValue {
  if (mark === "number") return numberValue(Number(text.replace(",", ".")));
  if (mark === "truth") return truthValue(text === "TRUE");
  if (mark === "error") return errorValue(text);
  return mark === "no-value" ? noValue : textValue(text);
}

/** What exceljs reads; null where it gives up. */
export async function excelJsValues(bytes: Uint8Array): Promise<CellValues | null> {
  const { default: exceljs } = await import("exceljs");
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  } catch {
    return null;
  }
  const values = new Map<string, CellValue>();
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        // A merged range holds its value once; exceljs gives it for each of its cells.
        if (cell.isMerged && cell.master.address !== cell.address) return;
        const value = excelJsValue(cell.value);
        if (value !== null && saysSomething(value)) values.set(`${sheet.name}!${cell.address}`, value);
      });
    });
  return values;
}

function excelJsValue(value: ExcelJsValue): CellValue | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return textValue(value);
  if (typeof value === "number") return numberValue(value);
  if (typeof value === "boolean") return truthValue(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no date" : dayValue(value);
  if ("richText" in value) return textValue(value.richText.map(({ text }) => text).join(""));
  if ("error" in value) return errorValue(value.error);
  if ("formula" in value || "sharedFormula" in value)
    return value.result === undefined ? noValue : excelJsValue(value.result);
  return "text" in value ? textValue(value.text) : "unknown";
}

const errorCodes: Readonly<Record<number, string>> = {
  0: "#NULL!",
  7: "#DIV/0!",
  15: "#VALUE!",
  23: "#REF!",
  29: "#NAME?",
  36: "#NUM!",
  42: "#N/A",
};

/** What SheetJS reads; null where it gives up. */
export function sheetJsValues(bytes: Uint8Array): CellValues | null {
  let workbook: SheetJs.WorkBook;
  try {
    workbook = SheetJs.read(bytes, { type: "array", cellNF: true, cellText: false, sheetStubs: true });
  } catch {
    return null;
  }
  const has1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const values = new Map<string, CellValue>();
  for (const name of workbook.SheetNames)
    for (const [address, cell] of Object.entries(workbook.Sheets[name] ?? {})) {
      if (address.startsWith("!")) continue;
      const value = sheetJsValue(cell as SheetJs.CellObject, has1904);
      if (value !== null && saysSomething(value)) values.set(`${name}!${address}`, value);
    }
  return values;
}

function sheetJsValue({ t, v, f, z }: SheetJs.CellObject, has1904: boolean): CellValue | null {
  if (v === undefined) return f === undefined ? null : noValue;
  if (t === "s") return textValue(String(v));
  if (t === "b") return truthValue(v === true);
  if (t === "e") return errorValue(errorCodes[Number(v)] ?? `code ${String(v)}`);
  if (t !== "n") return null;
  if (!SheetJs.SSF.is_date(String(z ?? "General"))) return numberValue(Number(v));
  const parts = SheetJs.SSF.parse_date_code(Number(v), { date1904: has1904 }) as {
    y: number;
    m: number;
    d: number;
    H: number;
    M: number;
    S: number;
    u: number;
  } | null;
  if (parts === null) return numberValue(Number(v));
  const { y, m, d, H, M, S, u } = parts;
  return dayValue(new Date(Date.UTC(y, m - 1, d, H, M, S, Math.round(u * 1000))));
}
