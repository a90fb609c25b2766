import type { Definitions } from "../../defs/definitions.js";
import type { PlanType } from "../../defs/codes/plan-types.js";
import { findPlanType } from "../../defs/codes/plan-types.js";
import { isInForce } from "../../defs/yaml/validity.js";
import type { Month } from "../../domain/month.js";
import type { DecimalMark } from "../../domain/numbers.js";
import { maxPlanCount, parseCount, plainCount } from "../../domain/numbers.js";
import { parseYdernummer } from "../../domain/ydernummer.js";
import type { Ydernummer } from "../../domain/ydernummer.js";
import type { CellParser } from "./fields/cell.js";
import { CellProblem, remember } from "./fields/cell.js";
import { FieldNotes } from "./fields/field-notes.js";
import { countFilter } from "./fields/filters.js";
import type { ColumnPlan } from "../match/match-profile.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, quoteValue } from "../../domain/shapes/problem.js";
import { plainCountReader } from "./plain-counts.js";
import { monthParser, monthReader } from "./fields/month-field.js";
import type { FieldReader, RowReader } from "./rows.js";
import { fieldReader } from "./rows.js";
import { PlainLine } from "./table/plain-line.js";
import type { PlanCountRow } from "./row-shapes.js";

/** Reads records of the long layout of plan counts: one row a clinic number, plan type and month. */
export function planCountReader(plan: ColumnPlan, definitions: Definitions): RowReader<PlanCountRow> {
  const readMonth = monthReader(plan);
  const notes = new FieldNotes();
  const parsers = {
    ydernummer: remember(ydernummerCell),
    planType: remember(planTypeParser(definitions.planTypes)),
  };
  const readNumber = fieldReader(plan, "ydernummer", parsers.ydernummer);
  const readPlanType = fieldReader(plan, "planType", parsers.planType);
  const mark = decimalMarkOf(plan);
  const odd = countFilter(notes, mark);
  const countReader = (field: string): FieldReader<number> =>
    plainFirst(plan.placeOf(field), fieldReader(plan, field, remember(planCountParser(mark)), odd));
  const readNew = countReader("new");
  const readMaintained = countReader("maintained");
  const isValid = validityCheck(plan, definitions.planTypes);
  let lastMonth: Month | null = null;
  return {
    read: (record, { rows, problems, months }) => {
      const plain = record instanceof PlainLine ? (record.row as PlanCountRow) : null;
      const month = plain?.month ?? readMonth(record, problems);
      if (month !== undefined && month !== lastMonth) {
        months.add(month);
        lastMonth = month;
      }
      if (plain !== null) {
        rows.push(plain);
        return true;
      }
      const ydernummer = readNumber(record, problems);
      const planType = readPlanType(record, problems);
      const newPlans = readNew(record, problems);
      const maintainedPlans = readMaintained(record, problems);
      if (
        month === undefined ||
        ydernummer === undefined ||
        planType === undefined ||
        newPlans === undefined ||
        maintainedPlans === undefined
      ) {
        return false;
      }
      const { line } = record;
      if (!isValid({ planType, month, line }, problems)) return false;
      rows.push({ line, month, ydernummer, planType, newPlans, maintainedPlans });
      return true;
    },
    ofLines: (delimiter) => {
      const { month } = plan;
      if (month.kind !== "column") return null;
      const isGood = (row: PlanCountRow): boolean => isValid(row, []);
      return plainCountReader(
        plan,
        { ...parsers, month: remember(monthParser(month.formats)), isGood },
        delimiter,
      );
    },
    warnings: () => notes.warnings(),
  };
}

/** Reads a few digits as they stand, without a parser, a filter or memory of texts; whatever else with a reader. */
function plainFirst(place: number | null, read: FieldReader<number>): FieldReader<number> {
  if (place === null) return read;
  return (record, problems) => {
    const plain = record.remarks === null ? plainCount(record.cells[place] ?? "") : null;
    return plain ?? read(record, problems);
  };
}

/** Parses a ydernummer, padding it with zeros to six digits. */
export const ydernummerCell: CellParser<Ydernummer> = (text) =>
  parseYdernummer(text) ??
  new CellProblem(
    "ydernummer",
    `${quoteValue(text)} is no ydernummer; expected 1 to 6 digits, for instance 012345`,
  );

/** Parses the code or an alias of a plan type into its code. */
export function planTypeParser(planTypes: readonly PlanType[]): CellParser<string> {
  const known = planTypes.map((type) => type.code).join(", ");
  return (text) =>
    findPlanType(planTypes, text)?.code ??
    new CellProblem(
      "plan-type",
      `${quoteValue(text)} is no known plan type; expected ${known} or one of their names (plan-types.yaml lists them)`,
      { known },
    );
}

/** The decimal mark that a profile names, for text files; in a workbook numbers have no mark of their own. */
export function decimalMarkOf({ profile, sheet }: ColumnPlan): DecimalMark | null {
  return sheet === null ? profile.values.decimalMark : null;
}

/** A parser of a number of plans. */
export function planCountParser(mark: DecimalMark | null): CellParser<number> {
  return (text) => {
    const count = parseCount(text, mark);
    if (count === null)
      return new CellProblem(
        "count",
        `${quoteValue(text)} is no whole number; expected 0 or more, for instance 12 or 1.234`,
      );
    if (count > maxPlanCount) {
      return new CellProblem(
        "count-too-large",
        `${quoteValue(text)} is above 1.000.000, more than one clinic can make; check the figure`,
      );
    }
    return count;
  };
}

/** Checks that a plan type is in force in a month; adds a problem when it is not. */
export function validityCheck(
  plan: ColumnPlan,
  planTypes: readonly PlanType[],
): (seen: { planType: string; month: Month; line: number }, problems: Problem[]) => boolean {
  const types = new Map(planTypes.map((type) => [type.code, { type, lastGood: "" }]));
  const column = plan.headingOf("planType");
  return ({ planType, month, line }, problems) => {
    const known = types.get(planType);
    if (known === undefined || known.lastGood === month) return true;
    if (isInForce(known.type, month)) {
      known.lastGood = month;
      return true;
    }
    problems.push(
      problemOf(
        "plan-type-out-of-force",
        `${quoteValue(planType)} is not valid in ${month}; plan-types.yaml says from when until when it is, correct the row or that file`,
        { line, sheet: plan.sheet, column, value: planType, facts: { month } },
      ),
    );
    return false;
  };
}
