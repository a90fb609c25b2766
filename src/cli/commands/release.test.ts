import { appendFile, cp, readdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../../lib/program.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../../testing/workshop.js";
import { main } from "../main.js";

describe("flp release", () => {
  let shop: Workshop;
  const flp = async (...words: string[]): Promise<{ code: number; out: string; err: string }> => {
    let [out, err] = ["", ""];
    const streams = {
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
      isTerminal: false,
    };
    const code = await main(
      ["--db", shop.store.path, "--home", join(shop.folder, "home"), ...words],
      streams,
    );
    return { code, out, err };
  };

  beforeAll(async () => {
    shop = await openWorkshop();
    for (const folder of ["pipelines", "reports"]) {
      await cp(join(programFolder, folder), join(shop.folder, "home", folder), { recursive: true });
    }
    await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "000011" }]));
    await shop.load("januar.csv", countsCsv([["2025-01", "11", "KOL", 10, 5]]));
  });
  afterAll(() => shop.end());

  test("list says how to begin where nothing is sealed", async () => {
    expect(await flp("release", "list")).toMatchObject({ code: 0, out: "" });
    expect((await flp("release", "list")).err).toContain("flp release seal NAME");
  });

  test("seal writes the files and what they consist of, and list names the release", async () => {
    const out = join(shop.folder, "sealed");
    const sealed = await flp("release", "seal", "møde 1", "--note", "vist", "--out", out, "--json");
    expect(sealed.code).toBe(0);
    expect(JSON.parse(sealed.out)).toMatchObject({
      name: "møde 1",
      month: "2025-01",
      as_of: 2,
      note: "vist",
      rule: { id: "ok22" },
      plans: { new: 10, maintained: 5 },
    });
    expect(existsSync(join(out, "release.json"))).toBe(true);
    expect(existsSync(join(out, "steering", "steering_2025-01.html"))).toBe(true);
    expect((await flp("release", "list")).out).toMatch(/møde 1 .*2025-01 .*vist/);
    expect(JSON.parse((await flp("release", "list", "--json")).out)).toMatchObject([
      { name: "møde 1", options: { theme: null, audience: "internal", accessible: false } },
    ]);
  });

  test("reports that were asked for in another form are made again in that form, and are what flp report makes", async () => {
    const form = ["--theme", "theme-medcom.yaml", "--audience", "public", "--accessible"];
    const out = join(shop.folder, "other-form");
    const sealed = await flp("release", "seal", "møde 1 udadtil", ...form, "--out", out);
    expect(sealed.code).toBe(0);
    expect((await flp("release", "list")).out).toContain(form.join(" "));
    expect(await flp("release", "reproduce", "møde 1 udadtil")).toMatchObject({ code: 0, err: "" });
    const asked = { ok22: form, steering: form.slice(0, 4), regions: [...form.slice(0, 2), "--accessible"] };
    for (const [report, words] of Object.entries(asked)) {
      const folder = join(shop.folder, "asked", report);
      expect((await flp("report", report, ...words, "--out", folder)).code).toBe(0);
      const files = (await readdir(join(out, report))).sort();
      expect(files).toEqual((await readdir(folder)).sort());
      for (const file of files)
        expect(await readFile(join(out, report, file)), file).toEqual(await readFile(join(folder, file)));
    }
    // The form matters: without it other bytes come out.
    const [plain, formed] = ["steering_2025-01.html", "steering_2025-01_offentlig.html"];
    expect(await readFile(join(out, "steering", formed))).not.toEqual(
      await readFile(join(shop.folder, "sealed", "steering", plain)),
    );
  });

  test("a theme that there is not seals nothing", async () => {
    expect((await flp("release", "seal", "uden tema", "--theme", "no.yaml")).code).toBe(10);
    expect((await flp("release", "list")).out).not.toContain("uden tema");
  });

  test("reproduce says that the database was changed behind the program's back", async () => {
    const { raw } = shop.store;
    raw.exec("update plan_count set new_plans = new_plans + 1");
    const changed = await flp("release", "reproduce", "møde 1");
    raw.exec("update plan_count set new_plans = new_plans - 1");
    expect(changed.code).toBe(15);
    expect(changed.err).toContain("the database is not sound: standing loads whose plans");
    expect(changed.err).not.toContain("bug of flp");
  });

  test("reproduce ends with 0 where every byte is the same, and with 15 and the file that changed where not", async () => {
    const same = await flp("release", "reproduce", "møde 1");
    expect([same.code, same.out]).toEqual([0, expect.stringContaining("is the same byte for byte")]);
    await appendFile(join(shop.folder, "home", "reports", "ok22", "terms.da.yaml"), "\n# a remark\n");
    const remarked = await flp("release", "reproduce", "møde 1");
    expect([remarked.code, remarked.err]).toEqual([
      0,
      expect.stringContaining("without touching these files"),
    ]);
    const theme = join(shop.folder, "home", "reports", "theme.yaml");
    await writeFile(theme, (await readFile(theme, "utf8")).replace(/^sender: .*$/m, "sender: Anden"));
    const changed = await flp("release", "reproduce", "møde 1");
    expect(changed.code).toBe(15);
    expect(changed.err).toContain("reports/theme.yaml differs");
    expect(changed.err).toContain("now sender: Anden");
  });

  test("diff of a release with itself tells that nothing changed", async () => {
    const { code, out } = await flp("release", "diff", "møde 1", "møde 1");
    expect(code).toBe(0);
    expect(out).toContain("Ingen ændring");
    // Of the twelve months that the requirement looks at, January alone is known.
    const unsaid = out.split("\n").filter((line) => line.includes("kan ikke opgøres"));
    expect(unsaid).toEqual([
      "  møde 1: Det kan ikke opgøres, hvem der opfylder kravet: der er ikke indlæst plantal for februar 2024 – december 2024",
    ]);
    expect(out).not.toMatch(/Andel|Klinikker, der opfylder/);
  });
});
