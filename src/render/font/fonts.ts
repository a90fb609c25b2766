import type * as FontKit from "fontkit";
import type { Font } from "fontkit";
import { createRequire } from "node:module";
import { exitCode, FlpError } from "../../lib/errors.js";
import type { FontFace, FontSet } from "../style.js";
import { readPrepared } from "../prepared.js";
import type { WidthTable } from "./widths.js";
import { wordWidth } from "./widths.js";

/** Measures text in the bundled font. */
export interface TextMeasure {
  /** Width of one line in pixels, kerning included. Throws (exit 15) when the font lacks a character of it. */
  width(text: string, font: { size: number; weight: number }): number;
  /** True where the subset has each character of a text in each weight, so that the whole font is not needed to draw it. */
  carries(text: string): boolean;
}

interface OpenFace {
  weight: number;
  /** Widths of the subset's characters as the build measured them; null: of a font that it did not know. */
  table: WidthTable | null;
  /** Opens the fonts themselves, where the table does not do. */
  fonts: () => OpenFonts;
  /** Width in ems by word: lines are tried word by word, and the same words come again in every chart. */
  widths: Map<string, number>;
}

interface OpenFonts {
  /** The subset that pages and pictures carry; its tables are read in less time than the whole font's. */
  carried: Font;
  whole: Font;
}

const measures = new WeakMap<FontSet, TextMeasure>();

/** Opens the faces of a font for measuring, once for each font set. */
export function measureWith(fonts: FontSet): TextMeasure {
  const known = measures.get(fonts);
  if (known) return known;
  const opened = openMeasure(fonts);
  measures.set(fonts, opened);
  return opened;
}

function openMeasure(fonts: FontSet): TextMeasure {
  const faces = fonts.faces.map(openFace);
  return {
    width: (text, { size, weight }) => {
      const face = nearestFace(faces, weight);
      // Word by word, the spaces between them counted: fonts for reading do not kern with a space.
      const words = text.split(" ").map((word) => emsOf(face, word, fonts.family));
      const spaces = (words.length - 1) * emsOf(face, " ", fonts.family);
      return (sum(words) + spaces) * size;
    },
    carries: (text) => {
      const characters = [...new Set(text.replace(/[\n-~]/g, ""))].join("");
      return faces.every(
        ({ table, fonts: open }) =>
          (table !== null && wordWidth(table, characters) !== null) ||
          missingIn(open().carried, characters) === undefined,
      );
    },
  };
}

/** The subset that text is measured with; of a theme that has none as TrueType, the one that pages carry. */
export function subsetOf({ subset, subsetPath, woff2, woff2Path }: FontFace): {
  bytes: Uint8Array;
  path: string;
} {
  return { bytes: subset ?? woff2, path: subsetPath ?? woff2Path };
}

function openFace(face: FontFace): OpenFace {
  const table = readPrepared("widths", subsetOf(face).bytes) as WidthTable | null;
  let opened: OpenFonts | null = null;
  return { weight: face.weight, table, fonts: () => (opened ??= openFonts(face)), widths: new Map() };
}

/** Opens the files of a font themselves, whatever the build measured of them. Throws (exit 15) for one that cannot be read. */
export function requireFontFiles(fonts: FontSet): void {
  for (const face of fonts.faces) openFonts(face);
}

/** Reads the code that reads fonts only now: most runs measure with the tables of the build alone. */
function openFonts(face: FontFace): OpenFonts {
  const { create } = createRequire(import.meta.url)("fontkit") as typeof FontKit;
  const open = (bytes: Uint8Array, path: string): Font => {
    try {
      return create(bytes);
    } catch (error) {
      throw new FlpError(exitCode.render, `cannot read the font ${path}`, {
        remedy: "restore the file from the project's reports/fonts",
        cause: error,
      });
    }
  };
  const whole = open(face.truetype, face.truetypePath);
  const { bytes, path } = subsetOf(face);
  const subset = open(bytes, path);
  return { whole, carried: subset.unitsPerEm === whole.unitsPerEm ? subset : whole };
}

function nearestFace(faces: readonly OpenFace[], weight: number): OpenFace {
  const [nearest] = [...faces].sort(
    (left, right) => Math.abs(left.weight - weight) - Math.abs(right.weight - weight),
  );
  if (nearest === undefined) {
    throw new FlpError(exitCode.render, "the theme names no font face", {
      remedy: "list at least one face under fonts in the theme",
    });
  }
  return nearest;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Width of a word, or of a space, in ems. */
function emsOf(face: OpenFace, word: string, family: string): number {
  const known = face.widths.get(word);
  if (known !== undefined) return known;
  const units = face.table === null ? null : wordWidth(face.table, word);
  const ems =
    face.table === null || units === null
      ? emsInFonts(face.fonts(), word, family)
      : units / face.table.unitsPerEm;
  face.widths.set(word, ems);
  return ems;
}

function emsInFonts({ carried, whole }: OpenFonts, word: string, family: string): number {
  const font = missingIn(carried, word) === undefined ? carried : whole;
  const missing = font === carried ? undefined : missingIn(font, word);
  // The rasterizer would leave the character out without a word, so that a picture could lack part of a label.
  if (missing !== undefined) {
    throw new FlpError(
      exitCode.render,
      `the font ${family} has no character "${missing}", needed in "${word}"`,
      {
        remedy: "write the text with other characters, or name a font in the theme that has it",
      },
    );
  }
  return font.layout(word).advanceWidth / font.unitsPerEm;
}

/** The first character of a word that a font lacks. */
function missingIn(font: Font, word: string): string | undefined {
  return Array.from(word).find((character) => !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
}

/** What lines of text have to fit into. */
export interface LineBox {
  size: number;
  weight: number;
  maxWidth: number;
}

/** Breaks a text between words into lines no wider than `maxWidth` pixels; a longer word gets a line of its own. */
export function wrapText(measure: TextMeasure, text: string, box: LineBox): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure.width(longer, box) <= box.maxWidth) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** As {@link wrapText}, with lines of about the same length: no headline ends in a word that stands alone. */
export function wrapEvenly(measure: TextMeasure, text: string, box: LineBox): string[] {
  const lines = wrapText(measure, text, box);
  for (let maxWidth = box.maxWidth / 2; lines.length > 1 && maxWidth < box.maxWidth; maxWidth += 8) {
    const narrower = wrapText(measure, text, { ...box, maxWidth });
    if (narrower.length === lines.length) return narrower;
  }
  return lines;
}

/** The `@font-face` rules that carry the font's subset inside a document, so that it looks the same everywhere. */
export function embeddedFontFaces(fonts: FontSet): string {
  return fonts.faces
    .map(
      ({ weight, woff2 }) =>
        `@font-face{font-family:"${fonts.embeddedFamily}";font-style:normal;font-weight:${weight};` +
        `src:url(data:font/woff2;base64,${Buffer.from(woff2).toString("base64")}) format("woff2")}`,
    )
    .join("");
}
