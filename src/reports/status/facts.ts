import type { StatusLoad } from "../../db/history/status-rows.js";
import { statusLoadsAsOf, statusRowsAsOf } from "../../db/history/status-rows.js";
import type { StatusColumn, StatusRegister } from "../../defs/status/register.js";
import { statusColumnOf } from "../../defs/status/register.js";
import { compareDanish, dateInDenmark } from "../../domain/danish.js";
import type { StatusRow, StatusValue } from "../../domain/shapes/status.js";
import type { Question } from "../../question/question.js";

/** A register as it was known as of the load that is asked for. */
export interface RegisterFacts {
  register: StatusRegister;
  load: StatusLoad;
  /** Day in Denmark on which the file was loaded, `yyyy-MM-dd`. */
  date: string;
  /** In the order in which they are shown. */
  rows: readonly StatusRow[];
}

/** The registers of which something is known, in the order of the agenda. */
export function readRegisterFacts({
  store,
  definitions,
  asOf,
}: Pick<Question, "store" | "definitions" | "asOf">): RegisterFacts[] {
  const loads = statusLoadsAsOf(store, asOf);
  return definitions.registers.flatMap((register) => {
    const load = loads.get(register.id);
    if (load === undefined) return [];
    const rows = statusRowsAsOf(store, { register: register.id, asOf });
    return [{ register, load, date: dateInDenmark(load.loadedAt), rows: inOrder(register, rows) }];
  });
}

function inOrder(register: StatusRegister, rows: readonly StatusRow[]): StatusRow[] {
  const order = register.order.map(({ column, descending }) => ({
    column: statusColumnOf(register, column),
    sign: descending ? -1 : 1,
  }));
  return rows.toSorted((left, right) => {
    for (const { column, sign } of order) {
      const compared = compare(column, left.values[column.id] ?? null, right.values[column.id] ?? null);
      if (compared !== 0) return sign * compared;
    }
    return compareDanish(left.key, right.key);
  });
}

/** Choices in the order of their list; what is not said comes last. */
function compare({ type, choices }: StatusColumn, left: StatusValue, right: StatusValue): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (type === "choice") {
    const place = (id: StatusValue): number => choices.findIndex((choice) => choice.id === id);
    return place(left) - place(right);
  }
  if (typeof left === "number" && typeof right === "number") return left - right;
  return compareDanish(String(left), String(right));
}
