import { noun } from "../../../lib/words.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import type { ReturnedWorkbook } from "../returned/read-returned.js";
import { isOwnSheet } from "../returned/read-returned.js";
import type { ClinicTableWords } from "./clinic-table-words.js";
import type { ReturnLayout } from "./gathered-layout.js";

/** What the user should know of how a workbook came back: sheets and columns that are gone, renamed, copied or sorted alone. */
export function layoutWarnings(
  workbook: ReturnedWorkbook,
  { main, copies, context }: ReturnLayout,
  { found, headings }: { found: ClinicTableWords; headings: readonly string[] },
): string[] {
  const { origin, grids } = workbook;
  const warnings: string[] = [];
  if (!context.isCompared)
    warnings.push(
      "its hidden sheets are gone: it could not be compared with what was sent out; what stands in the columns to write in was held against what is known, cells that are empty say nothing, and other sheets of ours were not read",
    );
  else if (origin.copies.size === 0)
    warnings.push(
      "it was made by an older flp and carries no copies of its other sheets: in those only rows of clinics could be compared",
    );
  if (origin.sheet !== "" && main.grid.name !== origin.sheet)
    warnings.push(
      `the sheet ${quoteValue(origin.sheet)} is called ${quoteValue(main.grid.name)} now; it was read by its headings`,
    );
  if (copies.length > 0)
    warnings.push(
      `the table of clinics stands in ${copies.length} ${noun(copies.length, "more sheet", "more sheets")} too (${copies.map(({ grid }) => quoteValue(grid.name)).join(", ")}); what differs there was read as well`,
    );
  const missing = main.missing.filter((heading) => headings.includes(heading));
  if (context.isCompared && missing.length > 0)
    warnings.push(
      `${missing.length} ${noun(missing.length, "column was", "columns were")} deleted from the table: ${missing.map(quoteValue).join(", ")}`,
    );
  const copyNames = [...origin.copies.values()].map(({ of }) => of);
  const gone = copyNames.filter((name) => !grids.some((grid) => grid.name === name) && name !== origin.sheet);
  const strange = grids
    .filter(({ name }) => !isOwnSheet(name) && !copyNames.includes(name))
    .map(({ name }) => name)
    .filter((name) => name !== main.grid.name && copies.every(({ grid }) => grid.name !== name));
  if (copyNames.length > 0 && strange.length > 0)
    warnings.push(
      `${strange.length} ${noun(strange.length, "sheet was", "sheets were")} not sent out under ${noun(strange.length, "this name", "these names")}: ${strange.map(quoteValue).join(", ")}; what stands there was read as well`,
    );
  if (gone.length > 0)
    warnings.push(
      `${gone.length} ${noun(gone.length, "sheet is", "sheets are")} gone or called otherwise now: ${gone.map(quoteValue).join(", ")}`,
    );
  if (found.torn.length > 0)
    warnings.push(
      `${found.torn.length} ${noun(found.torn.length, "row holds", "rows hold")} one clinic to the left and another to the right (first in row ${found.torn[0] ?? 0}): a part of the columns was sorted alone; what is written in these rows was not stored, ask ${origin.form.author} which clinic it means`,
    );
  return warnings;
}
