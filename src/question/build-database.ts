import { join } from "node:path";
import { backupStore } from "../db/backup.js";
import { dimensionIds } from "../domain/shapes/metric.js";
import type { Month } from "../domain/month.js";
import { readText } from "../lib/files.js";
import { programFolder } from "../lib/program.js";
import type { Model } from "./models.js";
import { createModel, readModels } from "./models.js";
import type { Question } from "./question.js";
import { fillContext } from "./run-context.js";

/** What a built database holds. */
export interface BuiltDatabase {
  month: Month;
  asOf: number;
  /** Names of the models, in the order in which they were built. */
  models: string[];
  bytes: number;
}

/**
 * Writes a copy of the store in which the tables of the run context and every model are real tables, so that each
 * model's plain select runs there in any SQLite shell. It is no store any more: it answers for one month, and flp
 * refuses to load into it. Throws exit 2 for a file that exists already.
 */
export async function buildDatabase(
  { store, definitions, month, asOf, known }: Question,
  asked: { target: string; overwrite: boolean },
): Promise<BuiltDatabase> {
  const context = {
    reportMonths: [month],
    asOf,
    firstMonthOf: () => known[0] ?? month,
    dimensions: dimensionIds.filter((dimension) => dimension !== "clinic"),
  };
  const models = inOrder(await readModels());
  const tables = await readText(join(programFolder, "sql", "context", "run_context.sql"));
  const bytes = backupStore(store, asked.target, {
    overwrite: asked.overwrite,
    change: (copy) => {
      copy.exec(tables.replaceAll("create temp table", "create table"));
      fillContext(copy, { definitions, context }, "main");
      for (const model of models) createModel(copy, model, { schema: "main", as: "table" });
      copy.pragma("application_id = 0");
    },
  });
  return { month, asOf, models: models.map(({ name }) => name), bytes };
}

/** Models so that each stands after those that it reads. */
function inOrder(models: ReadonlyMap<string, Model>): Model[] {
  const ordered = new Map<string, Model>();
  const add = (name: string): void => {
    const model = models.get(name);
    if (model === undefined || ordered.has(name)) return;
    for (const input of model.inputs) add(input);
    ordered.set(name, model);
  };
  for (const name of models.keys()) add(name);
  return [...ordered.values()];
}
