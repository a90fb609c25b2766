import { fillSentence } from "../../defs/yaml/sentence.js";
import type { ComplianceCount, MonthCompliance } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import type { JsonObject } from "../../render/style.js";
import { capitalized, countWords, dateWords, monthWords, shareWords } from "../../domain/danish.js";
import { monthsBehind } from "../shared/rule.js";
import { monthAxis, sameMonthsBefore, spreadLabels } from "../shared/month-axis.js";
import { shareFinding } from "../findings/share-findings.js";
import type { FigureContext, SteeringFigure } from "./figure.js";
import { composeFigure } from "./figure.js";
import { outcomeColumns } from "./outcomes.js";

/** How many clinics meet the requirement, now and in every month that has a full window. Says so while the rule is unconfirmed. */
export function composeCompliance(context: FigureContext): SteeringFigure {
  const { facts, definition } = context;
  const { basis, compliance } = facts;
  const texts = definition.texts.figures.ok22;
  const trend = trendWithNewest(facts);
  const finding = complianceFinding(context);
  const axis = monthAxis(
    trend.map(({ month }) => month),
    basis.month,
  );
  const status = definition.terms.rule.statuses[facts.rule.status].toLocaleLowerCase("da-DK");
  const words = countsInWords(compliance);
  return composeFigure(
    {
      id: "ok22",
      title: texts.title,
      finding,
      description: describe(context, {
        first: monthWords(trend[0]?.month ?? basis.month),
        last: monthWords(basis.month),
        finding: finding ?? texts.noClinics,
        ...words,
        status,
      }),
      notes: complianceNotes(context, status),
      input:
        compliance.clinics === 0
          ? null
          : { values: { months: axis.months, ...axis.wide }, data: chartData(trend, context) },
      narrowInput: { values: { ...axis.narrow } },
      table: complianceTable(trend, context),
      csv: {
        columns: csvColumns(context),
        rows: trend.map((row) => [
          row.month,
          row.clinics,
          ...outcomeColumns(context).map(({ of }) => of(row)),
          row.share,
        ]),
      },
      showsCompliance: true,
      showsWindow: true,
    },
    context,
  );
}

function describe(
  { facts, definition }: FigureContext,
  words: Record<"first" | "last" | "finding" | "status" | keyof ReturnType<typeof countsInWords>, string>,
): string {
  return facts.guarded === undefined
    ? fillSentence(definition.texts.figures.ok22.description, words)
    : fillSentence(facts.guarded.texts.ok22, words);
}

/** The share as in the risk log, who is counted, the requirement and its status. */
function complianceNotes({ facts, definition }: FigureContext, status: string): string[] {
  const { basis, compliance, rule } = facts;
  const texts = definition.texts.figures.ok22;
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

/** The trend with the report month at its end, also where that month's window is not full. */
function trendWithNewest({ basis, compliance, complianceTrend }: FigureContext["facts"]): MonthCompliance[] {
  const earlier = complianceTrend.filter(({ month }) => month < basis.month);
  return [...earlier, { month: basis.month, ...compliance }];
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
  const { basis, compliance, rule } = facts;
  const texts = definition.findings.shares.ok22;
  const behind = monthsBehind(basis.month, rule);
  const known = behind.filter((month) => basis.knownMonths.includes(month)).length;
  if (known < behind.length && compliance.share !== null)
    return fillSentence(texts.partial, {
      share: shareWords(compliance.share),
      known: String(known),
      months: String(behind.length),
    });
  const rows = trendWithNewest(facts).map(({ month, pass, clinics }) => ({
    month,
    part: pass,
    whole: clinics,
  }));
  return shareFinding(rows, {
    month: basis.month,
    comparableFrom: facts.ruleFrom,
    texts,
  });
}

function complianceTable(
  trend: readonly MonthCompliance[],
  { facts, definition }: FigureContext,
): SteeringFigure["table"] {
  const texts = definition.texts.figures.ok22;
  const outcomes = outcomeColumns({ facts, definition });
  const numbers = [texts.columns.clinics, ...outcomes.map(({ heading }) => heading), texts.columns.share];
  return {
    kind: "table",
    caption: texts.caption,
    folded: true,
    columns: [
      { heading: texts.columns.month, align: "text" },
      ...numbers.map((heading) => ({ heading, align: "number" as const })),
    ],
    rows: [...trend].reverse().map((row) => ({
      cells: [
        capitalized(monthWords(row.month)),
        ...[row.clinics, ...outcomes.map(({ of }) => of(row))].map(countWords),
        shareOrNone(row.share),
      ],
      stressed: row.month === facts.basis.month,
    })),
  };
}

function csvColumns(context: FigureContext): string[] {
  const { columns } = context.definition.texts.figures.ok22;
  const outcomes = outcomeColumns(context).map(({ heading }) => heading);
  return [columns.month, columns.clinics, ...outcomes, columns.share];
}

function shareOrNone(share: number | null): string {
  return share === null ? "–" : shareWords(share);
}
