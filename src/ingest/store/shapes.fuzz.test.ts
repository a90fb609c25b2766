import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exitCode } from "../../lib/errors.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, openWorkshop, plainSettings } from "../../testing/workshop.js";
import { ingestFiles } from "./ingest-files.js";

/*
 * Files of the shapes in which extracts really come, mutated: whatever is done to them, they are stored or refused with a
 * reason, and nothing is stored of what is refused. Ten thousand cases by `npm run test:fuzz`, a tenth among all the tests;
 * FLP_FUZZ_RUNS and FLP_FUZZ_SEED choose another number and course.
 */
const usual = process.env["npm_lifecycle_event"] === "test:fuzz" ? 10_000 : 1000;
const runs = Number(process.env["FLP_FUZZ_RUNS"] ?? usual);
const seed = Number(process.env["FLP_FUZZ_SEED"] ?? 20_250_424);

const folders = ["fixtures/extracts/honest", "fixtures/extracts/code-pages"];
const shapes: { name: string; bytes: Buffer }[] = [
  ...folders.flatMap((folder) =>
    readdirSync(folder).map((name) => ({ name: "planer.csv", bytes: readFileSync(join(folder, name)) })),
  ),
  {
    name: "laegehuse_2025-02.csv",
    bytes: Buffer.from(
      clinicsCsv([
        { ydernummer: "000040", name: "Lægehuset Søen", system: "LPS-A", doctors: "1,5" },
        { ydernummer: "010190", name: '"Åen; Øen"', closed: "31-12-2024", municipality: "i.t." },
      ]),
    ),
  },
];

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.end());

/** What people, programs and networks do to a file, as bytes. */
const pieces = [
  ...[
    "\r\n",
    "\n",
    "\r",
    ";",
    ",",
    '"',
    '""',
    "'",
    '="',
    "sep=;",
    "\u001a",
    "\u0000",
    "\ufeff",
    "\u00a0",
    "\u202f",
  ],
  ...["I alt", "Total", "NULL", "#N/A", "#REF!", "&aelig;", "LÃ¦ge", "L?ge", "\ufffd", "45689", "2025-02-30"],
  ...[
    "2026-02-24",
    "2025-01-31 23:00:00",
    "12,0",
    "12.000",
    "1 234",
    "-1",
    "9".repeat(20),
    "010190-1234",
    "Kilde: PLSP",
  ],
].map((text) => Buffer.from(text));
const edit = fc.record({
  place: fc.nat({ max: 5000 }),
  cut: fc.nat({ max: 9 }),
  insert: fc.oneof(
    fc.constantFrom(...pieces),
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
    fc.constant(Buffer.alloc(0)),
  ),
});

function edited(bytes: Buffer, edits: readonly { place: number; cut: number; insert: Buffer }[]): Buffer {
  return edits.reduce((now, { place, cut, insert }) => {
    const start = place % (now.length + 1);
    return Buffer.concat([now.subarray(0, start), insert, now.subarray(start + cut)]);
  }, bytes);
}

const tables = ["load", "load_month", "plan_count", "clinic_period", "rejected_row", "load_check"];
const content = (): string =>
  JSON.stringify(tables.map((table) => shop.store.raw.prepare(`select * from ${table}`).raw().all()));
const allowed = new Set<number>([exitCode.done, exitCode.layout, exitCode.badRows, exitCode.held]);

test("is stored whole or not at all, with exit code 0, 11, 12 or 13, and never shows a civil registration number", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...shapes),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async ({ name, bytes }, edits, quarantine) => {
        const path = join(shop.folder, name);
        await writeFile(path, edited(bytes, edits));
        const before = content();
        for await (const { outcome } of ingestFiles([path], { ...plainSettings, quarantine }, shop)) {
          expect(allowed).toContain(outcome.exitCode);
          expect(shop.store.raw.inTransaction).toBe(false);
          const { read, stored, rejected } = outcome.rows;
          // More digits beside it make another number of it.
          expect(JSON.stringify(outcome)).not.toMatch(/(?<!\d)010190-1234(?!\d)/);
          const counted = outcome.causes.reduce((sum, { count }) => sum + count, 0);
          expect(counted).toBe(outcome.problem_count);
          if (outcome.status === "stored" || outcome.status === "refused")
            expect(read).toBe(stored + rejected);
          if (outcome.status !== "stored") {
            expect(content()).toBe(before);
            expect(outcome.problems.length).toBeGreaterThan(0);
          } else for (const table of tables.toReversed()) shop.store.raw.exec(`delete from ${table}`);
        }
      },
    ),
    { numRuns: runs, seed },
  );
}, 1_800_000);
