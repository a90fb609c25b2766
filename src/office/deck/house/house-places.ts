import type { Box } from "./place.js";
import { inches } from "./place.js";
import type { PlaceholderKey } from "../shape.js";
import { textShape } from "../shape.js";
import { paragraphs, solidFill } from "../text.js";
import type { Xml } from "../../package/xml.js";
import { element } from "../../package/xml.js";

/** Width and height of a 16:9 slide, in inches. */
export const slideInches = { width: 13.333, height: 7.5 };

const margin = 0.6;
const across = slideInches.width - 2 * margin;

/** Where things stand on the house's content slides, in inches. */
export const places = {
  accent: inches(0, 0.58, 0.16, 1.36),
  title: inches(margin, 0.52, across, 1.0),
  subtitle: inches(margin, 1.55, across, 0.42),
  object: inches(margin, 2.08, across, 3.92),
  notes: inches(margin, 6.05, across, 0.74),
  footerLine: inches(margin, 6.88, across, 0.012),
  footer: inches(margin, 6.95, 7.5, 0.3),
  date: inches(8.4, 6.95, 2.9, 0.3),
  number: inches(11.6, 6.95, slideInches.width - margin - 11.6, 0.3),
};

/** Where things stand on the title slide, in inches. */
export const titlePlaces = {
  strip: inches(0, 0, 0.28, slideInches.height),
  title: inches(margin, 1.75, across, 1.9),
  subtitle: inches(margin, 3.75, across, 0.6),
  facts: inches(margin, 4.95, 9.0, 1.5),
};

/** Size of the house's texts in points: the title from the back of a room, notes from the table. */
export const sizes = { title: 28, subtitle: 18, body: 18, notes: 12, footer: 12 };

/** The names of the house's layouts; a template's owner meets them in the program's list of layouts. */
export interface LayoutNames {
  title: string;
  content: string;
}

/** A placeholder of the house: its key, place and text style. */
export interface HousePlaceholder {
  name: string;
  key: PlaceholderKey;
  box: Box;
  style: Xml;
  anchor?: "t" | "ctr" | "b";
  /** What stands in it on a slide that does not say otherwise. */
  text?: string;
}

/** The finding at the head of every slide but the first. */
export const findingPlaceholder: HousePlaceholder = {
  name: "Title",
  key: { type: "title", idx: null },
  box: places.title,
  style: element("a:lstStyle"),
  anchor: "b",
};

/** What stands at the bottom of all slides. */
export interface HouseFooter {
  text: string;
  date: string;
}

/** The paragraphs of a placeholder by default. */
export function levelStyle(
  size: number,
  { color, bold = false, align = "l" }: { color: string; bold?: boolean; align?: "l" | "r" },
): Xml {
  return element("a:lstStyle", {}, level("a:lvl1pPr", { size, color, bold, align }));
}

/** One level of a list of text styles. */
export function level(
  name: string,
  { size, color, bold, align }: { size: number; color: string; bold: boolean; align: "l" | "r" },
): Xml {
  return element(
    name,
    { marL: 0, indent: 0, algn: align },
    element("a:buNone"),
    element(
      "a:defRPr",
      { sz: size * 100, b: bold },
      solidFill(color),
      element("a:latin", { typeface: "+mn-lt" }),
    ),
  );
}

/** A placeholder as it stands in a layout or master. */
export function placeholderShape(placeholder: HousePlaceholder, id: number, language: string): Xml {
  const isNumber = placeholder.key.type === "sldNum";
  return textShape({
    id,
    name: placeholder.name,
    placeholder: placeholder.key,
    box: placeholder.box,
    body: {
      paragraphs: isNumber
        ? [numberField(language)]
        : paragraphs(placeholder.text === undefined ? [] : [placeholder.text], language),
      listStyle: placeholder.style,
      anchor: placeholder.anchor ?? "t",
      insets: [0, 0],
    },
  });
}

/** A paragraph with the number of the slide it stands on. */
export function numberField(language: string, shown = "‹#›"): Xml {
  const field = element(
    "a:fld",
    { id: "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type: "slidenum" },
    element("a:rPr", { lang: language }),
    element("a:t", {}, shown as Xml),
  );
  return element("a:p", {}, field);
}

/** Date, footer and number, in a colour of the theme. */
export function footerPlaceholders(color: string, footer: HouseFooter): HousePlaceholder[] {
  return [
    {
      name: "Date",
      key: { type: "dt", idx: "10" },
      box: places.date,
      style: levelStyle(sizes.footer, { color, align: "r" }),
      text: footer.date,
    },
    {
      name: "Footer",
      key: { type: "ftr", idx: "11" },
      box: places.footer,
      style: levelStyle(sizes.footer, { color }),
      text: footer.text,
    },
    {
      name: "Slide number",
      key: { type: "sldNum", idx: "12" },
      box: places.number,
      style: levelStyle(sizes.footer, { color, align: "r" }),
    },
  ];
}
