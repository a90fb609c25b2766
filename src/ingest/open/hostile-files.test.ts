import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileTexts } from "../../testing/hostile/hostile-texts.js";
import { hostileWorkbooks } from "../../testing/hostile/hostile-workbooks.js";
import type { Workshop } from "../../testing/workshop.js";
import { openWorkshop, plainSettings } from "../../testing/workshop.js";
import { ingestFiles } from "../store/ingest-files.js";
import type { IngestOutcome } from "../store/outcome.js";

const corpus = [...hostileTexts, ...hostileWorkbooks];

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.end());

async function ingest(name: string, content: string | Uint8Array): Promise<IngestOutcome> {
  const path = join(shop.folder, name);
  await writeFile(path, content);
  for await (const { outcome } of ingestFiles([path], plainSettings, shop)) return outcome;
  throw new Error("no outcome");
}

test("there are more than a hundred of them, each of its own kind", () => {
  expect(new Set(corpus.map(({ situation }) => situation)).size).toBe(corpus.length);
  expect(corpus.length).toBeGreaterThan(100);
});

describe("a broken or hostile file is refused with its reason, and nothing of it is stored", () => {
  test.each(corpus)("$situation", async ({ name, content, code, words }) => {
    const outcome = await ingest(name, await content());
    expect(outcome.problems.map(({ message }) => message).join("\n")).toMatch(words);
    expect(outcome.exitCode).toBe(code);
    expect(outcome.status).toBe("refused");
    expect(outcome.rows.read).toBe(outcome.rows.stored + outcome.rows.rejected);
    expect(JSON.stringify(outcome)).not.toMatch(/01\s?01\s?90.?1234|101901234|290200/);
    expect(shop.store.raw.prepare("select count(*) from load").pluck().get()).toBe(0);
    expect(shop.store.raw.inTransaction).toBe(false);
  });
});
