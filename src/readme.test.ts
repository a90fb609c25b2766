import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { programFolder } from "./lib/program.js";

const src = join(programFolder, "src");
const text = readFileSync(join(src, "README.md"), "utf8");
const walks = /## Three walks\n(?<walks>[\s\S]*?)\n## /.exec(text)?.groups?.["walks"] ?? "";

/** A file that a walk names, and the functions that it names right after it. */
interface Step {
  file: string;
  functions: string[];
}

/** Reads the names in code of a text: each with an ending is a file, what follows it and has none lies in that file. */
function stepsOf(markdown: string): Step[] {
  const steps: Step[] = [];
  for (const [, name = ""] of markdown.matchAll(/`([^`\n]+)`/g)) {
    if (/\.(ts|sql|yaml)$/.test(name)) steps.push({ file: name, functions: [] });
    else if (/^[a-z]\w*$/.test(name)) steps.at(-1)?.functions.push(name);
  }
  return steps;
}

/** The functions that a step names and its file does not have; the file itself where it does not exist. */
function lackingIn({ file, functions }: Step): string[] {
  const path = join(src, file);
  if (!existsSync(path)) return [file];
  const code = readFileSync(path, "utf8");
  return functions
    .filter((name) => !new RegExp(`function\\*? ${name}\\b`).test(code))
    .map((name) => `${file} ${name}`);
}

describe("src/README.md", () => {
  test("names in its walks only files that exist, and functions that they have", () => {
    const steps = stepsOf(walks.replace(/`readme\.test\.ts` beside this file/, ""));
    expect(steps.length).toBeGreaterThan(20);
    expect(steps.flatMap(({ functions }) => functions).length).toBeGreaterThan(18);
    expect(steps.flatMap(lackingIn)).toEqual([]);
  });

  test("would tell a file that moved, and a function that was renamed", () => {
    expect(stepsOf("`question/asked.ts` `resolve`").flatMap(lackingIn)).toEqual(["question/asked.ts"]);
    expect(stepsOf("`question/question.ts` `resolveQuestion`, then `ask`").flatMap(lackingIn)).toEqual([
      "question/question.ts ask",
    ]);
  });

  test("tells of every room what happens there", () => {
    const rooms = readdirSync(src, { withFileTypes: true }).filter((one) => one.isDirectory());
    const told = [...text.matchAll(/^\| `(\w+)\/` \|/gm)].map(([, room]) => room);
    expect([...told, "testing"].sort()).toEqual(rooms.map(({ name }) => name).sort());
  });

  test("names files and folders that exist, where it says what a change touches", () => {
    const table = /## One change, one place\n(?<table>[\s\S]*?)\n## /.exec(text)?.groups?.["table"] ?? "";
    const named = [...table.matchAll(/`((?:src|sql|pipelines|reports)\/[^`<]*)`/g)].map(
      ([, path = ""]) => path,
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(programFolder, path)))).toEqual([]);
  });
});
