/** A value of a JSON file. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** An object of a JSON file. */
export interface JsonObject {
  [key: string]: Json;
}

/** One weight of the bundled font, in the forms in which it is used. */
export interface FontFace {
  /** CSS weight, for example 400 or 600. */
  weight: number;
  /** Where the TrueType file lies: the rasterizer opens it itself. */
  truetypePath: string;
  /** The same file's bytes: it measures what the subset has no characters for. */
  truetype: Uint8Array;
  /** Where the TrueType file of the subset lies; null: a theme without one, whose pictures are drawn with the whole font. */
  subsetPath: string | null;
  /** A subset of the same outlines and kerning: text is measured and pictures are drawn with it, as it is read for each glyph. */
  subset: Uint8Array | null;
  woff2Path: string;
  /** The subset as WOFF2, small enough to be embedded in each SVG and page. */
  woff2: Uint8Array;
}

/** The bundled font: what is measured, what is drawn and what is embedded are the same outlines. */
export interface FontSet {
  /** CSS font families in order of preference, single quotation marks where CSS needs them: the embedded subset, the font itself, fonts of the reader's machine. */
  stack: string;
  /** Family name under which the subset is embedded. Differs from the font's own name, which its licence reserves. */
  embeddedFamily: string;
  /** Family name that the TrueType files carry. */
  family: string;
  faces: FontFace[];
}

/** How pictures and pages look. Colours are `#rrggbb`. */
export interface Style {
  colors: StyleColors;
  fonts: FontSet;
  /** Vega-Lite config with `@color.name` in place of colours. */
  chartConfig: JsonObject;
}

/** The colours by their role, so that another house's palette is another file. */
export interface StyleColors {
  background: string;
  text: string;
  mutedText: string;
  grid: string;
  axis: string;
  /** Behind what is explained quietly, for example each July. */
  band: string;
  /** What lies around the point of interest, and a darker and a paler step of it. */
  context: string;
  contextDark: string;
  contextPale: string;
  /** What the point of interest is compared with. */
  compare: string;
  /** The point of interest: the newest month; the lighter step is a second series of it. */
  focus: string;
  focusLight: string;
  focusPale: string;
  /** Text and background of a mark that limits the use of the figures. */
  caution: string;
  cautionPale: string;
}
