/** What one cell holds. Its column's kind says what it means: dates are `yyyy-MM-dd`, months `yyyy-MM`, shares 0 to 1. */
export type CellContent = string | number | null;

/**
 * What the cells of a column hold, and so how they are written:
 * `text` is always text, never a formula or a number; `count` a whole number; `exact` a number with all its decimals;
 * `decimal` a number shown with one decimal; `share` 0 to 1 shown as a percentage; `date` and `month` real dates.
 */
export type ColumnKind = "text" | "count" | "exact" | "decimal" | "share" | "date" | "month";

/** How a cell with a certain text stands out. The text itself says the same: colour is never the only signal. */
export type CellTone = "attention" | "muted";

/** A fixed list of answers for an editable column, and what Excel says when something else is typed. */
export interface ColumnChoices {
  values: readonly string[];
  errorTitle: string;
  errorText: string;
}

/** The longest text that an editable column takes, what Excel says of it in a selected cell, and when more is typed. */
export interface ColumnTextLimit {
  maxCharacters: number;
  promptTitle: string;
  promptText: string;
  errorTitle: string;
  errorText: string;
}

/** What Excel says of an editable column of days in a selected cell, and when something else than a day until today is typed. */
export type ColumnDayLimit = Omit<ColumnTextLimit, "maxCharacters">;

/** One column of a table. */
export interface WorkbookColumn {
  header: string;
  kind: ColumnKind;
  /** Width in characters of the standard font. */
  width: number;
  /** True when long text runs over several lines in the cell. */
  wrap?: boolean;
  /** A bar in the cell behind its number; the bar fills the cell at `full`. */
  bar?: { full: number };
  /** Cells with one of these texts stand out. */
  tones?: Readonly<Record<string, CellTone>>;
  /** True when the reader may write in the column although the sheet is protected. */
  editable?: boolean;
  /**
   * What Excel says when somebody types in the column, although its cells are unlocked: on a protected sheet only
   * unlocked cells can be sorted, and a table whose other columns stay behind would be torn.
   */
  guard?: { errorTitle: string; errorText: string };
  choices?: ColumnChoices;
  textLimit?: ColumnTextLimit;
  dayLimit?: ColumnDayLimit;
  /** What an empty cell means, for readers who are told: `antal læger er ukendt`. */
  whenEmpty?: string;
}

/** A real Excel table: named, with one header row and filters. */
export interface WorkbookTable {
  kind: "table";
  /** Name of the table inside the workbook: letters only, unique. */
  name: string;
  columns: readonly WorkbookColumn[];
  /** One entry a row, one cell a column. */
  rows: readonly (readonly CellContent[])[];
  /** What stands in the first cell when there are no rows. */
  emptyText: string;
}

/** One line of running text above or between tables. */
export interface WorkbookLine {
  text: string;
  style: "title" | "heading" | "text" | "note" | "warning";
  /** True for what only helps in the form to work in, such as how to filter and where to write. */
  isForWork?: boolean;
}

/** Lines of running text, in the first column. */
export interface WorkbookLines {
  kind: "lines";
  lines: readonly WorkbookLine[];
  /** True when the block begins a page in print, so that what follows it is not cut in two. */
  startsPage?: boolean;
}

/** One sheet: blocks from top to bottom, with an empty row between them. */
export interface WorkbookSheet {
  name: string;
  visible: boolean;
  blocks: readonly (WorkbookLines | WorkbookTable)[];
  /**
   * `wrap`: long lines other than titles run over several lines inside the first column, for sheets where it is wide.
   * `spill`: long lines are cut into rows as wide as the sheet, for sheets with many narrow columns.
   */
  longLines: "wrap" | "spill";
  /** Keeps everything down to the first table's header in sight, and that many columns from the left; null scrolls all. */
  freeze: { columns: number } | null;
  /** True when only editable columns can be written in. No password: it guards against slips, not against people. */
  isProtected: boolean;
  /** True for the published form: no filters, fills, bars or page headers, and no empty row between blocks. */
  isPlain?: boolean;
  print: WorkbookPrint;
}

/** How a sheet prints: A4 landscape, as wide as the page, the first table's header on each page. */
export interface WorkbookPrint {
  /** Stands at the top of each page. */
  header: string;
  /** Stands at the bottom of each page; `{page}` and `{pages}` are replaced by numbers. */
  footer: string;
  /** Columns that print, from the left; left out: all. Fewer columns print larger. */
  columns?: number;
}

/** What Excel shows about the document. */
export interface WorkbookProperties {
  title: string;
  subject: string;
  description: string;
  creator: string;
  keywords: string;
  /** Language of the document, such as `da-DK`. */
  language: string;
  /** Date of creation and change, `yyyy-MM-dd`: given, so that the same content gives the same bytes. */
  date: string;
}

/** Colours of a workbook, each `#RRGGBB`. */
export interface WorkbookColours {
  headerFill: string;
  headerText: string;
  title: string;
  text: string;
  note: string;
  bar: string;
  editableFill: string;
  warningFill: string;
  warningText: string;
  attentionFill: string;
  mutedFill: string;
  line: string;
}

/** A whole workbook as plain content, before any file format. */
export interface WorkbookContent {
  properties: WorkbookProperties;
  colours: WorkbookColours;
  sheets: readonly WorkbookSheet[];
}
