import type { Layout, LayoutPlaceholder } from "./layouts.js";
import type { Box } from "./place.js";
import { cutBottom, cutTop, emuPerInch, emuPerPoint } from "./place.js";
import type { PlaceholderKey } from "../shape.js";

/** A place on a slide; its key is null where the layout has no placeholder for it. */
export interface Slot {
  key: PlaceholderKey | null;
  box: Box;
}

/** What a layout offers for the parts of a slide, whoever designed it. */
export interface Slots {
  title: Slot;
  /** Size of the title in points, as the layout has it; null: not known. */
  titleSize: number | null;
  subtitle: Slot;
  /** Where a chart, table or text stands; on title slides the facts. */
  object: Slot;
  notes: Slot;
  date: PlaceholderKey | null;
  footer: PlaceholderKey | null;
  number: PlaceholderKey | null;
}

const inch = emuPerInch;

/**
 * Finds the parts of a slide among the placeholders of a layout by type and place: the largest holds the object, a text
 * above it the subtitle, a text below it the notes. What a layout lacks is cut from the object's room.
 */
export function slotsOf(layout: Layout, slide: { width: number; height: number; isTitle: boolean }): Slots {
  const placed = layout.placeholders.flatMap(({ key, box }) => (box === null ? [] : [{ key, box }]));
  const byType = (...types: (string | null)[]): { key: PlaceholderKey; box: Box }[] =>
    placed.filter(({ key }) => types.includes(key.type));
  const title = byType("title", "ctrTitle")[0] ?? { key: null, box: defaultTitle(slide) };
  const [object, ...others] = byType(null, "obj", "chart", "tbl", "body").sort(
    (left, right) => areaOf(right.box) - areaOf(left.box),
  );
  const texts = others.filter(({ key }) => key.type === "body");
  const subtitle =
    byType("subTitle")[0] ?? texts.find(({ box }) => object !== undefined && box.y < object.box.y);
  const notes = texts.find((one) => one !== subtitle && object !== undefined && one.box.y > object.box.y);
  const free = object?.box ?? roomBelow(subtitle?.box ?? title.box, slide);
  // A title slide without a place for a subtitle says it with the facts.
  const top =
    subtitle === undefined && !slide.isTitle ? cutTop(free, 0.42 * inch) : { above: free, below: free };
  return {
    title,
    titleSize: layout.titleSize,
    subtitle: subtitle ?? { key: null, box: top.above },
    object: { key: object?.key ?? null, box: top.below },
    notes: notes ?? { key: null, box: cutBottom(top.below, 0).below },
    date: keyOf(layout.placeholders, "dt"),
    footer: keyOf(layout.placeholders, "ftr"),
    number: keyOf(layout.placeholders, "sldNum"),
  };
}

/** Object and notes for so many lines of notes: notes end where they ended, the object ends where they begin. */
export function shareRoom(slots: Slots, noteLines: number): { object: Box; notes: Box } {
  const height = Math.round(noteLines * 12 * 1.2 * emuPerPoint);
  const { object, notes } = slots;
  const bottom = notes.box.y + notes.box.height;
  const free = { ...object.box, height: Math.max(object.box.height, bottom - object.box.y) };
  const cut = cutBottom(free, height);
  const gap = noteLines === 0 ? 0 : Math.round(0.1 * inch);
  return {
    object: { ...cut.above, height: Math.max(0, cut.above.height - gap) },
    notes: { ...cut.below, x: notes.box.x, width: notes.box.width },
  };
}

function areaOf({ width, height }: Box): number {
  return width * height;
}

function keyOf(placeholders: readonly LayoutPlaceholder[], type: string): PlaceholderKey | null {
  return placeholders.find(({ key }) => key.type === type)?.key ?? null;
}

function defaultTitle({ width }: { width: number }): Box {
  return { x: 0.6 * inch, y: 0.5 * inch, width: width - 1.2 * inch, height: inch };
}

function roomBelow(box: Box, slide: { height: number; isTitle: boolean }): Box {
  // Room for the marks, which stand above.
  const y = box.y + box.height + Math.round(0.5 * inch);
  const height = slide.height - Math.round(0.7 * inch) - y;
  // Facts that have no room stand with the subtitle; a chart or table must stand somewhere.
  return { x: box.x, y, width: box.width, height: Math.max(slide.isTitle ? 0 : inch, height) };
}
