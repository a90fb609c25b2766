/** What a text document says, apart from how it is written: already worded and already formatted text, no markup. */
export interface DocumentContent {
  /** BCP 47 language of all texts. */
  language: string;
  properties: { title: string; subject: string; creator: string; date: string };
  /** Stands at the bottom of each page, before the page's number. */
  footer: string;
  /** Words before the page's number and between it and the number of pages. */
  pageWords: { page: string; of: string };
  blocks: DocumentBlock[];
}

/** The building blocks, in the order in which they are read. */
export type DocumentBlock =
  | { kind: "title"; text: string }
  | { kind: "subtitle"; text: string }
  | OutlineHeading
  /** The headings of the first level with their pages, under a title that is none of them. */
  | { kind: "contents"; title: string }
  | { kind: "paragraph"; text: string }
  /** The sentence to remember. */
  | { kind: "finding"; text: string }
  | { kind: "list"; isOrdered: boolean; items: string[] }
  /** What belongs under a picture or table: definitions, population, source. */
  | { kind: "note"; lines: string[] }
  /** Facts with their names, a line each. */
  | { kind: "facts"; items: NamedText[] }
  /** What must be seen before any figure. */
  | { kind: "marks"; items: NamedText[] }
  /** What a person has still to write: stands out by its brackets and its shade. */
  | { kind: "gap"; text: string }
  | PictureBlock
  | TextTableBlock;

export interface NamedText {
  label: string;
  text: string;
}

/** A heading of the document's outline. */
export interface OutlineHeading {
  kind: "heading";
  level: 1 | 2 | 3;
  text: string;
  /** True: begins on a new page. */
  startsPage?: boolean;
}

/** A picture as PNG. */
export interface PictureBlock {
  kind: "picture";
  png: Uint8Array;
  /** Its width as a part of the text's, above 0 and up to 1; left out: as wide as the text. */
  width?: number;
  title: string;
  /** Alternative text. */
  description: string;
  caption: string;
}

/** A table with a caption above it and a row of headings that stands on each of its pages. */
export interface TextTableBlock {
  kind: "table";
  caption: string;
  columns: readonly { heading: string; align: "text" | "number" }[];
  rows: readonly { cells: readonly string[]; stressed: boolean }[];
}

/** How a document looks. */
export interface DocumentLook {
  /** A font of the reader's machine. */
  font: string;
  /** `#rrggbb`, by what they are for. */
  colours: {
    heading: string;
    text: string;
    muted: string;
    line: string;
    headerFill: string;
    caution: string;
    cautionFill: string;
  };
}
