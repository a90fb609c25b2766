import type { ProfileColumn } from "../profiles/column.js";

/** What the cells of a column hold. Amounts are kroner with at most two decimals, and are held in øre. */
export const statusTypes = ["text", "date", "month", "count", "amount", "choice", "yes-no"] as const;

export type StatusType = (typeof statusTypes)[number];

/** What a choice means for whoever looks at it: how it stands out in a figure, beside its word. */
export const choiceTones = ["done", "under-way", "waiting", "serious", "neutral"] as const;

export type ChoiceTone = (typeof choiceTones)[number];

/** One of the values that a column of choices can have. */
export interface StatusChoice {
  id: string;
  /** As it is written and shown. */
  label: string;
  tone: ChoiceTone;
  /** Label and other spellings, in the form of `normalizeLabel`. */
  labels: string[];
}

/** A column of a register. */
export interface StatusColumn extends ProfileColumn {
  id: string;
  type: StatusType;
  /** True: no entry may leave it empty. */
  required: boolean;
  /** In the order in which they are shown; of a column of the type yes-no those two; empty for other types. */
  choices: StatusChoice[];
}

/** Ids of the choices of a column of the type yes-no. */
export const yesId = "yes";
export const noId = "no";

/** What must hold within each entry. */
export type StatusCheck =
  /** The first day or month is not after the second. */
  | { check: "order"; first: string; second: string }
  /** Amounts or numbers add up to another one. */
  | { check: "sum"; parts: string[]; whole: string };

/** Which entries a figure in a finding is about: for each column, the ids of choices, texts or truths that count. */
export type StatusFilter = Readonly<Record<string, readonly (string | boolean)[]>>;

/** A figure that a sentence names. */
export interface StatusTelling {
  /**
   * `rows`: how many entries; `sum`: of a column; `share`: of the sum of a column in that of another; `years`: from first to
   * last of a date; `largest` and `largest-name`: entries that share one text most often, and that text; `names`: a column's
   * texts.
   */
  tell: "rows" | "sum" | "share" | "years" | "largest" | "largest-name" | "names";
  /** Null for rows. */
  column: string | null;
  /** The whole of a share; null for others. */
  of: string | null;
  where: StatusFilter;
  /** Only entries whose day in this column lies before the day of the report; null: all. */
  past: string | null;
}

/** A sentence that is chosen by figures: the first whose conditions all hold. */
export interface StatusFinding {
  values: Readonly<Record<string, StatusTelling>>;
  sentences: { when: Readonly<Record<string, number>>; text: string }[];
}

/** How the entries are drawn. */
export type StatusFigure =
  /** A bar for each entry, from one day to another. */
  | { kind: "timeline"; title: string; label: string; from: string; to: string; group: string }
  /** Entries of each month, laid on each other by a choice. */
  | { kind: "months"; title: string; date: string; group: string }
  /** A field for each entry and step, with its word. */
  | { kind: "milestones"; title: string; label: string; steps: string[] }
  /** Bars of amounts for each entry. */
  | { kind: "bars"; title: string; label: string; parts: string[] };

/** A small list that people keep, as one file of the folder `status` describes it. */
export interface StatusRegister {
  id: string;
  /** Danish, as it stands over its table. */
  title: string;
  /** Point of the agenda that it belongs to. */
  agendaPoint: number;
  columns: StatusColumn[];
  /** Columns that together tell entries apart. */
  key: string[];
  checks: StatusCheck[];
  /** The order in which entries are shown. */
  order: { column: string; descending: boolean }[];
  table: {
    caption: string;
    columns: string[];
    /** Columns with a sum beneath them; none: no such row. */
    sums: string[];
  };
  /** Null: the table says it best. */
  figure: StatusFigure | null;
  /** The first is the sentence to remember. */
  findings: StatusFinding[];
  slide: { shows: "table" | "figure"; columns: string[]; isAnnex: boolean };
  /** What stands under table and figure: what the words mean. */
  notes: string[];
}

/** The column of a register. Throws, a bug of ours, for an id that the definition does not have: it was checked. */
export function statusColumnOf({ id, columns }: StatusRegister, column: string): StatusColumn {
  const found = columns.find((one) => one.id === column);
  if (found === undefined) throw new Error(`the register ${id} has no column ${column}`);
  return found;
}

/** Registers as the agenda has them; within a point what is shown comes before what is looked up. */
export function inAgendaOrder(registers: readonly StatusRegister[]): StatusRegister[] {
  const rank = ({ agendaPoint, slide }: StatusRegister): number => agendaPoint * 2 + Number(slide.isAnnex);
  return registers.toSorted((left, right) => rank(left) - rank(right));
}
