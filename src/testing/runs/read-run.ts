import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { programFolder } from "../../lib/program.js";

/** One line of `command.txt`: the words of a call of flp, where its words go, and how it must end. */
export interface RunCall {
  line: number;
  words: string[];
  /** File that standard output, or standard error, is written to; null: nowhere. */
  out: string | null;
  err: string | null;
  /** Exit code that the call must end with. */
  code: number;
}

/** A whole run as its folder tells it. */
export interface Run {
  folder: string;
  /** The sentence that the run proves: the first line of `command.txt`. */
  claim: string;
  calls: RunCall[];
  /** Paths below `expected/`, in order. */
  expected: string[];
}

/** Names of the folders of `fixtures/runs/`, in order. */
export async function runNames(): Promise<string[]> {
  const entries = await readdir(runFolder(""), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads a run; throws where its folder says something that means nothing, or expects nothing. */
export async function readRun(name: string): Promise<Run> {
  const folder = runFolder(name);
  const entries = await readdir(join(folder, "expected"), { recursive: true, withFileTypes: true });
  const expected = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "expected").length + 1))
    .sort();
  if (expected.length === 0) throw new Error(`${name}: nothing is expected`);
  const { claim, calls } = parseCommands(await readFile(join(folder, "command.txt"), "utf8"), name);
  return { folder, claim, calls, expected };
}

const runFolder = (name: string): string => join(programFolder, "fixtures", "runs", name);

/** Parses `command.txt`; throws with its line where that is no call. */
export function parseCommands(text: string, name: string): { claim: string; calls: RunCall[] } {
  const [first = "", ...rest] = text.split("\n");
  if (!first.startsWith("# "))
    throw new Error(`${name}/command.txt:1: the first line says what the run proves`);
  const calls = rest.flatMap((line, at) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    return [parseCall(line, { name, line: at + 2 })];
  });
  if (calls.length === 0) throw new Error(`${name}/command.txt: no call of flp`);
  return { claim: first.slice(2), calls };
}

/** `flp metrics ok22 --json > ok22.json  # exit 2`. Words with blanks stand in quotation marks. */
function parseCall(text: string, { name, line }: { name: string; line: number }): RunCall {
  const parts =
    /^flp (?<words>(?:"[^"]*"|[^"#>])*?)(?: > (?<out>\S+))?(?: 2> (?<err>\S+))?(?:\s+# exit (?<code>\d+))?$/.exec(
      text.trim(),
    )?.groups;
  if (parts === undefined)
    throw new Error(
      `${name}/command.txt:${line}: expected “flp WORDS > FILE 2> FILE  # exit CODE”, the last three as needed: ${text}`,
    );
  const words = [...(parts["words"] ?? "").matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  return {
    line,
    words,
    out: parts["out"] ?? null,
    err: parts["err"] ?? null,
    code: Number(parts["code"] ?? 0),
  };
}
