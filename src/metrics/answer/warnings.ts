import { isIncomplete, loadFacts } from "../../db/ledger.js";
import type { Definitions } from "../../defs/definitions.js";
import { ruleInForce } from "../../defs/agreement/rules.js";
import type { LoadFact } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import { noun } from "../../lib/words.js";
import { registerFor } from "../../question/as-of.js";
import type { Question } from "../../question/question.js";
import type { MetricId } from "../index.js";
import { metricOf } from "../index.js";
import type { AskedRows, Split } from "../shared/metric.js";
import type { Run } from "../../question/run.js";

/** A question of metrics, and what its figures rest on. */
export interface AnswerBasis extends Omit<Question, "store" | "audience" | "theme"> {
  asked: AskedRows;
  loads: readonly LoadFact[];
  /** Month of the register that the report month uses; null: none is loaded. */
  register: Month | null;
}

/** Reads what the figures of a question rest on. */
export async function basisOfAnswer(question: Question, asked: AskedRows): Promise<AnswerBasis> {
  const { store, asOf, month, registers } = question;
  return { ...question, asked, loads: await loadFacts(store, asOf), register: registerFor(month, registers) };
}

/** What the reader of a metric should know: months that its sums lack, and rows that were kept apart. */
export function metricWarnings(metric: MetricId, basis: AnswerBasis): string[] {
  const { definitions, asked, month, known, loads, register } = basis;
  const looksAtClinics = metricOf(metric).needsRegister || (asked.by !== null && asked.by !== "plan-type");
  const summed = summedMonths(metric, definitions, month);
  const apart = countedMonths(metric, basis).filter((one) => isIncomplete(loads, "plan-counts", one));
  return [
    ...windowWarnings(summed, known, month),
    ...(apart.length === 0
      ? []
      : [
          `${apart.join(", ")} ${noun(apart.length, "is", "are")} incomplete: bad rows were kept apart and count in no figure until a whole file is loaded`,
        ]),
    ...(looksAtClinics && register !== null && isIncomplete(loads, "clinic-register", register)
      ? [
          `the register of ${register} is incomplete: bad rows were kept apart, and their clinics count in no figure until a whole file is loaded`,
        ]
      : []),
  ];
}

/** Says how many clinics have no value of a split, and so no row. */
export async function splitWarnings(
  run: Run,
  split: Split,
  { month, register }: AnswerBasis,
): Promise<string[]> {
  if (register === null || (split !== "municipality" && split !== "system")) return [];
  const { clinics } = await run
    .need("int_clinic")
    .selectFrom("int_clinic")
    .select(({ fn }) => fn.countAll<number>().as("clinics"))
    .where("report_month", "=", month)
    .where(split, "is", null)
    .executeTakeFirstOrThrow();
  if (clinics === 0) return [];
  return [
    `${clinics} ${noun(clinics, "clinic")} of the register of ${register} ${noun(clinics, "names", "name")} no ${split}: ${noun(clinics, "it counts", "they count")} in the totals and in no row here`,
  ];
}

/** The months that a metric sums over in a report month, under the rule in force then. */
function summedMonths(metric: MetricId, definitions: Definitions, month: Month): Month[] {
  return metricOf(metric).summedMonths(month, ruleInForce(definitions.rules, month));
}

/** The known months whose counts stand in the rows of an answer. */
function countedMonths(metric: MetricId, { definitions, asked, month, known }: AnswerBasis): Month[] {
  const firstReportMonth = metricOf(metric).from === "trend" ? (asked.from ?? month) : month;
  const [first = asked.from] = summedMonths(metric, definitions, firstReportMonth);
  return known.filter((one) => one <= month && one >= (first ?? one));
}

/** Names the months of a sum that are not known. */
function windowWarnings(summed: readonly Month[], known: readonly Month[], month: Month): string[] {
  const lacking = summed.filter((other) => !known.includes(other));
  if (lacking.length === 0) return [];
  return [
    `the ${summed.length} months that end with ${month} lack ${lacking.join(", ")}: their sums hold ${summed.length - lacking.length} months only`,
  ];
}
