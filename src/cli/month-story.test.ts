import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256Of } from "../lib/files.js";
import { programFolder } from "../lib/program.js";
import { main } from "./main.js";

/**
 * A month as a data consultant lives it: the history is in, February comes, comes again, is restated, is asked about,
 * and the restatement is taken back. The tests are one story and run in order.
 */
const national = join(programFolder, "fixtures", "national");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-story-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function flp(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const streams = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    isTerminal: false,
  };
  const code = await main(["--db", join(folder, "flp.sqlite"), ...words], streams);
  return { code, out, err };
}

const json = async (...words: string[]): Promise<unknown> =>
  JSON.parse((await flp(...words, "--json")).out) as unknown;

/** Every file of all reports with its hash. */
async function reports(name: string, ...words: string[]): Promise<Record<string, string>> {
  const out = join(folder, name);
  for (const report of ["steering", "ok22", "regions"]) {
    const { code, err } = await flp("report", report, "--out", out, ...words);
    expect({ report, code, err: code === 0 ? "" : err }).toEqual({ report, code: 0, err: "" });
  }
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((file) => [file.name, sha256Of(readFileSync(join(file.parentPath, file.name)))]),
  );
}

/** February as the supplier sends it: in Windows-1252, with a plan type by its Danish name. */
function february(change: (cells: string[], row: number) => string[] | null): Buffer {
  const text = readFileSync(join(national, "planer_2025-02.csv"), "latin1");
  const [header = "", ...rows] = text.split("\r\n").filter((line) => line !== "");
  const changed = rows.flatMap((line, row) => {
    const cells = line.replace(";IHS;", ";Iskæmisk hjertesygdom (IHS);").split(";");
    return change(cells, row)?.join(";") ?? [];
  });
  return Buffer.from([header, ...changed, ""].join("\r\n"), "latin1");
}

const file = (): string => join(folder, "planer_2025-02.csv");
const accumulated = { new: 100_547, maintained: 144_369, total: 244_916 };
let then: Record<string, string>;

describe("a month's story", () => {
  test("the register and the history are loaded", async () => {
    const { code } = await flp(
      "ingest",
      "--synthetic",
      join(national, "laegehuse_2025-02.csv"),
      join(national, "planer_2022-03_2025-01.csv"),
    );
    expect(code).toBe(0);
    expect(await json("metrics", "ok22")).toMatchObject({ month: "2025-01", as_of: 2 });
  });

  test("February comes in Windows-1252 and gives the published figures", { timeout: 120_000 }, async () => {
    const bytes = february((cells) => cells);
    expect(bytes.includes(0xe6)).toBe(true);
    writeFileSync(file(), bytes);
    expect(await json("ingest", file())).toMatchObject({
      load: 3,
      status: "stored",
      plans: { new: 8183, maintained: 12_234 },
    });
    expect(await json("metrics", "plans-accumulated")).toMatchObject({ month: "2025-02", as_of: 3 });
    const { rows } = (await json("metrics", "plans-accumulated")) as { rows: unknown[] };
    expect(rows.at(-1)).toEqual({ month: "2025-02", ...accumulated });
    then = await reports("then");
    expect(Object.keys(then).length).toBeGreaterThan(10);
  });

  test("February once more: nothing happens", async () => {
    expect(await json("ingest", file())).toMatchObject({ load: 3, status: "unchanged", rows: { stored: 0 } });
    expect((await flp("ingest", file())).out).toContain("nothing to do");
  });

  test("a dry run of the restated February says what it would change, and changes nothing", async () => {
    // The first row's clinic makes 3 new plans more, and the fifth row is gone.
    writeFileSync(
      file(),
      february((cells, row) => {
        if (row === 4) return null;
        return row === 0 ? [...cells.slice(0, 3), String(Number(cells[3]) + 3), ...cells.slice(4)] : cells;
      }),
    );
    expect(await json("ingest", "--dry-run", file())).toMatchObject({ status: "dry-run", load: null });
    expect(await json("metrics", "plans-per-month")).toMatchObject({ as_of: 3 });
  });

  test("the restated February is loaded, and what it changed is told", async () => {
    const outcome = await flp("ingest", file());
    expect(outcome.out).toContain("restates 2025-02; flp revisions 4 shows what changed");
    const text = readFileSync(join(national, "planer_2025-02.csv"), "latin1").split("\r\n");
    const gone = (text[5] ?? "").split(";");
    const [goneNew, goneMaintained] = [Number(gone[3]), Number(gone[4])];
    const revision = (await json("revisions", "4")) as {
      changes: { field: string; old: number; new: number }[];
    };
    const fields = [goneNew, goneMaintained].filter((count) => count > 0).length;
    expect(revision.changes).toHaveLength(1 + fields);
    expect(await json("revisions", "4")).toMatchObject({ load: 4, first_known: [] });
    const { rows } = (await json("metrics", "plans-accumulated")) as { rows: unknown[] };
    expect(rows.at(-1)).toEqual({
      month: "2025-02",
      new: accumulated.new + 3 - goneNew,
      maintained: accumulated.maintained - goneMaintained,
      total: accumulated.total + 3 - goneNew - goneMaintained,
    });
  });

  test("what the meeting saw can be shown again, every file to the byte", { timeout: 120_000 }, async () => {
    expect(await reports("again", "--as-of", "3")).toEqual(then);
    expect(await reports("now")).not.toEqual(then);
  });

  test(
    "the restatement is taken back, and the reports are those of before, to the byte",
    { timeout: 120_000 },
    async () => {
      expect(await json("undo", "4")).toMatchObject({ load: 4, status: "undone" });
      expect(await reports("undone")).toEqual(then);
      expect((await flp("metrics", "ok22", "--as-of", "4")).code).toBe(2);
      expect((await flp("check")).code).toBe(0);
    },
  );

  test("half of February is held, and let in with a reason that the ledger and the report keep", async () => {
    writeFileSync(
      file(),
      february((cells, row) => (row % 2 === 0 ? cells : null)),
    );
    expect((await flp("ingest", file())).code).toBe(13);
    expect((await flp("ingest", "--accept", "  ", file())).code).toBe(2);
    const personal = await flp("ingest", "--accept", "patient 010190-1234", file());
    expect(personal.code).toBe(2);
    expect(personal.out + personal.err).not.toContain("010190");
    expect((await flp("ingest", "--accept", "PLSP fjernede testdata", file())).code).toBe(0);
    expect((await flp("loads")).out).toContain("accepted: PLSP fjernede testdata");
    await flp("report", "ok22", "--out", join(folder, "accepted"));
    const page = readdirSync(join(folder, "accepted"), { recursive: true, withFileTypes: true }).find(
      (entry) => entry.name.endsWith(".html"),
    );
    expect(page && readFileSync(join(page.parentPath, page.name), "utf8")).toContain(
      "PLSP fjernede testdata",
    );
  });
});
