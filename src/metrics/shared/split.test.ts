import { beforeAll, describe, expect, test } from "vitest";
import { join } from "node:path";
import type { Definitions } from "../../defs/definitions.js";
import { readDefinitions } from "../../defs/definitions.js";
import { compareDanish } from "../../domain/danish.js";
import { parseMonth } from "../../domain/month.js";
import { programFolder } from "../../lib/program.js";
import type { Valued } from "./metric.js";
import { fieldOf, inOrder, storedMonth, valueOrder } from "./split.js";

let definitions: Definitions;
beforeAll(async () => {
  definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
});

const month = (text: string) => parseMonth(text)!;
const valued = (
  text: string,
  value: string,
  plans: number,
): Valued<{ month: ReturnType<typeof month>; plans: number }> => ({
  value,
  row: { month: month(text), plans },
});

describe("values of a split", () => {
  test("stand as the definitions list them: regions, kinds and plan types", () => {
    for (const [split, listed] of [
      ["region", definitions.regions.map(({ name }) => name)],
      ["kind", definitions.clinicKinds.map(({ name }) => name)],
      ["plan-type", definitions.planTypes.map(({ code }) => code)],
    ] as const)
      expect([...listed].reverse().sort(valueOrder(definitions, split))).toEqual(listed);
  });

  test("that no definition lists stand in Danish order", () => {
    const names = ["Ærø", "Aalborg", "Odense", "Assens"];
    for (const split of ["municipality", "system", "all"] as const)
      expect([...names].sort(valueOrder(definitions, split))).toEqual(["Assens", "Odense", "Ærø", "Aalborg"]);
  });

  test("are named by a field that JSON can hold without quotation", () => {
    expect((["plan-type", "region", "clinic"] as const).map(fieldOf)).toEqual([
      "plan_type",
      "region",
      "clinic",
    ]);
  });
});

describe("rows of an answer", () => {
  const rows = [
    valued("2025-02", "Syd", 1),
    valued("2025-01", "Syd", 2),
    valued("2025-02", "Nord", 3),
    valued("2025-01", "Nord", 4),
  ];

  test("stand by month, then by value, with the value in front of the figures", () => {
    const found = inOrder(rows, "region", compareDanish);
    expect(found).toEqual([
      { month: "2025-01", region: "Nord", plans: 4 },
      { month: "2025-01", region: "Syd", plans: 2 },
      { month: "2025-02", region: "Nord", plans: 3 },
      { month: "2025-02", region: "Syd", plans: 1 },
    ]);
    expect(Object.keys(found[0]!)).toEqual(["month", "region", "plans"]);
    expect(Object.keys(inOrder(rows, "plan-type", compareDanish)[0]!)).toEqual([
      "month",
      "plan_type",
      "plans",
    ]);
  });

  test("of the whole name no value", () => {
    expect(inOrder([valued("2025-02", "all", 7)], "all", compareDanish)).toEqual([
      { month: "2025-02", plans: 7 },
    ]);
    expect(inOrder([], "all", compareDanish)).toEqual([]);
  });
});

test("a month that the store's own checks should have refused is a fault of ours, told by its text", () => {
  expect(storedMonth("2025-02")).toBe("2025-02");
  expect(() => storedMonth("2025-13")).toThrow("the store holds the month 2025-13");
});
