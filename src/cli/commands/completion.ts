import type { Command } from "commander";
import { Argument, Option } from "commander";
import { resolve } from "node:path";
import { exitCode } from "../../lib/errors.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import type { ShellLine } from "../completion/answer.js";
import type { Asked, Candidate } from "../completion/typed-command.js";
import type { Shell } from "../completion/shells.js";
import { scriptFor, shells } from "../completion/shells.js";

/** `flp completion SHELL`: the script that teaches a shell the words of the commands. */
export function printScript(context: CommandContext, shell: Shell): number {
  context.terminal.exact(scriptFor(shell));
  return exitCode.done;
}

/** `flp complete`, which those scripts call: what may stand at the cursor. It says nothing to standard error. */
export async function complete(
  context: CommandContext,
  program: Command,
  { shell, line }: { shell: Shell; line: ShellLine },
): Promise<number> {
  const { askFor } = await import("../completion/typed-command.js");
  const { answerLines, typedLine } = await import("../completion/answer.js");
  const asked = askFor(program, typedLine(shell, line));
  const candidates = await candidatesOf(context, asked);
  const lines = answerLines(shell, line, { asked, candidates });
  context.terminal.result(lines.map((one) => `${one}\n`).join(""));
  return exitCode.done;
}

async function candidatesOf(context: CommandContext, { wanted, db, home }: Asked): Promise<Candidate[]> {
  if (wanted.kind === "words") return [...wanted.words];
  if (wanted.kind !== "values") return [];
  const { offeredValues } = await import("../completion/values.js");
  const ownFolder = process.env["HOME"] ?? process.env["USERPROFILE"] ?? "~";
  const named = (path: string): string => resolve(context.cwd, path.replace(/^~(?=\/)/, ownFolder));
  const values = await offeredValues(wanted.source, {
    db: db === undefined ? context.db : named(db),
    home: home === undefined ? context.home : named(home),
  });
  return [...wanted.words, ...values];
}

export const registerCompletion: RegisterCommand = (program, run) => {
  program
    .command("completion")
    .description("print the script that completes commands, options and values in a shell")
    .addArgument(new Argument("<SHELL>", "your shell").choices(shells))
    .action(async (shell: Shell, _: unknown, command: Command) => {
      await run(command, (context) => Promise.resolve(printScript(context, shell)));
    });
  program
    .command("complete", { hidden: true })
    .description("answer a completion script")
    .addArgument(new Argument("<SHELL>", "the shell that asks").choices(shells))
    .argument("<INDEX>", "place of the word at the cursor, the program's name being 0", Number)
    .argument("[WORDS...]", "the command line")
    .addOption(new Option("--listing <TYPE>", "bash's COMP_TYPE"))
    .action(
      async (
        shell: Shell,
        index: number,
        words: string[],
        ...[options, command]: [{ listing?: string }, Command]
      ) => {
        const line = { words, index, isListing: options.listing === "63" };
        await run(command, (context) => complete(context, program, { shell, line }));
      },
    );
};
