import { join } from "node:path";
import { readMetricTexts } from "../../metrics/answer/metric-texts.js";
import { requireRule } from "../../question/rule-scope.js";
import type { Question } from "../../question/question.js";
import { renderPlainCsv } from "../../render/csv.js";
import { readTheme } from "../../render/theme.js";
import type { Artefact } from "../shared/artefact.js";
import { basisOf } from "../shared/figures/basis.js";
import { reservationsOf, stateRule } from "../shared/rule.js";
import { readOk22Terms } from "../shared/terms.js";
import { describePackage } from "./descriptor.js";
import { readResources } from "./resources.js";
import { readPackageTexts } from "./texts.js";

/** Name of the description in a package's folder. */
export const descriptorName = "datapackage.json";

/**
 * All figures of a report month as CSV files with a description by which other programs read them without asking: columns
 * with their types and meaning, keys, sources, terms.
 */
export async function makeDataPackage(question: Question, home: string): Promise<Artefact[]> {
  const reportsFolder = join(home, "reports");
  const texts = await readPackageTexts(reportsFolder);
  const metrics = await readMetricTexts("da");
  const terms = await readOk22Terms(reportsFolder);
  const theme = await readTheme(reportsFolder, question.theme);
  const basis = await basisOf(question);
  const rule = stateRule(requireRule(question.definitions, question.month), terms);
  const resources = await readResources(question, { metrics, texts });
  const files = resources.map((resource) => ({
    resource,
    path: `${resource.name}.csv`,
    bytes: new TextEncoder().encode(renderPlainCsv({ columns: resource.fields, rows: resource.rows })),
  }));
  const descriptor = describePackage(files, {
    basis,
    reservations: reservationsOf(basis, rule, terms),
    metrics,
    texts,
    sender: theme.sender,
  });
  return [
    ...files.map(({ path, bytes }) => ({ fileName: path, bytes })),
    // the description comes last: a folder that has one has all its files
    {
      fileName: descriptorName,
      bytes: new TextEncoder().encode(`${JSON.stringify(descriptor, null, 2)}\n`),
    },
  ];
}
