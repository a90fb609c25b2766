import { clinicKey } from "../../metrics/follow-up/carried-forward.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { MonthCompliance } from "../../domain/shapes/figures.js";
import { addMonths } from "../../domain/month.js";
import type {
  CellContent,
  WorkbookLine,
  WorkbookLines,
  WorkbookSheet,
  WorkbookTable,
} from "../../office/workbook/content.js";
import { isFewForPercent } from "../findings/finding-sentences.js";
import type { RuleFrom } from "../shared/rule.js";
import { breakSentence, isRuleKnown, reservationsOf, ruleAt, ruleBreaks } from "../shared/rule.js";
import { outcomeTable, warningLines } from "../shared/workbook/sheets.js";
import {
  countWords,
  dateWords,
  monthWords,
  pointWords,
  shareWords,
  tenthsOfPercent,
} from "../../domain/danish.js";
import { shareVariation } from "../../domain/statistics/share-limits.js";
import type { RegionContent } from "./facts.js";
import { sheetFrame } from "./frame.js";

/** Months of the trend that are shown: a year, and the month before it to compare with. */
const trendMonths = 13;

/** Width of the first column, which also holds the sheet's lines of text. */
const firstWidth = 76;

/** What the region's figures come to, what they are and how to use the workbook. */
export function overviewSheet(content: RegionContent, sender: string): WorkbookSheet {
  const { facts, region, texts } = content;
  const { own, terms } = texts;
  const { title, threshold } = facts.rule;
  const place = { region: region.name, month: monthWords(facts.basis.month) };
  const lines: WorkbookLine[] = [
    { text: fillSentence(own.title, place), style: "title" },
    { text: fillSentence(own.facts, { date: dateWords(facts.basis.date), sender }), style: "note" },
    ...warningLines(reservationsOf(facts.basis, facts.rule, terms)),
    ...findingsOf(content).map((text): WorkbookLine => ({ text, style: "text" })),
    { text: fillSentence(own.ruleLine, { title, threshold }), style: "text" },
    ...answerLines(content).map((text): WorkbookLine => ({ text, style: "text" })),
  ];
  if (isToldOf(facts)) lines.push({ text: own.outcome.heading, style: "heading" });
  const outcomes = outcomeTable(facts.count, terms, {
    ...own.outcome,
    emptyText: own.clinics.none,
    width: firstWidth,
  });
  const howTo: WorkbookLine[] = [
    { text: own.howTo.heading, style: "heading", isForWork: true },
    ...own.howTo.lines.map((text): WorkbookLine => ({ text, style: "text", isForWork: true })),
    { text: own.confidential, style: "text" },
  ];
  const heading = (text: string): WorkbookLines => ({
    kind: "lines",
    lines: [{ text, style: "heading" }],
  });
  const counted = isToldOf(facts) ? [outcomes, heading(own.segments.heading), segmentTable(content)] : [];
  return {
    ...sheetFrame(content, own.sheets.overview),
    longLines: "wrap",
    blocks: [
      { kind: "lines", lines },
      ...counted,
      { ...heading(own.trend.heading), startsPage: true },
      trendTable(content),
      { kind: "lines", lines: howTo },
    ],
  };
}

/** False where nobody can say who meets the rule: months of it are not known, or the region has no plans at all in it. */
function isToldOf({ basis, rule, isSilent }: RegionContent["facts"]): boolean {
  return !isSilent && isRuleKnown(basis, rule);
}

function findingsOf({ facts, region, segments, texts }: RegionContent): string[] {
  const { count, clinics: rows } = facts;
  const { findings } = texts.own;
  if (facts.isSilent) return [fillSentence(texts.terms.noPlans.text, { regions: region.name })];
  if (count.share === null) return [fillSentence(findings.noClinics, { region: region.name })];
  // The reservations say which months are missing.
  if (!isToldOf(facts)) return [];
  const clinics = countWords(count.clinics);
  const pass = countWords(count.pass);
  const started = rows.filter((clinic) => clinic.isNew).length;
  const months = String(segments.limits.newMonths);
  return [
    fillSentence(findings.share, { share: shareWords(count.share), region: region.name, pass, clinics }),
    ...changeOf(facts, findings),
    ...shownBreaks(facts).map((one) => breakSentence(one, findings.ruleBreak)),
    fillSentence(findings.fail, { fail: countWords(count.fail), clinics }),
    ...(count.unknown === 0
      ? []
      : [fillSentence(findings.unknown, { unknown: countWords(count.unknown), clinics })]),
    ...(started === 0
      ? []
      : [fillSentence(findings.newClinics, { new: countWords(started), clinics, months })]),
  ];
}

/** Whether the region has answered, how many clinics wait for a word, and where notes are that no clinic has any more. */
function answerLines({ facts, texts }: RegionContent): string[] {
  const { answers, adrift } = texts.own;
  const lines: string[] = [];
  if (facts.answer !== null) {
    const { month, waiting, failing, since } = facts.answer;
    lines.push(month === null ? answers.none : fillSentence(answers.answered, { month: monthWords(month) }));
    const counts = { waiting: countWords(waiting), failing: countWords(failing) };
    // Who never answered may never have been asked: since when is not known
    if (since !== null)
      lines.push(
        month === null
          ? fillSentence(answers.waitingAnyway, counts)
          : fillSentence(answers.waiting, { ...counts, month: monthWords(since) }),
      );
    else if (failing > 0) lines.push(fillSentence(answers.complete, { failing: countWords(failing) }));
  }
  if (facts.adrift.length > 0)
    lines.push(fillSentence(adrift.line, { notes: countWords(facts.adrift.length), sheet: adrift.sheet }));
  if (facts.writtenElsewhere.length > 0) {
    const clinics = new Set(facts.writtenElsewhere.map(clinicKey)).size;
    lines.push(fillSentence(adrift.elsewhere.line, { clinics: countWords(clinics), sheet: adrift.sheet }));
  }
  return lines;
}

/**
 * How the share has moved since the month before, as a reader of both figures would calculate it, where that is more than it
 * usually moves in this region; of few clinics the numbers of that month; nothing where another rule took over between them.
 */
function changeOf(
  { basis, trend, trendRules }: RegionContent["facts"],
  findings: RegionContent["texts"]["own"]["findings"],
): string[] {
  const now = trend.find(({ month }) => month === basis.month);
  const before = trend.find(({ month }) => month === addMonths(basis.month, -1));
  const [earlier, latest] = [before?.share ?? null, now?.share ?? null];
  if (before === undefined || earlier === null || latest === null) return [];
  if (ruleBreaks(trendRules, before.month).length > 0) return [];
  const points = tenthsOfPercent(latest) - tenthsOfPercent(earlier);
  const month = monthWords(before.month);
  if (now !== undefined && isFewForPercent(now.clinics, before.clinics)) {
    const counted = { pass: countWords(before.pass), clinics: countWords(before.clinics) };
    return [fillSentence(findings.changeFew, { month, ...counted })];
  }
  const share = shareWords(earlier);
  if (points === 0) return [fillSentence(findings.changeNone, { month })];
  const shares = trend.flatMap((row) => (row.share === null ? [] : [{ month: row.month, value: row.share }]));
  const variation = shareVariation(shares, {
    rules: ruleBreaks(trendRules).map(({ from }) => from),
    levels: [],
  });
  const isKnown = variation?.points.some((point) => point.month === basis.month) === true;
  const isSignal = variation?.signals.some((signal) => signal.month === basis.month) === true;
  const { up, down } = findings[isSignal ? "changeMore" : isKnown ? "changeUsual" : "change"];
  return [fillSentence(points > 0 ? up : down, { points: pointWords(Math.abs(points)), month, share })];
}

/** How many clinics each segment has; the rows add up to the last. */
function segmentTable({ facts, segments, texts }: RegionContent): WorkbookTable {
  const { own } = texts;
  const total = facts.clinics.length;
  const row = (name: string, clinics: number): CellContent[] => [
    name,
    clinics,
    total === 0 ? null : clinics / total,
  ];
  const number = (id: string | null): number => facts.clinics.filter(({ segment }) => segment === id).length;
  const without = number(null);
  return {
    kind: "table",
    name: own.segments.table,
    emptyText: own.clinics.none,
    columns: [
      { header: own.segments.columns.segment, kind: "text", width: firstWidth },
      { header: own.segments.columns.clinics, kind: "count", width: 16 },
      {
        ...{ header: own.segments.columns.share, kind: "share", width: 28, bar: { full: 1 } },
        whenEmpty: own.clinics.none,
      },
    ],
    rows: [
      ...segments.segments.map(({ id, name }) => row(name, number(id))),
      ...(without === 0 ? [] : [row(segments.none.name, without)]),
      row(own.outcome.total, total),
    ],
  };
}

function shownTrend({ trend }: RegionContent["facts"]): readonly MonthCompliance[] {
  return trend.slice(-trendMonths);
}

/** The rules that took over within the months that are shown. */
function shownBreaks(facts: RegionContent["facts"]): RuleFrom[] {
  return ruleBreaks(facts.trendRules, shownTrend(facts)[0]?.month);
}

/** The newest months, with the rule of each where it is not the same for all. */
function trendTable({ facts, texts }: RegionContent): WorkbookTable {
  const { table, none, columns } = texts.own.trend;
  const hasBreak = shownBreaks(facts).length > 0;
  return {
    kind: "table",
    name: table,
    emptyText: none,
    columns: [
      { header: columns.month, kind: "month", width: firstWidth },
      { header: columns.pass, kind: "count", width: 16 },
      { header: columns.share, kind: "share", width: 28, bar: { full: 1 }, whenEmpty: none },
      { header: columns.clinics, kind: "count", width: 16 },
      ...(hasBreak ? [{ header: columns.rule, kind: "text" as const, width: 60, wrap: true }] : []),
    ],
    rows: shownTrend(facts)
      .toReversed()
      .map(({ month, pass, share, clinics }) => [
        ...[month, pass, share, clinics],
        ...(hasBreak ? [ruleAt(facts.trendRules, month)?.threshold ?? null] : []),
      ]),
  };
}
