import { Command, CommanderError } from "commander";
import { resolve } from "node:path";
import { systemClock } from "../lib/clock.js";
import { exitCode, FlpError } from "../lib/errors.js";
import { nothingDone, watchOver } from "../lib/interruption.js";
import { programVersion } from "../lib/program.js";
import { asFileError } from "../lib/system-error.js";
import { wordsToParse } from "./asked-help.js";
import { defaultHome } from "./command.js";
import type { GlobalOptions, RegisterCommand, RunCommand } from "./command.js";
import { commands, commandsFor } from "./commands.js";
import { addExamples } from "./example-help.js";
import { keepAsPrivateAs } from "./privacy.js";
import { endInOrder, withWhatWasKept } from "./terminal/ending.js";
import { safeLine } from "./terminal/safe-text.js";
import type { Streams } from "./terminal/terminal.js";
import { processStreams, terminalColumns, terminalOver } from "./terminal/terminal.js";

/**
 * Runs the program with the words after its name and returns its exit code. Nothing but this function turns an error
 * into words: what the user can act on gets a reason, a place and a way out, anything else is a bug and says so.
 */
export async function main(words: readonly string[], streams: Streams = processStreams()): Promise<number> {
  let code: number = exitCode.done;
  const run: RunCommand = async (command, work) => {
    const options = command.optsWithGlobals<GlobalOptions>();
    const terminal = terminalOver(streams, {
      quiet: options.quiet === true,
      color: wantsColor(options, streams),
    });
    const cwd = workingFolder();
    const db = resolve(options.db ?? process.env["FLP_DB"] ?? "flp.sqlite");
    const clock = systemClock(process.env);
    const home = resolve(options.home ?? process.env["FLP_HOME"] ?? defaultHome);
    const interruption = nothingDone();
    const endPrivacy = keepAsPrivateAs(db);
    const endSignals = endInOrder(streams, terminal, interruption);
    try {
      code = await watchOver(interruption, () => work({ terminal, clock, db, home, cwd }));
    } catch (error) {
      throw withWhatWasKept(await inWords(error, db), interruption);
    } finally {
      terminal.endProgress();
      endSignals();
      endPrivacy();
    }
  };
  try {
    const program = buildProgram(streams, run, commandsFor(words));
    await program.parseAsync(wordsToParse(program, words), { from: "user" });
  } catch (error) {
    code = explain(error, streams, wantsColor({ color: !words.includes("--no-color") }, streams));
  }
  return code;
}

function workingFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new FlpError(exitCode.usage, "the working folder is gone", {
      remedy: "change to a folder that there is, and run the command again",
      cause,
    });
  }
}

/** What SQLite or the operating system says of a damaged or full disk, wherever it says it, is no bug of ours. */
async function inWords(error: unknown, db: string): Promise<unknown> {
  const isDatabaseError =
    error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_");
  if (!isDatabaseError) return asFileError(error);
  const { asDatabaseError } = await import("../db/database-error.js");
  return asDatabaseError(error, db);
}

/** Help is no wider than this: it is printed as it was written when the program was built, where that fits. */
const helpWidth = 80;

/** The command line as commander knows it; also read by the test that holds README.md against it. */
export function buildProgram(
  streams: Streams,
  run: RunCommand,
  registered: readonly RegisterCommand[] = Object.values(commands),
): Command {
  const program = new Command("flp")
    .description("Loads PLSP's extracts of care plans, computes OK22 and adoption, and renders the reports.")
    .version(programVersion(), "-V, --version", "print the version")
    .option("--db <FILE>", "database file (default: FLP_DB, or flp.sqlite in the working folder)")
    .option(
      "--home <DIR>",
      "folder with your own pipelines/ and reports/ (default: FLP_HOME, or the program's)",
    )
    .option("--quiet", "print results, warnings and errors only")
    .option("--no-color", "print without colours")
    .helpOption("-h, --help", "show this help")
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.out(text),
      writeErr: (text) => streams.err(text),
      getOutHelpWidth: () => Math.min(helpWidth, terminalColumns() ?? helpWidth),
      outputError: () => undefined,
    })
    .addHelpText(
      "after",
      "\nStart with: flp demo\nThe monthly job: flp help monthly\nSomething does not work: flp doctor",
    );
  for (const register of registered) register(program, run);
  addExamples(program);
  for (const command of program.commands) command.copyInheritedSettings(program).exitOverride();
  return program;
}

function wantsColor(options: GlobalOptions, streams: Streams): boolean {
  return options.color !== false && process.env["NO_COLOR"] === undefined && streams.isTerminal;
}

/** Tells an error in words; returns the exit code that goes with it. */
function explain(error: unknown, streams: Streams, color: boolean): number {
  const isQuietEnd = error instanceof CommanderError && error.exitCode === 0;
  if (isQuietEnd) return exitCode.done;
  const terminal = terminalOver(streams, { quiet: false, color });
  if (error instanceof CommanderError) {
    if (error.code === "commander.help") return exitCode.usage;
    terminal.fail(
      `${error.message.replace(/^error: /, "").trim()}\n  flp --help lists the commands, flp COMMAND --help their options`,
    );
    return exitCode.usage;
  }
  if (error instanceof FlpError) {
    const place = error.place === undefined ? "" : `${safeLine(error.place)}: `;
    const more = error.lines.map((line) => `\n  ${safeLine(line)}`).join("");
    const remedy =
      error.remedy === undefined ? "" : `\n  ${terminal.paint.dim("→")} ${safeLine(error.remedy)}`;
    terminal.fail(`${place}${safeLine(error.message)}${more}${remedy}`);
    return error.code;
  }
  const reason = error instanceof Error ? error.message : String(error);
  const trace =
    process.env["FLP_DEBUG"] !== undefined && error instanceof Error ? `\n${error.stack ?? ""}` : "";
  terminal.fail(
    `this is a bug of flp: ${reason}${trace}\n  → please report it with the command; FLP_DEBUG=1 shows where it happened`,
  );
  return exitCode.bug;
}
