import type { Xml } from "../package/xml.js";
import { element, xmlText } from "../package/xml.js";

/** How a run of text looks where it differs from what its placeholder says. Sizes are points. */
export interface RunLook {
  size?: number;
  bold?: boolean;
  /** `#rrggbb`, or a name of the theme such as `tx1`. */
  color?: string;
}

/** A colour as DrawingML writes it: `#rrggbb` as it is, another word as a name of the theme. */
export function solidFill(color: string): Xml {
  return element(
    "a:solidFill",
    {},
    color.startsWith("#")
      ? element("a:srgbClr", { val: color.slice(1).toUpperCase() })
      : element("a:schemeClr", { val: color }),
  );
}

/** A run of text in a language: without one, spelling would be checked as English. */
export function run(text: string, language: string, look: RunLook = {}): Xml {
  return element("a:r", {}, runProperties("a:rPr", language, look), element("a:t", {}, xmlText(text)));
}

/** The properties of a run, also for the end of a paragraph and for texts that a program makes itself. */
export function runProperties(name: string, language: string, { size, bold, color }: RunLook = {}): Xml {
  return element(
    name,
    { lang: language, sz: size === undefined ? null : size * 100, b: bold ?? null, dirty: false },
    color === undefined ? null : solidFill(color),
  );
}

/** A paragraph of runs. */
export function paragraph(runs: readonly Xml[], properties: Xml | null = null): Xml {
  return element("a:p", {}, properties, runs);
}

/** Paragraphs of one run each; an empty list is one empty paragraph, which a text body must have. */
export function paragraphs(lines: readonly string[], language: string, look: RunLook = {}): Xml[] {
  if (lines.length === 0) return [paragraph([runProperties("a:endParaRPr", language)])];
  return lines.map((line) => paragraph([run(line, language, look)]));
}
