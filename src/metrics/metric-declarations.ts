import type { Definitions } from "../defs/definitions.js";
import { segmentName } from "../defs/segments.js";
import { compareDanish } from "../domain/danish.js";
import type { DimensionId, MetricId } from "../domain/shapes/metric.js";
import type { Month } from "../domain/month.js";
import { clinicCompliance } from "./clinic-figures.js";
import type { Split, Valued } from "./figures.js";
import {
  activeClinics,
  complianceCounts,
  plansAccumulated,
  plansPerDoctor,
  plansPerMonth,
} from "./figures.js";
import type { Run } from "../question/run.js";

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
