import type { Bomb } from "./draw.js";

const header = "Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer\n";

function text(situation: string, says: RegExp, content: () => string): Bomb {
  const bytes = (): Buffer => Buffer.from(content(), "latin1");
  return { situation, command: "ingest", fileName: "planer_2025-02.csv", says, bytes };
}

/** Text files of which one line is as long as a file. */
export const longLines: readonly Bomb[] = [
  text("a text of one line of 200 MB", /max_text_characters/, () => "x".repeat(200_000_000)),
  text(
    "a text with a cell of 200 MB",
    /max_text_characters/,
    () => `${header}2025-02;1;${"K".repeat(2e8)};1;1\n`,
  ),
  text(
    "a text of 20 million columns",
    /max_columns|max_text_characters/,
    () => `${header.trim()}${";".repeat(2e7)}\n`,
  ),
];
