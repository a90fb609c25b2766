import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ExitCode } from "../../lib/errors.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { asFileError } from "../../lib/system-error.js";
import type { CommandContext } from "../command.js";
import { definitionsFolder } from "../command.js";

/** What one look at the machine, the program's files or the database came to. */
export interface Examined {
  /** What was looked at. */
  check: string;
  /** `look`: it works, but somebody should look; `bad`: something will not work. */
  status: "ok" | "look" | "bad";
  /** What was found. */
  seen: string;
  /** What to do; null: nothing. */
  todo: string | null;
}

/** A look at one thing; what it throws is a bad finding. */
interface Check {
  name: string;
  /** How the program would end where this is bad. */
  code: ExitCode;
  look: (
    context: CommandContext,
  ) => Promise<Pick<Examined, "seen"> & Partial<Pick<Examined, "status" | "todo">>>;
}

/** Oldest engine that the program's packages run on. Source: engines of better-sqlite3 13. */
const oldestNode = 22;

/** Room that a load and all reports of a month need many times over, in bytes. */
const enoughRoom = 500e6;

/** All checks, in the order in which one thing rests on another. */
export const checks: readonly Check[] = [
  {
    name: "node",
    code: exitCode.usage,
    look: () => {
      const { node, icu } = process.versions;
      const seen = `Node ${node}, ICU ${icu ?? "none"}, ${process.platform} ${process.arch}`;
      if (Number.parseInt(node, 10) < oldestNode)
        throw fault(`${seen}; expected ${oldestNode} or newer`, "install a newer Node, then run flp again");
      if (new Intl.NumberFormat("da-DK").format(1234.5) !== "1.234,5")
        throw fault(`${seen}, which writes no Danish numbers`, "install a Node with full ICU data");
      return Promise.resolve({ seen });
    },
  },
  {
    name: "sqlite",
    code: exitCode.database,
    look: async () => {
      const { sqliteVersion } = await import("../../db/open.js");
      return { seen: `SQLite ${sqliteVersion()}` };
    },
  },
  {
    name: "definitions",
    code: exitCode.definition,
    look: async ({ home }) => {
      const { readDefinitions } = await import("../../defs/definitions.js");
      const { profiles, regions, rules } = await readDefinitions(definitionsFolder(home));
      return {
        seen: `${profiles.length} layouts, ${regions.length} regions and ${rules.length} rules in ${home}`,
      };
    },
  },
  {
    name: "fonts",
    code: exitCode.render,
    look: async ({ home }) => {
      const { readTheme } = await import("../../render/theme.js");
      const { measureWith, requireFontFiles } = await import("../../render/font/fonts.js");
      const { style } = await readTheme(join(home, "reports"));
      requireFontFiles(style.fonts);
      const measure = measureWith(style.fonts);
      // What charts are labelled with: letters, digits and the signs of Danish figures.
      const width = measure.width("Æbleø Åby 1.234,5 % ≥ –", { size: 16, weight: 400 });
      if (!(width > 0))
        throw fault(`${style.fonts.family} draws nothing`, "restore the folder reports/fonts");
      return { seen: `${style.fonts.family}, ${style.fonts.faces.length} weights` };
    },
  },
  {
    name: "writing",
    code: exitCode.render,
    look: async ({ cwd }) => {
      const { removeFile, writeWhole } = await import("../../lib/files.js");
      for (const folder of [cwd, tmpdir()]) {
        const probe = join(folder, `.flp-doctor-${process.pid}`);
        await writeWhole(probe, "probe");
        await removeFile(probe);
      }
      return { seen: `files can be written in ${cwd} and ${tmpdir()}` };
    },
  },
  {
    name: "disk",
    code: exitCode.render,
    look: async ({ db }) => {
      const { freeBytes } = await import("../../lib/files.js");
      const free = await freeBytes(dirname(db));
      const seen = `${Math.round(free / 1e6)} MB free where the database is`;
      return free >= enoughRoom ? { seen } : { seen, status: "look", todo: "make room before the next load" };
    },
  },
  { name: "database", code: exitCode.database, look: examineDatabase },
];

async function examineDatabase({
  db,
  terminal,
}: CommandContext): Promise<Pick<Examined, "seen"> & Partial<Pick<Examined, "status" | "todo">>> {
  const { exists } = await import("../../lib/files.js");
  if (!(await exists(db)))
    return {
      seen: `none at ${db}`,
      status: "look",
      todo: "load an extract with flp ingest FILE, or name one with --db",
    };
  const { openStoreForReading } = await import("../../db/open.js");
  const { findUnsoundness } = await import("../../db/soundness.js");
  const { schemaFiles } = await import("../../db/migrate.js");
  const { storedVersion } = await import("../../db/store-version.js");
  const store = await openStoreForReading(db);
  try {
    const found = findUnsoundness(store, (part) => terminal.progress(`checking ${part}`));
    if (found.length > 0)
      throw fault(
        `${db} is not sound: ${found.map(({ what, rows }) => `${what}: ${rows}`).join("; ")}`,
        "put back a copy made with flp backup, or load all extracts again into a new file with --db",
      );
    const [known, version] = [schemaFiles().length, storedVersion(db)];
    const seen = `${db} is sound, schema ${version}`;
    return version === known ? { seen } : { seen: `${seen}; the next load brings it to ${known}` };
  } finally {
    store.close();
  }
}

function fault(seen: string, todo: string): FlpError {
  return new FlpError(exitCode.usage, seen, { remedy: todo });
}

/** Looks at everything, whatever is bad, and says how a command would end: the code of the first that is bad, else 0. */
export async function examine(
  context: CommandContext,
  list: readonly Check[] = checks,
): Promise<{ examined: Examined[]; code: ExitCode }> {
  const examined: Examined[] = [];
  let code: ExitCode = exitCode.done;
  for (const check of list) {
    context.terminal.progress(`looking at ${check.name}`);
    try {
      const { seen, status = "ok", todo = null } = await check.look(context);
      examined.push({ check: check.name, status, seen, todo });
    } catch (cause) {
      examined.push(badFinding(check.name, asFileError(cause)));
      if (code === exitCode.done) code = check.code;
    }
  }
  return { examined, code };
}

function badFinding(check: string, error: unknown): Examined {
  if (error instanceof FlpError)
    return {
      check,
      status: "bad",
      seen: [error.message, ...error.lines].join("; "),
      todo: error.remedy ?? null,
    };
  const seen = error instanceof Error ? error.message : String(error);
  return { check, status: "bad", seen, todo: "install flp again: one of its packages does not work here" };
}
