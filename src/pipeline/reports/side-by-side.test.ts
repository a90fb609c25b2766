import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { programFolder } from "../../lib/program.js";
import type { FlpDesk, FlpResult } from "../../testing/flp.js";
import { openDesk } from "../../testing/flp.js";

const national = join(programFolder, "fixtures", "national");
const program = join(programFolder, "bin", "flp.js");
/** One moment for both runs, as dates stand in what they write. */
const moment = "1764417600";

let desk: FlpDesk;
let inbox: string;
beforeEach(async () => {
  if (!existsSync(join(programFolder, "dist", "cli", "report-worker.js")))
    throw new Error("the program is not built: run npm run build first");
  vi.stubEnv("SOURCE_DATE_EPOCH", moment);
  desk = await openDesk();
  inbox = desk.path("inbox");
  fillInbox();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await desk.end();
});

/** Puts one clinic in ten of the national sample into the inbox. */
function fillInbox(): void {
  mkdirSync(inbox);
  for (const name of readdirSync(national)) {
    const [header = "", ...rows] = readFileSync(join(national, name), "utf8").trimEnd().split("\n");
    const chosen = rows.filter((row) => /^(?:[^;]*;)??\d{5}0;/.test(row));
    writeFileSync(join(inbox, name), `${[header, ...chosen].join("\n")}\n`);
  }
}

/** The built program, which makes reports on two threads. */
function onTwoThreads(...words: string[]): FlpResult {
  const all = [program, "--db", desk.path("two.sqlite"), ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
  return { code: status ?? -1, out: stdout, err: stderr };
}

/** Every file of a folder with its content. */
function filesOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "base64")]),
  );
}

describe("reports made on two threads", () => {
  test("are the same to the byte as those made on one", async () => {
    const job = ["run", "monthly", "--inbox", inbox, "--accept", "the sample", "--quiet"];
    const one = await desk.flp(...job, "--out", desk.path("one"));
    const two = onTwoThreads(...job, "--out", desk.path("two"));
    expect([one.code, two.code], two.err).toEqual([0, 0]);
    const [alone, together] = [filesOf(desk.path("one")), filesOf(desk.path("two"))];
    expect([...together.keys()]).toEqual([...alone.keys()]);
    expect([...together.keys()].filter((name) => together.get(name) !== alone.get(name))).toEqual([]);
    expect(together.size).toBeGreaterThan(27);
  });

  test.each([
    ["steering", "reports/steering/text.da.yaml"],
    ["regions", "reports/regions/text.da.yaml"],
    ["the arrival control", "reports/arrival/text.da.yaml"],
  ])("end with the same words where %s cannot be made", async (_, file) => {
    const home = mkdtempSync(join(tmpdir(), "flp-home-"));
    try {
      for (const name of ["pipelines", "reports"])
        cpSync(join(programFolder, name), join(home, name), { recursive: true });
      writeFileSync(join(home, file), "title: only this\n");
      const job = [
        "--home",
        home,
        "run",
        "monthly",
        "--inbox",
        national,
        "--accept",
        "the sample",
        "--quiet",
      ];
      const one = await desk.flp(...job, "--out", desk.path("one"));
      const two = onTwoThreads(...job, "--out", desk.path("two"));
      expect(one.code).toBe(10);
      expect(two).toEqual({ ...one, out: two.out });
      expect(two.err).toContain(file);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
