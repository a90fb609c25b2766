import type { ChartContent, ChartVariant } from "./content.js";
import type { PlotSize } from "./spec.js";
import type { TextMeasure } from "../font/fonts.js";
import { embeddedFontFaces, wrapEvenly, wrapText } from "../font/fonts.js";
import type { Svg } from "../page/page-content.js";
import type { Style } from "../style.js";
import { escapeMarkup } from "../text-escape.js";

/** Size of a slide image before enlarging: 16:9, so that a picture at double size is 1600 x 900. */
export const slideSize: PlotSize = { width: 800, height: 450 };

const margin = { left: 28, right: 28, top: 22, bottom: 16 };
const innerWidth = slideSize.width - margin.left - margin.right;

interface TextStyle {
  size: number;
  weight: number;
  lineHeight: number;
  color: string;
}

/** A slide image whose plot is still to come. */
export interface SlideLayout {
  /** Size of the room that headline and notes leave for the plot. */
  plot: PlotSize;
  frame(plot: string): Svg;
}

/** Places headline, subtitle, marks and notes of a chart, and gives the rest of the slide to the plot. */
export function layoutSlide(content: ChartContent, style: Style, measure: TextMeasure): SlideLayout {
  const { colors } = style;
  const headlineStyle = { size: 21, weight: 600, lineHeight: 26, color: colors.text };
  const subtitleStyle = { size: 14, weight: 400, lineHeight: 20, color: colors.mutedText };
  const noteStyle = { size: 11, weight: 400, lineHeight: 14.5, color: colors.mutedText };
  const linesOf = (texts: readonly string[], text: TextStyle): string[] =>
    texts.flatMap((line) => wrapText(measure, line, { ...text, maxWidth: innerWidth }));

  const markHeight = 24;
  const stamp = { size: 11, weight: 400, lineHeight: 14, color: colors.mutedText };
  const headline = wrapEvenly(measure, content.headline, { ...headlineStyle, maxWidth: innerWidth });
  const subtitle = linesOf(content.subtitle === null ? [] : [content.subtitle], subtitleStyle);
  const notes = linesOf(content.notes, noteStyle);
  const top =
    margin.top +
    markHeight +
    headline.length * headlineStyle.lineHeight +
    subtitle.length * subtitleStyle.lineHeight;
  const notesTop = slideSize.height - margin.bottom - notes.length * noteStyle.lineHeight;
  const plotTop = top + 8;
  const plot = { width: innerWidth, height: Math.max(80, Math.floor(notesTop - 10 - plotTop)) };

  const headlineTop = margin.top + markHeight;
  const parts = [
    drawMarks(content.marks, { x: margin.left, y: margin.top, style, measure }),
    drawLines([content.stamp], {
      ...stamp,
      x: round(slideSize.width - margin.right - measure.width(content.stamp, stamp)),
      y: margin.top - 2,
    }),
    drawLines(headline, { ...headlineStyle, x: margin.left, y: headlineTop }),
    drawLines(subtitle, {
      ...subtitleStyle,
      x: margin.left,
      y: headlineTop + headline.length * headlineStyle.lineHeight,
    }),
    drawLines(notes, { ...noteStyle, x: margin.left, y: notesTop }),
  ];
  return {
    plot,
    frame: (drawn) =>
      svgRoot(
        { words: content, style, size: slideSize, id: `${content.id}-slide` },
        [
          `<style>${embeddedFontFaces(style.fonts)}</style>`,
          `<rect width="${slideSize.width}" height="${slideSize.height}" fill="${colors.background}"/>`,
          ...parts,
          place(drawn, { x: margin.left, y: plotTop }),
          emptyText({ content, style, measure }, { x: margin.left, y: plotTop, ...plot }),
        ].join("\n"),
      ),
  };
}

/** A plot for a page: no headline and no notes, which the page has as text, but the marks, and a name and description. */
export function bareFrame(
  frame: {
    content: ChartContent;
    style: Style;
    size: PlotSize;
    variant: ChartVariant;
    measure: TextMeasure;
  },
  plot: string,
): Svg {
  const { content, style, size, variant, measure } = frame;
  const markLine = content.marks.join(" · ");
  const markStyle = { size: 11, weight: 600, lineHeight: 14, color: style.colors.caution };
  const markHeight = markLine === "" ? 0 : 18;
  return svgRoot(
    {
      words: content,
      style,
      size: { width: size.width, height: size.height + markHeight },
      id: `${content.id}-${variant}`,
    },
    [
      drawLines(markLine === "" ? [] : [markLine], { ...markStyle, x: 0, y: 0 }),
      place(plot, { x: 0, y: markHeight }),
      emptyText({ content, style, measure }, { x: 0, y: markHeight, ...size }),
    ].join("\n"),
  );
}

/** What a picture says of itself to those who cannot see it; as in {@link ChartContent}. */
export type PictureWords = Pick<ChartContent, "language" | "title" | "description">;

/** The root of a picture around what is drawn in it. `id` is unique among the pictures of a page. */
export function svgRoot(
  { words, style, size, id }: { words: PictureWords; style: Style; size: PlotSize; id: string },
  inner: string,
): Svg {
  const { width, height } = size;
  const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" lang="${escapeMarkup(words.language)}" aria-labelledby="${id}-title" aria-describedby="${id}-desc" font-family="${escapeMarkup(style.fonts.stack)}">
<title id="${id}-title">${escapeMarkup(words.title)}</title>
<desc id="${id}-desc">${escapeMarkup(words.description)}</desc>
${inner}
</svg>
`;
  // The one place where markup made here becomes the type that pages trust: every text in it went through escapeMarkup.
  return markup as Svg;
}

function place(plot: string, { x, y }: { x: number; y: number }): string {
  return `<g aria-hidden="true" transform="translate(${x},${y})">${plot}</g>`;
}

function drawLines(lines: readonly string[], text: TextStyle & { x: number; y: number }): string {
  const { size, weight, lineHeight, color, x, y } = text;
  return lines
    .map((line, index) => {
      const baseline = round(y + index * lineHeight + size);
      return `<text x="${x}" y="${baseline}" font-size="${size}" font-weight="${weight}" fill="${color}">${escapeMarkup(line)}</text>`;
    })
    .join("");
}

function drawMarks(
  marks: readonly string[],
  { x, y, style, measure }: { x: number; y: number; style: Style; measure: TextMeasure },
): string {
  const font = { size: 11, weight: 600 };
  const { caution, cautionPale } = style.colors;
  let left = x;
  return marks
    .map((mark) => {
      const width = round(measure.width(mark, font) + 14);
      const badge =
        `<rect x="${left}" y="${y - 4}" width="${width}" height="18" rx="3" fill="${cautionPale}" stroke="${caution}" stroke-width="0.75"/>` +
        drawLines([mark], { ...font, lineHeight: 14, color: caution, x: left + 7, y: y - 2 });
      left = round(left + width + 8);
      return badge;
    })
    .join("");
}

function emptyText(
  { content, style, measure }: { content: ChartContent; style: Style; measure: TextMeasure },
  { x, y, width, height }: PlotSize & { x: number; y: number },
): string {
  if (content.emptyText === null) return "";
  const { band, mutedText } = style.colors;
  const font = { size: 15, weight: 400 };
  const lineHeight = 20;
  const lines = wrapEvenly(measure, content.emptyText, { ...font, maxWidth: width - 2 * font.size });
  const first = y + height / 2 - ((lines.length - 1) * lineHeight) / 2;
  const texts = lines.map(
    (line, at) =>
      `<text x="${x + width / 2}" y="${round(first + at * lineHeight)}" text-anchor="middle" font-size="${font.size}" fill="${mutedText}">${escapeMarkup(line)}</text>`,
  );
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${band}"/>${texts.join("")}`;
}

/** To hundredths of a pixel: more digits would only make a page larger. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
