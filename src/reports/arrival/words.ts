import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, decimalWords, listWords, monthWords, shareWords } from "../../domain/danish.js";
import { parseMonth } from "../../domain/month.js";
import type { CheckResult, CheckUnit } from "../../domain/shapes/arrival.js";
import { isFewForPercent } from "../findings/finding-sentences.js";
import { heldChecks } from "../../ingest/arrival/arrival.js";
import { knownMistakes } from "../../ingest/arrival/explains.js";
import type { ArrivedFile } from "./facts.js";
import type { ArrivalTexts } from "./texts.js";

/** The name of a check, with the plan type, region or clinic that it is about. */
export function checkName({ id, subject }: CheckResult, texts: ArrivalTexts): string {
  const check = texts.checks[id] ?? id;
  if (subject === null) return check;
  const words = subject.split(": ").map((part) => texts.subjects[part] ?? monthOr(part));
  return fillSentence(texts.subject, { check, subject: words.join(": ") });
}

/** A month in words; anything else as it is. */
function monthOr(subject: string): string {
  const month = parseMonth(subject);
  return month === null ? subject : monthWords(month);
}

/** What a check saw, as {@link valueWords}; of few plans that went, so many of how many: `4 af 6 planer`. */
export function seenWords(check: CheckResult & { seen: number }, texts: ArrivalTexts): string {
  const { before, after } = check.facts;
  const isFew =
    typeof before === "number" &&
    typeof after === "number" &&
    isFewForPercent(after, before) &&
    after < before;
  if (check.unit !== "share" || !isFew) return valueWords(check.seen, check, texts);
  return fillSentence(texts.findings.few, {
    part: countWords(before - after),
    whole: countWords(before),
  });
}

/** A value of a check as a reader reads it: `60,0 %`, `1.234 planer`. */
export function valueWords(
  value: number,
  { id, unit }: Pick<CheckResult, "id" | "unit">,
  texts: ArrivalTexts,
): string {
  return fillSentence(texts.unitsOf[id] ?? texts.units[unit], { value: bareWords(value, unit) });
}

/** A value without its unit, where the unit stands behind another value. */
function bareWords(value: number, unit: CheckUnit): string {
  if (unit === "share") return shareWords(value);
  const rounded = Math.abs(value) >= 20 ? Math.round(value) : Math.round(value * 100) / 100;
  return decimalWords(rounded).replace("-", "−");
}

/** Beyond this a bound is none: checks write a very large number where there is no upper one. */
const noBound = 1e12;

/** The two ends of what a check expects; null: there is no end to that side. */
export function boundsOf({ expected, seen }: CheckResult): { low: number | null; high: number | null } {
  const [low, high] = expected ?? [0, noBound];
  // Nothing lies below 0 but an index: there 0 may be the end that was passed.
  const isLowest = low <= 0 && (seen === null || seen >= low);
  return { low: isLowest ? null : low, high: high >= noBound ? null : high };
}

/** What a check found, as one Danish sentence: the check, the value seen, the range expected and what it rests on. */
export function findingSentence(check: CheckResult, texts: ArrivalTexts): string {
  const { findings } = texts;
  const { seen, month, unit } = check;
  const { low, high } = boundsOf(check);
  const basis = monthsCompared(check, findings);
  return fillSentence(templateOf(check, findings), {
    check: checkName(check, texts),
    seen: seen === null ? "" : seenWords({ ...check, seen }, texts),
    low:
      low === null
        ? bareWords(0, unit)
        : high === null
          ? valueWords(low, check, texts)
          : bareWords(low, unit),
    high: high === null ? "" : valueWords(high, check, texts),
    month: month === null ? "" : ` ${fillSentence(findings.month, { month: monthWords(month) })}`,
    basis: basis === "" ? "" : ` ${basis}`,
  });
}

type FindingTexts = ArrivalTexts["findings"];

function templateOf(check: CheckResult, findings: FindingTexts): FindingTexts["range"] {
  if (check.seen === null) return findings.bare;
  if (check.expected === null) return findings.seen;
  const { low, high } = boundsOf(check);
  if (high === null) return low === null ? findings.seen : findings.least;
  return low === null ? findings.most : findings.range;
}

/** The history that a check rests on, or the register before, in words; empty where there is none. */
export function monthsCompared(
  { series, facts }: CheckResult,
  texts: Pick<FindingTexts, "months" | "oneMonth">,
): string {
  const [first, last] = [series[0], series.at(-1)];
  const base = parseMonth(String(facts["base"] ?? ""));
  if (series.length === 0 && base !== null) {
    const words = monthWords(base);
    return fillSentence(texts.oneMonth, { count: countWords(1), first: words, last: words });
  }
  if (first === undefined || last === undefined) return "";
  return fillSentence(series.length === 1 ? texts.oneMonth : texts.months, {
    count: countWords(series.length),
    first: monthWords(first.month),
    last: monthWords(last.month),
  });
}

/** What a file looks like, as the head of all that is said of it; null: it looks like no known mistake. */
export function mistakeWords(
  mistake: string | null,
  texts: ArrivalTexts,
): { looks: string; send: string } | null {
  return mistake === null ? null : (texts.mistakes[mistake] ?? null);
}

/** How many mistakes a file is said to look like, at most. */
const namedMistakes = 3;

/** What a file that is held looks like, what explains most first, and what that does not explain after it. */
export function mistakesOfFile(
  { checks, looksLike }: Pick<ArrivedFile, "checks" | "looksLike">,
  texts: ArrivalTexts,
): { looks: string; send: string }[] {
  return [...new Set([looksLike, ...knownMistakes(heldChecks(checks))])]
    .flatMap((one) => mistakeWords(one, texts) ?? [])
    .slice(0, namedMistakes);
}

/** Where in the file it is seen, and what stands there; one sentence each, none where the check names no place. */
export function placesOf({ facts }: CheckResult, { places }: ArrivalTexts): string[] {
  const listOf = (name: string): string[] =>
    String(facts[name] ?? "")
      .split(", ")
      .filter((one) => one !== "");
  const [numbers, lines] = [listOf("numbers"), listOf("lines")];
  const sentences: string[] = [];
  if (numbers.length > 0 && numbers.length === lines.length) {
    const list = numbers.map((ydernummer, place) =>
      fillSentence(places.clinic, { ydernummer, line: lines[place] ?? "" }),
    );
    sentences.push(fillSentence(places.clinics, { list: listWords(list) }));
  }
  if (facts["damage"] !== undefined) {
    const words = { value: String(facts["value"] ?? ""), line: String(facts["line"] ?? "") };
    const repaired = String(facts["repaired"] ?? "");
    sentences.push(fillSentence(places.text, words));
    if (repaired !== "") sentences.push(fillSentence(places.meant, { value: repaired }));
  }
  if (Number(facts["closed"] ?? 0) > 0)
    sentences.push(fillSentence(places.closed, { closed: countWords(Number(facts["closed"])) }));
  if (facts["gone"] !== undefined && facts["before"] !== undefined) {
    const words = { before: countWords(Number(facts["before"])), gone: countWords(Number(facts["gone"])) };
    sentences.push(fillSentence(places.group, words));
  }
  return sentences;
}
