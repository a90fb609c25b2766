import type { Command } from "commander";

/** Words that ask for help. */
export const helpWords: readonly string[] = ["-h", "--help"];

/**
 * The words to parse: those that were said, but without the wish for help where they name a command that there is not.
 * Commander would print the help of what is above it; so it says that the command is not known, and names the nearest.
 */
export function wordsToParse(program: Command, words: readonly string[]): readonly string[] {
  const others = words.filter((word) => !helpWords.includes(word));
  return others.length < words.length && isUnknownCommand(program, others) ? others : words;
}

function isUnknownCommand(command: Command, words: readonly string[]): boolean {
  const { operands, unknown } = command.parseOptions([...words]);
  const [name] = operands;
  if (name === undefined || command.commands.length === 0) return false;
  const found = command.commands.find((one) => one.name() === name);
  return found === undefined || isUnknownCommand(found, [...operands.slice(1), ...unknown]);
}
