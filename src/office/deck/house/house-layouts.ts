import type { HouseFooter, HousePlaceholder } from "./house-places.js";
import {
  findingPlaceholder,
  footerPlaceholders,
  levelStyle,
  placeholderShape,
  places,
  sizes,
  titlePlaces,
} from "./house-places.js";
import { decoration, inheritedColors, shapeTree, slideNamespaces } from "../shape.js";
import { solidFill } from "../text.js";
import type { Xml } from "../../package/xml.js";
import { element, xmlPart } from "../../package/xml.js";

/** The layout of the title slide: the house's colour over the whole slide. */
export function titleLayoutPart(
  name: string,
  { language, footer, logo }: { language: string; footer: HouseFooter; logo: Xml | null },
): string {
  const own: HousePlaceholder[] = [
    {
      name: "Title",
      key: { type: "ctrTitle", idx: null },
      box: titlePlaces.title,
      style: titleSlideStyle(44, true),
      anchor: "b",
    },
    {
      name: "Subtitle",
      key: { type: "subTitle", idx: "1" },
      box: titlePlaces.subtitle,
      style: titleSlideStyle(24, false),
    },
    {
      name: "Facts",
      key: { type: "body", idx: "13" },
      box: titlePlaces.facts,
      style: titleSlideStyle(18, false),
    },
    ...footerPlaceholders("bg1", footer),
  ];
  return layoutPart({
    name,
    type: "title",
    background: "tx2",
    showsMasterShapes: false,
    shapes: [
      decoration(2, "Accent", titlePlaces.strip, "accent6"),
      ...own.map((placeholder, index) => placeholderShape(placeholder, index + 3, language)),
      ...(logo === null ? [] : [logo]),
    ],
  });
}

function titleSlideStyle(size: number, bold: boolean): Xml {
  return levelStyle(size, { color: "bg1", bold });
}

/** The layout of all other slides: finding, subtitle, one object, notes under it. */
export function contentLayoutPart(
  name: string,
  { language, footer }: { language: string; footer: HouseFooter },
): string {
  const own: HousePlaceholder[] = [
    findingPlaceholder,
    {
      name: "Subtitle",
      key: { type: "body", idx: "13" },
      box: places.subtitle,
      style: levelStyle(sizes.subtitle, { color: "accent5" }),
    },
    {
      name: "Content",
      key: { type: null, idx: "1" },
      box: places.object,
      style: levelStyle(sizes.body, { color: "tx1" }),
    },
    {
      name: "Notes",
      key: { type: "body", idx: "14" },
      box: places.notes,
      style: levelStyle(sizes.notes, { color: "accent5" }),
      anchor: "b",
    },
    ...footerPlaceholders("accent5", footer),
  ];
  return layoutPart({
    name,
    type: null,
    background: null,
    showsMasterShapes: true,
    shapes: own.map((placeholder, index) => placeholderShape(placeholder, index + 2, language)),
  });
}

function layoutPart(layout: {
  name: string;
  type: string | null;
  background: string | null;
  showsMasterShapes: boolean;
  shapes: readonly Xml[];
}): string {
  const { name, type, background, showsMasterShapes, shapes } = layout;
  return xmlPart(
    element(
      "p:sldLayout",
      {
        ...slideNamespaces,
        showMasterSp: showsMasterShapes ? null : false,
        type,
        preserve: true,
        userDrawn: type === null ? true : null,
      },
      element(
        "p:cSld",
        { name },
        background === null
          ? null
          : element("p:bg", {}, element("p:bgPr", {}, solidFill(background), element("a:effectLst"))),
        shapeTree(shapes),
      ),
      inheritedColors(),
    ),
  );
}
