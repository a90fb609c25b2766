import { maskCpr } from "../../domain/cpr.js";
import { relative, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type { Document, YAMLError } from "yaml";
import type { z } from "zod";
import { exitCode, FlpError } from "../../lib/errors.js";
import { readBytes } from "../../lib/files.js";
import { once } from "../../lib/once.js";
import type { PlacedMistake } from "./issue-wording.js";
import { mistakesOf } from "./issue-wording.js";
import type { Mistake, MistakePlace } from "./mistake.js";
import { recordValue, shippedValue } from "./shipped-schema.js";
import type { TextPlace } from "./yaml-places.js";
import { followPath, placeAt } from "./yaml-places.js";

/** One mistake in one definition file, ready to be shown. */
export interface FileMistake extends TextPlace {
  /** The file as it is shown: relative to the current folder where that is shorter. */
  file: string;
  /** What is wrong (value seen); expected ...; what to do. */
  message: string;
}

/** A definition file that is right in itself, and the means to point into it when it contradicts another file. */
export interface YamlFile<Value> {
  value: Value;
  /** The file as it is shown in messages. */
  file: string;
  /** A mistake that only shows beside other files, placed by its path from the file's root. */
  findingAt(mistake: Mistake, place: MistakePlace): FileMistake;
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
  schema: Schema,
): Promise<YamlResult<z.output<Schema>>> {
  const file = shownPath(path);
  const read = await readDefinitionText(path, file);
  if ("message" in read) return { content: null, findings: [read] };

  // Of a file that the program knew when it was built, the places of its values are looked for only when one is to be shown.
  const treeOf = once(() => parseTree(read.text));
  const placed = (found: PlacedMistake): FileMistake => findingOf({ file, ...treeOf(), found });
  const findingAt = (mistake: Mistake, place: MistakePlace): FileMistake =>
    placed({ path: place.path ?? [], isKey: place.isKey ?? false, mistake });
  const shipped = shippedValue(read.bytes, schema);
  if (shipped !== undefined) return { content: { value: shipped, file, findingAt }, findings: [] };

  const { document, lines } = treeOf();
  const syntax = [...document.errors, ...document.warnings];
  const findings = syntax.map((error) => findingOfSyntax(file, lines, error));
  // A repeated key leaves a readable document behind; any other error makes all values doubtful.
  if (syntax.some((error) => error.code !== "DUPLICATE_KEY"))
    return { content: null, findings: inOrder(findings) };
  const plain = plainValueOf(document);
  if (plain.mistake !== null)
    return { content: null, findings: [placed({ path: [], isKey: false, mistake: plain.mistake })] };
  const checked = checkValue(plain.value, schema);
  findings.push(...checked.mistakes.map(placed));
  if (checked.value === null || findings.length > 0) return { content: null, findings: inOrder(findings) };
  recordValue(read.bytes, schema, checked.value.output);
  return { content: { value: checked.value.output, file, findingAt }, findings: [] };
}

/** A YAML file as its parser sees it, with the places of its parts. */
interface Tree {
  document: Document;
  lines: LineCounter;
}

function parseTree(text: string): Tree {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  return { document, lines };
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

/** The document as plain values. Aliases that resolve to nothing or blow up are found only here. */
function plainValueOf(document: Document): { value: unknown; mistake: Mistake | null } {
  try {
    return { value: document.toJS(), mistake: null };
  } catch (error) {
    const wrong = error instanceof Error ? error.message : String(error);
    return {
      value: null,
      mistake: { wrong, expected: null, remedy: "write the values out instead of using an alias" },
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

function findingOf(options: {
  file: string;
  document: Document;
  lines: LineCounter;
  found: PlacedMistake;
}): FileMistake {
  const { file, document, lines, found } = options;
  const { path, isKey, mistake } = found;
  const target = followPath({ document, lines, path, isKey });
  if (target.missing !== null && target.missing === path.at(-1)) {
    const expected = mistake.expected === null ? "" : `; expected ${mistake.expected}`;
    return {
      file,
      ...target.place,
      message: `missing key "${String(target.missing)}"${expected}; add it here`,
    };
  }
  const seen = target.seen === null ? "" : ` (${maskCpr(target.seen)})`;
  const expected = mistake.expected === null ? "" : `; expected ${mistake.expected}`;
  return { file, ...target.place, message: `${mistake.wrong}${seen}${expected}; ${mistake.remedy}` };
}

function findingOfSyntax(file: string, lines: LineCounter, error: YAMLError): FileMistake {
  const reason = error.message.split("\n", 1).join("").replace(/[:.]$/, "");
  const remedy =
    error.code === "DUPLICATE_KEY"
      ? "expected each key once in a map; remove or rename the second one"
      : "expected valid YAML; check indentation, colons, quotation marks and brackets here";
  return { file, ...placeAt(lines, error.pos[0]), message: `${reason}; ${remedy}` };
}

function inOrder(findings: readonly FileMistake[]): FileMistake[] {
  return [...findings].sort((left, right) => left.line - right.line || left.column - right.column);
}
