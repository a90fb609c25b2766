import Database from "better-sqlite3";
import type { ChildProcess } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nothingDone, whatWasKept } from "../lib/interruption.js";
import { programFolder } from "../lib/program.js";

const program = join(programFolder, "bin", "flp.js");
const national = (name: string): string => join(programFolder, "fixtures", "national", name);
const history = national("planer_2022-03_2025-01.csv");
const february = national("planer_2025-02.csv");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-interrupt-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/**
 * A module that lets a program send itself a signal in the first turn of its event loop in which `isSo` holds: an
 * expression that may ask for `exists(path)`, `files(folder)` and what the program `said` so far. The program's own
 * progress is the clock, so that a machine with other work never misses the moment.
 */
function signalsItself(signal: NodeJS.Signals, isSo: string): string[] {
  const module = `
    import { existsSync as exists, readdirSync } from "node:fs";
    import { isMainThread } from "node:worker_threads";
    const files = (folder) => exists(folder) ? readdirSync(folder) : [];
    let said = "";
    const look = () => {
      if (${isSo}) process.kill(process.pid, ${JSON.stringify(signal)});
      else setImmediate(look).unref();
    };
    if (isMainThread) {
      const write = process.stdout.write;
      process.stdout.write = function (text, ...rest) {
        said += text;
        return write.call(this, text, ...rest);
      };
      look();
    }`;
  return ["--import", `data:text/javascript,${encodeURIComponent(module)}`];
}

/** The built program, watched: what Node is told before it, and the words of the command. */
function start(
  words: string[],
  node: string[] = [],
): { child: ChildProcess; said: Ended; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [...node, program, ...words], { cwd: folder });
  const said: Ended = { code: null, out: "", err: "" };
  child.stdout.on("data", (text: Buffer) => void (said.out += text.toString()));
  child.stderr.on("data", (text: Buffer) => void (said.err += text.toString()));
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (code) => {
      said.code = code;
      resolve(said);
    }),
  );
  return { child, said, ended };
}

/** Waits until something has come about; fails after a minute. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 6000) throw new Error("it did not come about within a minute");
    await setTimeout(10);
  }
}

const flp = (...words: string[]): Ended => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
};
const inFolder = (name: string): string => join(folder, name);

describe.skipIf(process.platform === "win32")("a load that is interrupted", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)(
    "%s: says in one line that nothing of it was stored, and leaves nothing behind",
    async (signal, code) => {
      const atWork = signalsItself(signal, `exists("flp.sqlite-writer")`);
      const { err, ...rest } = await start(["ingest", history], atWork).ended;
      expect(rest).toEqual({ code, out: "" });
      expect(err).toBe("error: interrupted: nothing of planer_2022-03_2025-01.csv was stored\n");
      expect(readdirSync(folder)).toEqual(["flp.sqlite"]);
      expect(flp("check").code).toBe(0);
      expect(flp("loads", "--json").out.trim()).toBe("[]");
    },
  );

  test("names what was loaded before it, which is kept", async () => {
    const inTheSecond = signalsItself("SIGINT", `said.includes("load 1") && exists("flp.sqlite-writer")`);
    const words = ["ingest", "--in-order", "--accept", "a test", february, history];
    const { code, err } = await start(words, inTheSecond).ended;
    expect(code).toBe(130);
    expect(err.split("\n").filter((line) => line.startsWith("error:"))).toEqual([
      "error: interrupted: nothing of planer_2022-03_2025-01.csv was stored; kept: planer_2025-02.csv (load 1)",
    ]);
    expect(flp("check").code).toBe(0);
    expect(JSON.parse(flp("loads", "--json").out)).toHaveLength(1);
  });

  test("is heard while it waits for another process that writes", async () => {
    expect(flp("ingest", february).code).toBe(0);
    const other = new Database(inFolder("flp.sqlite"));
    try {
      other.exec("begin immediate");
      const run = start(["ingest", history]);
      await until(() => run.said.err.includes("waiting up to"));
      const began = Date.now();
      run.child.kill("SIGINT");
      expect(await run.ended).toMatchObject({
        code: 130,
        err: expect.stringContaining("interrupted: nothing of"),
      });
      expect(Date.now() - began).toBeLessThan(5000);
    } finally {
      other.close();
    }
  });
});

describe.skipIf(process.platform === "win32")("a monthly run that is interrupted", () => {
  test("ends its second thread first, and leaves no file beside the database", async () => {
    flp("ingest", "--accept", "a test", national("laegehuse_2025-02.csv"), history);
    mkdirSync(inFolder("inbox"));
    copyFileSync(february, inFolder("inbox/planer_2025-02.csv"));
    // The page is written while the figures are computed.
    const halfway = signalsItself("SIGINT", `exists("out/modtagekontrol_2025-02.html")`);
    const words = ["run", "monthly", "--inbox", "inbox", "--out", "out"];
    const { code, err } = await start(words, halfway).ended;
    expect(code).toBe(130);
    expect(err).toContain("error: interrupted: kept: planer_2025-02.csv (load 3)");
    expect(readdirSync(folder).filter((name) => name.startsWith("flp.sqlite"))).toEqual(["flp.sqlite"]);
    expect(flp("check").code).toBe(0);
    expect(flp(...words).code).toBe(0);
  });
});

describe.skipIf(process.platform === "win32")("reports that are interrupted", () => {
  test("leave whole files only, and the words say how many and where", async () => {
    flp("ingest", "--accept", "a test", national("laegehuse_2025-02.csv"), february);
    flp("report", "steering", "--out", "whole");
    const withAFile = signalsItself("SIGINT", `files("out").length > 0`);
    const { code, err } = await start(["report", "steering", "--out", "out"], withAFile).ended;
    const written = readdirSync(inFolder("out"));
    expect(written.filter((name) => name.endsWith(".part"))).toEqual([]);
    // The last file may have been written before the signal came: then there is nothing left to interrupt.
    if (written.length === readdirSync(inFolder("whole")).length) return;
    expect(code).toBe(130);
    expect(err).toMatch(
      /^error: interrupted: (\d+ of \d+ files were written in .*out: make them again|kept: .*)\n$/,
    );
  });

  test("a command that only reads says that nothing was changed", () => {
    expect(whatWasKept(nothingDone())).toBe("nothing was changed");
  });
});

test("of many things that were kept three are named and the others counted", () => {
  const kept = ["a.csv (load 1)", "b.csv (load 2)", "c.csv (load 3)", "d.csv (load 4)", "e.csv (load 5)"];
  expect(whatWasKept({ ...nothingDone(), kept, underWay: "nothing of f.csv was stored" })).toBe(
    "nothing of f.csv was stored; kept: a.csv (load 1), b.csv (load 2), c.csv (load 3), 2 more",
  );
});
