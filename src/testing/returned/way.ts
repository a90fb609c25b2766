import type ExcelJs from "exceljs";
import type { Way, WayPlace } from "./all-ways.js";
import { byHand } from "./all-ways.js";
import { clinicsOf } from "./sent-workbook.js";

/** The words that must not be lost. */
export const text = "Ring til Åse på torsdag";

/** Part of the clinics' sheet. */
export const sheet2 = "xl/worksheets/sheet2.xml";

/** A way by a change of the bytes. */
export function way(name: string, end: Way["end"], change: Way["change"], fileName?: string): Way {
  return { name, text, end, change, ...(fileName === undefined ? {} : { fileName }) };
}

/** A way that writes by hand, beginning in the clinics' sheet. */
export function cells(
  name: string,
  end: Way["end"],
  work: (sheet: ExcelJs.Worksheet, at: WayPlace, book: ExcelJs.Workbook) => unknown,
  fileName?: string,
): Way {
  return way(
    name,
    end,
    byHand((book, at) => {
      work(clinicsOf(book), at, book);
    }),
    fileName,
  );
}

/** The remark of the clinic that most ways write about. */
export const remark = (sheet: ExcelJs.Worksheet, at: WayPlace, line = at.row): ExcelJs.Cell =>
  sheet.getCell(line, at.column("Bemærkning"));
