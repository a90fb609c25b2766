import type { Month } from "../../domain/month.js";
import { firstOfWindow } from "../../domain/month.js";
import { usageError } from "../../lib/errors.js";
import type { Question } from "../../question/question.js";
import { askModels, requireRegister } from "../../question/question.js";
import type { MetricId } from "../index.js";
import { metricOf } from "../index.js";
import type { AnswerBody, Cell, AskedRows } from "../shared/metric.js";
import { clinicFields } from "../ok22.js";
import { fieldOf, valueOrder } from "../shared/split.js";
import { basisOfAnswer, metricWarnings, splitWarnings } from "./warnings.js";
import { requireRule, trendMonths } from "../../question/rule-scope.js";
import type { RunContext } from "../../question/run-context.js";

/** The answer to a question, with the field names of the contract. */
export interface MetricAnswer extends AnswerBody {
  metric: MetricId;
  month: Month;
  as_of: number;
  /** What the reader should know of the answer; not part of its JSON. */
  warnings: string[];
}

/** Answers a question for one or more metrics, from one run of the models. Throws exit 2 for rows that make no sense. */
export async function answerMetrics(
  question: Question,
  wanted: readonly MetricId[],
  asked: AskedRows,
): Promise<MetricAnswer[]> {
  const { definitions, month, asOf } = question;
  for (const metric of wanted) refuseSenseless(metric, asked);
  if (wanted.length > 1 && asked.from !== null) {
    throw usageError("--from means something else for each metric", "name one metric, or leave --from out");
  }
  if (asked.from !== null && asked.from > month) {
    throw usageError(
      `--from ${asked.from} lies after the report month ${month}`,
      "choose an earlier month, or a later one with --month",
    );
  }
  const isSplitByClinics = asked.by !== null && asked.by !== "plan-type";
  if (isSplitByClinics || wanted.some((metric) => metricOf(metric).needsRegister)) requireRegister(question);
  if (wanted.some((metric) => metricOf(metric).needsRule)) requireRule(definitions, month);
  const split = asked.by === null || asked.by === "clinic" ? "all" : asked.by;
  const order = valueOrder(definitions, split);
  const basis = await basisOfAnswer(question, asked);
  return askModels(question, scopeOf(question, wanted, asked), async (run) => {
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
export function fieldsOfRows(id: MetricId, { by, from }: AskedRows): string[] {
  if (by === "clinic") return [...clinicFields];
  const metric = metricOf(id);
  const hasMonth = metric.from === "rows" || (metric.from === "trend" && from !== null);
  return [...(hasMonth ? ["month"] : []), ...(by === null ? [] : [fieldOf(by)]), ...metric.fields];
}

function isFrom(row: Record<string, Cell>, from: Month | null): boolean {
  return from === null || String(row["month"]) >= from;
}

function refuseSenseless(metric: MetricId, asked: AskedRows): void {
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

/** The months and splits that the answers look at. */
function scopeOf(
  { definitions, month, known }: Question,
  wanted: readonly MetricId[],
  asked: AskedRows,
): Partial<RunContext> {
  // A segment tells whether a clinic ever had a plan: that takes all months.
  const looksAtWindowOnly =
    asked.by !== "clinic" && wanted.every((metric) => metricOf(metric).from !== "rows");
  const isTrend = wanted.every((metric) => metricOf(metric).from === "trend");
  return {
    ...(asked.from !== null && isTrend
      ? { reportMonths: trendMonths(definitions, known, { from: asked.from, to: month }) }
      : {}),
    ...(looksAtWindowOnly ? { firstMonthOf: firstOfWindow } : {}),
    dimensions: asked.by === null || asked.by === "clinic" ? [] : [asked.by],
  };
}
