import { describe, expect, test } from "vitest";
import { visitsOf } from "./visit-history.js";

/** The words of one clinic's cell in the order of the worklists' months; null: emptied. */
const days = (...values: (string | null)[]): string[] =>
  visitsOf(values.map((value) => ({ ydernummer: "000011", value }))).map(({ day }) => day);

describe("the visits that a clinic's cell tells", () => {
  test("are all its days, where each is later than the one before", () => {
    expect(days("2024-03-01", "2024-09-12", "2025-01-20")).toEqual([
      "2024-03-01",
      "2024-09-12",
      "2025-01-20",
    ]);
  });

  test("lose the one that an earlier day corrects, and the one that an emptied cell takes back", () => {
    expect(days("2024-03-01", "2024-09-12", "2024-09-02")).toEqual(["2024-03-01", "2024-09-02"]);
    expect(days("2024-03-01", "2024-09-12", null)).toEqual(["2024-03-01"]);
    expect(days("2024-03-01", "2024-03-01")).toEqual(["2024-03-01"]);
    expect(days(null)).toEqual([]);
  });

  test("are in the order of their days over all clinics, each with its month", () => {
    const rows = [
      { ydernummer: "000022", value: "2024-05-02" },
      { ydernummer: "000011", value: "2024-04-30" },
    ];
    expect(visitsOf(rows)).toEqual([
      { ydernummer: "000011", day: "2024-04-30", month: "2024-04" },
      { ydernummer: "000022", day: "2024-05-02", month: "2024-05" },
    ]);
  });
});
