import { appendFile, cp, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../testing/workshop.js";
import { main } from "./main.js";

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
    expect(JSON.parse((await flp("release", "list", "--json")).out)).toMatchObject([{ name: "møde 1" }]);
  });

  test("a taken name, an unknown release and a load that a release rests on are usage errors that say so", async () => {
    const taken = await flp("release", "seal", "møde 1");
    expect([taken.code, taken.err]).toEqual([2, expect.stringContaining("never changed")]);
    const unknown = await flp("release", "reproduce", "møde 2");
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining("sealed are: møde 1")]);
    const undone = await flp("undo", "2");
    expect([undone.code, undone.err]).toEqual([2, expect.stringContaining("møde 1")]);
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
  });
});
