import { originKeys, returnedWorkbook } from "../../domain/shapes/follow-up.js";
import type { WorkbookSheet, WorkbookTable } from "../../office/workbook/content.js";
import type { RegionContent } from "./facts.js";
import { sheetFrame } from "./frame.js";

/**
 * What the file is, and its rows as they are sent out, for the program that reads it when it comes back: what differs
 * then was written by the region. The words of these hidden sheets are keys, not language.
 */
export function originSheets(content: RegionContent, clinics: WorkbookTable): WorkbookSheet[] {
  const { facts, region, texts } = content;
  const { columns } = texts.own.clinics;
  const rows = [
    [originKeys.report, returnedWorkbook.report],
    [originKeys.format, String(returnedWorkbook.format)],
    [originKeys.region, region.id],
    [originKeys.month, facts.basis.month],
    [originKeys.load, String(facts.basis.asOf)],
    [originKeys.sheet, texts.own.sheets.clinics],
    [originKeys.ydernummer, columns.ydernummer],
    [originKeys.opened, columns.opened],
    [originKeys["follow-up"], columns.followUp],
    [originKeys.remark, columns.remark],
  ];
  const keys = ["key", "value"].map((header) => ({ header, kind: "text" as const, width: 20 }));
  const issued = clinics.columns.map(({ header, kind }) => ({ header, kind, width: 12 }));
  return [
    hiddenSheet(content, returnedWorkbook.originSheet, {
      kind: "table",
      name: "FlpOrigin",
      columns: keys,
      rows,
      emptyText: "",
    }),
    hiddenSheet(content, returnedWorkbook.issuedSheet, {
      kind: "table",
      name: "FlpIssued",
      columns: issued,
      rows: clinics.rows,
      emptyText: "",
    }),
  ];
}

function hiddenSheet(content: RegionContent, name: string, table: WorkbookTable): WorkbookSheet {
  return { ...sheetFrame(content, name), visible: false, blocks: [table] };
}
