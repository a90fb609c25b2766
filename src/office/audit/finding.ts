/** What the audit found against a workbook that is to be published. */
export interface AuditFinding {
  rule: string;
  /** True for what the checklist calls essential; the rest is advice, and counts as a finding all the same. */
  isEssential: boolean;
  /** Null for the workbook as a whole. */
  sheet: string | null;
  /** Address of the cell or range; null for the sheet as a whole. */
  cell: string | null;
  what: string;
  remedy: string;
}

/** Where a finding is. */
export interface AuditPlace {
  sheet?: string;
  cell?: string;
}

/** A rule of the checklist by its id: whether it is essential, and what to do about a finding. */
export const auditRules = {
  "table-marked": [true, "mark the data as a table (Insert, Table), with its headings as header row"],
  "one-table": [false, "give each table a sheet of its own"],
  "table-left": [true, "move the table so that it begins in column A"],
  "below-table": [false, "move the text above the table"],
  "header-row": [true, "give the table exactly one header row"],
  "header-blank": [true, "write a heading over every column"],
  "header-repeated": [true, "give every column a heading of its own"],
  merged: [true, "unmerge the cells and write the content into each or the first"],
  "blank-row": [true, "delete the empty row"],
  "blank-column": [true, "delete the empty column"],
  "empty-cell": [true, "fill the cells, or say above the table what empty cells mean"],
  filter: [false, "switch the filter off (Table design, Filter button)"],
  freeze: [false, "unfreeze the panes"],
  hidden: [false, "show it, or delete it"],
  "sheet-name": [true, "give each sheet a name that says what it holds"],
  "blank-sheet": [true, "delete the sheet"],
  title: [true, "write the sheet's title in cell A1"],
  "title-marked": [true, "give the title the cell style Heading 1"],
  cover: [false, "begin with a sheet of text that says what the workbook is"],
  notes: [false, "put the texts of notes into a table on a sheet for notes"],
  superscript: [true, "write [note 1] in place of a raised sign"],
  "page-header": [true, "move the text of page header and footer into cells"],
  object: [
    false,
    "replace pictures, text boxes and comments by text in cells, or give pictures an alternative text",
  ],
  fill: [false, "remove the background colours"],
  macro: [false, "save the workbook without macros"],
  "document-information": [true, "fill in title, author and language (File, Info)"],
  cursor: [true, "put the cursor in A1 of every sheet, show the first sheet, and save"],
} as const satisfies Record<string, readonly [boolean, string]>;

/** Makes a finding of a rule. */
export function finding(rule: keyof typeof auditRules, what: string, place: AuditPlace = {}): AuditFinding {
  const [isEssential, remedy] = auditRules[rule];
  return { rule, isEssential, sheet: place.sheet ?? null, cell: place.cell ?? null, what, remedy };
}
