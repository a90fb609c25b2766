import type { ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";

const id = "row-limit";

/**
 * Rows that a sheet of Excel holds, in its old form and its new one, with and without the heading. Source: Microsoft, Excel
 * specifications and limits; BIFF8 sheets hold 65,536 rows.
 */
const limits = [65_535, 65_536, 1_048_575, 1_048_576];

/** A file with exactly as many rows as a spreadsheet can hold: what came after was cut off. */
export const rowLimit: ArrivalCheck = {
  id,
  kinds: ["plan-counts", "clinic-register"],
  check: ({ rows }) => {
    const isHeld = limits.includes(rows);
    const finding = isHeld
      ? `the file has ${rows} rows, just as many as a spreadsheet or its export can hold: it looks cut off there`
      : `the file has ${rows} rows, not a number at which spreadsheets cut`;
    return [
      resultOf(
        {
          id,
          verdict: isHeld ? "hold" : "ok",
          seen: rows,
          expected: null,
          unit: "rows",
          basis: `the limits of spreadsheets: ${limits.join(", ")} rows`,
          finding,
        },
        { looks_like: "first-load-cut", facts: { rows }, excess: isHeld ? 2 : 0 },
      ),
    ];
  },
};
