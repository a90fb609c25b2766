import { cellHoldsCpr, holdsCpr, isCprNumber } from "../../../domain/cpr.js";
import type { CellRange } from "../../../office/cell-address.js";
import { isOneCell, parseAddress, parseRange } from "../../../office/cell-address.js";
import type { TextRecord } from "../../read/table/records.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { dateOfSerial, textOfIsoDate, textOfNumber } from "./cells.js";
import type { XmlHandler } from "../../../office/package/xml-handlers.js";
import type { RawAttributes } from "../../../office/package/xml-handlers.js";
import { isTrue, unescapeText } from "../../../office/package/xml-values.js";
import type { OfficeError } from "../../../office/office-error.js";
import { beyondLimit, damaged } from "../../../office/office-error.js";
import { GrowingRow } from "./growing-row.js";

/** What the cells of all sheets of a workbook refer to. */
export interface WorkbookContext {
  sharedTexts: readonly string[];
  /** Shared texts that hold what looks like a civil registration number. */
  cprTexts: ReadonlySet<number>;
  /** By style of a cell: true when it shows a date. */
  dateStyles: readonly boolean[];
  has1904: boolean;
}

/** What one sheet told so far. */
export interface SheetRows extends XmlHandler {
  /** Rows that are complete and were not taken yet. */
  takeRows(): TextRecord[];
  hiddenColumns: number[];
  merged: CellRange[];
  /** True when a header, footer or other text outside the cells holds what looks like a civil registration number. */
  hasCprOutsideCells: boolean;
  /** Rows of the sheet's XML so far, blank ones included. */
  rowCount: number;
  /** Cells of it so far, blank ones included. */
  cellCount: number;
}

const lastRowOfExcel = 1_048_576;

interface CellState {
  place: number;
  type: string;
  style: number;
  hasFormula: boolean;
  formula: string;
  /** Text of its `v`; null where it has none. */
  value: string | null;
  /** Text of its `is`; null where it has none. */
  inline: string | null;
}

/** A cell of which is known which text is its value. */
interface ValueCell extends CellState {
  value: string;
}

/** A number of more digits is none: it would be gone through again and again. */
const longestNumber = 400;

/** Number as XML writes it: `0x1F` and `Infinity` are numbers to JavaScript alone. */
const isNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

const pageTexts = ["odd", "even", "first"].flatMap((page) => [`${page}Header`, `${page}Footer`]);

/** Turns the XML of a sheet into records: one a row that is not blank, with the text that a CSV of it would hold. */
export function sheetRows(context: WorkbookContext, limits: ReadLimits): SheetRows {
  return new SheetReader(context, limits);
}

class SheetReader implements SheetRows {
  readonly namespace = "spreadsheet";
  readonly paths: XmlHandler["paths"];
  readonly hiddenColumns: number[] = [];
  readonly merged: CellRange[] = [];
  hasCprOutsideCells = false;
  rowCount = 0;
  cellCount = 0;

  private rows: TextRecord[] = [];
  private line = 0;
  private row: GrowingRow;
  private lastPlace = -1;
  private cell: CellState | null = null;

  constructor(
    private readonly context: WorkbookContext,
    private readonly limits: ReadLimits,
  ) {
    this.row = new GrowingRow(limits, { line: 0, isHidden: false });
    const outside = {
      text: (text: string) => {
        this.hasCprOutsideCells ||= holdsCpr(text);
      },
    };
    const inline = {
      isBulk: true,
      text: (text: string) => {
        this.grow("inline", text);
      },
    };
    const cell = "worksheet/sheetData/row/c";
    this.paths = {
      worksheet: {},
      "worksheet/cols/col": { open: (attributes) => this.hideColumns(attributes) },
      "worksheet/sheetData/row": {
        isBulk: true,
        open: (attributes) => this.beginRow(attributes),
        close: () => {
          const record = this.row.record();
          if (record !== null) this.rows.push(record);
        },
      },
      [cell]: {
        isBulk: true,
        open: (attributes) => this.beginCell(attributes),
        close: () => this.endCell(),
      },
      [`${cell}/v`]: {
        isBulk: true,
        open: () => this.beginText("value"),
        text: (text) => this.grow("value", text),
      },
      [`${cell}/f`]: {
        isBulk: true,
        open: () => {
          if (this.cell !== null) this.cell.hasFormula = true;
        },
        text: (text) => this.grow("formula", text),
      },
      [`${cell}/is`]: { isBulk: true, open: () => this.beginText("inline") },
      // Text that only shows how to say another, in rPh, is at neither of the two.
      [`${cell}/is/t`]: inline,
      [`${cell}/is/r/t`]: inline,
      "worksheet/mergeCells/mergeCell": {
        open: ({ ref }) => {
          const range = parseRange(ref ?? "");
          if (range !== null && !isOneCell(range)) this.merged.push(range);
        },
      },
      ...Object.fromEntries(pageTexts.map((name) => [`worksheet/headerFooter/${name}`, outside])),
    };
  }

  takeRows(): TextRecord[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  private beginText(kind: "value" | "inline"): void {
    if (this.cell === null) return;
    if (this.cell[kind] !== null) throw this.damaged(`a cell of row ${this.line} has two values`);
    this.cell[kind] = "";
  }

  private grow(kind: "value" | "inline" | "formula", text: string): void {
    const { cell, limits } = this;
    if (cell === null) return;
    const grown = `${cell[kind] ?? ""}${text}`;
    if (grown.length > limits.maxTextCharacters)
      throw beyondLimit(
        {
          limit: "maxTextCharacters",
          seen: grown.length,
          most: limits.maxTextCharacters,
          what: `a cell of ${grown.length} characters or more`,
        },
        { line: this.line },
      );
    cell[kind] = grown;
  }

  private hideColumns({ min, max, hidden }: RawAttributes): void {
    if (!isTrue(hidden)) return;
    const last = Math.min(Number(max), this.limits.maxColumns);
    for (let column = Number(min); column >= 1 && column <= last; column += 1)
      if (this.hiddenColumns.length < this.limits.maxColumns) this.hiddenColumns.push(column - 1);
  }

  private beginRow({ r, hidden }: RawAttributes): void {
    this.rowCount += 1;
    const line = r === undefined ? this.line + 1 : Number(r);
    if (!Number.isInteger(line) || line <= this.line || line > lastRowOfExcel)
      throw this.damaged(`its rows are not in order (after row ${this.line})`);
    this.line = line;
    this.row = new GrowingRow(this.limits, { line, isHidden: isTrue(hidden) });
    this.lastPlace = -1;
  }

  private beginCell({ r, t, s }: RawAttributes): void {
    const address = r === undefined ? { row: this.line, column: this.lastPlace + 1 } : parseAddress(r);
    if (address?.row !== this.line || address.column <= this.lastPlace)
      throw this.damaged(`its cells are not in order (in row ${this.line})`);
    this.lastPlace = address.column;
    this.cellCount += 1;
    this.cell = {
      place: address.column,
      type: t ?? "n",
      style: Number(s ?? 0),
      hasFormula: false,
      formula: "",
      value: null,
      inline: null,
    };
  }

  private endCell(): void {
    const { cell } = this;
    this.cell = null;
    if (cell === null) return;
    if (cell.formula !== "" && holdsCpr(cell.formula)) this.row.cprPlaces.push(cell.place);
    // An inline text is the value of its kind of cell alone; beside it other programs write what they read themselves.
    const isInline = cell.inline !== null && (cell.type === "inlineStr" || cell.value === null);
    const value = (isInline ? cell.inline : cell.value) ?? "";
    if (cell.hasFormula && !isInline && (cell.value === null || (value === "" && cell.type === "n"))) {
      this.row.put(cell.place, "", "no-value");
      return;
    }
    if (value === "") return;
    if (isInline) this.putText(cell.place, unescapeText(value));
    else this.putTyped({ ...cell, value });
  }

  private putTyped(cell: ValueCell): void {
    switch (cell.type) {
      case "s": {
        this.putShared(cell);
        return;
      }
      case "str":
      case "inlineStr": {
        this.putText(cell.place, unescapeText(cell.value));
        return;
      }
      case "b": {
        this.row.put(cell.place, isTrue(cell.value) ? "TRUE" : "FALSE", "truth");
        return;
      }
      case "e": {
        this.row.put(cell.place, cell.value, "error");
        return;
      }
      case "d": {
        this.row.put(cell.place, textOfIsoDate(cell.value), null);
        return;
      }
      case "n": {
        this.putNumber(cell);
        return;
      }
      default:
        throw this.damaged(`a cell of row ${this.line} is of no known type`);
    }
  }

  private putShared(cell: ValueCell): void {
    const index = /^\d+$/.test(cell.value) ? Number(cell.value) : -1;
    const text = this.context.sharedTexts[index];
    if (text === undefined)
      throw this.damaged(`a cell of row ${this.line} refers to a text that is not there`);
    if (this.context.cprTexts.has(index)) this.row.cprPlaces.push(cell.place);
    this.row.put(cell.place, text, null);
  }

  private putText(place: number, text: string): void {
    if (cellHoldsCpr(text)) this.row.cprPlaces.push(place);
    this.row.put(place, text, null);
  }

  private putNumber({ place, value, style }: ValueCell): void {
    if (value.length > longestNumber || !isNumber.test(value))
      throw this.damaged(`a number cell of row ${this.line} holds no number`);
    const number = Number(value);
    if (isCprNumber(number)) this.row.cprPlaces.push(place);
    const date = this.context.dateStyles[style] === true ? dateOfSerial(number, this.context.has1904) : null;
    if (date === null) this.row.put(place, textOfNumber(number), "number");
    else this.row.put(place, date, null);
  }

  private damaged(what: string): OfficeError {
    return damaged(what, `row ${this.line}`);
  }
}
