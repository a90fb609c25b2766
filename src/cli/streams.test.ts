import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

const program = join(programFolder, "bin", "flp.js");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-streams-"));
  writeFileSync(join(folder, "bad.csv"), countsCsv([["2025-13", "1", "KOL", 1, 0]]));
  writeFileSync(join(folder, "good.csv"), countsCsv([["2025-02", "1", "KOL", 1, 0]]));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built program with a reader that has gone away from one of its streams; resolves to the exit code. */
function withoutReader(stream: "stdout" | "stderr", ...words: string[]): Promise<number | null> {
  const child = spawn(process.execPath, [program, ...words], { cwd: folder });
  child[stream].destroy();
  child[stream === "stdout" ? "stderr" : "stdout"].resume();
  return new Promise((resolve) => child.on("exit", resolve));
}

test.each(["stdout", "stderr"] as const)(
  "a reader of %s that goes away stops no load, and hides no exit code",
  async (stream) => {
    expect(await withoutReader(stream, "ingest", "bad.csv", "good.csv")).toBe(12);
    expect(existsSync(join(folder, "bad.csv.problemer.csv"))).toBe(true);
    const { status, stdout } = spawnSync(process.execPath, [program, "status"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/newest load +1, good\.csv/)]);
  },
);

test.skipIf(!existsSync("/dev/full"))("results that find no room are an error of writing, no bug", () => {
  const { status, stderr } = spawnSync(process.execPath, [program, "rules", "list"], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
  });
  expect(status).toBe(15);
  expect(stderr).toMatch(/^error: the results could not be written to standard output: .*\n {2}→ .*\n$/m);
});

test("a reader that takes its time gets all of a long answer", async () => {
  const numbers = Array.from({ length: 600 }, (_, place) => `${100_000 + place}`);
  writeFileSync(join(folder, "clinics.csv"), clinicsCsv(numbers.map((ydernummer) => ({ ydernummer }))));
  writeFileSync(
    join(folder, "counts.csv"),
    countsCsv(numbers.map((number) => ["2025-02", number, "KOL", 1, 0])),
  );
  const options = { cwd: folder, encoding: "utf8" } as const;
  spawnSync(
    process.execPath,
    [program, "ingest", "clinics.csv", "counts.csv", "--month", "2025-02"],
    options,
  );
  const child = spawn(process.execPath, [program, "metrics", "ok22", "--by", "clinic", "--json"], {
    cwd: folder,
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  // much more than a pipe holds
  await new Promise((resolve) => setTimeout(resolve, 1000));
  let answer = "";
  for await (const part of child.stdout.setEncoding("utf8")) answer += String(part);
  expect(await ended).toBe(0);
  expect(answer.length).toBeGreaterThan(100_000);
  expect((JSON.parse(answer) as { rows: unknown[] }).rows).toHaveLength(600);
});

test("messages that go into a file have no colours, also on a build server", () => {
  const { stderr } = spawnSync(process.execPath, [program, "status"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, CI: "true", NO_COLOR: undefined },
  });
  expect(stderr).toMatch(/^error: there is no database at /);
});

test("a working folder that is gone is said, and is no bug", () => {
  mkdirSync(join(folder, "gone"));
  const { status, stderr } = spawnSync(
    "/bin/sh",
    ["-c", 'rmdir "$PWD"; exec "$0" "$@"', process.execPath, program, "status"],
    { cwd: join(folder, "gone"), encoding: "utf8" },
  );
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^error: the working folder is gone\n {2}→ /)]);
});
