import { expect, test } from "vitest";
import { currentMonth } from "./calendar.js";

// Denmark is one hour ahead of UTC, from the last Sunday of March to that of October two.
test.each([
  ["2025-01-31T22:59:59Z", "2025-01"],
  ["2025-01-31T23:00:00Z", "2025-02"],
  ["2025-06-30T21:59:59Z", "2025-06"],
  ["2025-06-30T22:00:00Z", "2025-07"],
  ["2025-12-31T23:00:00Z", "2026-01"],
  ["2025-12-31T22:59:59Z", "2025-12"],
  ["2025-02-01T00:30:00Z", "2025-02"],
  ["2025-02-15T12:00:00Z", "2025-02"],
])("at %s it is %s in Denmark", (instant, month) => {
  expect(currentMonth({ now: () => new Date(instant) })).toBe(month);
});
