import type { Workbook } from "exceljs";

/** What exceljs hands each part to, by name. */
interface PartSink {
  append(content: string, part: { name: string }): void;
}

/** A step of exceljs's own `write`, which makes some parts of the model. */
type Step = (sink: PartSink, model: object) => Promise<void>;

/** The steps that exceljs 4.4 writes a workbook in; not in its types, and held by this module's test. */
interface Steps {
  prepareModel(model: object, options: object): void;
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
 * packing, in JavaScript, takes as long as the rest and would be undone at once.
 */
export async function partsOf(workbook: Workbook): Promise<Map<string, string>> {
  const steps = workbook.xlsx as unknown as Steps;
  const { model } = workbook as unknown as { model: object };
  const parts = new Map<string, string>();
  const sink: PartSink = { append: (content, { name }) => parts.set(name, content) };
  steps.prepareModel(model, {});
  await steps.addContentTypes(sink, model);
  await steps.addOfficeRels(sink, model);
  await steps.addWorkbookRels(sink, model);
  await steps.addWorksheets(sink, model);
  await steps.addSharedStrings(sink, model);
  await steps.addTables(sink, model);
  await steps.addThemes(sink, model);
  await steps.addStyles(sink, model);
  await steps.addApp(sink, model);
  await steps.addCore(sink, model);
  await steps.addWorkbook(sink, model);
  return parts;
}
