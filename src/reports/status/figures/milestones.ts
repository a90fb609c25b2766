import { statusColumnOf } from "../../../defs/status/register.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { StatusFigureContext, StatusFigureParts } from "./figure.js";
import { wordsIn } from "./figure.js";

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
        stepLabels: Object.fromEntries(steps.map(({ header }) => [header, header.split(/(?<=:) /)])),
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
