import type BetterSqlite3 from "better-sqlite3";
import type { Definitions } from "../defs/definitions.js";
import type { Bin } from "../defs/metrics.js";
import { regionInForce, resolveRegion } from "../defs/codes/regions.js";
import type { RuleSet } from "../defs/agreement/rules.js";
import { ruleInForce } from "../defs/agreement/rules.js";
import type { SegmentLimits } from "../defs/agreement/segments.js";
import type { DimensionId } from "../domain/shapes/metric.js";
import type { Month } from "../domain/month.js";
import { addMonths, firstOfWindow } from "../domain/month.js";
import { excludedKindsOf, planTypesOf } from "./rule-scope.js";

/** What the figures of a run are about. */
export interface RunContext {
  /** One month for a report, or several for a trend in which each month has its own register. */
  reportMonths: readonly Month[];
  /** Id of the load that was the newest. */
  asOf: number;
  /** Earliest month of counts that is looked at, for each report month. */
  firstMonthOf: (reportMonth: Month) => Month;
  /** Splits that are asked for; the whole ('all') is always there. */
  dimensions: readonly DimensionId[];
}
/** The rule in force may have a longer window than the 12 months that everything else looks at. */
function firstMonthToLookAt(month: Month, definitions: Definitions, context: RunContext): Month {
  const asked = context.firstMonthOf(month);
  const rule = ruleInForce(definitions.rules, month);
  const ofRule = rule === null ? asked : addMonths(month, 1 - rule.windowMonths);
  return ofRule < asked ? ofRule : asked;
}

/** Where a run's tables and models live: the connection's temporary schema, or the database itself. */
export type RunSchema = "temp" | "main";

/** Fills the tables of `sql/context` for a run. */
export function fillContext(
  raw: BetterSqlite3.Database,
  { definitions, context }: { definitions: Definitions; context: RunContext },
  schema: RunSchema,
): void {
  const insert: Insert = (table, rows) => {
    const first = rows[0];
    if (first === undefined) return;
    const columns = Object.keys(first);
    const statement = raw.prepare(
      `insert into ${schema}.${table} (${columns.join(", ")}) values (${columns.map((column) => `@${column}`).join(", ")})`,
    );
    for (const row of rows) statement.run(row);
  };

  insert(
    "run_context",
    context.reportMonths.map((month) => ({
      report_month: month,
      first_month: firstMonthToLookAt(month, definitions, context),
      window_first_month: firstOfWindow(month),
      as_of_load: context.asOf,
    })),
  );
  insert(
    "def_segment",
    context.reportMonths.map((month) => segmentRow(month, definitions.segments.limits)),
  );
  insert(
    "run_dimension",
    ["all", ...context.dimensions].map((dimension) => ({ dimension })),
  );
  insert(
    "def_region",
    context.reportMonths.flatMap((month) => regionRows(definitions, month)),
  );
  insert(
    "def_clinic_kind",
    definitions.clinicKinds.map((kind) => ({ kind: kind.name, is_excluded: Number(kind.excluded) })),
  );
  insert(
    "def_plan_type",
    definitions.planTypes.map((type) => ({
      plan_type: type.code,
      valid_from: type.validFrom,
      valid_to: type.validTo,
    })),
  );
  insert("def_bin", definitions.metrics.bins.map(binRow));
  insert("def_attained_bin", definitions.metrics.attainedBins.map(binRow));
  fillRules(insert, definitions, context.reportMonths);
}

/** Adds rows to a table of the run. */
type Insert = (table: string, rows: readonly Record<string, string | number | null>[]) => void;

/** Fills the tables of the rules in force in the report months. */
function fillRules(insert: Insert, definitions: Definitions, reportMonths: readonly Month[]): void {
  const rules = reportMonths.flatMap((month) => {
    const rule = ruleInForce(definitions.rules, month);
    return rule === null ? [] : [{ month, rule }];
  });
  insert(
    "def_rule",
    rules.map(({ month, rule }) => ruleRow(month, rule)),
  );
  const distinct = [...new Map(rules.map(({ rule }) => [rule.id, rule])).values()];
  insert(
    "def_rule_set",
    distinct.map((rule) =>
      ruleSetRow(
        rule,
        rules.flatMap((one) => (one.rule.id === rule.id ? [one.month] : [])),
      ),
    ),
  );
  insert(
    "def_rule_plan_type",
    distinct.flatMap((rule) =>
      planTypesOf(rule, definitions).map((planType) => ({ rule: rule.id, plan_type: planType })),
    ),
  );
  insert(
    "def_rule_excluded_kind",
    distinct.flatMap((rule) => excludedKindsOf(rule, definitions).map((kind) => ({ rule: rule.id, kind }))),
  );
}

function regionRows(definitions: Definitions, month: Month): Record<string, string | number>[] {
  return definitions.regions.map((region) => ({
    report_month: month,
    region: region.id,
    region_name: resolveRegion(definitions.regions, region, month).name,
    is_in_force: Number(regionInForce(region, month)),
  }));
}

function ruleRow(month: Month, rule: RuleSet): Record<string, string | number> {
  return {
    report_month: month,
    rule: rule.id,
    threshold_thousandths: rule.thresholdThousandths,
    window_first_month: addMonths(month, 1 - rule.windowMonths),
    counts_predecessors: Number(rule.predecessors === "direct"),
  };
}

/** A rule set with the months that its windows span; `reportMonths` in which it is in force, in order. */
function ruleSetRow(rule: RuleSet, reportMonths: readonly Month[]): Record<string, string> {
  const sorted = [...reportMonths].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`rule set ${rule.id} is in no report month`);
  return { rule: rule.id, first_month: addMonths(first, 1 - rule.windowMonths), last_month: last };
}

function binRow(bin: Bin, position: number): Record<string, string | number> {
  return {
    bin_position: position,
    bin_label: bin.label,
    lower_bound_thousandths: bin.lowerBoundThousandths,
    is_lower_bound_included: Number(bin.isLowerBoundIncluded),
  };
}

function segmentRow(month: Month, limits: SegmentLimits): Record<string, string | number> {
  return {
    report_month: month,
    near_share_thousandths: limits.nearShareThousandths,
    near_plans: limits.nearPlans,
    stalled_first_month: addMonths(month, 1 - limits.stalledMonths),
    stalled_months: limits.stalledMonths,
    new_first_month: addMonths(month, 1 - limits.newMonths),
    taken_over_first_month: addMonths(month, 1 - limits.takenOverMonths),
    previous_month: addMonths(month, -1),
    year_before_month: addMonths(month, -12),
    year_before_previous_month: addMonths(month, -13),
    fall_share_thousandths: limits.fallShareThousandths,
    fall_plans: limits.fallPlans,
  };
}

/** Tables of `sql/context`. */
export const contextTables = [
  "run_context",
  "run_dimension",
  "def_region",
  "def_clinic_kind",
  "def_plan_type",
  "def_bin",
  "def_attained_bin",
  "def_rule",
  "def_rule_set",
  "def_rule_plan_type",
  "def_rule_excluded_kind",
  "def_segment",
];
