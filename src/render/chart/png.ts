import { crc32 } from "node:zlib";
import { exitCode, FlpError } from "../../lib/errors.js";
import type { Svg } from "../page/page-content.js";
import type { FontSet } from "../style.js";

/** How much larger than the SVG a picture is: sharp on a projector and in print. */
const zoom = 2;

/** What a picture says of itself to those who cannot see it. */
export interface PngWords {
  title: string;
  description: string;
  /** BCP 47 language of both. */
  language: string;
}

/**
 * An SVG as PNG at twice its size, drawn with the bundled font only, so that every machine makes the same picture. The
 * words travel inside the file, where a picture is copied without the page that carried its alternative text.
 */
export async function renderPng(
  svg: Svg,
  fonts: FontSet,
  words: PngWords | null = null,
): Promise<Uint8Array> {
  const { renderAsync } = await import("@resvg/resvg-js");
  try {
    // Beside the main thread: several pictures are drawn at the same time.
    const image = await renderAsync(svg, {
      fitTo: { mode: "zoom", value: zoom },
      font: {
        loadSystemFonts: false,
        fontFiles: fonts.faces.map((face) => face.truetypePath),
        defaultFontFamily: fonts.family,
      },
    });
    const png = image.asPng();
    return words === null ? png : withWords(png, words);
  } catch (error) {
    throw new FlpError(exitCode.render, "the picture cannot be drawn", {
      remedy: "open the SVG of the same name to see what is wrong with it",
      cause: error,
    });
  }
}

/** Length of a PNG's signature and of its first chunk, the header, which has a fixed size. */
const headerEnd = 8 + 12 + 13;

/** The PNG with its title and description as international text, right behind the header. */
function withWords(png: Uint8Array, { title, description, language }: PngWords): Uint8Array {
  return Buffer.concat([
    png.subarray(0, headerEnd),
    textChunk("Title", title, language),
    textChunk("Description", description, language),
    png.subarray(headerEnd),
  ]);
}

/** An iTXt chunk, not compressed. Source: PNG specification (W3C), section 11.3.3.4; both keywords are its own. */
function textChunk(keyword: "Title" | "Description", text: string, language: string): Uint8Array {
  const typed = Buffer.from(`iTXt${keyword}\0\0\0${language}\0\0${text.replaceAll("\0", "")}`, "utf8");
  const chunk = Buffer.alloc(typed.length + 8);
  chunk.writeUInt32BE(typed.length - 4, 0);
  typed.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(typed), typed.length + 4);
  return chunk;
}
