import { exitCode, FlpError } from "../../lib/errors.js";
import type { Interruption } from "../../lib/interruption.js";
import { endWhatRuns, tidyUp, whatWasKept } from "../../lib/interruption.js";
import type { EndingSignal, Streams, Terminal } from "./terminal.js";

/** Exit codes of a command that a signal ended: 128 and the signal's number, as shells have it. */
const codes: Readonly<Record<EndingSignal, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * From here on a signal to end undoes what is half done, says in one line what was kept and what was not, and ends the
 * program. Returns what gives signals their usual meaning back.
 */
export function endInOrder(streams: Streams, terminal: Terminal, interruption: Interruption): () => void {
  const end = (signal: EndingSignal): number => {
    tidyUp(interruption);
    terminal.fail(`interrupted: ${whatWasKept(interruption)}`);
    return codes[signal];
  };
  const usual = streams.onSignal?.((signal) =>
    // At once where nothing runs beside: this thread must not go on meanwhile.
    interruption.ending.size === 0 ? end(signal) : endWhatRuns(interruption).then(() => end(signal)),
  );
  return usual ?? (() => undefined);
}

/** An error with what was kept in spite of it; one of the disk or of the database also with what was lost by it. */
export function withWhatWasKept(error: unknown, interruption: Interruption): unknown {
  if (!(error instanceof FlpError)) return error;
  const isOfPlace = error.code === exitCode.render || error.code === exitCode.database;
  const hasLost = isOfPlace && interruption.underWay !== null;
  if (interruption.kept.length === 0 && !hasLost) return error;
  return new FlpError(error.code, error.message, {
    ...(error.place === undefined ? {} : { place: error.place }),
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    lines: [...error.lines, whatWasKept(interruption)],
    cause: error,
  });
}
