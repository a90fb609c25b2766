import { sha256Of } from "../lib/files.js";
import { readMadeByBuild } from "../lib/made-by-build.js";
import type { Json } from "./style.js";

/** What the build of the program prepares for drawing: a specification that is compiled, the widths of a font's characters. */
export type PreparedKind = "chart" | "widths";

/** Name of the file with what was prepared from a source. */
export function preparedName(kind: PreparedKind, source: Uint8Array | string): string {
  return `${kind}-${sha256Of(Buffer.from(source))}.json`;
}

/** What was prepared from a source; null for one that was changed since the build, and where the program runs from its sources. */
export function readPrepared(kind: PreparedKind, source: Uint8Array | string): Json {
  const content = readMadeByBuild(`prepared/${preparedName(kind, source)}`);
  return content === null ? null : (JSON.parse(content.toString("utf8")) as Json);
}
