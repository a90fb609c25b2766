import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DrawnCell, DrawnSheet } from "../../../testing/make-xlsx.js";
import { makeXlsx } from "../../../testing/make-xlsx.js";
import type { Workshop } from "../../../testing/workshop.js";
import { openWorkshop } from "../../../testing/workshop.js";
import type { IngestOutcome } from "../../store/outcome.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

/** An empty store in place of the one that is used. */
async function startOver(): Promise<void> {
  await shop.end();
  shop = await openWorkshop();
}

const header = ["Periode", "Ydernummer", "Plantype", "Nye planer", "Vedligeholdte planer"];
const rows: DrawnCell[][] = [
  ["2025-02", "001040", "KOL", 1, 20],
  ["2025-02", "001061", "KOL", 3, 1000],
];
const blank: DrawnCell[] = [];

const lines = (): unknown[] =>
  shop.store.raw
    .prepare("select ydernummer, new_plans, maintained_plans, line from plan_count where load_to is null")
    .raw()
    .all();
const both = (first: number) => [
  ["001040", 1, 20, first],
  ["001061", 3, 1000, first + 1],
];

async function loadXlsx(all: DrawnCell[][], more: Partial<DrawnSheet> = {}): Promise<IngestOutcome> {
  return shop.load("planer.xlsx", await makeXlsx([{ rows: all, ...more }]));
}

/** The same rows as a text file; a row of one cell is a line without delimiters, as people write notes. */
async function loadCsv(all: DrawnCell[][]): Promise<IngestOutcome> {
  const text = all.map((cells) =>
    cells.map((cell) => (typeof cell === "object" ? "" : String(cell))).join(";"),
  );
  return shop.load("planer.csv", `${text.join("\r\n")}\r\n`);
}

describe.each([
  ["a sheet", loadXlsx],
  ["a text file", loadCsv],
] as const)("round the table of %s", (_, load) => {
  test("title rows and blank rows above it, notes below it are no rows of it", async () => {
    const outcome = await load([
      ["Udtræk fra PLSP"],
      blank,
      header,
      ...rows,
      blank,
      ["Kilde: PLSP"],
      ["Trukket den", "01-03-2025"],
    ]);
    expect(outcome).toMatchObject({ status: "stored", rows: { read: 2, stored: 2, rejected: 0 } });
    expect(lines()).toEqual(both(4));
    expect(outcome.warnings.join("\n")).toMatch(
      /notes below the table were left out: row 7 “Kilde: PLSP”, row 8 “Trukket den”/,
    );
  });

  test("a note right below the last row is told from a row that was cut", async () => {
    expect(await load([header, ...rows, ["Kilde: PLSP, marts"]])).toMatchObject({ status: "stored" });
    await startOver();
    const cut = [["2025-02"], ["2025-0"], ["2025-02", "0010"]];
    for (const last of cut) expect(await load([header, ...rows, last])).toMatchObject({ exitCode: 12 });
  });

  test("a total that agrees is a check; one that does not is a bad row at its cell", async () => {
    const good = await load([header, ...rows, ["I alt", "", "", 4, 1020]]);
    expect(good).toMatchObject({ status: "stored", rows: { read: 2 }, plans: { new: 4, maintained: 1020 } });
    expect(good.warnings.join()).toMatch(/the total in row 4 agrees with the rows above it/);
    const bad = await load([header, ...rows, blank, ["Total:", "", "", 4, 1021]]);
    expect(bad).toMatchObject({ status: "refused", exitCode: 12, rows: { read: 3, stored: 0, rejected: 3 } });
    expect(bad.problems).toMatchObject([
      { code: "total", line: 5, column: "Vedligeholdte planer", value: "1021", facts: { sum: "1020" } },
    ]);
  });

  test("a total inside the table and a row of a clinic called Total are rows like others", async () => {
    const inside = await load([header, rows[0] ?? [], ["I alt", "", "", 1, 20], rows[1] ?? []]);
    expect(inside.problems.map(({ line, code }) => `${line ?? ""} ${code}`)).toContain("3 month");
    const register = ["Ydernummer", "Lægehus", "Region", "Kliniktype", "Antal læger", "Åbnet", "Lukket"];
    const clinic = ["1040", "Total Lægehus", "1081", "PLO-klinik", "1,5", "01-01-2000", ""];
    const csv = [register, clinic].map((row) => row.join(";")).join("\n");
    expect(await shop.load("laegehuse_2025-02.csv", csv)).toMatchObject({ rows: { stored: 1 } });
  });

  test("a second table below the first is refused by its row, and so are headings that come again", async () => {
    const register = ["Ydernummer", "Lægehus", "Region"];
    const clinic = ["001040", "Solen", "1081"];
    for (const [again, row] of [
      [[blank, register, clinic], 5],
      [[blank, header, ...rows], 5],
      [[header, ...rows], 4],
    ] as const) {
      const outcome = await load([header, ...rows, ...again.map((cells) => [...cells])]);
      expect(outcome).toMatchObject({ status: "refused", exitCode: 12, rows: { stored: 0 } });
      expect(outcome.problems.map(({ code, line }) => ({ code, line }))).toEqual([
        { code: "second-table", line: row },
      ]);
    }
  });

  test("two tables side by side are refused by their columns", async () => {
    const twice = [header, ...rows].map((row) => [...row, "", ...row]);
    await expect(load(twice)).rejects.toMatchObject({
      code: 11,
      message: /side by side.*column E.*column G/,
    });
  });

  test("a header in two rows is read by both: groups over columns, and headings cut in two", async () => {
    const grouped = [
      ["Periode", "Ydernummer", "Plantype", "Planer", ""],
      ["", "", "", "Nye planer", "Vedligeholdte planer"],
    ];
    const cut = [
      ["Periode", "Ydernummer", "Plantype", "Nye", "Vedligeholdte"],
      ["", "", "", "planer", "planer"],
    ];
    for (const twoRows of [grouped, cut]) {
      const outcome = await load([...twoRows, ...rows]);
      expect(outcome).toMatchObject({ status: "stored", rows: { read: 2 } });
      expect(outcome.warnings.join()).toMatch(/rows 1 and 2 were read as one header/);
      expect(lines()).toEqual(both(3));
      await startOver();
    }
  });

  test("units behind and below headings are left out, shares and rates are other columns", async () => {
    const units = [...header.slice(0, 3), "Nye planer (antal)", "Vedligeholdte planer, stk."];
    const outcome = await load([units, ...rows]);
    expect(outcome).toMatchObject({ status: "stored", rows: { read: 2 } });
    expect(outcome.warnings.join()).toMatch(/“Nye planer \(antal\)” was read as “Nye planer”/);
    const below = await load([header, ["", "", "", "(antal)", "(antal)"], ...rows]);
    expect(below.rows.read).toBe(2);
    const share = [...header.slice(0, 3), "Nye planer (%)", "Vedligeholdte planer"];
    await expect(load([share, ...rows])).rejects.toMatchObject({ code: 11 });
    const beside = [...header, "Nye planer (%)"];
    expect(await load([beside, ...rows.map((row) => [...row, 12])])).toMatchObject({ status: "stored" });
  });
});

describe.each([
  ["a sheet", loadXlsx],
  ["a text file", loadCsv],
] as const)("columns of %s", (_, load) => {
  test("one without a heading is left out with a word, and its values are counted", async () => {
    const outcome = await load([
      ["", ...header],
      ["a", ...(rows[0] ?? [])],
      ["", ...(rows[1] ?? [])],
    ]);
    expect(outcome.warnings).toEqual([
      "column A has no heading; its values in 1 row (first in row 2) were left out",
    ]);
    expect(lines()).toEqual(both(2));
  });

  test("a last one without a heading is no delimiter too many where it holds values", async () => {
    const outcome = await load([[...header, ""], ...rows.map((row) => [...row, "x"])]);
    expect(outcome.warnings).toEqual([
      expect.stringMatching(
        /^(column F has no heading; its values in 2 rows .*|cells beside the table were left out: F2 “x”, F3 “x”)$/,
      ),
    ]);
  });

  test.each([
    ["underscores", "_"],
    ["points", "."],
  ])("%s between the words of headings are blanks", async (__, mark) => {
    const marked = header.map((heading) => heading.replace(" ", mark));
    const outcome = await load([marked, ...rows]);
    expect(outcome).toMatchObject({ status: "stored", rows: { stored: 2 } });
    expect(outcome.warnings).toEqual([expect.stringContaining(`“Nye${mark}planer” as “Nye planer”`)]);
  });

  test("two that differ by such marks alone are one heading twice", async () => {
    const outcome = await load([
      [...header.slice(0, 4), "Nye_planer", header[4] ?? ""],
      [...(rows[0] ?? []), 7],
    ]);
    expect(outcome).toMatchObject({ status: "stored" });
    expect(outcome.warnings).toEqual([expect.stringContaining("the column “Nye_planer” is not known")]);
    const marked = header.map((heading) => heading.replace(" ", "_"));
    const twice = load([
      [...marked, "Nye.planer"],
      [...(rows[0] ?? []), 7],
    ]);
    await expect(twice).rejects.toThrow("two columns have the heading “Nye.planer”");
  });
});

test("marks that mean text are taken from the cells of a sheet as from a text file", async () => {
  const [first = [], second = []] = rows;
  const outcome = await loadXlsx([
    header,
    [first[0] ?? "", "'001040", ...first.slice(2)],
    [second[0] ?? "", '="001061"', ...second.slice(2)],
  ]);
  expect(outcome.warnings).toEqual([
    "2 cells with a mark that means text, such as “'001040”, were read without it",
  ]);
  expect(lines()).toEqual(both(2));
});

test("a note beside the table is left out with its cell, a table beside it is refused", async () => {
  const [first = [], second = []] = rows;
  const noted = await loadXlsx([header, [...first, null, "husk at ringe"], second]);
  expect(noted.warnings).toEqual(["cells beside the table were left out: G2 “husk at ringe”"]);
  expect(lines()).toEqual(both(2));
  await startOver();
  const outcome = await loadXlsx([header, [...first, null, "Region", "Antal"], [...second, null, "1081", 4]]);
  expect(outcome).toMatchObject({ status: "refused", problems: [{ line: 2, code: "width" }, { line: 3 }] });
});

test("merged cells in a header of two rows are its form, merged rows of the table are not", async () => {
  const twoRows = [
    ["Periode", "Ydernummer", "Plantype", "Planer", ""],
    ["", "", "", "Nye planer", "Vedligeholdte planer"],
  ];
  const all = [...twoRows, ...rows];
  expect(await loadXlsx(all, { merged: ["A1:A2", "D1:E1"] })).toMatchObject({ status: "stored" });
  const merged = await loadXlsx(all, { merged: ["A2:A3"] });
  expect(merged.problems.map(({ code }) => code)).toEqual(["merged"]);
});

test("a total whose formula was never calculated is left out with a word", async () => {
  const total = ["I alt", "", "", { formula: "SUM(D2:D3)" }, { formula: "SUM(E2:E3)" }];
  const outcome = await loadXlsx([header, ...rows, total]);
  expect(outcome).toMatchObject({ status: "stored", rows: { read: 2 } });
  expect(outcome.warnings.join()).toMatch(/it holds no number that could be held against the rows/);
});

test("with --quarantine a total that differs is kept apart like a bad row", async () => {
  const bytes = await makeXlsx([{ rows: [header, ...rows, ["I alt", "", "", 5, 1020]] }]);
  const outcome = await shop.load("planer.xlsx", bytes, { quarantine: true });
  expect(outcome).toMatchObject({ status: "stored", rows: { read: 3, stored: 2, rejected: 1 } });
});

test("a register's total is the sum of its doctors", async () => {
  const names = ["Ydernummer", "Lægehus", "Region", "Kliniktype", "Antal læger", "Åbnet", "Lukket"];
  const clinic = (number: string, doctors: number): DrawnCell[] => [
    ...[number, "Solen", 1081, "PLO-klinik", doctors, "01-01-2000", ""],
  ];
  const register = [names, clinic("1040", 0.7), clinic("1061", 0.1)];
  const load = async (total: number) =>
    shop.load(
      "laegehuse_2025-02.xlsx",
      await makeXlsx([{ rows: [...register, ["I alt", "", "", "", total]] }]),
    );
  expect((await load(0.9)).problems).toMatchObject([{ code: "total", facts: { sum: "0,8" } }]);
  expect(await load(0.8)).toMatchObject({ status: "stored", rows: { stored: 2 } });
});
