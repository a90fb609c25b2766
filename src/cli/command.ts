import type { Command } from "commander";
import { join } from "node:path";
import type { Clock } from "../lib/clock.js";
import { programFolder } from "../lib/program.js";
import type { Terminal } from "./terminal/terminal.js";

/** What every command is given: where to speak, the time, the database and the definitions. */
export interface CommandContext {
  terminal: Terminal;
  clock: Clock;
  /** Path of the database file. */
  db: string;
  /** Folder that holds `pipelines` and `reports`: the program's own, or that of `--home`. */
  home: string;
  /** The working folder, for files that are named without a path. */
  cwd: string;
}

/** Options that every command takes. */
export interface GlobalOptions {
  db?: string;
  home?: string;
  quiet?: boolean;
  color?: boolean;
}

/** Runs a command with its context; the one road from commander's options to a command's plain function. */
export type RunCommand = (
  command: Command,
  work: (context: CommandContext) => Promise<number>,
) => Promise<void>;

/** Adds one command to the program. */
export type RegisterCommand = (program: Command, run: RunCommand) => void;

/** Folder of the definitions of the monthly pipeline. */
export function definitionsFolder(home: string, pipeline = "monthly"): string {
  return join(home, "pipelines", pipeline);
}

/** The program's own folder, which is `--home` unless the user names another. */
export const defaultHome = programFolder;
