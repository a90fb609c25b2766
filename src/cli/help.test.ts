import type { Command } from "commander";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { commands, commandsFor } from "./commands.js";
import { guidesByName } from "./commands/help.js";
import { examples } from "./examples.js";
import { buildProgram } from "./main.js";

const silent = { out: () => undefined, err: () => undefined, isTerminal: false };
const program = buildProgram(silent, () => Promise.resolve());

/** Every command that help lists, groups and what is in them, by full name. */
function named(command: Command, before = ""): [string, Command][] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((inner) => inner.name() !== "help" || before === "")
    .flatMap((inner) => [
      [`${before}${inner.name()}`, inner] as [string, Command],
      ...named(inner, `${before}${inner.name()} `),
    ]);
}

const all = named(program);
const leaves = all.filter(([name, command]) => command.commands.length === 0 || name === "check");

/** A line as a shell takes it apart, up to what it does with the program's words. */
function wordsOf(line: string): string[] {
  const inner = /<\((.*)\)/.exec(line)?.[1] ?? line;
  const plain = inner.replace(/ >>? .*$/, "");
  return [...plain.matchAll(/"([^"]*)"|(\S+)/g)].slice(1).map(([, quoted, word]) => quoted ?? word ?? "");
}

/** What a command takes of a line; throws what it does not take. */
async function parse(words: readonly string[]): Promise<string> {
  let taken = "";
  const parsing = buildProgram(silent, (command) => {
    const names: string[] = [];
    for (let one = command; one.parent !== null; one = one.parent) names.unshift(one.name());
    taken = names.join(" ");
    return Promise.resolve();
  });
  await parsing.parseAsync(words, { from: "user" });
  return taken;
}

describe("the commands", () => {
  test("are known by the names that they have", () => {
    for (const [name, register] of Object.entries(commands))
      expect(buildProgram(silent, () => Promise.resolve(), [register]).commands[0]?.name()).toBe(name);
  });

  const namesFor = (...words: string[]): string[] =>
    buildProgram(silent, () => Promise.resolve(), commandsFor(words)).commands.map((one) => one.name());

  test("are only the one that the words name, but for help and what tells of the others", () => {
    for (const words of [
      ["metrics", "all", "--db", "ingest"],
      ["--db=ingest", "--quiet", "--no-color", "metrics"],
    ])
      expect(namesFor(...words)).toEqual(["metrics"]);
    const every = program.commands.map((command) => command.name());
    for (const words of [
      [],
      ["metric", "--db", "metrics"],
      ["--db"],
      ["--", "-metrics", "loads"],
      ["constructor"],
    ])
      expect(namesFor(...words)).toEqual(every);
    for (const words of [
      ["help", "metrics"],
      ["metrics", "--help"],
      ["completion", "bash"],
    ])
      expect(namesFor(...words)).toEqual(every);
  });

  test.each(program.options.filter((option) => option.required).map((option) => option.long ?? ""))(
    "are found behind %s, whose value names none",
    (option) => {
      expect(namesFor(option, "ingest", "metrics", "all")).toEqual(["metrics"]);
      expect(namesFor(option, "metrics", "metric")).toEqual(program.commands.map((one) => one.name()));
    },
  );
});

describe("examples", () => {
  test.each(leaves.map(([name]) => name))("flp %s has two or three", (name) => {
    expect(examples[name]?.length ?? 0).toBeGreaterThanOrEqual(2);
    expect(examples[name]?.length ?? 0).toBeLessThanOrEqual(3);
  });

  test("there are none of a command that is not there", () => {
    expect(Object.keys(examples).filter((name) => !leaves.some(([leaf]) => leaf === name))).toEqual([]);
  });

  test.each(
    Object.entries(examples).flatMap(([name, lines]) => lines.map(([line]) => [line, name] as const)),
  )("%s is a line that the command takes", async (line, name) => {
    expect(await parse(wordsOf(line))).toBe(name);
  });

  test.each(all)("flp %s --help shows them", (name, command) => {
    let help = "";
    command.configureOutput({ ...command.configureOutput(), writeOut: (text) => void (help += text) });
    command.outputHelp();
    expect(help).toMatch(/\nExamples:\n {2}\S*.*flp .*\n {6}\S/);
    expect(help).toContain(`flp ${name}`);
  });
});

describe("flp help", () => {
  let desk: FlpDesk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.end());

  test.each(["monthly", "regions", "visits", "held"])(
    "%s is a guide that fits a screen and names commands that there are",
    async (name) => {
      const { code, out } = await desk.flp("help", name);
      expect(code).toBe(0);
      expect(out.split("\n").length).toBeLessThan(35);
      for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
      const commands = [...out.matchAll(/flp ([a-z]+(?: (?:seal|list|try|monthly|held))?)/g)].map(
        (match) => match[1],
      );
      expect(commands.length).toBeGreaterThan(1);
      for (const command of commands)
        expect(all.map(([one]) => one).concat("run monthly", "help held", "help monthly")).toContain(command);
    },
  );

  test("every guide's lines with a command are ones that the command takes", async () => {
    for (const text of (await guidesByName()).values())
      for (const [, line = ""] of text.matchAll(/^ {5}(flp .*)$/gm))
        await expect(parse(wordsOf(line))).resolves.not.toBe("");
  });

  test("without a topic lists commands and guides", async () => {
    const { code, out } = await desk.flp("help");
    expect(code).toBe(0);
    for (const part of ["ingest", "flp help monthly", "flp help regions", "flp help visits", "flp help held"])
      expect(out).toContain(part);
  });

  test("of a command, also of one within a group, is its --help", async () => {
    expect(await desk.flp("help", "undo")).toEqual(await desk.flp("undo", "--help"));
    expect(await desk.flp("help", "release", "seal")).toEqual(await desk.flp("release", "seal", "--help"));
  });

  test("of what is not there is a wrong call, and names the guides", async () => {
    expect(await desk.flp("help", "karry")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/there is no help on karry\n.*held, monthly, regions, visits/),
    });
  });

  test("the guides speak of exit codes and files as they are", () => {
    const held = readFileSync(join(programFolder, "pipelines", "monthly", "guides", "held.txt"), "utf8");
    expect(held).toContain("exit 13");
    expect(held).toContain("pipelines/monthly/gates.yaml");
  });
});
