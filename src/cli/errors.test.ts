import Database from "better-sqlite3";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { FlpDesk, FlpResult } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

/** An error as a user should meet it: its exit code, the reason on one line, a way out, and nothing of our insides. */
function expectClear(result: FlpResult, code: number, reason: RegExp): void {
  expect({ code: result.code, err: result.err }).toEqual({ code, err: expect.stringMatching(reason) });
  const [first = "", ...more] = result.err
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("warning:"));
  expect(first).toMatch(/^error: \S/);
  expect(first.length).toBeLessThan(300);
  expect(more.length).toBeGreaterThan(0);
  for (const line of more) expect(line).toMatch(/^( {2}\S|\(Did you mean )/);
  expect(result.err).not.toMatch(/\n\s+at |node_modules|this is a bug|undefined|\[object/);
  expect(result.out).toBe("");
}

let desk: FlpDesk;

describe("without a database", () => {
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.end());

  test.each([
    ["metrics", "ok22"],
    ["loads"],
    ["status"],
    ["check"],
    ["explain", "ok22"],
    ["undo", "1"],
    ["revisions", "1"],
    ["report", "ok22"],
  ])("flp %s %s says that there is none, how to begin, and makes none", async (...words) => {
    expectClear(await desk.flp(...words), 14, /there is no database at .*flp\.sqlite\n.*flp ingest/);
    expect(await readdir(desk.folder)).toEqual([]);
  });

  test("flp ingest of files that cannot be begun makes none, nor does a dry run", async () => {
    await writeFile(desk.path("brev.csv"), "Kære PLSP\n");
    await writeFile(desk.path("tom.csv"), "");
    for (const name of ["none.csv", "brev.csv", "tom.csv"]) {
      const { code, err } = await desk.flp("ingest", desk.path(name));
      expect(code).toBe(name === "none.csv" ? 2 : 11);
      expect(err).toContain(`error: ${name}: `);
    }
    const folder = desk.path("not/there");
    expect((await desk.flp("ingest", desk.path("none.csv"), "--db", join(folder, "flp.sqlite"))).code).toBe(
      2,
    );
    const databases = (await readdir(desk.folder)).filter((name) => name.includes("sqlite"));
    expect([databases, existsSync(folder)]).toEqual([[], false]);
  });

  test("flp ingest makes it for the first file that can be begun, and says what is wrong with those before it", async () => {
    await writeFile(desk.path("planer.csv"), countsCsv([["2025-02", "11", "KOL", 1, 0]]));
    const { code, out } = await desk.flp("ingest", desk.path("none.csv"), desk.path("planer.csv"));
    expect(code).toBe(2);
    expect(out).toContain("planer.csv: load 1");
    expect((await desk.flp("check")).code).toBe(0);
  });

  test("flp run without an inbox, or with one that holds no extract, makes none", async () => {
    const run = (inbox: string): Promise<FlpResult> =>
      desk.flp("run", "monthly", "--inbox", desk.path(inbox), "--out", desk.path("out"));
    expectClear(await run("none"), 2, /cannot read the folder .*none.*\n.*check the path/);
    await mkdir(desk.path("inbox"));
    expect((await run("inbox")).code).not.toBe(0);
    await writeFile(desk.path("inbox/brev.csv"), "Kære PLSP\n");
    expect((await run("inbox")).code).toBe(11);
    expect((await readdir(desk.folder)).sort()).toEqual(["inbox", "out"]);
    expect(await readdir(desk.path("inbox"))).toEqual(["brev.csv"]);
  });

  test("flp run leaves the supplier's list of a file of an unknown layout: what lacks, what is not known, what is near", async () => {
    await mkdir(desk.path("inbox"));
    const text = "Periode;Ydernr.;Plantype;Nye planer;Vedligeholdte planer\n2025-02;11;KOL;1;0\n";
    await writeFile(desk.path("inbox/planer.csv"), text);
    const { code, err } = await desk.flp(
      "run",
      "monthly",
      "--inbox",
      desk.path("inbox"),
      "--out",
      desk.path("out"),
    );
    expect(code).toBe(11);
    expect(err).toContain("perhaps meant: “Ydernr.” for “Ydernummer”");
    const list = await readFile(desk.path("out/planer.csv.problemer.csv"), "utf8");
    expect(list).toContain("Ydernummer;;Kolonnen mangler. Nærmeste overskrift i filen: Ydernr.");
    expect(list).toContain("Ydernr.;;Kolonnen er ikke kendt. Nærmeste kendte overskrift: Ydernummer");
    expect((await readdir(desk.path("out"))).some((name) => name.startsWith("mail_planer"))).toBe(true);
  });

  test("a folder in its place is a slip of the command line", async () => {
    await mkdir(desk.path("flp.sqlite"));
    expectClear(await desk.flp("metrics", "ok22"), 2, /is a folder\n.*--db/);
    expectClear(await desk.flp("ingest", desk.path("x.csv")), 2, /is a folder\n.*--db/);
  });

  test("a file that is no database is not touched", async () => {
    await writeFile(desk.path("flp.sqlite"), "Dette er et brev.\n".repeat(100));
    expectClear(await desk.flp("metrics", "ok22"), 14, /is not a SQLite database\n.*was not changed/);
    expectClear(await desk.flp("ingest", desk.path("x.csv")), 14, /is not a SQLite database/);
    expect(await readFile(desk.path("flp.sqlite"), "utf8")).toContain("Dette er et brev.");
  });

  test("a database of another program is not touched", async () => {
    const other = new Database(desk.path("flp.sqlite"));
    other.exec("create table letter (id integer)");
    other.close();
    expectClear(await desk.flp("status"), 14, /is a database of another program\n.*--db/);
    expectClear(await desk.flp("ingest", desk.path("x.csv")), 14, /is a database of another program/);
  });

  test("a database of a newer program is not touched", async () => {
    await writeFile(desk.path("planer.csv"), countsCsv([["2025-02", "11", "KOL", 1, 0]]));
    expect((await desk.flp("ingest", desk.path("planer.csv"))).code).toBe(0);
    const newer = new Database(desk.path("flp.sqlite"));
    newer.pragma("user_version = 999");
    newer.close();
    expectClear(
      await desk.flp("metrics", "plans-per-month"),
      14,
      /schema 999.*newer program.*\n.*update flp/,
    );
  });

  test("a folder that is not there cannot hold one", async () => {
    await writeFile(desk.path("planer.csv"), countsCsv([["2025-02", "11", "KOL", 1, 0]]));
    const result = await desk.flp(
      "ingest",
      desk.path("planer.csv"),
      "--db",
      desk.path("not/there/flp.sqlite"),
    );
    expectClear(result, 14, /not\/there\/flp\.sqlite.*\n.*folder/);
  });
});

describe("files that cannot be loaded", () => {
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.end());

  test("no file at all is a slip of the command line", async () => {
    expectClear(await desk.flp("ingest"), 2, /missing required argument 'FILE'/);
  });

  test("a file that is not there, or is a folder, is named, and the others are still loaded", async () => {
    await writeFile(desk.path("planer.csv"), countsCsv([["2025-02", "11", "KOL", 1, 0]]));
    const { code, out, err } = await desk.flp(
      "ingest",
      ...[desk.path("none.csv"), desk.folder, desk.path("planer.csv")],
    );
    expect(code).toBe(2);
    expect(err).toMatch(/error: none\.csv: cannot open .*none\.csv: no such file or folder; check the path/);
    expect(err).toMatch(/is a folder, a file was expected; name the files in it/);
    expect(out).toMatch(/planer\.csv: load 1, 2025-02, 1 row read and stored/);
  });

  test("an unknown layout names the closest profile, what lacks and what is not known", async () => {
    await writeFile(
      desk.path("ny.csv"),
      "Periode;Ydernr;Plantype;Nye planer;Vedligeholdte planer\n2025-02;11;KOL;1;0\n",
    );
    const { code, err } = await desk.flp("ingest", desk.path("ny.csv"));
    expect(code).toBe(11);
    expect(err).toMatch(/the layout is not known/);
    expect(err).toMatch(/closest profile: plsp-planer\.v1/);
    expect(err).toMatch(/columns missing: “Ydernummer”/);
    expect(err).toMatch(/columns not known: “Ydernr”/);
  });

  test("bad rows are told by cause: its count, first and last line, three examples and what was expected", async () => {
    const values = ["mange", "mange", ",5", "1,5", "x"];
    const lines = Array.from(
      { length: 25 },
      (_, place) => `2025-02;${place + 1};KOL;${values[place % 5] ?? ""};0`,
    );
    await writeFile(
      desk.path("planer.csv"),
      ["Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer", ...lines, ""].join("\r\n"),
    );
    const { code, err, out } = await desk.flp("ingest", desk.path("planer.csv"));
    expect(code).toBe(12);
    expect(err).toContain(
      "error: planer.csv:2: Nye planer: 25 times up to line 26: “mange” is no whole number; expected 0 or more, for instance 12 or 1.234\n  lines such as 2 “mange”, 4 “,5”, 5 “1,5”\n",
    );
    expect(err.match(/is no whole number/g)).toHaveLength(1);
    expect(out).toContain("planer.csv: refused, nothing of it was stored (25 rows read)");
  });
});

describe("questions that make no sense", () => {
  beforeAll(async () => {
    desk = await openDesk();
    await writeFile(desk.path("laegehuse_2025-01.csv"), clinicsCsv([{ ydernummer: "000011" }]));
    await writeFile(desk.path("planer.csv"), countsCsv([["2025-02", "11", "KOL", 1, 0]]));
    expect((await desk.flp("ingest", desk.path("laegehuse_2025-01.csv"), desk.path("planer.csv"))).code).toBe(
      0,
    );
  });
  afterAll(() => desk.end());

  test.each([
    ["metrics okk22", /'okk22' is invalid.*plans-per-month.*ok22/],
    ["metrics", /missing required argument 'METRIC'/],
    ["metriks ok22", /unknown command 'metriks'/],
    ["metriks --help", /unknown command 'metriks'\n\(Did you mean metrics\?\)/],
    ["--db x.sqlite -h metriks", /unknown command 'metriks'/],
    ["release seel --help", /unknown command 'seel'\n\(Did you mean seal\?\)/],
    ["metrics ok22 --mont 2025-02", /unknown option '--mont'/],
    ["metrics ok22 --month 2025-2", /--month 2025-2 is no month\n.*YYYY-MM/],
    ["metrics ok22 --month februar", /--month februar is no month\n.*YYYY-MM/],
    ["metrics ok22 --month 2025-13", /--month 2025-13 is no month/],
    ["metrics ok22 --month", /argument missing/],
    ["metrics ok22 --month 2030-01", /no plan counts are loaded for 2030-01\n.*2025-02/],
    ["metrics ok22 --by planet", /'planet' is invalid.*region/],
    ["metrics ok22 --by plan-type", /ok22 cannot be split by plan-type\n.*region/],
    ["metrics plans-per-doctor --by plan-type", /plans-per-doctor cannot be split by plan-type/],
    ["metrics plans-per-month --by clinic", /plans-per-month cannot be split by clinic/],
    ["metrics ok22 --by clinic --from 2025-01", /a trend by clinic is not made/],
    ["metrics plans-per-doctor --from 2025-01", /--from does nothing here/],
    ["metrics plans-per-month --from 2025-03", /--from 2025-03 lies after the report month 2025-02/],
    ["metrics ok22 --from 2025-03 --month 2025-02", /--from 2025-03 lies after the report month 2025-02/],
    ["metrics ok22 --format xml", /'xml' is invalid.*csv/],
    ["metrics ok22 --json --format csv", /contradict each other/],
    ["metrics all --format csv", /a CSV holds one metric/],
    ["metrics ok22 --as-of 9", /there is no load 9\n.*flp loads/],
    ["metrics ok22 --as-of x", /--as-of x is no load/],
    ["metrics ok22 --as-of 0", /--as-of 0 is no load/],
    ["undo 1", /load 1.*\n/],
    ["undo 9", /load 9/],
    ["revisions 9", /load 9/],
    ["report minutes", /'minutes' is invalid.*steering/],
    ["run yearly", /yearly/],
    ["ingest --month 02-2025 x.csv", /--month 02-2025 is no month/],
  ])("flp %s", async (line, reason) => {
    expectClear(await desk.flp(...line.split(" ")), 2, reason);
  });

  test("an answer as of a load before the register says that no register was known", async () => {
    await writeFile(desk.path("more.csv"), countsCsv([["2025-01", "11", "KOL", 1, 0]]));
    const alone = await openDesk();
    try {
      await alone.flp(...["ingest", "--in-order", desk.path("more.csv"), desk.path("laegehuse_2025-01.csv")]);
      expectClear(
        await alone.flp("metrics", "ok22", "--as-of", "1"),
        14,
        /no clinic register was loaded by load 1\n.*load 2/,
      );
      expectClear(
        await alone.flp("metrics", "plans-per-month", "--by", "region", "--as-of", "1"),
        14,
        /no clinic register was loaded by load 1\n.*load 2/,
      );
      expect((await alone.flp("metrics", "plans-per-month", "--as-of", "1")).code).toBe(0);
    } finally {
      await alone.end();
    }
  });

  test("a register alone has no month to report on", async () => {
    const alone = await openDesk();
    try {
      await alone.flp("ingest", desk.path("laegehuse_2025-01.csv"));
      expectClear(await alone.flp("metrics", "ok22"), 14, /no plan counts are loaded\n/);
      expectClear(await alone.flp("metrics", "ok22", "--as-of", "1"), 14, /no plan counts are loaded\n/);
    } finally {
      await alone.end();
    }
  });
});

describe("definitions of one's own that are wrong", () => {
  let home: string;
  beforeEach(async () => {
    desk = await openDesk();
    home = desk.path("home");
    await cp(join(programFolder, "pipelines"), join(home, "pipelines"), { recursive: true });
    await writeFile(desk.path("planer.csv"), countsCsv([["2025-02", "11", "KOL", 1, 0]]));
  });
  afterEach(() => desk.end());

  const breakFile = async (name: string, change: (text: string) => string): Promise<void> => {
    const path = join(home, "pipelines", "monthly", name);
    await writeFile(path, change(await readFile(path, "utf8")));
  };
  const ingest = (): Promise<FlpResult> => desk.flp("ingest", desk.path("planer.csv"), "--home", home);

  test("YAML that does not parse is named with file, line and column", async () => {
    await breakFile("regions.yaml", (text) => text.replace('code: "1081"', 'code: "1081'));
    expectClear(await ingest(), 10, /regions\.yaml:\d+:\d+/);
    expect(existsSync(desk.path("flp.sqlite"))).toBe(false);
  });

  test("a value of the wrong kind is shown beside what was expected", async () => {
    await breakFile("rules/ok22.yaml", (text) => text.replace("threshold: 10", "threshold: ti"));
    expectClear(await ingest(), 10, /rules\/ok22\.yaml:\d+:\d+.*"ti"/);
  });

  test("the mistakes of all files are told at once", async () => {
    await breakFile("rules/ok22.yaml", (text) => text.replace("threshold: 10", "threshold: ti"));
    await breakFile("plan-types.yaml", (text) => text.replace("- code: KOL", "- kode: KOL"));
    const result = await ingest();
    expectClear(result, 10, /plan-types\.yaml:\d+:\d+/);
    expect(result.err).toMatch(/rules\/ok22\.yaml:\d+:\d+/);
  });

  test("a folder without definitions is named", async () => {
    expectClear(
      await desk.flp("ingest", desk.path("planer.csv"), "--home", desk.path("nowhere")),
      10,
      /nowhere/,
    );
  });

  test("a region that loaded clinics are in cannot be taken out of the definitions unnoticed", async () => {
    await writeFile(
      desk.path("laegehuse_2025-01.csv"),
      clinicsCsv([{ ydernummer: "000011", region: "1082" }]),
    );
    await desk.flp("ingest", desk.path("laegehuse_2025-01.csv"), desk.path("planer.csv"));
    await breakFile("regions.yaml", (text) => text.replace("id: midtjylland", "id: midten"));
    expectClear(
      await desk.flp("metrics", "ok22", "--home", home),
      10,
      /a region that regions\.yaml does not define: midtjylland\n/,
    );
  });
});

test("a store whose tables were tampered with is told in words, by name", async () => {
  desk = await openDesk();
  try {
    await desk.flp("ingest", join(programFolder, "fixtures", "national", "planer_2025-02.csv"));
    const broken = new Database(desk.path("flp.sqlite"));
    broken.exec("drop table load_month");
    broken.close();
    expectClear(
      await desk.flp("loads"),
      14,
      /is not as flp made it\n {2}table "load_month", which is missing\n/,
    );
  } finally {
    await desk.end();
  }
});
