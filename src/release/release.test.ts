import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readReleaseTexts } from "./texts.js";
import { monthsBetween, parseMonth } from "../domain/month.js";
import { undoLoad } from "../ingest/store/undo.js";
import { programFolder } from "../lib/program.js";
import { describeDifference } from "./compose-difference.js";
import type { Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../testing/workshop.js";
import type { ReleaseSources } from "./build-release.js";
import { differenceBetween } from "./compare.js";
import { reproduceRelease } from "./reproduce.js";
import { sealRelease } from "./seal.js";
import { storeRelease } from "../db/history/releases.js";
import { reportIds } from "../reports/index.js";

/** Reports as they are made when nothing else is asked for. */
const options = { theme: null, audience: "internal", accessible: false } as const;

/**
 * What was shown in January: 14 new and 6 maintained plans; one of three clinics meets 10 new plans per doctor. Nobody made
 * any in the eleven months before, which the rule looks at too.
 */
async function loadJanuary(shop: Workshop): Promise<void> {
  await shop.load(
    "laegehuse_2025-01.csv",
    clinicsCsv([{ ydernummer: "000011" }, { ydernummer: "000022" }, { ydernummer: "000033" }]),
  );
  await shop.load(
    "januar.csv",
    countsCsv([
      ...monthsBetween(parseMonth("2024-02")!, parseMonth("2024-12")!).map(
        (month) => [month, "11", "KOL", 0, 0] as const,
      ),
      ["2025-01", "11", "KOL", 10, 5],
      ["2025-01", "22", "KOL", 3, 0],
      ["2025-01", "33", "T2D", 1, 1],
    ]),
    { acceptedReason: "drawn in a test" },
  );
}

/** Two more months; January restated for one number; a register in which one clinic closed and one opened. */
async function loadWhatCameLater(shop: Workshop): Promise<void> {
  const accept = { acceptedReason: "drawn in a test" };
  await shop.load(
    "februar.csv",
    countsCsv([
      ["2025-02", "11", "KOL", 2, 1],
      ["2025-02", "22", "KOL", 4, 0],
    ]),
    accept,
  );
  await shop.load("marts.csv", countsCsv([["2025-03", "22", "KOL", 4, 2]]), accept);
  await shop.load(
    "januar-igen.csv",
    countsCsv([
      ["2025-01", "11", "KOL", 9, 6],
      ["2025-01", "22", "KOL", 3, 0],
      ["2025-01", "33", "T2D", 1, 1],
    ]),
    accept,
  );
  await shop.load(
    "laegehuse_2025-03.csv",
    clinicsCsv([
      { ydernummer: "000011" },
      { ydernummer: "000022" },
      { ydernummer: "000033", closed: "2025-02-28" },
      { ydernummer: "000044", opened: "2025-03-01" },
    ]),
    accept,
  );
}

describe("a release", () => {
  let shop: Workshop;
  let home: string;
  let sources: ReleaseSources;

  /** A copy of the program's own definitions and reports, in which a test may change a file. */
  const edit = async (path: string, change: (text: string) => string): Promise<void> => {
    const file = join(home, path);
    await writeFile(file, change(await readFile(file, "utf8")));
  };
  const restore = (path: string): Promise<void> => cp(join(programFolder, path), join(home, path));

  beforeAll(async () => {
    shop = await openWorkshop();
    home = await mkdtemp(join(tmpdir(), "flp-release-"));
    for (const folder of ["pipelines", "reports"]) {
      await cp(join(programFolder, folder), join(home, folder), { recursive: true });
    }
    const definitionsFolder = join(home, "pipelines", "monthly");
    sources = { store: shop.store, home, definitionsFolder, runtime: "a test" };
    await loadJanuary(shop);
    await sealRelease({ name: "januar", month: null, asOf: null, options, note: "first" }, sources, shop);
    shop.clock.instant = new Date("2026-12-15T12:00:00Z");
    await loadWhatCameLater(shop);
    await sealRelease({ name: "marts", month: null, asOf: null, options, note: null }, sources, shop);
  });

  afterAll(async () => {
    await shop.end();
    await rm(home, { recursive: true, force: true });
  });

  test("is the same byte for byte after two months, a register and a restatement were loaded", async () => {
    const { reproduction } = await reproduceRelease("januar", sources);
    expect(reproduction).toMatchObject({ month: "2025-01", as_of: 2, is_same: true, failure: null });
    expect(reproduction.inputs).toEqual([]);
    expect(reproduction.program).toEqual([]);
    const reports = new Set(reproduction.artefacts.map(({ report }) => report));
    expect([...reports]).toEqual([...reportIds].sort());
    expect(reproduction.artefacts.filter(({ verdict }) => verdict !== "same")).toEqual([]);
    expect(reproduction.artefacts.length).toBeGreaterThan(15);
  });

  test("of before the program had a report is the same all the same, also in a home that has no folder for it", async () => {
    const { release } = await sealRelease(
      { name: "alt", month: null, asOf: 2, options, note: null },
      sources,
      shop,
    );
    const isOlder = ({ report }: { report: string }): boolean =>
      report !== "paper" && report !== "consultants";
    const older = {
      ...release,
      name: "fra før",
      artefacts: release.artefacts.filter(isOlder),
      inputs: release.inputs.filter(({ scope }) => isOlder({ report: scope })),
    };
    await storeRelease(shop.store, older, () => undefined);
    await rm(join(home, "reports", "paper"), { recursive: true });
    try {
      const { reproduction } = await reproduceRelease("fra før", sources);
      expect(reproduction).toMatchObject({ is_same: true, failure: null, inputs: [] });
      expect(new Set(reproduction.artefacts.map(({ report }) => report)).has("paper")).toBe(false);
      const whole = await reproduceRelease("alt", sources);
      expect(whole.reproduction.failure).toContain("paper");
    } finally {
      await cp(join(programFolder, "reports", "paper"), join(home, "reports", "paper"), { recursive: true });
    }
  });

  test("names a text that changed, and leaves the reports alone that do not use it", async () => {
    const path = "reports/steering/text.da.yaml";
    await edit(path, (text) => text.replace(/^title: .*$/m, "title: En anden titel"));
    try {
      const { reproduction } = await reproduceRelease("januar", sources);
      expect(reproduction.is_same).toBe(false);
      expect(reproduction.inputs).toMatchObject([
        {
          path,
          scopes: ["paper", "steering"],
          verdict: "differs",
          lines: [{ new: "title: En anden titel" }],
        },
      ]);
      const different = reproduction.artefacts.filter(({ verdict }) => verdict === "differs");
      expect(different.map(({ file }) => file)).toEqual(["steering_2025-01.html", "steering_2025-01.pptx"]);
    } finally {
      await restore(path);
    }
  });

  test("names a rule that changed, with the line that says something else", async () => {
    const path = "pipelines/monthly/rules/ok22.yaml";
    await edit(path, (text) => text.replace("threshold: 10", "threshold: 4"));
    try {
      const { reproduction } = await reproduceRelease("januar", sources);
      expect(reproduction.is_same).toBe(false);
      expect(reproduction.inputs).toEqual([
        {
          path,
          scopes: ["figures"],
          verdict: "differs",
          lines: [{ old: "threshold: 10", new: "threshold: 4" }],
        },
      ]);
    } finally {
      await restore(path);
    }
  });

  test("that cannot be made again says why, and which file it lacks", async () => {
    const path = "pipelines/monthly/gates.yaml";
    await rm(join(home, path));
    try {
      const { reproduction } = await reproduceRelease("januar", sources);
      expect(reproduction.is_same).toBe(false);
      expect(reproduction.failure).toContain("gates.yaml");
      expect(reproduction.inputs).toMatchObject([{ path, verdict: "missing" }]);
    } finally {
      await restore(path);
    }
  });

  test("tells which engine made it, where another one does now", async () => {
    const { reproduction } = await reproduceRelease("januar", { ...sources, runtime: "another engine" });
    expect(reproduction.is_same).toBe(true);
    expect(reproduction.program).toEqual([{ field: "runtime", old: "a test", new: "another engine" }]);
  });

  test("keeps its name, its rows and the loads that it rests on", async () => {
    const again = { name: "januar", month: null, asOf: null, options, note: null };
    await expect(sealRelease(again, sources, shop)).rejects.toMatchObject({ code: 2 });
    const { raw } = shop.store;
    for (const table of ["release", "release_input", "release_artefact", "release_month", "release_clinic"]) {
      expect(() => raw.exec(`delete from ${table}`)).toThrow("never removed");
    }
    expect(() => raw.exec("update release set note = 'other'")).toThrow("never changed");
    expect(() => raw.exec("update load set undone_at = '2027-01-01T00:00:00Z' where load = 1")).toThrow(
      "rests on this load",
    );
    await expect(undoLoad(shop.store, 6, shop)).rejects.toMatchObject({
      code: 2,
      message: "load 6 cannot be taken back: a sealed release rests on it (marts)",
    });
  });

  test.each(["", "-x", "a/b", "a\nb", " a", "a".repeat(61)])("cannot be called %j", async (name) => {
    const order = { name, month: null, asOf: null, options, note: null };
    await expect(sealRelease(order, sources, shop)).rejects.toMatchObject({ code: 2 });
  });

  test("is compared with an earlier one: months, restatements, clinics and figures", async () => {
    const difference = await differenceBetween(shop.store, { from: "januar", to: "marts" });
    expect(difference.months).toEqual({
      new: [
        { month: "2025-02", new: 6, maintained: 1 },
        { month: "2025-03", new: 4, maintained: 2 },
      ],
      gone: [],
    });
    expect(difference.restated).toEqual([
      {
        month: "2025-01",
        old: { month: "2025-01", new: 14, maintained: 6 },
        new: { month: "2025-01", new: 13, maintained: 7 },
        numbers: 1,
        loads: [5],
      },
    ]);
    expect(difference.population.entered).toMatchObject([{ ydernummer: "000044", reason: "opened" }]);
    expect(difference.population.left).toMatchObject([{ ydernummer: "000033", reason: "closed" }]);
    expect(difference.population.outcomes).toEqual([
      { old: "pass", new: "pass", clinics: 1 },
      { old: "fail", new: "pass", clinics: 1 },
    ]);
    const values = difference.headline.map(({ figure, old, new: now }) => [figure, old, now]);
    expect(values).toEqual([
      ["plans", 20, 33],
      ["plans-new", 14, 23],
      ["plans-maintained", 6, 10],
      ["active", 3, 1],
      ["open", 3, 3],
      ["clinics", 3, 3],
      ["pass", 1, 2],
      ["share", 1 / 3, 2 / 3],
    ]);
    expect([difference.rule, difference.definitions, difference.looks]).toEqual([null, [], []]);
  });

  test("is compared in Danish, part by part", async () => {
    const difference = await differenceBetween(shop.store, { from: "januar", to: "marts" });
    const { title, parts } = describeDifference(difference, await readReleaseTexts(join(home, "reports")));
    const linesOf = (label: string): string[] | undefined =>
      parts.find((part) => part.label === label)?.lines;
    expect(title).toBe("Hvad er ændret fra januar til marts");
    expect(linesOf("Hovedtal")).toEqual([
      "Forløbsplaner, seneste 12 måneder: 20 → 33 (+13)",
      "heraf nye: 14 → 23 (+9)",
      "heraf vedligeholdte: 6 → 10 (+4)",
      "Aktive klinikker i måneden: 3 → 1 (−2)",
      "Klinikker, der opfylder kravet: 1 → 2 (+1)",
    ]);
    // Of twenty clinics and more the share is told too: a third and two thirds, which read 33.4 points apart.
    const ofMore = difference.headline.map((change) =>
      change.figure === "clinics" ? { ...change, old: 19, new: 20 } : change,
    );
    const more = describeDifference(
      { ...difference, headline: ofMore },
      await readReleaseTexts(join(home, "reports")),
    );
    expect(more.parts.find(({ label }) => label === "Hovedtal")?.lines.at(-1)).toBe(
      "Andel, der opfylder kravet: 33,3\u00a0% → 66,7\u00a0% (+33,4 procentpoint)",
    );
    expect(linesOf("Genopgjorte måneder")).toEqual([
      "januar 2025: fortsat 20 forløbsplaner, men nye 14 → 13 og vedligeholdte 6 → 7 (ændrede ydernumre: 1, indlæsning 5)",
    ]);
    expect(linesOf("Klinikker, der måles på kravet")).toEqual([
      "3 → 3 klinikker",
      "Kommet til: 1 (1 åbnet siden)",
      "Gået ud: 1 (1 lukket)",
      "1 er gået fra »Opfylder ikke« til »Opfylder«",
    ]);
    expect(linesOf("OK22-kravet")).toBeUndefined();
  });

  test("whose rule and texts changed says so, and quotes both", async () => {
    const [rule, texts] = ["pipelines/monthly/rules/ok22.yaml", "reports/ok22/text.da.yaml"];
    await edit(rule, (text) => text.replace("threshold: 10", "threshold: 12.5"));
    await edit(texts, (text) => text.replace(/^title: .*$/m, "title: En anden titel"));
    try {
      await sealRelease(
        { name: "marts nyt krav", month: null, asOf: null, options, note: null },
        sources,
        shop,
      );
      const difference = await differenceBetween(shop.store, { from: "marts", to: "marts nyt krav" });
      const { parts } = describeDifference(difference, await readReleaseTexts(join(home, "reports")));
      const linesOf = (label: string): string[] | undefined =>
        parts.find((part) => part.label === label)?.lines;
      expect(linesOf("OK22-kravet")).toEqual(["Filen med kravet ok22 er ændret"]);
      expect(linesOf("Definitioner")).toEqual([
        `${rule} er ændret`,
        "  »threshold: 10« er blevet til »threshold: 12.5«",
      ]);
      expect(linesOf("Tekster og udseende")?.[0]).toBe(`${texts} er ændret`);
      expect(linesOf("Klinikker, der måles på kravet")).toEqual([
        "3 → 3 klinikker",
        "2 er gået fra »Opfylder« til »Opfylder ikke«",
      ]);
    } finally {
      await restore(rule);
      await restore(texts);
    }
  });

  test("with another goal tells it apart from the definitions", async () => {
    const path = "pipelines/monthly/targets.yaml";
    const goal = "{ metric: ok22, share: 0.85, by: 2026-12, set_by: Styregruppen, set_on: 2025-04-24 }";
    await edit(path, (text) => text.replace("targets: []", `targets: [${goal}]`));
    try {
      const order = { name: "marts med mål", month: null, asOf: null, options, note: null };
      await sealRelease(order, sources, shop);
      const difference = await differenceBetween(shop.store, { from: "marts", to: "marts med mål" });
      const { parts } = describeDifference(difference, await readReleaseTexts(join(home, "reports")));
      expect(parts.find(({ label }) => label === "Mål og grænser")?.lines).toEqual([
        `${path} er ændret`,
        `  »targets: []« er blevet til »targets: [${goal}]«`,
      ]);
      expect(parts.map(({ label }) => label)).not.toContain("Definitioner");
    } finally {
      await restore(path);
    }
  });
});
