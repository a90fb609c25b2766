import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readLedger } from "../db/ledger.js";
import { openStoreForReading } from "../db/open.js";
import { findUnsoundness } from "../db/soundness.js";
import { sha256Of } from "../lib/files.js";
import { programFolder } from "../lib/program.js";

/** What the published history holds; counted with wc and awk, not with this program. */
const history = join(programFolder, "fixtures", "national", "planer_2022-03_2025-01.csv");
const historyRows = 129_719;
const february = join(programFolder, "fixtures", "national", "planer_2025-02.csv");
const program = join(programFolder, "bin", "flp.js");
const isRoot = process.getuid?.() === 0;

let folder: string;
let db: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-kill-"));
  db = join(folder, "flp.sqlite");
  if (!existsSync(join(programFolder, "dist", "cli", "main.js")))
    throw new Error("the program is not built: run npm run build first");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built program to its end. */
function flp(...words: string[]): { code: number | null; err: string } {
  const { status, stderr } = spawnSync(process.execPath, [program, "--db", db, ...words], {
    encoding: "utf8",
  });
  return { code: status, err: stderr };
}

/** How often a load is killed; more with FLP_KILLS=200. */
const kills = Number(process.env["FLP_KILLS"] ?? 15);

/** Runs the built program and kills it after some milliseconds, unless it ended before. */
function flpKilledAfter(milliseconds: number, ...words: string[]): Promise<"killed" | "ended"> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, "--db", db, ...words], { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    child.on("exit", (_, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL" ? "killed" : "ended");
    });
  });
}

/** How many rows of counts and how many loads a store holds; it must be sound. No store holds nothing. */
async function content(): Promise<{ loads: number; rows: number }> {
  if (!existsSync(db)) return { loads: 0, rows: 0 };
  let store;
  try {
    store = await openStoreForReading(db);
  } catch (error) {
    // Killed before the schema was there: an empty file, which the next run fills.
    expect(String(error)).toContain("older schema");
    return { loads: 0, rows: 0 };
  }
  try {
    expect(findUnsoundness(store)).toEqual([]);
    const rows = store.raw.prepare<[], number>("select count(*) from plan_count").pluck().get() ?? 0;
    return { loads: (await readLedger(store)).length, rows };
  } finally {
    store.close();
  }
}

describe("a national load that is killed", () => {
  test(
    `leaves all of it or nothing of it, ${kills} times at any moment, and the rerun is right`,
    { timeout: 240_000 },
    async () => {
      const began = Date.now();
      expect(flp("ingest", history).code).toBe(0);
      const whole = Date.now() - began;
      const seen = { nothing: 0, all: 0, inTheMiddle: 0 };
      for (let kill = 0; kill < kills; kill += 1) {
        for (const end of ["", "-wal", "-shm", "-writer"]) rmSync(db + end, { force: true });
        const how = await flpKilledAfter(((kill + Math.random()) / kills) * whole * 1.1, "ingest", history);
        const hadLog = existsSync(`${db}-wal`) && readFileSync(`${db}-wal`).length > 0;
        const found = await content();
        expect([
          { loads: 0, rows: 0 },
          { loads: 1, rows: historyRows },
        ]).toContainEqual(found);
        if (how === "killed" && hadLog && found.loads === 0) seen.inTheMiddle += 1;
        else if (found.loads === 0) seen.nothing += 1;
        else seen.all += 1;
        if (kill % 10 !== 9) continue;
        expect(flp("ingest", history).code).toBe(0);
        expect(await content()).toEqual({ loads: 1, rows: historyRows });
      }
      // Spread over the whole run, some kills must have met rows that were written but not committed.
      expect(seen.inTheMiddle).toBeGreaterThan(0);
    },
  );

  test("a killed second load leaves the first as it was", { timeout: 60_000 }, async () => {
    expect(flp("ingest", february).code).toBe(0);
    const before = await content();
    for (const milliseconds of [250, 350, 450]) await flpKilledAfter(milliseconds, "ingest", history);
    const after = await content();
    expect([before.rows, before.rows + historyRows]).toContain(after.rows);
  });
});

describe("two processes at once", () => {
  const atOnce = (...files: string[]): Promise<string[]> =>
    Promise.all(files.map((file) => flpKilledAfter(60_000, "ingest", "--accept", "a test", file)));

  test("both load their file, one after the other", async () => {
    await atOnce(history, february);
    expect(await content()).toEqual({ loads: 2, rows: historyRows + 3453 });
  });

  test("the same file is loaded once", async () => {
    await atOnce(history, history);
    expect(await content()).toEqual({ loads: 1, rows: historyRows });
  });
});

describe("a disk that is full", () => {
  const tiny = "the disk holds 3 MB and the load needs 5";
  test.skipIf(!canMount())(`ends a load with a reason, and the store stays as it was (${tiny})`, async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    expect(spawnSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]).status).toBe(0);
    try {
      db = join(disk, "flp.sqlite");
      expect(flp("ingest", february).code).toBe(0);
      const before = await content();
      const answer = flp("ingest", history);
      expect(answer.code).toBe(14);
      expect(answer.err).toContain("the disk is full");
      expect(answer.err).toContain("nothing of planer_2022-03_2025-01.csv was stored");
      expect(await content()).toEqual(before);
      expect(flp("backup", join(disk, "copy.sqlite")).code).toBeTypeOf("number");
    } finally {
      spawnSync("umount", [disk]);
    }
  });

  test("a limit on the size of files ends a load in the same way, and the rerun without it is right", async () => {
    expect(flp("ingest", february).code).toBe(0);
    const before = await content();
    const limited = spawnSync(
      "bash",
      ["-c", `ulimit -f 1500; exec "$0" "$1" --db "$2" ingest "$3"`, process.execPath, program, db, history],
      { encoding: "utf8" },
    );
    expect({ code: limited.status, err: limited.stderr }).toMatchObject({ code: 14 });
    expect(limited.stderr).toContain("could not be read or written");
    expect(limited.stderr).toContain("nothing of planer_2022-03_2025-01.csv was stored");
    expect(await content()).toEqual(before);
    expect(flp("ingest", history).code).toBe(0);
    expect((await content()).rows).toBe(before.rows + historyRows);
  });
});

describe("a folder that cannot be written to", () => {
  /** Somebody without rights: root may write anywhere, so that as root the program is run as nobody. */
  const asNobody = (...words: string[]): { code: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, "--db", db, ...words], {
      encoding: "utf8",
      ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    });
    return { code: status, out: stdout, err: stderr };
  };

  test("figures can be read there, the same as elsewhere; loading is refused with a reason", () => {
    expect(flp("ingest", february).code).toBe(0);
    const before = sha256Of(readFileSync(db));
    if (isRoot) chownSync(folder, 0, 0);
    chmodSync(db, 0o444);
    chmodSync(folder, 0o555);
    try {
      const metrics = asNobody("metrics", "plans-per-month", "--json");
      expect({ code: metrics.code, err: metrics.err }).toEqual({ code: 0, err: "" });
      expect(metrics.out).toContain('"total": 20417');
      expect(asNobody("ingest", "--dry-run", history).code).toBe(0);
      const refused = asNobody("ingest", history);
      expect(refused.code).toBe(14);
      expect(refused.err).toMatch(/cannot be (written to|opened)/);
    } finally {
      chmodSync(folder, 0o755);
    }
    expect(sha256Of(readFileSync(db))).toBe(before);
  });
});

/** True where this process may mount a small disk; elsewhere the test says that it was skipped. */
function canMount(): boolean {
  if (!isRoot) return false;
  const probe = mkdtempSync(join(tmpdir(), "flp-mount-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", probe]).status === 0;
  if (mounted) spawnSync("umount", [probe]);
  rmSync(probe, { recursive: true, force: true });
  if (!mounted) process.stderr.write("skipped: no small disk can be mounted here to be filled\n");
  return mounted;
}
