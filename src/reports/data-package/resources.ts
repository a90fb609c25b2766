import { fillSentence } from "../../defs/yaml/sentence.js";
import type { DimensionId } from "../../domain/shapes/metric.js";
import { dimensionIds } from "../../domain/shapes/metric.js";
import type { MetricAnswer } from "../../metrics/answer/answer-metrics.js";
import { answerMetrics, fieldsOfRows } from "../../metrics/answer/answer-metrics.js";
import type { MetricText } from "../../metrics/answer/metric-texts.js";
import type { MetricId } from "../../metrics/index.js";
import { metricIds, metricOf } from "../../metrics/index.js";
import type { AskedRows, Cell } from "../../metrics/shared/metric.js";
import { fieldOf } from "../../metrics/shared/split.js";
import type { Question } from "../../question/question.js";
import type { PackageTexts } from "./texts.js";

/** One file of the package: rows of a metric, each with the month that it is about. */
export interface Resource {
  /** Its name in the package and, with `.csv`, its file's. */
  name: string;
  metric: MetricId;
  title: string;
  fields: string[];
  rows: (readonly Cell[])[];
}

/** The words that name a file and what is in it. */
interface Words {
  metrics: ReadonlyMap<string, MetricText>;
  texts: PackageTexts;
}

/** Which rows of a metric a file holds. */
type Asked = AskedRows & { metric: MetricId };

/** All rows of all metrics: of the whole, by all that each can be split by, and month for month where a rule decides. */
export async function readResources(question: Question, words: Words): Promise<Resource[]> {
  const resources: Resource[] = [];
  for (const by of [null, ...dimensionIds]) {
    const ids = metricIds.filter((id) => by === null || metricOf(id).dimensions.includes(by));
    // one run of the models for all metrics of a split
    const answers = ids.length === 0 ? [] : await answerMetrics(question, ids, { by, from: null });
    for (const answer of answers)
      resources.push(resourceOf(answer, { metric: answer.metric, by, from: null }, words));
  }
  const from = question.known[0] ?? question.month;
  for (const metric of metricIds.filter((id) => metricOf(id).from === "trend"))
    for (const answer of await answerMetrics(question, [metric], { by: null, from }))
      resources.push(resourceOf(answer, { metric, by: null, from }, words));
  return resources.sort((left, right) => metricIds.indexOf(left.metric) - metricIds.indexOf(right.metric));
}

function resourceOf(answer: MetricAnswer, asked: Asked, { metrics, texts }: Words): Resource {
  const { metric, by, from } = asked;
  const fields = fieldsOfRows(metric, asked);
  const withMonth = fields.includes("month") ? fields : ["month", ...fields];
  const title = metrics.get(metric)?.title ?? metric;
  return {
    name: from !== null ? `${metric}-trend` : by === null ? metric : `${metric}-by-${by}`,
    metric,
    title:
      from !== null
        ? fillSentence(texts.trend, { title })
        : by === null
          ? title
          : fillSentence(texts.by, { title, dimension: texts.dimensions[by] }),
    fields: withMonth,
    rows: allRows(answer, by, texts.unknownDoctors).map((row) =>
      withMonth.map((field) => (field === "month" ? (row["month"] ?? answer.month) : (row[field] ?? null))),
    ),
  };
}

/** The rows of an answer; clinics that a distribution counts apart get a row of their own, so that the rows add up. */
function allRows(
  { rows, clinics, unknown, by: values }: MetricAnswer,
  by: DimensionId | null,
  label: string,
): Record<string, Cell>[] {
  if (clinics !== undefined) return [...rows, { label, clinics: unknown ?? 0 }];
  if (by === null || values === undefined) return rows;
  const field = fieldOf(by);
  return Object.entries(values).flatMap(([value, apart]) => [
    ...rows.filter((row) => row[field] === value),
    { [field]: value, label, clinics: apart.unknown },
  ]);
}
