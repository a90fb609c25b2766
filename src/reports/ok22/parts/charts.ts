import type { Ok22Texts } from "../report-file.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { BinCount } from "../../../domain/shapes/figures.js";
import type { ChartContent, ChartInput } from "../../../render/chart/content.js";
import { breakSentence, reservationsOf, ruleBreaks, withMarks } from "../../shared/rule.js";
import type { Ok22View } from "../shown.js";
import { countWords, dateWords, monthWords, shareWords } from "../../../domain/danish.js";
import type { ShareVariation } from "../../../domain/statistics/share-limits.js";
import { shareVariation } from "../../../domain/statistics/share-limits.js";
import { levelMonths } from "../../../question/level-changes.js";
import type { MonthValue } from "../../shared/month-axis.js";
import { extremesOf } from "../../shared/month-axis.js";
import { drawShareLine } from "../../shared/share-line.js";

/** A chart's content with what its words are to say and show. */
interface ChartParts {
  id: string;
  title: string;
  description: string;
  input: ChartInput | null;
  narrowInput: Partial<ChartInput>;
  emptyText: string;
  /** False for figures that do not rest on the rule: they carry no mark of its status. */
  showsCompliance: boolean;
}

/** A chart as the report shows it: with its month, its marks and what it says to who cannot see it. */
export function chartOf(
  parts: ChartParts,
  view: Pick<Ok22View, "basis" | "rule">,
  { terms }: Ok22Texts,
): ChartContent {
  const { id, title, description, input, narrowInput, emptyText } = parts;
  const rule = parts.showsCompliance ? view.rule : { ...view.rule, status: "confirmed" as const };
  const marks = reservationsOf(view.basis, rule, terms).map(({ label }) => label);
  return {
    id,
    language: terms.language,
    headline: title,
    subtitle: null,
    title,
    description: withMarks(description, marks),
    stamp: `${monthWords(view.basis.month)}, ${dateWords(view.basis.date)}`,
    marks,
    notes: [],
    emptyText: input === null ? emptyText : null,
    input: input ?? { values: {}, data: {} },
    narrowInput,
  };
}

/** The share in every month that has one, with a break where another rule begins. Its caption says where its axis begins. */
export function trendChart(view: Ok22View, texts: Ok22Texts): { chart: ChartContent; caption: string } {
  const words = texts.own.sections.trend;
  const points = pointsOf(view);
  const breaks = ruleBreaks(view.trendRules);
  const variation = variationOf(view);
  const line = drawShareLine({
    points,
    month: view.basis.month,
    ruleChanges: breaks.map(({ from }) => from),
    variation,
    goals: view.goals.map(({ share, label }) => ({ share, lines: label })),
    words: { newest: texts.terms.outcomes.pass, ruleChange: words.ruleChange },
  });
  const chart = chartOf(
    {
      id: "trend",
      title: words.chartTitle,
      description: [
        describeTrend(points, words),
        ...breaks.map((one) => breakSentence(one, texts.own.findings.ruleBreak)),
      ].join(" "),
      input: points.length === 0 ? null : line.input,
      narrowInput: line.narrowInput,
      emptyText: words.noTrend,
      showsCompliance: true,
    },
    view,
    texts,
  );
  const caption = fillSentence(words.chartCaption, { floor: line.floor });
  return { chart, caption: variation === null ? caption : `${caption} ${words.band}` };
}

function pointsOf({ trend }: Pick<Ok22View, "trend">): MonthValue[] {
  return trend.flatMap(({ month, count }) => (count.share === null ? [] : [{ month, value: count.share }]));
}

/** How the share varies from month to month; null: too few months are known. */
export function variationOf(
  view: Pick<Ok22View, "trend" | "trendRules" | "levelChanges">,
): ShareVariation | null {
  return shareVariation(pointsOf(view), {
    rules: ruleBreaks(view.trendRules).map(({ from }) => from),
    levels: levelMonths(view.levelChanges, "ok22"),
  });
}

/** The span of a trend in words, and where it is highest and lowest. */
function describeTrend(points: readonly MonthValue[], words: Ok22Texts["own"]["sections"]["trend"]): string {
  const found = extremesOf(points);
  const [first, last] = [points[0], points.at(-1)];
  if (found === null || first === undefined || last === undefined) return words.noTrend;
  return fillSentence(words.chartDescription, {
    first: monthWords(first.month),
    firstShare: shareWords(first.value),
    last: monthWords(last.month),
    lastShare: shareWords(last.value),
    highest: monthWords(found.highest.month),
    highestShare: shareWords(found.highest.value),
    lowest: monthWords(found.lowest.month),
    lowestShare: shareWords(found.lowest.value),
  });
}

/** What a chart of bins shows beside its bins. */
export interface BinChart {
  id: string;
  title: string;
  axis: string;
  description: (bins: string) => string;
  /** Labels of the bins that stand out. */
  focus: readonly string[];
  /** Label of a bin that stands apart, after the others. */
  apart: string | null;
  emptyText: string;
  showsCompliance: boolean;
}

/** Numbers of clinics by bin. */
export function binChart(
  bins: readonly BinCount[],
  asked: BinChart,
  { view, texts }: { view: Ok22View; texts: Ok22Texts },
): ChartContent {
  const all = bins.reduce((sum, { clinics }) => sum + clinics, 0);
  const input: ChartInput | null =
    all === 0
      ? null
      : {
          values: {
            bins: bins.map(({ label }) => label),
            tickLabels: Object.fromEntries(bins.map(({ label }) => [label, wordLines(label)])),
            axisTitle: asked.axis,
            top: Math.max(...bins.map(({ clinics }) => clinics)),
          },
          data: {
            rows: bins.map(({ label, clinics }) => ({
              bin: label,
              clinics,
              count: countWords(clinics),
              share: shareWords(clinics / all),
              role: label === asked.apart ? "unknown" : asked.focus.includes(label) ? "focus" : "context",
            })),
          },
        };
  const { id, title, emptyText, showsCompliance } = asked;
  const words = bins.map(({ label, clinics }) => `${label}: ${countWords(clinics)}`).join(", ");
  return chartOf(
    { id, title, description: asked.description(words), input, narrowInput: {}, emptyText, showsCompliance },
    view,
    texts,
  );
}

/** A label in two lines, so that it stands under a narrow column; a unit stays with its number. */
function wordLines(label: string): string[] {
  const [first = "", ...others] = label.split(/ (?!%)/);
  return others.length === 0 ? [first] : [first, others.join(" ")];
}
