import { describe, expect, test } from "vitest";
import { monthsInName } from "./months-in-name.js";

describe("the months that a file's name promises", () => {
  test.each([
    ["planer_2025-02.csv", "2025-02", "2025-02"],
    ["planer_2024-03_2025-02.xlsx", "2024-03", "2025-02"],
    ["planer 2024-03-2025-02.csv", "2024-03", "2025-02"],
    ["planer_2025-02_2024-03.csv", "2024-03", "2025-02"],
    ["planer_2025-02 rettet (2).csv", "2025-02", "2025-02"],
    ["planer_2025-02 udtrukket 2025-03-14.csv", "2025-02", "2025-02"],
    ["planer_202502.csv", "2025-02", "2025-02"],
    ["planer_202403-202502.csv", "2024-03", "2025-02"],
    ["planer_feb-25.csv", "2025-02", "2025-02"],
    ["Planer februar 2025.csv", "2025-02", "2025-02"],
    ["planer_februar_2025.csv", "2025-02", "2025-02"],
    ["planer_02-2025.csv", "2025-02", "2025-02"],
    ["planer_202412.csv", "2024-12", "2024-12"],
    ["planer feb-25 rettet.csv", "2025-02", "2025-02"],
    // what comes after the last full stop is the kind of the file
    ["v1.0 planer_2025-02.csv", "2025-02", "2025-02"],
    ["planer_2025-02.2024-03", "2025-02", "2025-02"],
  ])("%s: from %s to %s", (name, first, last) => {
    expect(monthsInName(name)).toEqual({ first, last });
  });

  test.each([
    ["planer.csv"],
    ["udtræk 7.csv"],
    ["planer_2025-02-14.csv"],
    ["planer_14-02-2025.csv"],
    ["planer_20250214.csv"],
    // A day written yyMMdd: 1 November 2020 as well as January 2011.
    ["planer_201101.csv"],
    ["planer_2025-13.csv"],
    ["planer_02-20251.csv"],
    ["planer_feb-251.csv"],
    ["planer_2024-12_2025-01_2025-02.csv"],
    ["planer_version 2025.csv"],
  ])("%s promises none", (name) => {
    expect(monthsInName(name)).toBeNull();
  });
});
