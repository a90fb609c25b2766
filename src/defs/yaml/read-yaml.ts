import { relative, resolve } from "node:path";
import type { z } from "zod";
import { exitCode, FlpError } from "../../lib/errors.js";
import { readBytes } from "../../lib/files.js";
import { once } from "../../lib/once.js";
import type { PlacedMistake } from "./issue-wording.js";
import { mistakesOf } from "./issue-wording.js";
import type { Mistake, MistakePlace } from "./mistake.js";
import type { LateSchema } from "./shipped-schema.js";
import { isLate, recordValue, shippedValue } from "./shipped-schema.js";
import type { FileMistake, YamlTree } from "./yaml-tree.js";

/** A definition file that is right in itself, and the means to point into it when it contradicts another file. */
export interface YamlFile<Value> {
  value: Value;
  /** The file as it is shown in messages. */
  file: string;
  /** A mistake that only shows beside other files, placed by its path from the file's root. */
  findingAt(mistake: Mistake, place: MistakePlace): Promise<FileMistake>;
}

/** Either a file that is right in itself, or all that is wrong with it. */
export type YamlResult<Value> =
  { content: YamlFile<Value>; findings: [] } | { content: null; findings: FileMistake[] };

/**
 * Reads a YAML file that must fit a schema. Throws an error of exit code 10 that lists all the mistakes of the file
 * at once, each with line and column. Mistakes that the schema's own checks find belong to the list: see `addMistake`.
 */
export async function readYaml<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const { content, findings } = await checkYaml(path, schema);
  if (content === null) throw definitionError(findings);
  return content.value;
}

/** As {@link readYaml}, with the mistakes as values, so that those of several files can be shown together. */
export async function checkYaml<Schema extends z.ZodType>(
  path: string,
  schema: Schema | LateSchema<Schema>,
): Promise<YamlResult<z.output<Schema>>> {
  const file = shownPath(path);
  const read = await readDefinitionText(path, file);
  if ("message" in read) return { content: null, findings: [read] };

  // A file that the program knew when it was built is parsed only when the place of a mistake is to be shown.
  const treeOf = once(() => parsed(read.text, file));
  const findingAt = async (mistake: Mistake, place: MistakePlace): Promise<FileMistake> =>
    (await treeOf()).finding({ path: place.path ?? [], isKey: place.isKey ?? false, mistake });
  const shipped = shippedValue(read.bytes, schema);
  if (shipped !== undefined) return { content: { value: shipped, file, findingAt }, findings: [] };

  const tree = await treeOf();
  const findings = [...tree.syntaxFindings];
  // A repeated key leaves a readable document behind; any other error makes all values doubtful.
  if (!tree.isReadable) return { content: null, findings: inOrder(findings) };
  const plain = tree.plainValue();
  if (plain.mistake !== null)
    return { content: null, findings: [tree.finding({ path: [], isKey: false, mistake: plain.mistake })] };
  const checked = checkValue(plain.value, isLate(schema) ? await schema.load() : schema);
  findings.push(...checked.mistakes.map((found) => tree.finding(found)));
  if (checked.value === null || findings.length > 0) return { content: null, findings: inOrder(findings) };
  recordValue(read.bytes, schema, checked.value.output);
  return { content: { value: checked.value.output, file, findingAt }, findings: [] };
}

async function parsed(text: string, file: string): Promise<YamlTree> {
  const { parseTree } = await import("./yaml-tree.js");
  return parseTree(text, file);
}

/** The error for all mistakes of one or more definition files. */
export function definitionError(findings: readonly FileMistake[]): FlpError {
  const files = [...new Set(findings.map((finding) => finding.file))];
  const errors = findings.length === 1 ? "1 error" : `${findings.length} errors`;
  const where = files.length === 1 ? (files[0] ?? "") : `${files.length} definition files`;
  return new FlpError(exitCode.definition, `${errors} in ${where}`, {
    remedy: "correct these places and run the command again; pipelines/README.md describes every key",
    lines: findings.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`),
  });
}

/** A path as messages show it: relative to the current folder where that is shorter. */
export function shownPath(path: string): string {
  const full = resolve(path);
  const short = relative(".", full);
  return short !== "" && short.length < full.length ? short : full;
}

async function readDefinitionText(
  path: string,
  file: string,
): Promise<{ bytes: Uint8Array; text: string } | FileMistake> {
  const atStart = { file, line: 1, column: 1 };
  let bytes;
  try {
    bytes = await readBytes(path);
  } catch (error) {
    if (!(error instanceof FlpError)) throw error;
    return { ...atStart, message: `${error.message}; expected a definition file; restore or create it` };
  }
  try {
    return { bytes, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return {
      ...atStart,
      message: "not UTF-8 text; expected a YAML file in UTF-8; save it again with that encoding",
    };
  }
}

function checkValue<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
): { value: { output: z.output<Schema> } | null; mistakes: PlacedMistake[] } {
  const keysByPath = new Map<string, readonly string[]>();
  const result = schema.safeParse(value, {
    // A definition is parsed once a run: compiling its schema would take longer than it saves.
    jitless: true,
    // The word seen tells which of the known words was meant.
    reportInput: true,
    // Zod names the keys that a map may have only while it makes the message.
    error: (issue) => {
      if (issue.code === "unrecognized_keys") keysByPath.set(pathKey(issue.path ?? []), keysOf(issue.inst));
      return undefined;
    },
  });
  if (result.success) return { value: { output: result.data }, mistakes: [] };
  const knownKeys = (path: readonly PropertyKey[]): readonly string[] => keysByPath.get(pathKey(path)) ?? [];
  return { value: null, mistakes: result.error.issues.flatMap((issue) => mistakesOf(issue, knownKeys)) };
}

function keysOf(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null || !("shape" in schema)) return [];
  return typeof schema.shape === "object" && schema.shape !== null ? Object.keys(schema.shape) : [];
}

function pathKey(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

function inOrder(findings: readonly FileMistake[]): FileMistake[] {
  return [...findings].sort((left, right) => left.line - right.line || left.column - right.column);
}
