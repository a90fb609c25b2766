import { execFile } from "node:child_process";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestContext } from "vitest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dimensionIds } from "../../domain/shapes/metric.js";
import { addMonths } from "../../domain/month.js";
import { programFolder } from "../../lib/program.js";
import { fieldsOfRows } from "../../metrics/answer/answer-metrics.js";
import { metricIds, metricOf } from "../../metrics/index.js";
import type { FlpDesk } from "../../testing/flp.js";
import { openDesk } from "../../testing/flp.js";
import { clinicsCsv, countsCsv, month } from "../../testing/workshop.js";
import type { Descriptor } from "./descriptor.js";
import { keyOf, typeOfField } from "./fields.js";

const run = promisify(execFile);
const reader = join(programFolder, "src", "reports", "data-package", "read-package.py");

/** What the independent reader says that it read. */
interface Read {
  title: string;
  resources: Record<string, { rows: number; sums: Record<string, number>; first: string[] }>;
}

let desk: FlpDesk;
let folder = "";

/**
 * Two years of three clinics: the first makes 1 new plan a month for its one doctor, so 12 in the window; the second 2 and
 * its doctors are not known; the third none.
 */
beforeAll(async () => {
  desk = await openDesk();
  folder = await mkdtemp(join(tmpdir(), "flp-package-"));
  const months = Array.from({ length: 24 }, (_, back) => addMonths(month("2025-02"), back - 23));
  for (const [name, text] of [
    [
      "laegehuse_2025-02.csv",
      clinicsCsv([
        {
          ydernummer: "11",
          name: '"=SUM(1,2) ""Å"""',
          doctors: "1",
          municipality: "Aalborg",
          system: "-LPS, A",
        },
        { ydernummer: "22", region: "1082", doctors: "" },
        { ydernummer: "33", doctors: "2,5", municipality: "", system: "" },
      ]),
    ],
    [
      "planer.csv",
      countsCsv(
        months.flatMap((one): [string, string, string, number, number][] => [
          [one, "11", "KOL", 1, 3],
          [one, "22", "T2D", 2, 0],
        ]),
      ),
    ],
  ] as const) {
    await writeFile(desk.path(name), text);
    const loaded = await desk.flp("ingest", desk.path(name), "--accept", "drawn");
    expect(loaded.code, loaded.err).toBe(0);
  }
  const { code, err } = await desk.flp("build", join(folder, "package"), "--package");
  expect(code, err).toBe(0);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await desk.end();
});

/** Asks the reader in Python; skips with a reason where there is none. */
async function readPackage(context: TestContext): Promise<Read> {
  await run("python3", ["--version"]).catch(() => {
    process.stderr.write("NOT READ by another program, python3 is not installed here\n");
    return context.skip();
  });
  const { stdout } = await run("python3", [reader, join(folder, "package")]);
  return JSON.parse(stdout) as Read;
}

const descriptorOf = async (): Promise<Descriptor> =>
  JSON.parse(await readFile(join(folder, "package", "datapackage.json"), "utf8")) as Descriptor;

describe("the package of figures", () => {
  test("is read by another program with its types, and adds up to what was counted by hand", async (context) => {
    const { title, resources } = await readPackage(context);
    expect(title).toBe("Forløbsplaner i almen praksis, februar 2025");
    // 24 months of 1 + 2 new and 3 maintained plans
    expect(resources["plans-per-month"]).toMatchObject({
      rows: 24,
      sums: { new: 72, maintained: 72, total: 144 },
      first: ["2023-03", "3", "3", "6"],
    });
    expect(resources["plans-per-month-by-plan-type"]?.sums).toMatchObject({ new: 72, total: 144 });
    // one passes with 12 of 10, one lacks all of its 25, and of one the doctors are not known
    expect(resources["ok22"]?.first).toEqual(["2025-02", "3", "1", "1", "1", String(1 / 3)]);
    expect(resources["ok22-by-clinic"]).toMatchObject({
      rows: 3,
      sums: { doctors: 3.5, new_plans: 36, required: 35, missing: 25 },
    });
    expect(resources["ok22-by-clinic"]?.first.slice(1, 2)).toEqual(["000011"]);
    // each month with a full window: 2024-02 to 2025-02
    expect(resources["ok22-trend"]).toMatchObject({ rows: 13, sums: { clinics: 39, pass: 13 } });
    // nobody is left out of a distribution: the clinic without known doctors is in a row of its own
    for (const name of ["plans-per-doctor", "plans-per-doctor-by-region"])
      expect(resources[name]?.sums, name).toEqual({ clinics: 3 });
  });

  test("is refused by that program once a cell is not what the description says", async (context) => {
    await readPackage(context);
    const path = join(folder, "package", "plans-per-month.csv");
    const whole = await readFile(path, "utf8");
    await appendFile(path, "2025-03,1,1,2\r\n");
    await expect(readPackage(context)).rejects.toThrow("has another size");
    await writeFile(path, whole.replace("2023-03,3", "2023-03,x"));
    await expect(readPackage(context)).rejects.toThrow("is another file");
    await writeFile(path, whole);
  });

  test("holds every metric in every split, and describes each column", async () => {
    const { resources } = await descriptorOf();
    const expected = metricIds.flatMap((id) => [
      id,
      ...metricOf(id).dimensions.map((by) => `${id}-by-${by}`),
      ...(metricOf(id).from === "trend" ? [`${id}-trend`] : []),
    ]);
    expect(resources.map(({ name }) => name).sort()).toEqual(expected.sort());
    for (const { name, schema } of resources) {
      expect(schema.primaryKey, name).toContain("month");
      for (const { title, type } of schema.fields)
        expect([title.length > 0, type], name).not.toContain(undefined);
    }
    for (const id of metricIds)
      for (const by of [null, ...dimensionIds.filter((one) => metricOf(id).dimensions.includes(one))])
        for (const field of fieldsOfRows(id, { by, from: null })) expect(typeOfField(field)).toBeDefined();
    expect(keyOf(["month", "ydernummer", "opened", "name", "region", "kind"])).toEqual([
      "month",
      "ydernummer",
      "opened",
    ]);
  });

  test("says from which files it is, under which terms, and what limits its use", async () => {
    const { description, licenses, sources, ...rest } = await descriptorOf();
    expect(rest).toMatchObject({ month: "2025-02", as_of: 2 });
    expect(description).toContain("Ubekræftet krav:");
    expect(licenses).toEqual([
      { name: "other-closed", title: "Må ikke videregives uden aftale med afsenderen" },
    ]);
    expect(sources.map(({ title }) => title)).toEqual(["PLSP: laegehuse_2025-02.csv", "PLSP: planer.csv"]);
  });

  test("keeps text that a spreadsheet would run as text, and commas and quotes where they are", async () => {
    const csv = await readFile(join(folder, "package", "ok22-by-clinic.csv"), "utf8");
    expect(csv).toContain(`"'=SUM(1,2) ""Å"""`);
    expect(await readFile(join(folder, "package", "ok22-by-system.csv"), "utf8")).toContain(`"'-LPS, A"`);
  });
});

describe("flp build --package", () => {
  test("replaces a package only with --force, and never writes among other files", async () => {
    const path = join(folder, "package");
    const before = await readFile(join(path, "datapackage.json"), "utf8");
    expect((await desk.flp("build", path, "--package")).code).toBe(2);
    expect((await desk.flp("build", path, "--package", "--force")).code).toBe(0);
    expect(await readFile(join(path, "datapackage.json"), "utf8")).toBe(before);
    const { code, err } = await desk.flp("build", folder, "--package", "--force");
    expect(code).toBe(2);
    expect(err).toContain("holds other files");
  });

  test("is not for publication, and says what is", async () => {
    for (const words of [["--package"], []]) {
      const { code, err } = await desk.flp("build", join(folder, "public"), ...words, "--audience", "public");
      expect(code).toBe(2);
      expect(err).toContain("flp report steering --audience public --format csv");
    }
  });
});
