import { safeJson } from "./safe-text.js";

/** A value as JSON text with a line break at its end. */
export function asJson(value: unknown): string {
  return `${safeJson(JSON.stringify(value, null, 2))}\n`;
}

/** A value as JSON on one line, for results that come one after the other. */
export function asJsonLine(value: unknown): string {
  return `${safeJson(JSON.stringify(value))}\n`;
}
