/** Problems that make the whole file doubtful: not even `--quarantine` stores its other rows. */
export const problemCodesOfFile = [
  "file",
  "layout",
  "column-missing",
  "column-unknown",
  "cpr",
  "limit",
  "changed",
  "binary",
  "damaged",
  "encoding",
  "code-page",
  "merged",
  "no-rows",
  "second-table",
  "quotes",
  "unclosed-quote",
] as const;

/** Stable names of problems, for machines and for the wordings of the problem report. */
export const problemCodes = [
  ...problemCodesOfFile,
  // the shape of a row
  "width",
  "cell-length",
  "cell-error",
  "cell-no-value",
  // its values
  "month",
  "year",
  "month-number",
  "month-serial",
  "month-typed",
  "month-shifted",
  "month-day",
  "no-such-day",
  "ydernummer",
  "plan-type",
  "plan-type-out-of-force",
  "measure",
  "count",
  "count-too-large",
  "name",
  "region",
  "region-out-of-force",
  "kind",
  "doctors",
  "date",
  "date-serial",
  "date-time",
  "closed-before-opened",
  "missing-value",
  "choice",
  "amount",
  "damaged-cell",
  "days-reversed",
  "wrong-sum",
  // rows held against each other
  "duplicate",
  "overlap",
  "total",
  // a workbook that came back, held against what was sent out
  "follow-up-clinic",
  "follow-up-choice",
  "follow-up-edited",
  "follow-up-unplaced",
  "follow-up-torn",
  "follow-up-moved",
  "follow-up-two",
  "follow-up-picture",
  "visit-day",
  "visit-days",
  "visit-future",
  "visit-before-opening",
  // the file held against the others that came with it, and against its name
  "rival-file",
  "name-months",
  // the load as a whole, held against what is known
  "vanished-plans",
  "hole",
  "unknown-numbers",
  "future-month",
  "year-change",
  "vanished-clinics",
  "partial-month",
  "damaged-text",
  "arrival",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** A problem as a list for the supplier needs it; values are safe to show. */
export interface ListedProblem {
  line: number | null;
  sheet: string | null;
  column: string | null;
  value: string | null;
  code: ProblemCode;
  /** Particulars by name, for the wordings. */
  facts: Readonly<Record<string, string>>;
}
