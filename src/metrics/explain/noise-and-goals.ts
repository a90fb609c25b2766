import { fillSentence } from "../../defs/yaml/sentence.js";
import {
  dateWords,
  decimalWords,
  monthWords,
  pointWords,
  shareWords,
  tenthsOfPercent,
} from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import type {
  Explanation,
  ExplanationPart,
  FigureVariation,
  ReachableGoal,
} from "../../domain/shapes/explanation.js";
import type { ReachedMonths } from "../../domain/shapes/target.js";
import type { ExplainTexts } from "./texts.js";

/** Whether the newest figure is noise, and how far the goals are; nothing of a metric that has neither. */
export function noiseAndGoals(explanation: Explanation, texts: ExplainTexts): ExplanationPart[] {
  const { variation, goals } = explanation;
  const { noise, goal } = texts;
  return [
    ...(variation === undefined ? [] : [{ label: noise.label, lines: noiseLines(variation, texts) }]),
    ...(goals === undefined
      ? []
      : [
          {
            label: goal.label,
            lines: goals.length === 0 ? [goal.none] : goals.flatMap((one) => goalLines(one, texts)),
          },
        ]),
  ];
}

function noiseLines(variation: FigureVariation | null, texts: ExplainTexts): string[] {
  const { noise } = texts;
  if (variation === null) return [noise.tooFew];
  const { method, before, value, expected, low, high, signals, level_from: level } = variation;
  const words = (number: number): string =>
    method === "month-before" ? shareWords(number) : decimalWords(Math.round(number));
  const range = fillSentence(noise.methods[method], {
    value: words(value),
    expected: words(expected),
    low: words(low),
    high: words(high),
    before: monthOf(before, texts),
  });
  const verdicts = signals.map(({ rule, side, since }) =>
    fillSentence(noise.rules[rule], { side: noise.sides[side], since: monthOf(since, texts) }),
  );
  return [
    ...(verdicts.length === 0 ? [noise.usual] : verdicts),
    range,
    ...(level === null ? [] : [fillSentence(noise.level, { month: monthOf(level, texts) })]),
  ];
}

function goalLines({ target, answer }: ReachableGoal, texts: ExplainTexts): string[] {
  const { goal } = texts;
  const share = shareWords(target.share);
  const by = target.by === null ? goal.noMonth : monthOf(target.by, texts);
  const head = fillSentence(goal.set, {
    share,
    by,
    setBy: target.set_by,
    setOn: texts.language === "da" ? dateWords(target.set_on) : target.set_on,
  });
  if (answer.missing <= 0) return [head, goal.reached];
  const { reached, backtest } = answer;
  const missing = fillSentence(goal.missing, {
    missing: decimalWords(answer.missing),
    near: decimalWords(answer.near),
  });
  const judged =
    backtest === null
      ? []
      : [
          fillSentence(goal.backtest, {
            months: String(backtest.months),
            held: String(backtest.held),
            forecasts: String(backtest.forecasts),
            points: pointWords(tenthsOfPercent(backtest.mean_error)),
          }),
        ];
  return [head, missing, paceLine(reached, texts), ...judged];
}

function paceLine(reached: ReachedMonths | null, texts: ExplainTexts): string {
  const { goal } = texts;
  if (reached === null) return goal.notInSight;
  const words = { month: monthOf(reached.month, texts), low: monthOf(reached.low, texts) };
  return reached.high === null
    ? fillSentence(goal.inSightOpen, words)
    : fillSentence(goal.inSight, { ...words, high: monthOf(reached.high, texts) });
}

function monthOf(month: Month, { language }: ExplainTexts): string {
  return language === "da" ? monthWords(month) : month;
}
