import { expect, test } from "vitest";
import type { Logger } from "../../lib/logger.js";
import { progressOf } from "./progress.js";

/** Progress of a file whose reading is told as `[milliseconds since the start, rows, bytes]`, and what was said of it. */
function told(
  extract: { fileName: string; sheet: string | null; bytes: number },
  steps: readonly (readonly [number, number, number])[],
): string[] {
  const said: string[] = [];
  const logger: Logger = {
    warn: () => undefined,
    info: () => undefined,
    progress: (message) => void said.push(message),
  };
  let now = 0;
  const progress = progressOf(extract, { clock: { now: () => new Date(now) }, logger });
  for (const [milliseconds, rows, bytes] of steps) {
    now = milliseconds;
    progress(rows, bytes);
  }
  return said;
}

const csv = { fileName: "planer.csv", sheet: null, bytes: 6_000_000 };

test("a file that is read within a second is read in silence", () => {
  expect(
    told(csv, [
      [10, 1, 60],
      [500, 50_000, 3_000_000],
      [999, 99_000, 5_999_999],
    ]),
  ).toEqual([]);
});

test("after a second it tells rows, bytes, their share and the rate, four times a second at most", () => {
  const steps = [
    [1000, 5000, 1_500_000],
    [1100, 5500, 1_650_000],
    [1249, 6000, 1_800_000],
    [2000, 12_000, 3_000_000],
  ] as const;
  expect(told(csv, steps)).toEqual([
    "planer.csv: 5000 rows, 1.5 MB (25 %), 5000 rows a second",
    "planer.csv: 12000 rows, 3.0 MB (50 %), 6000 rows a second",
  ]);
});

test("of a workbook no share is told: how much of its sheet is left cannot be known", () => {
  expect(told({ ...csv, sheet: "Ark1" }, [[2000, 1000, 4_000_000]])).toEqual([
    "planer.csv: 1000 rows, 4.0 MB, 500 rows a second",
  ]);
});
