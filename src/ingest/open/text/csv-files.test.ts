import fc from "fast-check";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findUnsoundness } from "../../../db/soundness.js";
import { FlpError } from "../../../lib/errors.js";
import type { CountLine, Workshop } from "../../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop, plainSettings } from "../../../testing/workshop.js";
import { ingestFile } from "../../store/ingest-file.js";
import type { IngestOutcome } from "../../store/outcome.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const header = "Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer";
const registerHeader =
  "Ydernummer;Lægehus;Region;Kommune;Kliniktype;Antal læger;Åbnet;Lukket;Lægesystem;Efterfølger";
const accepted = { acceptedReason: "drawn" };

/** What is known now, as `month ydernummer plan_type new maintained`. */
const known = (): string[] =>
  shop.store.raw
    .prepare<[], string>(
      `select month || ' ' || ydernummer || ' ' || plan_type || ' ' || new_plans || ' ' || maintained_plans
       from plan_count where load_to is null order by 1`,
    )
    .pluck()
    .all();

/** Every row of every table: what a refused file must leave as it is. */
const wholeContent = (): unknown =>
  ["load", "load_month", "plan_count", "clinic_period"].map((table) =>
    shop.store.raw.prepare(`select * from ${table}`).raw().all(),
  );

const places = ({ problems }: IngestOutcome): string[] =>
  problems.map(({ line, column, code }) => `${line ?? "-"} ${column ?? "-"} ${code}`);

function expectBalance({ status, rows }: IngestOutcome): void {
  if (status === "stored" || status === "refused") expect(rows.read).toBe(rows.stored + rows.rejected);
  if (status !== "stored") expect(rows.stored).toBe(0);
}

describe("encodings", () => {
  const text = `${header}\r\n2025-02;000011;Iskæmisk hjertesygdom;1;2\r\n`;
  const asUtf16 = (mark: number[], swap: boolean): Buffer => {
    const bytes = Buffer.from(text, "utf16le");
    return Buffer.concat([Buffer.from(mark), swap ? bytes.swap16() : bytes]);
  };

  test.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${text}`)],
    ["Windows-1252", Buffer.from(text, "latin1")],
    ["UTF-16, little end first", asUtf16([0xff, 0xfe], false)],
    ["UTF-16, big end first", asUtf16([0xfe, 0xff], true)],
  ])("%s is read, Danish letters and all", async (_, bytes) => {
    expect(await shop.load("planer.csv", bytes)).toMatchObject({ status: "stored", problems: [] });
    expect(known()).toEqual(["2025-02 000011 IHS 1 2"]);
  });

  test.each([
    [
      "UTF-8 and Windows-1252 in one file",
      Buffer.concat([Buffer.from(text), Buffer.from("2025-02;12;Lænderyg;1;0\r\n", "latin1")]),
      2,
    ],
    ["a file cut within a letter", Buffer.from(`${text}2025-02;12;Iskæ`).subarray(0, -1), 2],
    [
      "a byte that Windows-1252 does not have",
      Buffer.concat([Buffer.from(header), Buffer.from([10, 0x81])]),
      2,
    ],
  ])("%s is refused, with the line where it shows", async (_, bytes, line) => {
    const outcome = await shop.load("planer.csv", bytes);
    expect(outcome).toMatchObject({
      status: "refused",
      exitCode: 12,
      rows: { read: 0, stored: 0, rejected: 0 },
    });
    expect(outcome.problems).toMatchObject([{ code: "encoding", line }]);
  });

  test("the first odd letter may stand behind hundreds of thousands of plain ones", async () => {
    const plain = Array.from({ length: 30_000 }, (_, row) => `2025-02;${row + 1};KOL;1;0`).join("\n");
    for (const encoding of ["utf8", "latin1"] as const) {
      const bytes = Buffer.from(`${header}\n${plain}\n2025-02;900001;Iskæmisk hjertesygdom;7;0\n`, encoding);
      const outcome = await shop.load(`${encoding}.csv`, bytes, accepted);
      expect(outcome).toMatchObject({ status: "stored", rows: { read: 30_001 }, plans: { new: 30_007 } });
    }
  });
});

describe("the shape of a text file", () => {
  test.each([";", ",", "\t", "|"])("the delimiter %j is found from the header", async (delimiter) => {
    const text = countsCsv([["2025-02", "11", "KOL", 3, 4]]).replaceAll(";", delimiter);
    expect(await shop.load("planer.csv", text)).toMatchObject({ status: "stored" });
    expect(known()).toEqual(["2025-02 000011 KOL 3 4"]);
  });

  test("a heading in quotes may hold another delimiter", async () => {
    const text = `"Periode";"Ydernummer";"Plantype";"Nye planer";"Vedligeholdte planer";"a,b,c,d,e,f,g"\n2025-02;11;KOL;3;4;x\n`;
    const outcome = await shop.load("planer.csv", text);
    expect(outcome).toMatchObject({ status: "stored" });
    expect(outcome.warnings).toEqual([expect.stringContaining("“a,b,c,d,e,f,g”")]);
  });

  test.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
  ])("with %s, blank lines and a missing last line end change nothing but line numbers", async (_, end) => {
    const lines = ["", header, "", "2025-02;11;KOL;3;4", "", "2025-02;12;KOL;x;4", "", ""];
    const outcome = await shop.load("planer.csv", lines.join(end));
    expect(places(outcome)).toEqual(["6 Nye planer count"]);
    expect(outcome.rows).toEqual({ read: 2, stored: 0, rejected: 2 });
    expect(await shop.load("planer.csv", `${header}${end}2025-02;11;KOL;3;4`)).toMatchObject({
      status: "stored",
      rows: { read: 1, stored: 1, rejected: 0 },
    });
  });

  test("line ends of two kinds in one file, quoted cells among them, are all line ends", async () => {
    const text = `${header}\r\n2025-02;11;"KOL";3;4\n2025-02;12;KOL;1;0\r\n2025-02;13;KOL;?;0\n`;
    const outcome = await shop.load("planer.csv", text);
    expect(places(outcome)).toEqual(["4 Nye planer count"]);
    expect(outcome.rows.read).toBe(3);
  });

  test.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
  ])(
    "a line break inside a quoted cell (%s) keeps the line numbers of all rows behind it",
    async (_, end) => {
      const rows = [
        registerHeader,
        `11;"Lægehuset${end}i to${end}linjer";1081;;PLO-klinik;1;01-01-2010;;;`,
        "12;Lægehus;1081;;PLO-klinik;mange;01-01-2010;;;",
        `13;"Et ""kaldenavn""; med semikolon";1099;;PLO-klinik;1;01-01-2010;;;`,
      ];
      const outcome = await shop.load("laegehuse_2025-02.csv", [...rows, ""].join(end));
      expect(places(outcome)).toEqual(["5 Antal læger doctors", "6 Region region"]);
      expect(outcome.rows.read).toBe(3);
    },
  );

  test("the order of columns does not matter, headings may differ in case and spaces", async () => {
    const text = "nye  planer; PERIODE ;vedligeholdte planer;ydernummer;Plantype\n3;2025-02;4;11;KOL\n";
    expect(await shop.load("planer.csv", text)).toMatchObject({ status: "stored" });
    expect(known()).toEqual(["2025-02 000011 KOL 3 4"]);
  });

  test("a column that the profile does not know is named in a warning and left out", async () => {
    const outcome = await shop.load("planer.csv", `${header};Bemærkning\n2025-02;11;KOL;3;4;ok\n`);
    expect(outcome.status).toBe("stored");
    expect(outcome.warnings.join()).toMatch(
      /the column “Bemærkning” is not known to profile plsp-planer\.v1/,
    );
  });

  test("a row with a cell too few or too many is bad, and says how many there are", async () => {
    const outcome = await shop.load("planer.csv", `${header}\n2025-02;11;KOL;3\n2025-02;12;KOL;3;4;5\n`);
    expect(places(outcome)).toEqual(["2 - width", "3 - width"]);
    expect(outcome.problems[0]?.message).toMatch(/^4 cells; expected 5 as in the header/);
  });

  test("a file of no bytes, or of blank lines, has no header and no known layout", async () => {
    for (const text of ["", "\r\n\r\n", "\ufeff"]) {
      const error: unknown = await shop.load("tom.csv", text).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(FlpError);
      expect(error).toMatchObject({ code: 11, message: expect.stringMatching(/empty/) });
    }
  });

  test("a header that fits no profile is refused with the closest one, what lacks and what is not known", async () => {
    const text = "Periode;Yder;Plantype;Nye planer;Vedligeholdte planer\n2025-02;11;KOL;3;4\n";
    await expect(shop.load("ny.csv", text)).rejects.toMatchObject({
      code: 11,
      lines: [
        expect.stringContaining("closest profile: plsp-planer.v1"),
        "columns missing: “Ydernummer”",
        "columns not known: “Yder”",
        "perhaps meant: “Yder” for “Ydernummer”",
      ],
    });
  });
});

describe("values", () => {
  test("numbers are padded to six digits, plan types read by any alias, thousands by their point", async () => {
    const outcome = await shop.load(
      "planer.csv",
      `${header}\n2025-02;11;kol;1.234;1.000.000\n2025-02; 0012 ;Type 2-diabetes;007;0\n2025-02;123456;COPD;12;1\n`,
    );
    expect(outcome).toMatchObject({ status: "stored", plans: { new: 1253, maintained: 1_000_001 } });
    expect(known()).toEqual([
      "2025-02 000011 KOL 1234 1000000",
      "2025-02 000012 T2D 7 0",
      "2025-02 123456 KOL 12 1",
    ]);
  });

  test("all bad rows are told at once, each cell at its line and column", async () => {
    const outcome = await shop.load(
      "planer.csv",
      [
        header,
        "2025-2;11;KOL;1;0",
        "2025-13;12;KOL;1;0",
        "2025-02;1234567;KOL;1;0",
        "2025-02;000000;KOL;1;0",
        "2025-02;13;Gigt;1;0",
        "2025-02;14;KOL;-1;1,5",
        "2025-02;15;KOL;;12.34",
        "2025-02;16;KOL;1.000.001;0",
        "2025-02;17;Lænderyg;1;0",
        "2025-02;18;KOL;1;0",
      ].join("\n"),
    );
    expect(places(outcome)).toEqual([
      "2 Periode month",
      "3 Periode month",
      "4 Ydernummer ydernummer",
      "5 Ydernummer ydernummer",
      "6 Plantype plan-type",
      "7 Nye planer count",
      "7 Vedligeholdte planer count",
      "8 Nye planer count",
      "8 Vedligeholdte planer count",
      "9 Nye planer count-too-large",
      "10 Plantype plan-type-out-of-force",
    ]);
    expect(outcome).toMatchObject({ status: "refused", rows: { read: 10, stored: 0, rejected: 10 } });
    for (const { message } of outcome.problems) expect(message).toMatch(/“.+”|“”/);
  });

  test("bad rows of a register are told at once, too", async () => {
    const outcome = await shop.load(
      "laegehuse_2025-02.csv",
      [
        registerHeader,
        "11;A;1099;;PLO-klinik;1;01-01-2010;;;",
        "12;;1081;;PLO-klinik;1;01-01-2010;;;",
        "13;C;1081;;Privathospital;1;01-01-2010;;;",
        "14;D;1081;;PLO-klinik;-1;01-01-2010;;;",
        "15;E;1081;;PLO-klinik;1;31-02-2010;;;",
        "16;F;1081;;PLO-klinik;1;;;;",
        "17;G;1081;;PLO-klinik;1;01-01-2020;31-12-2019;;",
        "18;H;1081;;PLO-klinik;1;01-01-2020;;;x",
        "19;I;Region Østdanmark;;PLO-klinik;1;01-01-2020;;;",
      ].join("\n"),
    );
    expect(places(outcome)).toEqual([
      "2 Region region",
      "3 Lægehus name",
      "4 Kliniktype kind",
      "5 Antal læger doctors",
      "6 Åbnet no-such-day",
      "7 Åbnet date",
      "8 Lukket closed-before-opened",
      "9 Efterfølger ydernummer",
      "10 Region region-out-of-force",
    ]);
  });

  test("a register's dates, regions, doctors and blanks are read in every form", async () => {
    const outcome = await shop.load(
      "laegehuse_2025-02.csv",
      [
        registerHeader,
        "11;A;1081;;PLO-klinik;0,7;01-02-2010;;;",
        "12;B;Nordjylland;Ærø;plo-klinik;1.25;2010-02-01;2025-01-31;LPS-A;11",
        "13;C;region sjælland;;Udbudsklinik;;20100201;;;",
      ].join("\n"),
    );
    expect(outcome).toMatchObject({ status: "stored", months: ["2025-02"] });
    const rows = shop.store.raw
      .prepare(
        "select opened, closed, region, municipality, kind, doctors_millionths, system, successor from clinic_period",
      )
      .raw()
      .all();
    expect(rows).toEqual([
      ["2010-02-01", null, "nordjylland", null, "PLO-klinik", 700_000, null, null],
      ["2010-02-01", "2025-01-31", "nordjylland", "Ærø", "PLO-klinik", 1_250_000, "LPS-A", "000011"],
      ["2010-02-01", null, "sjaelland", null, "Udbudsklinik", null, null, null],
    ]);
  });

  test("a code that two regions share, one after the other, means the one of the register's month", async () => {
    const inherited = shop.definitions.regions.map((region) =>
      region.id === "oestdanmark" ? { ...region, code: "1084", labels: [...region.labels, "1084"] } : region,
    );
    const tools = { ...shop, definitions: { ...shop.definitions, regions: inherited } };
    for (const at of ["2026-12", "2027-01"]) {
      const path = join(shop.folder, `laegehuse_${at}.csv`);
      await writeFile(path, clinicsCsv([{ ydernummer: "11", region: "1084" }]));
      expect(await ingestFile(path, plainSettings, tools)).toMatchObject({ problems: [], status: "stored" });
    }
    const regions = shop.store.raw.prepare("select snapshot_month, region from clinic_period").raw().all();
    expect(regions).toEqual([
      ["2026-12", "hovedstaden"],
      ["2027-01", "oestdanmark"],
    ]);
  });

  test("the two rows of a duplicate are both named, however far apart they stand", async () => {
    const many = Array.from({ length: 300 }, (_, place) => `2025-02;${place + 100};KOL;1;0`);
    const outcome = await shop.load(
      "planer.csv",
      [header, "2025-02;11;KOL;1;0", ...many, "2025-02;000011;kol;2;0"].join("\n"),
    );
    expect(places(outcome)).toEqual(["2 - duplicate", "303 - duplicate"]);
    expect(outcome.problems.map(({ message }) => /line \d+/.exec(message)?.[0])).toEqual([
      "line 303",
      "line 2",
    ]);
    expect(outcome.rows).toEqual({ read: 302, stored: 0, rejected: 302 });
  });

  test("overlapping periods of one number are bad rows, a closure on the day of the opening included", async () => {
    const outcome = await shop.load(
      "laegehuse_2025-02.csv",
      clinicsCsv([
        { ydernummer: "11", opened: "2010-01-01", closed: "2020-12-31" },
        { ydernummer: "11", opened: "2020-12-31" },
        { ydernummer: "12", opened: "2010-01-01", closed: "2020-12-31" },
        { ydernummer: "12", opened: "2021-01-01" },
      ]),
    );
    expect(places(outcome)).toEqual(["2 - overlap", "3 - overlap"]);
  });
});

describe("loading again", () => {
  const january = countsCsv([
    ["2025-01", "11", "KOL", 100, 5],
    ["2025-01", "12", "KOL", 1, 0],
  ]);
  const restated = countsCsv([["2025-01", "11", "KOL", 99, 5]]);

  test("the same bytes are a no-op, under another name too", async () => {
    await shop.load("a.csv", january);
    const before = wholeContent();
    expect(await shop.load("b.csv", january)).toMatchObject({
      status: "unchanged",
      load: 1,
      months: ["2025-01"],
      rows: { read: 2, stored: 0, rejected: 0 },
      exitCode: 0,
    });
    expect(wholeContent()).toEqual(before);
  });

  test("A, then B, then A again is a restatement back to A", async () => {
    await shop.load("a.csv", january);
    const first = known();
    expect(await shop.load("b.csv", restated)).toMatchObject({ status: "stored", load: 2 });
    expect(known()).toEqual(["2025-01 000011 KOL 99 5"]);
    expect(await shop.load("a.csv", january)).toMatchObject({ status: "stored", load: 3 });
    expect(known()).toEqual(first);
    expect(await shop.load("a.csv", january)).toMatchObject({ status: "unchanged", load: 3 });
  });

  test("a file is the whole truth for each month that it names, and says nothing of others", async () => {
    await shop.load("a.csv", january);
    await shop.load("b.csv", countsCsv([["2025-02", "11", "KOL", 7, 0]]));
    await shop.load("c.csv", countsCsv([["2025-01", "13", "T2D", 100, 0]]));
    expect(known()).toEqual(["2025-01 000013 T2D 100 0", "2025-02 000011 KOL 7 0"]);
  });

  test("a register of a month replaces the register of that month, and no other", async () => {
    await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "11" }, { ydernummer: "12" }]));
    await shop.load("laegehuse_2025-02.csv", clinicsCsv([{ ydernummer: "11" }]));
    await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "12", doctors: "2" }]));
    const rows = shop.store.raw
      .prepare("select snapshot_month, ydernummer from clinic_period where load_to is null order by 1, 2")
      .raw()
      .all();
    expect(rows).toEqual([
      ["2025-01", "000012"],
      ["2025-02", "000011"],
    ]);
  });

  test("--month overrides no month that stands in the rows, and says so", async () => {
    const outcome = await shop.load("a.csv", january, { month: month("2024-05") });
    expect(outcome).toMatchObject({ status: "stored", months: ["2025-01"] });
    expect(outcome.warnings.join()).toMatch(/--month 2024-05 was not used/);
  });

  test("a refused or held file leaves every row of the store as it was", async () => {
    await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "11" }]));
    await shop.load("a.csv", january, accepted);
    const before = wholeContent();
    const bad = ["2025-01;11;KOL;1;0", "2025-02;12;KOL;x;0", "2025-01;11;KOL;2;0"];
    const outcomes = [
      await shop.load("bad.csv", [header, ...bad].join("\n")),
      await shop.load("held.csv", countsCsv([["2025-01", "11", "KOL", 1, 0]])),
      await shop.load("laegehuse_2025-01.csv", `${registerHeader}\n11;A;9;;;;;;;\n`),
    ];
    expect(outcomes.map(({ status }) => status)).toEqual(["refused", "held", "refused"]);
    outcomes.forEach(expectBalance);
    expect(wholeContent()).toEqual(before);
    expect(findUnsoundness(shop.store)).toEqual([]);
  });
});

/** Files of counts with distinct keys: a few months, numbers and types. */
const countFiles = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom("2025-01", "2025-02", "2025-03"),
    fc.constantFrom("000011", "000012", "123456"),
    fc.constantFrom("KOL", "T2D"),
    fc.nat(20),
    fc.nat(20),
  ),
  { minLength: 1, maxLength: 12, selector: ([month, number, type]) => `${month} ${number} ${type}` },
);

describe("any files", () => {
  test("loaded twice are known as loaded once, and a restatement taken back by its original leaves no trace", async () => {
    await fc.assert(
      fc.asyncProperty(countFiles, countFiles, async (first, second) => {
        const own = await openWorkshop();
        try {
          const file = (lines: CountLine[]): string => countsCsv(lines);
          const sameMonths = second.map(([, ...rest], place): CountLine => [
            first[place % first.length]![0],
            ...rest,
          ]);
          const distinct = [...new Map(sameMonths.map((line) => [line.slice(0, 3).join(), line])).values()];
          const state = (): unknown =>
            own.store.raw
              .prepare(
                "select month, ydernummer, plan_type, new_plans, maintained_plans from plan_count where load_to is null",
              )
              .raw()
              .all();
          const one = await own.load("a.csv", file(first), accepted);
          expectBalance(one);
          const original = state();
          expect(original).toEqual(
            first
              .toSorted((left, right) => (left.slice(0, 3).join() < right.slice(0, 3).join() ? -1 : 1))
              .map((line) => [...line]),
          );
          expect((await own.load("a.csv", file(first), accepted)).status).toBe("unchanged");
          expect(state()).toEqual(original);
          const other = await own.load("b.csv", file(distinct), accepted);
          expectBalance(other);
          await own.load("a.csv", file(first), accepted);
          expect(state()).toEqual(original);
          expect(findUnsoundness(own.store)).toEqual([]);
        } finally {
          await own.end();
        }
      }),
      { numRuns: Number(process.env["FLP_FILE_RUNS"] ?? 15) },
    );
  });

  test("with any damaged rows are refused whole: read is stored and rejected, and every damaged line is named", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }).filter((flags) => flags.includes(true)),
        async (damaged) => {
          const lines = damaged.map((isBad, row) => `2025-02;${row + 1};KOL;${isBad ? "x" : "1"};0`);
          const outcome = await shop.load("planer.csv", [header, ...lines].join("\r\n"));
          expect(outcome.status).toBe("refused");
          expectBalance(outcome);
          expect(outcome.rows.read).toBe(damaged.length);
          expect(outcome.problems.map(({ line }) => line)).toEqual(
            damaged.flatMap((isBad, row) => (isBad ? [row + 2] : [])),
          );
          expect(known()).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});

test("a file that is gone when it is opened is a slip of the command line", async () => {
  await shop.load("a.csv", countsCsv([["2025-01", "11", "KOL", 1, 0]]));
  await rm(`${shop.folder}/a.csv`);
  await expect(ingestFile(`${shop.folder}/a.csv`, plainSettings, shop)).rejects.toMatchObject({ code: 2 });
});
