import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { fillSentence, sentence } from "../../../defs/yaml/sentence.js";
import { countWords, dateWords, monthWords } from "../../../domain/danish.js";
import type { ComplianceCount, MonthCompliance } from "../../../domain/shapes/figures.js";
import { fromMonthBefore, shareFinding } from "../../findings/share-findings.js";
import type { ShareVariation } from "../../../domain/statistics/share-limits.js";
import { shareVariation } from "../../../domain/statistics/share-limits.js";
import { levelMonths } from "../../../question/level-changes.js";
import { levelSentences } from "../../shared/level-changes.js";
import type { MonthValue } from "../../shared/month-axis.js";
import { isRuleKnown, ruleMonthsKnown } from "../../shared/rule.js";
import { drawShareLine } from "../../shared/share-line.js";
import { bandColumns, goalColumn, guideSeries } from "./bands.js";
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
  band: text,
  description: sentence(
    ...(["first", "last", "finding", "pass", "clinics", "fail", "unknown", "status", "floor"] as const),
  ),
  caption: text,
  /** `end`: what stands at the end of the native line. */
  columns: z.strictObject({ month: text, clinics: text, share: text, end: text }),
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
  const { basis, compliance, goals = [] } = facts;
  const trend = trendWithNewest(facts);
  const finding = complianceFinding(context);
  const variation = complianceVariation(facts);
  const status = definition.terms.rule.statuses[facts.rule.status].toLocaleLowerCase("da-DK");
  const sheet = sheetOf(trend, { ...context, variation });
  const line = drawShareLine({
    points: sharesOf(trend),
    month: basis.month,
    ruleChanges: [facts.ruleFrom],
    variation,
    goals: goals.map(({ share, label }) => ({ share, lines: label })),
    words: { newest: texts.pass, ruleChange: texts.ruleChange },
  });
  const { levels, floor } = line;
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
    notes: [
      ...complianceNotes(context, status),
      [fillSentence(texts.axis, { floor }), ...variationNotes(variation, context)].join(" "),
      ...goals.map(({ text: told }) => told),
    ],
    input: compliance.clinics === 0 ? null : line.input,
    narrowInput: line.narrowInput,
    sheet,
    native: {
      shape: "lines",
      unit: "share",
      hidesValueAxis: false,
      valueAxis: { from: levels[0] ?? 0, to: levels.at(-1) ?? 1, step: (levels[1] ?? 1) - (levels[0] ?? 0) },
      series: nativeSeries(sheet, context),
      notesBelow: [...facts.restated.shareLines],
    },
    showsCompliance: true,
    showsWindow: true,
  };
}

function sharesOf(trend: readonly MonthCompliance[]): MonthValue[] {
  return trend.flatMap(({ month, share }) => (share === null ? [] : [{ month, value: share }]));
}

/** How the share varies from month to month; null: too few months are known. */
export function complianceVariation(
  facts: Pick<
    FigureContext["facts"],
    "basis" | "compliance" | "complianceTrend" | "rule" | "ruleFrom" | "levelChanges"
  >,
): ShareVariation | null {
  return shareVariation(sharesOf(trendWithNewest(facts)), {
    rules: [facts.ruleFrom],
    levels: levelMonths(facts.levelChanges ?? [], "ok22"),
  });
}

/** What the band is, whether the newest month lies in it, and where it was computed anew. */
function variationNotes(
  variation: ShareVariation | null,
  { facts: { basis, levelChanges = [] }, definition, words: texts }: WordedContext<Words>,
): string[] {
  const { shares, levelChange } = definition.findings;
  const changed = levelSentences(levelChanges, "ok22", levelChange);
  const said = fromMonthBefore(variation, basis.month, shares.fromMonthBefore);
  return said === null ? changed : [texts.band, said, ...changed];
}

/** The line with the newest month and the same month of earlier years on it, the band behind it, and the goals. */
function nativeSeries(sheet: FigureSheet, { facts }: WordedContext<Words>): FigureSeries[] {
  const months = spanOf(sheet);
  const [newest = months.length - 1, ...before] = comparedRows(months, facts.basis.month);
  const earlier = before.toReversed();
  const share = sheet.columns.findIndex(({ kind, shownIn }) => kind === "share" && shownIn === undefined);
  const line: FigureSeries = {
    column: share,
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
  return [...guideSeries(sheet, newest), line];
}

function sheetOf(
  trend: readonly MonthCompliance[],
  context: WordedContext<Words> & { variation: ShareVariation | null },
): FigureSheet {
  const { words, facts, definition, variation } = context;
  const { columns, caption } = words;
  const months = trend.map(({ month }) => month);
  const shares = trend.map(({ share }) => share);
  const bands = variation?.points ?? [];
  return {
    heading: columns.month,
    rows: months,
    isOfMonths: true,
    stressed: facts.basis.month,
    columns: [
      { heading: columns.clinics, kind: "count", values: trend.map(({ clinics }) => clinics) },
      ...outcomeColumns(context).map(({ heading, of }) => ({
        heading,
        kind: "count" as const,
        values: trend.map(of),
      })),
      { heading: columns.share, chartHeading: columns.end, kind: "share", values: shares },
      ...bandColumns({ months, values: shares, bands, kind: "share" }, definition.texts.deck.limits),
      ...(facts.goals ?? []).map((goal) => goalColumn(goal, months)),
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
}: Pick<FigureContext["facts"], "basis" | "compliance" | "complianceTrend" | "rule">): MonthCompliance[] {
  const earlier = complianceTrend.filter(({ month }) => month < basis.month);
  return isRuleKnown(basis, rule) ? [...earlier, { month: basis.month, ...compliance }] : earlier;
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

/**
 * The share that meets the requirement, held against that of a year before where it was the same requirement and all
 * months that it looks at are known: plans that nobody has loaded would read as a fall.
 */
function complianceFinding({ facts, definition }: FigureContext): string | null {
  const { basis, rule } = facts;
  const texts = definition.findings.shares.ok22;
  if (!isRuleKnown(basis, rule)) {
    const { known, months } = ruleMonthsKnown(basis, rule);
    return fillSentence(texts.partial, { known: String(known), months: String(months) });
  }
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
