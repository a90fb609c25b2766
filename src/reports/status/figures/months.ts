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
import { monthAxis } from "../../shared/month-axis.js";
import type { StatusFigureContext, StatusFigureParts } from "./figure.js";
import { textIn, toneColours, usedChoices } from "./figure.js";

/** The entries of each month, from the first one's year to the day on which the register was loaded. */
export function composeMonths(context: StatusFigureContext<"months">): StatusFigureParts {
  const { figure, facts, texts, colors } = context;
  const { register, rows, date } = facts;
  const column = statusColumnOf(register, figure.group);
  const used = usedChoices(column, rows);
  const months = monthsOf(
    rows.map((row) => textIn(row, figure.date)),
    date,
  );
  const countOf = (month: Month, id: string): number =>
    rows.filter((row) => row.values[column.id] === id && textIn(row, figure.date).startsWith(month)).length;
  const [first, last] = [months[0], months.at(-1)];
  const axis = last === undefined || first === undefined ? null : monthAxis([first], last);
  const within = ({ ticks, tickLabels }: { ticks: Month[]; tickLabels: Record<string, string[]> }) => ({
    ticks: ticks.filter((month) => months.includes(month)),
    tickLabels: {
      ...tickLabels,
      ...(first === undefined
        ? {}
        : { [first]: [...(tickLabels[first] ?? []).slice(0, 1), first.slice(0, 4)] }),
    },
  });
  const data = months.flatMap((month) =>
    used.map(({ id, label, tone }, order) => ({
      month,
      group: label,
      order,
      entries: countOf(month, id),
      label: countWords(countOf(month, id)),
      color: colors[toneColours[tone]],
    })),
  );
  const top = Math.max(
    2,
    ...months.map((month) =>
      data.filter((one) => one.month === month).reduce((sum, { entries }) => sum + entries, 0),
    ),
  );
  return {
    description: fillSentence(texts.figures.months, {
      first: first === undefined ? "" : monthWords(first),
      last: last === undefined ? "" : monthWords(last),
      entries: months
        .map((month) => ({ month, counted: data.filter((one) => one.month === month && one.entries > 0) }))
        .filter(({ counted }) => counted.length > 0)
        .map(({ month, counted }) =>
          fillSentence(texts.figures.monthsEntry, {
            month: capitalized(monthWords(month)),
            counts: listWords(
              counted.map(({ entries, group }) =>
                fillSentence(texts.figures.monthsCount, {
                  count: countWords(entries),
                  group: group.toLocaleLowerCase("da-DK"),
                }),
              ),
            ),
          }),
        )
        .join("; "),
    }),
    input: {
      values: {
        months,
        top,
        groups: used.map(({ label }) => label),
        colours: used.map(({ tone }) => colors[toneColours[tone]]),
        ...(axis === null ? { ticks: [], tickLabels: {} } : within(axis.wide)),
      },
      data: { rows: data.filter(({ entries }) => entries > 0) },
    },
    narrowInput: { values: axis === null ? {} : within(axis.narrow) },
    native: {
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
        rows: months.map((month) => [
          shortMonthYearWords(month),
          ...used.map(({ id }) => countOf(month, id) || null),
        ]),
      },
      series: used.map(({ id, tone }, place) => ({
        column: 1 + place,
        drawn: "mark",
        color: colors[toneColours[tone]],
        points: [],
        labels: months.flatMap((month, row) =>
          countOf(month, id) === 0
            ? []
            : [{ row, color: colors.background, stressed: false, namesSeries: false }],
        ),
      })),
    },
  };
}

function monthsOf(days: readonly string[], loaded: string): Month[] {
  const [earliest] = [...days].sort();
  const latest = [...days, loaded].sort().at(-1);
  const first = parseMonth(`${earliest?.slice(0, 4) ?? ""}-01`);
  const last = parseMonth(latest?.slice(0, 7) ?? "");
  return first === null || last === null ? [] : monthsBetween(first, last);
}
