import type { Store } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import type { Month } from "../domain/month.js";
import { addMonths, windowLength } from "../domain/month.js";
import { usageError } from "../lib/errors.js";
import { knownMonths, requireRegister, resolveAsOf, resolveMonth } from "../question/as-of.js";
import type { MetricId } from "./index.js";
import { metricOf } from "./index.js";
import type { AnswerBody, Cell, MetricQuestion } from "./metric.js";
import { clinicFields } from "./ok22.js";
import { fieldOf, valueOrder } from "./split.js";
import { basisOfAnswer, metricWarnings, splitWarnings } from "./warnings.js";
import { requireRule, trendMonths } from "../question/rule-scope.js";
import type { RunContext } from "../question/run-context.js";
import { withRun } from "../question/run.js";

/** The answer to a question, with the field names of the contract. */
export interface MetricAnswer extends AnswerBody {
  metric: MetricId;
  month: Month;
  as_of: number;
  /** What the reader should know of the answer; not part of its JSON. */
  warnings: string[];
}

/**
 * Answers a question for one or more metrics, from one run of the models. Throws exit 2 for a question that makes no
 * sense, 14 for an empty store.
 */
export async function answerMetrics(
  store: Store,
  definitions: Definitions,
  wanted: readonly MetricId[],
  asked: MetricQuestion,
): Promise<MetricAnswer[]> {
  for (const metric of wanted) refuseSenseless(metric, asked);
  if (wanted.length > 1 && asked.from !== null) {
    throw usageError("--from means something else for each metric", "name one metric, or leave --from out");
  }
  const asOf = await resolveAsOf(store, asked.asOf);
  const known = await knownMonths(store, asOf);
  const month = resolveMonth(known, asked.month);
  if (asked.from !== null && asked.from > month) {
    throw usageError(
      `--from ${asked.from} lies after the report month ${month}`,
      "choose an earlier month, or a later one with --month",
    );
  }
  const isSplitByClinics = asked.by !== null && asked.by !== "plan-type";
  if (isSplitByClinics || wanted.some((metric) => metricOf(metric).needsRegister))
    await requireRegister(store, asOf);
  if (wanted.some((metric) => metricOf(metric).needsRule)) requireRule(definitions, month);
  const context = contextOf({ definitions, wanted, asked, month, asOf, known });
  const split = asked.by === null || asked.by === "clinic" ? "all" : asked.by;
  const order = valueOrder(definitions, split);
  const basis = await basisOfAnswer(store, { definitions, asked, month, known, asOf });
  return withRun(store, { definitions, context }, async (run) => {
    const answers: MetricAnswer[] = [];
    const ofSplit = await splitWarnings(run, split, basis);
    for (const metric of wanted) {
      const body = await metricOf(metric).answer(run, split, order, { ...asked, definitions });
      const rows =
        metricOf(metric).from === "rows" ? body.rows.filter((row) => isFrom(row, asked.from)) : body.rows;
      answers.push({
        metric,
        month,
        as_of: asOf,
        ...body,
        rows,
        warnings: [...metricWarnings(metric, basis), ...ofSplit],
      });
    }
    return answers;
  });
}

/** The fields of the rows that answer a question, in order, also where there are none. */
export function fieldsOfRows(id: MetricId, { by, from }: Pick<MetricQuestion, "by" | "from">): string[] {
  if (by === "clinic") return [...clinicFields];
  const metric = metricOf(id);
  const hasMonth = metric.from === "rows" || (metric.from === "trend" && from !== null);
  return [...(hasMonth ? ["month"] : []), ...(by === null ? [] : [fieldOf(by)]), ...metric.fields];
}

function isFrom(row: Record<string, Cell>, from: Month | null): boolean {
  return from === null || String(row["month"]) >= from;
}

function refuseSenseless(metric: MetricId, asked: MetricQuestion): void {
  const declaration = metricOf(metric);
  if (asked.by !== null && !declaration.dimensions.includes(asked.by)) {
    throw usageError(
      `${metric} cannot be split by ${asked.by}`,
      `choose --by from ${declaration.dimensions.join(", ")}`,
    );
  }
  if (asked.from !== null && declaration.from === null) {
    throw usageError(
      `${metric} is about one month: --from does nothing here`,
      "leave --from out, or ask for ok22",
    );
  }
  if (asked.from !== null && asked.by === "clinic") {
    throw usageError(
      "a trend by clinic is not made",
      "ask for one month at a time, or leave --by clinic out",
    );
  }
}

function contextOf(given: {
  definitions: Definitions;
  wanted: readonly MetricId[];
  asked: MetricQuestion;
  month: Month;
  asOf: number;
  known: readonly Month[];
}): RunContext {
  const { definitions, wanted, asked, month, asOf, known } = given;
  // A segment tells whether a clinic ever had a plan: that takes all months.
  const looksAtWindowOnly =
    asked.by !== "clinic" && wanted.every((metric) => metricOf(metric).from !== "rows");
  const isTrend = wanted.every((metric) => metricOf(metric).from === "trend");
  const firstKnown = known[0] ?? month;
  return {
    reportMonths:
      asked.from !== null && isTrend
        ? trendMonths(definitions, known, { from: asked.from, to: month })
        : [month],
    asOf,
    firstMonthOf: (reportMonth) =>
      looksAtWindowOnly ? addMonths(reportMonth, 1 - windowLength) : firstKnown,
    dimensions: asked.by === null || asked.by === "clinic" ? [] : [asked.by],
  };
}
