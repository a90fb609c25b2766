import type { Definitions } from "../defs/definitions.js";
import { findPlanType } from "../defs/plan-types.js";
import { isInForce } from "../defs/validity.js";
import type { Month } from "../domain/month.js";
import { maxPlanCount, parseCount } from "../domain/numbers.js";
import { parseYdernummer } from "../domain/ydernummer.js";
import type { Ydernummer } from "../domain/ydernummer.js";
import type { CellParser } from "./cell.js";
import { CellProblem, remember } from "./cell.js";
import type { ColumnPlan } from "./match-profile.js";
import type { TextRecord } from "./open-csv.js";
import type { Problem } from "./problem.js";
import { quoteValue } from "./problem.js";
import { monthReader } from "./read-month.js";
import type { RowReader } from "./read-rows.js";
import { cellOf, fieldReader } from "./read-rows.js";
import type { PlanCountRow } from "./rows.js";

/** Reads records of an extract of plan counts: one row a clinic number, plan type and month. */
export function planCountReader(plan: ColumnPlan, definitions: Definitions): RowReader<PlanCountRow> {
  const readMonth = monthReader(plan);
  const readNumber = remember(parseNumber);
  const readPlanType = remember(planTypeParser(definitions));
  const readCount = remember(parsePlanCount);
  const validity = new Map(definitions.planTypes.map((type) => [type.code, type]));

  return (record, problems) => {
    const read = fieldReader(plan, record, problems);
    const month = readMonth(record, read);
    const ydernummer = read("ydernummer", readNumber);
    const planType = read("planType", readPlanType);
    const newPlans = read("new", readCount);
    const maintainedPlans = read("maintained", readCount);
    if (
      month === undefined ||
      ydernummer === undefined ||
      planType === undefined ||
      newPlans === undefined ||
      maintainedPlans === undefined
    ) {
      return null;
    }
    const type = validity.get(planType);
    if (type !== undefined && !isInForce(type, month)) {
      problems.push(outOfForce(plan, record, { planType, month }));
      return null;
    }
    return { line: record.line, month, ydernummer, planType, newPlans, maintainedPlans };
  };
}

/** Parses a ydernummer, padding it with zeros to six digits. */
export const parseNumber: CellParser<Ydernummer> = (text) =>
  parseYdernummer(text) ??
  new CellProblem(
    "ydernummer",
    `${quoteValue(text)} is no ydernummer; expected 1 to 6 digits, for instance 012345`,
  );

function planTypeParser(definitions: Definitions): CellParser<string> {
  const known = definitions.planTypes.map((type) => type.code).join(", ");
  return (text) =>
    findPlanType(definitions.planTypes, text)?.code ??
    new CellProblem(
      "plan-type",
      `${quoteValue(text)} is no known plan type; expected ${known} or one of their names (plan-types.yaml lists them)`,
    );
}

const parsePlanCount: CellParser<number> = (text) => {
  const count = parseCount(text);
  if (count === null)
    return new CellProblem(
      "count",
      `${quoteValue(text)} is no whole number; expected 0 or more, for instance 12 or 1.234`,
    );
  if (count > maxPlanCount) {
    return new CellProblem(
      "count",
      `${quoteValue(text)} is above 1.000.000, more than one clinic can make; check the figure`,
    );
  }
  return count;
};

function outOfForce(plan: ColumnPlan, record: TextRecord, seen: { planType: string; month: Month }): Problem {
  return {
    line: record.line,
    sheet: null,
    column: plan.headingOf("planType"),
    code: "plan-type",
    message: `${quoteValue(cellOf(plan, record, "planType"))} is not valid in ${seen.month}; plan-types.yaml says from when until when ${seen.planType} is`,
  };
}
