import { describe, expect, test } from "vitest";
import { plainLimits } from "../../../testing/plain-limits.js";
import type { TextTable } from "../../read/table/records.js";
import { plainText, readGrid } from "./grid.js";

describe("what a region wrote in a cell", () => {
  test.each([
    ["a line break of another spreadsheet", "ringet op\r\naftalt", "ringet op\naftalt"],
    ["a line break pasted from a text program", "ringet op\u000baftalt", "ringet op\naftalt"],
    ["a page break", "ringet op\faftalt", "ringet op\naftalt"],
    ["a bell and an escape that came with pasted text", "ringet\u0007 op\u001b[31m", "ringet op[31m"],
    ["the one-byte form of an escape", "ringet\u009b op", "ringet op"],
    ["a tab, which is a blank to people", "ringet\top", "ringet\top"],
  ])("with %s is stored as what was meant", (_, written, meant) => {
    expect(plainText(written)).toBe(meant);
  });

  test("true and false are stored as the words that its spreadsheet shows, and a typed TRUE as it was typed", async () => {
    const marks = new Map([
      [0, "truth"],
      [1, "truth"],
    ] as const);
    const remarks = { marks, cprPlaces: [], problems: [] };
    const table = {
      sheet: "Klinikker",
      isVisible: true,
      remarks: { merged: [] },
      async *read() {
        await Promise.resolve();
        yield { problems: [], records: [{ line: 3, cells: ["TRUE", "FALSE", "TRUE"], remarks }] };
      },
    } as unknown as TextTable;
    const { grid } = await readGrid(table, {
      truth: { true: "SAND", false: "FALSK" },
      limits: plainLimits,
    });
    expect(grid.rows[0]?.cells.map(({ text }) => text)).toEqual(["SAND", "FALSK", "TRUE"]);
  });
});
