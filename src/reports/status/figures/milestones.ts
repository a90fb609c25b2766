import { statusColumnOf } from "../../../defs/status/register.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { StatusFigureContext, StatusFigureParts } from "./figure.js";
import { wordsIn } from "./figure.js";

/** Height of a line of a step's name in pixels. */
const lineHeight = 14;

/** A name such as "Milepæl 1: Analyse" in two lines. */
const linesOf = (header: string): string[] => header.split(/(?<=:) /);

/** A field for each entry and step, with the word of its choice in it; as a native slide the table says the same. */
export function composeMilestones(context: StatusFigureContext<"milestones">): StatusFigureParts {
  const { figure, facts, texts } = context;
  const { register, rows } = facts;
  const label = statusColumnOf(register, figure.label);
  const steps = figure.steps.map((id) => statusColumnOf(register, id));
  return {
    description: fillSentence(texts.figures.milestones, {
      entries: rows
        .map((row) =>
          fillSentence(texts.figures.milestonesEntry, {
            label: wordsIn(row, label),
            steps: steps
              .map((step) =>
                fillSentence(texts.figures.milestonesStep, {
                  step: step.header,
                  word: wordsIn(row, step).toLocaleLowerCase("da-DK"),
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
        steps: steps.map(({ header }) => header),
        stepLabels: Object.fromEntries(steps.map(({ header }) => [header, linesOf(header)])),
        // the lines of a name grow downwards, towards the fields
        labelPadding:
          6 + lineHeight * (Math.max(1, ...steps.map(({ header }) => linesOf(header).length)) - 1),
      },
      data: {
        rows: rows.flatMap((row) =>
          steps.map((step) => ({
            label: wordsIn(row, label),
            step: step.header,
            word: wordsIn(row, step),
            tone: step.choices.find(({ id }) => id === row.values[step.id])?.tone ?? "neutral",
          })),
        ),
      },
    },
    narrowInput: {},
    native: null,
  };
}
