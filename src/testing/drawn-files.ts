import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { FlpError } from "../lib/errors.js";

/**
 * Writes files drawn in a test (name to content; a common indentation and the first line break are removed) into a
 * folder of its own, which is gone when the test ends. Returns the folder.
 */
export async function drawFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "flp-drawn-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), typeof content === "string" ? undented(content) : content);
  }
  return folder;
}

/** The error that work ends with, its texts without the name of the drawn folder. Fails when it ends without one. */
export async function errorOf(
  work: Promise<unknown>,
  folder = "",
): Promise<{ code: number; message: string; lines: string[] }> {
  // Messages show a path as it is shorter: whole, or from the working folder.
  const names = folder === "" ? [] : [folder, relative(".", folder)];
  const bare = (text: string): string =>
    names.reduce((rest, name) => rest.replaceAll(`${name}/`, "").replaceAll(name, "."), text);
  try {
    await work;
  } catch (error) {
    if (!(error instanceof FlpError)) throw error;
    return { code: error.code, message: bare(error.message), lines: error.lines.map(bare) };
  }
  throw new Error("an error was expected, but the work was done");
}

function undented(text: string): string {
  const lines = text.replace(/^\n/, "").split("\n");
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join("\n");
}
