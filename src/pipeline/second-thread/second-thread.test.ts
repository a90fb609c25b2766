import Database from "better-sqlite3";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findUnsoundness } from "../../db/soundness.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { listFilesBelow } from "../../lib/files.js";
import { programFolder } from "../../lib/program.js";
import type { FlpDesk, FlpResult } from "../../testing/flp.js";
import { openDesk } from "../../testing/flp.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../../testing/workshop.js";
import { resolveQuestion } from "../../question/question.js";
import { answer, answerBeside } from "../answered.js";
import type { ThreadMessage, ThreadQuestion, ThreadSettings } from "./messages.js";
import { asError, asFailure } from "./messages.js";
import { serve } from "./serve.js";

const register = clinicsCsv([{ ydernummer: "012345" }, { ydernummer: "023456", doctors: "0,7" }]);
const months = Array.from({ length: 12 }, (_, place) => `2024-${String(place + 1).padStart(2, "0")}`);
const counts = countsCsv(months.map((month, place) => [month, "012345", "KOL", place + 1, 2]));

describe("the thread that computes a part of the figures", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop();
  });
  afterEach(() => workshop.end());

  /** What it says to whoever asks it about the workshop's store, piece by piece. */
  async function ask(
    { asked = {}, checks = false }: Partial<ThreadQuestion> = {},
    settings: Partial<ThreadSettings> = {},
  ): Promise<ThreadMessage[]> {
    const { store, definitions } = workshop;
    const { port1, port2 } = new MessageChannel();
    serve(port2, {
      ...{ storePath: store.path, definitions, home: programFolder, compiledCode: null },
      ...settings,
    });
    const said: ThreadMessage[] = [];
    port1.on("message", (message: ThreadMessage) => said.push(message));
    port1.postMessage({ asked, checks });
    await once(port1, "close");
    return said;
  }

  it.each(["internal", "public"] as const)(
    "gives its part for %s, with which the answer is that of one thread alone",
    async (audience) => {
      await workshop.load("laegehuse_2024-12.csv", register);
      await workshop.load("planer_2024.csv", counts);
      const asked = audience === "public" ? { audience } : {};
      const question = await resolveQuestion(workshop, asked);
      const [look, first, last] = await ask({ asked });
      expect(look).toEqual({ unsound: [] });
      if (first === undefined || !("trend" in first)) throw new Error("it has not told the trend first");
      if (last === undefined || !("beside" in last)) throw new Error("it has not told the rest");
      const ahead = { trend: Promise.resolve(first.trend), beside: Promise.resolve(last.beside) };
      const [alone, together] = [
        await answer(question, programFolder),
        await answerBeside(ahead, question, programFolder),
      ];
      expect(await together.everything()).toStrictEqual(await alone.everything());
      expect(alone.compliance).toMatchObject(together.compliance);
    },
  );

  it("looks at the store before it takes figures from it, where it is asked to", async () => {
    await workshop.load("laegehuse_2024-12.csv", register);
    await workshop.load("planer_2024.csv", counts);
    workshop.store.raw.exec("update load set plans_new = plans_new + 1 where kind = 'plan-counts'");
    const found = findUnsoundness(workshop.store);
    expect(found).toHaveLength(1);
    expect((await ask({ checks: true }))[0]).toEqual({ unsound: found });
    expect((await ask({ checks: false }))[0]).toEqual({ unsound: [] });
  });

  it("says why there is no answer, with the code and the way out that the thread that writes would name", async () => {
    await workshop.load("laegehuse_2024-12.csv", register);
    const expected: unknown = await resolveQuestion(workshop, {}).catch((error: unknown) => error);
    const [message, ...more] = await ask();
    if (message === undefined || !("failure" in message))
      throw new Error("it answered from a store without counts");
    expect(more).toEqual([]);
    expect(expected).toBeInstanceOf(FlpError);
    expect(asError(message.failure)).toEqual(expected);
  });

  it("says that the database is gone", async () => {
    const [message] = await ask({}, { storePath: join(workshop.folder, "gone.sqlite") });
    const error = message !== undefined && "failure" in message ? asError(message.failure) : null;
    expect(error).toMatchObject({ code: exitCode.database });
  });
});

describe("an error on its way between two threads", () => {
  it("keeps its exit code, place, remedy and lines", () => {
    const error = new FlpError(exitCode.layout, "a column lacks", {
      ...{ place: "a.csv:3:1", remedy: "ask for it", lines: ["one", "two"] },
    });
    expect(asError(structuredClone(asFailure(error)))).toEqual(error);
    expect(asError(structuredClone(asFailure(new FlpError(exitCode.bug, "short"))))).toBeInstanceOf(FlpError);
  });

  it("stays a bug with its own words where it is no error of ours", () => {
    const error = asError(structuredClone(asFailure(new TypeError("x is no function"))));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: "x is no function" });
  });
});

describe.skipIf(availableParallelism() < 2)("a run of the built program, which has two threads", () => {
  let desk: FlpDesk;
  beforeEach(async () => {
    desk = await openDesk();
    await mkdir(desk.path("inbox"));
  });
  afterEach(() => desk.end());

  const words = (out: string, ...more: string[]): string[] => [
    ...["run", "monthly", "--inbox", desk.path("inbox"), "--out", desk.path(out), ...more],
  ];

  /** Calls the built program, in a process of its own. */
  function built(...given: string[]): FlpResult {
    const call = [join(programFolder, "bin", "flp.js"), "--db", desk.path("built.sqlite"), ...given];
    const { status, stdout, stderr } = spawnSync(process.execPath, call, {
      cwd: desk.folder,
      encoding: "utf8",
    });
    return { code: status ?? -1, out: stdout, err: stderr };
  }

  async function filesOf(folder: string): Promise<[string, string][]> {
    const files = await listFilesBelow(desk.path(folder));
    return Promise.all(
      files.map(async (file): Promise<[string, string]> => [
        file.slice(desk.path(folder).length),
        await readFile(file, "base64"),
      ]),
    );
  }

  it("writes what one thread writes, to the byte, and says the same", async () => {
    await writeFile(desk.path("inbox/laegehuse_2024-12.csv"), register);
    await writeFile(desk.path("inbox/planer_2024.csv"), counts);
    process.env["SOURCE_DATE_EPOCH"] = "1764417600";
    try {
      const one = await desk.flp(...words("one"));
      const two = built(...words("two"));
      expect({ code: two.code, err: two.err.replaceAll("/two", "/one") }).toEqual({
        code: one.code,
        err: one.err,
      });
      expect(two.out.replaceAll("/two", "/one")).toBe(one.out);
      const [ofOne, ofTwo] = [await filesOf("one"), await filesOf("two")];
      expect(ofOne.length).toBeGreaterThan(10);
      expect(ofTwo).toEqual(ofOne);
    } finally {
      delete process.env["SOURCE_DATE_EPOCH"];
    }
  });

  it("makes no figure from a store that is not sound, and names what is wrong with it", async () => {
    await writeFile(desk.path("inbox/laegehuse_2024-12.csv"), register);
    await writeFile(desk.path("inbox/planer_2024.csv"), counts);
    expect(built(...words("two")).code).toBe(0);
    const database = new Database(desk.path("built.sqlite"));
    database.exec("update load set plans_new = plans_new + 1 where kind = 'plan-counts'");
    database.close();
    const { code, err } = built(...words("three"));
    expect(code).toBe(exitCode.database);
    expect(err).toContain("built.sqlite is not sound");
    expect(err).toContain("standing loads whose plans are not those that held once they were loaded: 1");
    const made = await filesOf("three").catch(() => []);
    expect(made.map(([file]) => file).filter((file) => !file.includes("modtagekontrol"))).toEqual([]);
  });

  it("ends with what is wrong, once and in the same words, and leaves no file beside the database", async () => {
    await writeFile(desk.path("inbox/laegehuse_2024-12.csv"), register);
    const one = await desk.flp(...words("one"));
    const two = built(...words("two"));
    expect(one.code).toBe(exitCode.database);
    expect({ ...two, err: two.err.replaceAll("/two/", "/one/") }).toEqual(one);
    const beside = (await listFilesBelow(desk.folder)).filter((file) => file.includes(".sqlite-"));
    expect(beside).toEqual([]);
  });
});
