import type { Box } from "./house/place.js";
import { transform } from "./house/place.js";
import { solidFill } from "./text.js";
import type { Xml } from "../package/xml.js";
import { element } from "../package/xml.js";

/** Namespaces of slides, layouts and masters. Source: ECMA-376, part 1. */
export const slideNamespaces = {
  "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
  "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
};

/** Which placeholder of its layout a shape fills. */
export interface PlaceholderKey {
  /** Null: a placeholder for any content. */
  type: string | null;
  /** Null: the only one of its type. */
  idx: string | null;
}

/** A shape that gets its number when its place in the reading order is known. */
export type Shape = (id: number) => Xml;

/** A shape with text. */
export interface TextShape {
  id: number;
  name: string;
  /** Null: a text box of its own. */
  placeholder: PlaceholderKey | null;
  /** Null: where the layout has it. */
  box: Box | null;
  body: TextBody;
  fill?: string;
  /** True for a rectangle with rounded corners. */
  rounded?: boolean;
}

/** How text stands in its shape. Insets are EMU. */
export interface TextBody {
  paragraphs: readonly Xml[];
  /** Default properties of its paragraphs by level, in layouts and masters. */
  listStyle?: Xml;
  anchor?: "t" | "ctr" | "b";
  columns?: number;
  /** Left and right, top and bottom; left out: as inherited. */
  insets?: readonly [sides: number, ends: number];
  /** False keeps text on one line. */
  wraps?: boolean;
}

/** A shape with text, as a placeholder or as a box of its own. */
export function textShape(shape: TextShape): Xml {
  const { id, name, placeholder, box, body, fill } = shape;
  const geometry =
    placeholder === null || box !== null || fill !== undefined
      ? element(
          "a:prstGeom",
          { prst: shape.rounded === true ? "roundRect" : "rect" },
          element(
            "a:avLst",
            {},
            shape.rounded === true ? element("a:gd", { name: "adj", fmla: "val 50000" }) : null,
          ),
        )
      : null;
  return element(
    "p:sp",
    {},
    element(
      "p:nvSpPr",
      {},
      element("p:cNvPr", { id, name }),
      placeholder === null
        ? element("p:cNvSpPr", { txBox: true })
        : element("p:cNvSpPr", {}, element("a:spLocks", { noGrp: true })),
      element("p:nvPr", {}, placeholder === null ? null : placeholderMark(placeholder)),
    ),
    element(
      "p:spPr",
      {},
      box === null ? null : transform("a:xfrm", box),
      geometry,
      fill === undefined ? null : solidFill(fill),
    ),
    textBody(body),
  );
}

/** The mark that a shape or frame fills a placeholder. */
export function placeholderMark({ type, idx }: PlaceholderKey): Xml {
  return element("p:ph", { type, idx });
}

function textBody({ paragraphs, listStyle, anchor, columns, insets, wraps }: TextBody): Xml {
  const [sides, ends] = insets ?? [null, null];
  return element(
    "p:txBody",
    {},
    element("a:bodyPr", {
      wrap: wraps === undefined ? null : wraps ? "square" : "none",
      lIns: sides,
      tIns: ends,
      rIns: sides,
      bIns: ends,
      numCol: columns ?? null,
      spcCol: columns === undefined ? null : 457_200,
      anchor: anchor ?? null,
    }),
    listStyle ?? element("a:lstStyle"),
    paragraphs,
  );
}

/** A rectangle that only decorates: assistive technology leaves it out. */
export function decoration(id: number, name: string, box: Box, color: string): Xml {
  const decorative = element(
    "a:ext",
    { uri: "{C183D7F6-B498-43B3-948B-1728B52AA6E4}" },
    element("adec:decorative", {
      "xmlns:adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
      val: true,
    }),
  );
  return element(
    "p:sp",
    {},
    element(
      "p:nvSpPr",
      {},
      element("p:cNvPr", { id, name }, element("a:extLst", {}, decorative)),
      element("p:cNvSpPr"),
      element("p:nvPr", { userDrawn: true }),
    ),
    element(
      "p:spPr",
      {},
      transform("a:xfrm", box),
      element("a:prstGeom", { prst: "rect" }, element("a:avLst")),
      solidFill(color),
      element("a:ln", {}, element("a:noFill")),
    ),
  );
}

/** The shapes of a slide, layout or master. */
export function shapeTree(shapes: readonly Xml[]): Xml {
  return element(
    "p:spTree",
    {},
    element(
      "p:nvGrpSpPr",
      {},
      element("p:cNvPr", { id: 1, name: "" }),
      element("p:cNvGrpSpPr"),
      element("p:nvPr"),
    ),
    element("p:grpSpPr"),
    shapes,
  );
}

/** The end of a slide or layout: colours as its master maps them. */
export function inheritedColors(): Xml {
  return element("p:clrMapOvr", {}, element("a:masterClrMapping"));
}
