import type { Command } from "commander";
import { examples } from "./examples.js";

/** Gives every command its examples at the end of its help, and a group of commands the first of each of its own. */
export function addExamples(command: Command, before = ""): void {
  for (const inner of command.commands) {
    const name = `${before}${inner.name()}`;
    addExamples(inner, `${name} `);
    const lines =
      examples[name] ?? inner.commands.flatMap((one) => examples[`${name} ${one.name()}`]?.slice(0, 1) ?? []);
    if (lines.length === 0) continue;
    const text = lines.map(([line, does]) => `  ${line}\n      ${does}`).join("\n");
    inner.addHelpText("after", `\nExamples:\n${text}`);
  }
}
