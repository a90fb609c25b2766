import type { TraceRow } from "../../db/mart-tables.js";
import type { TracedFile, TracedRow } from "../../domain/shapes/explanation.js";
import type { Ydernummer } from "../../domain/ydernummer.js";
import type { Run } from "../../question/run.js";
import type { MetricId } from "../index.js";

/** The rows behind a metric's figure, of one number's clinics alone where it is given, by month, number and plan type. */
export async function readRows(
  run: Run,
  asked: { metric: MetricId; ydernummer: Ydernummer | null },
): Promise<TracedRow[]> {
  const kysely = run.needOwn<Record<string, TraceRow>>(traceOf(asked.metric));
  let query = kysely
    .selectFrom(`${traceOf(asked.metric)} as trace`)
    .innerJoin("load", "load.load", "trace.load")
    .select([
      "trace.month",
      "trace.ydernummer",
      "trace.plan_type as planType",
      "trace.new_plans as new",
      "trace.maintained_plans as maintained",
      "trace.role",
      "trace.load",
      "load.file_name as file",
      "trace.line",
    ])
    .orderBy("trace.month")
    .orderBy("trace.ydernummer")
    .orderBy("trace.plan_type");
  if (asked.ydernummer !== null) query = query.where("trace.counts_for_ydernummer", "=", asked.ydernummer);
  return query.execute();
}

/** The model of the rows behind a metric's figure, which lies in the metric's folder. */
function traceOf(metric: MetricId): string {
  return `trace_${metric.replaceAll("-", "_")}`;
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
