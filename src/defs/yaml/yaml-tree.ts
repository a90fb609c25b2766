import type { Document, YAMLError } from "yaml";
import { LineCounter, parseDocument } from "yaml";
import { maskCpr } from "../../domain/cpr.js";
import type { PlacedMistake } from "./issue-wording.js";
import type { Mistake } from "./mistake.js";
import type { TextPlace } from "./yaml-places.js";
import { followPath, placeAt } from "./yaml-places.js";

/** One mistake in one definition file, ready to be shown. */
export interface FileMistake extends TextPlace {
  /** The file as it is shown: relative to the current folder where that is shorter. */
  file: string;
  /** What is wrong (value seen); expected ...; what to do. */
  message: string;
}

/** A YAML file as its parser sees it: its values, and the places of its parts. */
export interface YamlTree {
  /** What is wrong with it as YAML. */
  syntaxFindings: readonly FileMistake[];
  /** False where that makes all values doubtful. */
  isReadable: boolean;
  /** Its values. Aliases that resolve to nothing or blow up are found only here. */
  plainValue: () => { value: unknown; mistake: Mistake | null };
  /** A mistake in its values, with its place and what is written there. */
  finding: (found: PlacedMistake) => FileMistake;
}

/** Parses the text of a YAML file; `file` is its name in what is found. */
export function parseTree(text: string, file: string): YamlTree {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const syntax = [...document.errors, ...document.warnings];
  return {
    syntaxFindings: syntax.map((error) => findingOfSyntax(file, lines, error)),
    // A repeated key leaves a readable document behind.
    isReadable: syntax.every((error) => error.code === "DUPLICATE_KEY"),
    plainValue: () => plainValueOf(document),
    finding: (found) => findingOf({ file, document, lines, found }),
  };
}

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
