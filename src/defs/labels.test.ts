import { expect, test } from "vitest";
import { normalizeLabel } from "./labels.js";
import { nearestOf } from "./yaml/nearest.js";

test("labels that differ in case, spaces, invisible characters or the coding of accents are one", () => {
  const label = normalizeLabel("Type 2-diabetes");
  expect(normalizeLabel("  TYPE  2-Diabetes\t")).toBe(label);
  expect(normalizeLabel("Type\u00A02-diabetes")).toBe(label);
  expect(normalizeLabel("\uFEFFType 2-dia\u00ADbetes\u200B")).toBe(label);
  expect(normalizeLabel("A\u030Abnet")).toBe(normalizeLabel("åbnet"));
  expect(normalizeLabel("Type 1-diabetes")).not.toBe(label);
});

test("the nearest word is one with a letter wrong, missing, extra or swapped, and none when all are far", () => {
  const words = ["valid_from", "valid_to", "name"];
  expect(nearestOf("valid_form", words)).toBe("valid_from");
  expect(nearestOf("nme", words)).toBe("name");
  expect(nearestOf("Name", words)).toBe("name");
  expect(nearestOf("validto", words)).toBe("valid_to");
  expect(nearestOf("code", words)).toBeNull();
  expect(nearestOf("x", [])).toBeNull();
});
