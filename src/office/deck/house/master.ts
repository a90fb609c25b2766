import type { HouseFooter, HousePlaceholder } from "./house-places.js";
import {
  findingPlaceholder,
  footerPlaceholders,
  level,
  placeholderShape,
  places,
  sizes,
} from "./house-places.js";
import { decoration, shapeTree, slideNamespaces } from "../shape.js";
import { solidFill } from "../text.js";
import { colorMap } from "./theme-part.js";
import { element, xmlPart } from "../../package/xml.js";

/** Ids of masters and layouts begin here. Source: ECMA-376, part 1, 19.7.10. */
export const firstMasterId = 2_147_483_648;
const firstLayoutId = firstMasterId + 1;

/** The slide master: title, body, date, footer and number, with the house's text styles. */
export function masterPart(language: string, footer: HouseFooter, layoutIds: readonly string[]): string {
  const own: HousePlaceholder[] = [
    findingPlaceholder,
    { name: "Text", key: { type: "body", idx: "1" }, box: places.object, style: element("a:lstStyle") },
    ...footerPlaceholders("accent5", footer),
  ];
  return xmlPart(
    element(
      "p:sldMaster",
      slideNamespaces,
      element(
        "p:cSld",
        {},
        element("p:bg", {}, element("p:bgPr", {}, solidFill("bg1"), element("a:effectLst"))),
        shapeTree([
          decoration(2, "Accent", places.accent, "accent6"),
          decoration(3, "Line", places.footerLine, "accent4"),
          ...own.map((placeholder, index) => placeholderShape(placeholder, index + 4, language)),
        ]),
      ),
      colorMap(),
      element(
        "p:sldLayoutIdLst",
        {},
        layoutIds.map((relation, index) =>
          element("p:sldLayoutId", { id: firstLayoutId + index, "r:id": relation }),
        ),
      ),
      element("p:hf", { hdr: false }),
      textStyles(),
    ),
  );
}

function textStyles(): ReturnType<typeof element> {
  const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return element(
    "p:txStyles",
    {},
    element(
      "p:titleStyle",
      {},
      element(
        "a:lvl1pPr",
        { algn: "l" },
        element("a:lnSpc", {}, element("a:spcPct", { val: 90_000 })),
        element("a:buNone"),
        element(
          "a:defRPr",
          { sz: sizes.title * 100, b: true },
          solidFill("tx2"),
          element("a:latin", { typeface: "+mj-lt" }),
        ),
      ),
    ),
    element(
      "p:bodyStyle",
      {},
      levels.map((number) =>
        level(`a:lvl${number}pPr`, { size: sizes.body, color: "tx1", bold: false, align: "l" }),
      ),
    ),
    element(
      "p:otherStyle",
      {},
      levels.map((number) =>
        level(`a:lvl${number}pPr`, { size: sizes.body, color: "tx1", bold: false, align: "l" }),
      ),
    ),
  );
}

/** The table styles part: none of its own, tables say themselves how they look. */
export function tableStylesPart(): string {
  return xmlPart(
    element("a:tblStyleLst", {
      "xmlns:a": slideNamespaces["xmlns:a"],
      def: "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}",
    }),
  );
}
