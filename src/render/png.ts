import { exitCode, FlpError } from "../lib/errors.js";
import type { Svg } from "./page-content.js";
import type { FontSet } from "./style.js";

/** How much larger than the SVG a picture is: sharp on a projector and in print. */
const zoom = 2;

/** An SVG as PNG at twice its size, drawn with the bundled font only, so that every machine makes the same picture. */
export async function renderPng(svg: Svg, fonts: FontSet): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  try {
    const image = new Resvg(svg, {
      fitTo: { mode: "zoom", value: zoom },
      font: {
        loadSystemFonts: false,
        fontFiles: fonts.faces.map((face) => face.truetypePath),
        defaultFontFamily: fonts.family,
      },
    });
    return image.render().asPng();
  } catch (error) {
    throw new FlpError(exitCode.render, "the picture cannot be drawn", {
      remedy: "open the SVG of the same name to see what is wrong with it",
      cause: error,
    });
  }
}
