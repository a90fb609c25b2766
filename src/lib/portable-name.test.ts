import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { portableName } from "./portable-name.js";

describe("a name made from a file's name", () => {
  test.each([
    ["planer_2025-02.csv", "planer_2025-02.csv"],
    ["Lægehuse (rettet) æøå.xlsx", "Lægehuse (rettet) æøå.xlsx"],
    ["aux.csv", "_aux.csv"],
    ["CON", "_CON"],
    ["com1.xlsx", "_com1.xlsx"],
    ["konsultation.csv", "konsultation.csv"],
    ["auxiliary.csv", "auxiliary.csv"],
    ["planer 10:30.csv", "planer 10_30.csv"],
    ['hvad? "nu".csv', "hvad_ _nu_.csv"],
    ["planer. ", "planer_"],
    ["a\\b.csv", "a_b.csv"],
  ])("%s can be kept on every system as %s", (name, expected) => {
    expect(portableName(name)).toBe(expected);
  });

  test("is one that no system refuses, and stays itself when it is made again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
        const portable = portableName(name);
        expect(portable).not.toMatch(/[<>:"/\\|?*]|[. ]$|^(con|prn|aux|nul)(\.|$)/i);
        expect(portableName(portable)).toBe(portable);
      }),
    );
  });
});
