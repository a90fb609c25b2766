import { describe, expect, test } from "vitest";
import { terminalOver } from "./terminal.js";

/** A terminal that keeps what is written to standard error. */
function recording(settings: { isTerminal: boolean; quiet?: boolean }) {
  const written: string[] = [];
  const streams = {
    out: (text: string) => void written.push(text),
    err: (text: string) => void written.push(text),
    isTerminal: settings.isTerminal,
  };
  return { written, terminal: terminalOver(streams, { quiet: settings.quiet === true, color: false }) };
}

const redraw = "\r\u001b[2K";

describe("the progress line", () => {
  test("is redrawn in its place, and gone before anything else is written", () => {
    const { written, terminal } = recording({ isTerminal: true });
    terminal.progress("planer.csv: 1 row");
    terminal.progress("planer.csv: 2 rows");
    terminal.warn("a column is not known");
    terminal.result("done\n");
    expect(written).toEqual([
      `${redraw}planer.csv: 1 row`,
      `${redraw}planer.csv: 2 rows`,
      redraw,
      "warning: a column is not known\n",
      "done\n",
    ]);
  });

  test("is removed at the end", () => {
    const { written, terminal } = recording({ isTerminal: true });
    terminal.progress("planer.csv: 1 row");
    terminal.endProgress();
    terminal.endProgress();
    expect(written.slice(1)).toEqual([redraw]);
  });

  test.each([
    ["where standard error is no terminal", { isTerminal: false }],
    ["with --quiet", { isTerminal: true, quiet: true }],
  ])("is not shown %s", (_, settings) => {
    const { written, terminal } = recording(settings);
    terminal.progress("planer.csv: 1 row");
    terminal.endProgress();
    expect(written).toEqual([]);
  });
});
