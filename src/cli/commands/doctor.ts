import type { Command } from "commander";
import type { CommandContext, RegisterCommand } from "../command.js";
import { json } from "../options.js";
import { asJson } from "../terminal/format.js";
import { safeLine } from "../terminal/safe-text.js";

/** `flp doctor`: whether everything that the program needs is there, and what to do where it is not. */
export async function doctor(context: CommandContext, options: { json?: boolean }): Promise<number> {
  const { examine } = await import("../doctor/examine.js");
  const { terminal } = context;
  const { examined, code } = await examine(context);
  if (options.json === true) {
    terminal.result(asJson({ checks: examined }));
    return code;
  }
  const width = Math.max(...examined.map(({ check }) => check.length));
  const colour = { ok: terminal.paint.green, look: terminal.paint.yellow, bad: terminal.paint.red };
  const lines = examined.map(({ check, status, seen, todo }) => {
    const line = `${colour[status](status.padEnd(4))}  ${check.padEnd(width)}  ${safeLine(seen)}`;
    return todo === null ? line : `${line}\n${" ".repeat(width + 8)}→ ${safeLine(todo)}`;
  });
  terminal.result(`${lines.join("\n")}\n`);
  return code;
}

export const registerDoctor: RegisterCommand = (program, run) => {
  program
    .command("doctor")
    .description("look whether everything that flp needs is there, and say what to do where it is not")
    .addOption(json())
    .addHelpText(
      "after",
      "\nNode, SQLite, definitions, fonts, writing, disk, database. Exit 0 when nothing is bad, else the code with which a" +
        "\ncommand would end: 14 for the database, 10 for a definition, 15 where nothing can be written or drawn.",
    )
    .action(async (options: { json?: boolean }, command: Command) => {
      await run(command, (context) => doctor(context, options));
    });
};
