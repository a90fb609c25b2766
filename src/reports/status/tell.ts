import type { StatusFinding, StatusRegister, StatusTelling } from "../../defs/status/register.js";
import { statusColumnOf } from "../../defs/status/register.js";
import { statusWords } from "../../defs/status/words.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { amountWords, countWords, listWords, shareWords } from "../../domain/danish.js";
import type { StatusRow } from "../../domain/shapes/status.js";
import { fillPlaces } from "../../domain/text/fill-places.js";
import type { RegisterFacts } from "./facts.js";
import type { StatusTexts } from "./texts.js";

/** A figure of a sentence: its words, and the number that conditions look at; null: it is no number. */
interface Told {
  words: string;
  number: number | null;
}

/** What a register's entries bear out, a sentence each, without its full stop; none of a register without entries. */
export function tellFindings(
  { register, rows }: RegisterFacts,
  { today, texts }: { today: string; texts: StatusTexts },
): string[] {
  if (rows.length === 0) return [];
  return register.findings.flatMap((finding) => tellFinding(finding, { register, rows, today, texts }));
}

interface TellContext {
  register: StatusRegister;
  rows: readonly StatusRow[];
  /** The day of the report, `yyyy-MM-dd`. */
  today: string;
  texts: StatusTexts;
}

function tellFinding({ values, sentences }: StatusFinding, context: TellContext): string[] {
  const told = Object.entries(values).map(([name, telling]) => [name, tell(telling, context)] as const);
  const numbers = new Map(told.map(([name, { number }]) => [name, number]));
  const chosen = sentences.find(({ when }) =>
    Object.entries(when).every(([name, wanted]) => numbers.get(name) === wanted),
  );
  if (chosen === undefined) return [];
  return [fillPlaces(chosen.text, Object.fromEntries(told.map(([name, one]) => [name, one.words])))];
}

function tell(telling: StatusTelling, context: TellContext): Told {
  const { register } = context;
  const rows = context.rows.filter((row) => counts(row, telling, context.today));
  if (telling.column === null) return { words: countWords(rows.length), number: rows.length };
  const column = statusColumnOf(register, telling.column);
  switch (telling.tell) {
    case "rows":
      return { words: countWords(rows.length), number: rows.length };
    case "sum": {
      const sum = sumOf(rows, column.id);
      const words =
        column.type === "amount"
          ? fillSentence(context.texts.amount, { amount: amountWords(sum) })
          : countWords(sum);
      return { words, number: sum };
    }
    case "share": {
      const whole = sumOf(rows, telling.of ?? column.id);
      return {
        words: whole === 0 ? context.texts.unknown : shareWords(sumOf(rows, column.id) / whole),
        number: null,
      };
    }
    case "years": {
      const years = textsOf(rows, column.id)
        .map((text) => text.slice(0, 4))
        .sort();
      const [first = "", last = ""] = [years[0], years.at(-1)];
      return { words: first === last ? first : `${first}–${last}`, number: null };
    }
    case "names":
      return { words: listWords(textsOf(rows, column.id)), number: null };
    case "largest":
    case "largest-name": {
      const [text, size] = largestOf(textsOf(rows, column.id));
      return telling.tell === "largest"
        ? { words: countWords(size), number: size }
        : { words: statusWords(column, text) ?? "", number: null };
    }
  }
}

function counts(row: StatusRow, { where, past }: StatusTelling, today: string): boolean {
  const isMeant = Object.entries(where).every(([column, wanted]) => {
    const value = row.values[column] ?? null;
    return (typeof value === "string" || typeof value === "boolean") && wanted.includes(value);
  });
  const day = past === null ? null : (row.values[past] ?? null);
  return isMeant && (past === null || (typeof day === "string" && day < today));
}

function sumOf(rows: readonly StatusRow[], column: string): number {
  return rows.reduce((sum, { values }) => {
    const value = values[column];
    return typeof value === "number" ? sum + value : sum;
  }, 0);
}

function textsOf(rows: readonly StatusRow[], column: string): string[] {
  return rows.flatMap(({ values }) => {
    const value = values[column];
    return typeof value === "string" ? [value] : [];
  });
}

/** The text that most entries share, the first of several, and how many do. */
function largestOf(texts: readonly string[]): [text: string, size: number] {
  const sizes = new Map<string, number>();
  for (const text of texts) sizes.set(text, (sizes.get(text) ?? 0) + 1);
  return [...sizes].reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0]);
}
