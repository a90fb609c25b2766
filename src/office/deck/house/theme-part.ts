import type { DeckColors } from "../content.js";
import { solidFill } from "../text.js";
import type { Xml } from "../../package/xml.js";
import { element, xmlPart } from "../../package/xml.js";

/** The theme part: the house's colours and font under the names by which a presentation program offers them. */
export function themePart(colors: DeckColors, font: string): string {
  const slots: readonly (readonly [string, string])[] = [
    ["dk1", colors.text],
    ["lt1", colors.background],
    ["dk2", colors.focus],
    ["lt2", colors.band],
    ["accent1", colors.focus],
    ["accent2", colors.focusLight],
    ["accent3", colors.compare],
    ["accent4", colors.context],
    ["accent5", colors.mutedText],
    ["accent6", colors.accent],
    ["hlink", colors.compare],
    ["folHlink", colors.contextDark],
  ];
  const fontOf = (name: string): Xml =>
    element(
      name,
      {},
      element("a:latin", { typeface: font }),
      element("a:ea", { typeface: "" }),
      element("a:cs", { typeface: "" }),
    );
  return xmlPart(
    element(
      "a:theme",
      { "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main", name: "flp" },
      element(
        "a:themeElements",
        {},
        element(
          "a:clrScheme",
          { name: "flp" },
          slots.map(([slot, color]) =>
            element(`a:${slot}`, {}, element("a:srgbClr", { val: color.slice(1).toUpperCase() })),
          ),
        ),
        element("a:fontScheme", { name: "flp" }, fontOf("a:majorFont"), fontOf("a:minorFont")),
        formatScheme(),
      ),
      element("a:objectDefaults"),
      element("a:extraClrSchemeLst"),
    ),
  );
}

/** Which colour of the theme masters mean by each name; layouts and slides inherit it. */
export function colorMap(): Xml {
  const accents = [1, 2, 3, 4, 5, 6].map((number): [string, string] => [
    `accent${number}`,
    `accent${number}`,
  ]);
  return element("p:clrMap", {
    ...{ bg1: "lt1", tx1: "dk1", bg2: "lt2", tx2: "dk2" },
    ...Object.fromEntries(accents),
    ...{ hlink: "hlink", folHlink: "folHlink" },
  });
}

/** Plain fills, lines and no effects; three of each are required. Source: ECMA-376, part 1, 20.1.4.1.14. */
function formatScheme(): Xml {
  const three = (make: (index: number) => Xml): Xml[] => [0, 1, 2].map(make);
  const plain = solidFill("phClr");
  return element(
    "a:fmtScheme",
    { name: "flp" },
    element(
      "a:fillStyleLst",
      {},
      three(() => plain),
    ),
    element(
      "a:lnStyleLst",
      {},
      three((index) => element("a:ln", { w: 6350 * (index + 1) }, plain)),
    ),
    element(
      "a:effectStyleLst",
      {},
      three(() => element("a:effectStyle", {}, element("a:effectLst"))),
    ),
    element(
      "a:bgFillStyleLst",
      {},
      three(() => plain),
    ),
  );
}
