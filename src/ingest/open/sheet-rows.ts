import { cellHoldsCpr, holdsCpr, isCprNumber } from "../../domain/cpr.js";
import { damaged } from "../../office/package/zip.js";
import type { CellMark, CellRange, TextRecord } from "../read/records.js";
import type { ReadLimits } from "../../office/package/limits.js";
import { UnreadableError } from "../../domain/shapes/problem.js";
import { cellTooLong, tooManyColumns } from "./record-checks.js";
import { dateOfSerial, parseAddress, parseRange, textOfIsoDate, textOfNumber } from "./cells.js";
import type { XmlHandler } from "../../office/package/xml-events.js";
import { isTrue, unescapeText } from "../../office/package/xml-events.js";

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
}

const lastRowOfExcel = 1_048_576;

interface CellState {
  place: number;
  type: string;
  style: number;
  hasFormula: boolean;
  hasValue: boolean;
  formula: string;
  value: string;
}

/** Turns the XML of a sheet into records: one a row that is not blank, with the text that a CSV of it would hold. */
export function sheetRows(context: WorkbookContext, limits: ReadLimits): SheetRows {
  return new SheetReader(context, limits);
}

class SheetReader implements SheetRows {
  readonly hiddenColumns: number[] = [];
  readonly merged: CellRange[] = [];
  hasCprOutsideCells = false;

  private rows: TextRecord[] = [];
  private line = 0;
  private cells: string[] = [];
  private marks = new Map<number, CellMark>();
  private cprPlaces: number[] = [];
  private isHidden = false;
  private longest = 0;
  private lastPlace = -1;
  private cell: CellState | null = null;
  /** Where text goes at the moment. */
  private sink: "value" | "formula" | "outside" | null = null;
  private isPhonetic = false;

  constructor(
    private readonly context: WorkbookContext,
    private readonly limits: ReadLimits,
  ) {}

  takeRows(): TextRecord[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "c") this.beginCell(attributes);
    else if (name === "row") this.beginRow(attributes);
    else if (name === "v" || name === "t") {
      if (this.cell !== null && !this.isPhonetic) {
        this.sink = "value";
        this.cell.hasValue = true;
      }
    } else if (name === "f") {
      if (this.cell !== null) {
        this.sink = "formula";
        this.cell.hasFormula = true;
      }
    } else if (name === "rPh") this.isPhonetic = true;
    else if (name === "col" && isTrue(attributes["hidden"])) this.hideColumns(attributes);
    else if (name === "mergeCell") {
      const range = parseRange(attributes["ref"] ?? "");
      if (range !== null) this.merged.push(range);
    } else if (/^(odd|even|first)(Header|Footer)$/.test(name)) this.sink = "outside";
  }

  text(text: string): void {
    if (this.sink === "outside") this.hasCprOutsideCells ||= holdsCpr(text);
    if (this.cell === null) return;
    if (this.sink === "value") this.cell.value += text;
    else if (this.sink === "formula") this.cell.formula += text;
  }

  close(name: string): void {
    if (name === "c") this.endCell();
    else if (name === "row") this.endRow();
    else if (name === "rPh") this.isPhonetic = false;
    else if (name !== "r") this.sink = null;
  }

  private hideColumns({ min, max }: Readonly<Record<string, string>>): void {
    const last = Math.min(Number(max), this.limits.maxColumns);
    for (let column = Number(min); column >= 1 && column <= last; column += 1)
      this.hiddenColumns.push(column - 1);
  }

  private beginRow({ r, hidden }: Readonly<Record<string, string>>): void {
    const line = r === undefined ? this.line + 1 : Number(r);
    if (!Number.isInteger(line) || line <= this.line || line > lastRowOfExcel)
      throw damaged(`its rows are not in order (after row ${this.line})`);
    this.line = line;
    this.isHidden = isTrue(hidden);
    this.cells = [];
    this.marks = new Map();
    this.cprPlaces = [];
    this.longest = 0;
    this.lastPlace = -1;
  }

  private beginCell({ r, t, s }: Readonly<Record<string, string>>): void {
    const address = r === undefined ? { row: this.line, column: this.lastPlace + 1 } : parseAddress(r);
    if (address?.row !== this.line || address.column <= this.lastPlace)
      throw damaged(`its cells are not in order (in row ${this.line})`);
    this.lastPlace = address.column;
    this.cell = {
      place: address.column,
      type: t ?? "n",
      style: Number(s ?? 0),
      hasFormula: false,
      hasValue: false,
      formula: "",
      value: "",
    };
  }

  private endCell(): void {
    const { cell } = this;
    this.cell = null;
    this.sink = null;
    if (cell === null) return;
    if (cell.formula !== "" && holdsCpr(cell.formula)) this.cprPlaces.push(cell.place);
    if (cell.hasFormula && (!cell.hasValue || (cell.value === "" && cell.type === "n"))) {
      this.put(cell.place, "", "no-value");
      return;
    }
    if (cell.value === "") return;
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
        this.put(cell.place, cell.value === "1" ? "TRUE" : "FALSE", "truth");
        return;
      }
      case "e": {
        this.put(cell.place, cell.value, "error");
        return;
      }
      case "d": {
        this.put(cell.place, textOfIsoDate(cell.value), null);
        return;
      }
      case "n": {
        this.putNumber(cell);
        return;
      }
      default:
        throw damaged(`a cell of row ${this.line} is of no known type`);
    }
  }

  private putShared(cell: CellState): void {
    const index = Number(cell.value);
    const text = this.context.sharedTexts[index];
    if (text === undefined) throw damaged(`a cell of row ${this.line} refers to a text that is not there`);
    if (this.context.cprTexts.has(index)) this.cprPlaces.push(cell.place);
    this.put(cell.place, text, null);
  }

  private putText(place: number, text: string): void {
    if (cellHoldsCpr(text)) this.cprPlaces.push(place);
    this.put(place, text, null);
  }

  private putNumber({ place, value, style }: CellState): void {
    const number = Number(value);
    if (Number.isNaN(number)) throw damaged(`a number cell of row ${this.line} holds no number`);
    if (isCprNumber(number)) this.cprPlaces.push(place);
    const date = this.context.dateStyles[style] === true ? dateOfSerial(number, this.context.has1904) : null;
    if (date === null) this.put(place, textOfNumber(number), "number");
    else this.put(place, date, null);
  }

  private put(place: number, text: string, mark: CellMark | null): void {
    if (text === "" && mark === null) return;
    if (place >= this.limits.maxColumns)
      throw new UnreadableError(tooManyColumns(this.line, place + 1, this.limits.maxColumns));
    while (this.cells.length < place) this.cells.push("");
    this.cells.push(text);
    if (mark !== null) this.marks.set(place, mark);
    if (text.length > this.longest) this.longest = text.length;
  }

  private endRow(): void {
    const { cells, marks, cprPlaces, isHidden, limits, line } = this;
    if (marks.size === 0 && cells.every((cell) => cell.trim() === "")) return;
    const isTooLong = this.longest > limits.maxCellCharacters;
    const problems = isTooLong ? [cellTooLong(line, this.longest, limits.maxCellCharacters)] : [];
    const isPlain = marks.size === 0 && cprPlaces.length === 0 && !isHidden && !isTooLong;
    this.rows.push({ line, cells, remarks: isPlain ? null : { marks, cprPlaces, problems, isHidden } });
  }
}
