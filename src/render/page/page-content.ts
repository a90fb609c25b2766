/**
 * What a page says, apart from how it is written: plain, already worded and already formatted text.
 * Reports compose it; `html.ts` writes it. Nothing in it is markup: every text is escaped when it is written.
 */
export interface PageContent {
  /** Title of the document and its first heading. */
  title: string;
  /** One line under the title, for example whom the page is for; null leaves the line out. */
  subtitle: string | null;
  /** What the page rests on, shown at the top: report month, date, sender. */
  facts: LabelledText[];
  /** What the reader must know before any figure, for example that the data are synthetic or a rule is unconfirmed. */
  marks: Mark[];
  labels: PageLabels;
  sections: Section[];
  /** Lines at the page's end. */
  footer: string[];
}

/** Words of the page itself. */
export interface PageLabels {
  /** BCP 47 language of all texts, for example `da`. */
  language: string;
  skipToContent: string;
  contents: string;
}

export interface LabelledText {
  label: string;
  text: string;
}

/** A short label with an explanation. `caution` is for what limits the use of the figures; colour is never its only sign. */
export interface Mark {
  label: string;
  text: string;
  tone: "caution" | "plain";
}

/** One part of a page with a heading of its own; starts a new sheet in print where `startsSheet` is true. */
export interface Section {
  /** Unique on the page, letters, digits and hyphens: the target of links. */
  id: string;
  heading: string;
  startsSheet: boolean;
  /** True for a part that is nothing without its script: where scripts are off, and in print, the page is as if it were not there. */
  needsScript?: boolean;
  blocks: Block[];
}

/** The building blocks of a section, in the order in which they are read. */
export type Block =
  | HeadingBlock
  | FindingBlock
  | ParagraphBlock
  | ListBlock
  | NoteBlock
  | FigureBlock
  | KeyFiguresBlock
  | TableBlock
  | DefinitionsBlock
  | CopyableBlock
  | WriteInBlock
  | MatrixBlock
  | SwitchBlock
  | ScriptedBlock;

/** A heading inside a section (third level). */
export interface HeadingBlock {
  kind: "heading";
  text: string;
}

/** The sentence to remember, computed from the figures. */
export interface FindingBlock {
  kind: "finding";
  text: string;
}

export interface ParagraphBlock {
  kind: "paragraph";
  text: string;
}

/** Sentences of equal weight. */
export interface ListBlock {
  kind: "list";
  items: string[];
}

/** What belongs under a figure or table: definitions, population, source; one line each. */
export interface NoteBlock {
  kind: "note";
  lines: string[];
}

/** A picture as SVG that names and describes itself (`role="img"`, `<title>`, `<desc>`). */
export interface FigureBlock {
  kind: "figure";
  /** Shown from about 640 px on and in print. */
  wide: Svg;
  /** Shown on narrow screens, where the wide one would be too small to read; null shows the wide one always. */
  narrow: Svg | null;
  /** Caption under the picture; null when the heading says it already. */
  caption: string | null;
}

/** Markup made by this program (not by a reader or a file), safe to place in a page as it is. */
export type Svg = string & { readonly __brand: "Svg" };

/** A few large figures side by side. */
export interface KeyFiguresBlock {
  kind: "key-figures";
  figures: KeyFigure[];
}

export interface KeyFigure {
  /** The figure as it is read, for example `80,0 %`. */
  value: string;
  label: string;
}

/** A table with a caption and real headers. */
export interface TableBlock {
  kind: "table";
  caption: string;
  /** A wide table scrolls sideways on a narrow screen and keeps its first column; `folded` puts it behind its caption. */
  folded: boolean;
  /** What a heading says to who may sort by it, for example `Sortér`; left out where the rows have one right order. */
  sortLabel?: string;
  columns: TableColumn[];
  rows: TableRow[];
}

export interface TableColumn {
  heading: string;
  align: "text" | "number";
}

export interface TableRow {
  /** One text a column, in the columns' order; the first names the row. */
  cells: string[];
  /** A total or the newest row: set in bold and ruled off. */
  stressed: boolean;
}

/** A sentence to be pasted elsewhere: one click selects it whole. */
export interface CopyableBlock {
  kind: "copyable";
  label: string;
  text: string;
}

/** Room to write by hand on the printed page: each label with so many empty lines, or with boxes to tick. */
export interface WriteInBlock {
  kind: "write-in";
  /** What to do with what is written. */
  text: string;
  fields: ({ label: string; lines: number } | { label: string; choices: string[] })[];
}

/** A grid of two scales; a marked cell is named by its text and not by its colour alone. */
export interface MatrixBlock {
  kind: "matrix";
  caption: string;
  /** Names both scales, in the corner where they meet. */
  corner: string;
  columns: string[];
  rows: { heading: string; cells: { text: string; isMarked: boolean }[] }[];
}

/** Words and what they mean. */
export interface DefinitionsBlock {
  kind: "definitions";
  items: Definition[];
  /** Puts them behind these words, to be opened on demand; left out: they are shown. */
  summary?: string;
}

/** A word and what it means, or a fact and its name. */
export interface Definition {
  term: string;
  text: string;
}

/** Panels of which the reader may choose one; all are shown until then, and where scripts are off. */
export interface SwitchBlock {
  kind: "switch";
  /** Stands before the choice. */
  label: string;
  /** The choice that shows all. */
  allLabel: string;
  panels: Panel[];
}

export interface Panel {
  /** Unique on the page, letters, digits and hyphens. */
  id: string;
  /** Its heading (third level), and its name in the choice. */
  label: string;
  blocks: Block[];
}

/** A part that a script of its own draws in the browser, from data that the page holds. */
export interface ScriptedBlock {
  kind: "scripted";
  /** Unique on the page, letters, digits and hyphens: of the empty part; its data are under the same id with `-data`. */
  id: string;
  /** Anything that JSON can say; it is written so that no text in it can end its element. */
  data: object;
  /** The script as it stands between the tags of a page: trusted, and the same for all data, so that the page's policy can name it by its hash. */
  script: string;
  /** The rules of style of what the script draws. */
  style: string;
}
