import type { Command } from "commander";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { programFolder } from "../lib/program.js";
import { buildProgram } from "./main.js";

const readme = readFileSync(join(programFolder, "README.md"), "utf8");
const program = buildProgram({ out: () => undefined, err: () => undefined, isTerminal: false }, () =>
  Promise.resolve(),
);

/** The line of the table of commands that is about a command. */
function rowOf(command: Command): string {
  return (
    readme.split("\n").find((line) => new RegExp(`^\\| \`flp ${commandName(command)}[ \`]`).test(line)) ?? ""
  );
}

function commandName(command: Command): string {
  const parent = command.parent;
  return parent === null || parent === program ? command.name() : `${commandName(parent)} ${command.name()}`;
}

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

/** Commands that help lists: what only a completion script calls needs no row. */
const listed = program.createHelp().visibleCommands(program);

describe("README.md", () => {
  const commands = listed.flatMap(leavesOf);

  it.each(commands.map((command) => [commandName(command), command] as const))(
    "has a row for flp %s",
    (_, command) => {
      expect(rowOf(command)).not.toBe("");
    },
  );

  it.each(
    commands.flatMap((command) =>
      command.options.map((option) => [commandName(command), option.long ?? "", command] as const),
    ),
  )("tells in the row of flp %s what %s does", (_, option, command) => {
    expect(rowOf(command)).toContain(option);
  });

  it.each(program.options.map((option) => option.long ?? ""))(
    "names the option %s that every command takes",
    (option) => {
      expect(readme).toContain(option);
    },
  );

  it("names no command that the program does not have", () => {
    const rows = [...readme.matchAll(/^\| `flp ([a-z]+)/gm)].map((match) => match[1]);
    expect(rows.filter((name) => !program.commands.some((command) => command.name() === name))).toEqual([]);
  });
});
