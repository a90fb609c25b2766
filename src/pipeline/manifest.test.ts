import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sha256Of } from "../lib/files.js";
import type { IngestOutcome } from "../ingest/store/outcome.js";
import { inputOf } from "./manifest.js";

const outcome = {
  file: "OK22_midtjylland_2025-02_[CPR].xlsx",
  status: "refused",
  load: null,
} as IngestOutcome;

it("names a file by its masked name, and has the hash of the file itself", async () => {
  const folder = await mkdtemp(join(tmpdir(), "flp-manifest-"));
  try {
    const path = join(folder, "OK22_midtjylland_2025-02_010203-1234.xlsx");
    await writeFile(path, "whatever");
    expect(await inputOf(path, outcome)).toEqual({
      ...{ file: outcome.file, status: "refused", load: null },
      sha256: sha256Of(Buffer.from("whatever")),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("has no hash of a file that is gone or cannot be read, and goes on", async () => {
  expect(await inputOf(join(tmpdir(), "flp-no-such-file.xlsx"), outcome)).toMatchObject({ sha256: null });
});
