import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Workshop } from "../../testing/workshop.js";
import { countsCsv, openWorkshop } from "../../testing/workshop.js";
import type { Arrival } from "./check.js";
import { rowLimit } from "./checks/fixed-limits/row-limit.js";

describe("a file with as many rows as a spreadsheet or its export can hold", () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop();
  });
  afterEach(() => shop.end());

  /** One row for each number and month, so many of them. */
  const file = (rows: number): string =>
    countsCsv(
      Array.from({ length: rows }, (_, row) => [
        `2025-${String(1 + (row % 12)).padStart(2, "0")}`,
        String(1 + Math.floor(row / 12)),
        "KOL",
        1 + (row % 7),
        row % 5,
      ]),
    );

  test.each([65_535, 65_536])("%i rows are held, and said to be cut off", async (rows) => {
    const outcome = await shop.load("planer.csv", file(rows));
    expect(outcome).toMatchObject({ status: "held", looks_like: "first-load-cut", rows: { read: rows } });
    expect(outcome.problems[0]?.message).toContain(`the file has ${rows} rows`);
  });

  test.each([65_534, 65_537])("%i rows are not", async (rows) => {
    const { checks } = await shop.load("planer.csv", file(rows));
    expect(checks.find(({ id }) => id === "row-limit")?.verdict).toBe("ok");
  });

  test.each([
    [65_534, "ok"],
    [65_535, "hold"],
    [65_536, "hold"],
    [65_537, "ok"],
    [1_048_574, "ok"],
    [1_048_575, "hold"],
    [1_048_576, "hold"],
    [1_048_577, "ok"],
  ])("of %i rows the check says %s", (rows, verdict) => {
    // The number of rows is all that it looks at.
    const [result] = rowLimit.check({ rows } as Arrival);
    expect(result?.verdict).toBe(verdict);
  });
});
