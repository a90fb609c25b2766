import type { DeckContent, DeckLook } from "./content.js";
import { linesInBox } from "./fit.js";
import type { Box } from "./house/place.js";
import { emuPerInch, points } from "./house/place.js";
import type { PlaceholderKey, Shape } from "./shape.js";
import { textShape } from "./shape.js";
import { paragraph, run } from "./text.js";
import { element } from "../package/xml.js";

/** Sizes of definitions in points. */
const definitionSizes = [20, 18, 16, 14];
const smallestDefinition = 12;

/** Space after each, in lines. */
const definitionGap = 0.45;

/** Definitions in two columns of about the same length; the first fills the layout's placeholder. */
export function definitionShapes(
  items: readonly { term: string; text: string }[],
  box: Box,
  { deck, look, key }: { deck: DeckContent; look: DeckLook; key: PlaceholderKey | null },
): Shape[] {
  const gap = Math.round(0.45 * emuPerInch);
  const half = Math.round((box.width - gap) / 2);
  const width = points(half);
  const linesAt = (size: number): number[] =>
    items.map(({ term, text }) => linesInBox(`${term}: ${text}`, { size, width }) + definitionGap);
  const heightOf = (lines: readonly number[], size: number): number =>
    lines.reduce((sum, one) => sum + one, 0) * size * 1.2;
  const size =
    definitionSizes.find((one) => {
      const lines = linesAt(one);
      const split = evenSplit(lines);
      const columns = [lines.slice(0, split), lines.slice(split)];
      return columns.every((column) => heightOf(column, one) <= points(box.height));
    }) ?? smallestDefinition;
  const split = evenSplit(linesAt(size));
  const spaced = element("a:pPr", {}, element("a:spcAft", {}, element("a:spcPts", { val: 900 })));
  const fills = key === null || key.type === null || key.type === "body" ? key : null;
  return [items.slice(0, split), items.slice(split)].flatMap((column, index): Shape[] => {
    if (column.length === 0) return [];
    const place = { ...box, x: box.x + index * (half + gap), width: half };
    return [
      (id) =>
        textShape({
          id,
          name: `Definitions ${index + 1}`,
          placeholder: index === 0 ? fills : null,
          box: place,
          body: {
            paragraphs: column.map(({ term, text }) =>
              paragraph(
                [
                  run(`${term}: `, deck.language, { size, bold: true, color: look.colors.focus }),
                  run(text, deck.language, { size, color: look.colors.text }),
                ],
                spaced,
              ),
            ),
            insets: [0, 0],
          },
        }),
    ];
  });
}

/** How many items go into the first of two columns so that the longer one is as short as can be. */
function evenSplit(lines: readonly number[]): number {
  const sumOf = (part: readonly number[]): number => part.reduce((sum, one) => sum + one, 0);
  const longer = (split: number): number => Math.max(sumOf(lines.slice(0, split)), sumOf(lines.slice(split)));
  return lines.reduce(
    (best, _, index) => (longer(index + 1) < longer(best) ? index + 1 : best),
    lines.length,
  );
}
