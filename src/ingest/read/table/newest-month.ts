import type { Month } from "../../../domain/month.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { problemBehind } from "../problem-behind.js";
import { monthReader } from "../fields/month-field.js";
import type { TableReading } from "./batches.js";

/**
 * The newest month that the rows of a table name; null where none names any. Reads the whole table, but of each row its
 * month alone. What cannot be read is passed over: loading the file will say so.
 */
export async function newestMonthInRows({
  table,
  plan,
}: Pick<TableReading, "table" | "plan">): Promise<Month | null> {
  const readMonth = monthReader(plan);
  let newest: Month | null = null;
  try {
    for await (const { records } of table.read()) {
      const problems: Problem[] = [];
      for (const record of records) {
        if (record.line <= plan.headerLine) continue;
        const month = readMonth(record, problems);
        if (month !== undefined && (newest === null || month > newest)) newest = month;
      }
    }
  } catch (error) {
    if (problemBehind(error) === null) throw error;
  }
  return newest;
}
