import type { Ok22Terms } from "./terms.js";
import type { RuleFrom } from "./rule.js";
import { stateRule } from "./rule.js";
import type { MonthFigures } from "./figures/month-figures.js";

/** The rules of the trend in words, oldest first, each with the first month of the trend in which it can hold. */
export function stateTrendRules({ trendRules, complianceTrend }: MonthFigures, terms: Ok22Terms): RuleFrom[] {
  const first = complianceTrend[0]?.month;
  return trendRules.map((rule) => ({
    from: first !== undefined && first > rule.validFrom ? first : rule.validFrom,
    rule: stateRule(rule, terms),
  }));
}
