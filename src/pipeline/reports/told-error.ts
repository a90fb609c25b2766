import type { ErrorDetails, ExitCode } from "../../lib/errors.js";
import { FlpError } from "../../lib/errors.js";

/** An error on its way between threads, where its class would be lost. */
export type ToldError =
  { kind: "flp"; code: ExitCode; message: string; details: ErrorDetails } | { kind: "bug"; error: unknown };

/** Takes an error apart for its way to another thread. */
export function toldError(error: unknown): ToldError {
  if (!(error instanceof FlpError)) return { kind: "bug", error };
  const { code, message, place, remedy, lines } = error;
  const details = {
    lines,
    ...(place === undefined ? {} : { place }),
    ...(remedy === undefined ? {} : { remedy }),
  };
  return { kind: "flp", code, message, details };
}

/** Puts an error together again. */
export function thrownError(told: ToldError): Error {
  if (told.kind === "flp") return new FlpError(told.code, told.message, told.details);
  return told.error instanceof Error ? told.error : new Error(String(told.error));
}
