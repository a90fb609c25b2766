import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Writes what the built program prints as help into dist/help, a text for each command, so that asking for it starts
 * nothing but the engine (bin/flp.js): help is read more often than anything else, mostly by people who wait for it.
 */
export function helpTexts() {
  return {
    name: "help-texts",
    async writeBundle({ dir }) {
      const folder = join(dir, "help");
      rmSync(folder, { recursive: true, force: true });
      const { main, buildProgram } = await import(pathToFileURL(join(dir, "cli", "main.js")).href);
      const streams = { out: () => undefined, err: () => undefined, isTerminal: false };
      for (const words of commandsOf(buildProgram(streams, () => Promise.resolve()))) {
        let text = "";
        const code = await main([...words, "--help"], { ...streams, out: (part) => (text += part) });
        if (code !== 0 || text === "") this.error(`flp ${words.join(" ")} --help prints no help`);
        const file = join(folder, `${["flp", ...words].join("/")}.txt`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    },
  };
}

/** The words of every command, also of those inside others; the program itself has none. */
function commandsOf(program, before = []) {
  return [before, ...program.commands.flatMap((command) => commandsOf(command, [...before, command.name()]))];
}
