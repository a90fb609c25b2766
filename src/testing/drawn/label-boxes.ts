import { SaxesParser } from "saxes";
import type { TextMeasure } from "../../render/font/fonts.js";

/** A line of text as it is drawn, in pixels of the picture. */
export interface LabelBox {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Above and below the line of writing, in parts of the size: the letters themselves, without the room between lines. */
const [ascent, descent] = [0.7, 0.2];

/** What two labels may share before they are said to lie on each other: rounding of places and widths. */
const tolerance = 1;

interface Frame {
  x: number;
  y: number;
  anchor: string;
  size: number;
  weight: number;
  isHidden: boolean;
}

/** Every line of text of an SVG whose groups are only moved, as pictures of charts are. */
export function labelBoxes(svg: string, measure: TextMeasure): LabelBox[] {
  const boxes: LabelBox[] = [];
  const frames: Frame[] = [{ x: 0, y: 0, anchor: "start", size: 12, weight: 400, isHidden: false }];
  let line: { frame: Frame; text: string } | null = null;
  const close = (): void => {
    if (line !== null && line.text.trim() !== "") boxes.push(boxOf(line.text, line.frame, measure));
    line = null;
  };
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    const outer = frames.at(-1) as Frame;
    const read = attributes as Record<string, string>;
    const moved = /translate\(([-\d.e]+)[ ,]+([-\d.e]+)\)/.exec(read["transform"] ?? "");
    const isLine = name === "tspan";
    const frame: Frame = {
      x: outer.x + Number(moved?.[1] ?? 0) + (isLine ? 0 : Number(read["x"] ?? 0)),
      y: outer.y + Number(moved?.[2] ?? 0) + (isLine ? Number(read["dy"] ?? 0) : Number(read["y"] ?? 0)),
      anchor: read["text-anchor"] ?? outer.anchor,
      size: Number.parseFloat(read["font-size"] ?? String(outer.size)),
      weight: Number(read["font-weight"] ?? outer.weight),
      isHidden: outer.isHidden || read["display"] === "none" || read["opacity"] === "0",
    };
    // The next line of a label begins where the one before it stood.
    const last = frames.at(-1);
    if (isLine && last !== undefined) last.y = frame.y;
    frames.push(frame);
    if (name === "text" || isLine) {
      close();
      line = frame.isHidden ? null : { frame, text: "" };
    }
  });
  parser.on("text", (text) => {
    if (line !== null) line.text += text;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "text" || name === "tspan") close();
    frames.pop();
  });
  parser.write(svg).close();
  return boxes;
}

function boxOf(text: string, { x, y, anchor, size, weight }: Frame, measure: TextMeasure): LabelBox {
  const width = measure.width(text, { size, weight });
  const left = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
  return { text, left, right: left + width, top: y - ascent * size, bottom: y + descent * size };
}

/** Pairs of labels that lie on each other, each as `one | other`. */
export function overlapping(boxes: readonly LabelBox[]): string[] {
  return boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (other) =>
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > tolerance &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > tolerance,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}

/** Labels that reach over the edge of the picture. */
export function clipped(boxes: readonly LabelBox[], size: { width: number; height: number }): string[] {
  return boxes
    .filter(
      ({ left, right, top, bottom }) =>
        left < -tolerance ||
        top < -tolerance ||
        right > size.width + tolerance ||
        bottom > size.height + tolerance,
    )
    .map(
      ({ text, left, right, top, bottom }) =>
        `${text} (${[left, top, right, bottom].map(Math.round).join(" ")})`,
    );
}
