import { fillSentence } from "../../defs/yaml/sentence.js";
import type { DimensionId } from "../../domain/shapes/metric.js";
import type { MetricAnswer } from "../../metrics/answer/answer.js";
import { answerMetrics, fieldsOfRows } from "../../metrics/answer/answer.js";
import type { MetricText } from "../../metrics/answer/texts.js";
import type { MetricId } from "../../metrics/index.js";
import { metricIds, metricOf } from "../../metrics/index.js";
import type { Cell } from "../../metrics/shared/metric.js";
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

/** Which rows of a metric a file holds. */
interface Asked {
  metric: MetricId;
  by: DimensionId | null;
  isTrend: boolean;
}

/** All rows of all metrics: of the whole, by all that each can be split by, and month for month where a rule decides. */
export async function readResources(
  question: Question,
  words: { metrics: ReadonlyMap<string, MetricText>; texts: PackageTexts },
): Promise<Resource[]> {
  const resources: Resource[] = [];
  for (const asked of metricIds.flatMap(rowsOf)) resources.push(await readResource(question, asked, words));
  return resources;
}

function rowsOf(metric: MetricId): Asked[] {
  const { dimensions, from } = metricOf(metric);
  return [
    { metric, by: null, isTrend: false },
    ...(from === "trend" ? [{ metric, by: null, isTrend: true }] : []),
    ...dimensions.map((by) => ({ metric, by, isTrend: false })),
  ];
}

async function readResource(
  question: Question,
  { metric, by, isTrend }: Asked,
  { metrics, texts }: { metrics: ReadonlyMap<string, MetricText>; texts: PackageTexts },
): Promise<Resource> {
  const from = isTrend ? (question.known[0] ?? question.month) : null;
  const [answer] = await answerMetrics(question, [metric], { by, from });
  const fields = fieldsOfRows(metric, { by, from });
  const withMonth = fields.includes("month") ? fields : ["month", ...fields];
  const rows = answer === undefined ? [] : allRows(answer, by, texts.unknownDoctors);
  const title = metrics.get(metric)?.title ?? metric;
  return {
    name: isTrend ? `${metric}-trend` : by === null ? metric : `${metric}-by-${by}`,
    metric,
    title: isTrend
      ? fillSentence(texts.trend, { title })
      : by === null
        ? title
        : fillSentence(texts.by, { title, dimension: texts.dimensions[by] }),
    fields: withMonth,
    rows: rows.map((row) =>
      withMonth.map((field) => (field === "month" ? (row["month"] ?? question.month) : (row[field] ?? null))),
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
