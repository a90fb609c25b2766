import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { drawFiles, errorOf } from "../../testing/drawn-files.js";
import { profileSchema } from "./schema.js";
import type { Profile } from "./profiles.js";
import { readYaml } from "../yaml/read-yaml.js";

const head = `
id: drawn
kind: plan-counts
title: Drawn
source: This test
`;

async function read(content: string): Promise<Profile> {
  const folder = await drawFiles({ "drawn.yaml": content });
  return readYaml(join(folder, "drawn.yaml"), profileSchema);
}

async function mistakesIn(content: string): Promise<string[]> {
  const folder = await drawFiles({ "drawn.yaml": content });
  return (await errorOf(readYaml(join(folder, "drawn.yaml"), profileSchema), folder)).lines;
}

describe("a profile describes", () => {
  test("one column a plan type and measure", async () => {
    const profile = await read(`${head}
month:
  year_and_month: { year: { header: År }, month: { header: Måned } }
columns:
  ydernummer: { header: Ydernummer, aliases: [Yder nr.] }
wide:
  - { header: KOL nye, plan_type: KOL, measure: new }
  - { header: KOL vedl., plan_type: KOL, measure: maintained, optional: true }
`);
    expect(profile).toMatchObject({
      kind: "plan-counts",
      strict: false,
      xlsx: { sheet: null, titleRows: 0 },
      month: { column: null, yearAndMonth: { year: { header: "År" }, month: { header: "Måned" } } },
      columns: {
        ydernummer: { labels: ["ydernummer", "ydernr."] },
        planType: null,
        new: null,
        measure: null,
      },
      wide: [
        { header: "KOL nye", planType: "KOL", measure: "new", optional: false },
        { header: "KOL vedl.", planType: "KOL", measure: "maintained", optional: true },
      ],
    });
  });

  test("one column a month, the measure in the header or in a column of its own", async () => {
    const inHeader = await read(`${head}
month: { headers: { formats: [MMM-yy] } }
columns:
  ydernummer: { header: Ydernummer }
  plan_type: { header: Plantype }
wide:
  - { header: "Nye {month}", measure: new }
  - { header: "Vedl. {month}", measure: maintained }
`);
    expect(inHeader.month.headers).toEqual({ formats: ["MMM-yy"] });
    const inColumn = await read(`${head}
month: { headers: { formats: [yyyy-MM] } }
columns:
  ydernummer: { header: Ydernummer }
  plan_type: { header: Plantype }
  measure: { header: Type, values: { new: [Nye], maintained: [Vedl., Vedligeholdte] } }
wide:
  - { header: "{month}" }
`);
    expect(inColumn).toMatchObject({
      columns: { measure: { values: { new: ["nye"], maintained: ["vedl.", "vedligeholdte"] } } },
      wide: [{ planType: null, measure: null }],
    });
  });

  test("a file of one month, named by --month alone", async () => {
    const profile = await read(`${head}
month: {}
columns: { ydernummer: { header: Y }, plan_type: { header: P }, new: { header: N }, maintained: { header: V } }
`);
    expect(profile.month).toEqual({ column: null, yearAndMonth: null, fileName: null, headers: null });
  });
});

describe("a profile is refused", () => {
  test("when it tells the month of a row twice, or in an unknown form", async () => {
    const lines = await mistakesIn(`${head}
month:
  column: { header: Periode, formats: [yyyy-mm] }
  file_name: { pattern: "(\\\\d{4})-(\\\\d{2})", formats: [yyyy-MM] }
columns: { ydernummer: { header: Y }, plan_type: { header: P }, new: { header: N }, maintained: { header: V } }
`);
    expect(lines).toEqual([
      expect.stringMatching(
        /^drawn\.yaml:7:40: not a known value \("yyyy-mm"\); .*did you mean "yyyy-MM"\?$/,
      ),
      expect.stringMatching(/^drawn\.yaml:8:25: a pattern with 2 groups/),
    ]);
    const twice = await mistakesIn(`${head}
month:
  column: { header: Periode, formats: [yyyy-MM] }
  headers: { formats: [yyyy-MM] }
  file_name: { pattern: "(", formats: [yyyy-MM] }
columns: { ydernummer: { header: Y }, plan_type: { header: P }, new: { header: N }, maintained: { header: V } }
`);
    expect(twice.map((line) => line.split(" (")[0])).toEqual([
      "drawn.yaml:7:3: two places for the month of a row",
      "drawn.yaml:9:25: not a regular expression",
    ]);
  });

  test("when the long form lacks a column or has one of the wide form", async () => {
    const lines = await mistakesIn(`${head}
month: { headers: { formats: [yyyy-MM] } }
columns:
  ydernummer: { header: Y }
  plan_type: { header: P }
  new: { header: N }
  measure: { header: M, values: { new: [n], maintained: [v] } }
`);
    expect(lines.map((line) => line.split(";")[0])).toEqual([
      "drawn.yaml:6:10: no header that holds a month",
      "drawn.yaml:8:3: no column for maintained (a map)",
      "drawn.yaml:11:3: a measure beside new and maintained",
    ]);
  });

  test("when the wide form counts one measure only: the file would turn the other into zeros", async () => {
    const lines = await mistakesIn(`${head}
month: { column: { header: Periode, formats: [yyyy-MM] } }
columns: { ydernummer: { header: Y } }
wide:
  - { header: KOL nye, plan_type: KOL, measure: new }
`);
    expect(lines).toEqual([expect.stringMatching(/^drawn\.yaml:9:3: no column for maintained plans of KOL/)]);
  });

  test("when a wide column leaves open or tells twice what it counts", async () => {
    const lines = await mistakesIn(`${head}
month: { column: { header: Periode, formats: [yyyy-MM] } }
columns: { ydernummer: { header: Y }, plan_type: { header: P }, new: { header: N } }
wide:
  - { header: "Nye {month}", measure: new }
  - { header: Vedl., plan_type: KOL, measure: maintained }
  - { header: Andre }
`);
    expect(lines.map((line) => line.split(" (a ")[0]?.split(";")[0])).toEqual([
      "drawn.yaml:7:65: counts in columns and in wide",
      "drawn.yaml:9:5: {month} in a header goes with month.headers, and only with it",
      "drawn.yaml:10:5: plan_type stands both here and under columns",
      "drawn.yaml:11:5: measure stands neither here nor under columns",
    ]);
  });

  test("when two fields would be read from one column", async () => {
    const lines = await mistakesIn(`${head}
month: { column: { header: Periode, formats: [yyyy-MM] } }
columns:
  ydernummer: { header: Yder }
  plan_type: { header: PERIODE }
  new: { header: Nye, aliases: [NYE, yder] }
  maintained: { header: Vedl. }
`);
    expect(lines.map((line) => line.split(";")[0])).toEqual([
      'drawn.yaml:9:24: also the header of month.column ("PERIODE")',
      'drawn.yaml:10:38: also the header of columns.ydernummer ("yder")',
    ]);
  });

  test("when a register has its month in the headers, or lacks a column that every register needs", async () => {
    const lines = await mistakesIn(`
id: drawn
kind: clinic-register
title: Drawn
source: This test
month: { headers: { formats: [yyyy-MM] } }
columns:
  ydernummer: { header: Y }
  name: { header: N }
  region: { header: R }
  kind: { header: K }
  doctors: { header: D }
  opened: { header: O }
  succesor: { header: S }
`);
    expect(lines.map((line) => line.split(";")[0])).toEqual([
      "drawn.yaml:5:10: a register has no month in its headers",
      'drawn.yaml:7:3: missing key "closed"',
      'drawn.yaml:13:3: unknown key "succesor"',
    ]);
  });

  test("when its kind is unknown", async () => {
    expect(await mistakesIn("id: drawn\nkind: plan-count\n")).toEqual([
      'drawn.yaml:2:7: not a known value ("plan-count"); expected "plan-counts" or "clinic-register"; did you mean "plan-counts"?',
    ]);
  });
});
