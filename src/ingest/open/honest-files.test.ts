import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { profileSchema } from "../../defs/profiles/schema.js";
import type { Workshop } from "../../testing/workshop.js";
import { openWorkshop, plainSettings } from "../../testing/workshop.js";
import { ingestFiles } from "../store/ingest-files.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const fixtures = "fixtures/extracts";

/** What every file of fixtures/extracts/honest and workbooks says: the numbers 010190, 000040 and 123456 in February 2025. */
const counts = [
  ["2025-02", "000040", "IHS", 3, 0],
  ["2025-02", "010190", "KOL", 1234, 12],
  ["2025-02", "123456", "T2D", 0, 7],
];

const known = (): unknown[] =>
  shop.store.raw
    .prepare("select month, ydernummer, plan_type, new_plans, maintained_plans from plan_count order by 2")
    .raw()
    .all();

/** What is said of a file in which something was set right; a file that is not named here is read without a word. */
const said: Readonly<Record<string, RegExp | RegExp[]>> = {
  "sep-line": /^the first line “sep=;” tells the delimiter/,
  "sep-line-of-commas": /^the first line “sep=,” tells the delimiter/,
  "ydernummer-as-formula": /^3 cells with a mark that means text, such as “="010190"”, were read without it$/,
  "ydernummer-as-quoted-formula": /^3 cells with a mark that means text/,
  "ydernummer-behind-apostrophe": /^3 cells with a mark that means text, such as “'010190”/,
  "delimiter-too-many-in-header": /^the header ends with a delimiter too many/,
  "delimiter-too-many-in-rows": /^3 rows end with a delimiter too many/,
  "delimiter-too-many-in-both": /^the header ends with a delimiter too many/,
  "ctrl-z-at-end": /^the file ends with Ctrl-Z/,
  "ctrl-z-before-the-last-line-end": /^the file ends with Ctrl-Z/,
  "title-rows-above": /^2 rows above the header were left out/,
  "total-row-below": /^the total in row 5 agrees with the rows above it/,
  "notes-and-blank-rows-round-it": /^notes below the table were left out: row 8 “Kilde: PLSP”, row 9/,
  "thousands-by-no-break-blank":
    /^1 number of the column “Nye planer” is written with decimals or blanks, such as “1\u00a0234” \(first in line 2\)/,
  "thousands-by-plain-blank": /^1 number of the column “Nye planer” is written with decimals or blanks/,
  "thousands-by-narrow-blank": /^1 number of the column “Nye planer” is written with decimals or blanks/,
  "unit-in-header": /^the heading “Nye planer \(antal\)” was read as “Nye planer”/,
  "whole-numbers-with-comma-zero": [
    /^3 numbers of the column “Nye planer” are written with decimals or blanks, such as “1234,0”/,
    /^3 numbers of the column “Vedligeholdte planer” .* they were read as whole numbers$/,
  ],
  "whole-numbers-with-point-zero": [
    /^3 numbers of the column “Nye planer” .* such as “1234.0”/,
    /^3 numbers of the column “Vedligeholdte planer” /,
  ],
  "percent-column-beside": /^the column “Nye planer \(%\)” is not known to profile/,
};

const namesOf = (folder: string): string[] =>
  readdirSync(join(fixtures, folder)).map((name) => parse(name).name);
const honest = namesOf("honest");
const workbooks = namesOf("workbooks");

/** The same of workbooks, a line each. */
const saidOfWorkbooks: Readonly<Record<string, RegExp[]>> = {
  "excel-as-people-use-it": [
    /^the hidden sheet “Opslag” was not read/,
    /^notes below the table were left out: row 10 “Kilde: PLSP, trukket 3. marts 2025”$/,
    /^the total in row 8 agrees/,
  ],
  libreoffice: [/^2 cells of the column “Ydernummer” are numbers that lost their leading zeros/],
  numbers: [/^the sheet “Eksportoversigt” was not read/],
  "python-pandas-with-index": [
    /^column A has no heading; its values in 3 rows \(first in row 2\) were left out$/,
  ],
  "python-xlsxwriter-total-not-computed": [/^the total in row 5 was left out/],
  "r-openxlsx-names-of-r": [/^headings with marks in place of blanks .*“Nye.planer” as “Nye planer”/],
  "sas-ods-excel": [/^notes below the table were left out: row 8 “Kilde: PLSP”$/],
  "sas-proc-export": [/^headings with marks in place of blanks .*“NYE_PLANER” as “NYE PLANER”/],
};

describe("an honest file is read whatever its shape", () => {
  test.each(honest)("%s", async (name) => {
    const outcome = await shop.load("planer.csv", readFileSync(join(fixtures, "honest", `${name}.csv`)));
    expect(outcome.problems).toEqual([]);
    expect(outcome).toMatchObject({ status: "stored", rows: { read: 3, stored: 3, rejected: 0 } });
    expect(known()).toEqual(counts);
    const words = said[name] ?? [];
    const lines = Array.isArray(words) ? words : [words];
    expect(outcome.warnings).toEqual(lines.map((one): unknown => expect.stringMatching(one)));
  });

  test.each(workbooks)("%s.xlsx", async (name) => {
    const bytes = readFileSync(join(fixtures, "workbooks", `${name}.xlsx`));
    const outcome = await shop.load("planer.xlsx", bytes);
    expect(outcome.problems).toEqual([]);
    expect(outcome).toMatchObject({ status: "stored", rows: { read: 3, stored: 3, rejected: 0 } });
    expect(known()).toEqual(counts);
    const words = saidOfWorkbooks[name] ?? [];
    expect(outcome.warnings).toEqual(words.map((one): unknown => expect.stringMatching(one)));
  });

  test("every shape that is spoken of is there", () => {
    expect(honest).toEqual(expect.arrayContaining(Object.keys(said)));
    expect(workbooks).toEqual(expect.arrayContaining(Object.keys(saidOfWorkbooks)));
  });
});

test("a total that does not agree is a bad row that says what the rows sum up to", async () => {
  const text = readFileSync(join(fixtures, "honest/total-row-below.csv"), "utf8").replace("1237", "1236");
  const outcome = await shop.load("planer.csv", text);
  expect(outcome).toMatchObject({ status: "refused", exitCode: 12, problems: [{ code: "total", line: 5 }] });
  expect(outcome.problems[0]?.message).toContain("1237");
});

test("one delimiter too many is an empty column, two are a row of another width", async () => {
  const text = readFileSync(join(fixtures, "honest/delimiter-too-many-in-rows.csv"), "utf8");
  const outcome = await shop.load("planer.csv", text.replace("T2D;0;7;", "T2D;0;7;;"));
  expect(outcome.problems).toMatchObject([{ code: "width", line: 4, value: "7" }]);
});

test("an apostrophe that belongs to a name stays, one before digits goes", async () => {
  const header = "Ydernummer;Lægehus;Region;Kliniktype;Antal læger;Åbnet;Lukket";
  const text = `${header}\n'000011;'t Lægehus;1081;PLO-klinik;1;01-01-2000;\n`;
  expect(await shop.load("l_2025-02.csv", text)).toMatchObject({ status: "stored" });
  const rows = shop.store.raw.prepare("select ydernummer, name from clinic_period").raw().all();
  expect(rows).toEqual([["000011", "'t Lægehus"]]);
});

test("Ctrl-Z within a file is no end of it", async () => {
  const text = readFileSync(join(fixtures, "honest/ctrl-z-at-end.csv"), "utf8");
  const outcome = await shop.load("planer.csv", text.replace("KOL", "KO\u001aL"));
  expect(outcome.problems).toMatchObject([{ code: "plan-type", line: 2 }]);
});

describe("a code page other than Windows-1252", () => {
  const profile = (encoding: string) =>
    profileSchema.parse({
      ...(parseYaml(readFileSync("pipelines/monthly/profiles/plsp-planer.v1.yaml", "utf8")) as object),
      values: { encoding },
    });

  test.each(["cp850", "cp865", "mac-roman"])(
    "%s is named and refused where no profile says it",
    async (name) => {
      const outcome = await shop.load(
        "planer.csv",
        readFileSync(join(fixtures, "code-pages", `${name}.csv`)),
      );
      expect(outcome).toMatchObject({ status: "refused", exitCode: 12, problems: [{ code: "code-page" }] });
      expect(outcome.problems[0]?.message).toContain("“Iskæmisk”");
      expect(outcome.problems[0]?.message).toMatch(name === "mac-roman" ? /Mac Roman/ : /CP850 or CP865/);
    },
  );

  test.each(["cp850", "cp865", "mac-roman"])("%s is read where a profile says so", async (name) => {
    const path = join(shop.folder, "planer.csv");
    await writeFile(path, readFileSync(join(fixtures, "code-pages", `${name}.csv`)));
    const tools = { ...shop, definitions: { ...shop.definitions, profiles: [profile(name)] } };
    for await (const { outcome } of ingestFiles([path], plainSettings, tools))
      expect(outcome).toMatchObject({ status: "stored", problems: [] });
    expect(known()).toEqual(counts);
  });

  test("a file in UTF-8 or Windows-1252 stays what it is beside a profile of a code page", async () => {
    for (const name of ["utf-8-with-mark", "windows-1252"]) {
      const path = join(shop.folder, `${name}.csv`);
      await writeFile(path, readFileSync(join(fixtures, "honest", `${name}.csv`)));
      const tools = { ...shop, definitions: { ...shop.definitions, profiles: [profile("cp850")] } };
      for await (const { outcome } of ingestFiles([path], plainSettings, tools))
        expect(outcome).toMatchObject({ status: "stored", problems: [] });
    }
    expect(known()).toEqual(counts);
  });

  test("an apostrophe of Windows-1252 does not make a file CP850", async () => {
    const header = "Ydernummer;Lægehus;Region;Kliniktype;Antal læger;Åbnet;Lukket";
    const text = `${header}\n11;D\u0092ANGLETERRE, K\u00f8benhavn;1081;PLO-klinik;1;01-01-2000;\n`;
    expect(await shop.load("l_2025-02.csv", Buffer.from(text, "latin1"))).toMatchObject({ status: "stored" });
    expect(shop.store.raw.prepare("select name from clinic_period").pluck().get()).toBe(
      "D’ANGLETERRE, København",
    );
  });
});
