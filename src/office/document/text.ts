import type { IRunOptions } from "docx";
import { TextRun } from "docx";
import { allowedInXml } from "../../render/text-escape.js";

/** Text as a run of a document may hold it: one line, and nothing that XML does not allow. */
export function writable(text: string): string {
  return allowedInXml(text.replaceAll(/\r\n?|\n/g, " "));
}

/** Text as a run, bold where it is stressed; elsewhere its paragraph's style decides. */
export function textRun(text: string, isStressed = false): TextRun {
  const options: IRunOptions = { text: writable(text), ...(isStressed ? { bold: true } : {}) };
  return new TextRun(options);
}
