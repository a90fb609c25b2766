import type { Month } from "../../domain/month.js";
import type { ReachedMonths, TargetAnswer } from "../../domain/shapes/target.js";
import { addMonths, firstOfWindow } from "../../domain/month.js";
import type { Backtest } from "../../domain/statistics/forecast.js";
import { backtest, monthsToReach } from "../../domain/statistics/forecast.js";
import { ruleInForce } from "../../defs/agreement/rules.js";
import type { Question } from "../../question/question.js";
import { askModels, requireRegister } from "../../question/question.js";
import { requireRule, trendMonths } from "../../question/rule-scope.js";
import { clinicCompliance } from "../clinics/clinic-figures.js";
import { complianceCounts } from "../ok22.js";

/** Months ahead by which the forecasts of a share are judged: about the time between two meetings. */
const judgedMonthsAhead = 4;

/** What is known of compliance for a target: the report month's count, its near clinics, and the shares that led to it. */
export interface TargetFacts {
  clinics: number;
  pass: number;
  near: number;
  month: Month;
  /** Shares of months one after the other under one rule, the report month's last. */
  shares: readonly number[];
}

/** Answers how far a share is. Throws exit 2 where no rule is in force, 14 without a register. */
export async function answerTarget(question: Question, share: number): Promise<TargetAnswer> {
  const { definitions, month } = question;
  requireRegister(question);
  requireRule(definitions, month);
  const now = await askModels(question, {}, async (run) => {
    const clinics = await clinicCompliance(run);
    return {
      clinics: clinics.length,
      pass: clinics.filter(({ outcome }) => outcome === "pass").length,
      near: clinics.filter(({ segment }) => segment === "near").length,
    };
  });
  const rows = await readShares(question);
  const rule = ruleInForce(definitions.rules, month);
  const shares = sharesUpTo(rows, {
    month,
    isAlike: (one) => ruleInForce(definitions.rules, one)?.id === rule?.id,
  });
  return targetOf({ ...now, month, shares }, share);
}

/** The share of every month up to the report month that has a full window, by its own register and rule. */
export async function readShares(question: Question): Promise<{ month: Month; share: number | null }[]> {
  const { definitions, month, known } = question;
  const reportMonths = trendMonths(definitions, known, { from: known[0] ?? month, to: month });
  if (reportMonths.length === 0) return [];
  const rows = await askModels(question, { reportMonths, firstMonthOf: firstOfWindow }, (run) =>
    complianceCounts(run, "all"),
  );
  return rows.map((one) => ({ month: one.month, share: one.row.share }));
}

/** The shares of the months that lead to one without a gap, as far back as they were counted alike. */
export function sharesUpTo(
  rows: readonly { month: Month; share: number | null }[],
  { month, isAlike }: { month: Month; isAlike: (month: Month) => boolean },
): number[] {
  const byMonth = new Map(rows.map((row) => [row.month, row.share]));
  const shares: number[] = [];
  for (let one = month; isAlike(one); one = addMonths(one, -1)) {
    const share = byMonth.get(one);
    if (share === undefined || share === null) break;
    shares.unshift(share);
  }
  return shares;
}

/** The answer from what is known. */
export function targetOf({ clinics, pass, near, month, shares }: TargetFacts, share: number): TargetAnswer {
  const needed = smallestCount(clinics, share);
  const judged = backtest(shares, judgedMonthsAhead);
  return {
    share,
    needed,
    missing: needed - pass,
    near,
    reached: reachedMonths({ isReached: clinics > 0 && pass >= needed, month, shares }, share),
    backtest: judged === null ? null : asAnswer(judged),
  };
}

function reachedMonths(
  { isReached, month, shares }: { isReached: boolean; month: Month; shares: readonly number[] },
  share: number,
): ReachedMonths | null {
  if (isReached) return { month, low: month, high: month };
  const months = monthsToReach(shares, share);
  if (months === null) return null;
  return {
    month: addMonths(month, months.expected),
    low: addMonths(month, months.earliest),
    high: months.latest === null ? null : addMonths(month, months.latest),
  };
}

/** The smallest part of a whole that is at least a share of it, whatever the product rounds to. */
function smallestCount(whole: number, share: number): number {
  let count = Math.max(0, Math.floor(share * whole) - 1);
  while (count < whole && count / whole < share) count += 1;
  return count;
}

function asAnswer({ monthsAhead, forecasts, held, meanError }: Backtest): TargetAnswer["backtest"] {
  return { months: monthsAhead, forecasts, held, mean_error: meanError };
}
