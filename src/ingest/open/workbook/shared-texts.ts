import { cellHoldsCpr } from "../../../domain/cpr.js";
import { beyondLimit } from "../../../office/office-error.js";
import type { ZipFile, ZipPart } from "../../../office/package/zip.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import type { WorkbookContext } from "./sheet-rows.js";
import type { ElementHandler } from "../../../office/package/xml-handlers.js";
import type { ReadBudget } from "../../../office/package/read-budget.js";
import { readWholeXml } from "../../../office/package/xml-events.js";
import { unescapeText } from "../../../office/package/xml-values.js";

/** The texts that cells refer to by their place, and which of them hold what looks like a civil registration number. */
export async function readSharedTexts(
  zip: ZipFile,
  part: ZipPart | null,
  budget: ReadBudget,
): Promise<Pick<WorkbookContext, "sharedTexts" | "cprTexts">> {
  const shared = { sharedTexts: [] as string[], cprTexts: new Set<number>() };
  if (part === null) return shared;
  let text = "";
  let characters = 0;
  const words: ElementHandler = {
    isBulk: true,
    text: (piece) => {
      text += piece;
      refuseTooMuchText(
        { texts: shared.sharedTexts.length, characters: characters + text.length },
        budget.limits,
      );
    },
  };
  await readWholeXml(
    { zip, part, budget },
    {
      namespace: "spreadsheet",
      paths: {
        "sst/si": {
          isBulk: true,
          open: () => {
            text = "";
          },
          close: () => {
            const whole = unescapeText(text);
            if (cellHoldsCpr(whole)) shared.cprTexts.add(shared.sharedTexts.length);
            characters += whole.length;
            shared.sharedTexts.push(whole);
            refuseTooMuchText({ texts: shared.sharedTexts.length, characters }, budget.limits);
          },
        },
        // Text that only shows how to say another, in rPh, is at neither of the two.
        "sst/si/t": words,
        "sst/si/r/t": words,
      },
    },
  );
  return shared;
}

function refuseTooMuchText(
  { texts, characters }: { texts: number; characters: number },
  { maxSharedTexts, maxSharedCharacters }: ReadLimits,
): void {
  if (texts > maxSharedTexts)
    throw beyondLimit({
      limit: "maxSharedTexts",
      seen: texts,
      most: maxSharedTexts,
      what: `the cells of the workbook share ${texts} texts or more`,
    });
  if (characters > maxSharedCharacters)
    throw beyondLimit({
      limit: "maxSharedCharacters",
      seen: characters,
      most: maxSharedCharacters,
      what: `the texts that the cells of the workbook share have ${characters} characters or more`,
    });
}
