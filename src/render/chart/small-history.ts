import { nice, ticks } from "d3-array";
import type { Svg } from "../page/page-content.js";
import type { Style, StyleColors } from "../style.js";
import { escapeMarkup } from "../text-escape.js";
import type { PictureWords } from "./frame.js";
import { round, svgRoot } from "./frame.js";

/** One series up to its newest point, beside what was expected of that point. */
export interface SmallHistory extends PictureWords {
  /** Unique among the pictures of a page. */
  id: string;
  unit: "share" | "number";
  /** How many places stand beside each other on the horizontal axis, from 0. */
  places: number;
  labels: readonly { place: number; text: string }[];
  /** Ends of the vertical axis, before they are made round. */
  reach: readonly [low: number, high: number];
  points: readonly { place: number; value: number }[];
  newest: { place: number; value: number; isOdd: boolean };
  /** What was expected of the newest point. */
  expected: readonly [low: number, high: number];
}

const size = { width: 640, height: 120 };
/** The plot in the picture. Left of it stand numbers of up to seven digits, below it labels, the last of which reaches out to its right. */
const plot = { left: 64, right: 612, top: 8, bottom: 100 };
const fontSize = 12;
const numberOptions = {
  share: { style: "percent", maximumFractionDigits: 2 },
  number: { maximumSignificantDigits: 6 },
} as const;

/**
 * Draws a small history for a page that has dozens of them. Vega-Lite would take a hundred times as long for the same lines;
 * where a chart stands alone, or is made for slides too, it is drawn by its specification.
 */
export function drawSmallHistory(history: SmallHistory, style: Style): Svg {
  const { colors } = style;
  const [bottom, top] = nice(...history.reach, 3);
  const x = (place: number): number =>
    round(plot.left + ((place + 0.5) / history.places) * (plot.right - plot.left));
  const y = (value: number): number =>
    round(plot.bottom - ((value - bottom) / (top - bottom)) * (plot.bottom - plot.top));
  const at = ({ place, value }: { place: number; value: number }): string => `${x(place)},${y(value)}`;
  const [low, high] = history.expected;
  const newest = { x: x(history.newest.place), y: y(history.newest.value) };
  const numbers = new Intl.NumberFormat(history.language, numberOptions[history.unit]);
  const parts = [
    ...ticks(bottom, top, 3).map((tick) => gridLine(y(tick), numbers.format(tick), colors)),
    `<rect x="${round(newest.x - 7)}" y="${y(high)}" width="14" height="${round(y(low) - y(high))}" fill="${colors.focusPale}" stroke="${colors.focusLight}"/>`,
    `<polyline points="${history.points.map(at).join(" ")}" stroke="${colors.context}" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/>`,
    `<path d="${history.points.map((point) => `M${at(point)}h0`).join("")}" stroke="${colors.context}" stroke-width="3.7" stroke-linecap="round"/>`,
    newestMark(newest, history.newest.isOdd, colors),
    `<path d="M${plot.left},${plot.bottom}H${plot.right}" stroke="${colors.axis}"/>`,
    ...history.labels.map(({ place, text }) =>
      textAt({ x: x(place), y: plot.bottom + 16, anchor: "middle" }, text, colors),
    ),
  ];
  const drawn = `<g aria-hidden="true" fill="none">${parts.join("")}</g>`;
  return svgRoot({ words: history, style, size, id: history.id }, drawn);
}

function gridLine(y: number, label: string, colors: StyleColors): string {
  return (
    `<path d="M${plot.left},${y}H${plot.right}" stroke="${colors.grid}"/>` +
    textAt({ x: plot.left - 6, y: y + fontSize / 3, anchor: "end" }, label, colors)
  );
}

/** A point that is odd differs from one that is not by its shape too: colours do not reach everybody. */
function newestMark({ x, y }: { x: number; y: number }, isOdd: boolean, colors: StyleColors): string {
  return isOdd
    ? `<path d="M${x},${round(y - 4.7)}l4.7,4.7l-4.7,4.7l-4.7,-4.7Z" fill="${colors.caution}"/>`
    : `<circle cx="${x}" cy="${y}" r="4.7" fill="${colors.focus}"/>`;
}

function textAt(
  { x, y, anchor }: { x: number; y: number; anchor: "middle" | "end" },
  text: string,
  colors: StyleColors,
): string {
  return `<text x="${x}" y="${round(y)}" text-anchor="${anchor}" font-size="${fontSize}" fill="${colors.mutedText}">${escapeMarkup(text)}</text>`;
}
