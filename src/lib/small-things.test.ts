import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fixedClock, systemClock } from "./clock.js";
import { exitCode, FlpError, usageError } from "./errors.js";
import { codeFolder, programFolder, programVersion } from "./program.js";
import { noun } from "./words.js";

describe("the clock", () => {
  test("stands still where SOURCE_DATE_EPOCH says so, in seconds since 1970", () => {
    const clock = systemClock({ SOURCE_DATE_EPOCH: "1764417600" });
    expect(clock.now().toISOString()).toBe("2025-11-29T12:00:00.000Z");
    expect(systemClock({ SOURCE_DATE_EPOCH: "0" }).now().getTime()).toBe(0);
    expect(systemClock({ SOURCE_DATE_EPOCH: "99999999999" }).now().getUTCFullYear()).toBe(5138);
  });

  test.each([undefined, "", "now", "-1", "1.5", "1e9", " 1", "1 ", "100000000000"])(
    "is the machine's where SOURCE_DATE_EPOCH is %j",
    (epoch) => {
      const before = Date.now();
      const now = systemClock({ SOURCE_DATE_EPOCH: epoch }).now().getTime();
      expect(now).toBeGreaterThanOrEqual(before);
      expect(now).toBeLessThanOrEqual(Date.now());
    },
  );

  test("cannot be put forward by whoever got an instant from it", () => {
    const instant = new Date("2025-03-04T10:00:00Z");
    const clock = fixedClock(instant);
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe("2025-03-04T10:00:00.000Z");
    expect(clock.now()).not.toBe(instant);
  });
});

describe("an error that a user can act on", () => {
  test("holds its reason, its place, its remedy and its findings, each where it belongs", () => {
    const cause = new Error("ENOENT");
    const details = { place: "rules/ok22.yaml:3:7", remedy: "write a number", lines: ["a", "b"], cause };
    const error = new FlpError(exitCode.definition, "the threshold is no number", details);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      ...{ code: 10, message: "the threshold is no number", name: "FlpError" },
      ...details,
    });
  });

  test("says nothing of what it was not given", () => {
    const error = new FlpError(exitCode.bug, "oh");
    expect([error.place, error.remedy, error.lines, error.cause]).toEqual([
      undefined,
      undefined,
      [],
      undefined,
    ]);
  });

  test("of wrong words is exit 2, with or without what to do", () => {
    expect(usageError("no such metric", "flp metrics --help")).toMatchObject({
      code: 2,
      remedy: "flp metrics --help",
    });
    expect(usageError("no such metric").remedy).toBeUndefined();
  });

  test("has one exit code for each kind of failure, as the contract lists them", () => {
    const codes = Object.values(exitCode);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual([0, 1, 2, 10, 11, 12, 13, 14, 15]);
  });
});

describe("the program", () => {
  test("knows its folder, its code and its version", () => {
    expect(existsSync(join(programFolder, "sql", "schema"))).toBe(true);
    expect(existsSync(join(codeFolder, "lib", "program.ts"))).toBe(true);
    const written = JSON.parse(readFileSync(join(programFolder, "package.json"), "utf8")) as {
      version: string;
    };
    expect(programVersion()).toBe(written.version);
    expect(programVersion()).toMatch(/^\d+\.\d+\.\d+/);
  });
});

test.each([
  [1, "row", undefined, "row"],
  [0, "row", undefined, "rows"],
  [2, "row", undefined, "rows"],
  [1, "entry", "entries", "entry"],
  [3, "entry", "entries", "entries"],
])("%d of %s is said with the right form", (count, one, many, form) => {
  expect(noun(count, one, many)).toBe(form);
});
