import type BetterSqlite3 from "better-sqlite3";
import { join } from "node:path";
import type { Kysely } from "kysely";
import type { ModelTables } from "../db/mart-tables.js";
import type { Store } from "../db/open.js";
import type { StoreTables } from "../db/tables.js";
import type { Definitions } from "../defs/definitions.js";
import type { Bin } from "../defs/metrics.js";
import { regionInForce, resolveRegion } from "../defs/regions.js";
import { ruleInForce } from "../defs/rules.js";
import type { RuleSet } from "../defs/rules.js";
import type { SegmentLimits } from "../defs/segments.js";
import type { DimensionId } from "../domain/metric.js";
import type { Month } from "../domain/month.js";
import { addMonths, monthsBetween, windowLength } from "../domain/month.js";
import { exitCode, FlpError } from "../lib/errors.js";
import { readText } from "../lib/files.js";
import { programFolder } from "../lib/program.js";
import type { Model } from "./models.js";
import { buildModels, readModels } from "./models.js";

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

/** The marts of one run context, built when they are first asked for. */
export interface Run {
  readonly context: RunContext;
  /** Builds the models named, and returns a reader of everything that is built. */
  need(...models: (keyof ModelTables)[]): Kysely<StoreTables & ModelTables>;
}

/**
 * Runs `work` with the models of `sql/` bound to a run context. The models live in the connection's temporary schema
 * and are gone afterwards: a figure can never be older than the store.
 */
export async function withRun<Result>(
  store: Store,
  settings: { definitions: Definitions; context: RunContext },
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const { raw } = store;
  const models = await readModels();
  raw.exec(await readText(join(programFolder, "sql", "context", "run_context.sql")));
  fillContext(raw, settings, "temp");
  const built = new Set<string>();
  const kysely = store.kysely.withTables<ModelTables>();
  try {
    refuseUndefinedNames(store, settings.definitions);
    return await work({
      context: settings.context,
      need: (...wanted) => {
        buildModels(raw, { models, wanted: wanted.filter((name) => models.has(name)), built });
        return kysely;
      },
    });
  } finally {
    dropAll(store, models, built);
  }
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
  const insert = (table: string, rows: readonly Record<string, string | number | null>[]): void => {
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
      window_first_month: addMonths(month, 1 - windowLength),
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
  const rules = context.reportMonths.flatMap((month) => {
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

/** The months whose plans count for the rule in force in a month, the month itself last; none where no rule is in force. */
export function ruleWindowOf(definitions: Definitions, month: Month): Month[] {
  const rule = ruleInForce(definitions.rules, month);
  return rule === null ? [] : monthsBetween(addMonths(month, 1 - rule.windowMonths), month);
}

/** Codes of the plan types that count for a rule. */
export function planTypesOf(rule: RuleSet, definitions: Definitions): readonly string[] {
  return rule.planTypes === "all" ? definitions.planTypes.map((type) => type.code) : rule.planTypes;
}

/** Names of the clinic kinds that a rule leaves out of its population. */
export function excludedKindsOf(rule: RuleSet, definitions: Definitions): readonly string[] {
  return rule.excludedKinds === "as-clinic-kinds"
    ? definitions.clinicKinds.filter((kind) => kind.excluded).map((kind) => kind.name)
    : rule.excludedKinds;
}

/** Definitions that have all names of a store. What is loaded by them later has no others, so one look is enough. */
const checkedFor = new WeakMap<Store, Definitions>();

/** A stored name that the definitions no longer have would drop its rows from every split: that ends the run instead. */
function refuseUndefinedNames(store: Store, definitions: Definitions): void {
  if (checkedFor.get(store) === definitions) return;
  const checks = [
    {
      what: "region",
      stored: "select region from clinic_period union select region from follow_up",
      defined: definitions.regions.map((region) => region.id),
      file: "regions.yaml",
    },
    {
      what: "clinic kind",
      stored: "select distinct kind from clinic_period",
      defined: definitions.clinicKinds.map((kind) => kind.name),
      file: "clinic-kinds.yaml",
    },
    {
      what: "plan type",
      stored: "select distinct plan_type from plan_count",
      defined: definitions.planTypes.map((type) => type.code),
      file: "plan-types.yaml",
    },
  ];
  for (const { what, stored, defined, file } of checks) {
    const missing = store.raw
      .prepare<[], string>(stored)
      .pluck()
      .all()
      .filter((name) => !defined.includes(name));
    if (missing.length === 0) continue;
    throw new FlpError(
      exitCode.definition,
      `the database holds a ${what} that ${file} does not define: ${missing.join(", ")}`,
      { place: file, remedy: `add it to ${file} again, with the months in which it was valid` },
    );
  }
  checkedFor.set(store, definitions);
}

const contextTables = [
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

function dropAll(store: Store, models: ReadonlyMap<string, Model>, built: ReadonlySet<string>): void {
  for (const name of [...built].reverse())
    store.raw.exec(`drop ${models.get(name)?.builtAs ?? "table"} if exists temp.${name}`);
  for (const name of contextTables) store.raw.exec(`drop table if exists temp.${name}`);
}
