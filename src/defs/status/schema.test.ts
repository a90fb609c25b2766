import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { drawFiles, errorOf } from "../../testing/drawn-files.js";
import { readYaml } from "../yaml/read-yaml.js";
import { statusSchema } from "./schema.js";

const drawn = `
id: drawn
title: Tegnet
source: This test
agenda_point: 3
columns:
  name: { header: Navn, type: text, required: true }
  day: { header: Dag, type: date, required: true }
  cost: { header: Pris, type: amount }
  state:
    header: Status
    type: choice
    choices: [{ id: open, label: Åben }, { id: shut, label: Lukket }]
key: [name]
table: { caption: Tegnede, columns: [name, day] }
findings:
  - values: { open: { tell: rows, where: { state: [open] } } }
    sentences: [{ when: { open: 0 }, text: Ingen åbne }, { text: "{open} åbne" }]
slide: { shows: table, columns: [name, day] }
`;

async function mistakesIn(content: string): Promise<string[]> {
  const folder = await drawFiles({ "drawn.yaml": content });
  return (await errorOf(readYaml(join(folder, "drawn.yaml"), statusSchema), folder)).lines;
}

test("a register's file is its layout as well: a column that entries may leave empty may lack in a file", async () => {
  const folder = await drawFiles({ "drawn.yaml": drawn });
  const profile = await readYaml(join(folder, "drawn.yaml"), statusSchema);
  expect(profile).toMatchObject({ kind: "status-register", id: "drawn", month: { column: null } });
  expect(Object.entries(profile.columns).map(([id, { optional }]) => [id, optional])).toEqual([
    ["name", false],
    ["day", false],
    ["cost", true],
    ["state", true],
  ]);
  expect(profile.register.columns.map(({ header, type }) => [header, type])).toContainEqual([
    "Pris",
    "amount",
  ]);
});

describe("a mistake in a register's file is named with its line", () => {
  test.each([
    [
      "a column that it does not have",
      ["key: [name]", "key: [nam]"],
      /drawn\.yaml:13:7: .*nam.*did you mean "name"/,
    ],
    ["a key that entries may leave empty", ["key: [name]", "key: [cost]"], /may leave empty.*required: true/],
    [
      "a sentence that names a figure which is not there",
      ['"{open} åbne"', '"{closed} åbne"'],
      /\{closed\} stands for nothing here.*\{open\}/,
    ],
    [
      "a choice that the column does not have",
      ["state: [open]", "state: [ajar]"],
      /not a choice of state \("ajar"\)/,
    ],
    ["choices in a column of texts", ["type: choice", "type: text"], /choices in a column of the type text/],
    ["one word for two choices", ["label: Lukket", "label: åben"], /also a word for "open"/],
    [
      "a sum of dates",
      ["key: [name]", "checks: [{ check: sum, parts: [cost, cost], whole: day }]\nkey: [name]"],
      /a column of the type date \("day"\); expected count or amount/,
    ],
    ["a heading of two columns", ["header: Dag", "header: Navn"], /also the header of columns\.name/],
    [
      "a slide with a figure that is not described",
      ["shows: table", "shows: figure"],
      /a figure that is not described/,
    ],
    ["a share without its whole", ["tell: rows,", "tell: share, column: cost,"], /not what share needs/],
  ] as const)("%s", async (_, [from, to], expected) => {
    expect(drawn).toContain(from);
    const lines = await mistakesIn(drawn.replace(from, to));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(expected);
  });
});
