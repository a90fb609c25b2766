import { makeXlsx } from "../make-xlsx.js";
import type { Way } from "./all-ways.js";
import { inPackage } from "./all-ways.js";
import { about } from "./sent-workbook.js";
import { sheet2, text, way } from "./way.js";

/** As other programs write a workbook. */
export const otherPrograms: Way[] = [
  way(
    "as an export of Google with its sheets and no tables",
    "carried",
    inPackage((parts, at) => {
      for (const name of [...parts.keys()]) if (/tables\//.test(name)) parts.delete(name);
      for (const [name, xml] of parts)
        if (/worksheets\/sheet\d+\.xml$/.test(name))
          parts.set(
            name,
            xml.replace(/<tableParts.*?<\/tableParts>/, "").replace(/<sheetProtection[^>]*>/, ""),
          );
      const xml = parts.get(sheet2)!;
      parts.set(
        sheet2,
        xml.replace(
          new RegExp(`<c r="L${at.row}"([^>]*?)(/>|>.*?</c>)`),
          `<c r="L${at.row}" t="str"><v>${text}</v></c>`,
        ),
      );
    }),
  ),
  way("as a table of another program: one sheet, numbers without zeros, dates as days", "carried", async () =>
    makeXlsx([
      {
        name: "Sheet1",
        rows: [
          ["Ydernummer", "Lægehus", "Opfølgning", "Bemærkning", "Åbnet"],
          [103, "Lægehuset C", null, text, { value: 37_622, style: 1 }],
        ],
      },
    ]),
  ),
  way(
    "as a binary workbook",
    "refused",
    async () =>
      makeXlsx([], { parts: { "xl/workbook.xml": null, "xl/workbook.bin": "x", "_rels/.rels": null } }),
    "ok22_1081_2025-02.xlsb",
  ),
  way(
    "as an OpenDocument spreadsheet",
    "refused",
    async () =>
      makeXlsx([], {
        parts: {
          "xl/workbook.xml": null,
          "_rels/.rels": null,
          mimetype: "application/vnd.oasis.opendocument.spreadsheet",
          "content.xml": "<a/>",
        },
      }),
    "ok22_1081_2025-02.ods",
  ),
  way(
    "as tab-separated text",
    "refused",
    () =>
      Promise.resolve(
        new TextEncoder().encode(
          `Ydernummer\tLægehus\tOpfølgning\tBemærkning\tÅbnet\r\n${about}\tA\t\t${text}\t2003-01-01\r\n`,
        ),
      ),
    "Klinikker.txt",
  ),
];
