import { cellHoldsCpr } from "../../domain/cpr.js";
import type { Month } from "../../domain/month.js";
import { plainCount } from "../../domain/numbers.js";
import type { Ydernummer } from "../../domain/ydernummer.js";
import type { ColumnPlan } from "../match/match-profile.js";
import type { CellParser } from "./fields/cell.js";
import { CellProblem, rememberedTexts } from "./fields/cell.js";
import type { PlanCountRow } from "./row-shapes.js";
import type { LineReader } from "./table/records.js";

/** How the cells of a row of counts are read, and whether a row that was read is good. */
export interface CountParsers {
  month: CellParser<Month>;
  ydernummer: CellParser<Ydernummer>;
  planType: CellParser<string>;
  isGood: (row: PlanCountRow) => boolean;
}

/**
 * A reader of lines of the long layout that hold nothing but its five fields, as nearly all lines of an extract do: it
 * compares texts with those that it knows and reads digits where they stand. Null where a layout has other columns, or
 * not all of these: its lines are read cell by cell.
 */
export function plainCountReader(
  plan: ColumnPlan,
  parsers: CountParsers,
  delimiter: string,
): LineReader | null {
  const cells = {
    month: new KnownText(parsers.month, 1),
    ydernummer: new SixDigits(parsers.ydernummer),
    planType: new KnownText(parsers.planType, 4),
    new: new FewDigits(),
    maintained: new FewDigits(),
  };
  const placed = Object.entries(cells).map(([field, cell]) => ({ place: plan.placeOf(field), cell }));
  const inOrder = plan.headings.map((_, at) => placed.filter(({ place }) => place === at));
  const isWhole = plan.sheet === null && plan.month.kind === "column" && plan.rowWidth === placed.length;
  if (!isWhole || inOrder.some((found) => found.length !== 1)) return null;
  const order: readonly PlainCell[] = inOrder.flat().map(({ cell }) => cell);
  const mark = delimiter.charCodeAt(0);
  return (text, start, end, line) => {
    let from = start;
    for (let place = 0; place < order.length; place += 1) {
      let to = from;
      while (to < end && text.charCodeAt(to) !== mark) to += 1;
      if (from > end || order[place]?.read(text, from, to) !== true) return null;
      from = to + 1;
    }
    const [month, ydernummer, planType] = [cells.month.value, cells.ydernummer.value, cells.planType.value];
    if (from !== end + 1 || month === null || ydernummer === null || planType === null) return null;
    const [newPlans, maintainedPlans] = [cells.new.value, cells.maintained.value];
    const row = { line, month, ydernummer, planType, newPlans, maintainedPlans };
    return parsers.isGood(row) ? row : null;
  };
}

/** Reads one cell, a part of a text. False where it is not plain; its value is then of no use. */
interface PlainCell {
  read(text: string, from: number, to: number): boolean;
}

/** A cell whose text mostly is one of the few that came last. */
class KnownText<Value> implements PlainCell {
  value: Value | null = null;
  private readonly known: { text: string; value: Value }[] = [];

  constructor(
    private readonly parse: CellParser<Value>,
    private readonly most: number,
  ) {}

  read(text: string, from: number, to: number): boolean {
    for (let place = 0; place < this.known.length; place += 1) {
      const one = this.known[place];
      if (one?.text.length !== to - from || !text.startsWith(one.text, from)) continue;
      this.value = one.value;
      return true;
    }
    return from < to && this.readNew(text.slice(from, to));
  }

  private readNew(text: string): boolean {
    const value = this.parse(text);
    if (value instanceof CellProblem || cellHoldsCpr(text)) return false;
    if (this.known.length >= this.most) this.known.shift();
    this.known.push({ text, value });
    this.value = value;
    return true;
  }
}

/** A number that is written as nothing but a few digits. */
class FewDigits implements PlainCell {
  value = 0;

  read(text: string, from: number, to: number): boolean {
    const count = plainCount(text, from, to);
    this.value = count ?? 0;
    return count !== null;
  }
}

/** A ydernummer that is written in full. Each is one text, wherever it stands: alike ones are compared at once. */
class SixDigits implements PlainCell {
  value: Ydernummer | null = null;
  private readonly known = new Map<number, Ydernummer>();

  constructor(private readonly parse: CellParser<Ydernummer>) {}

  read(text: string, from: number, to: number): boolean {
    const digits = to - from === ydernummerDigits ? plainCount(text, from, to) : null;
    if (digits === null) return false;
    const known = this.known.get(digits);
    if (known === undefined) return this.readNew(digits, text.slice(from, to));
    this.value = known;
    return true;
  }

  private readNew(digits: number, text: string): boolean {
    const number = this.parse(text);
    if (number instanceof CellProblem) return false;
    if (this.known.size >= rememberedTexts) this.known.clear();
    this.known.set(digits, number);
    this.value = number;
    return true;
  }
}

const ydernummerDigits = 6;
