import type { ContentSlide, DeckContent, DeckLook, DeckSlide, TitleSlide } from "./content.js";
import { definitionShapes } from "./definition-shapes.js";
import { largestSize, linesInBox, textWidth } from "./fit.js";
import { numberField } from "./house/house-places.js";
import type { Box } from "./house/place.js";
import { emuPerInch, emuPerPoint, points, transform } from "./house/place.js";
import type { PlaceholderKey, Shape } from "./shape.js";
import { inheritedColors, placeholderMark, shapeTree, slideNamespaces, textShape } from "./shape.js";
import type { Slot, Slots } from "./house/slots.js";
import { shareRoom } from "./house/slots.js";
import { tableGraphic } from "./table.js";
import { paragraph, paragraphs, run } from "./text.js";
import type { Xml } from "../package/xml.js";
import { element, xmlPart } from "../package/xml.js";

/** Size of notes in points, the smallest on a slide. */
const noteSize = 12;

/** Part of a title's width that is filled at most: other fonts than Arial are a little wider. */
const titleRoom = 0.985;

/** Height that the facts of the title slide need. */
const factsHeight = emuPerInch;

/** What a slide is written with. */
export interface SlideContext {
  deck: DeckContent;
  look: DeckLook;
  slots: Slots;
  /** Number of the slide, from 1. */
  number: number;
  /** Relation to the slide's chart; null: it has none. */
  chartRelation: string | null;
}

/** The part of one slide. */
export function slidePart(slide: DeckSlide, context: SlideContext): string {
  const shapes: Shape[] = [
    ...(slide.kind === "title" ? titleShapes(slide, context) : contentShapes(slide, context)),
    ...footerShapes(context),
  ];
  return xmlPart(
    element(
      "p:sld",
      slideNamespaces,
      element("p:cSld", {}, shapeTree(shapes.map((shape, index) => shape(index + 2)))),
      inheritedColors(),
    ),
  );
}

/** A template's title slide may have room for one text only, or for none: subtitle and facts then stand together. */
function titleShapes(slide: TitleSlide, context: SlideContext): Shape[] {
  const { slots, deck, look } = context;
  const hasSubtitle = slots.subtitle.key !== null;
  const hasRoom = slots.object.key !== null || slots.object.box.height >= factsHeight;
  if (hasSubtitle && !hasRoom) {
    const lines = [slide.subtitle, ...slide.facts];
    return [
      titleShape(slide, context, { sizes: [44, 40, 36, 32], lines: 3 }),
      textSlot("Subtitle", { slot: slots.subtitle, lines, size: 24, context }),
      markShape(slide.marks, context, "above-facts"),
    ].filter((shape) => shape !== null);
  }
  const facts = hasSubtitle ? slide.facts : [slide.subtitle, ...slide.facts];
  // A box of our own on a ground that we do not know brings its own ground.
  const ownGround = slots.object.key === null ? { fill: look.colors.background } : {};
  const color = slots.object.key === null ? { color: look.colors.text } : {};
  return [
    titleShape(slide, context, { sizes: [44, 40, 36, 32], lines: 3 }),
    hasSubtitle
      ? textSlot("Subtitle", { slot: slots.subtitle, lines: [slide.subtitle], size: 24, context })
      : null,
    markShape(slide.marks, context, "above-facts"),
    (id: number) =>
      textShape({
        id,
        name: "Facts",
        placeholder: slots.object.key,
        box: slots.object.key === null ? slots.object.box : null,
        ...ownGround,
        body: { paragraphs: paragraphs(facts, deck.language, color) },
      }),
  ].filter((shape) => shape !== null);
}

function contentShapes(slide: ContentSlide, context: SlideContext): Shape[] {
  const { slots } = context;
  const width = points(slots.notes.box.width);
  const lines = slide.notes.reduce((sum, note) => sum + linesInBox(note, { size: noteSize, width }), 0);
  const room = shareRoom(slots, lines);
  return [
    titleShape(slide, context, { sizes: [28, 26, 24, 22, 20], lines: 2 }),
    markShape(slide.marks, context, "above-title"),
    textSlot("Subtitle", { slot: slots.subtitle, lines: [slide.subtitle], size: 18, context }),
    ...bodyShapes(slide, room.object, context),
    slide.notes.length === 0
      ? null
      : textSlot("Notes", {
          slot: { ...slots.notes, box: room.notes },
          lines: slide.notes,
          size: noteSize,
          context,
          moves: true,
        }),
  ].filter((shape) => shape !== null);
}

function titleShape(
  { title }: DeckSlide,
  { slots, deck }: SlideContext,
  fit: { sizes: readonly number[]; lines: number },
): Shape {
  const width = points(slots.title.box.width) * titleRoom;
  const height = points(slots.title.box.height);
  const own = slots.titleSize;
  const sizes = own === null ? fit.sizes : [own, ...fit.sizes.filter((size) => size < own)];
  // One line a little smaller reads better than two of which one holds a single word.
  const nearFull = sizes.slice(0, 3).find((size) => linesInBox(title, { size, width, bold: true }) === 1);
  const size = nearFull ?? largestSize([title], sizes, { width, height, lines: fit.lines, bold: true });
  // The layout's own size stays where it fits, so that a template keeps its look.
  const look = size === own ? {} : { size };
  return (id) =>
    textShape({
      id,
      name: "Title",
      placeholder: slots.title.key ?? { type: "title", idx: null },
      box: slots.title.key === null ? slots.title.box : null,
      body: { paragraphs: paragraphs([unbroken(title)], deck.language, look) },
    });
}

/** A title that does not end a line within a range of numbers: word joiners, which nobody sees, on both sides of its dash. */
function unbroken(title: string): string {
  return title.replaceAll(/(?<=\d)–(?=\d)/g, "\u2060–\u2060");
}

function textSlot(
  name: string,
  given: {
    slot: Slot;
    lines: readonly string[];
    size: number;
    context: SlideContext;
    /** True when the box differs from the layout's. */
    moves?: boolean;
  },
): Shape {
  const { slot, lines, size, context, moves = false } = given;
  const { deck } = context;
  const isOwnBox = slot.key === null;
  const fitting = largestSize(
    lines,
    [size, size - 2, size - 4].filter((one) => one >= noteSize),
    {
      width: points(slot.box.width),
      lines: moves ? Infinity : lines.length,
    },
  );
  const needsSize = isOwnBox || fitting !== size;
  return (id) =>
    textShape({
      id,
      name,
      placeholder: slot.key,
      box: isOwnBox || moves ? slot.box : null,
      body: {
        paragraphs: paragraphs(lines, deck.language, needsSize ? { size: fitting } : {}),
        ...(isOwnBox ? { insets: [0, 0] as const } : {}),
      },
    });
}

function bodyShapes(slide: ContentSlide, box: Box, context: SlideContext): Shape[] {
  const { body } = slide;
  const { deck, look, slots } = context;
  const { language } = deck;
  if (body.kind === "definitions")
    return definitionShapes(body.items, box, { deck, look, key: slots.object.key });
  const canFill = slots.object.key?.type !== "body";
  const graphic =
    body.kind === "table"
      ? tableGraphic(body, box, { colors: look.colors, language })
      : chartGraphic(context);
  const frame: Shape = (id) =>
    element(
      "p:graphicFrame",
      {},
      element(
        "p:nvGraphicFramePr",
        {},
        element("p:cNvPr", { id, name: body.name, descr: body.description }),
        element("p:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", { noGrp: true })),
        element(
          "p:nvPr",
          {},
          slots.object.key !== null && canFill ? placeholderMark(slots.object.key) : null,
        ),
      ),
      transform("p:xfrm", box),
      graphic,
    );
  return [frame];
}

function chartGraphic({ chartRelation }: SlideContext): Xml {
  const uri = "http://schemas.openxmlformats.org/drawingml/2006/chart";
  return element(
    "a:graphic",
    {},
    element("a:graphicData", { uri }, element("c:chart", { "xmlns:c": uri, "r:id": chartRelation })),
  );
}

/** The warnings of a slide, above its title where there is room, on a ground of their own. */
function markShape(
  marks: readonly string[],
  { deck, look, slots }: SlideContext,
  place: "above-facts" | "above-title",
): Shape | null {
  if (marks.length === 0) return null;
  const size = 14;
  const text = marks.join("  ·  ");
  // The font of a template may be wider than the one that is measured.
  const spread = look.template === null ? 1 : 1.25;
  const width = Math.round((textWidth(text, { size, bold: true }) * spread + 28) * emuPerPoint);
  const height = Math.round(0.31 * emuPerInch);
  const texts = [slots.title, ...(slots.subtitle.key === null ? [] : [slots.subtitle])];
  const end = Math.max(...texts.map(({ box: one }) => one.y + one.height));
  const isRoomy = slots.object.box.y - end > height * 1.5;
  const { x, y, width: across } = place === "above-facts" && isRoomy ? slots.object.box : slots.title.box;
  const box = {
    x: place === "above-title" ? x + across - width : x,
    y: Math.max(
      Math.round(0.08 * emuPerInch),
      y - height - Math.round((place === "above-title" ? 0.07 : 0.16) * emuPerInch),
    ),
    width,
    height,
  };
  return (id) =>
    textShape({
      id,
      name: "Marks",
      placeholder: null,
      box,
      fill: look.colors.cautionPale,
      rounded: true,
      body: {
        paragraphs: [
          paragraph(
            [run(text, deck.language, { size, bold: true, color: look.colors.caution })],
            element("a:pPr", { algn: "ctr" }),
          ),
        ],
        anchor: "ctr",
        insets: [0, 0],
        wraps: false,
      },
    });
}

function footerShapes({ deck, slots, number }: SlideContext): Shape[] {
  const written: readonly (readonly [string, PlaceholderKey | null, Xml])[] = [
    ["Footer", slots.footer, paragraph([run(deck.footer, deck.language)])],
    ["Date", slots.date, paragraph([run(deck.date, deck.language)])],
    ["Slide number", slots.number, numberField(deck.language, String(number))],
  ];
  return written.flatMap(([name, key, text]): Shape[] =>
    key === null
      ? []
      : [(id) => textShape({ id, name, placeholder: key, box: null, body: { paragraphs: [text] } })],
  );
}
