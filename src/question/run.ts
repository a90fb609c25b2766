import { join } from "node:path";
import type { Kysely } from "kysely";
import type { ModelTables } from "../db/mart-tables.js";
import type { Store } from "../db/open.js";
import { keepPages } from "../db/open.js";
import type { StoreTables } from "../db/tables.js";
import type { Definitions } from "../defs/definitions.js";
import { readText } from "../lib/files.js";
import { programFolder } from "../lib/program.js";
import type { Model } from "./models.js";
import { buildModels, readModels } from "./models.js";
import type { RunContext } from "./run-context.js";
import { contextTables, fillContext } from "./run-context.js";
import { refuseUndefinedNames } from "./undefined-names.js";

/** Models that one reader knows, by name. */
export type OwnTables = Record<string, object>;

/** The marts of one run context, built when they are first asked for. */
export interface Run {
  readonly context: RunContext;
  /** Builds the models named, and returns a reader of everything that is built. */
  need(...models: (keyof ModelTables)[]): Kysely<StoreTables & ModelTables>;
  /** The same with models that only the caller knows, which it types itself. */
  needOwn<Own extends OwnTables>(...models: (keyof Own & string)[]): Kysely<StoreTables & ModelTables & Own>;
}

/**
 * Runs `work` with the models of `sql/` bound to a run context. The models live in the connection's temporary schema
 * and are gone afterwards: a figure can never be older than the store.
 */
export async function withRun<Result>(
  store: Store,
  settings: { definitions: Definitions; context: RunContext },
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const { raw } = store;
  const models = await readModels();
  keepPages(raw);
  raw.exec(await readText(join(programFolder, "sql", "context", "run_context.sql")));
  fillContext(raw, settings, "temp");
  const built = new Set<string>();
  const kysely = store.kysely.$extendTables<ModelTables>();
  try {
    refuseUndefinedNames(store, settings.definitions);
    const build = (wanted: readonly string[]): void => {
      buildModels(raw, { models, wanted: wanted.filter((name) => models.has(name)), built });
    };
    return await work({
      context: settings.context,
      need: (...wanted) => {
        build(wanted);
        return kysely;
      },
      needOwn: <Own extends OwnTables>(...wanted: (keyof Own & string)[]) => {
        build(wanted);
        return kysely.$extendTables<Own>();
      },
    });
  } finally {
    dropAll(store, models, built);
  }
}

function dropAll(store: Store, models: ReadonlyMap<string, Model>, built: ReadonlySet<string>): void {
  const drops = [...built]
    .reverse()
    .map((name) => `drop ${models.get(name)?.builtAs ?? "table"} if exists temp.${name}`);
  store.raw.exec([...drops, ...contextTables.map((name) => `drop table if exists temp.${name}`)].join(";\n"));
}
