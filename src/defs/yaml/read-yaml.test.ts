import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { drawFiles, errorOf } from "../../testing/drawn-files.js";
import { checkedList, isoDate, month, slug, text, thousandths, whenSound } from "./fields.js";
import { addMistake } from "./mistake.js";
import { readYaml, shownPath } from "./read-yaml.js";

/** The mistakes found in a drawn file `drawn.yaml`. */
async function mistakesIn(content: string | Uint8Array, schema: z.ZodType): Promise<string[]> {
  const folder = await drawFiles({ "drawn.yaml": content });
  const error = await errorOf(readYaml(join(folder, "drawn.yaml"), schema), folder);
  expect(error.code).toBe(10);
  return error.lines;
}

const plant = z.strictObject({
  name: text,
  kind: z.enum(["tree", "herb"]),
  height: z.number().min(0).optional(),
});

describe("a definition file is read", () => {
  test("as the values that its schema makes of it", async () => {
    const folder = await drawFiles({ "drawn.yaml": "name: Ask\nkind: tree\n" });
    expect(await readYaml(join(folder, "drawn.yaml"), plant)).toEqual({ name: "Ask", kind: "tree" });
  });

  test("whether or not it begins with a byte order mark", async () => {
    const folder = await drawFiles({ "drawn.yaml": "\uFEFFname: Ask\nkind: tree\n" });
    expect(await readYaml(join(folder, "drawn.yaml"), plant)).toEqual({ name: "Ask", kind: "tree" });
  });
});

describe("a mistake is shown at its line and column, with what to do", () => {
  test("a misspelt key, with the key that was probably meant, and the key that is therefore missing", async () => {
    const lines = await mistakesIn("name: Ask\nknid: tree\n", plant);
    expect(lines).toEqual([
      'drawn.yaml:1:1: missing key "kind"; expected "tree" or "herb"; add it here',
      'drawn.yaml:2:1: unknown key "knid"; expected one of: name, kind, height; did you mean "kind"?',
    ]);
  });

  test("a key that resembles none", async () => {
    const lines = await mistakesIn("name: Ask\nkind: tree\nmunicipality: Ry\n", plant);
    expect(lines).toEqual([
      'drawn.yaml:3:1: unknown key "municipality"; expected one of: name, kind, height; remove the key or correct its name',
    ]);
  });

  test("a key that is missing in an entry of a list, at the entry", async () => {
    const lines = await mistakesIn("- name: Ask\n  kind: tree\n- kind: herb\n", z.array(plant));
    expect(lines).toEqual(['drawn.yaml:3:3: missing key "name"; expected a text; add it here']);
  });

  test("a number where a text is needed, because leading zeros would be lost", async () => {
    const lines = await mistakesIn("name: 0042\nkind: tree\n", plant);
    expect(lines).toEqual([
      'drawn.yaml:1:7: wrong kind of value ("0042"); expected a text; write a text, between quotation marks where it looks like a number, as in "1081"',
    ]);
  });

  test("a value left empty, at its key", async () => {
    const lines = await mistakesIn("kind: tree\nname:\n", plant);
    expect(lines).toEqual([
      expect.stringMatching(/^drawn\.yaml:2:1: wrong kind of value \(empty\); expected a text; /),
    ]);
  });

  test("an empty text", async () => {
    expect(await mistakesIn('name: ""\nkind: tree\n', plant)).toEqual([
      'drawn.yaml:1:7: empty text (""); expected at least 1 character; write the text',
    ]);
  });

  test("a word that is not one of the known ones, with the nearest", async () => {
    expect(await mistakesIn("name: Ask\nkind: tre\n", plant)).toEqual([
      'drawn.yaml:2:7: not a known value ("tre"); expected "tree" or "herb"; did you mean "tree"?',
    ]);
  });

  test("a number out of range", async () => {
    expect(await mistakesIn("name: Ask\nkind: tree\nheight: -2\n", plant)).toEqual([
      'drawn.yaml:3:9: out of range ("-2"); expected at least 0; correct the value',
    ]);
  });

  test("a list where a map is needed, and the other way round", async () => {
    const schema = z.strictObject({ one: plant, more: z.array(plant) });
    const lines = await mistakesIn("one:\n  - 1\n  - 2\nmore:\n  name: Ask\n", schema);
    expect(lines).toEqual([
      "drawn.yaml:2:3: wrong kind of value (a list of 2); expected a map (lines of the form key: value); correct the value",
      "drawn.yaml:5:3: wrong kind of value (a map); expected a list (lines that begin with -); correct the value",
    ]);
  });

  test("a value that fits none of two forms", async () => {
    const schema = z.strictObject({ types: z.union([z.literal("all"), z.array(text)]) });
    expect(await mistakesIn("types: none\n", schema)).toEqual([
      'drawn.yaml:1:8: wrong kind of value ("none"); expected "all", or a list (lines that begin with -); correct the value',
    ]);
    expect(await mistakesIn("types: [KOL, 7]\n", schema)).toEqual([
      expect.stringMatching(/^drawn\.yaml:1:14: wrong kind of value \("7"\); expected a text; /),
    ]);
  });

  test("a value that decides which keys a map has", async () => {
    const schema = z.discriminatedUnion("step", [
      z.strictObject({ step: z.literal("check") }),
      z.strictObject({ step: z.literal("report"), report: text }),
    ]);
    expect(await mistakesIn("step: chekc\n", schema)).toEqual([
      'drawn.yaml:1:7: not a known value ("chekc"); expected "check" or "report"; did you mean "check"?',
    ]);
    expect(await mistakesIn("report: ok22\n", schema)).toEqual([
      'drawn.yaml:1:1: missing key "step"; expected "check" or "report"; add it here',
    ]);
  });

  test("a month, a date, an id and a number that cannot be held exactly", async () => {
    const schema = z.strictObject({ from: month, on: isoDate, id: slug, threshold: thousandths });
    const lines = await mistakesIn("from: 2027-13\non: 31-12-2026\nid: Øst\nthreshold: 10.0005\n", schema);
    expect(lines).toEqual([
      'drawn.yaml:1:7: not a month ("2027-13"); expected a month such as 2027-01; write year, hyphen, month',
      'drawn.yaml:2:5: not a date ("31-12-2026"); expected a date such as 2025-04-24; write year, month and day with hyphens',
      'drawn.yaml:3:5: not an id ("Øst"); expected small letters a to z, digits, and single hyphens or points between them; choose such a name, for example midtjylland',
      'drawn.yaml:4:12: not a number that can be held exactly ("10.0005"); expected a number >= 0 with at most 3 decimals; round it, with a point before the decimals',
    ]);
  });

  test("a key that is no fit name, at the key", async () => {
    const schema = z.record(slug, z.strictObject({ low: z.number().max(5) }));
    expect(await mistakesIn("midt:\n  low: 3\nØst:\n  low: 4\nsyd:\n  low: 6\n", schema)).toEqual([
      "drawn.yaml:3:1: not an id; expected small letters a to z, digits, and single hyphens or points between them; choose such a name, for example midtjylland",
      'drawn.yaml:6:8: out of range ("6"); expected at most 5; correct the value',
    ]);
  });

  test("a date that the calendar does not have", async () => {
    expect(await mistakesIn("2026-02-30\n", isoDate)).toEqual([
      expect.stringMatching(/^drawn\.yaml:1:1: not a date/),
    ]);
  });
});

describe("all mistakes of a file are shown at once", () => {
  test("also those of checks that compare its entries", async () => {
    const schema = checkedList(plant, ({ entries, isWhole, report }) => {
      expect(isWhole).toBe(false);
      expect(entries.map(({ position }) => position)).toEqual([0, 2]);
      report(2, { wrong: "planted twice", expected: null, remedy: "remove one" }, { path: ["name"] });
    });
    const content = "- name: Ask\n  kind: tree\n- name: Ask\n  kind: bush\n- name: Ask\n  kind: tree\n";
    expect(await mistakesIn(content, schema)).toEqual([
      'drawn.yaml:4:9: not a known value ("bush"); expected "tree" or "herb"; choose one of these',
      'drawn.yaml:5:9: planted twice ("Ask"); remove one',
    ]);
  });

  test("and those of checks over several keys, but not when one of these keys is wrong itself", async () => {
    const schema = z.strictObject({ low: z.number(), high: z.number(), name: text }).superRefine(
      (value, context) => {
        const mistake = { wrong: "below low", expected: `at least ${value.low}`, remedy: "raise it" };
        if (value.high < value.low) addMistake(context, mistake, { path: ["high"] });
      },
      whenSound("low", "high"),
    );
    expect(await mistakesIn("low: 3\nhigh: 2\nname: 1\nmore: 1\n", schema)).toEqual([
      'drawn.yaml:2:7: below low ("2"); expected at least 3; raise it',
      expect.stringContaining("drawn.yaml:3:7: wrong kind of value"),
      expect.stringContaining('drawn.yaml:4:1: unknown key "more"'),
    ]);
    expect(await mistakesIn("low: three\nhigh: 2\nname: Ask\n", schema)).toHaveLength(1);
  });

  test("and a repeated key beside them", async () => {
    expect(await mistakesIn("name: Ask\nkind: bush\nname: Elm\n", plant)).toEqual([
      'drawn.yaml:2:7: not a known value ("bush"); expected "tree" or "herb"; choose one of these',
      "drawn.yaml:3:1: Map keys must be unique; expected each key once in a map; remove or rename the second one",
    ]);
  });

  test("an empty list is not a list of definitions", async () => {
    const none = checkedList(plant, () => undefined);
    expect(await mistakesIn("[]\n", none)).toEqual([
      "drawn.yaml:1:1: too few or too many (a list of 0); expected at least 1 item(s); correct the value",
    ]);
  });
});

describe("a file that is no YAML is refused", () => {
  test("with every place at which it breaks", async () => {
    const lines = await mistakesIn('name: "Ask\nkind: [tree\n', plant);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(line).toMatch(/^drawn\.yaml:\d+:\d+: .*; expected valid YAML; check indentation/);
  });

  test("when it is empty", async () => {
    expect(await mistakesIn("", plant)).toEqual([
      expect.stringMatching(/^drawn\.yaml:1:1: wrong kind of value \(empty\)/),
    ]);
  });

  test("when it is not UTF-8", async () => {
    expect(await mistakesIn(Uint8Array.of(0x6e, 0xe6, 0x0a), plant)).toEqual([
      "drawn.yaml:1:1: not UTF-8 text; expected a YAML file in UTF-8; save it again with that encoding",
    ]);
  });

  test("when an alias leads nowhere or grows without end", async () => {
    expect(await mistakesIn("name: *nowhere\nkind: tree\n", plant)).toEqual([
      expect.stringMatching(/^drawn\.yaml:1:\d+: .*nowhere/),
    ]);
    const laughs = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (const [one, other] of ["ab", "bc", "cd", "de", "ef"]) {
      laughs.push(`${other!}: &${other!} [${Array.from({ length: 9 }, () => `*${one!}`).join(", ")}]`);
    }
    expect(await mistakesIn(laughs.join("\n"), plant)).toEqual([expect.stringContaining("alias")]);
  });

  test("when it is not there, with its path", async () => {
    const folder = await drawFiles({});
    const error = await errorOf(readYaml(join(folder, "regions.yaml"), plant), folder);
    expect(error).toEqual({
      code: 10,
      message: "1 error in regions.yaml",
      lines: [
        "regions.yaml:1:1: cannot open regions.yaml: no such file or folder; expected a definition file; restore or create it",
      ],
    });
  });

  test("when it is a folder", async () => {
    const folder = await drawFiles({ "regions.yaml/x": "" });
    const error = await errorOf(readYaml(join(folder, "regions.yaml"), plant), folder);
    expect(error.code).toBe(10);
    expect(error.lines[0]).toContain("regions.yaml is a folder");
  });
});

describe("messages are short enough to read", () => {
  test("the headline counts the mistakes and names the file", async () => {
    const folder = await drawFiles({ "drawn.yaml": "name: 1\nkind: 2\nheight: x\n" });
    const error = await errorOf(readYaml(join(folder, "drawn.yaml"), plant), folder);
    expect(error.message).toBe("3 errors in drawn.yaml");
  });

  test("a path below the current folder is shown without it", () => {
    expect(shownPath("pipelines/monthly/regions.yaml")).toBe("pipelines/monthly/regions.yaml");
    expect(shownPath(join(process.cwd(), "pipelines/a.yaml"))).toBe("pipelines/a.yaml");
    expect(shownPath("/a.yaml")).toBe("/a.yaml");
  });

  test("a long value is cut", async () => {
    const [line] = await mistakesIn(`name: Ask\nkind: ${"x".repeat(200)}\n`, plant);
    expect(line).toContain(`("${"x".repeat(59)}…")`);
  });
});
