import pico from "picocolors";

const styles = ["bold", "dim", "red", "yellow", "green"] as const;

/** Colours, or none where a terminal shows none. */
export type Paint = Readonly<Record<(typeof styles)[number], (text: string) => string>>;

/** A sign that stands for no character in any text: Unicode sets it aside for use within a program. */
const mark = "\u{fdd0}";

/**
 * Colours that survive the cleaning of text and cannot be written by data: `paint` wraps a text in marks that hold a
 * number that is drawn at the start, and `show` turns those marks, and no others, into what a terminal understands.
 */
export function colours(isWanted: boolean): { paint: Paint; show: (text: string) => string } {
  // Data was written before this number was drawn; node:crypto would cost every start a few milliseconds.
  const secret = Math.random().toString(36).slice(2);
  const around = (style: string, text: string): string =>
    isWanted ? `${mark}${secret}${style}${mark}${text}${mark}${secret}/${style}${mark}` : text;
  const paint: Paint = {
    bold: (text) => around("bold", text),
    dim: (text) => around("dim", text),
    red: (text) => around("red", text),
    yellow: (text) => around("yellow", text),
    green: (text) => around("green", text),
  };
  const codes = new Map<string, string>();
  const painter = pico.createColors(true);
  for (const style of styles) {
    const [open = "", close = ""] = painter[style]("|").split("|");
    codes.set(style, open).set(`/${style}`, close);
  }
  const marks = new RegExp(`${mark}${secret}(/?[a-z]+)${mark}`, "gu");
  return { paint, show: (text) => text.replaceAll(marks, (_, style: string) => codes.get(style) ?? "") };
}
