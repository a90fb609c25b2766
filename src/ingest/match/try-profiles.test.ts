import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { profileSchema } from "../../defs/profiles/schema.js";
import type { Profile } from "../../defs/profiles/profiles.js";
import type { Workshop } from "../../testing/workshop.js";
import { countsCsv, openWorkshop } from "../../testing/workshop.js";
import type { ProfileTrial } from "./try-profiles.js";
import { tryProfiles } from "./try-profiles.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

async function tried(content: string | Uint8Array, name = "ukendt.csv"): Promise<ProfileTrial> {
  const path = join(shop.folder, name);
  await writeFile(path, content);
  return tryProfiles(path, { profile: null, month: null }, shop.definitions, "prove.v1");
}

async function drafted(content: string, name: string): Promise<unknown> {
  const { draft } = await tried(content, name);
  return profileSchema.parse(parseYaml(draft ?? ""));
}

test("a known layout is named with its first rows as they would be stored", async () => {
  const trial = await tried(countsCsv([["feb-25", "11", "kol", 1, 2]]));
  expect(trial).toMatchObject({ profile: "plsp-planer.v1", reason: null, draft: null, problems: [] });
  expect(trial.rows).toMatchObject([{ month: "2025-02", ydernummer: "000011", planType: "KOL" }]);
});

test("for an unknown layout the draft is a sound profile that leaves open what cannot be told", async () => {
  const trial = await tried("M\u00e5ned;Yder nr.;Plan type;Nye planer;Vedl.\nfeb-25;1;KOL;1;2\n");
  expect(trial.reason?.code).toBe(11);
  const draft = profileSchema.parse(parseYaml(trial.draft ?? ""));
  expect(draft).toMatchObject({
    kind: "plan-counts",
    month: { column: { header: "M\u00e5ned", formats: ["MMM-yy"] } },
    columns: {
      planType: { header: "Plan type" },
      new: { header: "Nye planer" },
      maintained: { header: "Vedl." },
    },
  });
  expect(trial.draft).toMatch(/header: "Vedl\." \} {2}# alike only: check/);
});

test("a civil registration number in a heading is in no draft", async () => {
  const trial = await tried("010190-1234;A;B\n1;2;3\n");
  expect(JSON.stringify(trial)).not.toContain("010190");
});

test("a draft reads the file that it was made from, where every heading is alike to a known one", async () => {
  const content = "Ydernr.;Plantype;Nye;Vedligeholdt\n11;KOL;1;2\n";
  const draft = await drafted(content, "udtræk_2025-02.csv");
  shop.definitions = { ...shop.definitions, profiles: [...shop.definitions.profiles, draft as Profile] };
  expect(await tried(content, "udtræk_2025-02.csv")).toMatchObject({
    profile: "prove.v1",
    rows: [{ month: "2025-02", ydernummer: "000011", planType: "KOL", newPlans: 1, maintainedPlans: 2 }],
  });
});

test("a draft finds the year and the month in two columns", async () => {
  const content = "År;Måned;Ydernr.;Plantype;Nye;Vedligeholdt\n2025;2;11;KOL;1;2\n";
  expect(await drafted(content, "ukendt.csv")).toMatchObject({
    month: { column: null, yearAndMonth: { year: { header: "År" }, month: { header: "Måned" } } },
  });
});

test("a draft of a register is one of a register, with the month of the file's name and not of its dates", async () => {
  const content =
    "Ydernr.;Navn;Regionsnavn;Kliniktype;Kapaciteter;Åbnet;Lukket\n11;A;1081;PLO;1;2020-01-01;2024-12-31\n";
  expect(await drafted(content, "register_202502.csv")).toMatchObject({
    kind: "clinic-register",
    month: { column: null, fileName: { formats: ["yyyyMM"] } },
    columns: {
      region: { header: "Regionsnavn" },
      name: { header: "Navn" },
      opened: { header: "Åbnet" },
      closed: { header: "Lukket" },
    },
  });
});

test.each(["cp850", "cp865", "mac-roman"])(
  "a draft for a file in %s names its encoding, and reads it",
  async (page) => {
    const text = readFileSync(`fixtures/extracts/code-pages/${page}.csv`);
    const { draft, problems } = await tried(text, "planer.csv");
    expect(problems).toMatchObject([{ code: "code-page" }]);
    const profile = profileSchema.parse(parseYaml(draft ?? ""));
    // Danish letters are the same bytes in both.
    expect(profile.values.encoding).toBe(page === "cp865" ? "cp850" : page);
    shop.definitions = { ...shop.definitions, profiles: [...shop.definitions.profiles, profile] };
    expect(await tried(text, "planer.csv")).toMatchObject({
      profile: "prove.v1",
      problems: [],
      rows: [{ ydernummer: "010190", newPlans: 1234 }, { planType: "IHS" }, { planType: "T2D" }],
    });
  },
);

describe("a draft reads the file that it was made from", () => {
  const layouts: [what: string, name: string, content: string, rows: object[]][] = [
    [
      "counts with headings of another language",
      "export.csv",
      "Month;Provider;Type;Created;Kept\n2025-02;000011;KOL;1;2\n2025-02;123456;T2D;12;3\n",
      [
        { month: "2025-02", ydernummer: "000011", planType: "KOL", newPlans: 1, maintainedPlans: 2 },
        { ydernummer: "123456", planType: "T2D", newPlans: 12, maintainedPlans: 3 },
      ],
    ],
    [
      "counts in a column for each plan type and measure",
      "planer.csv",
      "Måned;Ydernr.;KOL nye;KOL vedl.;T2D nye;T2D vedl.\nfeb-25;11;1;2;3;4\n",
      [
        { month: "2025-02", ydernummer: "000011", planType: "KOL", newPlans: 1, maintainedPlans: 2 },
        { month: "2025-02", ydernummer: "000011", planType: "T2D", newPlans: 3, maintainedPlans: 4 },
      ],
    ],
    [
      "counts in a column for each month",
      "planer.csv",
      "Ydernr.;Plantype;Nye 2025-01;Vedl. 2025-01;Nye 2025-02;Vedl. 2025-02\n11;KOL;1;2;3;4\n",
      [
        { month: "2025-01", ydernummer: "000011", planType: "KOL", newPlans: 1, maintainedPlans: 2 },
        { month: "2025-02", ydernummer: "000011", planType: "KOL", newPlans: 3, maintainedPlans: 4 },
      ],
    ],
    [
      "counts below title rows",
      "planer.csv",
      "Udtræk fra databasen\n\nÅr;Måned;Yder;Type;Oprettet;Vedligeholdt\n2025;februar;11;KOL;1;2\n",
      [{ month: "2025-02", ydernummer: "000011", planType: "KOL", newPlans: 1, maintainedPlans: 2 }],
    ],
    [
      "a register of an old database, with its own dates",
      "klinikker_202502.csv",
      "NR;BETEGNELSE;REG;TYPE;KAP;START;SLUT\n000011;Søen;1081;PLO-klinik;1,5;01.02.2010;\n000012;Åen;1082;Udbudsklinik;2;01.03.2011;31.12.2024\n",
      [
        {
          ydernummer: "000011",
          name: "Søen",
          region: "nordjylland",
          doctors: 1_500_000,
          opened: "2010-02-01",
          closed: null,
        },
        { ydernummer: "000012", name: "Åen", opened: "2011-03-01", closed: "2024-12-31" },
      ],
    ],
  ];

  test.each(layouts)("%s", async (_, name, content, rows) => {
    const { draft } = await tried(content, name);
    expect(draft).toContain(": check");
    const profile = profileSchema.parse(parseYaml(draft ?? ""));
    shop.definitions = { ...shop.definitions, profiles: [...shop.definitions.profiles, profile] };
    const again = await tried(content, name);
    expect(again.reason?.lines ?? []).toEqual([]);
    expect(again).toMatchObject({ profile: "prove.v1", problems: [], rows });
  });
});
