import type { StatusChoice } from "../../../defs/status/register.js";
import { statusColumnOf } from "../../../defs/status/register.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import {
  capitalized,
  countWords,
  listWords,
  monthWords,
  shortMonthYearWords,
} from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import { monthsBetween, parseMonth } from "../../../domain/month.js";
import type { JsonObject } from "../../../render/style.js";
import type { MonthTicks } from "../../shared/month-axis.js";
import { monthAxis } from "../../shared/month-axis.js";
import type { StatusFigureContext, StatusFigureParts } from "./figure.js";
import { textIn, toneColours, usedChoices } from "./figure.js";

/** The entries of one month, by the choices that are drawn. */
interface MonthEntries {
  month: Month;
  counts: { choice: StatusChoice; entries: number }[];
}

/** The entries of each month, from the first one's year to the day on which the register was loaded. */
export function composeMonths(context: StatusFigureContext<"months">): StatusFigureParts {
  const { figure, facts, texts, colors } = context;
  const { register, rows, date } = facts;
  const column = statusColumnOf(register, figure.group);
  const used = usedChoices(column, rows);
  const days = rows.map((row) => textIn(row, figure.date));
  const counted = monthsOf(days, date).map((month): MonthEntries => ({
    month,
    counts: used.map((choice) => ({
      choice,
      entries: rows.filter(
        (row) => row.values[column.id] === choice.id && textIn(row, figure.date).startsWith(month),
      ).length,
    })),
  }));
  const months = counted.map(({ month }) => month);
  const sums = counted.map(({ counts }) => counts.reduce((sum, { entries }) => sum + entries, 0));
  return {
    description: describe(counted, texts.figures),
    input: {
      values: {
        months,
        top: Math.max(2, ...sums),
        groups: used.map(({ label }) => label),
        colours: used.map(({ tone }) => colors[toneColours[tone]]),
        ...ticksWithin(months, "wide"),
      },
      data: {
        rows: counted.flatMap(({ month, counts }) =>
          counts.flatMap(({ choice, entries }, order) =>
            entries === 0 ? [] : [{ month, group: choice.label, order, entries, label: countWords(entries) }],
          ),
        ),
      },
    },
    narrowInput: { values: ticksWithin(months, "narrow") },
    native: nativeMonths(context, counted, used),
  };
}

function describe(
  counted: readonly MonthEntries[],
  words: StatusFigureContext<"months">["texts"]["figures"],
): string {
  const [first, last] = [counted[0]?.month, counted.at(-1)?.month];
  const entries = counted.flatMap(({ month, counts }) => {
    const some = counts.filter((one) => one.entries > 0);
    if (some.length === 0) return [];
    const groups = some.map(({ choice, entries: count }) =>
      fillSentence(words.monthsCount, { count: countWords(count), group: choice.label }),
    );
    return [
      fillSentence(words.monthsEntry, { month: capitalized(monthWords(month)), counts: listWords(groups) }),
    ];
  });
  return fillSentence(words.months, {
    first: first === undefined ? "" : monthWords(first),
    last: last === undefined ? "" : monthWords(last),
    entries: entries.join("; "),
  });
}

function nativeMonths(
  { figure, facts: { register }, colors }: StatusFigureContext<"months">,
  counted: readonly MonthEntries[],
  used: readonly StatusChoice[],
): StatusFigureParts["native"] {
  return {
    shape: "stacked-columns",
    unit: "count",
    hidesValueAxis: false,
    categories: [0],
    sheet: {
      name: "Data",
      columns: [
        { heading: statusColumnOf(register, figure.date).header, kind: "text" },
        ...used.map(({ label }) => ({ heading: label, kind: "count" as const })),
      ],
      rows: counted.map(({ month, counts }) => [
        shortMonthYearWords(month),
        ...counts.map(({ entries }) => (entries === 0 ? null : entries)),
      ]),
    },
    series: used.map(({ tone }, place) => ({
      ...{ column: 1 + place, drawn: "mark" as const, color: colors[toneColours[tone]], points: [] },
      labels: counted.flatMap(({ counts }, row) =>
        (counts[place]?.entries ?? 0) === 0
          ? []
          : [{ row, color: colors.background, stressed: false, namesSeries: false }],
      ),
    })),
  };
}

/** The names on the axis of some months; the first one has its year. */
function ticksWithin(months: readonly Month[], size: "wide" | "narrow"): JsonObject {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return { ticks: [], tickLabels: {} };
  const { ticks, tickLabels }: MonthTicks = monthAxis([first], last)[size];
  const [name = ""] = tickLabels[first] ?? [];
  return {
    ticks: ticks.filter((month) => months.includes(month)),
    tickLabels: { ...tickLabels, [first]: [name, first.slice(0, 4)] },
  };
}

function monthsOf(days: readonly string[], loaded: string): Month[] {
  const [earliest] = [...days].sort();
  const latest = [...days, loaded].sort().at(-1);
  const first = parseMonth(`${earliest?.slice(0, 4) ?? ""}-01`);
  const last = parseMonth(latest?.slice(0, 7) ?? "");
  return first === null || last === null ? [] : monthsBetween(first, last);
}
