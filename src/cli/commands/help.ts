import type { Command } from "commander";
import { join } from "node:path";
import { exitCode, usageError } from "../../lib/errors.js";
import { programFolder } from "../../lib/program.js";
import type { CommandContext, RegisterCommand } from "../command.js";

/** Folder of the guides, one text file each; the first line is a guide's title. */
export const guidesFolder = join(programFolder, "pipelines", "monthly", "guides");

/** `flp help TOPIC`: a short guide, or the help of a command; without a topic, the commands and the guides. */
export async function help(
  { terminal }: CommandContext,
  program: Command,
  words: readonly string[],
): Promise<number> {
  const guides = await guidesByName();
  const [topic = ""] = words;
  if (words.length === 0) {
    const list = [...guides].map(([name, text]) => `  flp help ${name.padEnd(10)}${titleOf(text)}\n`);
    terminal.result(`${helpOf(program)}\nGuides:\n${list.join("")}`);
    return exitCode.done;
  }
  const guide = words.length === 1 ? guides.get(topic) : undefined;
  if (guide !== undefined) {
    terminal.result(guide);
    return exitCode.done;
  }
  const found = words.reduce<Command | undefined>(
    (command, word) => command?.commands.find((one) => one.name() === word),
    program,
  );
  if (found === undefined)
    throw usageError(
      `there is no help on ${words.join(" ")}`,
      `the guides are ${[...guides.keys()].join(", ")}; flp --help lists the commands`,
    );
  terminal.result(helpOf(found));
  return exitCode.done;
}

/** All guides by their names, which are those of their files. */
export async function guidesByName(): Promise<Map<string, string>> {
  const { listFiles, readText } = await import("../../lib/files.js");
  const guides = new Map<string, string>();
  for (const file of await listFiles(guidesFolder)) {
    const [, name] = /([a-z-]+)\.txt$/.exec(file) ?? [];
    if (name !== undefined) guides.set(name, await readText(file));
  }
  return guides;
}

/** The first line of a guide. */
export function titleOf(guide: string): string {
  return guide.split("\n", 1)[0] ?? "";
}

/** A command's help with what stands behind it. */
function helpOf(command: Command): string {
  let text = "";
  const settings = command.configureOutput();
  command.configureOutput({ ...settings, writeOut: (part) => void (text += part) });
  command.outputHelp();
  command.configureOutput(settings);
  return text;
}

export const registerHelp: RegisterCommand = (program, run) => {
  program
    .command("help")
    .description("show a short guide, or the help of a command")
    .argument("[TOPIC...]", "monthly, regions or held; or a command")
    .action(async (words: string[], _: unknown, command: Command) => {
      await run(command, (context) => help(context, program, words));
    });
};
