import ExcelJs from "exceljs";

/** A cell of the data consultants' worklist: the clinic's number, the heading, and what is written; a Date is a day. */
export type WorklistCell = readonly [
  ydernummer: string,
  heading: string,
  value: string | number | Date | null,
];

/** The worklist of a workbook, opened. */
export interface OpenWorklist {
  book: ExcelJs.Workbook;
  sheet: ExcelJs.Worksheet;
  /** Row of the headings. */
  header: number;
  /** Column of a heading. Throws where there is none. */
  column: (heading: string) => number;
  /** Row of a clinic by its number. Throws where there is none. */
  row: (ydernummer: string) => number;
}

/** Opens the workbook that `flp report consultants` made. */
export async function openWorklist(bytes: Uint8Array): Promise<OpenWorklist> {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const sheet = book.getWorksheet("Arbejdsliste");
  if (sheet === undefined) throw new Error("the workbook has no worklist");
  const columns = new Map<string, number>();
  const rows = new Map<string, number>();
  let header = 0;
  sheet.eachRow((row, line) => {
    if (row.getCell(1).text === "Nr.") {
      header = line;
      row.eachCell((cell, at) => columns.set(cell.text, at));
    } else if (header > 0) rows.set(row.getCell(columns.get("Ydernummer") ?? 0).text, line);
  });
  const of = (places: ReadonlyMap<string, number>, name: string): number => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`the worklist has no ${name}`);
    return place;
  };
  return {
    book,
    sheet,
    header,
    column: (heading) => of(columns, heading),
    row: (number) => of(rows, number),
  };
}

/** What a data consultant does: opens the workbook, writes in cells of clinics, and saves it. */
export async function fillWorklist(
  bytes: Uint8Array,
  cells: readonly WorklistCell[],
  more: (list: OpenWorklist) => void = () => undefined,
): Promise<Uint8Array> {
  const list = await openWorklist(bytes);
  for (const [ydernummer, heading, value] of cells)
    list.sheet.getCell(list.row(ydernummer), list.column(heading)).value = value;
  more(list);
  return new Uint8Array(await list.book.xlsx.writeBuffer());
}

/** The numbers of the list from its top, each with what stands under some headings; days as `yyyy-MM-dd`. */
export async function worklistRows(
  bytes: Uint8Array,
  headings: readonly string[] = [],
): Promise<(string | null)[][]> {
  const { sheet, header, column } = await openWorklist(bytes);
  const textOf = (line: number, heading: string): string | null => {
    const { value, text } = sheet.getCell(line, column(heading));
    return value instanceof Date ? value.toISOString().slice(0, 10) : text === "" ? null : text;
  };
  return Array.from({ length: sheet.rowCount - header }, (_, at) => header + 1 + at)
    .filter((line) => /^\d{6}$/.test(textOf(line, "Ydernummer") ?? ""))
    .map((line) => ["Ydernummer", ...headings].map((heading) => textOf(line, heading)));
}
