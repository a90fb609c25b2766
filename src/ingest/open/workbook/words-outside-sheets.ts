import { holdsCpr } from "../../../domain/cpr.js";
import { cprProblem } from "../cpr-problem.js";
import { readLooseWords } from "../../../office/package/loose-words.js";
import type { ZipFile } from "../../../office/package/zip.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import type { ReadBudget } from "../../../office/package/read-budget.js";
import { readWholeXml } from "../../../office/package/xml-events.js";

/** Parts that hold no words of people, or whose words are met elsewhere. */
const notWords =
  /(^|\/)(styles|theme\/|calcChain|worksheets\/[^/]*\.xml$|sharedStrings|workbook\.xml|\[Content_Types\])/;

/**
 * Comments, text boxes, document properties and the like may hold what no cell shows. Drawings of old comments (VML) are
 * often no sound XML: of these only the words between the tags are looked at.
 */
export async function findCprOutsideSheets(zip: ZipFile, budget: ReadBudget): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const part of zip.parts) {
    if (!/\.(xml|vml)$/i.test(part.name) || notWords.test(part.name)) continue;
    const found = { isCpr: false };
    const anyText = (text: string): void => {
      found.isCpr ||= holdsCpr(text);
    };
    if (/\.vml$/i.test(part.name)) await readLooseWords({ zip, part, budget }, anyText);
    else await readWholeXml({ zip, part, budget }, { anyText });
    if (found.isCpr) problems.push(cprProblem(`the part ${part.name} of the workbook`, {}));
  }
  return problems;
}
