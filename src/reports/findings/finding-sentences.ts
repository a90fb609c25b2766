import type { FindingTexts } from "./texts.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { Finding } from "./findings.js";
import { capitalized, countWords, monthNameWords, monthWords, pointWords } from "../../domain/danish.js";

/** How a series is talked about. */
export interface FindingWords {
  texts: FindingTexts;
  /** What is counted, for example `forløbsplaner`. */
  subject: string;
  /** A value as it is read; default: a whole number. */
  valueWords?: (value: number) => string;
}

/** A finding as a Danish sentence without a full stop. Every figure in it is the finding's own. */
export function sentenceOf(finding: Finding, words: FindingWords): string {
  const { texts, subject, valueWords = countWords } = words;
  switch (finding.kind) {
    case "level":
      return fillSentence(texts.level, {
        value: valueWords(finding.value),
        subject,
        month: monthWords(finding.month),
      });
    case "rise":
    case "fall":
    case "same":
    case "nearly":
    case "usual-rise":
    case "usual-fall": {
      const names = { "usual-rise": "usualRise", "usual-fall": "usualFall" } as const;
      const name =
        finding.kind === "usual-rise" || finding.kind === "usual-fall" ? names[finding.kind] : finding.kind;
      return fillSentence(texts[name], {
        value: valueWords(finding.value),
        subject,
        month: monthWords(finding.month),
        change: changeWords(finding.tenths),
        before: monthWords(finding.before),
      });
    }
    case "record-high":
    case "record-low":
      return fillSentence(finding.kind === "record-high" ? texts.recordHigh : texts.recordLow, {
        month: capitalized(monthWords(finding.month)),
        months: countWords(finding.months),
      });
    case "seasonal-low":
      return fillSentence(texts.seasonalLow, {
        name: capitalized(monthNameWords(finding.month)),
        years: countWords(finding.years),
      });
    case "crossed-up":
    case "crossed-down":
      return fillSentence(finding.kind === "crossed-up" ? texts.crossedUp : texts.crossedDown, {
        month: capitalized(monthWords(finding.month)),
        value: valueWords(finding.value),
        line: valueWords(finding.line),
        before: monthWords(finding.before),
        valueBefore: valueWords(finding.valueBefore),
      });
    case "signal":
      return signalSentence(finding, texts);
  }
}

/** The size of a change as `3,9 %`, without its sign. */
export function changeWords(tenths: number): string {
  return `${pointWords(Math.abs(tenths))}\u00a0%`;
}

function signalSentence({ signal, months }: Finding & { kind: "signal" }, texts: FindingTexts): string {
  const { signals } = texts;
  const isAbove = signal.side === "above";
  const month = capitalized(monthWords(signal.month));
  switch (signal.rule) {
    case "outside":
      return fillSentence(isAbove ? signals.outsideAbove : signals.outsideBelow, { month });
    case "run":
      return fillSentence(isAbove ? signals.runAbove : signals.runBelow, {
        months: countWords(months),
        month: monthWords(signal.month),
      });
    case "two-of-three":
      return fillSentence(isAbove ? signals.twoOfThreeAbove : signals.twoOfThreeBelow, {
        month: monthWords(signal.month),
      });
  }
}
