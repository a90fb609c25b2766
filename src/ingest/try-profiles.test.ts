import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { profileSchema } from "../defs/profile-schema.js";
import type { Workshop } from "../testing/workshop.js";
import { countsCsv, openWorkshop } from "../testing/workshop.js";
import type { ProfileTrial } from "./try-profiles.js";
import { tryProfiles } from "./try-profiles.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

async function tried(content: string): Promise<ProfileTrial> {
  const path = join(shop.folder, "ukendt.csv");
  await writeFile(path, content);
  return tryProfiles(path, { profile: null, month: null }, shop.definitions);
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
      maintained: { header: "? maintained" },
    },
  });
  expect(trial.draft).toMatch(/headings that are not used: .*"Vedl\."/);
});

test("a civil registration number in a heading is in no draft", async () => {
  const trial = await tried("010190-1234;A;B\n1;2;3\n");
  expect(JSON.stringify(trial)).not.toContain("010190");
});
