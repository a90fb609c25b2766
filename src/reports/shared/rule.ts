import type { Ok22Terms } from "./terms.js";
import type { Sentence } from "../../defs/yaml/sentence.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { RuleSet } from "../../defs/agreement/rules.js";
import type { Basis } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import { addMonths, monthsBetween } from "../../domain/month.js";
import { dateWords, decimalWords, monthRuns, monthWords } from "../../domain/danish.js";
import type { Definition } from "../../render/page/page-content.js";

/** A requirement as its readers meet it, in words. */
export interface RuleStatement {
  title: string;
  /** What is required, for example `Mindst 10 nye planer pr. læge i de seneste 12 måneder.` */
  threshold: string;
  /** How many of the latest months the requirement looks at. */
  months: number;
  status: RuleSet["status"];
  /** What is not confirmed and why; null when nothing is. */
  statusText: string | null;
  /** Where it is written, and when it was held against that, where it was. */
  source: string;
}

/** A rule and the first month in which it held. */
export interface RuleFrom {
  from: Month;
  rule: RuleStatement;
}

/** The rule of a month, from the rules of a trend, oldest first; null for a month before all of them. */
export function ruleAt(rules: readonly RuleFrom[], month: Month): RuleStatement | null {
  return rules.findLast(({ from }) => from <= month)?.rule ?? null;
}

/** The rules that took another's place within a trend, or within a part of it that begins after a month. */
export function ruleBreaks(rules: readonly RuleFrom[], after?: Month): RuleFrom[] {
  return rules.slice(1).filter(({ from }) => after === undefined || from > after);
}

/** What must be said before any figure. */
export interface Reservation {
  label: string;
  text: string;
}

/** A rule set in words. */
export function stateRule(rule: RuleSet, terms: Ok22Terms): RuleStatement {
  const { document, clause, url } = rule.source;
  const { checkedOn } = rule;
  // Who checked it is for the house, in `flp rules`: a report may be published
  const checked =
    checkedOn === null ? null : fillSentence(terms.rule.checked, { date: dateWords(checkedOn) });
  return {
    title: rule.title,
    threshold: fillSentence(terms.rule.thresholdText, {
      threshold: decimalWords(rule.thresholdThousandths / 1000),
      months: String(rule.windowMonths),
      planTypes: rule.planTypes === "all" ? terms.rule.allPlanTypes : rule.planTypes.join(" + "),
    }),
    months: rule.windowMonths,
    status: rule.status,
    statusText: rule.statusText,
    source: [document, clause, url, checked].filter((part) => part !== null).join(", "),
  };
}

/** Says that another rule holds from a month on, and what it requires. */
export function breakSentence({ from, rule }: RuleFrom, text: Sentence<"month" | "threshold">): string {
  return fillSentence(text, { month: monthWords(from), threshold: rule.threshold });
}

/** The rule, its threshold, status and source, each with its name. */
export function ruleDefinitions(rule: RuleStatement, terms: Ok22Terms): Definition[] {
  const status = [terms.rule.statuses[rule.status], rule.statusText].filter((part) => part !== null);
  return [
    { term: terms.rule.title, text: rule.title },
    { term: terms.rule.threshold, text: rule.threshold },
    { term: terms.rule.status, text: status.join(". ") },
    { term: terms.rule.source, text: rule.source },
  ];
}

/** The description of a picture for who cannot see it, with the marks that stand in the picture. */
export function withMarks(description: string, marks: readonly string[]): string {
  return [description, ...marks.map((mark) => `${mark}.`)].join(" ");
}

/** The months whose plans a rule counts in a month, the month itself last. */
function monthsBehind(month: Month, { months }: RuleStatement): Month[] {
  return monthsBetween(addMonths(month, 1 - months), month);
}

/** Months that the rule looks at and of which no plans are known, in order: with any, nobody can say who meets it. */
function lackingMonths(
  { month, knownMonths }: Pick<Basis, "month" | "knownMonths">,
  rule: RuleStatement,
): Month[] {
  return monthsBehind(month, rule).filter((one) => !knownMonths.includes(one));
}

/** Of how many months a rule looks at, and how many of them are known. */
export function ruleMonthsKnown(
  basis: Pick<Basis, "month" | "knownMonths">,
  rule: RuleStatement,
): { known: number; months: number } {
  const { length: months } = monthsBehind(basis.month, rule);
  return { known: months - lackingMonths(basis, rule).length, months };
}

/** True when all months that a rule looks at are known: with fewer, nobody can say who meets it. */
export function isRuleKnown(basis: Pick<Basis, "month" | "knownMonths">, rule: RuleStatement): boolean {
  return lackingMonths(basis, rule).length === 0;
}

/**
 * What limits the use of the figures: synthetic data, a rule that nobody has confirmed, months without any plan counts,
 * rows that were kept apart.
 */
export function reservationsOf(basis: Basis, rule: RuleStatement, terms: Ok22Terms): Reservation[] {
  const reservations: Reservation[] = [];
  if (basis.synthetic) reservations.push(terms.marks.synthetic);
  if (rule.status === "unconfirmed") {
    reservations.push({ label: terms.marks.unconfirmed.label, text: rule.statusText ?? rule.threshold });
  }
  const { incomplete, incompleteRegister, lackingMonths: lackingMark } = terms.marks;
  const lacking = lackingMonths(basis, rule);
  if (lacking.length > 0) {
    const months = monthRuns(lacking);
    reservations.push({ label: lackingMark.label, text: fillSentence(lackingMark.text, { months }) });
  }
  if (basis.incompleteMonths.length > 0) {
    const months = monthRuns(basis.incompleteMonths);
    reservations.push({ label: incomplete.label, text: fillSentence(incomplete.text, { months }) });
  }
  if (basis.isRegisterIncomplete && basis.registerMonth !== null) {
    const month = monthWords(basis.registerMonth);
    reservations.push({
      label: incompleteRegister.label,
      text: fillSentence(incompleteRegister.text, { month }),
    });
  }
  return reservations;
}
