import { join, resolve } from "node:path";
import { safeLine } from "../terminal/safe-text.js";
import { definitionsFolder } from "../command.js";
import type { Candidate, ValueSource } from "./typed-command.js";

/** Where values are looked up. */
interface Sources {
  db: string;
  home: string;
}

/**
 * The values that there are of one kind, the newest or most used first; none where the database or the definitions cannot
 * be read: whoever presses the tab key is shown no error. Values that hold a sign which a terminal obeys are left out.
 */
export async function offeredValues(source: ValueSource, where: Sources): Promise<Candidate[]> {
  try {
    const found = await lookUp[source](where);
    return found
      .filter(({ word }) => safeLine(word) === word)
      .map(({ word, description }) => ({ word, description: safeLine(description) }));
  } catch {
    return [];
  }
}

const lookUp: Readonly<Record<ValueSource, (where: Sources) => Promise<Candidate[]>>> = {
  guides: async () => {
    const { guidesByName, titleOf } = await import("../commands/help.js");
    return [...(await guidesByName())].map(([word, text]) => ({ word, description: titleOf(text) }));
  },
  loads: ({ db }) =>
    rowsOf(
      db,
      `select cast(load as text) as word,
              file_name || iif(undone_at is null, '', ' (undone)') as description
       from load order by load desc limit 100`,
    ),
  months: ({ db }) =>
    rowsOf(
      db,
      `select distinct load_month.month as word, '' as description
       from load_month inner join load on load.load = load_month.load
       where load.undone_at is null and load.kind = 'plan-counts' order by word desc limit 240`,
    ),
  releases: ({ db }) =>
    rowsOf(db, "select name as word, month as description from release order by sealed_at desc limit 100"),
  profiles: async ({ home }) => {
    const { readDefinitions } = await import("../../defs/definitions.js");
    const { profiles } = await readDefinitions(definitionsFolder(home));
    return profiles.map(({ id, title }) => ({ word: id, description: title }));
  },
  regions: async ({ home }) => {
    const { readDefinitions } = await import("../../defs/definitions.js");
    const { regions } = await readDefinitions(definitionsFolder(home));
    return regions.map(({ id, name }) => ({ word: id, description: name }));
  },
  pipelines: async ({ home }) => {
    const { listEntries } = await import("../../lib/files.js");
    const entries = await listEntries(join(home, "pipelines"));
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ word: name, description: "" }))
      .sort((one, other) => one.word.localeCompare(other.word));
  },
  themes: async ({ home }) => {
    const { themesOf } = await import("../../render/theme.js");
    return (await themesOf(join(home, "reports"))).map((word) => ({ word, description: "" }));
  },
};

async function rowsOf(db: string, sql: string): Promise<Candidate[]> {
  const { openStoreForReading } = await import("../../db/open.js");
  const store = await openStoreForReading(resolve(db));
  try {
    return store.raw.prepare<[], Candidate>(sql).all();
  } finally {
    store.close();
  }
}
