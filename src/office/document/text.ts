import type { IRunOptions } from "docx";
import { TextRun } from "docx";
import { allowedInXml } from "../../render/text-escape.js";

/** Text as a run of a document may hold it: one line, and nothing that XML does not allow. */
export function writable(text: string): string {
  return allowedInXml(text.replaceAll(/\r\n?|\n/g, " "));
}

/** Text as a run, bold where it is stressed. */
export function textRun(text: string, isBold = false): TextRun {
  const options: IRunOptions = { text: writable(text), bold: isBold };
  return new TextRun(options);
}
