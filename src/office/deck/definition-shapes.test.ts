import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deckLook, drawnDeck } from "../../testing/drawn/drawn-deck.js";
import { definitionShapes } from "./definition-shapes.js";
import { inches } from "./house/place.js";
import type { PlaceholderKey } from "./shape.js";

const box = inches(0.6, 2, 12, 4);
const content: PlaceholderKey = { type: null, idx: "1" };

const shapesOf = (items: { term: string; text: string }[], key: PlaceholderKey | null = content): string[] =>
  definitionShapes(items, box, { deck: drawnDeck, look: deckLook, key }).map((shape, place) =>
    shape(place + 2),
  );

const items = (count: number, words = 6): { term: string; text: string }[] =>
  Array.from({ length: count }, (_, place) => ({
    term: `Ord ${place}`,
    text: "betydning ".repeat(words).trim(),
  }));

const runs = (shape: string): string[] =>
  [...shape.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text!);
const sizeOf = (shape: string): number => Number(/ sz="(\d+)"/.exec(shape)![1]) / 100;

describe("definitions", () => {
  test("stand in two columns of equal width beside each other, in the order given", () => {
    const [left, right, ...more] = shapesOf(items(4));
    expect(more).toEqual([]);
    expect([runs(left!)[0], runs(right!)[0]]).toEqual(["Ord 0: ", "Ord 2: "]);
    const places = [left!, right!].map((shape) =>
      /<a:off x="(\d+)" y="(\d+)"\/><a:ext cx="(\d+)"/.exec(shape)!.slice(1).map(Number),
    );
    const [[x1, y1, w1], [x2, y2, w2]] = places as [[number, number, number], [number, number, number]];
    expect([y1, w1, x1]).toEqual([y2, w2, box.x]);
    expect(x2).toBeGreaterThan(x1 + w1);
    expect(x2 + w2).toBeLessThanOrEqual(box.x + box.width + 1);
  });

  test("have their term in bold and in the house's colour before the text", () => {
    const [shape] = shapesOf([{ term: "Ny plan", text: "Patientens første." }]);
    expect(runs(shape!)).toEqual(["Ny plan: ", "Patientens første."]);
    const [term, text] = [...shape!.matchAll(/<a:rPr[^>]*>.*?<\/a:rPr>/g)].map(([tag]) => tag);
    expect(term).toContain(' b="1"');
    expect(term).toContain(deckLook.colors.focus.slice(1).toUpperCase());
    expect(text).not.toContain(' b="1"');
  });

  test("that are one stand in one column, and none in none", () => {
    expect(shapesOf(items(1))).toHaveLength(1);
    expect(shapesOf([])).toEqual([]);
  });

  test("a long one stands alone beside the short ones", () => {
    const all = [{ term: "Lang", text: "ord ".repeat(120) }, ...items(3, 2)];
    const [left, right] = shapesOf(all);
    expect([runs(left!).length / 2, runs(right!).length / 2]).toEqual([1, 3]);
  });

  test("are written the smaller the more they say, from 20 points to 12", () => {
    const sizes = [2, 6, 10, 16, 24, 60].map((count) => sizeOf(shapesOf(items(count, 10))[0]!));
    expect([...sizes].sort((left, right) => right - left)).toEqual(sizes);
    expect([sizes[0], sizes.at(-1)]).toEqual([20, 12]);
  });

  test("fill the layout's place for content or text with the first column, and no place for a chart", () => {
    const marks = (key: PlaceholderKey | null): number[] =>
      shapesOf(items(4), key).map((shape) => (shape.match(/<p:ph /g) ?? []).length);
    expect(marks({ type: null, idx: "1" })).toEqual([1, 0]);
    expect(marks({ type: "body", idx: "1" })).toEqual([1, 0]);
    expect(marks({ type: "chart", idx: "1" })).toEqual([0, 0]);
    expect(marks(null)).toEqual([0, 0]);
  });

  test("are all there, each once, however they are parted", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), (lengths) => {
        const all = lengths.map((words, place) => ({ term: `T${place}`, text: "ord ".repeat(words).trim() }));
        const written = shapesOf(all).flatMap(runs);
        expect(written).toEqual(all.flatMap(({ term, text }) => [`${term}: `, text]));
      }),
      { numRuns: 50 },
    );
  });
});
