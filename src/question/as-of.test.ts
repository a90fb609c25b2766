import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Month } from "../domain/month.js";
import { parseMonth } from "../domain/month.js";
import { exitCode } from "../lib/errors.js";
import type { DrawnStore } from "../testing/drawn/drawn-store.js";
import { drawStore } from "../testing/drawn/drawn-store.js";
import { knownMonths, registerFor, registerMonths, resolveAsOf, resolveMonth } from "./as-of.js";

const month = (text: string): Month => parseMonth(text)!;
const months = (...texts: string[]): Month[] => texts.map(month);

let drawn: DrawnStore;
beforeEach(async () => {
  drawn = await drawStore();
});
afterEach(() => {
  drawn.end();
});

describe("the load that answers are given as of", () => {
  test("is the newest that stands, or the one that is asked for", async () => {
    drawn.counts({ "2025-01": [] });
    drawn.counts({ "2025-02": [] });
    const undone = drawn.counts({ "2025-03": [] });
    expect(await resolveAsOf(drawn.store, null)).toBe(3);
    drawn.undo(undone);
    expect(await resolveAsOf(drawn.store, null)).toBe(2);
    expect(await resolveAsOf(drawn.store, 1)).toBe(1);
  });

  test("that is not there, or was taken back, is a wrong call that says where to look", async () => {
    drawn.counts({ "2025-01": [] });
    drawn.undo(drawn.counts({ "2025-02": [] }));
    for (const [load, message] of [
      [9, "there is no load 9"],
      [2, "load 2 was taken back"],
      [0, "there is no load 0"],
    ] as const)
      await expect(resolveAsOf(drawn.store, load)).rejects.toMatchObject({
        code: exitCode.usage,
        message,
        remedy: expect.stringContaining("flp loads"),
      });
  });

  test("of a store without any is no load", async () => {
    const nothing = {
      code: exitCode.database,
      message: `nothing is loaded in ${drawn.store.path}`,
      remedy: expect.stringContaining("flp ingest"),
    };
    await expect(resolveAsOf(drawn.store, null)).rejects.toMatchObject(nothing);
    await expect(resolveAsOf(drawn.store, 1)).rejects.toMatchObject(nothing);
    drawn.undo(drawn.counts({ "2025-02": [] }));
    await expect(resolveAsOf(drawn.store, 1)).rejects.toMatchObject(nothing);
  });
});

describe("months that are known as of a load", () => {
  test("are those that standing loads of their kind named up to it, each once and in order", async () => {
    drawn.counts({ "2025-02": [], "2025-01": [] });
    drawn.register("2024-12", []);
    drawn.counts({ "2025-02": [], "2025-03": [] });
    drawn.undo(drawn.counts({ "2025-04": [] }));
    drawn.register("2025-03", []);
    expect(await knownMonths(drawn.store, 9)).toEqual(["2025-01", "2025-02", "2025-03"]);
    expect(await knownMonths(drawn.store, 2)).toEqual(["2025-01", "2025-02"]);
    expect(await knownMonths(drawn.store, 0)).toEqual([]);
    expect(await registerMonths(drawn.store, 9)).toEqual(["2024-12", "2025-03"]);
    expect(await registerMonths(drawn.store, 4)).toEqual(["2024-12"]);
    expect(await registerMonths(drawn.store, 1)).toEqual([]);
  });
});

describe("the report month", () => {
  const known = months("2024-11", "2025-01", "2025-02");

  test("is the newest that is known, or the one that is asked for", () => {
    expect(resolveMonth(known, null)).toBe("2025-02");
    expect(resolveMonth(known, month("2025-01"))).toBe("2025-01");
  });

  test("in a hole, before or after all is a wrong call that says between which months to choose", () => {
    for (const asked of months("2024-12", "2024-10", "2025-03"))
      expect(() => resolveMonth(known, asked)).toThrow(
        expect.objectContaining({
          code: exitCode.usage,
          message: `no plan counts are loaded for ${asked}`,
          remedy: "choose a month from 2024-11 to 2025-02; flp status shows the holes",
        }) as Error,
      );
  });

  test("of no months is none", () => {
    for (const asked of [null, month("2025-01")]) expect(resolveMonth([], asked)).toBeNull();
  });
});

describe("the register of a month", () => {
  test.each([
    ["2025-02", ["2024-12", "2025-02", "2025-03"], "2025-02"],
    ["2025-02", ["2024-11", "2024-12", "2025-03"], "2024-12"],
    ["2025-02", ["2025-03", "2025-04"], "2025-03"],
    ["2025-02", [], null],
  ])("%s of %j is %s", (asked, registers, expected) => {
    expect(registerFor(month(asked), months(...registers))).toBe(expected);
  });
});
