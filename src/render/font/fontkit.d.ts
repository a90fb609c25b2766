/** The part of fontkit that measuring uses; the package ships no types. */
declare module "fontkit" {
  export interface GlyphRun {
    /** Width of the whole run in font units, kerning included. */
    advanceWidth: number;
    /** What is drawn: fewer than characters where some of them join. */
    glyphs: readonly unknown[];
  }

  export interface Font {
    familyName: string;
    unitsPerEm: number;
    /** Code points of its characters. */
    characterSet: number[];
    layout(text: string): GlyphRun;
    hasGlyphForCodePoint(codePoint: number): boolean;
  }

  /** Opens a font file's bytes. Throws when they are no font. */
  export function create(bytes: Uint8Array): Font;
}
