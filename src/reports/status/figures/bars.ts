import type { StatusColumn } from "../../../defs/status/register.js";
import { statusColumnOf } from "../../../defs/status/register.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import { amountWords } from "../../../domain/danish.js";
import type { StatusFigureContext, StatusFigureParts } from "./figure.js";
import { wordsIn } from "./figure.js";

/** The colours of the first and the second amount. */
const tones = ["context", "focus"] as const;

/** An entry and its amounts in øre, in the order of the figure's parts. */
interface BarEntry {
  label: string;
  amounts: { part: StatusColumn; amount: number }[];
}

/** Bars of one or two amounts for each entry, each named and with its value behind it. */
export function composeBars(context: StatusFigureContext<"bars">): StatusFigureParts {
  const { figure, facts, texts } = context;
  const { register, rows } = facts;
  const label = statusColumnOf(register, figure.label);
  const parts = figure.parts.map((id) => statusColumnOf(register, id));
  const entries = rows.map((row): BarEntry => ({
    label: wordsIn(row, label),
    amounts: parts.map((part) => {
      const value = row.values[part.id];
      return { part, amount: typeof value === "number" ? value : 0 };
    }),
  }));
  const kroner = entries.flatMap(({ amounts }) => amounts.map(({ amount }) => amount / 100));
  return {
    description: describe(entries, texts.figures),
    input: {
      values: {
        labels: entries.map((entry) => entry.label),
        parts: parts.map(({ header }) => header),
        // a third more than the longest bar: the words behind it need room
        top: Math.max(1, ...kroner) * 1.3,
        bottom: Math.min(0, ...kroner),
      },
      data: {
        rows: entries.flatMap((entry) =>
          entry.amounts.map(({ part, amount }, place) => ({
            label: entry.label,
            part: part.header,
            tone: tones[place] ?? "context",
            kroner: amount / 100,
            text: `${part.header} ${amountWords(amount)}`,
          })),
        ),
      },
    },
    narrowInput: {},
    native: nativeBars(context, entries, parts),
  };
}

function describe(
  entries: readonly BarEntry[],
  words: StatusFigureContext<"bars">["texts"]["figures"],
): string {
  const told = entries.map(({ label, amounts }) =>
    fillSentence(words.barsEntry, {
      label,
      parts: amounts
        .map(({ part, amount }) =>
          fillSentence(words.barsPart, {
            part: part.header.toLocaleLowerCase("da-DK"),
            amount: amountWords(amount),
          }),
        )
        .join(", "),
    }),
  );
  return fillSentence(words.bars, { entries: told.join("; ") });
}

function nativeBars(
  { figure, facts: { register }, colors }: StatusFigureContext<"bars">,
  entries: readonly BarEntry[],
  parts: readonly StatusColumn[],
): StatusFigureParts["native"] {
  return {
    shape: "bars",
    unit: "count",
    hidesValueAxis: true,
    categories: [0],
    sheet: {
      name: "Data",
      columns: [
        { heading: statusColumnOf(register, figure.label).header, kind: "text" },
        ...parts.map(({ header }) => ({ heading: header, kind: "exact" as const })),
      ],
      rows: entries.map(({ label, amounts }) => [label, ...amounts.map(({ amount }) => amount / 100)]),
    },
    series: parts.map((_, place) => ({
      column: 1 + place,
      drawn: "mark",
      color: colors[tones[place] ?? "context"],
      points: [],
      labels: entries.map((__, row) => ({ row, color: colors.text, stressed: false, namesSeries: false })),
    })),
  };
}
