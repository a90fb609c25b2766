import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ClinicLine, Workshop } from "../../../../testing/workshop.js";
import { clinicsCsv, openWorkshop } from "../../../../testing/workshop.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const load = (lines: readonly ClinicLine[], accepted: string | null = null) =>
  shop.load("laegehuse_2025-02.csv", clinicsCsv(lines), { acceptedReason: accepted });

const stored = (): unknown[] =>
  shop.store.raw
    .prepare("select name, municipality, system from clinic_period order by ydernummer")
    .raw()
    .all();

describe("damaged text in a register is held with its cause, an example and the count", () => {
  test.each([
    [
      "UTF-8 read as Windows-1252, with what was meant",
      "LÃ¦gehuset SÃ¸en",
      /UTF-8 that was read as Windows-1252: “Lægehuset Søen” was meant/,
    ],
    ["capital letters of the same", "Ã…rhus", /“Århus” was meant/],
    ["replacement marks", "L\ufffdgehuset", /letters were lost when the text was converted/],
    ["question marks between letters", "L?gehuset", /\? stands where a letter was lost/],
    ["question marks before a letter", "?rhus", /\? stands where a letter was lost/],
    ["UTF-8 read as Windows-1252 twice", "LÃƒÂ¦gehuset", /“Lægehuset” was meant/],
    [
      "CP850 read as Windows-1252",
      "L‘gehuset S›en p† †en",
      /another code page .*“Lægehuset Søen på åen” was meant/,
    ],
    ["Mac Roman read as Windows-1252", "L¾gehuset S¿en pŒ Œen", /“Lægehuset Søen på åen” was meant/],
    ["capital letters of the same", "L®GEHUSET S¯EN", /“LÆGEHUSET SØEN” was meant/],
    ["Windows-1252 read as Mac Roman", "LÊgehuset S¯en pÂ ∆rø", /“Lægehuset Søen på Ærø” was meant/],
    [
      "letters of seven bits",
      "L{gehuset S|en ved }en",
      /writes Danish letters as brackets: “Lægehuset Søen ved åen” was meant/,
    ],
    ["capital letters of seven bits", "L[GEHUSET S\\EN", /“LÆGEHUSET SØEN” was meant/],
    ["numbers of characters as JSON writes them", "L\\u00e6gehuset", /“Lægehuset” was meant/],
    ["as addresses write them", "L%C3%A6gehuset S%C3%B8en", /“Lægehuset Søen” was meant/],
    ["as mail writes them", "L=C3=A6gehuset", /“Lægehuset” was meant/],
    [
      "HTML entities, with what was meant",
      "L&aelig;gehuset S&#248;en",
      /HTML entities: “Lægehuset Søen” was meant/,
    ],
  ])("%s", async (_, name, words) => {
    const outcome = await load([
      { ydernummer: "11", name: `"${name}"` },
      { ydernummer: "12", name: `"${name}"` },
      { ydernummer: "13" },
    ]);
    expect(outcome).toMatchObject({ status: "held", exitCode: 13, problems: [{ code: "damaged-text" }] });
    expect(outcome.problems[0]?.message).toMatch(/^2 texts are damaged, such as “.+” in line 2: /);
    expect(outcome.problems[0]?.message).toMatch(words);
    expect(stored()).toEqual([]);
  });

  test.each([
    [
      "a region",
      { region: "Region Sj\u00c3\u00a6lland" },
      /UTF-8 that was read as Windows-1252: “Region Sjælland” was meant/,
    ],
    ["a kind of clinics", { kind: "PL\u041e-klinik" }, /it holds “\u041e”, a letter of another alphabet/],
  ])("%s that is not known for its letters is told so", async (_, fields, words) => {
    const outcome = await load([{ ydernummer: "11", ...fields }]);
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12 });
    expect(outcome.problems[0]?.message).toMatch(words);
  });

  test("in municipalities and systems too, each kind for itself", async () => {
    const outcome = await load([{ ydernummer: "11", municipality: "RÃ¸dovre", system: "L?ge" }]);
    expect(outcome.problems.map(({ message }) => /“.+?”/.exec(message)?.[0])).toEqual([
      "“RÃ¸dovre”",
      "“L?ge”",
    ]);
  });

  test("an entity whose semicolon cuts its cell is named as the cause of the bad row", async () => {
    const whole = ["12", "13", "14"].map((ydernummer) => ({ ydernummer }));
    const outcome = await load([{ ydernummer: "11", name: "L&aelig;gehuset" }, ...whole]);
    expect(outcome).toMatchObject({ exitCode: 12, problems: [{ code: "width", line: 2 }] });
    expect(outcome.problems[0]?.message).toContain(
      "the semicolon of an HTML entity (“L&aelig”) cuts a cell in two",
    );
  });

  test("a reason lets it in as it stands", async () => {
    expect(await load([{ ydernummer: "11", name: "L?ge" }], "named so")).toMatchObject({ status: "stored" });
  });

  test.each([
    ...["Søen & Åen", "Er du syg?", "Æ Ø Å", "Café Müller", "AT&T; nej", "Naïve", "Øå Åø"],
    ...[
      "Læge O’Connor",
      "D‘Angleterre",
      "Lægehuset ‘Nord’",
      "Lægehuset [Nord]",
      "Klinik A/S (50 %)",
      "A|B",
      "100% Læge",
    ],
    ...[
      "Âge Ètienne",
      "Jensen †",
      "Læge® Nord",
      "Svend\\Ove",
      "Œuvre",
      "LÆGERNE ÅEN",
      "Ændring: 1 = 2",
      "{Nord} Lægehus",
    ],
  ])("%s is no damage", async (name) => {
    expect(await load([{ ydernummer: "11", name: `"${name}"` }])).toMatchObject({ status: "stored" });
  });
});

describe("text is stored in one form, so that a group is never there twice", () => {
  test.each([
    ["composed letters", "Aabenra\u030aa", "Aabenråa"],
    [
      "one blank for many, of whatever kind",
      "  Lægehuset \u00a0\u2003 ved\tsøen\u202f",
      "Lægehuset ved søen",
    ],
    [
      "no zero-width marks, soft hyphens and byte order marks",
      "\ufeffLæge\u200bhu\u00adset\u2060",
      "Lægehuset",
    ],
    ["no marks of direction", "\u202eLægehuset\u202c", "Lægehuset"],
    ["no control characters", "Læge\u0007hu\u0090set", "Lægehuset"],
  ])("%s", async (_, written, kept) => {
    const outcome = await load([{ ydernummer: "11", name: written, municipality: written, system: written }]);
    expect(outcome.status).toBe("stored");
    expect(stored()).toEqual([[kept, kept, kept]]);
    expect(outcome.warnings.join("\n")).toMatch(
      /1 cell of the column “Lægehus” holds characters that nobody sees/,
    );
  });

  test("words for nothing are empty in columns that may be, with their count and an example", async () => {
    const outcome = await load([
      {
        ydernummer: "11",
        municipality: "NULL",
        system: "i.t.",
        doctors: "-",
        closed: "N/A",
        successor: "ukendt",
      },
      { ydernummer: "12", municipality: "null", system: "LPS-A", doctors: "2" },
    ]);
    expect(outcome).toMatchObject({ status: "stored", problems: [] });
    const rows = shop.store.raw
      .prepare(
        "select municipality, system, doctors_millionths, closed, successor from clinic_period order by ydernummer",
      )
      .raw()
      .all();
    expect(rows).toEqual([
      [null, null, null, null, null],
      [null, "LPS-A", 2_000_000, null, null],
    ]);
    expect(outcome.warnings.join("\n")).toMatch(
      /2 cells of the column “Kommune” say that there is nothing, such as “NULL” \(first in line 2\)/,
    );
  });
});

describe("two spellings of one group are worth a look", () => {
  test.each([
    ["by case", "LPS-a", "LPS-A"],
    ["by a letter of another alphabet", "Lps-\u0410", "Lps-A"],
    ["by a digit for a letter", "L0S", "LOS"],
    ["by a dash of a word processor", "LPS\u2013A", "LPS-A"],
  ])("%s", async (_, one, other) => {
    const outcome = await load([
      { ydernummer: "11", system: one },
      { ydernummer: "12", system: other },
    ]);
    expect(outcome).toMatchObject({ status: "stored", exitCode: 0 });
    expect(outcome.warnings.join("\n")).toContain(`would be counted apart: “${one}” and “${other}”`);
  });

  test("different groups are none", async () => {
    const outcome = await load([
      { ydernummer: "11", system: "LPS-A", municipality: "Herlev", region: "1084" },
      { ydernummer: "12", system: "LPS-B", municipality: "Herning", region: "1082" },
    ]);
    expect(outcome.warnings).toEqual([]);
  });
});
