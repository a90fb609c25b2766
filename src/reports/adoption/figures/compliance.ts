import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { fillSentence, sentence } from "../../../defs/yaml/sentence.js";
import {
  countWords,
  dateWords,
  monthWords,
  shareWords,
  shortMonthYearWords,
} from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import type { ComplianceCount, MonthCompliance } from "../../../domain/shapes/figures.js";
import type { ChartInput } from "../../../render/chart/content.js";
import { shareFinding } from "../../findings/share-findings.js";
import { monthAxis, sameMonthsBefore } from "../../shared/month-axis.js";
import { lackingMonths, monthsBehind } from "../../shared/rule.js";
import { levelsOf, runsOf, shareStep } from "../../shared/share-axis.js";
import type { FigureContext, FigureKind, FigureParts, FigureSeries, WordedContext } from "./figure.js";
import { comparedRows } from "./month-series.js";
import { outcomeColumns } from "./outcomes.js";
import type { FigureSheet } from "./sheet.js";
import { shareOrNone, spanOf } from "./sheet.js";

const words = z.strictObject({
  title: text,
  shareNote: sentence("date", "share", "pass", "clinics"),
  notes: z.array(sentence("threshold", "status", "statusText")),
  noClinics: text,
  /** Beside the newest month, and where another rule begins. */
  pass: text,
  ruleChange: text,
  axis: sentence("floor"),
  description: sentence(
    ...(["first", "last", "finding", "pass", "clinics", "fail", "unknown", "status", "floor"] as const),
  ),
  caption: text,
  columns: z.strictObject({ month: text, clinics: text, share: text }),
});

type Words = z.output<typeof words>;

/** How many clinics meet the requirement, now and in every month that has a full window. Says so while the rule is unconfirmed. */
export const figure: FigureKind<Words> = {
  words,
  metric: "ok22",
  whyWithheld: ({ disclosure: { country, texts } }) => (country === null ? texts.country : null),
  compose,
};

function compose(context: WordedContext<Words>): FigureParts {
  const { facts, definition, words: texts } = context;
  const { basis, compliance } = facts;
  const trend = trendWithNewest(facts);
  const finding = complianceFinding(context);
  const axis = monthAxis(
    trend.map(({ month }) => month),
    basis.month,
  );
  const status = definition.terms.rule.statuses[facts.rule.status].toLocaleLowerCase("da-DK");
  const sheet = sheetOf(trend, context);
  const shares = lineOf(sheet.columns.length - 1, spanOf(sheet), basis.month);
  const levels = shareLevels(trend);
  const chart = chartInput(trend, levels, context);
  const floor = shareWords(levels[0] ?? 0).replace(",0", "");
  return {
    title: texts.title,
    finding,
    description: describe(context, {
      first: monthWords(trend[0]?.month ?? basis.month),
      last: monthWords(basis.month),
      finding: finding ?? texts.noClinics,
      ...countsInWords(compliance),
      status,
      floor,
    }),
    notes: [...complianceNotes(context, status), fillSentence(texts.axis, { floor })],
    input:
      compliance.clinics === 0
        ? null
        : { values: { months: axis.months, ...axis.wide, ...chart.values }, data: chart.data },
    narrowInput: { values: { ...axis.narrow } },
    sheet,
    native: {
      shape: "lines",
      unit: "share",
      hidesValueAxis: false,
      valueAxis: { from: levels[0] ?? 0, to: levels.at(-1) ?? 1, step: shareStep },
      series: [shares],
      notesBelow: [...facts.restated.shareLines],
    },
    showsCompliance: true,
    showsWindow: true,
  };
}

/** A line with the newest month and the same month of earlier years on it. */
function lineOf(column: number, months: readonly Month[], month: Month): FigureSeries {
  const [newest = months.length - 1, ...before] = comparedRows(months, month);
  const earlier = before.toReversed();
  return {
    column,
    drawn: "mark",
    color: "focus",
    points: [...earlier, newest].map((row) => ({ row, color: "focus" as const })),
    labels: [
      // that of the first month would lie on the axis
      ...earlier
        .filter((row) => row > 0)
        .map((row) => ({ row, color: "text" as const, stressed: false, namesSeries: false })),
      { row: newest, color: "focus", stressed: true, namesSeries: true },
    ],
  };
}

function sheetOf(trend: readonly MonthCompliance[], context: WordedContext<Words>): FigureSheet {
  const { columns, caption } = context.words;
  return {
    heading: columns.month,
    rows: trend.map(({ month }) => month),
    isOfMonths: true,
    stressed: context.facts.basis.month,
    columns: [
      { heading: columns.clinics, kind: "count", values: trend.map(({ clinics }) => clinics) },
      ...outcomeColumns(context).map(({ heading, of }) => ({
        heading,
        kind: "count" as const,
        values: trend.map(of),
      })),
      { heading: columns.share, kind: "share", values: trend.map(({ share }) => share) },
    ],
    table: { caption, folded: true, layout: "newest-first" },
  };
}

function describe(
  { facts, words: texts }: WordedContext<Words>,
  counted: Record<
    "first" | "last" | "finding" | "status" | "floor" | keyof ReturnType<typeof countsInWords>,
    string
  >,
): string {
  return facts.guarded === undefined
    ? fillSentence(texts.description, counted)
    : fillSentence(facts.guarded.texts.ok22, counted);
}

/** The share as in the risk log, who is counted, the requirement and its status. */
function complianceNotes({ facts, words: texts }: WordedContext<Words>, status: string): string[] {
  const { basis, compliance, rule } = facts;
  const share = fillSentence(texts.shareNote, {
    date: dateWords(basis.date),
    share: shareOrNone(compliance.share),
    clinics: String(compliance.clinics),
    pass: String(compliance.pass),
  });
  const values = { threshold: rule.threshold, status, statusText: rule.statusText ?? "" };
  const others = texts.notes.map((note) => fillSentence(note, values)).filter((note) => note !== "");
  return compliance.share === null ? others : [share, ...others];
}

/** The trend with the report month at its end; without it where that month's window is not full. */
function trendWithNewest({
  basis,
  compliance,
  complianceTrend,
  rule,
}: FigureContext["facts"]): MonthCompliance[] {
  const earlier = complianceTrend.filter(({ month }) => month < basis.month);
  return lackingMonths(basis, rule).length > 0
    ? earlier
    : [...earlier, { month: basis.month, ...compliance }];
}

function countsInWords(
  count: ComplianceCount,
): Record<"share" | "pass" | "fail" | "unknown" | "notPass" | "clinics", string> {
  return {
    notPass: countWords(count.clinics - count.pass),
    share: shareOrNone(count.share),
    pass: countWords(count.pass),
    fail: countWords(count.fail),
    unknown: countWords(count.unknown),
    clinics: countWords(count.clinics),
  };
}

/** Each month's share on a line that breaks where a month is missing and where another rule begins, and the months compared. */
function chartInput(
  trend: readonly MonthCompliance[],
  levels: number[],
  context: WordedContext<Words>,
): ChartInput {
  const { facts, words: texts } = context;
  const { month: newest } = facts.basis;
  const points = trend.flatMap(({ month, share }) => (share === null ? [] : [{ month, value: share }]));
  const changes = points.some(({ month }) => month < facts.ruleFrom) ? [facts.ruleFrom] : [];
  const runs = runsOf(points, changes);
  const compared = new Set([
    newest,
    ...sameMonthsBefore(
      newest,
      trend.map(({ month }) => month),
    ),
  ]);
  const labels = trend.flatMap(({ month, share }) =>
    share !== null && compared.has(month) ? [{ month, share }] : [],
  );
  return {
    values: { levels, shares: [levels[0] ?? 0, levels.at(-1) ?? 1] },
    data: {
      points: runs.map(({ month, value, run }) => ({ month, share: value, run })),
      changes: changes.map((month) => ({ month, label: texts.ruleChange })),
      labels: labels.map(({ month, share }) => ({
        month,
        share,
        newest: month === newest,
        // The first one would reach into the axis.
        align: month === trend[0]?.month ? "left" : "center",
        lines:
          month === newest
            ? [texts.pass, shareWords(share)]
            : [shortMonthYearWords(month), shareWords(share)],
      })),
    },
  };
}

/** The levels of the axis, which does not begin at 0: a change of a point would not be seen. */
function shareLevels(trend: readonly MonthCompliance[]): number[] {
  const shares = trend.flatMap(({ share }) => (share === null ? [] : [share]));
  return levelsOf(shares, Math.min(...shares, 1));
}

/**
 * The share that meets the requirement, held against that of a year before where it was the same requirement and all
 * months that it looks at are known: plans that nobody has loaded would read as a fall.
 */
function complianceFinding({ facts, definition }: FigureContext): string | null {
  const { basis, rule } = facts;
  const texts = definition.findings.shares.ok22;
  const behind = monthsBehind(basis.month, rule);
  const known = behind.length - lackingMonths(basis, rule).length;
  if (known < behind.length)
    return fillSentence(texts.partial, { known: String(known), months: String(behind.length) });
  const rows = trendWithNewest(facts).map(({ month, pass, clinics }) => ({
    month,
    part: pass,
    whole: clinics,
  }));
  return shareFinding(rows, {
    month: basis.month,
    comparableFrom: facts.ruleFrom,
    crossings: facts.complianceCrossings,
    falseAlarm: definition.comparisons.changes.falseAlarm,
    texts,
  });
}
