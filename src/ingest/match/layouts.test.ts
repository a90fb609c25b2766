import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { profileSchema } from "../../defs/profiles/schema.js";
import { dateStyle, makeXlsx } from "../../testing/make-xlsx.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop, plainSettings } from "../../testing/workshop.js";
import { ingestFiles } from "../store/ingest-files.js";
import type { IngestOutcome } from "../store/outcome.js";
import type { IngestSettings } from "../store/settings.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

/** Loads a file with one profile, written as in its YAML file. */
async function load(
  profile: string,
  content: string | Uint8Array,
  more: Partial<IngestSettings> & { name?: string } = {},
): Promise<IngestOutcome> {
  const profiles = [profileSchema.parse({ id: "x.v1", title: "x", source: "x", ...parseYaml(profile) })];
  const path = join(shop.folder, more.name ?? "udtraek.csv");
  await writeFile(path, content);
  const tools = { ...shop, definitions: { ...shop.definitions, profiles } };
  for await (const { outcome } of ingestFiles([path], { ...plainSettings, ...more }, tools)) return outcome;
  throw new Error("no outcome");
}

const stored = (): unknown[] =>
  shop.store.raw
    .prepare("select month, ydernummer, plan_type, new_plans, maintained_plans, line from plan_count")
    .raw()
    .all();

const wideByType = `
kind: plan-counts
month: {column: {header: Periode, formats: [yyyy-MM, MMM-yy]}}
columns: {ydernummer: {header: Yder}}
wide:
  - {header: KOL nye, plan_type: KOL, measure: new}
  - {header: KOL vedl., plan_type: KOL, measure: maintained}
  - {header: T2D nye, plan_type: T2D, measure: new}
  - {header: T2D vedl., plan_type: T2D, measure: maintained}
`;

const wideByMonth = `
kind: plan-counts
month: {headers: {formats: [yyyy-MM, MMM-yy, excel-date]}}
columns: {ydernummer: {header: Yder}, plan_type: {header: Type}}
wide:
  - {header: "Nye {month}", measure: new}
  - {header: "Vedl. {month}", measure: maintained}
`;

const wideByMeasure = `
kind: plan-counts
month: {headers: {formats: [yyyy-MM, excel-date]}}
columns:
  ydernummer: {header: Yder}
  plan_type: {header: Type}
  measure: {header: Mål, values: {new: [Nye], maintained: [Vedligeholdte]}}
wide: [{header: "{month}"}]
`;

describe("one column per plan type and measure", () => {
  test("a blank cell is 0, a plan type of blanks has no row, and the file's rows are what is counted", async () => {
    const outcome = await load(
      wideByType,
      "Periode;Yder;KOL nye;KOL vedl.;T2D nye;T2D vedl.\nfeb-25;11;1;2;;\nfeb-25;22;;4;0;0\n2025-03;11;;;;\n",
    );
    expect(outcome).toMatchObject({
      status: "stored",
      rows: { read: 3, stored: 3, rejected: 0 },
      plans: { new: 1, maintained: 6 },
      months: ["2025-02", "2025-03"],
    });
    expect(stored()).toEqual([
      ["2025-02", "000011", "KOL", 1, 2, 2],
      ["2025-02", "000022", "KOL", 0, 4, 3],
      ["2025-02", "000022", "T2D", 0, 0, 3],
    ]);
  });

  test("one bad cell makes the whole row bad, at its column", async () => {
    const outcome = await load(
      wideByType,
      "Periode;Yder;KOL nye;KOL vedl.;T2D nye;T2D vedl.\n2025-02;11;1;2;x;\n",
    );
    expect(outcome.problems).toMatchObject([{ line: 2, column: "T2D nye", code: "count" }]);
  });

  test("a clinic that stands twice is named at both lines", async () => {
    const outcome = await load(
      wideByType,
      "Periode;Yder;KOL nye;KOL vedl.;T2D nye;T2D vedl.\n2025-02;11;1;2;;\n2025-02;11;1;2;;\n",
    );
    expect(outcome.problems).toMatchObject([
      { line: 2, code: "duplicate" },
      { line: 3, code: "duplicate" },
    ]);
  });
});

describe("one column per month", () => {
  test("months come from the headings, also from those with blank cells alone", async () => {
    const outcome = await load(
      wideByMonth,
      "Yder;Type;Nye 2025-01;Vedl. 2025-01;Nye feb-25;Vedl. feb-25\n11;KOL;1;2;;\n",
    );
    expect(outcome).toMatchObject({ status: "stored", months: ["2025-01", "2025-02"], rows: { read: 1 } });
    expect(stored()).toEqual([["2025-01", "000011", "KOL", 1, 2, 2]]);
  });

  test("a month that lacks one of the measures is an unknown layout, with the column that is missing", async () => {
    const outcome = await load(
      wideByMonth,
      "Yder;Type;Nye 2025-01;Vedl. 2025-01;Nye 2025-02\n11;KOL;1;2;3\n",
    );
    expect(outcome.exitCode).toBe(11);
    expect(outcome.problems[0]?.message).toContain("columns missing: “Vedl. 2025-02”");
  });

  test("rows for new and for maintained plans are put together by their key; months may be date cells", async () => {
    const months = [45658, 45689].map((value) => ({ value, style: dateStyle }));
    const rows = [
      ["Yder", "Type", "Mål", ...months],
      ["11", "KOL", "Nye", 1, 2],
      ["22", "KOL", "nye", 5, null],
      ["11", "KOL", "Vedligeholdte", 3, 4],
    ];
    expect(await load(wideByMeasure, await makeXlsx([{ rows }]))).toMatchObject({
      status: "stored",
      rows: { read: 3, stored: 3 },
    });
    expect(stored()).toEqual([
      ["2025-01", "000011", "KOL", 1, 3, 2],
      ["2025-01", "000022", "KOL", 5, 0, 3],
      ["2025-02", "000011", "KOL", 2, 4, 2],
    ]);
  });

  test("the same measure twice is named at both lines, an unknown measure at its cell", async () => {
    const outcome = await load(
      wideByMeasure,
      "Yder;Type;Mål;2025-01\n11;KOL;Nye;1\n11;KOL;Nye;1\n11;KOL;alle;1\n",
    );
    expect(outcome.problems.map(({ line, code }) => `${line ?? ""} ${code}`)).toEqual([
      "2 duplicate",
      "3 duplicate",
      "4 measure",
    ]);
  });
});

describe("every form of a month", () => {
  const shipped = (written: string): string =>
    countsCsv([["2025-02", "11", "KOL", 1, 2]]).replace("2025-02", written);

  test.each(["2025-02", "202502", "02-2025", "feb-25", "Feb-25", "Februar 2025", "februar 2025"])(
    "%s in a column",
    async (written) => {
      expect(await shop.load("planer.csv", shipped(written))).toMatchObject({ months: ["2025-02"] });
    },
  );

  const yearAndMonth = `
kind: plan-counts
month: {year_and_month: {year: {header: År}, month: {header: Md}}}
columns: {ydernummer: {header: Yder}, plan_type: {header: Type}, new: {header: Nye}, maintained: {header: Vedl}}
`;
  test.each(["2025;2", "2025;02", "2025;februar", "2025;feb"])("%s in two columns", async (written) => {
    expect(await load(yearAndMonth, `År;Md;Yder;Type;Nye;Vedl\n${written};1;KOL;1;2\n`)).toMatchObject({
      months: ["2025-02"],
    });
  });

  const byFile = "Ydernummer;Plantype;Nye planer;Vedligeholdte planer\n11;KOL;1;2\n";
  test("from the file's name, from --month, and from neither", async () => {
    expect(await shop.load("planer 2025-02.csv", byFile)).toMatchObject({ months: ["2025-02"] });
    expect(await shop.load("planer.csv", byFile, { month: month("2025-03") })).toMatchObject({
      months: ["2025-03"],
    });
    await expect(shop.load("planer.csv", byFile)).rejects.toMatchObject({
      code: 11,
      lines: expect.arrayContaining([expect.stringContaining("--month YYYY-MM")]),
    });
  });
});

describe("text files that mean the same are read the same", () => {
  const text = countsCsv([["2025-02", "11", "KOL", 1, 2]]);
  const wide = "Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer;L\u00e6gehus";
  const cases: [string, string | Uint8Array][] = [
    ["with a byte order mark", `\ufeff${text}`],
    ["with a byte order mark and quotation marks", `\ufeff${text.replace("Periode", '"Periode"')}`],
    ["in UTF-16", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["in UTF-16 the other way round", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["with CR alone as line end", text.replaceAll("\r\n", "\r")],
    ["with LF, blank lines and lines of delimiters", `\n${text.replaceAll("\r\n", "\n\n")};;;;\n  \n`],
    ["with commas", text.replaceAll(";", ",")],
    ["with tabs", text.replaceAll(";", "\t")],
    ["with bars", text.replaceAll(";", "|")],
    ["with every cell in quotation marks", text.replaceAll(/[^;\r\n]+/g, '"$&"')],
    ["with a line break in a heading", text.replace("Nye planer", '"Nye\r\nplaner"')],
    [
      "with delimiters inside a quoted cell",
      text.replace("KOL", '"KOL"').replace("\r\n", ';"a;b,c,d,e,f"\r\n').replace(";2\r\n", ";2;x\r\n"),
    ],
    ["with other capitals and spaces", text.replace("Nye planer", " nye  PLANER ")],
    [
      "with a decomposed letter in a heading that nobody reads",
      `${wide.normalize("NFD")}\n2025-02;11;KOL;1;2;x\n`,
    ],
    ["in Windows-1252", Buffer.from(`${wide}\n2025-02;11;KOL;1;2;S\u00f8ndergade\n`, "latin1")],
  ];
  test.each(cases)("%s", async (_, content) => {
    expect(await shop.load("planer.csv", content)).toMatchObject({ status: "stored", problems: [] });
    expect(stored().map((row) => (row as unknown[]).slice(0, 5))).toEqual([
      ["2025-02", "000011", "KOL", 1, 2],
    ]);
  });

  test("a register's headings match composed or decomposed", async () => {
    const header = "Ydernummer;Lægehus;Region;Kliniktype;Antal læger;Åbnet;Lukket".normalize("NFD");
    const outcome = await shop.load("l_2025-02.csv", `${header}\n1;A;1081;PLO-klinik;1;01-01-2000;\n`);
    expect(outcome.status).toBe("stored");
  });

  test("after a mark that spoils its own line alone, the problems behind it are still found, each at its line", async () => {
    const bad = `${text}2025-02;"22"2;KOL;1;2\r\n2025-02;33;KOL;x;2\r\n2025-02;5";KOL;1;2\r\n`;
    const outcome = await shop.load("planer.csv", bad);
    expect(outcome.problems.map(({ line, code }) => `${line ?? ""} ${code}`)).toEqual([
      "3 quotes",
      "4 count",
      "5 quotes",
    ]);
    expect(outcome.problems[0]?.message).toMatch(/^the quotation mark at character 9 /);
  });

  describe("a quotation mark that is not closed on its line ends the reading", () => {
    test.each([
      ["never closed", `2025-02;"22;KOL;1;2\r\n2025-02;33;KOL;x;2\r\n\r\n2025-02;44;KOL;1;2\r\n`],
      ["closed by one further down", `2025-02;"22;KOL;1;2\r\n2025-02;33;KOL;x;2\r\n2025-02;"44";KOL;1;2\r\n`],
      ["closed by one in the last line", `2025-02;"22;KOL;1;2\n\n2025-02;33;KOL;x;2\n2025-02;44;KOL;1;"2`],
    ])("%s: what lay before it and behind is told", async (_, rest) => {
      const outcome = await shop.load("planer.csv", text + rest);
      expect(outcome).toMatchObject({
        status: "refused",
        exitCode: 12,
        rows: { read: 4, stored: 0, rejected: 4 },
        problems: [{ line: 3, code: "unclosed-quote", facts: { position: "9", before: "1", behind: "2" } }],
      });
      expect(outcome.problems).toHaveLength(1);
      expect(outcome.problems[0]?.message).toMatch(
        /^the quotation mark at character 9 is never closed on its line; .*; reading ended there: 1 row before it was read, 2 lines behind it were not$/,
      );
      expect(stored()).toEqual([]);
    });

    test("in a file of many blocks, with all lines behind it counted", async () => {
      const row = (number: number): string => `2025-02;${number};KOL;1;2\r\n`;
      const rows = Array.from({ length: 40_000 }, (__, place) => row(place + 1));
      const bad = [...rows.slice(0, 20_000), '2025-02;20001;"KOL;1;2\r\n', ...rows.slice(20_001)];
      const outcome = await shop.load("planer.csv", `${text.split("\r\n")[0]}\r\n${bad.join("")}`);
      expect(outcome.rows).toEqual({ read: 40_000, stored: 0, rejected: 40_000 });
      expect(outcome.problems).toMatchObject([{ line: 20_002, facts: { before: "20000", behind: "19999" } }]);
    });

    test("in the header, too", async () => {
      const broken = text.replace("Ydernummer", '"Ydernummer');
      const outcome = await shop.load("planer.csv", broken);
      expect(outcome).toMatchObject({ status: "refused", exitCode: 12 });
      expect(outcome.problems).toMatchObject([
        { line: 1, code: "unclosed-quote", facts: { position: "9", before: "0", behind: "1" } },
      ]);
    });

    test("a person behind it is found all the same", async () => {
      const outcome = await shop.load(
        "planer.csv",
        `${text}2025-02;"22;KOL;1;2\r\n2025-02;010190-1234;KOL;1;2\r\n`,
      );
      expect(outcome.problems.map(({ code }) => code)).toEqual(["unclosed-quote", "cpr"]);
    });

    test("a line break in a cell that closes is none", async () => {
      const outcome = await shop.load("planer.csv", `${text}2025-02;22;"KOL\r\n";1;2\r\n`);
      expect(outcome).toMatchObject({ status: "stored", rows: { read: 2 } });
    });
  });
});

describe("a date counts as a month only on its first day at midnight", () => {
  /** 1 February 2025 in Excel's usual date system, and the hours of a time zone before it. */
  const february = 45_689;
  const sheet = (serial: number): Promise<Uint8Array> =>
    makeXlsx([
      {
        rows: [
          ["Periode", "Ydernummer", "Plantype", "Nye planer", "Vedligeholdte planer"],
          [{ value: serial, style: dateStyle }, "11", "KOL", 1, 2],
        ],
      },
    ]);

  test("1 February 2025 is February 2025, in a workbook and written with its midnight in a text file", async () => {
    expect(await shop.load("planer.xlsx", await sheet(february))).toMatchObject({ months: ["2025-02"] });
    const text = countsCsv([["2025-02-01 00:00:00", "11", "KOL", 1, 2]]);
    expect(await shop.load("planer.csv", text)).toMatchObject({ months: ["2025-02"], status: "stored" });
  });

  test.each([
    ["feb-24 typed in 2026, which is 24 February 2026", 46_077, "month-typed", /“feb-24” typed into Excel/],
    [
      "31 January 23:00",
      february - 1 / 24,
      "month-shifted",
      /^“2025-01-31 23:00:00” is shortly before 2025-02/,
    ],
    ["31 January", february - 1, "month-shifted", /the last day of 2025-01/],
    ["5 February", february + 4, "month-day", /^“2025-02-05” is a day within a month/],
    ["1 February 12:00", february + 0.5, "month-day", /^“2025-02-01 12:00:00” is a time within a day/],
  ])("%s is a bad row", async (_, serial, code, words) => {
    const outcome = await shop.load("planer.xlsx", await sheet(serial));
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12, problems: [{ code, line: 2 }] });
    expect(outcome.problems[0]?.message).toMatch(words);
  });

  test("a number beside a midnight by a rounding error of Excel's is that midnight", async () => {
    expect(await shop.load("planer.xlsx", await sheet(february - 1e-9))).toMatchObject({
      months: ["2025-02"],
    });
  });

  test("a number without the form of a date names the date that Excel means", async () => {
    const text = countsCsv([[String(february), "11", "KOL", 1, 2]]);
    const { problems } = await shop.load("planer.csv", text);
    expect(problems).toMatchObject([{ code: "month-serial", facts: { date: "2025-02-01" } }]);
  });

  test("a heading with a day where a month must stand refuses the file: its month would be lost", async () => {
    const content =
      "Yder;Type;Nye 2025-01-01;Vedl. 2025-01-01;Nye 2026-02-24;Vedl. 2026-02-24\n11;KOL;1;2;3;4\n";
    const outcome = await load(wideByMonth, content);
    expect(outcome.exitCode).toBe(11);
    expect(outcome.problems[0]?.message).toContain(
      "a month must stand: “Nye 2026-02-24”, “Vedl. 2026-02-24”",
    );
  });

  test("a register's dates are days without a time, or at midnight", async () => {
    const dates = (opened: string, closed: string): string =>
      clinicsCsv([{ ydernummer: "11", opened, closed }]);
    const read = await shop.load("l_2025-02.csv", dates("2010-01-01 00:00:00", "2024-12-31T00:00:00"));
    expect(read).toMatchObject({ status: "stored", problems: [] });
    const shifted = await shop.load("l_2025-03.csv", dates("2009-12-31 23:00:00", "45657"));
    expect(shifted.problems.map(({ code, column }) => `${column ?? ""} ${code}`)).toEqual([
      "Åbnet date-time",
      "Lukket date-serial",
    ]);
  });
});

describe("a profile says what stands below the table of its layout", () => {
  const counts = (values: string): string => `
kind: plan-counts
values: {${values}}
month: {column: {header: Periode, formats: [yyyy-MM]}}
columns: {ydernummer: {header: Yder}, plan_type: {header: Type}, new: {header: Nye}, maintained: {header: Vedl.}}
`;
  const table = "Periode;Yder;Type;Nye;Vedl.\n2025-02;11;KOL;1,234;2\n2025-02;12;KOL;1;0.0\n";
  const mark = 'decimal_mark: "."';

  test("its total row by words of its own, summed up as its numbers are written", async () => {
    const values = `${mark}, totals: [Alle ydere]`;
    const total = (sum: string): string => `${table}Alle ydere;;;${sum};2\n`;
    expect((await load(counts(mark), total("1,235"))).status).toBe("refused");
    const read = await load(counts(values), total("1,235"));
    expect(read).toMatchObject({ status: "stored", rows: { read: 2 } });
    expect(read.warnings).toContain("the total in row 4 agrees with the rows above it and was left out");
    const other = await load(counts(values), total("1,236"));
    expect(other.problems).toMatchObject([{ code: "total", line: 4, facts: { sum: "1235" } }]);
  });

  test("rows that are none of it, by how they begin", async () => {
    const footer = `${table}Udtrukket af;Jens;den 3. marts;kl. 8;fra basen\n`;
    const values = `${mark}, footers: [udtrukket]`;
    expect((await load(counts(mark), footer)).status).toBe("refused");
    const read = await load(counts(values), footer);
    expect(read).toMatchObject({ status: "stored", rows: { read: 2, stored: 2 } });
    expect(read.warnings).toContain("notes below the table were left out: row 4 “Udtrukket af”");
    const between = await load(counts(values), `${footer}2025-02;13;KOL;1;1\n`);
    expect(between.problems.map(({ line }) => line)).toContain(4);
  });
});

describe("a profile says how the files of its layout write their values", () => {
  const register = `
kind: clinic-register
values:
  decimal_mark: "."
  empty: ["(tom)"]
  dates: [dd.MM.yyyy, "yyyy-MM-dd HH:mm:ss"]
  no_end: [31.12.9999]
month: {file_name: {pattern: '_(\\d{6})', formats: [yyyyMM]}}
columns:
  ydernummer: {header: NR}
  name: {header: NAVN}
  region: {header: REGION}
  kind: {header: TYPE}
  doctors: {header: KAP}
  opened: {header: START}
  closed: {header: SLUT}
`;
  const read = (...rows: string[]): Promise<IngestOutcome> =>
    load(register, ["NR;NAVN;REGION;TYPE;KAP;START;SLUT", ...rows, ""].join("\n"), { name: "kl_202502.csv" });

  test("dates, no end, nothing and decimals", async () => {
    const outcome = await read(
      "11;A;1081;PLO-klinik;1.5;01.02.2010;31.12.9999",
      "12;B;1081;PLO-klinik;(tom);2010-02-01 08:30:00;31.12.2024",
    );
    expect(outcome).toMatchObject({ status: "stored", problems: [] });
    const rows = shop.store.raw
      .prepare("select doctors_millionths, opened, closed from clinic_period")
      .raw()
      .all();
    expect(rows).toEqual([
      [1_500_000, "2010-02-01", null],
      [null, "2010-02-01", "2024-12-31"],
    ]);
  });

  test("a date cell that means no end, in whatever form the profile writes it", async () => {
    const sheet = await makeXlsx([
      {
        rows: [
          ["NR", "NAVN", "REGION", "TYPE", "KAP", "START", "SLUT"],
          ["11", "A", "1081", "PLO-klinik", 1.5, "01.02.2010", { value: 2_958_465, style: dateStyle }],
        ],
      },
    ]);
    const outcome = await load(register, sheet, { name: "kl_202502.xlsx" });
    expect(outcome).toMatchObject({ status: "stored", problems: [] });
    expect(shop.store.raw.prepare("select closed from clinic_period").pluck().all()).toEqual([null]);
    const unknown = await shop.load(
      "l_2025-02.csv",
      clinicsCsv([{ ydernummer: "11", closed: "31-12-9999" }]),
    );
    expect(unknown.problems).toMatchObject([{ code: "date", line: 2 }]);
    expect(unknown.problems[0]?.message).toMatch(/lies beyond 2199; .* list it under no_end of the profile$/);
  });

  test("and nothing else: another decimal mark or another form of a date is a bad row", async () => {
    const { problems } = await read("11;A;1081;PLO-klinik;1,5;01-02-2010;");
    expect(problems).toMatchObject([
      { column: "KAP", code: "doctors" },
      { column: "START", code: "date", facts: { forms: "31.12.2024, 2024-12-31 08:30:00" } },
    ]);
  });

  test("the decimal mark also tells what stands between thousands", async () => {
    const counts = (mark: string): string => `
kind: plan-counts
values: {decimal_mark: "${mark}"}
month: {column: {header: M, formats: [yyyy-MM]}}
columns: {ydernummer: {header: Y}, plan_type: {header: P}, new: {header: N}, maintained: {header: V}}
`;
    const file = (count: string): string => `M;Y;P;N;V\n2025-02;11;KOL;${count};0\n`;
    expect(await load(counts("."), file("1,234"))).toMatchObject({ plans: { new: 1234 } });
    expect(await load(counts(","), file("1.234"))).toMatchObject({ plans: { new: 1234 } });
    expect(await load(counts("."), file("2.345"))).toMatchObject({ problems: [{ code: "count" }] });
    expect(await load(counts("."), file("2.345"))).toMatchObject({ problems: [{ code: "count" }] });
  });

  test("without a decimal mark three zeros behind a comma may be thousands, and are a bad row", async () => {
    const text = countsCsv([["2025-02", "11", "KOL", 1, 2]]);
    for (const [written, isRead] of [
      ["12,0", true],
      ["12.00", true],
      ["12,000", false],
      ["12,5", false],
    ] as const)
      expect(
        (await shop.load("planer.csv", text.replace(";1;", `;${written};`), { acceptedReason: "drawn" }))
          .status,
      ).toBe(isRead ? "stored" : "refused");
  });
});
