import type { Problem } from "../../domain/shapes/problem.js";
import { UnreadableError } from "../../domain/shapes/problem.js";
import { OfficeError } from "../../office/office-error.js";

/** What a supplier is told of an error that ended the reading of a file; null for an error that is about no file's content. */
export function problemBehind(error: unknown): Problem | null {
  return error instanceof UnreadableError || error instanceof OfficeError ? error.problem : null;
}
