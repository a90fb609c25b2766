import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { readableLines } from "./readable.js";

/**
 * How an expected file is held against what was made, by the end of its name. The ends of `parts` stand behind the name of
 * the file that they are about; whatever has none of these ends is expected to the byte.
 */
const readings: Record<string, Reading> = {
  ".json": (expected, made) => unequal(parsed(expected), parsed(textOf(made)), ""),
  ".json.part": (expected, made) => lacking(parsed(expected), parsed(textOf(made)), ""),
  ".lines": async (expected, made) => linesNotMet(expected, await readableLines(made.name, made.bytes)),
  ".absent": async (expected, made) => linesMet(expected, await readableLines(made.name, made.bytes)),
};
const parts = [".part", ".lines", ".absent"];

type Reading = (expected: string, made: Made) => Promise<string[]> | string[];

/** A file that a run made. */
interface Made {
  name: string;
  bytes: Uint8Array;
}

const parsed = (text: string): unknown => JSON.parse(text);
const textOf = ({ bytes }: Made): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/** What of an expected file a run's folder does not show, in words; none: all of it is there. */
export async function differencesOf(
  path: string,
  { expected, folder }: { expected: string; folder: string },
): Promise<string[]> {
  const wanted = await readFile(join(expected, path));
  if (path.endsWith(".same"))
    return notTheSame(path.slice(0, -".same".length), { other: wanted.toString("utf8").trim(), folder });
  const end = Object.keys(readings).find((one) => path.endsWith(one));
  const part = parts.find((one) => path.endsWith(one)) ?? "";
  const name = path.slice(0, path.length - part.length);
  if (!existsSync(join(folder, name))) return [`${name}: was not made`];
  const bytes = await readFile(join(folder, name));
  const reading = end === undefined ? undefined : readings[end];
  if (reading === undefined)
    return wanted.equals(bytes) ? [] : [`${name}: is not the expected, byte for byte`];
  return (await reading(wanted.toString("utf8"), { name, bytes })).map(
    (difference) => `${path}: ${difference}`,
  );
}

/** Where a file, or any file of a folder, is not byte for byte that of another name. */
async function notTheSame(
  name: string,
  { other, folder }: { other: string; folder: string },
): Promise<string[]> {
  const [seen, wanted] = await Promise.all([name, other].map((one) => filesBelow(join(folder, one))));
  if (seen === undefined || wanted === undefined || wanted.size === 0) return [`${other}: was not made`];
  const paths = [...new Set([...wanted.keys(), ...seen.keys()])];
  return paths
    .filter((path) => !(seen.get(path) ?? Buffer.of()).equals(wanted.get(path) ?? Buffer.of()))
    .map((path) => `${name}${path}: is not the same as ${other}${path}`);
}

/** The bytes of a file, or of each file of a folder, by its path below it. */
async function filesBelow(path: string): Promise<Map<string, Buffer>> {
  if (!existsSync(path)) return new Map();
  if (!(await stat(path)).isDirectory()) return new Map([["", await readFile(path)]]);
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (file) => [file.slice(path.length), await readFile(file)] as const)),
  );
}

/** Where a JSON value is another than the expected one. */
export function unequal(expected: unknown, seen: unknown, place: string): string[] {
  return differing(expected, seen, { place, mayHaveMore: false });
}

/** Where a JSON value lacks what is expected of it: its objects may have fields that nobody names, all else is equal. */
export function lacking(expected: unknown, seen: unknown, place: string): string[] {
  return differing(expected, seen, { place, mayHaveMore: true });
}

interface Comparing {
  /** Where in the value: `.rows[0].share`. */
  place: string;
  mayHaveMore: boolean;
}

function differing(expected: unknown, seen: unknown, { place, mayHaveMore }: Comparing): string[] {
  const into = (key: string): Comparing => ({ place: `${place}${key}`, mayHaveMore });
  if (Array.isArray(expected) && Array.isArray(seen) && seen.length === expected.length)
    return expected.flatMap((entry, at) => differing(entry, seen[at], into(`[${at}]`)));
  if (isObject(expected) && isObject(seen)) {
    const more = mayHaveMore ? [] : Object.keys(seen).filter((field) => !(field in expected));
    return [
      ...more.map((field) => `${place}.${field}: nobody expects it`),
      ...Object.keys(expected).flatMap((field) => differing(expected[field], seen[field], into(`.${field}`))),
    ];
  }
  return expected === seen ? [] : [`${place}: ${JSON.stringify(seen)} and not ${JSON.stringify(expected)}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The expected lines that do not stand in the lines of a file, in their order; each may be a part of a line. */
export function linesNotMet(expected: string, lines: readonly string[]): string[] {
  let from = 0;
  return wantedLines(expected).flatMap((wanted) => {
    const at = lines.findIndex((line, index) => index >= from && line.includes(wanted));
    if (at === -1)
      return [`lacks “${wanted}”${lines.some((line) => line.includes(wanted)) ? " in this order" : ""}`];
    from = at;
    return [];
  });
}

/** The lines that must not stand in a file, and do. */
export function linesMet(unwanted: string, lines: readonly string[]): string[] {
  return wantedLines(unwanted).flatMap((one) => {
    const line = lines.find((text) => text.includes(one));
    return line === undefined ? [] : [`says “${one}”, which it must not: ${line}`];
  });
}

function wantedLines(text: string): string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("# "));
  if (lines.length === 0) throw new Error("an expected file without a line expects nothing");
  return lines.map((line) => line.trim());
}
