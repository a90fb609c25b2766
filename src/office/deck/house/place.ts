import type { Xml } from "../../package/xml.js";
import { element } from "../../package/xml.js";

/** A rectangle on a slide, in English Metric Units. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** English Metric Units of one inch and of one point. Source: ECMA-376, part 1, 20.1.10.16. */
export const emuPerInch = 914_400;
export const emuPerPoint = 12_700;

/** A box given in inches. */
export function inches(x: number, y: number, width: number, height: number): Box {
  const emu = (length: number): number => Math.round(length * emuPerInch);
  return { x: emu(x), y: emu(y), width: emu(width), height: emu(height) };
}

/** A length in points. */
export function points(emu: number): number {
  return emu / emuPerPoint;
}

/** The box as a transform: `a:xfrm` for shapes, `p:xfrm` for frames. */
export function transform(name: "a:xfrm" | "p:xfrm", box: Box): Xml {
  return element(
    name,
    {},
    element("a:off", { x: box.x, y: box.y }),
    element("a:ext", { cx: box.width, cy: box.height }),
  );
}

/** A box cut across at `height` from its bottom: what is above, and what is below. */
export function cutBottom(box: Box, height: number): { above: Box; below: Box } {
  const kept = Math.max(0, box.height - height);
  return {
    above: { ...box, height: kept },
    below: { ...box, y: box.y + kept, height: box.height - kept },
  };
}

/** A box cut across at `height` from its top: what is above, and what is below. */
export function cutTop(box: Box, height: number): { above: Box; below: Box } {
  return cutBottom(box, box.height - Math.min(height, box.height));
}
