import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DrawnCell, DrawnSheet, DrawnWorkbook } from "../../../testing/make-xlsx.js";
import { dateStyle, makeXlsx, monthStyle } from "../../../testing/make-xlsx.js";
import type { Workshop } from "../../../testing/workshop.js";
import { openWorkshop } from "../../../testing/workshop.js";
import type { IngestOutcome } from "../../store/outcome.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const header = ["Periode", "Ydernummer", "Plantype", "Nye planer", "Vedligeholdte planer"];
const good: DrawnCell[] = ["2025-02", "001040", "KOL", 1, 2];

const load = async (rows: DrawnSheet["rows"], more: Partial<DrawnSheet> & DrawnWorkbook = {}) =>
  shop.load("planer.xlsx", await makeXlsx([{ rows, ...more }], more));

const stored = (): unknown[] =>
  shop.store.raw
    .prepare(
      "select month, ydernummer, plan_type, new_plans, maintained_plans, line from plan_count where load_to is null",
    )
    .raw()
    .all();

const found = ({ problems }: IngestOutcome): string[] =>
  problems.map(({ line, sheet, column, code }) => `${sheet ?? ""} ${line ?? ""} ${column ?? ""} ${code}`);

test("title rows above the header are passed over, and lines are those that Excel shows", async () => {
  const outcome = await load([["Udtræk fra PLSP"], [], [null, "februar"], header, good]);
  expect(outcome).toMatchObject({ status: "stored", rows: { read: 1, stored: 1, rejected: 0 } });
  expect(stored()).toEqual([["2025-02", "001040", "KOL", 1, 2, 5]]);
});

test("a number in place of a ydernummer is padded with a warning that counts", async () => {
  const outcome = await load([header, ["2025-02", 1040, "KOL", 1, 2], ["2025-02", 123456, "KOL", 1, 2]]);
  expect(stored()).toHaveLength(2);
  expect(stored()[0]).toEqual(["2025-02", "001040", "KOL", 1, 2, 2]);
  expect(outcome.warnings.join()).toMatch(
    /1 cell of the column “Ydernummer” is a number that lost its leading zeros \(first in row 2\)/,
  );
});

describe("dates", () => {
  test.each([
    [45689, false, dateStyle],
    [45689, false, monthStyle],
    [44227, true, dateStyle],
  ])("serial %s (1904: %s, style %s) is February 2025", async (value, has1904, style) => {
    expect(await load([header, [{ value, style }, "1040", "KOL", 1, 2]], { has1904 })).toMatchObject({
      months: ["2025-02"],
      status: "stored",
    });
  });

  test("a register's dates are read from date cells as from text", async () => {
    const names = ["Ydernummer", "Lægehus", "Region", "Kliniktype", "Antal læger", "Åbnet", "Lukket"];
    const row = ["1040", "Solen", 1081, "PLO-klinik", 1.5, { value: 36526, style: dateStyle }, "31-12-2026"];
    const outcome = await shop.load("laegehuse_2025-02.xlsx", await makeXlsx([{ rows: [names, row] }]));
    expect(outcome).toMatchObject({ status: "stored", problems: [] });
    expect(
      shop.store.raw.prepare("select opened, closed, doctors_millionths, region from clinic_period").all(),
    ).toEqual([
      { opened: "2000-01-01", closed: "2026-12-31", doctors_millionths: 1_500_000, region: "nordjylland" },
    ]);
  });
});

test("shared, rich and inline texts, formulas and escapes are read by what Excel shows", async () => {
  const outcome = await load(
    [
      header,
      [
        { type: "s", value: 0 },
        { type: "s", value: 1 },
        { type: "str", formula: 'UPPER("kol")', value: "KOL" },
        { formula: "1+1", value: 2 },
        { type: "s", value: 2 },
      ],
    ],
    {
      shared: [
        "2025-02",
        "<r><t>0010</t></r><r><rPr><b/></rPr><t>40</t></r><rPh><t>x</t></rPh>",
        "1.234_x000D_",
      ],
    },
  );
  expect(outcome.problems).toEqual([]);
  expect(stored()).toEqual([["2025-02", "001040", "KOL", 2, 1234, 2]]);
});

test("error cells, formulas never calculated, fractions and booleans are problems at their cells", async () => {
  const outcome = await load([
    header,
    ["2025-02", "1", "KOL", { type: "e", value: "#N/A" }, 1],
    ["2025-02", "2", "KOL", { formula: "A1" }, 1],
    ["2025-02", "3", "KOL", 1.234, 1],
    ["2025-02", "4", "KOL", { type: "b", value: 1 }, 1],
    ["2025-02", "5", { type: "e", value: "#REF!" }, 1, 1],
  ]);
  expect(found(outcome)).toEqual([
    "Ark1 2 Nye planer cell-error",
    "Ark1 3 Nye planer cell-no-value",
    "Ark1 4 Nye planer count",
    "Ark1 5 Nye planer count",
    "Ark1 6 Plantype cell-error",
  ]);
  expect(outcome.rows).toEqual({ read: 5, stored: 0, rejected: 5 });
});

test("merged cells in the table refuse the file and are named; above and below the table they do not matter", async () => {
  const rows = [["Titel"], header, good, ["2025-02", "2", "KOL", 1, 2]];
  expect(found(await load(rows, { merged: ["A3:A4"] }))).toEqual(["Ark1 3 Periode merged"]);
  expect(await load(rows, { merged: ["A1:E1", "A9:B10", "H3:J4"] })).toMatchObject({ status: "stored" });
});

test("hidden rows and columns are read and reported, hidden sheets are reported and not read", async () => {
  const rows = [header, good, ["2025-02", "2", "KOL", 1, 2]];
  const bytes = await makeXlsx([
    { name: "Kladde", state: "veryHidden", rows },
    { name: "Data", rows, hiddenRows: [3], hiddenColumns: [3] },
    { name: "Forklaring", rows: [["KOL er en plantype"]] },
  ]);
  const outcome = await shop.load("planer.xlsx", bytes);
  expect(outcome).toMatchObject({ status: "stored", rows: { stored: 2 } });
  expect(outcome.warnings.join("\n")).toMatch(/hidden sheet “Kladde” was not read/);
  expect(outcome.warnings.join("\n")).toMatch(/the sheet “Forklaring” was not read; “Data” was/);
  expect(outcome.warnings.join("\n")).toMatch(/hidden rows were read like the others: 3/);
  expect(outcome.warnings.join("\n")).toMatch(/hidden columns were read like the others: C “Plantype”/);
});

test("two sheets that could both be the extract are refused: which one counts cannot be told", async () => {
  const bytes = await makeXlsx([
    { name: "Januar", rows: [header, good] },
    { name: "Februar", rows: [header, good] },
  ]);
  await expect(shop.load("planer.xlsx", bytes)).rejects.toMatchObject({
    code: 11,
    message: "more than one sheet can be read: “Januar”, “Februar”",
  });
});

describe("what looks like a civil registration number refuses the file, is placed and never shown", () => {
  const cpr = "010190-1234";
  const cases: [string, () => Promise<Uint8Array>, RegExp][] = [
    ["in a text cell", () => makeXlsx([{ rows: [header, ["2025-02", cpr, "KOL", 1, 2]] }]), /the cell B2/],
    ["as a number", () => makeXlsx([{ rows: [header, ["2025-02", 101901234, "KOL", 1, 2]] }]), /the cell B2/],
    ["in a title row", () => makeXlsx([{ rows: [[`sag ${cpr}`], header, good] }]), /the cell A1/],
    [
      "in a shared text",
      () => makeXlsx([{ rows: [header, [...good, { type: "s", value: 0 }]] }], { shared: [`x ${cpr}`] }),
      /the cell F2/,
    ],
    [
      "in a hidden sheet",
      () => makeXlsx([{ rows: [header, good] }, { name: "Skjult", state: "hidden", rows: [[cpr]] }]),
      /the cell A1/,
    ],
    ["in a sheet's name", () => makeXlsx([{ name: cpr, rows: [header, good] }]), /the name of a sheet/],
    [
      "in a heading",
      () =>
        makeXlsx([
          {
            rows: [
              [...header, `Note ${cpr}`],
              [...good, "x"],
            ],
          },
        ]),
      /the heading of column F/,
    ],
    [
      "in a formula",
      () => makeXlsx([{ rows: [header, ["2025-02", "1", "KOL", { formula: `N("${cpr}")`, value: 0 }, 1]] }]),
      /the cell D2/,
    ],
    [
      "in a comment",
      () =>
        makeXlsx([{ rows: [header, good] }], {
          parts: { "xl/comments1.xml": `<comments><t>${cpr}</t></comments>` },
        }),
      /comments1\.xml/,
    ],
    [
      "in a page footer",
      () =>
        makeXlsx([
          { rows: [header, good], after: `<headerFooter><oddFooter>${cpr}</oddFooter></headerFooter>` },
        ]),
      /page header or footer/,
    ],
  ];
  test.each(cases)("%s", async (_, make, place) => {
    const outcome = await shop.load("planer.xlsx", await make());
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12 });
    expect(outcome.problems.map(({ code }) => code)).toContain("cpr");
    expect(outcome.problems.map(({ message }) => message).join("\n")).toMatch(place);
    expect(JSON.stringify(outcome)).not.toMatch(/010190|101901234/);
    expect(stored()).toEqual([]);
  });
});
