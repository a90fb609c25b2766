import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseMonth } from "../../domain/month.js";
import { programFolder } from "../../lib/program.js";
import type { Definitions } from "../definitions.js";
import { readDefinitions } from "../definitions.js";
import type { MunicipalityFinder } from "./municipalities.js";
import { municipalityFinder, regionOfMunicipality } from "./municipalities.js";
import { findRegion } from "./regions.js";

let definitions: Definitions;
let finder: MunicipalityFinder;
beforeAll(async () => {
  definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
  finder = municipalityFinder(definitions.municipalities);
});

describe("municipalities.yaml", () => {
  test("names the 98 municipalities of Denmark, each in a region that regions.yaml defines", () => {
    expect(definitions.municipalities).toHaveLength(98);
    expect(new Set(definitions.municipalities.map(({ code }) => code)).size).toBe(98);
    const ids = definitions.regions.map(({ id }) => id);
    expect(definitions.municipalities.filter(({ region }) => !ids.includes(region))).toEqual([]);
  });

  test("has 11, 19, 22, 29 and 17 municipalities in the five regions", () => {
    const counts = new Map<string, number>();
    for (const { region } of definitions.municipalities) counts.set(region, (counts.get(region) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      ...{ nordjylland: 11, midtjylland: 19, syddanmark: 22, hovedstaden: 29, sjaelland: 17 },
    });
  });

  test("agrees with the region of every clinic of the national sample", () => {
    const month = parseMonth("2025-02");
    if (month === null) throw new Error("no month");
    const register = join(programFolder, "fixtures", "national", "laegehuse_2025-02.csv");
    const rows = readFileSync(register, "utf8").trim().split(/\r?\n/).slice(1);
    const apart = rows.filter((row) => {
      const [, , region = "", municipality = ""] = row.split(";");
      const found = finder.find(municipality);
      const lies = found === null ? null : regionOfMunicipality(found, definitions.regions, month);
      return lies !== findRegion(definitions.regions, region, month)?.id;
    });
    expect([rows.length, apart]).toEqual([1_772, []]);
  });

  test("has the same municipalities in Region Østdanmark from 2027 as in the two before it", () => {
    const [before, after] = [parseMonth("2026-12"), parseMonth("2027-01")];
    if (before === null || after === null) throw new Error("no month");
    const moved = definitions.municipalities.filter(
      (one) =>
        regionOfMunicipality(one, definitions.regions, before) !==
        regionOfMunicipality(one, definitions.regions, after),
    );
    expect(moved).toHaveLength(29 + 17);
    expect(new Set(moved.map((one) => regionOfMunicipality(one, definitions.regions, after)))).toEqual(
      new Set(["oestdanmark"]),
    );
  });

  test.each([
    ["Alborg", "Aalborg"],
    ["Kobenhavn", "København"],
    ["Helsingoer", "Helsingør"],
  ])("knows what %s most likely stands for", (written, meant) => {
    expect(finder.find(written)).toBeNull();
    expect(finder.nearest(written)).toBe(meant);
  });
});
