import type BetterSqlite3 from "better-sqlite3";
import { basename, dirname, join } from "node:path";
import { listFilesBelow, readingOnce, readText } from "../lib/files.js";
import { programFolder } from "../lib/program.js";

/** One select of `sql/`, and how its result is kept for the run. Its name is its file's, with the metric's id where it lies in the folder of one. */
export interface Model {
  name: string;
  path: string;
  sql: string;
  builtAs: "view" | "table";
  /** Columns that make a row unique; built as a unique index, so that a broken grain fails the run. */
  key: string | null;
  /** Columns that other models look rows up by, where that is not the key. */
  index: string | null;
  /** Names of the models that it reads. */
  inputs: string[];
}

const rooms = ["staging", "intermediate", "metrics", "follow-up"];

/** Reads all models of `sql/`, once for all runs of a command. */
export const readModels: () => Promise<ReadonlyMap<string, Model>> = readingOnce(() =>
  readModelsIn(join(programFolder, "sql")),
);

/** Reads the models of a folder that is laid out as `sql/`. */
export async function readModelsIn(folder: string): Promise<Map<string, Model>> {
  const folders = await Promise.all(rooms.map((room) => listFilesBelow(join(folder, room))));
  const files = folders.flat().filter((path) => path.endsWith(".sql"));
  const names = files.map(modelName);
  const models = await Promise.all(
    names.map(async (name, index) =>
      parseModel(name, files[index] ?? "", await readText(files[index] ?? ""), names),
    ),
  );
  return new Map(models.map((model) => [model.name, model]));
}

/**
 * A model is named after its file. Those of a metric lie in the metric's own folder, `mart.sql`, `mart_by_type.sql` or
 * `trace.sql`, and carry its id: `mart_active_clinics`, `mart_active_clinics_by_type`, `trace_active_clinics`.
 */
export function modelName(path: string): string {
  const file = basename(path, ".sql");
  const ofMetric = /^(?<kind>mart|trace)(?<rest>_\w+)?$/.exec(file)?.groups;
  if (ofMetric === undefined || basename(dirname(dirname(path))) !== "metrics") return file;
  const id = basename(dirname(path)).replaceAll("-", "_");
  return `${ofMetric["kind"] ?? ""}_${id}${ofMetric["rest"] ?? ""}`;
}

function parseModel(name: string, path: string, text: string, names: readonly string[]): Model {
  const header = (label: string): string | null =>
    new RegExp(`^-- ${label}: (.+)$`, "m").exec(text)?.[1]?.trim() ?? null;
  const builtAs = header("built as");
  if (builtAs !== "view" && builtAs !== "table") {
    throw new Error(`${path}: the header must say "-- built as: view" or "-- built as: table"`);
  }
  const sql = text.replaceAll(/--.*$/gm, "");
  const words = new Set(sql.match(/\b(stg|int|mart|trace)_\w+/g));
  const inputs = names.filter((other) => other !== name && words.has(other));
  return { name, path, sql: text, builtAs, key: header("key"), index: header("index"), inputs };
}

/**
 * Builds models and whatever they read into the connection's temporary schema, each once, inputs first.
 * `built` holds what is there already and grows by what this call builds.
 */
export function buildModels(
  raw: BetterSqlite3.Database,
  options: { models: ReadonlyMap<string, Model>; wanted: readonly string[]; built: Set<string> },
): void {
  const { models, wanted, built } = options;
  for (const name of wanted) {
    if (built.has(name)) continue;
    const model = models.get(name);
    if (model === undefined) throw new Error(`there is no model ${name} in sql/`);
    buildModels(raw, { models, wanted: model.inputs, built });
    createModel(raw, model, { schema: "temp", as: model.builtAs });
    built.add(name);
  }
}

/** Builds one model whose inputs are there: as a view, or as a table with its indexes. */
export function createModel(
  raw: BetterSqlite3.Database,
  { name, sql, key, index }: Model,
  { schema, as }: { schema: "temp" | "main"; as: "view" | "table" },
): void {
  const statements = [`create ${as} ${schema}.${name} as\n${sql}`];
  if (as === "table") {
    if (key !== null) statements.push(`create unique index ${schema}.${name}_key on ${name} (${key})`);
    if (index !== null) statements.push(`create index ${schema}.${name}_index on ${name} (${index})`);
    // A sample is enough to tell a long table from a short one; looking at every row takes longer than some models.
    statements.push("pragma analysis_limit = 400", `analyze ${schema}.${name}`);
  }
  raw.exec(statements.join(";\n"));
}
