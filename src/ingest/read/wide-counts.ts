import type { Definitions } from "../../defs/definitions.js";
import { normalizeLabel } from "../../defs/labels.js";
import type { Measure } from "../../defs/profiles/profiles.js";
import type { Month } from "../../domain/month.js";
import type { CellParser } from "./fields/cell.js";
import { CellProblem, remember } from "./fields/cell.js";
import { duplicateProblems } from "./duplicates.js";
import type { ColumnPlan, WidePlace } from "../match/match-profile.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { quoteValue } from "../../domain/shapes/problem.js";
import { monthReader } from "./fields/month-field.js";
import { FieldNotes } from "./fields/field-notes.js";
import { countFilter } from "./fields/filters.js";
import {
  decimalMarkOf,
  ydernummerCell,
  planCountParser,
  planTypeParser,
  validityCheck,
} from "./plan-counts.js";
import type { FieldReader, RowReader } from "./rows.js";
import { fieldReader, placeReader } from "./rows.js";
import type { TextRecord } from "./table/records.js";
import type { PlanCountRow } from "./row-shapes.js";

interface WideCell extends WidePlace {
  /** Null: the cell is blank. */
  read: FieldReader<number | null>;
}

/**
 * Reads records of a wide layout: one record says the counts of several plan types or months. Such a record is one row
 * of the file, good or bad as a whole; a blank cell is 0, and a plan type and month whose cells are all blank has no row.
 */
export function wideCountReader(plan: ColumnPlan, definitions: Definitions): RowReader<PlanCountRow> {
  const { profile } = plan;
  const measure = profile.kind === "plan-counts" ? profile.columns.measure : null;
  const readMonth = monthReader(plan);
  const notes = new FieldNotes();
  const readNumber = fieldReader(plan, "ydernummer", remember(ydernummerCell));
  const readPlanType =
    plan.placeOf("planType") === null
      ? null
      : fieldReader(plan, "planType", remember(planTypeParser(definitions.planTypes)));
  const readMeasure =
    measure === null ? null : fieldReader(plan, "measure", remember(measureParser(measure.values)));
  const { empty } = profile.values;
  const mark = decimalMarkOf(plan);
  const parsePlanCount = planCountParser(mark);
  const parseCell = remember<number | null>((text) =>
    text === "" || empty.includes(normalizeLabel(text)) ? null : parsePlanCount(text),
  );
  const cells = plan.wide.map((place): WideCell => ({
    ...place,
    read: placeReader(plan, place.place, parseCell, countFilter(notes, mark)),
  }));
  const isValid = validityCheck(plan, definitions.planTypes);
  const join = measure === null ? null : halfRows(plan);

  return {
    read: (record, { rows, problems, months }) => {
      const before = problems.length;
      const month = plan.month.kind === "headers" ? null : readMonth(record, problems);
      if (month) months.add(month);
      const ydernummer = readNumber(record, problems);
      const planType = readPlanType?.(record, problems);
      const counted = readMeasure?.(record, problems);
      const counts = readCells(cells, record, problems);
      if (ydernummer === undefined || problems.length > before) return false;
      const found = new Map<string, PlanCountRow>();
      for (const { cell, count } of counts) {
        const key = { month: cell.month ?? month, planType: cell.planType ?? planType };
        if (!key.month || key.planType === undefined || count === null) continue;
        const id = `${key.month} ${key.planType}`;
        const row = found.get(id) ?? rowOf(record.line, ydernummer, key.month, key.planType);
        found.set(id, row);
        addCount(row, cell.measure ?? counted, count);
      }
      for (const row of found.values()) isValid(row, problems);
      if (problems.length > before) return false;
      if (join === null) rows.push(...found.values());
      else return join.add([...found.values()], counted ?? "new", problems);
      return true;
    },
    end: ({ rows }) => {
      if (join !== null) rows.push(...join.takeRows());
    },
    warnings: () => notes.warnings(),
  };
}

function readCells(
  cells: readonly WideCell[],
  record: TextRecord,
  problems: Problem[],
): { cell: WideCell; count: number | null }[] {
  return cells.flatMap((cell) => {
    const count = cell.read(record, problems);
    return count === undefined ? [] : [{ cell, count }];
  });
}

function rowOf(
  line: number,
  ydernummer: PlanCountRow["ydernummer"],
  month: Month,
  planType: string,
): PlanCountRow {
  return { line, month, ydernummer, planType, newPlans: 0, maintainedPlans: 0 };
}

function addCount(row: PlanCountRow, measure: Measure | undefined, count: number): void {
  if (measure === "maintained") row.maintainedPlans += count;
  else row.newPlans += count;
}

function measureParser(values: Readonly<Record<Measure, readonly string[]>>): CellParser<Measure> {
  const known = [...values.new, ...values.maintained].join(", ");
  return (text) => {
    const label = normalizeLabel(text);
    if (values.new.includes(label)) return "new";
    if (values.maintained.includes(label)) return "maintained";
    return new CellProblem(
      "measure",
      `${quoteValue(text)} is neither new nor maintained plans; expected ${known}, as the profile lists`,
      { known },
    );
  };
}

/** Puts together rows of which one record says the new and another the maintained plans. */
interface HalfRows {
  /** False when a record said the same half of a key before; then a problem for each of the two lines was added. */
  add(rows: readonly PlanCountRow[], measure: Measure, problems: Problem[]): boolean;
  takeRows(): PlanCountRow[];
}

function halfRows(plan: ColumnPlan): HalfRows {
  const whole = new Map<string, { row: PlanCountRow; lines: Partial<Record<Measure, number>> }>();
  return {
    add: (rows, measure, problems) => {
      const before = problems.length;
      for (const row of rows) {
        const key = `${row.month} ${row.ydernummer} ${row.planType}`;
        const entry = whole.get(key) ?? { row: { ...row, newPlans: 0, maintainedPlans: 0 }, lines: {} };
        whole.set(key, entry);
        const first = entry.lines[measure];
        if (first === undefined) {
          entry.lines[measure] = row.line;
          entry.row.newPlans += row.newPlans;
          entry.row.maintainedPlans += row.maintainedPlans;
        } else if (first !== row.line) {
          problems.push(...duplicateProblems({ line: row.line, firstLine: first }, plan.sheet));
        }
      }
      return problems.length === before;
    },
    takeRows: () => {
      const rows = [...whole.values()].map(({ row }) => row);
      whole.clear();
      return rows;
    },
  };
}
