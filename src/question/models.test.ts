import Database from "better-sqlite3";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Model } from "./models.js";
import { buildModels, createModel, modelName, readModels, readModelsIn } from "./models.js";

let folder: string;
let raw: Database.Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-models-"));
  raw = new Database(":memory:");
  for (const room of ["staging", "intermediate", "metrics", "follow-up"]) mkdirSync(join(folder, room));
});
afterEach(() => {
  raw.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a model with a header. */
function write(path: string, sql: string, header: readonly string[] = ["built as: view"]): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), [...header.map((line) => `-- ${line}`), sql, ""].join("\n"));
}

describe("the name of a model", () => {
  test.each([
    ["sql/staging/stg_plan_count.sql", "stg_plan_count"],
    ["sql/metrics/active-clinics/mart.sql", "mart_active_clinics"],
    ["sql/metrics/active-clinics/mart_by_type.sql", "mart_active_clinics_by_type"],
    ["sql/metrics/ok22/trace.sql", "trace_ok22"],
    ["sql/metrics/ok22/mart_ok22_clinic.sql", "mart_ok22_ok22_clinic"],
    ["sql/metrics/ok22/martian.sql", "martian"],
    ["sql/staging/x/mart.sql", "mart"],
  ])("%s is %s", (path, name) => {
    expect(modelName(path)).toBe(name);
  });
});

describe("reading models", () => {
  test("tells what each is built as, its key and index, and which others it reads", async () => {
    write("staging/stg_a.sql", "select 1 as a", ["grain: one", "built as: table", "key: a, b", "index: b"]);
    write("intermediate/int_b.sql", "select * from stg_a -- not mart_x\nwhere 'int_b' = 'int_b'");
    write("metrics/x/mart.sql", "select * from int_b inner join temp.stg_a using (a)");
    write("metrics/x/text.da.yaml", "no model");
    const models = await readModelsIn(folder);
    expect([...models.keys()]).toEqual(["stg_a", "int_b", "mart_x"]);
    expect(models.get("stg_a")).toMatchObject({ builtAs: "table", key: "a, b", index: "b", inputs: [] });
    expect(models.get("int_b")).toMatchObject({ builtAs: "view", key: null, index: null, inputs: ["stg_a"] });
    expect(models.get("mart_x")?.inputs).toEqual(["stg_a", "int_b"]);
    expect(models.get("int_b")?.sql).toContain("-- not mart_x");
  });

  test.each([["grain: one"], ["built as: index"], ["built as:"]])(
    "refuses one whose header says “%s”",
    async (line) => {
      write("staging/stg_a.sql", "select 1 as a", [line]);
      await expect(readModelsIn(folder)).rejects.toThrow(
        'the header must say "-- built as: view" or "-- built as: table"',
      );
    },
  );

  test("finds the shipped ones, every input of which is one of them", async () => {
    const models = await readModels();
    expect(models.size).toBeGreaterThan(15);
    for (const { name, inputs } of models.values()) {
      expect(inputs).not.toContain(name);
      for (const input of inputs) expect(models.has(input), `${name} reads ${input}`).toBe(true);
    }
  });
});

describe("building models", () => {
  const model = (name: string, sql: string, over: Partial<Model> = {}): [string, Model] => [
    name,
    { name, path: "", sql, builtAs: "view", key: null, index: null, inputs: [], ...over },
  ];
  const models = new Map([
    model("stg_a", "select 1 as a union all select 2", { builtAs: "table", key: "a" }),
    model("int_b", "select a * 10 as b from stg_a", { inputs: ["stg_a"] }),
    model("mart_c", "select sum(a) + sum(b) as c from stg_a, int_b", { inputs: ["int_b", "stg_a"] }),
    model("mart_d", "select 1 as d"),
  ]);
  const kinds = (): unknown =>
    raw.prepare("select name, type from temp.sqlite_schema where name not like 'sqlite%'").raw().all();

  test("builds what a model reads before it, each once, and nothing else", () => {
    const built = new Set<string>();
    buildModels(raw, { models, wanted: ["mart_c"], built });
    expect([...built]).toEqual(["stg_a", "int_b", "mart_c"]);
    expect(kinds()).toEqual([
      ["stg_a", "table"],
      ["stg_a_key", "index"],
      ["int_b", "view"],
      ["mart_c", "view"],
    ]);
    // (1 + 2) twice, and 10 + 20 twice
    expect(raw.prepare("select c from mart_c").pluck().get()).toBe(66);
    buildModels(raw, { models, wanted: ["int_b", "mart_d"], built });
    expect([...built]).toEqual(["stg_a", "int_b", "mart_c", "mart_d"]);
  });

  test("of a name that is none is a slip of ours", () => {
    expect(() => {
      buildModels(raw, { models, wanted: ["mart_x"], built: new Set() });
    }).toThrow("there is no model mart_x in sql/");
  });

  test("ends where a key is not unique: a grain that is broken makes no figure", () => {
    const twice = new Map([
      model("stg_a", "select 1 as a union all select 1", { builtAs: "table", key: "a" }),
    ]);
    expect(() => {
      buildModels(raw, { models: twice, wanted: ["stg_a"], built: new Set() });
    }).toThrow(/UNIQUE/);
  });

  test("as a table keeps what was, with its index; as a view follows what it reads, without one", () => {
    raw.exec("create table source (a integer); insert into source values (1)");
    const own = { ...models.get("mart_d")!, sql: "select a from main.source", key: "a", index: "a" };
    createModel(raw, { ...own, name: "kept" }, { schema: "temp", as: "table" });
    createModel(raw, { ...own, name: "live" }, { schema: "temp", as: "view" });
    raw.exec("insert into source values (2)");
    const count = (name: string): unknown => raw.prepare(`select count(*) from ${name}`).pluck().get();
    expect([count("kept"), count("live")]).toEqual([1, 2]);
    expect(kinds()).toEqual([
      ["kept", "table"],
      ["kept_key", "index"],
      ["kept_index", "index"],
      ["live", "view"],
    ]);
  });
});
