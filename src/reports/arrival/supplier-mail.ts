import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, dateWords } from "../../domain/danish.js";
import type { ExampleRow } from "../../domain/shapes/arrival.js";
import { heldChecks } from "../../ingest/arrival/arrival.js";
import type { WordedCause } from "../shared/problems/causes.js";
import type { ArrivedFile } from "./facts.js";
import type { ArrivalTexts } from "./texts.js";
import { findingSentence, mistakesOfFile, placesOf } from "./words.js";

/** How many findings, and how many examples, a mail names. */
const named = 3;

/** How many causes the mail about a refused file names; the list has all of them. */
const namedCauses = 10;

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
  const held = heldChecks(file.checks);
  const mistakes = mistakesOfFile(file, texts);
  const findings = held
    .slice(0, named)
    .map((check) => [findingSentence(check, texts), ...placesOf(check, texts)].join(" "));
  return mailOf(file.file, frame, [
    [mail.why, ...mistakes.map(({ looks }) => `${looks}.`)],
    findings.map((finding) => fillSentence(mail.finding, { finding })),
    examples.length === 0 ? [] : [mail.examples, ...examples.map((row) => exampleLine(row, mail))],
    [mail.please, ...new Set(mistakes.map(({ send }) => send)), mail.certain],
  ]);
}

/** The mail about a file that was refused: each cause once, with its places, examples and remedy, and where the list is. */
export function composeRefusedMail(
  refused: { file: string; causes: readonly WordedCause[]; count: number; list: string },
  frame: MailFrame,
): string {
  const { mail } = frame.texts;
  const { file, causes, count, list } = refused;
  const shown = causes.slice(0, namedCauses).flatMap((cause) => causeLines(cause, mail));
  const more = causes.length - namedCauses;
  return mailOf(file, frame, [
    [mail.why, ...shown, ...(more > 0 ? [fillSentence(mail.moreCauses, { count: countWords(more) })] : [])],
    [fillSentence(mail.resend, { count: countWords(count), list })],
  ]);
}

/** A cause with its place, three values and what to do; a cause of the file as a whole has no place. */
function causeLines(cause: WordedCause, mail: ArrivalTexts["mail"]): string[] {
  const { wrong, remedy, examples } = cause;
  const place = placeOf(cause, mail);
  // An empty cell shows nothing that could be looked for.
  const shown = examples.filter((example) => example !== "");
  return [
    place === null
      ? fillSentence(mail.causeOfFile, { wrong })
      : fillSentence(mail.cause, { place: place.join(", "), wrong }),
    ...(shown.length > 0 ? [`  ${fillSentence(mail.causeExamples, { examples: shown.join(" · ") })}`] : []),
    `  ${fillSentence(mail.causeRemedy, { remedy })}`,
  ];
}

function placeOf(cause: WordedCause, mail: ArrivalTexts["mail"]): string[] | null {
  const { count, sheet, column, first_line: first, last_line: last } = cause;
  if (first === null || last === null) return null;
  return [
    count === 1
      ? fillSentence(mail.once, { line: String(first) })
      : fillSentence(mail.often, {
          count: countWords(count),
          first: String(first),
          last: String(last),
        }),
    ...(sheet === null ? [] : [fillSentence(mail.ofSheet, { sheet })]),
    ...(column === null ? [] : [fillSentence(mail.ofColumn, { column })]),
  ];
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
  const line = String(row.line);
  if (row.planType === null) return fillSentence(mail.exampleClinic, { line, ydernummer: row.ydernummer });
  return fillSentence(mail.example, {
    line,
    ydernummer: row.ydernummer,
    planType: row.planType,
    new: countWords(row.new),
    maintained: countWords(row.maintained),
  });
}
