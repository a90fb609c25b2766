import type { DeckColors } from "../content.js";
import { solidFill } from "../text.js";
import type { Xml } from "../../package/xml.js";
import { element } from "../../package/xml.js";

/** How numbers are shown: thousands apart, shares with one decimal, days as the month that they lie in, all in Danish. */
export const chartNumberFormats = {
  count: "[$-406]#,##0",
  share: "[$-406]0.0\\ %",
  date: "[$-406]mmm\\ yy",
};

/** Settings of all charts of one deck. */
export interface ChartLook {
  colors: DeckColors;
  language: string;
}

/** Text of a chart or one of its parts; `wraps` is false where it stays in one line, however narrow its place. */
export function chartText(
  look: ChartLook,
  {
    size,
    color,
    bold = false,
    wraps = true,
  }: { size: number; color: string; bold?: boolean; wraps?: boolean },
): Xml {
  return element(
    "c:txPr",
    {},
    element("a:bodyPr", { rot: 0, vert: "horz", ...(wraps ? {} : { wrap: "none" }) }),
    element("a:lstStyle"),
    element(
      "a:p",
      {},
      element(
        "a:pPr",
        {},
        element(
          "a:defRPr",
          { lang: look.language, sz: size * 100, b: bold },
          solidFill(color),
          element("a:latin", { typeface: "+mn-lt" }),
        ),
      ),
      element("a:endParaRPr", { lang: look.language }),
    ),
  );
}
