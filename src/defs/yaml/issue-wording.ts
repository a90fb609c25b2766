import type { z } from "zod";
import type { Mistake } from "./mistake.js";
import { mistakeOf, quotedChoice } from "./mistake.js";
import { nearestOf } from "./nearest.js";

type Issue = z.core.$ZodIssue;

/** A mistake and its place in the file, as keys and list positions from the file's root. */
export interface PlacedMistake {
  path: readonly PropertyKey[];
  /** True when the key at the path is wrong, false when its value is. */
  isKey: boolean;
  mistake: Mistake;
}

const typeNames: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list (lines that begin with -)",
  object: "a map (lines of the form key: value)",
  record: "a map (lines of the form key: value)",
  null: "null",
};

/** The mistakes behind one zod issue, one for each wrong key or value. `knownKeys` tells which keys a map may have. */
export function mistakesOf(
  issue: Issue,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
): PlacedMistake[] {
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      isKey: true,
      mistake: unknownKey(key, known),
    }));
  }
  if (issue.code === "custom") {
    const own = mistakeOf(issue.params);
    return [
      { path: issue.path, isKey: own?.isKey ?? false, mistake: own?.mistake ?? plainMistake(issue.message) },
    ];
  }
  if (issue.code === "invalid_union") return mistakesOfUnion(issue, knownKeys);
  if (issue.code === "invalid_key") return [{ path: issue.path, isKey: true, mistake: invalidKey(issue) }];
  return [{ path: issue.path, isKey: false, mistake: mistakeOfValue(issue) }];
}

function unknownKey(key: string, known: readonly string[]): Mistake {
  const nearest = nearestOf(key, known);
  return {
    wrong: `unknown key "${key}"`,
    expected: known.length === 0 ? null : `one of: ${known.join(", ")}`,
    remedy: nearest === null ? "remove the key or correct its name" : `did you mean "${nearest}"?`,
  };
}

function invalidKey(issue: Extract<Issue, { code: "invalid_key" }>): Mistake {
  const inner = issue.issues[0];
  const own = inner?.code === "custom" ? mistakeOf(inner.params)?.mistake : undefined;
  return own ?? (inner === undefined ? plainMistake(issue.message) : mistakeOfValue(inner));
}

/** The branch of a union whose outer shape fits tells what is wrong inside; else all branches are named. */
function mistakesOfUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
): PlacedMistake[] {
  const options = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (options.length > 0)
    return [{ path: issue.path, isKey: false, mistake: notOneOf(options, seenWord(issue)) }];
  const fitting = issue.errors.find(
    (issues) => issues.length > 0 && issues.every((inner) => inner.path.length > 0),
  );
  if (fitting !== undefined) {
    return fitting.flatMap((inner) =>
      mistakesOf(inner, knownKeys).map((found) => ({ ...found, path: [...issue.path, ...found.path] })),
    );
  }
  const expected = issue.errors.flatMap((issues) =>
    issues.slice(0, 1).map((inner) => mistakeOfValue(inner).expected),
  );
  const choices = [...new Set(expected.filter((text) => text !== null))];
  return [
    {
      path: issue.path,
      isKey: false,
      mistake: { wrong: "wrong kind of value", expected: choices.join(", or "), remedy: "correct the value" },
    },
  ];
}

function mistakeOfValue(issue: Issue): Mistake {
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected);
    case "invalid_value":
      return notOneOf(issue.values.map(String), seenWord(issue));
    case "too_small":
      return outside(
        issue.origin,
        `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`,
      );
    case "too_big":
      return outside(issue.origin, `${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}`);
    case "invalid_format":
      return {
        wrong: `not a valid ${issue.format}`,
        expected: issue.format === "url" ? "an address such as https://example.org/text" : null,
        remedy: "correct it",
      };
    case "custom":
      return mistakeOf(issue.params)?.mistake ?? plainMistake(issue.message);
    default:
      return plainMistake(issue.message);
  }
}

function wrongType(expected: string): Mistake {
  const needsQuotes = expected === "string";
  return {
    wrong: "wrong kind of value",
    expected: typeNames[expected] ?? expected,
    remedy: needsQuotes
      ? 'write a text, between quotation marks where it looks like a number, as in "1081"'
      : "correct the value",
  };
}

function notOneOf(options: readonly string[], seen: string | null): Mistake {
  const nearest = seen === null ? null : nearestOf(seen, options);
  return {
    wrong: "not a known value",
    expected: quotedChoice(options),
    remedy: nearest === null ? "choose one of these" : `did you mean "${nearest}"?`,
  };
}

/** The text that an issue is about; for a map told apart by one of its keys, the text of that key. */
function seenWord(issue: Issue): string | null {
  const key = issue.code === "invalid_union" && "discriminator" in issue ? issue.discriminator : undefined;
  const input: unknown = issue.input;
  const isMap = typeof key === "string" && typeof input === "object" && input !== null;
  const seen: unknown = isMap ? Object.entries(input).find(([name]) => name === key)?.[1] : input;
  return typeof seen === "string" ? seen : null;
}

function outside(origin: string, bound: string): Mistake {
  const units: Record<string, string> = {
    string: " character(s)",
    array: " item(s)",
    object: " key(s)",
    map: " key(s)",
  };
  const wrong = origin in units ? "too few or too many" : "out of range";
  const isEmptyText = origin === "string" && bound === "at least 1";
  return isEmptyText
    ? { wrong: "empty text", expected: "at least 1 character", remedy: "write the text" }
    : { wrong, expected: `${bound}${units[origin] ?? ""}`, remedy: "correct the value" };
}

function plainMistake(message: string): Mistake {
  return { wrong: message, expected: null, remedy: "correct the value" };
}
