import type { ProgramState, ReleaseInput } from "./release.js";
import type { LineChange } from "./lines.js";
import { changedLines } from "./lines.js";

/** How a file compares with the sealed one. */
export type FileComparison = "same" | "differs" | "missing" | "new";

/** A file that went in and is not what it was. */
export interface ChangedInput {
  /** What it was read for: `figures` or reports. */
  scopes: string[];
  path: string;
  verdict: Exclude<FileComparison, "same">;
  /** The first lines that changed; empty for files that are no text. */
  lines: LineChange[];
}

/** Files that were read then and now, as far as they are not the same, each once. */
export function changedInputs(sealed: readonly ReleaseInput[], now: readonly ReleaseInput[]): ChangedInput[] {
  const changes = new Map<string, ChangedInput>();
  const keyOf = ({ scope, path }: ReleaseInput): string => `${scope} ${path}`;
  const byKey = (inputs: readonly ReleaseInput[]): Map<string, ReleaseInput> =>
    new Map(inputs.map((input) => [keyOf(input), input]));
  const [before, after] = [byKey(sealed), byKey(now)];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [then, current] = [before.get(key), after.get(key)];
    const either = then ?? current;
    if (either === undefined || then?.sha256 === current?.sha256) continue;
    const verdict = current === undefined ? "missing" : then === undefined ? "new" : "differs";
    const known = changes.get(either.path);
    if (known !== undefined) known.scopes.push(either.scope);
    else {
      const lines =
        verdict === "differs" ? changedLines(then?.content ?? null, current?.content ?? null) : [];
      changes.set(either.path, { scopes: [either.scope], path: either.path, verdict, lines });
    }
  }
  return [...changes.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Something about the program that is not what it was. */
export interface ChangedProgram {
  field: keyof ProgramState;
  old: string;
  new: string;
}

/** What differs between two states of the program. */
export function changedProgram(before: ProgramState, after: ProgramState): ChangedProgram[] {
  return (["version", "sha256", "runtime"] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, old: before[field], new: after[field] }));
}
