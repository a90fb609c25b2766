import type { z } from "zod";
import { addMistake } from "../defs/yaml/mistake.js";

/** Text on what it stands on, by the roles of a theme's colours. Every pair that a chart or page draws is listed here. */
const textPairs = [
  ["text", "background"],
  ["text", "band"],
  ["text", "contextPale"],
  ["text", "focusPale"],
  ["mutedText", "background"],
  ["mutedText", "band"],
  ["mutedText", "contextPale"],
  ["focus", "background"],
  ["focus", "contextPale"],
  ["focus", "focusPale"],
  ["caution", "background"],
  ["caution", "cautionPale"],
  ["background", "focus"],
] as const;

/** Drawn marks that carry a figure, on what surrounds them. */
const markPairs = [
  ["context", "background"],
  ["context", "band"],
  ["contextDark", "background"],
  ["contextDark", "contextPale"],
  ["compare", "background"],
  ["focus", "background"],
  ["focus", "contextPale"],
  ["focusLight", "background"],
] as const;

type Role = (typeof textPairs)[number][number] | (typeof markPairs)[number][number];

/** Lowest contrast of text, and of what is drawn. Source: WCAG 2.1, success criteria 1.4.3 and 1.4.11 (level AA). */
const lowest = { text: 4.5, mark: 3 };

/**
 * Reports each pair of colours whose contrast is too low, at the one that the file writes: `written` names the roles that
 * it does, null all.
 */
export function checkContrast(
  colors: Readonly<Record<Role, string>>,
  context: z.RefinementCtx,
  written: readonly string[] | null = null,
): void {
  const check = (pairs: readonly (readonly [Role, Role])[], needed: number): void => {
    for (const [front, behind] of pairs) {
      const ratio = contrastOf(colors[front], colors[behind]);
      if (ratio >= needed) continue;
      addMistake(
        context,
        {
          wrong: `${front} on ${behind} (${colors[behind]}) has a contrast of ${ratio.toFixed(2)}:1`,
          expected: `at least ${needed}:1`,
          remedy: "make the two colours differ more in lightness",
        },
        { path: [front, behind].filter((role) => written?.includes(role) ?? true).slice(0, 1) },
      );
    }
  };
  check(textPairs, lowest.text);
  check(markPairs, lowest.mark);
}

/** Contrast of two colours `#rrggbb`, from 1 (the same) to 21 (black on white). Source: WCAG 2.1, "contrast ratio". */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort(
    (left, right) => left - right,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of a colour. Source: WCAG 2.1, "relative luminance". */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
