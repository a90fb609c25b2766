import type { Command } from "commander";
import { Option } from "commander";
import { basename, resolve } from "node:path";
import type { Month } from "../../domain/month.js";
import type { ExitCode } from "../../lib/errors.js";
import { exitCode } from "../../lib/errors.js";
import type { ProfileTrial } from "../../ingest/match/try-profiles.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { definitionsFolder } from "../command.js";
import { asJson } from "../terminal/format.js";
import { json, monthOption } from "../options.js";
import { safeLine } from "../terminal/safe-text.js";
import { renderTerminalTable } from "../terminal/table.js";

/** `flp profiles list`: the layouts that files are known by. */
export async function listProfiles(context: CommandContext, options: { json?: boolean }): Promise<number> {
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { profiles } = await readDefinitions(definitionsFolder(context.home));
  const rows = profiles.map((profile) => ({
    id: profile.id,
    kind: profile.kind,
    title: profile.title,
    source: profile.source,
    columns: [
      ...Object.values({ ...profile.columns }).flatMap((column) => (column === null ? [] : [column.header])),
      ...(profile.kind === "plan-counts" ? profile.wide.map(({ header }) => header) : []),
    ],
  }));
  if (options.json === true) {
    context.terminal.result(asJson(rows));
    return exitCode.done;
  }
  context.terminal.result(
    renderTerminalTable({
      columns: ["profile", "kind", "title", "columns"],
      numeric: [],
      rows: rows.map(({ id, kind, title, columns }) => [id, kind, title, columns.join(", ")]),
    }),
  );
  return exitCode.done;
}

/** Options of `flp profiles try`, as commander gives them. */
export interface TryOptions {
  month?: Month;
  out?: string;
  json?: boolean;
}

/** `flp profiles try FILE`: which layout a file has, its first rows as read, or a draft for an unknown layout. */
export async function tryFile(context: CommandContext, file: string, options: TryOptions): Promise<number> {
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { tryProfiles } = await import("../../ingest/match/try-profiles.js");
  const definitions = await readDefinitions(definitionsFolder(context.home));
  const hints = { profile: null, month: options.month ?? null };
  const id = options.out === undefined ? undefined : basename(options.out).replace(/\.yaml$/, "");
  const trial = await tryProfiles(resolve(context.cwd, file), hints, definitions, id);
  const code = codeOf(trial);
  if (trial.draft !== null && options.out !== undefined) {
    const { writeWhole } = await import("../../lib/files.js");
    const path = resolve(context.cwd, options.out);
    await writeWhole(path, trial.draft);
    context.terminal.info(`the draft was written to ${path}`);
  }
  if (options.json === true) context.terminal.result(asJson(forMachines(trial)));
  else describe(context, trial, options.out === undefined);
  return code;
}

function codeOf({ reason, profile, problems }: ProfileTrial): ExitCode {
  if (reason !== null) return reason.code;
  return profile === null && problems.length > 0 ? exitCode.badRows : exitCode.done;
}

function forMachines({ reason, problems, ...trial }: ProfileTrial): object {
  return {
    ...trial,
    reason: reason === null ? null : [reason.message, ...reason.lines].join("; "),
    problems: problems.map(({ facts: _, ...problem }) => problem),
  };
}

function describe({ terminal }: CommandContext, trial: ProfileTrial, showsDraft: boolean): void {
  for (const warning of trial.warnings) terminal.warn(`${trial.file}: ${warning}`);
  for (const { line, column, message } of trial.problems)
    terminal.fail(
      safeLine(
        [`${trial.file}${line === null ? "" : `:${line}`}`, column, message]
          .filter((part) => part !== null)
          .join(": "),
      ),
    );
  if (trial.reason !== null) {
    terminal.fail(
      [`${trial.file}: ${trial.reason.message}`, ...trial.reason.lines].map(safeLine).join("\n  "),
    );
    if (trial.draft !== null && showsDraft) terminal.exact(trial.draft);
    return;
  }
  if (trial.profile === null) return;
  const sheet = trial.sheet === null ? "" : `, sheet ${trial.sheet}`;
  terminal.result(`${safeLine(`${trial.file}: profile ${trial.profile}${sheet}`)}\n`);
  const [first] = trial.rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  terminal.result(
    renderTerminalTable({
      columns,
      numeric: [],
      rows: trial.rows.map((row) =>
        Object.values<string | number | null>({ ...row }).map((value) => String(value ?? "")),
      ),
    }),
  );
}

export const registerProfiles: RegisterCommand = (program, run) => {
  const profiles = program.command("profiles").description("the layouts that extracts are known by");
  profiles
    .command("list", { isDefault: true })
    .description("list the layouts with their columns")
    .addOption(json())
    .action(async (options: { json?: boolean }, command: Command) => {
      await run(command, (context) => listProfiles(context, options));
    });
  profiles
    .command("try")
    .description(
      "say which layout a file has and show its first rows; for an unknown one, a draft to start from",
    )
    .argument("<FILE>", "an extract; nothing of it is stored")
    .addOption(
      new Option("--month <YYYY-MM>", "month of a file that names none").argParser(monthOption("--month")),
    )
    .option(
      "--out <FILE>",
      "write the draft into this file, whose name becomes its id, instead of printing it",
    )
    .addOption(json())
    .action(async (file: string, options: TryOptions, command: Command) => {
      await run(command, (context) => tryFile(context, file, options));
    });
};
