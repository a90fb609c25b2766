import { join } from "node:path";
import { expect, test } from "vitest";
import type { z } from "zod";
import { drawFiles, errorOf } from "../../testing/drawn-files.js";
import { targetsSchema } from "../agreement/targets.js";
import { readYaml } from "../yaml/read-yaml.js";
import { levelChangesSchema } from "./level-changes.js";

const entry =
  "{ metric: ok22, from: 2024-03, reason: ny aftale, confirmed_by: Styregruppen, confirmed_on: 2024-06-01 }";

const yamlOf = (key: string, entries: readonly string[]): string =>
  `${key}:\n${entries.map((one) => `  - ${one}\n`).join("")}`;

async function read(...entries: string[]): Promise<unknown> {
  const folder = await drawFiles({ "level-changes.yaml": yamlOf("level_changes", entries) });
  return readYaml(join(folder, "level-changes.yaml"), levelChangesSchema);
}

/** The mistakes of a drawn file, a line each. */
async function mistakes(name: string, content: string, schema: z.ZodType): Promise<readonly string[]> {
  const folder = await drawFiles({ [name]: content });
  return (await errorOf(readYaml(join(folder, name), schema), folder)).lines;
}

test("a confirmed change of level names its figure, its month, the reason and who confirmed it", async () => {
  await expect(read(entry)).resolves.toEqual([
    {
      metric: "ok22",
      from: "2024-03",
      reason: "ny aftale",
      confirmedBy: "Styregruppen",
      confirmedOn: "2024-06-01",
    },
  ]);
});

test.each([
  [
    "a figure without limits",
    entry.replace("ok22", "active-clinics"),
    /^level-changes\.yaml:2:15: .*active-clinics/,
  ],
  ["what is no month", entry.replace("2024-03", "2024-13"), /2024-13/],
  ["a day before the month came", entry.replace("2024-06-01", "2024-02-28"), /before 2024-03 came/],
  ["no reason", entry.replace("reason: ny aftale, ", ""), /missing key "reason"/],
])("%s is refused with its place", async (_, wrong, message) => {
  const lines = await mistakes("level-changes.yaml", yamlOf("level_changes", [wrong]), levelChangesSchema);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(message);
});

test("a figure changes its level once in a month", async () => {
  const twice = yamlOf("level_changes", [entry, entry]);
  expect(await mistakes("level-changes.yaml", twice, levelChangesSchema)).toEqual([
    expect.stringMatching(/^level-changes\.yaml:3:\d+: a second change of ok22 from 2024-03/),
  ]);
  await expect(read(entry, entry.replace("ok22", "plans-per-month"))).resolves.toHaveLength(2);
});

test("two goals for one month are refused: which of them would the line be?", async () => {
  const goal = "{ metric: ok22, share: 0.85, by: 2026-12, set_by: Styregruppen, set_on: 2025-04-24 }";
  const goalsOf = (...goals: string[]): string => yamlOf("targets", goals);
  expect(await mistakes("targets.yaml", goalsOf(goal, goal.replace("0.85", "0.9")), targetsSchema)).toEqual([
    expect.stringMatching(/^targets\.yaml:3:\d+: a second goal of ok22 for 2026-12/),
  ]);
  expect(
    await mistakes("targets.yaml", goalsOf(goal, goal.replace("by: 2026-12", "by: 2027-13")), targetsSchema),
  ).toEqual([expect.stringMatching(/2027-13/)]);
});
