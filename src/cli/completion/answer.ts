import type { Asked, Candidate, TypedLine } from "./typed-command.js";
import type { Shell } from "./shells.js";

/** A command line as a shell hands it over: its words with the program's name, and the place of the one at the cursor. */
export interface ShellLine {
  words: readonly string[];
  index: number;
  /** True when bash is about to list the candidates, so that descriptions may stand beside them. */
  isListing: boolean;
}

/** The line as the commands see it: without quotation marks, and with `--option=value` in one piece. */
export function typedLine(shell: Shell, { words, index }: ShellLine): TypedLine {
  const upTo = [...words.slice(1, index), words[index] ?? ""];
  const whole = shell === "bash" ? joinedAtSigns(upTo).map(withoutQuotes) : upTo;
  return { before: whole.slice(0, -1), current: whole.at(-1) ?? "" };
}

/** Bash takes `--month=2025` apart at the sign: three words, which are one. */
function joinedAtSigns(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const [place, word] of words.entries()) {
    const last = joined.at(-1);
    const isSign = word === "=" && last?.startsWith("--") === true && !last.includes("=");
    const followsSign = words[place - 1] === "=" && last?.endsWith("=") === true;
    if (last !== undefined && (isSign || followsSign)) joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

/** A word of bash without its quotation marks and backslashes; nothing in it is carried out. */
function withoutQuotes(word: string): string {
  return word.replaceAll(
    /'([^']*)'?|"((?:[^"\\]|\\.)*)"?|\\(.)/gsu,
    (_, single?: string, double?: string, sign?: string) =>
      single ?? double?.replaceAll(/\\([$`"\\])/g, "$1") ?? sign ?? "",
  );
}

/** The program's answer to a shell: what follows, and the candidates that begin as it was typed, one a line. */
export function answerLines(
  shell: Shell,
  line: ShellLine,
  { asked, candidates }: { asked: Asked; candidates: readonly Candidate[] },
): string[] {
  const { kind } = asked.wanted;
  if (kind === "files" || kind === "folders") return [`:${kind}`];
  const fitting = candidates.filter(({ word }) => word.startsWith(asked.typed));
  const write = writers[shell];
  const typed = line.words[line.index] ?? "";
  return [":words", ...fitting.map((one) => write(one, { typed, isAlone: fitting.length === 1, ...line }))];
}

interface Writing {
  /** The word at the cursor as the shell has it. */
  typed: string;
  isAlone: boolean;
  isListing: boolean;
}

/** How each shell wants a candidate written. */
const writers: Readonly<Record<Shell, (candidate: Candidate, how: Writing) => string>> = {
  bash: ({ word, description }, { typed, isAlone, isListing }) => {
    if (isListing && !isAlone && description !== "") return `${word}  (${description})`;
    return /^['"]/.test(typed) ? word : word.replaceAll(/[^\p{L}\p{M}\p{N}_@%+:,./~=-]/gu, String.raw`\$&`);
  },
  zsh: ({ word, description }) => {
    const escaped = word.replaceAll(/[\\:]/g, String.raw`\$&`);
    return description === "" ? escaped : `${escaped}:${description}`;
  },
  fish: ({ word, description }, { typed }) => `${optionPart(typed)}${word}\t${description}`,
  powershell: ({ word, description }, { typed }) => {
    const whole = `${optionPart(typed)}${word}`;
    return `${/^[\p{L}\p{M}\p{N}_./:=-]+$/u.test(whole) ? whole : `'${whole.replaceAll("'", "''")}'`}\t${description}`;
  },
};

/** `--option=` of a word that holds a value already, for shells that replace the whole word. */
function optionPart(typed: string): string {
  return /^--[a-z-]+=/.exec(typed)?.[0] ?? "";
}
