import { isatty } from "node:tty";
import pico from "picocolors";
import { exitCode } from "../../lib/errors.js";
import type { Logger } from "../../lib/logger.js";

/** Where a command writes: results to `out`, everything else to `err`. Tests pass arrays. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** True when `err` is a terminal that a progress line can be redrawn on. */
  isTerminal: boolean;
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
    isTerminal: isatty(process.stderr.fd),
  };
}

/** What a command needs to speak: results, messages and colours. */
export interface Terminal extends Logger {
  /** Writes a result as it is. */
  result(text: string): void;
  /** Writes an error, its place and the way out. */
  fail(message: string): void;
  /** Removes a progress line that is still shown. */
  endProgress(): void;
  readonly paint: Paint;
}

/** Colours, or none where a terminal shows none. */
export type Paint = Pick<ReturnType<typeof pico.createColors>, "bold" | "dim" | "red" | "yellow" | "green">;

/** A terminal over streams. `quiet` leaves out information and progress, never warnings and errors. */
export function terminalOver(streams: Streams, settings: { quiet: boolean; color: boolean }): Terminal {
  const paint = pico.createColors(settings.color);
  let shownProgress = "";
  const endProgress = (): void => {
    if (shownProgress !== "") streams.err("\r\u001b[2K");
    shownProgress = "";
  };
  const say = (text: string): void => {
    endProgress();
    streams.err(`${text}\n`);
  };
  return {
    paint,
    endProgress,
    result: (text) => {
      endProgress();
      streams.out(text);
    },
    info: (message) => {
      if (!settings.quiet) say(message);
    },
    warn: (message) => say(`${paint.yellow("warning:")} ${message}`),
    fail: (message) => say(`${paint.red("error:")} ${message}`),
    progress: (message) => {
      if (settings.quiet || !streams.isTerminal) return;
      streams.err(`\r\u001b[2K${message}`);
      shownProgress = message;
    },
  };
}
