import { noun } from "../../lib/words.js";
import type { OpenExtract } from "../read/extract-shapes.js";
import type { IngestTools } from "./settings.js";

/** How long a file is read in silence, and how often its progress is told after that, in milliseconds. */
const silentMs = 1000;
const everyMs = 250;

/** Tells how far the reading of an extract is, once it has taken more than a second. Rows and bytes are totals so far. */
export function progressOf(
  extract: Pick<OpenExtract, "fileName" | "sheet" | "bytes">,
  { clock, logger }: Pick<IngestTools, "clock" | "logger">,
): (rows: number, bytes: number) => void {
  const began = clock.now().getTime();
  let told = began + silentMs - everyMs;
  let bytes = 0;
  return (rows, bytesNow) => {
    bytes = Math.max(bytes, bytesNow);
    const now = clock.now().getTime();
    if (now - told < everyMs) return;
    told = now;
    const seconds = (now - began) / 1000;
    // Of a workbook the unpacked sheet is read: its size says nothing of how much is left.
    const share = extract.sheet === null && extract.bytes > 0 ? ` (${percent(bytes, extract.bytes)} %)` : "";
    const megabytes = (bytes / 1e6).toFixed(1);
    const rate = Math.round(rows / seconds);
    logger.progress(
      `${extract.fileName}: ${rows} ${noun(rows, "row")}, ${megabytes} MB${share}, ${rate} ${noun(rate, "row")} a second`,
    );
  };
}

function percent(part: number, whole: number): string {
  return Math.min(100, (part / whole) * 100).toFixed(0);
}
