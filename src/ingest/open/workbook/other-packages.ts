import type { ZipFile } from "../../../office/package/zip.js";

/** What a packed file is that is no workbook, in words that say what to do with it. */
export function otherDocument(zip: ZipFile): string {
  const names = zip.parts.map(({ name }) => name);
  const found = otherPackages.find(({ part }) => names.some((name) => part.test(name)));
  const what =
    found?.what ?? "packed but holds no Excel workbook (.xlsx): it is another kind of document or an archive";
  return `the file is ${what}; expected CSV or XLSX, ${found?.remedy ?? "save it again in one of these formats"}`;
}

/** Packed formats that people take for a workbook, by a part that they have. */
const otherPackages: readonly { part: RegExp; what: string; remedy: string }[] = [
  {
    part: /^xl\/workbook\.bin$/i,
    what: "a binary Excel workbook (.xlsb)",
    remedy: "open it in Excel and save it as Excel workbook (.xlsx)",
  },
  {
    part: /^index\/document\.iwa$|^index\.zip$/i,
    what: "a workbook of Numbers (.numbers)",
    remedy: "choose File, Export To, Excel in Numbers",
  },
  {
    part: /^content\.xml$/i,
    what: "an OpenDocument spreadsheet (.ods): it holds no Excel workbook (.xlsx)",
    remedy:
      "open it and save it as Excel workbook (.xlsx); a region sends the file itself that it was sent and has written in",
  },
  {
    part: /^word\/document\.xml$/i,
    what: "a Word document (.docx): it holds no Excel workbook (.xlsx)",
    remedy: "copy its table into a workbook",
  },
  {
    part: /\.(xlsx|csv)$/i,
    what: "an archive (.zip) round other files: it holds no Excel workbook (.xlsx) itself",
    remedy: "unpack it and load the files in it",
  },
];
