import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import { readModels } from "./models.js";

const page = join(programFolder, "sql", "README.md");
const models = [...(await readModels()).values()].sort((left, right) => (left.name < right.name ? -1 : 1));

/** A part of a model's header, its lines joined: `grain`, `source`. */
function headerOf(path: string, label: string): string {
  const lines = readFileSync(path, "utf8").split("\n");
  const first = lines.findIndex((line) => line.startsWith(`-- ${label}:`));
  if (first < 0) return "";
  const more = lines.slice(first + 1).findIndex((line) => !line.startsWith("--     "));
  return lines
    .slice(first, first + 1 + more)
    .map((line) => line.replace(/^-- (\w+:)?/, "").trim())
    .join(" ");
}

/** The picture of the models: what a row of each is, and what it reads. */
function picture(): string {
  return models
    .map(
      ({ name, path }) =>
        `${name}\n    a row is ${headerOf(path, "grain")}\n    reads    ${headerOf(path, "source")}`,
    )
    .join("\n");
}

describe("the models that sql/README.md pictures", () => {
  test("are those that there are, as their headers tell them; FLP_WRITE_PAGES=1 writes the picture anew", () => {
    const text = readFileSync(page, "utf8");
    const [before, after] = [/^[\s\S]*?## All models\n[\s\S]*?```text\n/.exec(text)?.[0], "\n```\n"];
    expect(before).toBeDefined();
    const rest = text.slice(before!.length);
    const now = before! + picture() + rest.slice(rest.indexOf(after));
    if (process.env["FLP_WRITE_PAGES"] !== undefined) writeFileSync(page, now);
    else expect(text).toBe(now);
  });

  test.each(models.map((model) => [model.name, model] as const))(
    "%s names in its header every model that it reads, and no other",
    (_, { path, inputs }) => {
      const named = headerOf(path, "source").match(/\b(stg|int|mart|trace)_\w+/g) ?? [];
      expect([...new Set(named)].sort()).toEqual([...inputs].sort());
    },
  );
});
