import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FlpDesk, FlpResult } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import type { CountLine } from "../testing/workshop.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

/*
 * What `flp ingest` says of one file fits a screen: at most 15 lines, and beside them the first 20 problems with the line
 * that counts the rest. The cases are the large ones of each kind.
 */
let desk: FlpDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.end());

const header = "Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer";
/** Thirty columns that no profile knows: thirty warnings. */
const strangeColumns = Array.from({ length: 30 }, (_, place) => `;Felt ${place + 1}`).join("");
const strangeCells = ";".repeat(30);

/** Months of 2020 to 2024: sixty. */
const sixtyMonths = Array.from(
  { length: 60 },
  (_, place) => `${2020 + Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, "0")}`,
);

/** A row for each of the clinics 1 to 5 in each of sixty months. */
const history = (plans: number): CountLine[] =>
  sixtyMonths.flatMap((month) =>
    [1, 2, 3, 4, 5].map((number): CountLine => [month, String(number), "KOL", plans, plans]),
  );

const strange = (rows: readonly string[]): string =>
  [header + strangeColumns, ...rows.map((row) => row + strangeCells), ""].join("\r\n");

const rowsOf = (lines: readonly CountLine[]): string[] => lines.map((line) => line.join(";"));

async function ingest(content: string, ...words: string[]): Promise<FlpResult> {
  await writeFile(desk.path("planer.csv"), content);
  return desk.flp("ingest", desk.path("planer.csv"), ...words);
}

/** Everything that was said, in lines. */
const linesOf = ({ out, err }: FlpResult): string[] =>
  `${err}${out}`
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "");

/** Lines that are neither one of the problems nor their count. */
const summaryOf = (result: FlpResult, problem: RegExp): string[] =>
  linesOf(result).filter((line) => !problem.test(line) && !/problems? more, \d+ in all/.test(line));

const problemsOf = (result: FlpResult, problem: RegExp): number =>
  linesOf(result).filter((line) => problem.test(line)).length;

const noProblem = /^\b$/;

describe("what is said of one file stays within 15 lines", () => {
  test("a first load with thirty warnings", async () => {
    const result = await ingest(strange(rowsOf(history(10))));
    expect(result.code).toBe(0);
    expect(summaryOf(result, noProblem).length).toBeLessThanOrEqual(15);
    expect(result.err).toContain("“Felt 1”");
    expect(result.err).toContain("and 27 more; --json lists all warnings");
  });

  test("sixty months restated, with warnings", async () => {
    await ingest(countsCsv(history(10)));
    const result = await ingest(strange(rowsOf(history(11))));
    expect(result.code).toBe(0);
    expect(summaryOf(result, noProblem).length).toBeLessThanOrEqual(15);
    expect(result.out).toContain("restates 2020-01 – 2024-12 (60); flp revisions 2 shows what changed");
    // Five clinics with 10 and then 11; 120 sums move, new and maintained of each month.
    expect(result.out).toContain("  2020-01 new: 50 -> 55\n");
    expect(result.out).toContain("  and 114 more\n");
  });

  test("a dry run of sixty restated months and one new one: sums and figures fold, --json has them all", async () => {
    await writeFile(
      desk.path("laegehuse_2020-01.csv"),
      clinicsCsv([{ ydernummer: "1" }, { ydernummer: "2" }]),
    );
    await desk.flp("ingest", desk.path("laegehuse_2020-01.csv"));
    await ingest(countsCsv(history(10)), "--accept", "drawn");
    const more = [...rowsOf(history(11)), "2025-01;1;KOL;50;50"];
    const result = await ingest(strange(more), "--dry-run", "--accept", "drawn");
    expect(result.code).toBe(0);
    expect(summaryOf(result, noProblem).length).toBeLessThanOrEqual(15);
    expect(result.out).toContain("known for the first time: 2025-01");
    expect(result.out).toContain("changes 600 values of 5 clinics; --json lists all of it");
    expect(result.out).toMatch(/moves \d+ published figures\n/);
    const json = await desk.flp("ingest", "--json", "--dry-run", "--accept", "x", desk.path("planer.csv"));
    const { revision } = JSON.parse(json.out) as { revision: { changes: unknown[]; totals: unknown[] } };
    expect([revision.changes.length, revision.totals.length]).toEqual([600, 120]);
  });

  test("a refused file: a cause in a line with its count and examples, and little else", async () => {
    const bad = Array.from({ length: 300 }, (_, place) => `2025-02;${place + 1};KOL;mange;0`);
    const problem = /^error: planer\.csv:\d+: /;
    const result = await ingest(strange(bad));
    expect(result.code).toBe(12);
    expect(problemsOf(result, problem)).toBe(1);
    expect(result.err).toContain("300 times up to line ");
    expect(summaryOf(result, problem).length).toBeLessThanOrEqual(15);
  });

  test("a file in quarantine: the same cause as a warning, and what was stored", async () => {
    const bad = Array.from({ length: 300 }, (_, place) => `2025-02;${place + 1};KOL;mange;0`);
    const problem = /^warning: planer\.csv:\d+: /;
    const result = await ingest(
      strange([...bad, ...rowsOf(history(10))]),
      "--quarantine",
      "--accept",
      "drawn",
    );
    expect(result.code).toBe(0);
    expect(problemsOf(result, problem)).toBe(1);
    expect(result.out).toContain("600 rows read, 300 stored, 300 kept apart");
    expect(summaryOf(result, problem).length).toBeLessThanOrEqual(15);
  });

  test("a file that is held for sixty months: the first 20 reasons and their count", async () => {
    await ingest(countsCsv(history(10)));
    const problem = /^error: planer\.csv: held: /;
    const result = await ingest(strange(rowsOf(history(1))));
    expect(result.code).toBe(13);
    expect(problemsOf(result, problem)).toBe(20);
    // Each month lost its plans, and what the history lets expect of the newest ones was told beside that.
    const counted = /(?<more>\d+) problems more, (?<all>\d+) in all/.exec(result.err)?.groups;
    expect(Number(counted?.["all"])).toBeGreaterThanOrEqual(60);
    expect(Number(counted?.["all"]) - Number(counted?.["more"])).toBe(20);
    expect(summaryOf(result, problem).length).toBeLessThanOrEqual(15);
    const accepted = await ingest(strange(rowsOf(history(1))), "--accept", "drawn");
    expect(accepted.code).toBe(0);
    expect(summaryOf(accepted, noProblem).length).toBeLessThanOrEqual(15);
  });
});

test("the command that a held file is told of, pasted into a shell in the same folder, lets it in", async () => {
  await ingest(countsCsv([["2025-01", "1", "KOL", 10, 0]]));
  const less = desk.path("Peter's planer; januar.csv");
  await writeFile(less, countsCsv([["2025-01", "1", "KOL", 1, 0]]));
  const { out } = await desk.flp("ingest", less);
  const [, command = ""] = /all the same: flp (.*)\n/.exec(out) ?? [];
  const words = execFileSync("sh", ["-c", `printf '%s\\n' ${command}`], { encoding: "utf8" })
    .trim()
    .split("\n");
  expect(words).toEqual(["ingest", "--accept", "REASON", relative(process.cwd(), less)]);
  expect((await desk.flp(...words)).code).toBe(0);
});

describe("one is singular", () => {
  test("one row, one plan, one problem, one clinic", async () => {
    const stored = await ingest(countsCsv([["2025-01", "1", "KOL", 9, 1]]));
    expect(stored.out).toBe(
      "planer.csv: load 1, 2025-01, 1 row read and stored, 9 new and 1 maintained plan\n",
    );
    const dry = await ingest(countsCsv([["2025-01", "1", "KOL", 10, 1]]), "--dry-run");
    expect(dry.out).toContain("1 row read and none stored, 10 new and 1 maintained plan\n");
    expect(dry.out).toContain("changes 1 value of 1 clinic;");
    const bad = Array.from({ length: 21 }, (_, place) => `2025-02;${place + 1};KOL;mange;0`);
    expect((await ingest([header, ...bad, ""].join("\r\n"))).err).toContain("21 times up to line 22");
    expect((await desk.flp("status")).out).toMatch(/loads +1 stands\n/);
  });
});

test("the supplier of an HTML page is asked for another format, not for other headings", async () => {
  await writeFile(desk.path("planer.xls"), "<html><table><tr><td>Periode</td></tr></table></html>");
  expect((await desk.flp("ingest", desk.path("planer.xls"))).code).toBe(11);
  const mail = await readFile(desk.path("mail_planer.xls.txt"), "utf8");
  expect(mail).toContain("- Filen er hverken CSV eller en Excel-projektmappe (.xlsx).");
  expect(mail).toContain("Gem filen i et af de to formater");
});

describe("flp run", () => {
  test("writes the list of problems of a refused file into its output folder, and names it", async () => {
    await mkdir(desk.path("inbox"));
    await writeFile(desk.path("inbox/planer.csv"), `${header}\r\n2025-02;11;KOL;mange;0\r\n`);
    const words = ["run", "monthly", "--inbox", desk.path("inbox"), "--out", desk.path("out")];
    const { code, err } = await desk.flp(...words);
    expect(code).toBe(12);
    const list = ["planer.csv.problemer.csv", "planer.csv.problemer.json", "planer.csv.problemer.xlsx"];
    expect((await readdir(desk.path("out"))).sort()).toEqual(["mail_planer.csv.txt", ...list]);
    expect(err).toContain(`list of problems for the supplier: ${join(desk.path("out"), list[2] ?? "")}`);
    const mail = await readFile(desk.path("out/mail_planer.csv.txt"), "utf8");
    expect(mail).toContain("- Linje 2, kolonnen Nye planer: Værdien er ikke et helt tal på 0 eller mere.");
    expect(mail).toContain("  Set i filen: mange\r\n  Hvad I kan gøre: Ret tallet.");
    expect(await readdir(desk.path("inbox"))).toEqual(["planer.csv"]);
  });

  test("in which every file is good writes none", async () => {
    await mkdir(desk.path("inbox"));
    const held = [1, 2].map((number): CountLine => ["2025-01", String(number), "KOL", 10, 0]);
    await writeFile(desk.path("inbox/planer.csv"), countsCsv(held));
    await desk.flp("run", "monthly", "--inbox", desk.path("inbox"), "--out", desk.path("out"));
    const written = await readdir(desk.path("out")).catch(() => []);
    expect(written.filter((name) => name.includes(".problemer."))).toEqual([]);
  });
});
