import { exitCode, FlpError } from "../../lib/errors.js";
import type { Svg } from "../page/page-content.js";
import type { FontSet } from "../style.js";
import { measureWith } from "../font/fonts.js";
import type { PictureWords } from "./frame.js";
import type { PngText } from "./png-file.js";
import { encodePng } from "./png-file.js";

/** How much larger than the SVG a picture is: sharp on a projector and in print. */
const zoom = 2;

/** What lies behind a drawing that has no ground of its own: every pixel of a picture is opaque. */
const ground = "#ffffff";

/**
 * An SVG as PNG at twice its size, drawn with the bundled font only, so that every machine makes the same picture. The
 * words travel inside the file, where a picture is copied without the page that carried its alternative text.
 */
export async function renderPng(
  svg: Svg,
  fonts: FontSet,
  words: PictureWords | null = null,
): Promise<Uint8Array> {
  const { renderAsync } = await import("@resvg/resvg-js");
  const drawnWith = drawingFont(svg, fonts);
  try {
    // Beside the main thread: several pictures are drawn at the same time.
    const { width, height, pixels } = await renderAsync(svg, {
      fitTo: { mode: "zoom", value: zoom },
      background: ground,
      font: {
        loadSystemFonts: false,
        fontFiles: drawnWith.files,
        defaultFontFamily: drawnWith.family,
      },
    });
    return encodePng({ width, height, pixels }, words === null ? [] : textsOf(words));
  } catch (error) {
    throw new FlpError(exitCode.render, "the picture cannot be drawn", {
      remedy: "open the SVG of the same name to see what is wrong with it",
      cause: error,
    });
  }
}

function textsOf({ title, description, language }: PictureWords): PngText[] {
  return [
    { keyword: "Title", language, text: title },
    { keyword: "Description", language, text: description },
  ];
}

/**
 * The files that a picture is drawn with: the subset, as the rasterizer reads a file anew for each glyph, or the whole
 * font where the picture has a character that the subset lacks.
 */
function drawingFont(svg: Svg, fonts: FontSet): { family: string; files: string[] } {
  const subset = fonts.faces.map(({ subsetPath }) => subsetPath).filter((path) => path !== null);
  const measure = measureWith(fonts);
  return subset.length === fonts.faces.length && measure.carries(svg)
    ? { family: fonts.embeddedFamily, files: subset }
    : { family: fonts.family, files: fonts.faces.map(({ truetypePath }) => truetypePath) };
}
