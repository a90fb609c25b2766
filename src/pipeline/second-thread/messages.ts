import type { Definitions } from "../../defs/definitions.js";
import type { ErrorDetails, ExitCode } from "../../lib/errors.js";
import { FlpError } from "../../lib/errors.js";
import type { AskedQuestion } from "../../question/question.js";
import type { AnswerPiece } from "./answer-apart.js";

/** What the second thread knows from its start. */
export interface ThreadSettings {
  storePath: string;
  definitions: Definitions;
  /** Folder that holds `pipelines` and `reports`. */
  home: string;
  /** Folder with code that was compiled before; null: there is none. */
  compiledCode: string | null;
}

/** What the second thread is asked, once. */
export interface ThreadQuestion {
  asked: AskedQuestion;
  /** Whether to look at the store first. */
  checks: boolean;
}

/** What the second thread says: the pieces of its answer one after the other, or why there is none or no further one. */
export type ThreadMessage = AnswerPiece | { failure: Failure };

/** An error on its way between two threads, which keeps the class of none. */
type Failure =
  | {
      isOurs: true;
      code: ExitCode;
      message: string;
      details: Pick<ErrorDetails, "place" | "remedy" | "lines">;
    }
  | { isOurs: false; error: unknown };

/** Packs an error, so that {@link asError} makes the same one of it in another thread. */
export function asFailure(error: unknown): Failure {
  if (!(error instanceof FlpError)) return { isOurs: false, error };
  const { code, message, place, remedy, lines } = error;
  return {
    isOurs: true,
    code,
    message,
    details: {
      lines,
      ...(place === undefined ? {} : { place }),
      ...(remedy === undefined ? {} : { remedy }),
    },
  };
}

/** The error that was packed in another thread. */
export function asError(failure: Failure): unknown {
  return failure.isOurs ? new FlpError(failure.code, failure.message, failure.details) : failure.error;
}
