import type { ZipFile, ZipPart } from "../../../office/package/zip.js";
import { isDateFormat } from "./cells.js";
import type { ReadBudget } from "../../../office/package/read-budget.js";
import { readWholeXml } from "../../../office/package/xml-events.js";

/** For each style of a cell whether it shows a date. Formats that only a condition or a table uses do not count. */
export async function readDateStyles(
  zip: ZipFile,
  part: ZipPart | null,
  budget: ReadBudget,
): Promise<boolean[]> {
  const dateFormats = new Map<number, boolean>();
  const formats: number[] = [];
  if (part === null) return [];
  await readWholeXml(
    { zip, part, budget },
    {
      namespace: "spreadsheet",
      paths: {
        styleSheet: {},
        "styleSheet/numFmts/numFmt": {
          open: ({ numFmtId, formatCode }) => {
            const id = Number(numFmtId);
            dateFormats.set(id, isDateFormat(id, formatCode ?? ""));
          },
        },
        "styleSheet/cellXfs/xf": { open: ({ numFmtId }) => formats.push(Number(numFmtId ?? 0)) },
      },
    },
  );
  return formats.map((id) => dateFormats.get(id) ?? isDateFormat(id, null));
}
