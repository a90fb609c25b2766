import type { Store } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import { ruleInForce } from "../defs/rules.js";
import { segmentName } from "../defs/segments.js";
import { compareDanish } from "../domain/danish.js";
import type { DimensionId, MetricId } from "../domain/metric.js";
import type { Month } from "../domain/month.js";
import { addMonths, monthsBetween, windowLength, windowOf } from "../domain/month.js";
import { exitCode, FlpError, usageError } from "../lib/errors.js";
import { knownMonths, registerMonths, resolveAsOf, resolveMonth } from "./as-of.js";
import { clinicCompliance } from "./clinic-figures.js";
import type { Split, Valued } from "./figures.js";
import {
  activeClinics,
  complianceCounts,
  plansAccumulated,
  plansPerDoctor,
  plansPerMonth,
} from "./figures.js";
import type { Run, RunContext } from "./run.js";
import { ruleWindowOf, withRun } from "./run.js";

/** What is asked of the store beside the metric itself. */
export interface MetricQuestion {
  by: DimensionId | null;
  /** Null: the newest month with plan counts. */
  month: Month | null;
  /** First month of a trend (`ok22` only); null: the report month alone. */
  from: Month | null;
  /** Null: the newest load. */
  asOf: number | null;
}

/** A value in an answer's row. */
export type Cell = string | number | null;

/** The answer to a question, with the field names of the contract. */
export interface MetricAnswer {
  metric: MetricId;
  month: Month;
  as_of: number;
  /** Population of plans-per-doctor as a whole. */
  clinics?: number;
  unknown?: number;
  /** Population of plans-per-doctor for each value of the split. */
  by?: Record<string, { clinics: number; unknown: number }>;
  rows: Record<string, Cell>[];
  /** What the reader should know of the answer; not part of its JSON. */
  warnings: string[];
}

/** What a metric itself answers. */
type AnswerBody = Omit<MetricAnswer, "metric" | "month" | "as_of" | "warnings">;

/** A question, and the definitions that name what its answer tells apart. */
interface AskedOfMetric extends MetricQuestion {
  definitions: Definitions;
}

/** Compares two values of a split by their place in the answer. */
type ValueOrder = (left: string, right: string) => number;

/** What a metric can be split by, and whether it needs a clinic register. */
interface MetricDeclaration {
  /** One line of meaning, for `--help` and tables. */
  title: string;
  dimensions: readonly DimensionId[];
  needsRegister: boolean;
  /** Fields of a row behind its month and the value of the split, in order. */
  fields: readonly string[];
  /** What `--from` does: `trend` computes each month by its own register, `rows` leaves out earlier months; null: nothing. */
  from: "trend" | "rows" | null;
  answer(run: Run, split: Split, order: ValueOrder, asked: AskedOfMetric): Promise<AnswerBody>;
}

const clinicDimensions = ["region", "municipality", "system", "kind"] as const;

/** All metrics that the program answers. To add one: a mart in `sql/marts` and an entry here. */
export const metrics: Readonly<Record<MetricId, MetricDeclaration>> = {
  "plans-per-month": {
    title: "new, maintained and total plans of each known month",
    dimensions: [...clinicDimensions, "plan-type"],
    needsRegister: false,
    fields: ["new", "maintained", "total"],
    from: "rows",
    answer: async (run, split, order) => ({ rows: inOrder(await plansPerMonth(run, split), split, order) }),
  },
  "plans-accumulated": {
    title: "running sums of plans within the 12 months that end with the report month",
    dimensions: [...clinicDimensions, "plan-type"],
    needsRegister: false,
    fields: ["new", "maintained", "total"],
    from: "rows",
    answer: async (run, split, order) => ({
      rows: inOrder(await plansAccumulated(run, split), split, order),
    }),
  },
  "active-clinics": {
    title: "clinics with at least one plan in the month, beside all open clinics",
    dimensions: [...clinicDimensions, "plan-type"],
    needsRegister: true,
    fields: ["active", "clinics"],
    from: "rows",
    answer: async (run, split, order) => ({ rows: inOrder(await activeClinics(run, split), split, order) }),
  },
  "plans-per-doctor": {
    title: "clinics by new plans per doctor in the latest 12 months",
    dimensions: clinicDimensions,
    needsRegister: true,
    fields: ["label", "clinics"],
    from: null,
    answer: answerPlansPerDoctor,
  },
  ok22: {
    title: "clinics that meet the OK22 rule in force",
    dimensions: [...clinicDimensions, "clinic"],
    needsRegister: true,
    fields: ["clinics", "pass", "fail", "unknown", "share"],
    from: "trend",
    answer: answerOk22,
  },
};

const clinicFields = [
  "ydernummer",
  "opened",
  "name",
  "region",
  "kind",
  "doctors",
  "new_plans",
  "required",
  "missing",
  "outcome",
  "segment",
] as const;

/** The fields of the rows that answer a question, in order, also where there are none. */
export function fieldsOfRows(metric: MetricId, { by, from }: Pick<MetricQuestion, "by" | "from">): string[] {
  if (by === "clinic") return [...clinicFields];
  const declaration = metrics[metric];
  const hasMonth = declaration.from === "rows" || (declaration.from === "trend" && from !== null);
  return [...(hasMonth ? ["month"] : []), ...(by === null ? [] : [fieldOf(by)]), ...declaration.fields];
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
  if (isSplitByClinics || wanted.some((metric) => metrics[metric].needsRegister))
    await requireRegister(store, asOf);
  if (wanted.includes("ok22")) requireRule(definitions, month);
  const context = contextOf({ definitions, wanted, asked, month, asOf, known });
  const split = asked.by === null || asked.by === "clinic" ? "all" : asked.by;
  const order = valueOrder(definitions, split);
  return withRun(store, { definitions, context }, async (run) => {
    const answers: MetricAnswer[] = [];
    for (const metric of wanted) {
      const body = await metrics[metric].answer(run, split, order, { ...asked, definitions });
      const rows =
        metrics[metric].from === "rows" ? body.rows.filter((row) => isFrom(row, asked.from)) : body.rows;
      answers.push({
        metric,
        month,
        as_of: asOf,
        ...body,
        rows,
        warnings: windowWarnings(summedMonths(metric, definitions, month), known, month),
      });
    }
    return answers;
  });
}

function isFrom(row: Record<string, Cell>, from: Month | null): boolean {
  return from === null || String(row["month"]) >= from;
}

/** The months that a metric sums over: the rule's own for ok22, and none for those that look at single months. */
function summedMonths(metric: MetricId, definitions: Definitions, month: Month): Month[] {
  if (metric === "ok22") return ruleWindowOf(definitions, month);
  return metric === "plans-accumulated" || metric === "plans-per-doctor" ? windowOf(month) : [];
}

/** Names the months of a sum that are not known. */
function windowWarnings(summed: readonly Month[], known: readonly Month[], month: Month): string[] {
  const lacking = summed.filter((other) => !known.includes(other));
  if (lacking.length === 0) return [];
  return [
    `the ${summed.length} months that end with ${month} lack ${lacking.join(", ")}: their sums hold ${summed.length - lacking.length} months only`,
  ];
}

function refuseSenseless(metric: MetricId, asked: MetricQuestion): void {
  const declaration = metrics[metric];
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

/** Throws exit 14 where no clinic register is loaded: without it no clinic can be counted. */
export async function requireRegister(store: Store, asOf: number): Promise<void> {
  if ((await registerMonths(store, asOf)).length === 0) {
    throw new FlpError(exitCode.database, "no clinic register is loaded", {
      remedy: "load one with flp ingest, for instance laegehuse_YYYY-MM.csv",
    });
  }
}

function requireRule(definitions: Definitions, month: Month): void {
  if (ruleInForce(definitions.rules, month) === null) {
    throw usageError(
      `no rule set is in force in ${month}`,
      "choose a month within the validity of a file in pipelines/monthly/rules",
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
    asked.by !== "clinic" && wanted.every((metric) => metric === "ok22" || metric === "plans-per-doctor");
  const isTrend = wanted.every((metric) => metrics[metric].from === "trend");
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

/** The months of a trend: those with a rule in force whose window holds known months only. */
export function trendMonths(
  definitions: Definitions,
  known: readonly Month[],
  { from, to }: { from: Month; to: Month },
): Month[] {
  const isKnown = new Set(known);
  return monthsBetween(from, to).filter((month) => {
    const window = ruleWindowOf(definitions, month);
    return window.length > 0 && window.every((other) => isKnown.has(other));
  });
}

async function answerPlansPerDoctor(run: Run, split: Split, order: ValueOrder): Promise<AnswerBody> {
  const distributions = (await plansPerDoctor(run, split)).sort((left, right) =>
    order(left.value, right.value),
  );
  if (split === "all") {
    const whole = distributions[0]?.row ?? { clinics: 0, unknown: 0, rows: [] };
    return { clinics: whole.clinics, unknown: whole.unknown, rows: whole.rows.map((bin) => ({ ...bin })) };
  }
  return {
    by: Object.fromEntries(
      distributions.map(({ value, row }) => [value, { clinics: row.clinics, unknown: row.unknown }]),
    ),
    rows: distributions.flatMap(({ value, row }) =>
      row.rows.map((bin) => ({ [fieldOf(split)]: value, ...bin })),
    ),
  };
}

async function answerOk22(
  run: Run,
  split: Split,
  order: ValueOrder,
  asked: AskedOfMetric,
): Promise<AnswerBody> {
  if (asked.by === "clinic") {
    const clinics = await clinicCompliance(run);
    return {
      rows: clinics.map((clinic): Record<(typeof clinicFields)[number], Cell> => ({
        ydernummer: clinic.ydernummer,
        opened: clinic.opened,
        name: clinic.name,
        region: clinic.region,
        kind: clinic.kind,
        doctors: clinic.doctors,
        new_plans: clinic.newPlans,
        required: clinic.required,
        missing: clinic.missing,
        outcome: clinic.outcome,
        segment: segmentName(asked.definitions.segments, clinic.segment),
      })),
    };
  }
  const counts = await complianceCounts(run, split);
  const withMonth = counts.map(({ month, value, row }) => ({ value, row: { month, ...row } }));
  const rows = inOrder(withMonth, split, order);
  return { rows: asked.from === null ? rows.map(({ month: _, ...row }) => row) : rows };
}

/** Rows in month, then dimension order, with the dimension's field in front of the figures. */
function inOrder(
  valued: readonly Valued<{ month: Month }>[],
  split: Split,
  order: ValueOrder,
): Record<string, Cell>[] {
  const months = new Map<Month, Valued<{ month: Month }>[]>();
  for (const one of valued) {
    const list = months.get(one.row.month) ?? [];
    months.set(one.row.month, list);
    list.push(one);
  }
  return [...months.keys()].sort().flatMap((month) =>
    (months.get(month) ?? [])
      .sort((left, right) => order(left.value, right.value))
      .map(({ value, row }) => {
        const { month: _, ...figures } = row;
        return split === "all" ? { month, ...figures } : { month, [fieldOf(split)]: value, ...figures };
      }),
  );
}

/** Regions, kinds and plan types stand as the definitions list them; other names in Danish order. */
export function valueOrder(definitions: Definitions, split: Split): ValueOrder {
  const listed: Partial<Record<Split, readonly string[]>> = {
    region: definitions.regions.map((region) => region.name),
    kind: definitions.clinicKinds.map((kind) => kind.name),
    "plan-type": definitions.planTypes.map((type) => type.code),
  };
  const places = listed[split];
  if (places === undefined) return compareDanish;
  return (left, right) => places.indexOf(left) - places.indexOf(right);
}

/** The field of a row that names the value of a split. */
export function fieldOf(split: DimensionId): string {
  return split === "plan-type" ? "plan_type" : split;
}
