import type { Workbook } from "exceljs";
import type { BodyRow, RowModel } from "./body-rows.js";
import { modelOf, rowXml } from "./body-rows.js";

/** What exceljs hands each part to, by name. */
interface PartSink {
  append(content: string, part: { name: string }): void;
}

/** A step of exceljs's own `write`, which makes some parts of the model. */
type Step = (sink: PartSink, model: WorkbookModel) => Promise<void>;

/** A workbook as exceljs writes it, as far as we touch it. */
interface WorkbookModel {
  worksheets: {
    name: string;
    rows: RowModel[];
    dimensions: { expand(top: number, left: number, bottom: number, right: number): void };
  }[];
}

/** The steps that exceljs 4.4 writes a workbook in; not in its types, and held by this module's test. */
interface Steps {
  prepareModel(model: WorkbookModel, options: object): void;
  addContentTypes: Step;
  addOfficeRels: Step;
  addWorkbookRels: Step;
  addWorksheets: Step;
  addSharedStrings: Step;
  addTables: Step;
  addThemes: Step;
  addStyles: Step;
  addApp: Step;
  addCore: Step;
  addWorkbook: Step;
}

/**
 * The parts that exceljs makes of a workbook without pictures, by name and in its order, before they are packed: its own
 * packing, in JavaScript, takes as long as the rest and would be undone at once. `bodies` has the rows of tables that were
 * not written into its sheets, by the name of the sheet: exceljs numbers their styles and texts, and is spared the rest.
 */
export async function partsOf(
  workbook: Workbook,
  bodies: ReadonlyMap<string, readonly BodyRow[]> = new Map(),
): Promise<Map<string, string>> {
  const steps = workbook.xlsx as unknown as Steps;
  const { model } = workbook as unknown as { model: WorkbookModel };
  const parts = new Map<string, string>();
  const sink: PartSink = { append: (content, { name }) => parts.set(name, content) };
  const bodyRows = prepare(steps, model, bodies);
  await steps.addContentTypes(sink, model);
  await steps.addOfficeRels(sink, model);
  await steps.addWorkbookRels(sink, model);
  await steps.addWorksheets(sink, model);
  for (const [place, rows] of bodyRows.entries()) addRows(parts, `xl/worksheets/sheet${place + 1}.xml`, rows);
  await steps.addSharedStrings(sink, model);
  await steps.addTables(sink, model);
  await steps.addThemes(sink, model);
  await steps.addStyles(sink, model);
  await steps.addApp(sink, model);
  await steps.addCore(sink, model);
  await steps.addWorkbook(sink, model);
  return parts;
}

/** Has exceljs prepare all rows in their order; those of bodies are then ours to write, and returned by sheet. */
function prepare(
  steps: Steps,
  model: WorkbookModel,
  bodies: ReadonlyMap<string, readonly BodyRow[]>,
): RowModel[][] {
  const sheets = model.worksheets.map((sheet) => ({
    sheet,
    own: sheet.rows,
    added: (bodies.get(sheet.name) ?? []).map(modelOf),
  }));
  for (const { sheet, own, added } of sheets) {
    for (const { number, min, max } of added) sheet.dimensions.expand(number, min, number, max);
    sheet.rows = [...own, ...added].sort((one, other) => one.number - other.number);
  }
  steps.prepareModel(model, {});
  for (const { sheet, own } of sheets) sheet.rows = own;
  return sheets.map(({ added }) => added);
}

/** A row of a sheet's XML; one without cells has no end tag. */
const rowTag = /<row r="(\d+)"[^>]*?(?:\/>|>.*?<\/row>)/gs;

const opening = "<sheetData>";

/** Puts rows into the XML of a sheet, each before the first of its rows that has a higher number. */
function addRows(parts: Map<string, string>, name: string, rows: readonly RowModel[]): void {
  if (rows.length === 0) return;
  const xml = parts.get(name) ?? "";
  const first = xml.indexOf(opening) + opening.length;
  const last = xml.indexOf("</sheetData>");
  // exceljs names and writes its parts in another way than the version that this was written for
  if (first < opening.length || last < first) throw new Error(`${name} has no rows of exceljs to add to`);
  const all = [
    ...[...xml.slice(first, last).matchAll(rowTag)].map(([text, number]) => ({
      number: Number(number),
      text,
    })),
    ...rows.map((row) => ({ number: row.number, text: rowXml(row) })),
  ].sort((one, other) => one.number - other.number);
  parts.set(name, xml.slice(0, first) + all.map(({ text }) => text).join("") + xml.slice(last));
}
