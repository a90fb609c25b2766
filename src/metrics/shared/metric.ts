import type { Definitions } from "../../defs/definitions.js";
import type { RuleSet } from "../../defs/agreement/rules.js";
import type { Month } from "../../domain/month.js";
import type { DimensionId } from "../../domain/shapes/metric.js";
import type { Run } from "../../question/run.js";

/** What a figure is split by: a dimension of clinics or plans, or `all` for the whole. */
export type Split = Exclude<DimensionId, "clinic"> | "all";

/** A figure of one value of a split. */
export interface Valued<Row> {
  /** The value as it is shown; `all` for the whole. */
  value: string;
  row: Row;
}

/** Which rows are asked of a metric. */
export interface AskedRows {
  by: DimensionId | null;
  /** First month of the rows, or of the trend; null: all rows, or the report month alone. */
  from: Month | null;
}

/** The same, and the definitions that name what its answer tells apart. */
export interface DefinedRows extends AskedRows {
  definitions: Definitions;
}

/** A value in an answer's row. */
export type Cell = string | number | null;

/** What a metric itself answers. */
export interface AnswerBody {
  /** Population of the whole, where rows are parts of one. */
  clinics?: number;
  unknown?: number;
  /** The same for each value of the split. */
  by?: Record<string, { clinics: number; unknown: number }>;
  rows: Record<string, Cell>[];
}

/** Compares two values of a split by their place in the answer. */
export type ValueOrder = (left: string, right: string) => number;

/** The figures of one report month that reports state: of the whole, without a split. */
export interface StatedFigures {
  reportMonth: string;
  /**
   * By field, in the order in which they are stated; of a distribution also by the label of a bin (an object would put the
   * bin `0` first). Null: there is no such figure.
   */
  values: ReadonlyMap<string, number | null>;
}

/**
 * A metric: everything that the program has to know of it. Its mart, the trace of the rows behind it, its words and its
 * drawn cases lie in `sql/metrics/<id>/`; `index.ts` lists all of them.
 */
export interface Metric {
  /** One line for `--help`. */
  meaning: string;
  /** What it can be split by. */
  dimensions: readonly DimensionId[];
  /** True when it counts clinics, so that a register must be there. */
  needsRegister: boolean;
  /** True when the rule in force decides it. */
  needsRule: boolean;
  /** Which clinics it counts: all that are open, or those of them that are compared; null: it counts plans of all numbers. */
  population: "open" | "compared" | null;
  /** Fields of a row behind its month and the value of the split, in order. */
  fields: readonly string[];
  /** What `--from` does: `trend` computes each month by its own register, `rows` leaves out earlier months; null: nothing. */
  from: "trend" | "rows" | null;
  /** How many months the report month's own figure looks at, that month included. */
  monthsLookedAt: number;
  /** The months that its newest figure adds up under the rule in force, in order; none where it looks at single months. */
  summedMonths(month: Month, rule: RuleSet | null): Month[];
  /** The figures that `flp explain` states in its sentence: names among those of `headline`. */
  stated: readonly string[];
  /** What `flp explain --clinic` shows of a clinic beside its register row. */
  clinicDetail: "outcome" | "bin" | null;
  answer(run: Run, split: Split, order: ValueOrder, asked: DefinedRows): Promise<AnswerBody>;
  /** The published figures of each report month of the run. */
  headline(run: Run): Promise<StatedFigures[]>;
}
