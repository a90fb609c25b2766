import type { Definitions } from "../defs/definitions.js";
import type { RuleSet } from "../defs/agreement/rules.js";
import { ruleInForce } from "../defs/agreement/rules.js";
import type { Month } from "../domain/month.js";
import { addMonths, monthsBetween } from "../domain/month.js";
import { usageError } from "../lib/errors.js";

/** The rule set in force in a month. Throws exit 2 where there is none. */
export function requireRule(definitions: Definitions, month: Month): RuleSet {
  const rule = ruleInForce(definitions.rules, month);
  if (rule !== null) return rule;
  throw usageError(
    `no rule set is in force in ${month}`,
    "choose a month within the validity of a file in pipelines/monthly/rules",
  );
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
