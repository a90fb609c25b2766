import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
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

async function tried(content: string, name = "ukendt.csv"): Promise<ProfileTrial> {
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
      name: { header: "? name" },
      opened: { header: "Åbnet" },
      closed: { header: "Lukket" },
    },
  });
});
