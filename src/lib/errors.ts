/** Exit codes of the program, one for each kind of failure. Source: the project's contract, section "Exit codes". */
export const exitCode = {
  done: 0,
  bug: 1,
  usage: 2,
  definition: 10,
  layout: 11,
  badRows: 12,
  held: 13,
  database: 14,
  render: 15,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What an error says beside its reason. All parts are plain text without a line break. */
export interface ErrorDetails {
  /** Where it is wrong: `file`, `file:line:column`, an option or a command. */
  place?: string;
  /** What the reader can do about it. */
  remedy?: string;
  /** More lines, one finding each, in the order in which the reader meets them. */
  lines?: readonly string[];
  cause?: unknown;
}

/**
 * A failure that the user can act on. It ends the command with its exit code and is shown as a reason,
 * a place and a remedy; any other exception is a bug of ours (exit 1).
 */
export class FlpError extends Error {
  override readonly name = "FlpError";
  readonly code: ExitCode;
  readonly place: string | undefined;
  readonly remedy: string | undefined;
  readonly lines: readonly string[];

  constructor(code: ExitCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.place = details.place;
    this.remedy = details.remedy;
    this.lines = details.lines ?? [];
  }
}

/** Wrong words on the command line (exit 2). */
export function usageError(message: string, remedy?: string): FlpError {
  return new FlpError(exitCode.usage, message, remedy === undefined ? {} : { remedy });
}
