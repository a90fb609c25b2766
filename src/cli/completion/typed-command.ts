import type { Command, Option } from "commander";

/** What may stand at the cursor. */
export type Wanted =
  | { kind: "words"; words: readonly Candidate[] }
  | { kind: "files" }
  | { kind: "folders" }
  /** Something that only the database or the definitions can tell. */
  | { kind: "values"; source: ValueSource; words: readonly Candidate[] };

/** A word that may stand at the cursor, with what it means; an empty description: it speaks for itself. */
export interface Candidate {
  word: string;
  description: string;
}

/** Lists that are looked up when they are asked for. */
export type ValueSource =
  "guides" | "loads" | "months" | "releases" | "profiles" | "regions" | "pipelines" | "themes";

/** A command line that is being typed. */
export interface TypedLine {
  /** The words before the one at the cursor, without the program's name. */
  before: readonly string[];
  /** The word at the cursor as far as it is typed. */
  current: string;
}

/** What the cursor stands at, and what was typed so far that decides where values are looked up. */
export interface Asked {
  wanted: Wanted;
  /** The word that candidates must begin with: behind `--option=`, what follows the sign. */
  typed: string;
  /** Values of `--db` and `--home` on the line. */
  db?: string;
  home?: string;
}

/** Names in `<…>` of options and arguments, and where their values come from. */
const sources: Readonly<Record<string, ValueSource>> = {
  LOAD: "loads",
  "YYYY-MM": "months",
  NAME: "releases",
  A: "releases",
  B: "releases",
  ID: "profiles",
  REGION: "regions",
  PIPELINE: "pipelines",
  TOPIC: "guides",
};

/**
 * Reads a command line that is being typed against the commands themselves, and says what may stand at its cursor. A word
 * that no command knows is passed over, so that one slip does not end the help.
 */
export function askFor(program: Command, line: TypedLine): Asked {
  const place = walk(program, line.before);
  const asked = { ...place.given, typed: line.current };
  if (place.pending !== null) return { ...asked, wanted: ofOption(place.pending) };
  const [, name, value] = /^(--[a-z-]+)=(.*)$/su.exec(line.current) ?? [];
  if (name !== undefined && value !== undefined && !place.isOperandsOnly) {
    const option = optionsAt(place.command).find(({ long }) => long === name);
    const wanted = option === undefined ? wordsOf([]) : ofOption(option);
    return { ...asked, wanted, typed: value };
  }
  if (line.current.startsWith("-") && !place.isOperandsOnly)
    return { ...asked, wanted: wordsOf(optionWords(place)) };
  return { ...asked, wanted: operandAt(place) };
}

/** Where a line has got to. */
interface Place {
  command: Command;
  /** How many operands the command has been given. */
  operands: number;
  /** An option that waits for its value. */
  pending: Option | null;
  /** True behind `--`. */
  isOperandsOnly: boolean;
  /** Options that stand on the line already, by their long names. */
  used: Set<string>;
  given: { db?: string; home?: string };
}

function walk(program: Command, words: readonly string[]): Place {
  const place: Place = {
    command: program,
    operands: 0,
    pending: null,
    isOperandsOnly: false,
    used: new Set(),
    given: {},
  };
  for (const word of words) {
    if (place.pending !== null) takeValue(place, place.pending, word);
    else if (word === "--") place.isOperandsOnly = true;
    else if (word.startsWith("-") && !place.isOperandsOnly) takeOption(place, word);
    else takeOperand(place, word);
  }
  return place;
}

function takeValue(place: Place, option: Option, value: string): void {
  if (option.long === "--db") place.given.db = value;
  if (option.long === "--home") place.given.home = value;
  place.pending = null;
}

function takeOption(place: Place, word: string): void {
  const [name = "", ...value] = word.split("=");
  const option = optionsAt(place.command).find(({ long, short }) => name === long || name === short);
  if (option === undefined) return;
  place.used.add(option.long ?? name);
  if (value.length > 0) takeValue(place, option, value.join("="));
  else if (option.required || option.optional) place.pending = option;
}

function takeOperand(place: Place, word: string): void {
  const inner = place.operands === 0 ? place.command.commands.find((one) => one.name() === word) : undefined;
  if (inner === undefined) place.operands += 1;
  else place.command = inner;
}

/** Options of a command and of all above it that people are shown. */
function optionsAt(command: Command): Option[] {
  const own = command.createHelp().visibleOptions(command);
  return command.parent === null ? own : [...own, ...optionsAt(command.parent)];
}

function optionWords({ command, used }: Place): Candidate[] {
  const words = new Map<string, string>();
  for (const { long, description } of optionsAt(command))
    if (typeof long === "string" && !used.has(long) && !words.has(long)) words.set(long, description);
  return [...words].map(([word, description]) => ({ word, description }));
}

/** A subcommand, or the operand that comes next; where neither is wanted, the options. */
function operandAt(place: Place): Wanted {
  const { command, operands } = place;
  const inner = operands === 0 ? commandWords(command) : [];
  const last = command.registeredArguments.at(-1);
  const argument = command.registeredArguments[operands] ?? (last?.variadic === true ? last : undefined);
  if (argument === undefined) return wordsOf(inner.length > 0 ? inner : optionWords(place));
  if (argument.argChoices !== undefined) return wordsOf([...inner, ...plain(argument.argChoices)]);
  const wanted = byName(argument.name());
  const isHelp = command.name() === "help" && operands === 0;
  if (!isHelp || wanted.kind !== "values" || command.parent === null) return wanted;
  return { ...wanted, words: commandWords(command.parent) };
}

function commandWords(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ word: one.name(), description: one.description().split(/[:;]/)[0] ?? "" }));
}

function wordsOf(words: readonly Candidate[]): Wanted {
  return { kind: "words", words };
}

function ofOption(option: Option): Wanted {
  if (option.argChoices !== undefined) return wordsOf(plain(option.argChoices));
  if (option.long === "--theme") return { kind: "values", source: "themes", words: [] };
  return byName(/[<[]([^>\].]+)/.exec(option.flags)?.[1] ?? "");
}

/** What a name in `<…>` asks for. */
function byName(placeholder: string): Wanted {
  const name = placeholder.replace(/\.+$/, "").toUpperCase();
  if (name === "FILE") return { kind: "files" };
  if (name === "DIR") return { kind: "folders" };
  const source = sources[name];
  return source === undefined ? wordsOf([]) : { kind: "values", source, words: [] };
}

function plain(words: readonly string[]): Candidate[] {
  return words.map((word) => ({ word, description: "" }));
}
