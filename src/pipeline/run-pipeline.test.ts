import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStoreForWriting } from "../db/open.js";
import { readDefinitions } from "../defs/definitions.js";
import { readPipeline } from "./pipeline-file.js";
import { fixedClock } from "../lib/clock.js";
import { exitCode, FlpError } from "../lib/errors.js";
import { exists, sha256Of } from "../lib/files.js";
import type { Logger } from "../lib/logger.js";
import { programFolder } from "../lib/program.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";
import type { RunResult } from "./run-pipeline.js";
import { runPipeline } from "./run-pipeline.js";
import type { Question } from "../question/question.js";
import type { Trend } from "../reports/shared/figures/trend.js";
import { readTrend } from "../reports/shared/figures/trend.js";
import type { SecondThread } from "./second-thread/second-thread.js";
import { ThreadFailure } from "./second-thread/second-thread.js";

/** Says nothing. */
const silentLogger: Logger = { warn: () => undefined, info: () => undefined, progress: () => undefined };

/** A second thread that fails with all of its part; where it is given how to tell a trend, with what comes after that. */
function failingWith(failure: Error, trendOf?: (question: Question) => Promise<Trend>): SecondThread {
  const failed = (): Promise<never> => {
    const promise = Promise.reject(failure);
    promise.catch(() => undefined);
    return promise;
  };
  return {
    answer: (question) => ({
      unsound: trendOf === undefined ? failed() : Promise.resolve([]),
      trend: trendOf?.(question) ?? failed(),
      beside: failed(),
    }),
    end: () => Promise.resolve(),
  };
}

const national = join(programFolder, "fixtures", "national");

describe("the monthly pipeline", () => {
  let folder: string;
  let inbox: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flp-run-"));
    inbox = join(folder, "inbox");
    await mkdir(inbox);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function run(
    database: string,
    out: string,
    logger: Logger = silentLogger,
    secondThread: SecondThread | null = null,
  ): Promise<RunResult> {
    const definitionsFolder = join(programFolder, "pipelines", "monthly");
    const store = await openStoreForWriting(join(folder, database));
    try {
      return await runPipeline(
        {
          pipeline: await readPipeline(definitionsFolder),
          inbox,
          outFolder: join(folder, out),
          asked: {},
          synthetic: false,
          acceptedReason: null,
        },
        {
          store,
          definitions: await readDefinitions(definitionsFolder),
          home: programFolder,
          clock: fixedClock(new Date("2026-11-21T08:00:00Z")),
          logger,
          secondThread,
        },
      );
    } finally {
      store.close();
    }
  }

  const register = clinicsCsv([{ ydernummer: "012345" }, { ydernummer: "023456", doctors: "0,7" }]);
  const deliver = (name: string, content: string): Promise<void> => writeFile(join(inbox, name), content);

  it("leaves alone what is no extract, names what a person put there, and counts what the system did", async () => {
    await deliver("laegehuse_2025-02.csv", register);
    await deliver("planer_2025-02.csv", countsCsv([["2025-02", "012345", "KOL", 1, 0]]));
    for (const name of ["Thumbs.db", "desktop.ini", ".DS_Store", "._planer.csv", "flp.sqlite-wal"])
      await deliver(name, "\u0000\u0001");
    const database = "SQLite format 3\u0000";
    const put: [name: string, content: string, why: RegExp][] = [
      ["Følgebrev.docx", "PK\u0003\u0004", /a file of the kind \.docx and neither CSV nor XLSX/],
      ["Notat.csv", "%PDF-1.7", /it is a PDF and neither/],
      ["Notat.pdf", "%PDF-1.7", /it is a PDF and neither/],
      ["Sv planer.msg", "x", /a file of the kind \.msg/],
      ["flp.sqlite", database, /a SQLite database, as flp makes them/],
      ["planer (1).csv.crdownload", "Periode", /download is not finished; wait for it/],
      ["planer.csv.part", "Periode", /download is not finished/],
    ];
    for (const [name, content] of put) await deliver(name, content);
    const { outcomes, exitCode: code, leftAlone } = await run("one.sqlite", "one");
    expect([code, outcomes.map(({ file }) => file)]).toEqual([
      exitCode.done,
      ["laegehuse_2025-02.csv", "planer_2025-02.csv"],
    ]);
    expect(leftAlone.systemFiles).toBe(5);
    expect(leftAlone.named.map(({ name }) => name)).toEqual(put.map(([name]) => name));
    for (const [place, [, , why]] of put.entries()) expect(leftAlone.named[place]?.why).toMatch(why);
  });

  it("does not leave a table in another format alone: reports without it would look whole", async () => {
    await deliver("planer_2025-02.csv", countsCsv([["2025-02", "012345", "KOL", 1, 0]]));
    await deliver("laegehuse.xls", "\u00d0\u00cf\u0011\u00e0");
    expect((await run("one.sqlite", "one")).exitCode).not.toBe(exitCode.done);
  });

  it("names what lies in the inbox and is not loaded: folders, links, and Excel's note of an open workbook", async () => {
    await deliver("laegehuse_2025-02.csv", register);
    await deliver("planer_2025-02.csv", countsCsv([["2025-02", "012345", "KOL", 1, 0]]));
    await deliver("~$planer_2025-02.xlsx", "\u0005Jens");
    await mkdir(join(inbox, "gamle"));
    await symlink(join(inbox, "planer_2025-02.csv"), join(inbox, "010190-1234.csv"));
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
    const { outcomes, exitCode: code } = await run("one.sqlite", "one", logger);
    expect([code, outcomes.map(({ file }) => file)]).toEqual([
      exitCode.done,
      ["laegehuse_2025-02.csv", "planer_2025-02.csv"],
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(/^\[CPR\]\.csv was left alone: it is a folder or a link/),
      expect.stringMatching(/^gamle was left alone: it is a folder or a link/),
      expect.stringMatching(/^~\$planer_2025-02\.xlsx was left alone: it is Excel's note/),
    ]);
  });

  it("gives the same bytes for the national sample in two fresh databases, and the published figures", async () => {
    await cp(national, inbox, { recursive: true });
    const first = await run("one.sqlite", "one");
    const second = await run("two.sqlite", "two");
    expect(first.manifest?.outputs).toEqual(second.manifest?.outputs);
    expect(first.manifest?.outputs.length).toBeGreaterThanOrEqual(5 * 3 + 1 + 2 + 5);
    expect(first.figures?.plansAccumulated.at(-1)).toEqual({
      month: "2025-02",
      new: 100_547,
      maintained: 144_369,
      total: 244_916,
    });
    expect(first.figures?.compliance).toMatchObject({ clinics: 1_598, pass: 1_278, fail: 320, unknown: 0 });
    expect(first.manifest?.synthetic).toBe(true);
  });

  it("answers in this thread where the second one cannot, with the same files", async () => {
    await deliver("laegehuse_2025-02.csv", register);
    await deliver("planer_2025-02.csv", countsCsv([["2025-02", "012345", "KOL", 1, 0]]));
    const alone = await run("alone.sqlite", "alone");
    expect(alone.manifest?.outputs.length).toBeGreaterThan(5);
    const failure = new ThreadFailure("the second thread failed");
    const ways = {
      atOnce: failingWith(failure),
      halfWay: failingWith(failure, (question) => readTrend(question, true)),
    };
    for (const [way, thread] of Object.entries(ways)) {
      const warned: string[] = [];
      const logger = { ...silentLogger, warn: (words: string) => void warned.push(words) };
      const failed = await run(`${way}.sqlite`, way, logger, thread);
      expect(failed.manifest).toEqual(alone.manifest);
      expect(warned).toContain("a second thread could not compute the figures: this one does");
      expect(new Set(warned).size).toBe(warned.length);
    }
  });

  it("passes on what the second thread says is wrong, and does not ask again", async () => {
    await deliver("laegehuse_2025-02.csv", register);
    await deliver("planer_2025-02.csv", countsCsv([["2025-02", "012345", "KOL", 1, 0]]));
    const refusal = new FlpError(exitCode.usage, "2025-02 has no public edition");
    await expect(run("a.sqlite", "a", silentLogger, failingWith(refusal))).rejects.toBe(refusal);
    const later = failingWith(refusal, (question) => readTrend(question, true));
    await expect(run("b.sqlite", "b", silentLogger, later)).rejects.toBe(refusal);
  });

  it("writes a manifest whose hashes are those of the files on disk", async () => {
    await deliver("laegehuse_2025-01.csv", register);
    await deliver("planer_2025-01.csv", countsCsv([["2025-01", "012345", "KOL", 10, 1]]));
    const { manifest } = await run("flp.sqlite", "out");
    expect(manifest?.inputs.map(({ file, status, load }) => [file, status, load])).toEqual([
      ["laegehuse_2025-01.csv", "stored", 1],
      ["planer_2025-01.csv", "stored", 2],
    ]);
    for (const { file, sha256 } of manifest?.outputs ?? []) {
      expect(sha256Of(await readFile(join(folder, "out", file)))).toBe(sha256);
    }
    const written: unknown = JSON.parse(await readFile(join(folder, "out", "manifest.json"), "utf8"));
    expect(written).toEqual(manifest);
  });

  it("stores neither of two files that contradict each other about a month, and makes no report", async () => {
    await deliver("laegehuse_2025-01.csv", register);
    await deliver("planer_2025-01.csv", countsCsv([["2025-01", "012345", "KOL", 10, 1]]));
    await deliver("planer_2025-01_rettet.csv", countsCsv([["2025-01", "012345", "KOL", 11, 1]]));
    const { outcomes, exitCode: code, manifest } = await run("flp.sqlite", "one");
    expect([code, manifest]).toEqual([exitCode.held, null]);
    expect(outcomes.map(({ status }) => status)).toEqual(["stored", "held", "held"]);
  });

  it("makes no report when a delivered file is wrong, and says which", async () => {
    await deliver("laegehuse_2025-01.csv", register);
    await deliver("planer_2025-01.csv", countsCsv([["2025-01", "012345", "KOL", -10, 1]]));
    const result = await run("flp.sqlite", "out");
    expect(result.exitCode).toBe(exitCode.badRows);
    expect(result.manifest).toBeNull();
    expect(result.outcomes.map(({ file, status }) => [file, status])).toContainEqual([
      "planer_2025-01.csv",
      "refused",
    ]);
    expect(await exists(join(folder, "out", "manifest.json"))).toBe(false);
  });

  it("can be run again over the same inbox without a new load, even where a restatement lies beside the original", async () => {
    await deliver("laegehuse_2025-01.csv", register);
    await deliver("planer_2025-01.csv", countsCsv([["2025-01", "012345", "KOL", 10, 1]]));
    await run("flp.sqlite", "before");
    await deliver("planer_2025-01_rettet.csv", countsCsv([["2025-01", "012345", "KOL", 11, 1]]));
    const first = await run("flp.sqlite", "one");
    expect(first.outcomes.map(({ status }) => status)).toEqual(["unchanged", "unchanged", "stored"]);
    const second = await run("flp.sqlite", "two");
    expect(second.outcomes.map(({ status }) => status)).toEqual(["unchanged", "unchanged", "unchanged"]);
    expect(second.figures?.plansPerMonth).toEqual([{ month: "2025-01", new: 11, maintained: 1, total: 12 }]);
    expect(second.manifest?.outputs).toEqual(first.manifest?.outputs);
  });
});
