import type { ChoiceTone, StatusChoice, StatusColumn, StatusFigure } from "../../../defs/status/register.js";
import { statusWords } from "../../../defs/status/words.js";
import type { StatusRow } from "../../../domain/shapes/status.js";
import type { DeckChart } from "../../../office/deck/content.js";
import type { ChartInput } from "../../../render/chart/content.js";
import type { StyleColors } from "../../../render/style.js";
import type { RegisterFacts } from "../facts.js";
import type { StatusTexts } from "../texts.js";

/** What a figure of a register is composed from. */
export interface StatusFigureContext<Kind extends StatusFigure["kind"]> {
  figure: Extract<StatusFigure, { kind: Kind }>;
  facts: RegisterFacts;
  /** The day of the report, `yyyy-MM-dd`. */
  today: string;
  texts: StatusTexts;
  colors: StyleColors;
}

/** What is particular to a figure: its alternative text, what its specification draws, and the same as a native chart. */
export interface StatusFigureParts {
  description: string;
  input: ChartInput;
  narrowInput: Partial<ChartInput>;
  /** Null: the table is its native form. */
  native: Omit<DeckChart, "kind" | "name" | "description"> | null;
}

/** The role of the colour in which a choice is drawn; its word stands beside it, always. */
export const toneColours = {
  done: "focus",
  "under-way": "focusLight",
  waiting: "context",
  serious: "caution",
  neutral: "contextDark",
} as const satisfies Record<ChoiceTone, keyof StyleColors>;

/** The choices of a column that some entry has, in the order of the list. */
export function usedChoices(column: StatusColumn, rows: readonly StatusRow[]): StatusChoice[] {
  return column.choices.filter(({ id }) => rows.some(({ values }) => values[column.id] === id));
}

/** A value in words; nothing for one that is not said. */
export function wordsIn(row: StatusRow, column: StatusColumn): string {
  return statusWords(column, row.values[column.id] ?? null) ?? "";
}

/** A text of an entry; empty where it holds none. */
export function textIn({ values }: StatusRow, column: string): string {
  const value = values[column];
  return typeof value === "string" ? value : "";
}
