import type { Ok22Texts } from "../report-file.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { BinCount } from "../../../domain/shapes/figures.js";
import { addMonths } from "../../../domain/month.js";
import type { ChartContent, ChartInput } from "../../../render/chart/content.js";
import { breakSentence, reservationsOf, ruleBreaks, withMarks } from "../../shared/rule.js";
import type { Ok22View } from "../shown.js";
import {
  countWords,
  dateWords,
  monthWords,
  shareWords,
  shortMonthYearWords,
} from "../../../domain/danish.js";
import type { MonthValue } from "../../shared/month-axis.js";
import { extremesOf, monthAxis } from "../../shared/month-axis.js";
import type { RunPoint } from "../../shared/share-axis.js";
import { levelsOf, runsOf, shareStep } from "../../shared/share-axis.js";

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

/** The share in every month that has one, with a break where another rule begins. Also says where its axis begins. */
export function trendChart(view: Ok22View, texts: Ok22Texts): { chart: ChartContent; floor: string } {
  const words = texts.own.sections.trend;
  const points = view.trend.flatMap(({ month, count }) =>
    count.share === null ? [] : [{ month, value: count.share }],
  );
  const breaks = ruleBreaks(view.trendRules);
  const changes = breaks.map(({ from }) => from);
  const axis = monthAxis(
    points.map(({ month }) => month),
    view.basis.month,
  );
  const runs = runsOf(points, changes);
  const ends = [runs[0], runs.at(-1)]
    .filter((point) => point !== undefined)
    .filter((point, place, all) => all.indexOf(point) === place)
    .map((point) => ({ ...point, place: labelPlace(point, runs) }));
  const below = ends.filter(({ place }) => place === "below").map(({ value }) => value);
  const levels = levelsOf(
    points.map(({ value }) => value),
    Math.min(...below, 1),
  );
  const input: ChartInput | null =
    points.length === 0
      ? null
      : {
          values: { ...axis.wide, months: axis.months, levels, shares: [levels[0] ?? 0, levels.at(-1) ?? 1] },
          data: {
            points: runs.map(({ month, value, run }) => ({ month, share: value, run })),
            changes: changes.map((month) => ({ month, label: words.ruleChange })),
            labels: ends.map(({ month, value, place }) => ({
              month,
              share: value,
              place,
              // The first one would reach into the axis on a narrow page.
              align: month === points[0]?.month ? "left" : "center",
              text: [shortMonthYearWords(month), shareWords(value)],
            })),
          },
        };
  const chart = chartOf(
    {
      id: "trend",
      title: words.chartTitle,
      description: [
        describeTrend(points, words),
        ...breaks.map((one) => breakSentence(one, texts.own.findings.ruleBreak)),
      ].join(" "),
      input,
      narrowInput: { values: { ...axis.narrow } },
      emptyText: words.noTrend,
      showsCompliance: true,
    },
    view,
    texts,
  );
  return { chart, floor: shareWords(levels[0] ?? 0).replace(",0", "") };
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

/** Above a point, unless the line falls or rises there so steeply that it would cross the label. */
function labelPlace(point: RunPoint, points: readonly RunPoint[]): "above" | "below" {
  const isSteep = points.some(
    ({ run, month, value }) =>
      run === point.run &&
      [-1, 1].some((step) => addMonths(month, step) === point.month) &&
      value - point.value > shareStep / 3,
  );
  return isSteep ? "below" : "above";
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
