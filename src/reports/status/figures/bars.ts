import { statusColumnOf } from "../../../defs/status/register.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import { amountWords } from "../../../domain/danish.js";
import type { StatusRow } from "../../../domain/shapes/status.js";
import type { StatusFigureContext, StatusFigureParts } from "./figure.js";
import { wordsIn } from "./figure.js";

/** The colours of the first and the second amount. */
const tones = ["context", "focus"] as const;

/** Bars of one or two amounts for each entry, each named and with its value behind it. */
export function composeBars(context: StatusFigureContext<"bars">): StatusFigureParts {
  const { figure, facts, texts, colors } = context;
  const { register, rows } = facts;
  const label = statusColumnOf(register, figure.label);
  const parts = figure.parts.map((id) => statusColumnOf(register, id));
  const data = rows.flatMap((row) =>
    parts.map(({ id, header }, place) => ({
      label: wordsIn(row, label),
      part: header,
      tone: tones[place] ?? "context",
      order: place,
      kroner: kroner(row, id),
      text: `${header} ${amountWords(kroner(row, id) * 100)}`,
    })),
  );
  const highest = Math.max(1, ...data.map(({ kroner: amount }) => amount));
  return {
    description: fillSentence(texts.figures.bars, {
      entries: rows
        .map((row) =>
          fillSentence(texts.figures.barsEntry, {
            label: wordsIn(row, label),
            parts: parts
              .map(({ id, header }) =>
                fillSentence(texts.figures.barsPart, {
                  part: header.toLocaleLowerCase("da-DK"),
                  amount: amountWords(kroner(row, id) * 100),
                }),
              )
              .join(", "),
          }),
        )
        .join("; "),
    }),
    input: {
      values: {
        labels: rows.map((row) => wordsIn(row, label)),
        parts: parts.map(({ header }) => header),
        // a quarter more than the longest bar: the words behind it need room
        top: highest * 1.3,
        bottom: Math.min(0, ...data.map(({ kroner: amount }) => amount)),
      },
      data: { rows: data },
    },
    narrowInput: {},
    native: {
      shape: "bars",
      unit: "count",
      hidesValueAxis: true,
      categories: [0],
      sheet: {
        name: "Data",
        columns: [
          { heading: label.header, kind: "text" },
          ...parts.map(({ header }) => ({ heading: header, kind: "count" as const })),
        ],
        rows: rows.map((row) => [wordsIn(row, label), ...parts.map(({ id }) => kroner(row, id))]),
      },
      series: parts.map((_, place) => ({
        column: 1 + place,
        drawn: "mark",
        color: colors[tones[place] ?? "context"],
        points: [],
        labels: rows.map((__, row) => ({ row, color: colors.text, stressed: false, namesSeries: false })),
      })),
    },
  };
}

function kroner({ values }: StatusRow, column: string): number {
  const value = values[column];
  return typeof value === "number" ? value / 100 : 0;
}
