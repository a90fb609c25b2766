import { quoteValue } from "../../../domain/shapes/problem.js";
import type { ReturnForm } from "../../../domain/shapes/follow-up.js";
import { returnedWorkbook } from "../../../domain/shapes/follow-up.js";
import { exitCode, FlpError } from "../../../lib/errors.js";
import type { ReturnHeadings } from "./issued.js";
import { neededHeadings } from "./issued.js";

/** A file that is a returned workbook and cannot be read as one: it must not keep what else was delivered from its reports. */
export class ReturnError extends FlpError {}

/** The error for a workbook of a format that this program does not read. */
export function otherFormat(fileName: string, format: string, form: ReturnForm): FlpError {
  const isOlder = Number(format) < returnedWorkbook.format;
  return new ReturnError(
    exitCode.layout,
    `${form.workbook} has format ${quoteValue(format)}, this program reads format ${returnedWorkbook.readFormats.join(" and ")}`,
    {
      place: fileName,
      remedy: isOlder
        ? `it was made by an older flp: make it anew with flp report ${form.id}, and write its notes into the new one`
        : "it was made by a newer flp: update flp, then load it again",
    },
  );
}

/** The error for a copy as text. */
export function asText(fileName: string, form: ReturnForm): FlpError {
  return new ReturnError(
    exitCode.layout,
    `it is the clinics' sheet of ${form.workbook} saved as text (CSV): what was sent out, the other sheets and comments are lost in it`,
    {
      place: fileName,
      remedy: `ask ${form.author} to send the workbook itself (.xlsx), the file that was sent out and has been written in`,
    },
  );
}

/** The error for a workbook whose table of clinics is gone. */
export function withoutTable(
  fileName: string,
  { form, sheet, headings }: { form: ReturnForm; sheet: string; headings: ReturnHeadings },
): FlpError {
  const columns = neededHeadings(headings).map(quoteValue).join(", ");
  return new ReturnError(
    exitCode.layout,
    `${form.workbook} has no table with the columns ${columns} any more${sheet === "" ? "" : `; it was sent out with one in the sheet ${quoteValue(sheet)}`}`,
    {
      place: fileName,
      remedy: `ask ${form.author} to fill in the workbook that was sent out and to send that file back, not a copy of some of its cells`,
    },
  );
}
