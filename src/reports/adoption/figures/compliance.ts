import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { fillSentence, sentence } from "../../../defs/yaml/sentence.js";
import { countWords, dateWords, monthWords, shareWords } from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import type { ComplianceCount, MonthCompliance } from "../../../domain/shapes/figures.js";
import type { JsonObject } from "../../../render/style.js";
import { shareFinding } from "../../findings/share-findings.js";
import { monthAxis, sameMonthsBefore, spreadLabels } from "../../shared/month-axis.js";
import { lackingMonths, monthsBehind } from "../../shared/rule.js";
import type { FigureContext, FigureKind, FigureParts, WordedContext } from "./figure.js";
import { comparedNote, comparedSeries } from "./month-series.js";
import { outcomeColumns } from "./outcomes.js";
import type { FigureSheet } from "./sheet.js";
import { shareOrNone, spanOf } from "./sheet.js";

const words = z.strictObject({
  title: text,
  shareNote: sentence("date", "share", "pass", "clinics"),
  notes: z.array(sentence("threshold", "status", "statusText")),
  noClinics: text,
  description: sentence(
    ...(["first", "last", "finding", "pass", "clinics", "fail", "unknown", "status"] as const),
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
  const shares = comparedSeries(sheet.columns.length - 1, spanOf(sheet), basis.month);
  return {
    title: texts.title,
    finding,
    description: describe(context, {
      first: monthWords(trend[0]?.month ?? basis.month),
      last: monthWords(basis.month),
      finding: finding ?? texts.noClinics,
      ...countsInWords(compliance),
      status,
    }),
    notes: complianceNotes(context, status),
    input:
      compliance.clinics === 0
        ? null
        : { values: { months: axis.months, ...axis.wide }, data: chartData(trend, context) },
    narrowInput: { values: { ...axis.narrow } },
    sheet,
    native: {
      shape: "columns",
      unit: "share",
      hidesValueAxis: false,
      series: [shares],
      notesAbove: comparedNote(shares, context),
      notesBelow: [...facts.restated.shareLines],
    },
    showsCompliance: true,
    showsWindow: true,
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
  counted: Record<"first" | "last" | "finding" | "status" | keyof ReturnType<typeof countsInWords>, string>,
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

function chartData(
  trend: readonly MonthCompliance[],
  { facts, definition }: FigureContext,
): Record<string, JsonObject[]> {
  const { month: newest } = facts.basis;
  const { outcomes } = definition.terms;
  const nameOf = (outcome: "pass" | "fail" | "unknown"): string =>
    outcome === "fail" && facts.guarded !== undefined ? outcomes.notPass : outcomes[outcome];
  const drawn = trend.filter(({ clinics }) => clinics > 0);
  const [yearBefore] = sameMonthsBefore(
    newest,
    drawn.map(({ month }) => month),
  );
  const now = facts.compliance;
  const labels = (
    [
      ["pass", now.pass, now.pass / 2],
      ["unknown", now.unknown, now.pass + now.unknown / 2],
      ["fail", now.fail, now.pass + now.unknown + now.fail / 2],
    ] as const
  ).filter(([, count]) => count > 0);
  const places = spreadLabels(
    labels.map(([, , middle]) => middle / now.clinics),
    0.18,
  );
  return {
    segments: drawn.flatMap((row) => segmentsOf(row, { newest, yearBefore })),
    labels: drawn
      .filter(({ month }) => month === yearBefore)
      .map((row) => ({ month: row.month, share: row.pass / row.clinics, text: shareOrNone(row.share) })),
    seriesLabels: labels.map(([outcome, count], index) => ({
      month: newest,
      y: places[index] ?? 0,
      series: `${outcome}-label`,
      lines: [nameOf(outcome), `${countWords(count)} (${shareWords(count / now.clinics)})`],
    })),
  };
}

function segmentsOf(
  { month, clinics, pass, unknown }: MonthCompliance,
  { newest, yearBefore }: { newest: Month; yearBefore: Month | undefined },
): JsonObject[] {
  const tone = month === newest ? "pass-newest" : month === yearBefore ? "pass-compare" : "pass";
  const passEnd = pass / clinics;
  const unknownEnd = (pass + unknown) / clinics;
  return [
    { month, from: 0, to: passEnd, tone },
    { month, from: passEnd, to: unknownEnd, tone: "unknown" },
    { month, from: unknownEnd, to: 1, tone: "fail" },
  ].filter(({ from, to }) => to > from);
}

/**
 * The share that meets the requirement, held against that of a year before where it was the same requirement and all
 * months that it looks at are known: plans that nobody has loaded would read as a fall.
 */
function complianceFinding({ facts, definition }: FigureContext): string | null {
  const { basis, rule } = facts;
  const texts = definition.findings.shares.ok22;
  const behind = monthsBehind(basis.month, rule);
  const known = behind.filter((month) => basis.knownMonths.includes(month)).length;
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
