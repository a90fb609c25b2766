import type { OtherFormat } from "../compound-kind.js";

/** Bytes at the beginning of a file that are looked at. */
export const lookedAtBytes = 2048;

const saveFromExcel = "open it in Excel and save it as Excel workbook (.xlsx)";

/** Formats that are text and no table of cells, by how they begin; the first that fits is the one. */
const textFormats: readonly ({ begins: RegExp } & OtherFormat)[] = [
  {
    begins: /progid="excel\.sheet"|urn:schemas-microsoft-com:office:spreadsheet/,
    what: "an XML spreadsheet of Excel 2003 (.xml, .xls)",
    remedy: saveFromExcel,
  },
  {
    begins:
      /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|div|script)[\s>]/,
    what: "an HTML page, as web pages export it under names such as .xls",
    remedy: saveFromExcel,
  },
  { begins: /^<(?:\?xml|[a-z][\w:.-]*[\s/>])/, what: "an XML file" },
  { begins: /^id;p.*\n[bcfopw];/, what: "a SYLK file (.slk)", remedy: saveFromExcel },
  { begins: /^\{\\rtf/, what: "a text document (.rtf)", remedy: "copy its table into a workbook" },
  { begins: /^(?:\[\s*[[{]|\{\s*")/, what: "a JSON file" },
  {
    begins:
      /^(?:(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|content-[\w-]+|x-[\w-]+): .*\n(?:[\t ].*\n)*){2}/,
    what: "an e-mail or a page saved from a browser",
    remedy: "open it and save the file that is attached to it",
  },
];

/** What a file of text is that is no table of cells, told by its beginning; null for one that may be CSV. */
export function textKind(start: Buffer): OtherFormat | null {
  // Whatever the encoding: what formats begin with is ASCII.
  const text = start
    .toString("latin1")
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .replaceAll("\0", "")
    .replaceAll("\r\n", "\n")
    .trimStart()
    .toLowerCase();
  return textFormats.find(({ begins }) => begins.test(text)) ?? null;
}
