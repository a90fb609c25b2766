import type { TracedFile, TracedRow } from "../../domain/shapes/explanation.js";
import type { MetricId } from "../../domain/shapes/metric.js";
import type { Ydernummer } from "../../domain/ydernummer.js";
import type { Run } from "../../question/run.js";

const traces: Readonly<Record<MetricId, TraceName>> = {
  "plans-per-month": "trace_plans_per_month",
  "plans-accumulated": "trace_plans_accumulated",
  "active-clinics": "trace_active_clinics",
  "plans-per-doctor": "trace_plans_per_doctor",
  ok22: "trace_ok22",
};

type TraceName =
  | "trace_plans_per_month"
  | "trace_plans_accumulated"
  | "trace_active_clinics"
  | "trace_plans_per_doctor"
  | "trace_ok22";

/** The rows behind a metric's figure, of one number's clinics alone where it is given, by month, number and plan type. */
export async function readRows(
  run: Run,
  asked: { metric: MetricId; ydernummer: Ydernummer | null },
): Promise<TracedRow[]> {
  const trace = traces[asked.metric];
  const kysely = run.need(trace);
  let query = kysely
    .selectFrom(trace)
    .innerJoin("load", "load.load", `${trace}.load`)
    .select([
      `${trace}.month`,
      `${trace}.ydernummer`,
      `${trace}.plan_type as planType`,
      `${trace}.new_plans as new`,
      `${trace}.maintained_plans as maintained`,
      `${trace}.role`,
      `${trace}.load`,
      "load.file_name as file",
      `${trace}.line`,
    ])
    .orderBy(`${trace}.month`)
    .orderBy(`${trace}.ydernummer`)
    .orderBy(`${trace}.plan_type`);
  if (asked.ydernummer !== null) {
    const column = trace === "trace_ok22" ? "trace_ok22.counts_for_ydernummer" : `${trace}.ydernummer`;
    query = query.where(kysely.dynamic.ref(column), "=", asked.ydernummer);
  }
  return query.execute();
}

/** The files that rows came from, oldest load first, with what each gave. */
export function filesOf(rows: readonly TracedRow[]): TracedFile[] {
  const files = new Map<number, TracedFile>();
  for (const row of rows) {
    const file = files.get(row.load) ?? { load: row.load, file: row.file, rows: 0, new: 0, maintained: 0 };
    files.set(row.load, file);
    file.rows += 1;
    file.new += row.new;
    file.maintained += row.maintained;
  }
  return [...files.values()].sort((left, right) => left.load - right.load);
}
