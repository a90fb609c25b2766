import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import { drawFiles, errorOf } from "../../testing/drawn-files.js";
import type { ClinicKind } from "./clinic-kinds.js";
import { clinicKindsSchema, findClinicKind } from "./clinic-kinds.js";
import type { PlanType } from "./plan-types.js";
import { findPlanType, planTypesSchema } from "./plan-types.js";
import { readYaml } from "../yaml/read-yaml.js";
import type { Region } from "./regions.js";
import { findRegion, regionInForce, regionsSchema, resolveRegion } from "./regions.js";
import { isOverlapping } from "../yaml/validity.js";

const monthly = "pipelines/monthly";

function month(text: string): Month {
  const parsed = parseMonth(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

async function mistakesIn(content: string, schema: z.ZodType): Promise<string[]> {
  const folder = await drawFiles({ "drawn.yaml": content });
  return (await errorOf(readYaml(join(folder, "drawn.yaml"), schema), folder)).lines;
}

describe("plan types", () => {
  const shipped: Promise<PlanType[]> = readYaml(join(monthly, "plan-types.yaml"), planTypesSchema);

  test.each([
    ["KOL", "KOL"],
    ["kol", "KOL"],
    ["COPD", "KOL"],
    ["Kronisk obstruktiv lungesygdom", "KOL"],
    ["T2D", "T2D"],
    ["Type 2-diabetes", "T2D"],
    ["type 2 - diabetes", "T2D"],
    ["Diabetes type 2", "T2D"],
    ["DM2", "T2D"],
    ["Diabetes", "T2D"],
    ["IHS", "IHS"],
    ["ISKÆMISK HJERTESYGDOM", "IHS"],
    ["lænderyg", "Lænderyg"],
  ])("%s is the plan type %s", async (label, code) => {
    expect(findPlanType(await shipped, label)?.code).toBe(code);
  });

  test("a label that nobody defined is no plan type", async () => {
    expect(findPlanType(await shipped, "Astma")).toBeNull();
    expect(findPlanType(await shipped, "")).toBeNull();
  });

  test("lænderyg ended with 2019", async () => {
    expect(findPlanType(await shipped, "Lænderyg")?.validTo).toBe("2019-12");
  });

  test("an alias that two plan types claim is refused at the second one", async () => {
    const lines = await mistakesIn(
      `
      - { code: KOL, name: Lunger, aliases: [copd], valid_from: 2018-01, valid_to: null }
      - { code: T2D, name: Diabetes, aliases: [DM2, C O P D], valid_from: 2018-01, valid_to: null }
      - { code: dm2, name: Sukker, valid_from: 2018-01, valid_to: 2017-01 }
      `,
      planTypesSchema,
    );
    expect(lines).toEqual([
      'drawn.yaml:2:47: also stands for the plan type KOL ("C O P D"); expected a label that names one plan type only; remove it from one of the two',
      'drawn.yaml:3:61: ends before it begins ("2017-01"); expected a month from 2018-01 on, or null; correct one of the two',
    ]);
  });

  test("an alias that repeats its own type's code or name does no harm", async () => {
    const content =
      "- { code: KOL, name: Lunger, aliases: [kol, LUNGER], valid_from: 2018-01, valid_to: null }";
    const folder = await drawFiles({ "drawn.yaml": content });
    expect(await readYaml(join(folder, "drawn.yaml"), planTypesSchema)).toHaveLength(1);
  });

  test("a code that is another type's alias is refused", async () => {
    const lines = await mistakesIn(
      `
      - { code: T2D, name: Diabetes, aliases: [DM2], valid_from: 2018-01, valid_to: null }
      - { code: dm2, name: Sukker, valid_from: 2018-01, valid_to: null }
      `,
      planTypesSchema,
    );
    expect(lines).toEqual([
      expect.stringMatching(/^drawn\.yaml:2:11: also stands for the plan type T2D \("dm2"\)/),
    ]);
  });
});

describe("clinic kinds", () => {
  const shipped: Promise<ClinicKind[]> = readYaml(join(monthly, "clinic-kinds.yaml"), clinicKindsSchema);

  test("regional and tendered clinics are left out of OK22, PLO clinics are not", async () => {
    const excluded = (await shipped).filter((kind) => kind.excluded).map((kind) => kind.name);
    expect(excluded).toEqual(["Regionsklinik", "Udbudsklinik"]);
    expect(findClinicKind(await shipped, "plo-klinik")?.excluded).toBe(false);
    expect(findClinicKind(await shipped, "Sygehus")).toBeNull();
  });

  test("a kind cannot be left out without a reason, nor share a name", async () => {
    const lines = await mistakesIn(
      `
      - { name: Regionsklinik, excluded: true, reason: null, source: slides }
      - { name: Udbud, excluded: yes, reason: null, source: slides }
      - { name: Drift, aliases: [regions-klinik, Udbud], excluded: false, reason: null, source: slides }
      - { name: UDBUD, excluded: false, reason: null, source: slides }
      `,
      clinicKindsSchema,
    );
    expect(lines).toEqual([
      "drawn.yaml:1:50: excluded without a reason (empty); expected the reason in words; write why its clinics are left out",
      'drawn.yaml:2:28: wrong kind of value ("yes"); expected true or false; correct the value',
      'drawn.yaml:4:11: also stands for the clinic kind Drift ("UDBUD"); expected a label that names one clinic kind only; remove it from one of the two',
    ]);
  });
});

describe("regions", () => {
  const shipped: Promise<Region[]> = readYaml(join(monthly, "regions.yaml"), regionsSchema);

  test.each([
    ["1081", "nordjylland"],
    ["Region Midtjylland", "midtjylland"],
    ["midtjylland", "midtjylland"],
    ["region  SYDDANMARK", "syddanmark"],
    ["Hovedstaden", "hovedstaden"],
    ["1085", "sjaelland"],
    ["Sjælland", "sjaelland"],
    ["Østdanmark", "oestdanmark"],
  ])("%s is the region %s", async (label, id) => {
    expect(findRegion(await shipped, label)?.id).toBe(id);
  });

  test("what is no code or name of a region is none, the bare word Region included", async () => {
    for (const label of ["1086", "Region", "Jylland", ""])
      expect(findRegion(await shipped, label)).toBeNull();
  });

  test("on 1 January 2027 the clinics of Hovedstaden and Sjælland belong to Østdanmark, the others stay", async () => {
    const regions = await shipped;
    const at = (label: string, inMonth: string): string | undefined => {
      const found = findRegion(regions, label);
      return found === null ? undefined : resolveRegion(regions, found, month(inMonth)).name;
    };
    expect(at("1084", "2026-12")).toBe("Region Hovedstaden");
    expect(at("1084", "2027-01")).toBe("Region Østdanmark");
    expect(at("Sjælland", "2026-12")).toBe("Region Sjælland");
    expect(at("Sjælland", "2030-06")).toBe("Region Østdanmark");
    expect(at("1082", "2027-01")).toBe("Region Midtjylland");
  });

  test("a region that has not begun stays itself, for its clinics cannot be split among its predecessors", async () => {
    const regions = await shipped;
    const east = findRegion(regions, "Østdanmark");
    expect(east).not.toBeNull();
    expect(regionInForce(east!, month("2026-12"))).toBe(false);
    expect(regionInForce(east!, month("2027-01"))).toBe(true);
    expect(resolveRegion(regions, east!, month("2026-12"))).toBe(east);
  });

  test("a successor that names no region, begins too late, or follows a region without end is refused", async () => {
    const lines = await mistakesIn(
      `
      - { id: nord, code: "1", name: Nord, valid_from: 2007-01, valid_to: 2026-12, successor: ost }
      - { id: syd, code: "2", name: Syd, valid_from: 2007-01, valid_to: 2026-11, successor: oest }
      - { id: vest, code: "3", name: Vest, valid_from: 2007-01, valid_to: null, successor: oest }
      - { id: oest, code: "4", name: Øst, valid_from: 2027-01, valid_to: null, successor: null }
      `,
      regionsSchema,
    );
    expect(lines).toEqual([
      'drawn.yaml:1:89: a successor that names no region ("ost"); expected one of: nord, syd, vest, oest; did you mean "oest"?',
      'drawn.yaml:2:87: Øst begins in 2027-01 ("oest"); expected a successor that begins in 2026-12, the month after valid_to; correct valid_to here or valid_from there',
      "drawn.yaml:3:69: a successor but no end (empty); expected the month before Øst begins; set valid_to",
    ]);
  });

  test("a code or name may pass from one region to the next, but not belong to two in one month", async () => {
    const passed = `
      - { id: vest, code: "9", name: Vest, valid_from: 2007-01, valid_to: 2026-12, successor: oest }
      - { id: oest, code: "9", name: Øst, valid_from: 2027-01, valid_to: null, successor: null }
      `;
    const folder = await drawFiles({ "drawn.yaml": passed });
    const regions = await readYaml(join(folder, "drawn.yaml"), regionsSchema);
    expect(findRegion(regions, "9", month("2026-12"))?.id).toBe("vest");
    expect(findRegion(regions, "9", month("2027-01"))?.id).toBe("oest");
    const lines = await mistakesIn(
      `
      - { id: vest, code: "9", name: Region Vest, valid_from: 2007-01, valid_to: 2027-01, successor: null }
      - { id: oest, code: "9", name: Øst, aliases: [vest], valid_from: 2027-01, valid_to: null, successor: null }
      - { id: oest, code: "8", name: Syd, valid_from: 2027-01, valid_to: null, successor: null }
      `,
      regionsSchema,
    );
    expect(lines).toEqual([
      expect.stringMatching(/^drawn\.yaml:2:21: also stands for Region Vest in the same months \("9"\)/),
      expect.stringMatching(/^drawn\.yaml:2:47: also stands for Region Vest in the same months \("vest"\)/),
      'drawn.yaml:3:9: id of two regions ("oest"); expected a different id; rename one of the two',
    ]);
  });

  test("a successor is not called unknown while the entry that may be it is wrong in itself", async () => {
    const lines = await mistakesIn(
      `
      - { id: vest, code: "9", name: Vest, valid_from: 2007-01, valid_to: 2026-12, successor: oest }
      - { id: oest, code: 9, name: Øst, valid_from: 2027-01, valid_to: null, successor: null }
      `,
      regionsSchema,
    );
    expect(lines).toEqual([expect.stringMatching(/^drawn\.yaml:2:21: wrong kind of value \("9"\)/)]);
  });

  test("successors in a circle end", () => {
    const base = {
      code: null,
      aliases: [],
      labels: [],
      validFrom: month("2007-01"),
      validTo: month("2010-01"),
    };
    const one: Region = { ...base, id: "one", name: "One", successor: "other" };
    const other: Region = { ...base, id: "other", name: "Other", successor: "one" };
    expect(resolveRegion([one, other], one, month("2020-01"))).toBe(one);
  });
});

test("two validities overlap when they share a month", () => {
  const validity = (validFrom: string, validTo: string | null) => ({
    validFrom: month(validFrom),
    validTo: validTo === null ? null : month(validTo),
  });
  expect(isOverlapping(validity("2022-01", "2024-12"), validity("2024-12", null))).toBe(true);
  expect(isOverlapping(validity("2022-01", "2024-12"), validity("2025-01", null))).toBe(false);
  expect(isOverlapping(validity("2025-01", null), validity("2022-01", null))).toBe(true);
});
