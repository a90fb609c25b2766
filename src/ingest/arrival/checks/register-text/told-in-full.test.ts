import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { ClinicLine, Workshop } from "../../../../testing/workshop.js";
import { clinicsCsv, openWorkshop } from "../../../../testing/workshop.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

/** All that the checks of one id say of a register. */
async function told(id: string, lines: readonly ClinicLine[]): Promise<CheckResult[]> {
  const { checks } = await shop.load("laegehuse_2025-02.csv", clinicsCsv(lines));
  return checks.filter((check) => check.id === id);
}

const about = {
  month: "2025-02",
  expected: [0, 0],
  unit: "rows",
  basis: "the text of the register itself",
  series: [],
};

describe("spellings of one group", () => {
  const check = { ...about, id: "alike-spellings", looks_like: null, code: "arrival" };
  const none = (column: string): object => ({
    ...check,
    ...{ subject: column, verdict: "ok", seen: 0, excess: 0, facts: { spellings: "" } },
    finding: `no two spellings of one ${column} were seen`,
  });

  it("are told by column: one system, and no municipality", async () => {
    const lines = [
      { ydernummer: "11", system: "LPS-a", municipality: "Herlev" },
      { ydernummer: "12", system: "LPS-A", municipality: "Herlev" },
    ];
    expect(await told("alike-spellings", lines)).toEqual([
      none("municipality"),
      {
        ...check,
        ...{ subject: "system", verdict: "look", seen: 1, excess: 1 },
        facts: { spellings: "“LPS-a” and “LPS-A”" },
        finding:
          "1 system is written in more than one way and would be counted apart: “LPS-a” and “LPS-A”; ask the supplier which one is right",
      },
    ]);
  });

  it("are counted and named one after the other: two municipalities, and no system", async () => {
    const lines = [
      { ydernummer: "11", municipality: "Herlev" },
      { ydernummer: "12", municipality: "HERLEV" },
      { ydernummer: "13", municipality: "Aarhus" },
      { ydernummer: "14", municipality: "aarhus" },
    ].map((line) => ({ ...line, system: "LPS-A", region: "1084" }));
    const [municipality, system] = await told("alike-spellings", lines);
    expect(system).toEqual(none("system"));
    expect(municipality).toMatchObject({ subject: "municipality", verdict: "look", seen: 2, excess: 2 });
    expect(municipality?.finding).toMatch(
      /^2 municipalities are written in more than one way and would be counted apart: “\w+” and “\w+”; “\w+” and “\w+”; ask the supplier which one is right$/,
    );
  });

  it("of two systems are told as systems, and one municipality as one", async () => {
    const lines = [
      { ydernummer: "11", system: "LPS-a", municipality: "Herlev" },
      { ydernummer: "12", system: "LPS-A", municipality: "herlev" },
      { ydernummer: "13", system: "Nova", municipality: "Herlev" },
      { ydernummer: "14", system: "nova", municipality: "Herlev" },
    ];
    const findings = (await told("alike-spellings", lines)).map(({ finding }) => finding);
    expect(findings[0]).toMatch(/^1 municipality is written in more than one way/);
    expect(findings[1]).toMatch(/^2 systems are written in more than one way/);
  });
});

describe("damaged texts", () => {
  it("are none of so many", async () => {
    const lines = [{ ydernummer: "11", name: "Søen", system: "LPS-A", municipality: "Herlev" }];
    const [check, ...others] = await told("damaged-text", lines);
    expect(others).toEqual([]);
    expect(check).toEqual({
      ...about,
      ...{ id: "damaged-text", code: "damaged-text", subject: null, looks_like: null },
      ...{ verdict: "ok", seen: 0, excess: 0, facts: {} },
      finding: expect.stringMatching(/^none of \d+ texts is damaged$/),
    });
  });

  it("of one kind are counted, with the first of them, its line and what it should say", async () => {
    const lines = [
      { ydernummer: "11", name: "Lægehuset" },
      { ydernummer: "12", name: "LÃ¦gehuset SÃ¸en" },
      { ydernummer: "13", name: "SÃ¸en" },
    ];
    const [check, ...others] = await told("damaged-text", lines);
    expect(others).toEqual([]);
    expect(check).toEqual({
      ...about,
      ...{ id: "damaged-text", code: "damaged-text", looks_like: "damaged-text" },
      ...{ subject: check?.facts["damage"], verdict: "hold", seen: 2, excess: 2 },
      facts: {
        ...{ damage: check?.subject, count: 2, line: 3 },
        ...{ value: "LÃ¦gehuset SÃ¸en", repaired: "Lægehuset Søen" },
      },
      finding: expect.stringMatching(
        /^2 texts are damaged, such as “LÃ¦gehuset SÃ¸en” in line 3: .*“Lægehuset Søen” was meant.*; ask the supplier for an extract in UTF-8 and do not mend it by hand, the letters of other cells may be lost unseen$/,
      ),
    });
    expect(typeof check?.subject).toBe("string");
  });

  it("of two kinds are told apart, and one text is one", async () => {
    const lines = [
      { ydernummer: "11", name: "SÃ¸en" },
      { ydernummer: "12", name: "L\ufffdgehuset" },
    ];
    const found = await told("damaged-text", lines);
    expect(found.map(({ seen }) => seen)).toEqual([1, 1]);
    expect(new Set(found.map(({ subject }) => subject)).size).toBe(2);
    for (const { finding } of found) expect(finding).toMatch(/^1 text is damaged, such as “/);
    // Letters that were lost cannot be put back.
    expect(found.map(({ facts }) => facts["repaired"])).toEqual(["Søen", ""]);
  });
});
