import { statusColumnOf } from "../../../defs/status/register.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import { dateWords, shortMonthWords } from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import { monthIndex, monthsBetween, parseMonth } from "../../../domain/month.js";
import { bareNumberOfDay } from "../../../domain/written-day.js";
import type { StatusFigureContext, StatusFigureParts } from "./figure.js";
import { textIn, toneColours, usedChoices, wordsIn } from "./figure.js";

/** Months between two names on the axis, by how many there are. */
function stepOf(months: number): number {
  return [3, 6, 12].find((step) => months / step <= 9) ?? 24;
}

/** A bar for each entry from its first day to its last, in the colour of its state, with the state's word behind it. */
export function composeTimeline(context: StatusFigureContext<"timeline">): StatusFigureParts {
  const { figure, facts, today, texts } = context;
  const { register, rows } = facts;
  const [label, group] = [figure.label, figure.group].map((id) => statusColumnOf(register, id));
  if (label === undefined || group === undefined) throw new Error("a time line without its columns");
  const months = monthsOf(rows.flatMap((row) => [textIn(row, figure.from), textIn(row, figure.to)]));
  const step = stepOf(months.length);
  const ticks = months.filter((month) => monthIndex(month) % step === 0);
  const entries = rows.map((row) => ({
    label: wordsIn(row, label),
    from: textIn(row, figure.from),
    to: textIn(row, figure.to),
    group: wordsIn(row, group),
    tone: group.choices.find(({ id }) => id === row.values[group.id])?.tone ?? "neutral",
  }));
  const [first, last] = [months[0], months.at(-1)];
  const isWithin = first !== undefined && last !== undefined && first <= today && today.slice(0, 7) <= last;
  return {
    description: fillSentence(texts.figures.timeline, {
      entries: entries
        .map((entry) =>
          fillSentence(texts.figures.timelineEntry, {
            ...{ label: entry.label, group: entry.group },
            ...{ from: dateWords(entry.from), to: dateWords(entry.to) },
          }),
        )
        .join("; "),
    }),
    input: {
      values: {
        labels: entries.map((entry) => entry.label),
        from: first === undefined ? 0 : monthIndex(first),
        // the words of the last state need room
        to: last === undefined ? 1 : monthIndex(last) + 1 + months.length * 0.12,
        ticks: ticks.map(monthIndex),
        tickLabels: Object.fromEntries(
          ticks.map((month) => [monthIndex(month), [shortMonthWords(month), month.slice(0, 4)]]),
        ),
      },
      data: {
        rows: entries.map((entry) => ({
          ...entry,
          from: placeOf(entry.from, 0),
          to: placeOf(entry.to, 1),
        })),
        today: isWithin
          ? [{ at: placeOf(today, 0), text: fillSentence(texts.figures.today, { date: dateWords(today) }) }]
          : [],
      },
    },
    narrowInput: {},
    native: nativeTimeline(context, entries),
  };
}

interface TimelineEntry {
  label: string;
  from: string;
  to: string;
  group: string;
}

/** Bars that hang: a first series that is not drawn holds the days of their beginning. */
function nativeTimeline(
  { figure, facts: { register, rows }, colors }: StatusFigureContext<"timeline">,
  entries: readonly TimelineEntry[],
): StatusFigureParts["native"] {
  const column = statusColumnOf(register, figure.group);
  const used = usedChoices(column, rows);
  const years = entries.flatMap(({ from, to }) => [from, to]).map((day) => Number(day.slice(0, 4)));
  const [firstYear, lastYear] = [Math.min(...years), Math.max(...years)];
  return {
    shape: "spans",
    unit: "date",
    hidesValueAxis: false,
    valueAxis: {
      from: bareNumberOfDay(`${firstYear}-01-01`),
      to: bareNumberOfDay(`${lastYear + 1}-01-01`),
      step: quarterDays * (lastYear - firstYear < 2 ? 1 : lastYear - firstYear < 5 ? 2 : 4),
    },
    categories: [0],
    sheet: {
      name: "Data",
      columns: [
        { heading: statusColumnOf(register, figure.label).header, kind: "text" },
        { heading: statusColumnOf(register, figure.from).header, kind: "date" },
        ...used.map(({ label }) => ({ heading: label, kind: "count" as const })),
      ],
      rows: entries.map(({ label, from, to, group }) => [
        label,
        from,
        ...used.map((choice) =>
          choice.label === group ? bareNumberOfDay(to) - bareNumberOfDay(from) + 1 : null,
        ),
      ]),
    },
    series: [
      { column: 1, drawn: "span-base", color: colors.background, points: [], labels: [] },
      ...used.map(({ tone }, place) => ({
        ...{ column: 2 + place, drawn: "mark" as const, color: colors[toneColours[tone]] },
        ...{ points: [], labels: [] },
      })),
    ],
  };
}

/** A quarter of a leap year: counted from the first of January on, each falls into the first days of its month. */
const quarterDays = 366 / 4;

/** Whole years round some days, so that the axis begins and ends with one, month by month. */
function monthsOf(days: readonly string[]): Month[] {
  const years = days.map((day) => day.slice(0, 4)).sort();
  const first = parseMonth(`${years[0] ?? ""}-01`);
  const last = parseMonth(`${years.at(-1) ?? ""}-12`);
  return first === null || last === null ? [] : monthsBetween(first, last);
}

/** The place of a day on an axis of months: months since year 0, and the part of the month that lies before its morning or evening. */
function placeOf(day: string, evening: 0 | 1): number {
  const month = parseMonth(day.slice(0, 7));
  if (month === null) return 0;
  const length = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
  return Number((monthIndex(month) + (Number(day.slice(8)) - 1 + evening) / length).toFixed(3));
}
