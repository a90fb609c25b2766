import ExcelJs from "exceljs";
import JSZip from "jszip";
import { beforeAll, describe, expect, test } from "vitest";
import type { Basis, ClinicInMonths, ComplianceCount } from "../../domain/shapes/figures.js";
import type { CarriedNote } from "../../domain/shapes/follow-up.js";
import { addMonths, monthsBetween, parseMonth } from "../../domain/month.js";
import { lineCount } from "../../office/workbook/text.js";
import { plainRegion, shippedRegionsWords } from "../../testing/drawn/drawn-region.js";
import { plainFollowUp } from "../../testing/drawn/drawn-clinic.js";
import type { RegionsWords } from "./facts.js";
import type { RegionReport } from "./compose.js";
import { regionFileName, renderRegions } from "./compose.js";
import type { WorkbookLook } from "../shared/workbook/sheets.js";

const month = parseMonth("2025-02")!;

const basis: Basis = {
  month,
  asOf: 3,
  date: "2025-03-05",
  registerMonth: month,
  knownMonths: monthsBetween(addMonths(month, -11), month),
  incompleteMonths: [],
  isRegisterIncomplete: false,
  loads: [],
  synthetic: true,
};

const rule = {
  title: "OK22-regel",
  threshold: "Mindst 10 nye planer pr. læge.",
  months: 12,
  status: "unconfirmed" as const,
  statusText: "Grænsen er ikke bekræftet.",
  source: "OK22",
};

const white = "#ffffff";
const look: WorkbookLook = {
  sender: "Afsender",
  colours: {
    headerFill: "#194264",
    headerText: white,
    title: "#194264",
    text: "#000000",
    note: "#333333",
    bar: "#ccddee",
    editableFill: "#eeeeff",
    warningFill: "#ffeecc",
    warningText: "#553300",
    attentionFill: "#ffeecc",
    mutedFill: "#eeeeee",
    line: "#dddddd",
  },
};

const north = { id: "nordjylland", code: "1081", name: "Region Nordjylland" };
const south = { id: "syddanmark", code: "1083", name: "Region Syddanmark" };

function clinic(row: Partial<ClinicInMonths> & { ydernummer: string }): ClinicInMonths {
  return {
    ...plainFollowUp,
    opened: "2001-08-01",
    name: `Lægehus ${row.ydernummer}`,
    region: north.name,
    municipality: "Aalborg",
    kind: "PLO-klinik",
    system: "LPS-A",
    doctors: 2,
    newPlans: 25,
    required: 20,
    missing: 0,
    outcome: "pass",
    isNew: false,
    ...row,
  };
}

/** Three of the north: one passes, one has unknown doctors, one with 1.25 doctors lacks 8.5 of the 12.5 plans required. */
const northClinics = [
  clinic({ ydernummer: "000123", name: "=cmd|'/c calc'!A1" }),
  clinic({ ydernummer: "001040", doctors: null, required: null, missing: null, outcome: "unknown" }),
  clinic({
    ydernummer: "020304",
    doctors: 1.25,
    newPlans: 4,
    required: 12.5,
    missing: 8.5,
    outcome: "fail",
    isNew: true,
    flags: ["new"],
    perDoctor: 3.2,
    // Four new plans in December and two maintained in January: 0 in the first half year, 6 in the latest
    lastPlanMonth: parseMonth("2025-01"),
    monthlyNew: [0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0],
    monthlyMaintained: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0],
  }),
];
const southClinics = [
  clinic({ ydernummer: "077777", name: "Sydens Læger", region: south.name, municipality: "Odense" }),
];

const counts: Record<string, ComplianceCount> = {
  north: { clinics: 3, pass: 1, fail: 1, unknown: 1, share: 1 / 3 },
  south: { clinics: 1, pass: 1, fail: 0, unknown: 0, share: 1 },
  none: { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null },
};

function report(region: RegionReport["region"], clinics: ClinicInMonths[], count: string): RegionReport {
  return { region, facts: { ...plainRegion, basis, clinics, count: counts[count]!, rule } };
}

let words: RegionsWords;
beforeAll(async () => {
  words = await shippedRegionsWords();
});

async function workbookOf(one: RegionReport): Promise<ExcelJs.Workbook> {
  const [file] = await renderRegions([one], words, look);
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.load(new Uint8Array(file!.bytes).buffer);
  return workbook;
}

/** The values of a sheet's table, header first: the rows from the one that begins with `firstHeader`. */
function tableOf(workbook: ExcelJs.Workbook, sheet: string, firstHeader: string): unknown[][] {
  const rows: unknown[][] = [];
  workbook.getWorksheet(sheet)!.eachRow((row) => {
    const values = Array.isArray(row.values) ? row.values.slice(1) : [];
    if (rows.length > 0 || values[0] === firstHeader) rows.push(values);
  });
  return rows;
}

function allText(workbook: ExcelJs.Workbook, sheet: string): string {
  const cells: string[] = [];
  workbook.getWorksheet(sheet)!.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
  return cells.join("\n");
}

describe("a region's workbook", () => {
  test("is named by the region's code and the month, or by its id while it has no code", () => {
    expect(regionFileName(north, month)).toBe("ok22_1081_2025-02");
    expect(
      regionFileName({ id: "oestdanmark", code: null, name: "Region Østdanmark" }, parseMonth("2027-01")!),
    ).toBe("ok22_oestdanmark_2027-01");
  });

  test("has one row a clinic, those to call first, with zeros kept and exact requirements", async () => {
    const rows = tableOf(await workbookOf(report(north, northClinics, "north")), "Klinikker", "Ydernummer");
    expect(rows.slice(1).map((row) => row[0])).toEqual(["020304", "001040", "000123"]);
    const nothing = undefined;
    expect(rows[1]?.slice(1, 13)).toEqual([
      ...["Lægehus 020304", "Aalborg", 1.25, 4, 12.5, 8.5, 0.32, "Opfylder ikke", "under"],
      ...[nothing, nothing, nothing],
    ]);
    expect(rows[1]?.slice(13)).toEqual([
      ...["ny klinik", "PLO-klinik", "LPS-A", new Date("2001-08-01T00:00:00Z"), 3.2],
      ...[2, new Date("2025-01-01T00:00:00Z"), "▁▁▁▁▁▁▁▁▁█▅▁  0 → 6"],
    ]);
    expect(rows[2]?.slice(3, 9)).toEqual([nothing, 25, nothing, nothing, nothing, "Kan ikke opgøres"]);
  });

  test("states share, counts, the unconfirmed rule and synthetic data before anything else", async () => {
    const workbook = await workbookOf(report(north, northClinics, "north"));
    const overview = allText(workbook, "Overblik");
    expect(overview).toContain(
      "33,3\u00A0% af klinikkerne i Region Nordjylland opfylder OK22-kravet: 1 af 3.",
    );
    expect(overview).toContain("Syntetiske data: ");
    expect(overview).toContain("Ubekræftet krav: Grænsen er ikke bekræftet.");
    expect(allText(workbook, "Klinikker")).toContain("Ubekræftet krav: Grænsen er ikke bekræftet.");
    expect(tableOf(workbook, "Overblik", "Udfald").slice(1, 5)).toEqual([
      ["Opfylder", 1, 1 / 3],
      ["Opfylder ikke", 1, 1 / 3],
      ["Kan ikke opgøres", 1, 1 / 3],
      ["I alt", 3, 1],
    ]);
  });

  test("no longer warns once the rule is confirmed and the data are real", async () => {
    const confirmed = { ...rule, status: "confirmed" as const, statusText: null };
    const facts = {
      ...plainRegion,
      basis: { ...basis, synthetic: false },
      clinics: northClinics,
      count: counts["north"]!,
      rule: confirmed,
    };
    const workbook = await workbookOf({ region: north, facts });
    const text = workbook.worksheets.map((sheet) => allText(workbook, sheet.name)).join("\n");
    expect(text).not.toMatch(/Syntetisk|Ubekræftet/);
    expect(text).toContain("Bekræftet");
  });

  test("has room for every outcome, segment and answer in one line of its column", async () => {
    const workbook = await workbookOf(report(north, northClinics, "north"));
    const sheet = workbook.getWorksheet("Klinikker")!;
    const { texts, segments, choices } = words;
    // What lays two outcomes together is for the public alone.
    const { notPass: _, ...outcomes } = texts.terms.outcomes;
    const columns: [number, string[]][] = [
      [9, Object.values(outcomes)],
      [10, [...segments.segments, segments.none].map(({ name }) => name)],
      [11, choices.map(({ label }) => label)],
    ];
    const cut = columns.flatMap(([column, said]) => {
      // Of the width, the indent takes one character
      const width = sheet.getColumn(column).width! - 1;
      return said.filter((text) => lineCount(text, { width, fontSize: 11, bold: false }) > 1);
    });
    expect(cut).toEqual([]);
  });

  test("can be sorted whole, and takes typing in the two columns of the region and nowhere else", async () => {
    const workbook = await workbookOf(report(north, northClinics, "north"));
    const sheet = workbook.getWorksheet("Klinikker")!;
    const last = sheet.getRow(sheet.rowCount);
    const unlocked = Array.from({ length: 21 }, (_, index) => index + 1).filter(
      (column) => last.getCell(column).style.protection?.locked === false,
    );
    // A protected sheet sorts unlocked cells only: with the figures locked, notes would go to other clinics
    expect(unlocked).toHaveLength(21);
    const guarded = unlocked.filter((column) => last.getCell(column).dataValidation.formulae[0] === "FALSE");
    expect(guarded).toEqual(unlocked.filter((column) => column !== 11 && column !== 12));
    expect(last.getCell(11).dataValidation.formulae).toEqual([
      '"Ikke kontaktet,Kontaktet,Aftale lavet,Afsluttet,Ikke relevant"',
    ]);
  });

  test("tells who writes a remark how long it may be, and takes no longer one", async () => {
    const workbook = await workbookOf(report(north, northClinics, "north"));
    const sheet = workbook.getWorksheet("Klinikker")!;
    const { type, operator, formulae, prompt, error, errorStyle } = sheet
      .getRow(sheet.rowCount)
      .getCell(12).dataValidation;
    expect([type, operator, formulae, errorStyle]).toEqual(["textLength", "lessThanOrEqual", [2000], "stop"]);
    expect(prompt).toMatch(/^Højst 2\.000 tegn\..*CPR/);
    expect(error).toContain("højst have 2.000 tegn");
    // Excel's own limit of such a text
    expect(Math.max(prompt!.length, error!.length)).toBeLessThanOrEqual(225);
  });

  test("says of what may be typed nothing where nothing can be, in the lists to call from", async () => {
    const near = northClinics.map((one) => ({ ...one, segment: "near" as const }));
    const workbook = await workbookOf(report(north, near, "north"));
    const row = workbook.getWorksheet("Tæt på")!.getRow(8);
    expect(row.getCell(1).value).toBe("020304");
    expect([10, 11].map((column) => row.getCell(column).dataValidation)).toEqual([undefined, undefined]);
  });

  test("says in a hidden sheet what it is, for when it comes back", async () => {
    const workbook = await workbookOf(report(north, northClinics, "north"));
    expect(workbook.getWorksheet("flp")?.state).toBe("hidden");
    const keys = tableOf(workbook, "flp", "key").slice(1);
    const copies = keys.filter(([key]) => String(key).startsWith("copy."));
    expect(copies.map(([, name]) => name)).toEqual(
      workbook.worksheets.filter(({ state }) => state === "visible").map(({ name }) => name),
    );
    expect(keys.slice(0, 10)).toEqual([
      ["report", "regions"],
      ["format", "3"],
      ["region", "nordjylland"],
      ["month", "2025-02"],
      ["load", "3"],
      ["sheet", "Klinikker"],
      ["column.ydernummer", "Ydernummer"],
      ["column.opened", "Åbnet"],
      ["column.follow-up", "Opfølgning"],
      ["column.remark", "Bemærkning"],
    ]);
  });

  test.each([
    ["months of the rule are not known", { basis: { ...basis, knownMonths: [month] } }, "Måneder mangler: "],
    ["the region has no plans at all", { isSilent: true }, "Region Nordjylland"],
  ])("states no share and counts no outcomes where %s", async (_, changes, told) => {
    const one = report(north, northClinics, "north");
    const workbook = await workbookOf({ ...one, facts: { ...one.facts, ...changes } });
    const overview = allText(workbook, "Overblik");
    expect(overview).toContain(told);
    expect(overview).not.toContain("af klinikkerne i Region Nordjylland opfylder");
    expect(tableOf(workbook, "Overblik", "Udfald")).toEqual([]);
    expect(tableOf(workbook, "Overblik", "Segment")).toEqual([]);
  });

  test("of a region without clinics opens and says so", async () => {
    const workbook = await workbookOf(report(south, [], "none"));
    expect(tableOf(workbook, "Klinikker", "Ydernummer")[1]?.[0]).toBe("Ingen klinikker");
    expect(allText(workbook, "Overblik")).toContain(
      "Der er ingen klinikker i opgørelsen for Region Syddanmark.",
    );
  });
});

describe("what a region wrote before", () => {
  const note = (
    field: CarriedNote["field"],
    value: string,
    from = "020304",
    written = "2025-01",
  ): CarriedNote => ({
    ...{ ydernummer: "020304", opened: "2001-08-01", field, value, region: north.id },
    ...{ month: parseMonth(written)!, source: { ydernummer: from, opened: "2001-08-01" } },
  });
  const cellsWith = async (...notes: CarriedNote[]): Promise<unknown[]> => {
    const one = report(north, northClinics, "north");
    const workbook = await workbookOf({ ...one, facts: { ...one.facts, notes } });
    return tableOf(workbook, "Klinikker", "Ydernummer")[1]!.slice(10, 13);
  };

  test("stands in its clinic's row with the month in which it was written", async () => {
    expect(await cellsWith(note("follow-up", "agreed"), note("remark", "=1+1"))).toEqual([
      ...["Aftale lavet", "=1+1", "januar 2025"],
    ]);
  });

  test("says for each cell when it was written where that differs", async () => {
    const later = note("remark", "Ringer igen", "020304", "2025-02");
    expect(await cellsWith(note("follow-up", "contacted"), later)).toEqual([
      ...["Kontaktet", "Ringer igen", "Opfølgning: januar 2025\nBemærkning: februar 2025"],
    ]);
  });

  test("names the clinic that was taken over, and keeps the words on several of them apart", async () => {
    const [first, second] = [
      note("remark", "Ringet", "000111"),
      note("remark", "Besøgt", "000222", "2024-12"),
    ];
    const choices = [
      note("follow-up", "contacted", "000111"),
      note("follow-up", "closed", "000222", "2024-12"),
    ];
    expect(await cellsWith(...choices, first, second)).toEqual([
      "Kontaktet",
      "000111 (januar 2025): Ringet\n000222 (december 2024): Besøgt",
      "Opfølgning: Kontaktet, januar 2025, fra ydernummer 000111; Afsluttet, december 2024, fra ydernummer 000222\n" +
        "Bemærkning: januar 2025, fra ydernummer 000111; december 2024, fra ydernummer 000222",
    ]);
  });

  test("is cut to what is taken back where the words on several clinics are too long together", async () => {
    const long = [
      note("remark", "a".repeat(1990), "000111"),
      note("remark", "b".repeat(1990), "000222", "2024-12"),
      note("remark", "Kort", "000333", "2024-11"),
    ];
    const remark = String((await cellsWith(...long))[1]);
    expect(remark.length).toBeLessThanOrEqual(2000);
    expect(remark).toMatch(
      /^000111 \(januar 2025\): a{600,} … \(forkortet\)\n000222 \(december 2024\): b{600,} … \(forkortet\)\n000333 \(november 2024\): Kort$/,
    );
  });

  test("is refused when it is about a clinic of another region", async () => {
    const stray = { ...note("remark", "x"), ydernummer: "077777" };
    await expect(cellsWith(stray)).rejects.toThrow("1 notes on other clinics");
  });
});

describe("isolation", () => {
  test("months of a clinic that was taken over from another region are not shown: they are that region's", async () => {
    const one = report(north, northClinics, "north");
    const borderTakeovers = new Set(["020304 2001-08-01"]);
    const workbook = await workbookOf({ ...one, facts: { ...one.facts, borderTakeovers } });
    const row = tableOf(workbook, "Klinikker", "Ydernummer")[1]!;
    expect(row.slice(4, 5)).toEqual([4]);
    expect(row[13]).toBe("ny klinik, overtaget fra en anden region (månederne vises ikke)");
    // Maintained plans and the trend are left out; January 2025 is after the clinic opened, so it is its own
    expect(row.slice(18)).toEqual([undefined, new Date("2025-01-01T00:00:00Z")]);
  });

  test("no part of a region's file holds a number, name or place of another region's clinic", async () => {
    const files = await renderRegions(
      [report(north, northClinics, "north"), report(south, southClinics, "south")],
      words,
      look,
    );
    expect(files.map((file) => file.fileName)).toEqual(["ok22_1081_2025-02.xlsx", "ok22_1083_2025-02.xlsx"]);
    const [northText, southText] = await Promise.all(files.map((file) => everyPart(file.bytes)));
    for (const secret of ["077777", "77777", "Sydens", "Odense", "Syddanmark", "1083"]) {
      expect(northText).not.toContain(secret);
      expect(secret === "1083" || southText!.includes(secret)).toBe(true);
    }
    for (const secret of ["000123", "001040", "020304", "Aalborg", "Nordjylland"])
      expect(southText).not.toContain(secret);
  });

  test("a clinic of another region among the rows stops the report", async () => {
    const mixed = report(north, [...northClinics, ...southClinics], "north");
    await expect(renderRegions([mixed], words, look)).rejects.toThrow(
      "1 clinics of other regions among those of",
    );
  });

  test("rows that do not add up to the count stop the report", async () => {
    const short = report(north, northClinics.slice(1), "north");
    await expect(renderRegions([short], words, look)).rejects.toThrow(
      "clinics 2 instead of 3, pass 0 instead of 1",
    );
  });
});

async function everyPart(bytes: Uint8Array): Promise<string> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.values(zip.files).map(async (part) => `${part.name}\n${await part.async("string")}`);
  return (await Promise.all(parts)).join("\n");
}
