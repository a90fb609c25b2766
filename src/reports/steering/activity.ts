import { fillSentence } from "../../defs/yaml/sentence.js";
import type { MonthActivity } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import type { ChartInput } from "../../render/chart/content.js";
import type { JsonObject } from "../../render/style.js";
import { capitalized, countWords, monthWords, shareWords, shortMonthYearWords } from "../../domain/danish.js";
import { monthAxis, sameMonthsBefore, spreadLabels } from "../shared/month-axis.js";
import { shareFinding } from "../findings/share-findings.js";
import type { FigureContext, SteeringFigure } from "./figure.js";
import { composeFigure } from "./figure.js";
import type { MonthAxis } from "../shared/month-axis.js";
import { describeSeries, seasonBands } from "./monthly.js";

/** Active clinics of each month under the clinics that were open. */
export function composeActivity(context: FigureContext): SteeringFigure {
  const { facts, definition } = context;
  const { activity, basis } = facts;
  const texts = definition.texts.figures["active-clinics"];
  const finding = activityFinding(context);
  const newest = activity.at(-1);
  const values = activity.map(({ month, active }) => ({ month, value: active }));
  const axis = monthAxis(
    activity.map(({ month }) => month),
    basis.month,
  );
  return composeFigure(
    {
      id: "active-clinics",
      title: texts.title,
      finding,
      description: describeSeries(texts.description, { values, finding: finding ?? texts.title }),
      notes: texts.notes.map((note) =>
        fillSentence(note, {
          month: monthWords(basis.month),
          population: definition.population,
          clinics: String(newest?.clinics ?? 0),
        }),
      ),
      input: newest === undefined ? null : chartInput(context, axis, newest),
      narrowInput:
        newest === undefined
          ? {}
          : {
              values: { ...axis.narrow },
              data: {
                labels: chartLabels(activity, { newest: basis.month, isNarrow: true }),
                season: seasonBands(values, context).map((band) => ({ ...band, text: "" })),
              },
            },
      table: {
        kind: "table",
        caption: texts.caption,
        folded: true,
        columns: [
          { heading: texts.columns.month, align: "text" },
          ...[texts.columns.active, texts.columns.clinics, texts.columns.share].map((heading) => ({
            heading,
            align: "number" as const,
          })),
        ],
        rows: [...activity].reverse().map((row) => ({
          cells: [
            capitalized(monthWords(row.month)),
            countWords(row.active),
            countWords(row.clinics),
            shareOf(row),
          ],
          stressed: row.month === basis.month,
        })),
      },
      csv: {
        columns: [texts.columns.month, texts.columns.active, texts.columns.clinics],
        rows: activity.map((row) => [row.month, row.active, row.clinics]),
      },
      showsCompliance: false,
      showsWindow: false,
    },
    context,
  );
}

function chartInput(
  { facts, definition }: FigureContext,
  axis: MonthAxis,
  newest: MonthActivity,
): ChartInput {
  const { activity } = facts;
  const texts = definition.texts.figures["active-clinics"];
  const highest = Math.max(...activity.map(({ clinics }) => clinics), 1);
  const [activePlace = 0, clinicsPlace = 0] = spreadLabels([newest.active, newest.clinics], highest * 0.17);
  const rowOf = new Map(activity.map((row) => [row.month, row]));
  return {
    values: { months: axis.months, ...axis.wide, top: highest },
    data: {
      // A month without data is there as null, so that the line breaks instead of bridging it.
      rows: axis.months.map((month) => ({
        month,
        active: rowOf.get(month)?.active ?? null,
        clinics: rowOf.get(month)?.clinics ?? null,
      })),
      lonely: lonelyPoints(activity),
      labels: chartLabels(activity, { newest: newest.month, isNarrow: false }),
      season: seasonBands(
        activity.map(({ month, active }) => ({ month, value: active })),
        { facts, definition },
      ),
      seriesLabels: [
        {
          month: newest.month,
          y: activePlace,
          series: "active-label",
          lines: [texts.labels.active, `${countWords(newest.active)} (${shareOf(newest)})`],
        },
        {
          month: newest.month,
          y: clinicsPlace,
          series: "clinics-label",
          lines: [texts.labels.clinics, countWords(newest.clinics)],
        },
      ],
    },
  };
}

/** Months with no known neighbour: a line would not show them. */
function lonelyPoints(activity: readonly MonthActivity[]): JsonObject[] {
  const known = new Set(activity.map(({ month }) => month));
  return activity
    .filter(({ month }) => !known.has(addMonths(month, -1)) && !known.has(addMonths(month, 1)))
    .flatMap(({ month, active, clinics }) => [
      { month, series: "clinics", value: clinics },
      { month, series: "active", value: active },
    ]);
}

/** The newest month and the same month of earlier years; their names stand below the line, where it leaves room. */
function chartLabels(
  activity: readonly MonthActivity[],
  { newest, isNarrow }: { newest: Month; isNarrow: boolean },
): JsonObject[] {
  const months = activity.map(({ month }) => month);
  const compared = new Set<Month>(isNarrow ? [] : sameMonthsBefore(newest, months));
  const lowest = Math.min(...activity.map(({ active }) => active));
  return activity
    .filter(({ month }) => month === newest || compared.has(month))
    .map((row) => ({
      month: row.month,
      active: row.active,
      newest: row.month === newest,
      labelY: lowest * 0.88,
      lines: [shortMonthYearWords(row.month), `${countWords(row.active)} (${shareOf(row)})`],
    }));
}

/** The share of active clinics, held against the same month of the year before. */
function activityFinding({ facts, definition }: FigureContext): string | null {
  return shareFinding(
    facts.activity.map(({ month, active, clinics }) => ({ month, part: active, whole: clinics })),
    { month: facts.basis.month, comparableFrom: null, texts: definition.findings.shares.active },
  );
}

function shareOf({ active, clinics }: MonthActivity): string {
  return clinics === 0 ? "–" : shareWords(active / clinics);
}
