import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { drawFiles } from "../../../testing/drawn-files.js";
import { readAfterwards } from "./settings.js";

const shipped = await readFile("reports/consultants/afterwards.yaml", "utf8");

/** Reads the shipped settings with one line changed. */
async function reading(line: RegExp, changed: string): Promise<unknown> {
  expect(shipped).toMatch(line);
  const folder = await drawFiles({ "consultants/afterwards.yaml": shipped.replace(line, changed) });
  return readAfterwards(folder).catch((error: unknown) => error);
}

test.each([
  ["sizes that do not rise", /^doctors_from: .*$/m, "doctors_from: [0, 2.5, 1.5]"],
  ["a confidence of a coin", /^confidence: .*$/m, "confidence: 0.5"],
  ["a likeness that nobody computes", /^alike: .*$/m, "alike: system"],
  ["a floor of one clinic", /^fewest: .*$/m, "fewest: 1"],
])("%s is refused with its place", async (_, line, changed) => {
  expect(await reading(line, changed)).toMatchObject({
    code: 10,
    lines: [expect.stringMatching(/afterwards\.yaml:\d+:\d+: /) as string],
  });
});

test("the shipped settings look back on a year of visits that are half a year old", async () => {
  expect(await readAfterwards("reports")).toMatchObject({ afterMonths: 6, overMonths: 12, confidence: 0.95 });
});
