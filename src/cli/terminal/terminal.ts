import { exitCode } from "../../lib/errors.js";
import type { Logger } from "../../lib/logger.js";
import type { Paint } from "./colours.js";
import { colours } from "./colours.js";
import { safeLine, safeText } from "./safe-text.js";

/** Where a command writes: results to `out`, everything else to `err`. Tests pass arrays. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** True when `err` is a terminal that a progress line can be redrawn on. */
  isTerminal: boolean;
  /** True when `out` is a terminal; left out: it is a file or a pipe. */
  isOutTerminal?: boolean;
  /**
   * Has signals to end handled: what `end` returns is the exit code, at once or when it is there. Returns what gives them
   * their usual meaning back. Left out: nobody sends any.
   */
  onSignal?(end: (signal: EndingSignal) => number | Promise<number>): () => void;
}

/** A signal that asks the program to end: Ctrl-C, an end asked for by another program, a terminal that is closed. */
export type EndingSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

const endingSignals: readonly EndingSignal[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Columns of the terminal that results go to; undefined where they go elsewhere. */
export function terminalColumns(): number | undefined {
  return process.stdout.columns;
}

/**
 * The process's own streams. A reader that went away (`flp … | head`) is told nothing more, but the work goes on to its
 * end and to its exit code; results that cannot be written otherwise end the program.
 */
export function processStreams(): Streams {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`error: the results could not be written to standard output: ${error.message}\n`);
    process.stderr.write("  → make room there, or send them to another place\n");
    process.exit(exitCode.render);
  });
  process.stderr.on("error", () => undefined);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    // only a terminal has the property
    isTerminal: "isTTY" in process.stderr,
    isOutTerminal: "isTTY" in process.stdout,
    onSignal: endOnSignals,
  };
}

/** The first signal ends the process; further ones, which a terminal sends to all of a group, must not cut that short. */
function endOnSignals(end: (signal: EndingSignal) => number | Promise<number>): () => void {
  let isEnding = false;
  const handle = (signal: EndingSignal): void => {
    if (isEnding) return;
    isEnding = true;
    const code = end(signal);
    if (typeof code === "number") process.exit(code);
    void code.then((later) => process.exit(later));
  };
  for (const signal of endingSignals) process.on(signal, handle);
  return () => {
    for (const signal of endingSignals) process.off(signal, handle);
  };
}

/** What a command needs to speak: results, messages and colours. */
export interface Terminal extends Logger {
  /** Writes a result for people, or JSON. Whatever in it could steer a terminal is made visible. */
  result(text: string): void;
  /**
   * Writes a result that other programs read, such as CSV or YAML: to the byte into a file or a pipe, and on a terminal
   * like {@link result}.
   */
  exact(text: string): void;
  /** Writes an error, its place and the way out. */
  fail(message: string): void;
  /** Removes a progress line that is still shown. */
  endProgress(): void;
  readonly paint: Paint;
}

/** A terminal over streams. `quiet` leaves out information and progress, never warnings and errors. */
export function terminalOver(streams: Streams, settings: { quiet: boolean; color: boolean }): Terminal {
  const { paint, show } = colours(settings.color);
  let shownProgress = "";
  const endProgress = (): void => {
    if (shownProgress !== "") streams.err("\r\u001b[2K");
    shownProgress = "";
  };
  const say = (text: string): void => {
    endProgress();
    streams.err(`${show(text)}\n`);
  };
  const result = (text: string): void => {
    endProgress();
    streams.out(show(safeText(text)));
  };
  return {
    paint,
    endProgress,
    result,
    exact: (text) => {
      endProgress();
      if (streams.isOutTerminal === true) result(text.replace(/^\u{feff}/u, ""));
      else streams.out(text);
    },
    info: (message) => {
      if (!settings.quiet) say(safeLine(message));
    },
    warn: (message) => say(`${paint.yellow("warning:")} ${safeLine(message)}`),
    fail: (message) => say(`${paint.red("error:")} ${safeText(message)}`),
    progress: (message) => {
      if (settings.quiet || !streams.isTerminal) return;
      streams.err(`\r\u001b[2K${safeLine(message)}`);
      shownProgress = message;
    },
  };
}
