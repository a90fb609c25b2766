import { cellHoldsCpr } from "../../domain/cpr.js";
import type { Month } from "../../domain/month.js";
import { plainDigits } from "../../domain/numbers.js";
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
    month: new KnownText(parsers.month, delimiter, 1),
    ydernummer: new SixDigits(parsers.ydernummer, delimiter),
    planType: new KnownText(parsers.planType, delimiter, 4),
    new: new FewDigits(delimiter),
    maintained: new FewDigits(delimiter),
  };
  const placed = Object.entries(cells).map(([field, cell]) => ({ place: plan.placeOf(field), cell }));
  const inOrder = plan.headings.map((_, at) => placed.filter(({ place }) => place === at));
  const isWhole = plan.sheet === null && plan.month.kind === "column" && plan.rowWidth === placed.length;
  if (!isWhole || inOrder.some((found) => found.length !== 1)) return null;
  const order: readonly PlainCell[] = inOrder.flat().map(({ cell }) => cell);
  return (text, start, end, line) => {
    let at = start - 1;
    for (let place = 0; place < order.length; place += 1) {
      at = order[place]?.read(text, at + 1, end) ?? notPlain;
      if (at === notPlain) return null;
    }
    const { month, ydernummer, planType } = cells;
    if (at !== end || month.value === null || ydernummer.value === null || planType.value === null)
      return null;
    const row = {
      line,
      month: month.value,
      ydernummer: ydernummer.value,
      planType: planType.value,
      newPlans: cells.new.value,
      maintainedPlans: cells.maintained.value,
    };
    return parsers.isGood(row) ? row : null;
  };
}

const notPlain = -1;

/** Reads one cell of a line, which ends at `end`. Returns where the cell ends: at a delimiter or with the line. */
interface PlainCell {
  read(text: string, from: number, end: number): number;
}

/** A cell whose text mostly is one of the few that came last. */
class KnownText<Value> implements PlainCell {
  value: Value | null = null;
  private readonly known: { text: string; value: Value }[] = [];
  private readonly mark: number;

  constructor(
    private readonly parse: CellParser<Value>,
    private readonly delimiter: string,
    private readonly most: number,
  ) {
    this.mark = delimiter.charCodeAt(0);
  }

  read(text: string, from: number, end: number): number {
    for (let place = 0; place < this.known.length; place += 1) {
      const one = this.known[place];
      if (one === undefined || !text.startsWith(one.text, from)) continue;
      const behind = from + one.text.length;
      if (behind !== end && text.charCodeAt(behind) !== this.mark) continue;
      this.value = one.value;
      return behind;
    }
    return this.readNew(text, from, end);
  }

  private readNew(text: string, from: number, end: number): number {
    const found = text.indexOf(this.delimiter, from);
    const behind = found === -1 ? end : Math.min(found, end);
    if (from >= behind) return notPlain;
    const cell = text.slice(from, behind);
    const value = this.parse(cell);
    if (value instanceof CellProblem || cellHoldsCpr(cell)) return notPlain;
    if (this.known.length >= this.most) this.known.shift();
    this.known.push({ text: cell, value });
    this.value = value;
    return behind;
  }
}

/** A number that is written as nothing but a few digits. */
class FewDigits implements PlainCell {
  value = 0;
  private readonly mark: number;

  constructor(delimiter: string) {
    this.mark = delimiter.charCodeAt(0);
  }

  read(text: string, from: number, end: number): number {
    let value = 0;
    let at = from;
    for (; at < end; at += 1) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    const digits = at - from;
    if (digits === 0 || digits > plainDigits) return notPlain;
    if (at !== end && text.charCodeAt(at) !== this.mark) return notPlain;
    this.value = value;
    return at;
  }
}

/** A ydernummer that is written in full. Each is one text, wherever it stands: alike ones are compared at once. */
class SixDigits implements PlainCell {
  value: Ydernummer | null = null;
  private readonly digits: FewDigits;
  private readonly known = new Map<number, Ydernummer>();

  constructor(
    private readonly parse: CellParser<Ydernummer>,
    delimiter: string,
  ) {
    this.digits = new FewDigits(delimiter);
  }

  read(text: string, from: number, end: number): number {
    const behind = this.digits.read(text, from, end);
    if (behind === notPlain || behind - from !== ydernummerDigits) return notPlain;
    const known = this.known.get(this.digits.value);
    if (known === undefined) return this.readNew(text, from, behind);
    this.value = known;
    return behind;
  }

  private readNew(text: string, from: number, behind: number): number {
    const number = this.parse(text.slice(from, behind));
    if (number instanceof CellProblem) return notPlain;
    if (this.known.size >= rememberedTexts) this.known.clear();
    this.known.set(this.digits.value, number);
    this.value = number;
    return behind;
  }
}

const ydernummerDigits = 6;
