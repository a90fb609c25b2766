import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

const program = join(programFolder, "bin", "flp.js");
const isRoot = process.getuid?.() === 0;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-faults-"));
  chmodSync(folder, 0o777);
  writeFileSync(path("planer_2025-02.csv"), countsCsv([["2025-02", "11", "KOL", 12, 0]]));
  writeFileSync(path("planer_2025-03.csv"), countsCsv([["2025-03", "11", "KOL", 12, 0]]));
  writeFileSync(path("laegehuse_2025-02.csv"), clinicsCsv([{ ydernummer: "11" }]));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function path(name: string): string {
  return join(folder, name);
}

interface Answer {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the built program with an umask that asks for nothing. */
function flp(
  words: string[],
  how: { node?: string[]; env?: NodeJS.ProcessEnv; asNobody?: boolean } = {},
): Answer {
  const { status, stdout, stderr } = spawnSync(
    "/bin/sh",
    ["-c", 'umask 022; exec "$0" "$@"', process.execPath, ...(how.node ?? []), program, ...words],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...how.env },
      ...(how.asNobody === true && isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    },
  );
  return { code: status, out: stdout, err: stderr };
}

const modeOf = (name: string): string => (statSync(path(name)).mode & 0o777).toString(8);

/** A file system in which every file whose name holds a word fails to be read or opened, loaded before the program. */
function faultyFiles(code: string, word: string): { node: string[]; env: NodeJS.ProcessEnv } {
  const hook = path("faulty.mjs");
  writeFileSync(
    hook,
    `import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const { FLP_FAULT: code, FLP_FAULTY: word } = process.env;
const fault = (syscall, path) =>
  Object.assign(new Error(code + ": words of the system, " + syscall), { code, syscall, errno: -1, path: String(path) });
const isFaulty = (path) => String(path).includes(word);
const { open, read } = fs;
const opened = new Map();
fs.open = (path, ...rest) => {
  const tell = rest.pop();
  open(path, ...rest, (error, file) => {
    opened.set(file, path);
    tell(error, file);
  });
};
fs.read = (file, ...rest) => {
  const path = opened.get(file) ?? "";
  if (isFaulty(path)) rest.pop()(fault("read", path));
  else read(file, ...rest);
};
for (const call of ["readFile", "writeFile", "rename", "open"]) {
  const real = fs.promises[call];
  fs.promises[call] = async (path, ...rest) => {
    if (isFaulty(path)) throw fault(call === "writeFile" ? "write" : call, path);
    return real(path, ...rest);
  };
}
syncBuiltinESMExports();
`,
  );
  return { node: ["--import", hook], env: { FLP_FAULT: code, FLP_FAULTY: word } };
}

describe("a file that cannot be read", () => {
  test.each([
    ["EACCES", /permission denied.*ask for the right to read it/s],
    ["EBUSY", /another program holds it open.*close it in the program/s],
    ["EIO", /the disk or the network folder does not answer.*is there again/s],
    ["ESTALE", /the disk or the network folder does not answer.*is there again/s],
  ])("%s is exit 2 with what to do, and the files beside it are loaded", (code, words) => {
    const answer = flp(["ingest", "planer_2025-02.csv", "planer_2025-03.csv"], faultyFiles(code, "2025-02"));
    expect(answer).toMatchObject({ code: 2, err: expect.stringMatching(words) });
    expect(answer.err).not.toContain("bug");
    // The supplier can do nothing about it.
    expect(readdirSync(folder).filter((name) => name.startsWith("mail"))).toEqual([]);
    expect(answer.out).toMatch(/planer_2025-02\.csv: refused, nothing of it was stored\n/);
    expect(answer.out).toMatch(/planer_2025-03\.csv: load 1, /);
  });

  test.each([
    ["ingest", "laegehuse_2025-02.csv", "secret.csv"],
    ["ingest", "secret.csv"],
    ["profiles", "try", "secret.csv"],
    ["check", "artefact", "secret.csv"],
    ["--db", "secret.csv", "status"],
    ["--db", "secret.csv", "backup", "copy.sqlite"],
  ])("without the right to read it: flp %s %s is exit 2", (...words) => {
    writeFileSync(path("secret.csv"), "x");
    chmodSync(path("secret.csv"), 0o000);
    const { code, err } = flp(words, { asNobody: true });
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("permission denied") });
    expect(err).toContain("ask for the right to read it");
  });

  test("a definition file without the right to read it is told too", () => {
    const home = path("home");
    for (const name of ["pipelines", "reports"])
      spawnSync("cp", ["-r", join(programFolder, name), join(mkdirOnce(home), name)]);
    chmodSync(join(home, "pipelines", "monthly", "regions.yaml"), 0o000);
    const { code, err } = flp(["--home", home, "ingest", "planer_2025-02.csv"], { asNobody: true });
    expect({ code, err }).toMatchObject({ code: 10, err: expect.stringContaining("permission denied") });
  });
});

function mkdirOnce(name: string): string {
  mkdirSync(name, { recursive: true });
  return name;
}

describe("a place that cannot be written to", () => {
  test("a file where a folder is needed is said in words", () => {
    flp(["ingest", "laegehuse_2025-02.csv", "planer_2025-02.csv"]);
    writeFileSync(path("out"), "");
    for (const words of [
      ["report", "regions", "--out", "out/regions"],
      ["backup", "out/copy.sqlite"],
      ["demo", "--out", "out/demo"],
    ]) {
      const { code, err } = flp(words);
      expect([14, 15]).toContain(code);
      expect(err).not.toMatch(/EEXIST|ENOTDIR|mkdir|bug/);
      expect(err).toMatch(/a part of the path is not a folder|a file of that name is in the way/);
    }
  });

  test("a pipe that lies where a file is to be is not replaced", () => {
    flp(["ingest", "laegehuse_2025-02.csv", "planer_2025-02.csv"]);
    spawnSync("mkfifo", [path("pipe"), path("pipe.xlsx")]);
    expect(flp(["backup", "--force", "pipe"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("is no file"),
    });
    expect(flp(["revisions", "2", "--out", "pipe.xlsx"])).toMatchObject({
      code: 15,
      err: expect.stringContaining("is no file"),
    });
    for (const name of ["pipe", "pipe.xlsx"]) expect(statSync(path(name)).isFIFO()).toBe(true);
  });

  test("a disk that is full while a report is written leaves no half file, and the database as it was", () => {
    flp(["ingest", "laegehuse_2025-02.csv", "planer_2025-02.csv"]);
    const { code, err } = flp(["report", "regions", "--out", "out"], faultyFiles("ENOSPC", ".part"));
    expect({ code, err }).toMatchObject({ code: 15, err: expect.stringContaining("the disk is full") });
    expect(existsSync(path("out")) ? readdirSync(path("out")) : []).toEqual([]);
    expect(flp(["check"]).code).toBe(0);
  });
});

describe.skipIf(process.platform === "win32")("who may read what is made", () => {
  test("copies are no more readable than the database", () => {
    flp(["ingest", "laegehuse_2025-02.csv", "planer_2025-02.csv"]);
    expect(modeOf("flp.sqlite")).toBe("644");
    chmodSync(path("flp.sqlite"), 0o600);
    expect(flp(["backup", "copy.sqlite"]).code).toBe(0);
    expect(flp(["build", "built.sqlite"]).code).toBe(0);
    expect([modeOf("copy.sqlite"), modeOf("built.sqlite")]).toEqual(["600", "600"]);
  });

  test("reports are no more readable than the database that they are made of", () => {
    flp(["ingest", "laegehuse_2025-02.csv", "planer_2025-02.csv"]);
    chmodSync(path("flp.sqlite"), 0o640);
    expect(flp(["report", "regions", "--out", "out"]).code).toBe(0);
    const files = readdirSync(path("out"));
    expect(files.length).toBeGreaterThan(0);
    expect(new Set(files.map((file) => modeOf(join("out", file))))).toEqual(new Set(["640"]));
  });

  test("a new database and what comes of it ask for no more than their folder", () => {
    mkdirSync(path("own"), { mode: 0o700 });
    expect(flp(["--db", "own/flp.sqlite", "ingest", "planer_2025-02.csv"]).code).toBe(0);
    expect(modeOf("own/flp.sqlite")).toBe("600");
    mkdirSync(path("own/out"), { mode: 0o700 });
    flp(["ingest", "laegehuse_2025-02.csv", "planer_2025-02.csv"]);
    expect(flp(["report", "regions", "--out", "own/out"]).code).toBe(0);
    expect(new Set(readdirSync(path("own/out")).map((file) => modeOf(join("own/out", file))))).toEqual(
      new Set(["600"]),
    );
  });

  test("where all may read, all may read on", () => {
    flp(["ingest", "laegehuse_2025-02.csv", "planer_2025-02.csv"]);
    expect(flp(["backup", "copy.sqlite"]).code).toBe(0);
    expect(modeOf("copy.sqlite")).toBe("644");
  });
});
