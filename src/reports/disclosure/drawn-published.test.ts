import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { join } from "node:path";
import type { Definitions } from "../../defs/definitions.js";
import { readDefinitions } from "../../defs/definitions.js";
import type { Edition } from "../../domain/disclosure/edition.js";
import type { Month } from "../../domain/month.js";
import { addMonths, monthsBetween, parseMonth } from "../../domain/month.js";
import { exitCode } from "../../lib/errors.js";
import { programFolder } from "../../lib/program.js";
import { resolveQuestion } from "../../question/question.js";
import type { DrawnCount, DrawnStore } from "../../testing/drawn/drawn-store.js";
import { drawStore } from "../../testing/drawn/drawn-store.js";
import { basisOf } from "../shared/figures/basis.js";
import { publishedFor } from "./disclose-for.js";
import type { Published } from "./published.js";
import { readPublished } from "./published.js";

const month = (text: string): Month => parseMonth(text)!;
const [january, february, march] = ["2025-01", "2025-02", "2025-03"].map(month) as [Month, Month, Month];

let definitions: Definitions;
let drawn: DrawnStore;
beforeAll(async () => {
  definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
});
beforeEach(async () => {
  drawn = await drawStore();
});
afterEach(() => {
  drawn.end();
});

const one: DrawnCount[] = [["000001", "KOL", 12, 0]];
const two: DrawnCount[] = [...one, ["000002", "T2D", 1, 1]];
const clinics = [
  { ydernummer: "000001", doctorsMillionths: 1_000_000, municipality: "Aalborg", system: "Xmo" },
  { ydernummer: "000002", region: "midtjylland", doctorsMillionths: 1_000_000 },
];

const asked = async (over: { month?: Month; asOf?: number } = {}) =>
  resolveQuestion({ store: drawn.store, definitions }, over);

async function published(
  over: { month?: Month; asOf?: number } = {},
  {
    isEdition = () => true,
    defs = definitions,
  }: { isEdition?: (one: Month) => boolean; defs?: Definitions } = {},
): Promise<Published> {
  return readPublished(drawn.store, defs, await basisOf(await asked(over)), isEdition);
}

const moments = ({ before }: Published): string[] =>
  before.map(({ month: of, asOf }: Edition) => `${of} as of ${asOf}`);

function seal(name: string, of: Month, asOf: number, audience = "public"): void {
  const sha = "0".repeat(64);
  drawn.store.raw
    .prepare(
      `insert into release (name, sealed_at, month, as_of_load, program_version, program_sha256, runtime, rule, rule_status,
         rule_sha256, plans_new, plans_maintained, clinics_open, clinics_active, audience)
       values (?, '2025-01-01T00:00:00.000Z', ?, ?, '0', '${sha}', 'node', 'ok22', 'unconfirmed', '${sha}', 0, 0, 0, 0, ?)`,
    )
    .run(name, of, asOf, audience);
}

describe("the clinics of an edition", () => {
  beforeEach(() => {
    drawn.register(january, clinics);
    drawn.counts(
      Object.fromEntries(
        monthsBetween(month("2024-02"), february).map((each) => [each, each === february ? two : one]),
      ),
    );
  });

  test("are those held against the rule, by what tells them apart; what is not known is null", async () => {
    const { edition } = await published();
    expect(edition).toMatchObject({ month: february, asOf: 2, isWhole: true });
    expect(edition.clinics).toEqual([
      { region: "Region Nordjylland", municipality: "Aalborg", system: "Xmo", passes: true },
      { region: "Region Midtjylland", municipality: null, system: null, passes: false },
    ]);
  });

  test("lie in the regions in force, also in one without a clinic, in the order of the definitions", async () => {
    const { edition } = await published();
    const inForce = definitions.regions.filter(
      ({ validTo, validFrom }) => validFrom <= february && (validTo ?? "9") >= february,
    );
    expect(edition.regions).toEqual(inForce.map(({ name }) => name));
    expect(edition.regions).toHaveLength(5);
    expect(edition.regions).not.toContain("Region Østdanmark");
    expect(edition.regionNames.get("Region Nordjylland")).toBe("Region Nordjylland");
  });

  test("of a month whose window is not all known are no whole edition", async () => {
    expect((await published({ month: january })).edition.isWhole).toBe(true);
    const before = (await published()).before.map(({ month: of, isWhole }) => [of, isWhole]);
    expect(before.at(-1)).toEqual([january, true]);
    expect(before[0]).toEqual(["2024-02", false]);
    expect(before.find(([of]) => of === "2024-12")).toEqual(["2024-12", false]);
  });
});

test("once two regions became one, an earlier edition is read under the name of now", async () => {
  const [december, of2027] = [month("2026-12"), month("2027-01")];
  drawn.register(december, [
    { ...clinics[0]!, region: "hovedstaden" },
    { ...clinics[1]!, region: "sjaelland" },
  ]);
  drawn.counts({ [december]: one, [of2027]: one });
  const { edition, before } = await published();
  expect(edition.clinics.map(({ region }) => region)).toEqual(["Region Østdanmark", "Region Østdanmark"]);
  expect(edition.regions).toContain("Region Østdanmark");
  expect(edition.regions).not.toContain("Region Sjælland");
  expect(edition.regionNames.get("Region Sjælland")).toBe("Region Østdanmark");
  expect(before.map(({ clinics: own }) => own.map(({ region }) => region))).toEqual([
    ["Region Hovedstaden", "Region Sjælland"],
  ]);
});

describe("what an edition is held against", () => {
  beforeEach(() => {
    drawn.register(january, clinics);
    drawn.counts({ [january]: one });
    drawn.counts({ [february]: two });
    drawn.counts({ [march]: two });
  });

  test("is every earlier month as it is known now, never a later one", async () => {
    expect(moments(await published({ month: february }))).toEqual([`${january} as of 4`]);
    expect(moments(await published())).toEqual([`${january} as of 4`, `${february} as of 4`]);
    expect(moments(await published({ month: january }))).toEqual([]);
  });

  test("is the newest month of each earlier load as it was known then, where it was another", async () => {
    drawn.counts({ [march]: one, [february]: one });
    const now = await published({ month: march });
    expect(moments(now)).toEqual([
      `${february} as of 3`,
      `${march} as of 4`,
      `${january} as of 5`,
      `${february} as of 5`,
    ]);
    // What was made of an earlier load is made again as it was.
    expect(moments(await published({ month: march, asOf: 4 }))).toEqual([
      `${january} as of 4`,
      `${february} as of 4`,
    ]);
  });

  test("is what another register says of it, though no count changed", async () => {
    drawn.register(february, [{ ...clinics[0]!, region: "midtjylland" }, clinics[1]!]);
    const now = await published({ month: march });
    expect(moments(now)).toEqual([
      `${february} as of 3`,
      `${march} as of 4`,
      `${january} as of 5`,
      `${february} as of 5`,
    ]);
    expect(now.before[0]!.clinics.map(({ region }) => region)).toEqual([
      "Region Nordjylland",
      "Region Midtjylland",
    ]);
    expect(now.edition.clinics.map(({ region }) => region)).toEqual([
      "Region Midtjylland",
      "Region Midtjylland",
    ]);
  });

  test("is a release that was sealed for the public, of whatever month, where it was known otherwise", async () => {
    seal("mødet", january, 3);
    seal("internt", january, 3, "internal");
    drawn.counts({ [january]: [["000001", "KOL", 3, 0]] });
    const found = moments(await published({ month: march }));
    expect(found.filter((each) => each === `${january} as of 3`)).toHaveLength(1);
    expect(found.filter((each) => each === `${january} as of 2`)).toHaveLength(1);
    expect(found.indexOf(`${january} as of 2`)).toBeLessThan(found.indexOf(`${january} as of 3`));
  });

  test("is nothing of a time before there was a register", async () => {
    drawn.end();
    drawn = await drawStore();
    drawn.counts({ [january]: one });
    drawn.register(january, clinics);
    drawn.counts({ [january]: two });
    expect(moments(await published({ month: january }))).toEqual([`${january} as of 2`]);
  });

  test("is nothing of months that have no edition, nor of months without a rule", async () => {
    drawn.counts({ [march]: one, [february]: one });
    const isEdition = (each: Month): boolean => each === march;
    expect(moments(await published({ month: march }, { isEdition }))).toEqual([`${march} as of 4`]);
    const rules = definitions.rules.map((rule) => ({ ...rule, validFrom: march }));
    expect(moments(await published({ month: march }, { defs: { ...definitions, rules } }))).toEqual([
      `${march} as of 4`,
    ]);
  });

  test("has who made the plans of each known month, in all, by region and by plan type", async () => {
    const { makers } = await published({ month: february });
    const of = (dimension: string, value: string, at: Month): unknown =>
      makers.find((each) => each.dimension === dimension && each.value === value && each.month === at)
        ?.counts;
    // new, maintained, either
    expect(of("all", "all", january)).toEqual([1, 0, 1]);
    expect(of("all", "all", february)).toEqual([2, 1, 2]);
    expect(of("region", "Region Midtjylland", february)).toEqual([1, 1, 1]);
    expect(of("plan-type", "KOL", february)).toEqual([1, 0, 1]);
    expect(makers.some((each) => each.month === march)).toBe(false);
  });
});

describe("an audience", () => {
  beforeEach(() => {
    drawn.register(january, clinics);
    drawn.counts({ [january]: one, [addMonths(january, -1)]: one });
  });

  const home = programFolder;

  test("that sees groups of every size is held against nothing", async () => {
    const question = { ...(await asked()), audience: "internal" as const };
    expect(await publishedFor(question, home, await basisOf(question))).toBeNull();
  });

  test("of the public is held against what it may have seen", async () => {
    const question = { ...(await asked()), audience: "public" as const };
    const found = await publishedFor(question, home, await basisOf(question));
    expect(found?.edition.month).toBe(january);
    expect(found?.before.map(({ month: of }) => of)).toEqual(["2024-12"]);
  });
});

test("a month that has no edition for the public is a wrong call, with where that is said", async () => {
  const { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const home = mkdtempSync(join(tmpdir(), "flp-policies-"));
  try {
    mkdirSync(join(home, "reports"));
    cpSync(join(programFolder, "reports", "policies.yaml"), join(home, "reports", "policies.yaml"));
    const path = join(home, "reports", "policies.yaml");
    const every = "months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }";
    const text = readFileSync(path, "utf8");
    const start = text.indexOf("\npublic:");
    writeFileSync(path, text.slice(0, start) + text.slice(start).replace(every, "months: [1, 4, 7, 10] }"));
    drawn.register(january, clinics);
    drawn.counts({ [january]: one, [february]: two });
    const question = { ...(await asked()), audience: "public" as const };
    await expect(publishedFor(question, home, await basisOf(question))).rejects.toMatchObject({
      code: exitCode.usage,
      message: "2025-02 has no public edition",
      remedy: expect.stringContaining("reports/policies.yaml"),
    });
    const quarter = { ...(await asked({ month: january })), audience: "public" as const };
    expect((await publishedFor(quarter, home, await basisOf(quarter)))?.edition.month).toBe(january);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
