import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { ExploreData, ExploreGroup, GroupingId } from "../reports/steering/explore/data.js";
import { inMonths, wholeMonths } from "../reports/steering/explore/view.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { choicesOf } from "../testing/read-public-files.js";

/*
 * What the steering group's page of the national sample holds for its reader to choose from, beside what the command line
 * answers to the same questions.
 */

type Row = Record<string, number | string>;

let desk: FlpDesk;
let page: string;
let data: ExploreData;
let shown: ExploreData;

async function make(...words: string[]): Promise<string> {
  const out = desk.path(`out-${words.join("")}`);
  const { code, err } = await desk.flp("report", "steering", "--format", "html", "--out", out, ...words);
  expect(code, err).toBe(0);
  const [name = ""] = await readdir(out);
  return readFile(join(out, name), "utf8");
}

async function rowsOf(metric: string, by: string, ...words: string[]): Promise<Row[]> {
  const { rows } = (await desk.json("metrics", metric, "--by", by, ...words)) as { rows: Row[] };
  return rows;
}

const groupsOf = (from: ExploreData, id: GroupingId): ExploreGroup[] =>
  from.groupings.find((one) => one.id === id)?.groups ?? [];

beforeAll(async () => {
  desk = await openDesk();
  const national = join(programFolder, "fixtures", "national");
  const files = (await readdir(national)).map((name) => join(national, name));
  expect((await desk.flp("ingest", ...files, "--synthetic")).code).toBe(0);
  page = await make();
  data = choicesOf(page)!;
  shown = choicesOf(await make("--audience", "public"))!;
}, 600_000);
afterAll(() => desk.end());

describe.each(["region", "municipality", "system", "kind"] as const)("every group by %s", (id) => {
  test("has the plans of each month as the metric has them", async () => {
    const rows = await rowsOf("plans-per-month", id);
    const groups = groupsOf(data, id);
    expect(rows).toHaveLength(groups.length * data.months.length);
    for (const { name, plans } of groups) {
      const own = rows.filter((row) => row[id] === name);
      expect(own.map((row) => row["month"])).toEqual(data.months);
      expect(inMonths(plans![0]!.new, data)).toEqual(own.map((row) => row["new"]));
      expect(inMonths(plans![0]!.maintained, data)).toEqual(own.map((row) => row["maintained"]));
    }
  });

  test("has its active clinics, of all that were open", async () => {
    const rows = await rowsOf("active-clinics", id);
    for (const { name, active } of groupsOf(data, id)) {
      const own = rows.filter((row) => row[id] === name);
      if (active === undefined) expect(own.every((row) => row["clinics"] === 0)).toBe(true);
      else {
        expect(inMonths(active.part, data)).toEqual(own.map((row) => row["active"]));
        expect(wholeMonths(active, data)).toEqual(own.map((row) => row["clinics"]));
      }
    }
  });

  test("has its clinics that meet the requirement, by each month's own register", async () => {
    const rows = await rowsOf("ok22", id, "--from", data.months[0]!);
    for (const { name, ok22 } of groupsOf(data, id)) {
      const own = new Map(rows.filter((row) => row[id] === name).map((row) => [row["month"], row]));
      if (ok22 === undefined) expect([...own.values()].every((row) => row["clinics"] === 0)).toBe(true);
      else {
        const told = (field: string): (number | string | null)[] =>
          data.months.map((month) => own.get(month)?.[field] ?? null);
        expect(inMonths(ok22.part, data)).toEqual(told("pass"));
        expect(wholeMonths(ok22, data)).toEqual(told("clinics"));
      }
    }
  });

  test("has plans by type that add up to all of its plans, municipalities aside", () => {
    for (const { plans } of groupsOf(data, id)) {
      const [all, ...types] = plans!;
      expect(types).toHaveLength(id === "municipality" ? 0 : data.types.length);
      if (types.length === 0) continue;
      for (const field of ["new", "maintained"] as const)
        expect(
          data.months.map((_, place) => types.reduce((sum, one) => sum + (one![field][place] ?? 0), 0)),
        ).toEqual(all![field]);
    }
  });
});

describe("the page", () => {
  test("has all municipalities, and is the same bytes each time", async () => {
    expect(groupsOf(data, "municipality").length).toBeGreaterThan(90);
    expect(await make("--month", "2025-02")).toBe(page);
  });

  test("lets its scripts run by their hashes alone, and names no address", () => {
    const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy.match(/'sha256-[\w+/=]+'/g)).toHaveLength(2);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(page).not.toMatch(/(src|href)="(?!#)/);
  });
});

describe("the public page", () => {
  test("holds months of no group but the plans of regions, and those of the country", () => {
    expect(shown.groupings.map(({ id }) => id)).toEqual(["country", "region", "municipality", "system"]);
    for (const id of ["region", "municipality", "system"] as const)
      for (const { active, ok22, plans = [] } of groupsOf(shown, id)) {
        expect(active).toBeUndefined();
        expect(ok22?.part.length ?? 1).toBe(1);
        expect(plans).toHaveLength(id === "region" ? 1 : 0);
      }
  });

  test("tells no group of 1 to 4 clinics, and none that follows from the country less the others", () => {
    const country = groupsOf(shown, "country")[0]!.ok22!;
    const whole = { pass: country.part.at(-1)!, clinics: country.whole.at(-1)![1]! };
    for (const id of ["region", "municipality", "system"] as const) {
      const counts = groupsOf(shown, id).flatMap(({ ok22 }) =>
        ok22 === undefined ? [] : [{ pass: ok22.part[0]!, clinics: ok22.whole[0]![1]! }],
      );
      const rest = counts.reduce(
        (left, one) => ({ pass: left.pass - one.pass, clinics: left.clinics - one.clinics }),
        whole,
      );
      for (const { pass, clinics } of [...counts, rest])
        for (const part of [pass, clinics - pass, clinics]) expect(part === 0 || part >= 5).toBe(true);
      expect(counts.length).toBeGreaterThan(1);
    }
  });
});
