import type { z } from "zod";
import { placesOfText } from "../../domain/text/fill-places.js";
import { addMistake } from "../yaml/mistake.js";
import { nearestOf } from "../yaml/nearest.js";
import { noId, yesId } from "./register.js";
import type { StatusColumn, StatusFigure, StatusFinding, StatusRegister, StatusType } from "./register.js";

/** A place of a register's file that names a column. */
interface Reference {
  column: string;
  path: readonly (string | number)[];
  /** What the column may hold; left out: anything. */
  types?: readonly StatusType[];
  /** True where a column that entries may leave empty makes no sense. */
  isRequired?: boolean;
}

const numbers = ["count", "amount"] as const;
const days = ["date", "month"] as const;

/** Holds every column that a register's file names against its list of columns, and its sentences against their figures. */
export function checkReferences(register: StatusRegister, context: z.RefinementCtx): void {
  const byId = new Map(register.columns.map((column) => [column.id, column]));
  for (const reference of referencesOf(register)) checkReference(reference, byId, context);
  checkChoices(register, context);
  for (const [place, finding] of register.findings.entries())
    checkFinding(finding, { path: ["findings", place], byId, context });
  if (register.slide.shows === "figure" && register.figure === null)
    addMistake(
      context,
      {
        wrong: "a figure that is not described",
        expected: "table, or a figure under figure:",
        remedy: "correct one of the two",
      },
      { path: ["slide", "shows"] },
    );
}

function referencesOf({ key, checks, order, table, figure, slide, findings }: StatusRegister): Reference[] {
  const list = (columns: readonly string[], path: readonly (string | number)[], more = {}): Reference[] =>
    columns.map((column, place) => ({ column, path: [...path, place], ...more }));
  return [
    ...list(key, ["key"], { isRequired: true }),
    ...checks.flatMap((one, place): Reference[] =>
      one.check === "order"
        ? [
            { column: one.first, path: ["checks", place, "first"], types: days },
            { column: one.second, path: ["checks", place, "second"], types: days },
          ]
        : [
            ...list(one.parts, ["checks", place, "parts"], { types: numbers }),
            { column: one.whole, path: ["checks", place, "whole"], types: numbers },
          ],
    ),
    ...order.map(({ column }, place) => ({ column, path: ["order", place, "column"] })),
    ...list(table.columns, ["table", "columns"]),
    ...list(table.sums, ["table", "sums"], { types: numbers }),
    ...list(slide.columns, ["slide", "columns"]),
    ...(figure === null ? [] : figureReferences(figure)),
    ...findings.flatMap(({ values }, place) => tellingReferences(values, ["findings", place, "values"])),
  ];
}

function figureReferences(figure: StatusFigure): Reference[] {
  const at = (key: string, types: readonly StatusType[], column: string): Reference => ({
    ...{ column, types, path: ["figure", key], isRequired: true },
  });
  switch (figure.kind) {
    case "timeline":
      return [
        at("label", ["text"], figure.label),
        at("from", ["date"], figure.from),
        at("to", ["date"], figure.to),
        at("group", ["choice"], figure.group),
      ];
    case "months":
      return [at("date", ["date"], figure.date), at("group", ["choice"], figure.group)];
    case "milestones":
      return [
        at("label", ["text"], figure.label),
        ...figure.steps.map((column, place): Reference => ({
          ...{ column, types: ["choice"], path: ["figure", "steps", place] },
        })),
      ];
    case "bars":
      return [
        at("label", ["text"], figure.label),
        ...figure.parts.map((column, place): Reference => ({
          ...{ column, types: ["amount"], path: ["figure", "parts", place], isRequired: true },
        })),
      ];
  }
}

const toldTypes: Readonly<Record<string, readonly StatusType[]>> = {
  sum: numbers,
  share: numbers,
  years: ["date"],
  largest: ["text", "choice"],
  "largest-name": ["text", "choice"],
  names: ["text"],
};

function tellingReferences(values: StatusFinding["values"], path: readonly (string | number)[]): Reference[] {
  return Object.entries(values).flatMap(([name, { tell, column, of, where, past }]): Reference[] => [
    ...(column === null ? [] : [{ column, path: [...path, name, "column"], types: toldTypes[tell] ?? [] }]),
    ...(of === null ? [] : [{ column: of, path: [...path, name, "of"], types: numbers }]),
    ...(past === null ? [] : [{ column: past, path: [...path, name, "past"], types: ["date" as const] }]),
    ...Object.keys(where).map((key): Reference => ({
      ...{ column: key, path: [...path, name, "where", key], types: ["choice", "yes-no", "text"] },
    })),
  ]);
}

function checkReference(
  { column: id, path, types, isRequired = false }: Reference,
  byId: ReadonlyMap<string, StatusColumn>,
  context: z.RefinementCtx,
): void {
  const column = byId.get(id);
  if (column === undefined) {
    const known = [...byId.keys()];
    const nearest = nearestOf(id, known);
    const mistake = {
      wrong: "not among columns",
      expected: `one of: ${known.join(", ")}`,
      remedy: nearest === null ? "correct it or add the column" : `did you mean "${nearest}"?`,
    };
    addMistake(context, mistake, { path });
    return;
  }
  if (types !== undefined && !types.includes(column.type)) {
    const mistake = {
      wrong: `a column of the type ${column.type}`,
      expected: types.join(" or "),
      remedy: "name another column, or correct its type",
    };
    addMistake(context, mistake, { path });
  }
  if (isRequired && !column.required) {
    const mistake = {
      wrong: "a column that entries may leave empty",
      expected: "one with required: true",
      remedy: "make it required, or name another column",
    };
    addMistake(context, mistake, { path });
  }
}

/** Choices stand in columns of choices and only there, and no word means two of them. */
function checkChoices({ columns }: StatusRegister, context: z.RefinementCtx): void {
  for (const { id, type, choices } of columns) {
    const path = ["columns", id, "choices"];
    const hasChoices = type === "choice" || type === "yes-no";
    if (hasChoices !== choices.length > 0) {
      const wrong = hasChoices ? "no choices" : `choices in a column of the type ${type}`;
      const mistake = {
        wrong,
        expected: "choices with the types choice and yes-no, and only there",
        remedy: "correct the type, or add or remove them",
      };
      addMistake(context, mistake, { path: ["columns", id, "type"] });
    }
    if (type === "yes-no" && [...choices.map((one) => one.id)].sort().join() !== `${noId},${yesId}`) {
      const mistake = {
        wrong: "other choices than yes and no",
        expected: `the ids "${yesId}" and "${noId}", each once`,
        remedy: "correct them, or make it a column of choices",
      };
      addMistake(context, mistake, { path: ["columns", id, "type"] });
    }
    const taken = new Map<string, string>();
    for (const [place, one] of choices.entries()) {
      for (const label of new Set([one.id, ...one.labels])) {
        const owner = taken.get(label);
        const mistake = {
          wrong: `also a word for "${owner ?? ""}"`,
          expected: "words that mean one choice",
          remedy: "remove it from one of the two",
        };
        if (owner !== undefined) addMistake(context, mistake, { path: [...path, place] });
        taken.set(label, one.id);
      }
    }
  }
}

interface FindingPlace {
  path: readonly (string | number)[];
  byId: ReadonlyMap<string, StatusColumn>;
  context: z.RefinementCtx;
}

function checkFinding({ values, sentences }: StatusFinding, { path, byId, context }: FindingPlace): void {
  const names = Object.keys(values);
  for (const [place, { when, text }] of sentences.entries()) {
    const used = placesOfText(text).map(({ name }) => name);
    for (const name of [...used, ...Object.keys(when)].filter((one) => !names.includes(one))) {
      const mistake = {
        wrong: `{${name}} stands for nothing here`,
        expected: `one of: ${names.map((one) => `{${one}}`).join(", ")}`,
        remedy: "correct the word, or add it under values",
      };
      addMistake(context, mistake, { path: [...path, "sentences", place] });
    }
  }
  for (const [name, { where }] of Object.entries(values)) {
    for (const [column, wanted] of Object.entries(where)) {
      const { type, choices = [] } = byId.get(column) ?? {};
      const known = type === "choice" ? choices.map(({ id }) => id) : [];
      for (const one of known.length === 0 ? [] : wanted.filter((id) => !known.includes(String(id)))) {
        const mistake = {
          wrong: `not a choice of ${column} ("${String(one)}")`,
          expected: `one of: ${known.join(", ")}`,
          remedy: "correct the id",
        };
        addMistake(context, mistake, { path: [...path, "values", name, "where", column] });
      }
    }
  }
}
