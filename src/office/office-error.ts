import type { Excess } from "../defs/limits/read-limits.js";
import { excessText, limitProblem, limitRemedy } from "../defs/limits/read-limits.js";
import type { Problem, ProblemPlace } from "../domain/shapes/problem.js";
import { problemOf } from "../domain/shapes/problem.js";
import type { ErrorDetails, ExitCode } from "../lib/errors.js";
import { exitCode, FlpError } from "../lib/errors.js";

/** What every error about an Office file says, and how it ends a command. */
export interface OfficeErrorDetails extends ErrorDetails {
  /** The file, or where in it: a part, a sheet, a row. */
  place: string;
  /** What to do about it. */
  remedy: string;
  /** Default: {@link exitCode.render}. */
  code?: ExitCode;
  /** As the file's supplier is told of it; without it, the file is one of ours. */
  problem?: Problem;
}

/** The one error of this room: what is wrong with an Office file, where, and what to do. */
export class OfficeError extends FlpError {
  /** What its supplier is told; null for a file that is being made, or that makes others. */
  readonly problem: Problem | null;

  constructor(message: string, { code = exitCode.render, problem, ...details }: OfficeErrorDetails) {
    super(code, message, details);
    this.problem = problem ?? null;
  }
}

/** A file beyond a limit. */
export function beyondLimit(excess: Excess, place: ProblemPlace = {}): OfficeError {
  return new OfficeError(excessText(excess), {
    place: place.sheet ?? "the file",
    remedy: excess.remedy ?? limitRemedy,
    problem: limitProblem(excess, place),
  });
}

const damageRemedy = "open it in Excel and save it again, or ask the supplier for it again";

/** A workbook that is not as it should be, and where in it. */
export function damaged(what: string, place = "the workbook"): OfficeError {
  const message = `the workbook is damaged: ${what}`;
  return new OfficeError(message, {
    place,
    remedy: damageRemedy,
    problem: problemOf("damaged", `${message}; ${damageRemedy}`, { facts: { what } }),
  });
}
