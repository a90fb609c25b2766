import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LayoutPlaceholder } from "./layouts.js";
import type { Box } from "./place.js";
import { cutBottom, cutTop, emuPerInch, inches, points } from "./place.js";
import { shareRoom, slotsOf } from "./slots.js";

const size = { width: inches(0, 0, 13.333, 7.5).width, height: inches(0, 0, 13.333, 7.5).height };
const placeholder = (type: string | null, idx: string | null, box: Box | null): LayoutPlaceholder => ({
  key: { type, idx },
  box,
});

const slots = (placeholders: LayoutPlaceholder[], isTitle = false) =>
  slotsOf({ part: "", name: "", type: null, placeholders, titleSize: 40 }, { ...size, isTitle });

const title = placeholder("title", null, inches(1, 0.5, 11, 1));
const small = placeholder("body", "13", inches(1, 1.6, 11, 0.4));
const large = placeholder(null, "1", inches(1, 2.1, 11, 3.9));
const below = placeholder("body", "14", inches(1, 6.1, 11, 0.7));

describe("a layout of title, subtitle, object and notes", () => {
  test("offers each of them, found by type and place, whatever the order", () => {
    for (const all of [
      [title, small, large, below],
      [below, large, small, title],
    ]) {
      const found = slots(all);
      expect([found.title, found.subtitle, found.object, found.notes]).toEqual([title, small, large, below]);
      expect(found.titleSize).toBe(40);
    }
  });

  test("offers date, footer and number where it has them, also without a place of their own", () => {
    expect(slots([title, large])).toMatchObject({ date: null, footer: null, number: null });
    const ends = ["dt", "ftr", "sldNum"].map((type, place) => placeholder(type, String(10 + place), null));
    expect(slots([title, large, ...ends])).toMatchObject({
      date: { type: "dt", idx: "10" },
      footer: { type: "ftr", idx: "11" },
      number: { type: "sldNum", idx: "12" },
    });
  });

  test("prefers a place that is made for a subtitle", () => {
    const made = placeholder("subTitle", "3", inches(1, 1.3, 11, 0.3));
    expect(slots([title, small, made, large, below])).toMatchObject({
      subtitle: made,
      object: large,
      notes: below,
    });
  });

  test.each(["obj", "chart", "tbl", "body"])(
    "takes the largest of several places, of the kind %s too",
    (type) => {
      const larger = placeholder(type, "9", inches(1, 2.1, 11, 4.4));
      expect(slots([title, small, large, larger]).object).toEqual(larger);
      expect(slots([title, small, larger, large]).object).toEqual(larger);
    },
  );

  test("never puts a text into the place of a picture", () => {
    const picture = placeholder("pic", "5", inches(0, 0, 13, 7));
    expect(slots([title, small, picture, large]).object).toEqual(large);
  });
});

describe("what a layout lacks", () => {
  test("is cut from the room of the object: a subtitle above it, nothing for notes until they are there", () => {
    const found = slots([title, large]);
    const room = inches(1, 2.1, 11, 0.42);
    expect(found.subtitle).toEqual({ key: null, box: room });
    expect(found.object).toEqual({
      key: large.key,
      box: { ...large.box, y: room.y + room.height, height: large.box!.height - room.height },
    });
    expect(found.notes).toEqual({
      key: null,
      box: { ...large.box, y: large.box!.y + large.box!.height, height: 0 },
    });
  });

  test("is not cut on a title slide, which says its subtitle with the facts", () => {
    const found = slots([title, large], true);
    expect(found.object.box).toEqual(large.box);
    expect(found.subtitle).toEqual({ key: null, box: large.box });
  });

  test("has its object stand below the title, with room for the marks, and above the footer", () => {
    const found = slots([title]);
    const top = title.box!.y + title.box!.height + Math.round(0.5 * emuPerInch);
    expect(found.subtitle.box.y).toBe(top);
    expect(found.object.key).toBeNull();
    expect(found.object.box.y + found.object.box.height).toBeLessThanOrEqual(
      size.height - Math.round(0.7 * emuPerInch),
    );
  });

  test("has a title across the slide where there is none", () => {
    const found = slots([large]);
    expect(found.title.key).toBeNull();
    expect(found.title.box.x + found.title.box.width).toBeLessThan(size.width);
  });

  test("leaves a chart an inch where a title fills the slide, and facts nothing", () => {
    const all = placeholder("ctrTitle", null, inches(1, 0.5, 11, 6.9));
    const content = slots([all]);
    expect(content.subtitle.box.height + content.object.box.height).toBe(emuPerInch);
    expect(slots([all], true).object.box.height).toBe(0);
  });
});

describe("the room of object and notes", () => {
  const found = slots([title, small, large, below]);

  test("without notes is the object's down to where notes would end", () => {
    const { object, notes } = shareRoom(found, 0);
    expect(object).toEqual({ ...large.box, height: below.box!.y + below.box!.height - large.box!.y });
    expect(notes.height).toBe(0);
  });

  test("is given to notes from below, a line of 12 points at a time, with a gap between", () => {
    for (const lines of [1, 2, 5]) {
      const { object, notes } = shareRoom(found, lines);
      expect(points(notes.height)).toBeCloseTo(lines * 14.4, 3);
      expect(notes.y + notes.height).toBe(below.box!.y + below.box!.height);
      expect(notes.y - (object.y + object.height)).toBe(Math.round(0.1 * emuPerInch));
      expect([notes.x, notes.width]).toEqual([below.box!.x, below.box!.width]);
    }
  });

  test("never becomes less than nothing, however many notes there are", () => {
    const { object, notes } = shareRoom(found, 500);
    expect(object.height).toBe(0);
    expect(notes.height).toBeGreaterThan(0);
  });
});

test("a box that is cut is its two parts, none of them less than nothing", () => {
  const number = fc.integer({ min: 0, max: 10_000 });
  fc.assert(
    fc.property(number, number, number, number, (y, height, width, cut) => {
      const box = { x: 3, y, width, height };
      for (const { above, below: rest } of [cutBottom(box, cut), cutTop(box, cut)]) {
        expect([above.y, rest.y + rest.height, above.y + above.height]).toEqual([y, y + height, rest.y]);
        expect(Math.min(above.height, rest.height)).toBeGreaterThanOrEqual(0);
        expect([above.x, rest.x, above.width, rest.width]).toEqual([3, 3, width, width]);
      }
      expect(cutBottom(box, cut).below.height).toBe(Math.min(cut, height));
      expect(cutTop(box, cut).above.height).toBe(Math.min(cut, height));
    }),
  );
});
