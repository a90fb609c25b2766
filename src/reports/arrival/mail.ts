import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, dateWords } from "../../domain/danish.js";
import type { ExampleRow } from "../../domain/shapes/arrival.js";
import type { WordedProblem } from "../shared/problems/words.js";
import type { ArrivedFile } from "./facts.js";
import type { ArrivalTexts } from "./texts.js";
import { findingSentence, mistakeWords } from "./words.js";

/** How many findings, and how many examples, a mail names. */
const named = 3;

interface MailFrame {
  texts: ArrivalTexts;
  sender: string;
  /** Calendar date in Denmark on which the file was read, `yyyy-MM-dd`. */
  date: string;
}

/** The mail about a file that is well formed and looks wrong: what it looks like, three rows of it, and what to send. */
export function composeHeldMail(
  file: ArrivedFile,
  examples: readonly ExampleRow[],
  frame: MailFrame,
): string {
  const { texts } = frame;
  const { mail } = texts;
  const mistake = mistakeWords(file.looksLike, texts);
  const held = file.checks.filter(({ verdict }) => verdict === "hold");
  const findings = held.slice(0, named).map((check) => findingSentence(check, texts));
  return mailOf(file.file, frame, [
    [mail.why, ...(mistake === null ? [] : [`${mistake.looks}.`])],
    findings.map((finding) => fillSentence(mail.finding, { finding })),
    examples.length === 0 ? [] : [mail.examples, ...examples.map((row) => exampleLine(row, mail))],
    [mail.please, ...(mistake === null ? [] : [mistake.send]), mail.certain],
  ]);
}

/** The mail about a file that was refused: its problems with three examples of each remedy, and where the list is. */
export function composeRefusedMail(
  refused: { file: string; problems: readonly WordedProblem[]; count: number; list: string },
  frame: MailFrame,
): string {
  const { mail } = frame.texts;
  const { file, problems, count, list } = refused;
  const shown = problems.slice(0, named).map((problem) =>
    problem.line === null
      ? fillSentence(mail.problemOfFile, { wrong: problem.wrong })
      : fillSentence(mail.problem, {
          line: countWords(problem.line),
          column: problem.column ?? "",
          wrong: problem.wrong,
          value: problem.value ?? "",
        }),
  );
  const more =
    count > shown.length ? [fillSentence(mail.more, { count: countWords(count - shown.length), list })] : [];
  const remedies = [...new Set(problems.map(({ remedy }) => `- ${remedy}.`))];
  return mailOf(file, frame, [
    [mail.why, ...shown, ...more],
    [mail.please, ...remedies.slice(0, named)],
  ]);
}

function mailOf(
  file: string,
  { texts, sender, date }: MailFrame,
  parts: readonly (readonly string[])[],
): string {
  const { mail } = texts;
  const all = [
    [fillSentence(mail.subject, { file })],
    [mail.greeting],
    [fillSentence(mail.received, { file, date: dateWords(date) })],
    ...parts,
    [mail.regards, sender],
  ];
  const written = all.filter((lines) => lines.length > 0).map((lines) => lines.join("\r\n"));
  return `${written.join("\r\n\r\n")}\r\n`;
}

function exampleLine(row: ExampleRow, mail: ArrivalTexts["mail"]): string {
  const line = countWords(row.line);
  if (row.planType === null) return fillSentence(mail.exampleClinic, { line, ydernummer: row.ydernummer });
  return fillSentence(mail.example, {
    line,
    ydernummer: row.ydernummer,
    planType: row.planType,
    new: countWords(row.new),
    maintained: countWords(row.maintained),
  });
}
