import type { FindingTexts } from "./texts.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { fillPlaces } from "../../domain/text/fill-places.js";
import type { Finding } from "./findings.js";
import { changeTenths } from "./findings.js";
import { capitalized, countWords, monthNameWords, monthWords, pointWords } from "../../domain/danish.js";

/** How a series is talked about. */
export interface FindingWords {
  texts: FindingTexts;
  /** What is counted, for example `{value?forløbsplan|forløbsplaner}`. */
  subject: string;
  /** A value as it is read; default: a whole number. */
  valueWords?: (value: number) => string;
}

/** A finding as a Danish sentence without a full stop. Every figure in it is the finding's own. */
export function sentenceOf(finding: Finding, words: FindingWords): string {
  const { texts, valueWords = countWords } = words;
  switch (finding.kind) {
    case "level":
      return fillSentence(texts.level, {
        ...counted(finding.value, words),
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
        ...counted(finding.value, words),
        month: monthWords(finding.month),
        change: changeWords({ now: finding.value, before: finding.valueBefore }),
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

/** A value, and what is counted in the form that goes with it. */
function counted(
  count: number,
  { subject, valueWords = countWords }: FindingWords,
): { value: string; subject: string } {
  const value = valueWords(count);
  return { value, subject: fillPlaces(subject, { value }) };
}

/** Percentages of fewer than this say less than the numbers: "2 fewer" than 6 is more than "33,3 % fewer". */
export const fewestForPercent = 20;

/** True where both numbers of a comparison are so small that it is told in numbers. */
export function isFewForPercent(now: number, before: number): boolean {
  return Math.max(now, before) < fewestForPercent;
}

/** The size of a change without its sign, as `3,9 %`; as a number where both numbers are small. */
export function changeWords({ now, before }: { now: number; before: number }): string {
  if (isFewForPercent(now, before)) return countWords(Math.abs(now - before));
  return `${pointWords(Math.abs(changeTenths(now, before) ?? 0))}\u00a0%`;
}

/** What a month shows in one sentence: how it lies to its year before, and which rules say that it is out of the usual. */
export function variationSentence(findings: readonly Finding[], words: FindingWords): string | null {
  const [first, ...others] = findings;
  if (first === undefined) return null;
  const signals = others.filter((finding) => finding.kind === "signal");
  // Two of three near the edge add nothing to a month beyond it, or to a long run.
  const strong = signals.filter(({ signal }) => signal.rule !== "two-of-three");
  const told = strong.length > 0 ? strong : signals;
  const sentence = sentenceOf(first, words);
  if (told.length === 0) return sentence;
  return [sentence, ...told.map((signal) => sentenceOf(signal, words))].join("; ");
}

function signalSentence({ signal }: Finding & { kind: "signal" }, texts: FindingTexts): string {
  const { signals } = texts;
  const isAbove = signal.side === "above";
  switch (signal.rule) {
    case "outside":
      return isAbove ? signals.outsideAbove : signals.outsideBelow;
    case "run":
      return fillSentence(isAbove ? signals.runAbove : signals.runBelow, { since: monthWords(signal.since) });
    case "two-of-three":
      return isAbove ? signals.twoOfThreeAbove : signals.twoOfThreeBelow;
  }
}
