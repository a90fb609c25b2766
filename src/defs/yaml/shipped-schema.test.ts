import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize } from "node:v8";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { FlpError } from "../../lib/errors.js";
import { readYaml } from "./read-yaml.js";
import { recordShipped, shippedSchema } from "./shipped-schema.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-shipped-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(text: string): string {
  const path = join(folder, "drawn.yaml");
  writeFileSync(path, text);
  return path;
}

const named = z.strictObject({ name: z.string() }).transform(({ name }) => ({ name, of: new Set([/^a/]) }));

async function valuesOf(work: () => Promise<void>): Promise<[string, unknown][]> {
  const values = deserialize(await recordShipped(work)) as Map<string, Uint8Array>;
  return [...values].map(([key, value]) => [key, deserialize(value)]);
}

test("what a right file says is kept for the schema that it was read with, and for no other", async () => {
  const text = "name: ask\n";
  const path = written(text);
  const kept = await valuesOf(async () => {
    await readYaml(
      path,
      shippedSchema("one", () => named),
    );
    await readYaml(
      path,
      shippedSchema("two", () => z.looseObject({})),
    );
    await readYaml(path, named);
  });
  expect(kept).toEqual([
    [`one\n${text}`, { name: "ask", of: new Set([/^a/]) }],
    [`two\n${text}`, { name: "ask" }],
  ]);
});

test("of a wrong file nothing is kept, and its mistakes are told as with any schema", async () => {
  const path = written("nam: ask\n");
  const schema = shippedSchema("one", () => named);
  let told: unknown = null;
  const kept = await valuesOf(async () => {
    told = await readYaml(path, schema).catch((error: unknown) => error);
  });
  expect(kept).toEqual([]);
  expect(told).toBeInstanceOf(FlpError);
  expect(told).toEqual(await readYaml(path, named).catch((error: unknown) => error));
});

test("a schema is made when it is first needed, and once", async () => {
  let made = 0;
  const schema = shippedSchema("counted", () => {
    made += 1;
    return named;
  });
  expect(made).toBe(0);
  await readYaml(written("name: ask\n"), schema);
  await readYaml(written("name: elm\n"), schema);
  expect(made).toBe(1);
});
