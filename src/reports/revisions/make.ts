import { readRevisionTexts } from "../shared/restated/texts.js";
import { readTheme } from "../../render/theme.js";
import { dateInDenmark } from "../../domain/danish.js";
import type { Revision } from "../../domain/shapes/revision.js";
import { workbookColours } from "../shared/workbook/look.js";
import { renderRevision } from "./compose.js";

/** The workbook of a load's changes, with the texts and the look of the folder `reports`. */
export async function makeRevisionWorkbook(
  revision: Revision,
  load: { loadedAt: string; synthetic: boolean },
  reportsFolder: string,
): Promise<Uint8Array> {
  const texts = await readRevisionTexts(reportsFolder);
  const theme = await readTheme(reportsFolder);
  const facts = { revision, date: dateInDenmark(load.loadedAt), synthetic: load.synthetic };
  return renderRevision(facts, texts, {
    sender: theme.sender,
    colours: workbookColours(theme.style.colors),
  });
}
