import type { RuleSet } from "../../defs/agreement/rules.js";
import { ruleInForce } from "../../defs/agreement/rules.js";
import type { DimensionId } from "../../domain/shapes/metric.js";
import type { Month } from "../../domain/month.js";
import { usageError } from "../../lib/errors.js";
import type { Question } from "../../question/question.js";
import { answerMetrics } from "./answer-metrics.js";
import type { Cell } from "../shared/metric.js";
import { excludedKindsOf, planTypesOf } from "../../question/rule-scope.js";

/** What of the rule in force is to be otherwise; null leaves it as it is. */
export interface AlteredRule {
  by: Exclude<DimensionId, "clinic" | "plan-type"> | null;
  /** Each of them is tried with each of `windows`. In thousandths. */
  thresholds: readonly number[] | null;
  windows: readonly number[] | null;
  planTypes: readonly string[] | null;
  excludedKinds: readonly string[] | null;
  predecessors: RuleSet["predecessors"] | null;
}

/** The share under the rule in force and under each hypothetical one; never a published figure. */
export interface WhatIfAnswer {
  month: Month;
  as_of: number;
  /** Id of the rule in force, which the first rows are of. */
  rule: string;
  rows: Record<string, Cell | boolean>[];
  warnings: string[];
}

/**
 * Answers what the share would be under other rules: the same models, given another rule set. Throws exit 2 where no rule
 * is in force that could be altered.
 */
export async function answerWhatIf(question: Question, asked: AlteredRule): Promise<WhatIfAnswer> {
  const { definitions, month, asOf } = question;
  const rule = ruleInForce(definitions.rules, month);
  if (rule === null) {
    throw usageError(
      `no rule set is in force in ${month}`,
      "choose a month within the validity of a file in pipelines/monthly/rules",
    );
  }
  const rows: WhatIfAnswer["rows"] = [];
  const warnings = new Set<string>();
  const inForce = new Map<string, number | null>();
  for (const tried of [rule, ...alteredRules(rule, asked)]) {
    const altered = { ...definitions, rules: [tried] };
    const [answer] = await answerMetrics({ ...question, definitions: altered }, ["ok22"], {
      by: asked.by,
      from: null,
    });
    for (const warning of answer?.warnings ?? []) warnings.add(warning);
    for (const row of answer?.rows ?? []) {
      const value = String(asked.by === null ? "" : row[asked.by]);
      const share = typeof row["share"] === "number" ? row["share"] : null;
      if (tried === rule) inForce.set(value, share);
      const before = inForce.get(value) ?? null;
      rows.push({
        hypothetical: tried !== rule,
        threshold: tried.thresholdThousandths / 1000,
        window_months: tried.windowMonths,
        plan_types: planTypesOf(tried, definitions).join(" "),
        excluded_kinds: excludedKindsOf(tried, definitions).join(" "),
        predecessors: tried.predecessors,
        ...row,
        change: share === null || before === null ? null : share - before,
      });
    }
  }
  return { month, as_of: asOf, rule: rule.id, rows, warnings: [...warnings] };
}

/** The rule with each threshold and window asked for; none that is the rule itself. */
function alteredRules(rule: RuleSet, asked: AlteredRule): RuleSet[] {
  const thresholds = asked.thresholds ?? [rule.thresholdThousandths];
  const windows = asked.windows ?? [rule.windowMonths];
  const isOtherwise = asked.planTypes !== null || asked.excludedKinds !== null || asked.predecessors !== null;
  return windows.flatMap((windowMonths) =>
    thresholds
      .filter(
        (threshold) =>
          isOtherwise || threshold !== rule.thresholdThousandths || windowMonths !== rule.windowMonths,
      )
      .map((thresholdThousandths): RuleSet => ({
        ...rule,
        thresholdThousandths,
        windowMonths,
        planTypes: asked.planTypes === null ? rule.planTypes : [...asked.planTypes],
        excludedKinds: asked.excludedKinds === null ? rule.excludedKinds : [...asked.excludedKinds],
        predecessors: asked.predecessors ?? rule.predecessors,
      })),
  );
}
