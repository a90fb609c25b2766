import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SealedRelease } from "../../domain/release/release.js";
import { parseMonth } from "../../domain/month.js";
import { exitCode } from "../../lib/errors.js";
import type { DrawnStore } from "../../testing/drawn/drawn-store.js";
import { drawStore } from "../../testing/drawn/drawn-store.js";
import {
  listReleases,
  loadsUndoneSince,
  publicReleases,
  readRelease,
  releaseBefore,
  releasesRestingOn,
  storeRelease,
} from "./releases.js";

let drawn: DrawnStore;
beforeEach(async () => {
  drawn = await drawStore();
  for (const month of ["2025-01", "2025-02", "2025-03"])
    drawn.counts({ [month]: [["000001", "KOL", 5, 10]] });
});
afterEach(() => {
  drawn.end();
});

const sha = (letter: string): string => letter.repeat(64);
const release = (name: string, over: Partial<SealedRelease> = {}): SealedRelease => ({
  ...{ name, sealedAt: "2025-03-04T09:12:00.000Z", month: parseMonth("2025-02")!, asOf: 2, note: null },
  options: { theme: null, audience: "internal", accessible: false },
  program: { version: "0.2.0", sha256: sha("a"), runtime: "node v24.1.0, ICU 77.1" },
  rule: { id: "ok22", status: "unconfirmed", sha256: sha("b") },
  plans: { new: 100, maintained: 150 },
  clinics: { open: 20, active: 15 },
  inputs: [],
  artefacts: [],
  months: [],
  population: [],
  ...over,
});

const full = release("møde 4. marts", {
  note: "Godkendt på mødet; “Åen”",
  options: { theme: "theme-dsd.yaml", audience: "public", accessible: true },
  rule: { id: "ok22", status: "confirmed", sha256: sha("c") },
  inputs: [
    {
      scope: "figures",
      path: "pipelines/monthly/rules/ok22.yaml",
      sha256: sha("d"),
      content: "threshold: 10\n",
    },
    { scope: "steering", path: "reports/logo.png", sha256: sha("e"), content: null },
  ],
  artefacts: [
    { report: "ok22", fileName: "ok22.xlsx", sha256: sha("f"), bytes: 0 },
    { report: "steering", fileName: "deck.pptx", sha256: sha("1"), bytes: 123_456 },
  ],
  months: [
    { month: parseMonth("2025-01")!, new: 5, maintained: 10 },
    { month: parseMonth("2025-02")!, new: 0, maintained: 0 },
  ],
  population: [
    { ydernummer: "000001", opened: "2001-01-01", name: "Gammel", kind: "PLO-klinik", outcome: "fail" },
    { ydernummer: "000001", opened: "2020-01-01", name: "Ny", kind: "PLO-klinik", outcome: "pass" },
    { ydernummer: "000002", opened: "2010-01-01", name: "Åen", kind: "PLO-klinik", outcome: "unknown" },
  ],
});

describe("a release", () => {
  test("is read back as it was sealed, with all its lists", async () => {
    await storeRelease(drawn.store, full);
    expect(await readRelease(drawn.store, full.name)).toEqual(full);
  });

  test("has its lists in the order of their keys, however they were given", async () => {
    const backwards = {
      ...full,
      inputs: [...full.inputs].reverse(),
      artefacts: [...full.artefacts].reverse(),
      months: [...full.months].reverse(),
      population: [...full.population].reverse(),
    };
    await storeRelease(drawn.store, backwards);
    expect(await readRelease(drawn.store, full.name)).toEqual(full);
  });

  test("without lists is read back without lists, and not with those of another", async () => {
    await storeRelease(drawn.store, full);
    await storeRelease(drawn.store, release("tom"));
    expect(await readRelease(drawn.store, "tom")).toEqual(release("tom"));
  });

  test("of any plain values is read back as it was", async () => {
    let number = 0;
    const text = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
      .filter((one) => !one.includes("\0"));
    await fc.assert(
      fc.asyncProperty(text, fc.nat(), fc.boolean(), async (note, plans, accessible) => {
        number += 1;
        const one = release(`nr. ${number}`, {
          note,
          plans: { new: plans, maintained: 2 * plans },
          options: { theme: note, audience: accessible ? "public" : "internal", accessible },
        });
        await storeRelease(drawn.store, one);
        expect(await readRelease(drawn.store, one.name)).toEqual(one);
      }),
      { numRuns: 30 },
    );
  });

  test("whose name is taken is refused with the day on which that was sealed, and changes nothing", async () => {
    await storeRelease(drawn.store, full);
    await expect(storeRelease(drawn.store, release(full.name, { asOf: 3 }))).rejects.toMatchObject({
      code: exitCode.usage,
      message: expect.stringContaining("was sealed on 2025-03-04"),
      remedy: expect.stringContaining("flp release list"),
    });
    expect(await readRelease(drawn.store, full.name)).toEqual(full);
    expect(drawn.store.raw.inTransaction).toBe(false);
  });

  test("that rests on a load that is not there is stored not even in part", async () => {
    await expect(storeRelease(drawn.store, { ...full, asOf: 99 })).rejects.toMatchObject({
      code: exitCode.database,
    });
    expect(await listReleases(drawn.store)).toEqual([]);
    for (const table of ["release_input", "release_artefact", "release_month", "release_clinic"])
      expect([table, drawn.store.raw.prepare(`select count(*) from ${table}`).pluck().get()]).toEqual([
        table,
        0,
      ]);
  });

  test("one of whose lists cannot be stored is stored not even in part", async () => {
    const twice = [full.population[0]!, full.population[0]!];
    await expect(storeRelease(drawn.store, { ...full, population: twice })).rejects.toMatchObject({
      code: exitCode.database,
    });
    expect(await listReleases(drawn.store)).toEqual([]);
  });

  test("is never changed, removed or robbed of a load that it rests on, by the database itself", async () => {
    await storeRelease(drawn.store, full);
    const { raw } = drawn.store;
    for (const sql of [
      "update release set note = 'andet'",
      "delete from release",
      "update release_input set content = ''",
      "delete from release_artefact",
      "update release_month set plans_new = 1",
      "delete from release_clinic",
      "update load set undone_at = '2025-04-01T00:00:00.000Z' where load = 1",
    ])
      expect(() => raw.exec(sql), sql).toThrow(/sealed release/);
    raw.exec("update load set undone_at = '2025-04-01T00:00:00.000Z' where load = 3");
    expect(await readRelease(drawn.store, full.name)).toEqual(full);
  });
});

describe("a release that is not there", () => {
  test("is a wrong call, with the names that there are", async () => {
    await expect(readRelease(drawn.store, "x")).rejects.toMatchObject({
      code: exitCode.usage,
      message: "there is no release x",
      remedy: expect.stringContaining("flp release seal"),
    });
    await storeRelease(drawn.store, release("b", { sealedAt: "2025-03-05T00:00:00.000Z" }));
    await storeRelease(drawn.store, release("a"));
    await expect(readRelease(drawn.store, "x")).rejects.toMatchObject({ remedy: "sealed are: a, b" });
  });

  test("is not one whose name only begins alike", async () => {
    await storeRelease(drawn.store, release("marts 2025"));
    await expect(readRelease(drawn.store, "marts")).rejects.toMatchObject({ code: exitCode.usage });
  });
});

describe("the list of releases", () => {
  test("is that of their sealing, and of one instant by name", async () => {
    for (const [name, sealedAt] of [
      ["c", "2025-03-04T09:12:00.000Z"],
      ["a", "2025-03-05T09:12:00.000Z"],
      ["b", "2025-03-04T09:12:00.000Z"],
    ] as const)
      await storeRelease(drawn.store, release(name, { sealedAt }));
    expect((await listReleases(drawn.store)).map(({ name }) => name)).toEqual(["b", "c", "a"]);
  });
});

describe("what rests on a load", () => {
  test("is every release whose newest load is not older", async () => {
    await storeRelease(drawn.store, release("to", { asOf: 2, sealedAt: "2025-03-06T00:00:00.000Z" }));
    await storeRelease(drawn.store, release("tre", { asOf: 3 }));
    expect([1, 2, 3, 4].map((load) => releasesRestingOn(drawn.store, load))).toEqual([
      ["tre", "to"],
      ["tre", "to"],
      ["tre"],
      [],
    ]);
  });

  test("and was taken back since is told, oldest first; what was taken back before, or came later, is not", () => {
    const sealed = release("a", { asOf: 2 });
    const undone = drawn.store.raw.prepare("update load set undone_at = ? where load = ?");
    undone.run("2025-03-04T09:12:00.001Z", 2);
    undone.run("2025-03-04T09:11:59.000Z", 1);
    undone.run("2025-05-01T00:00:00.000Z", 3);
    expect(loadsUndoneSince(drawn.store, sealed)).toEqual([2]);
    expect(loadsUndoneSince(drawn.store, { ...sealed, asOf: 3 })).toEqual([2, 3]);
    expect(loadsUndoneSince(drawn.store, { ...sealed, asOf: 1 })).toEqual([]);
  });
});

describe("the release before a report", () => {
  const before = (load: number, instant = "2025-12-31T00:00:00.000Z") =>
    releaseBefore(drawn.store, { load, instant });

  test("is the newest that rests on an earlier load and was sealed by then, with its clinics", async () => {
    await storeRelease(drawn.store, release("en", { asOf: 1 }));
    await storeRelease(drawn.store, { ...full, asOf: 2, sealedAt: "2025-03-05T00:00:00.000Z" });
    expect(before(1)).toBeNull();
    expect(before(2)).toMatchObject({ name: "en", clinics: 0, pass: 0 });
    expect(before(3)).toEqual({
      ...{
        name: full.name,
        sealedAt: "2025-03-05T00:00:00.000Z",
        month: "2025-02",
        asOf: 2,
        clinics: 3,
        pass: 1,
      },
    });
    expect(before(3, "2025-03-04T23:59:59.999Z")).toMatchObject({ name: "en" });
    expect(before(3, "2025-03-05T00:00:00.000Z")).toMatchObject({ name: full.name });
    expect(before(3, "2025-01-01T00:00:00.000Z")).toBeNull();
  });

  test("of one load is the one sealed last, and of one instant the last by name", async () => {
    await storeRelease(drawn.store, release("a", { sealedAt: "2025-03-06T00:00:00.000Z" }));
    await storeRelease(drawn.store, release("b", { sealedAt: "2025-03-06T00:00:00.000Z" }));
    await storeRelease(drawn.store, release("c", { sealedAt: "2025-03-05T00:00:00.000Z" }));
    expect(before(3)?.name).toBe("b");
  });
});

describe("what was published", () => {
  const published = (name: string, over: Partial<SealedRelease>): SealedRelease =>
    release(name, { options: { theme: null, audience: "public", accessible: false }, ...over });

  test("is what was sealed for the public as of earlier loads, by the instant of the load that asks", async () => {
    // Load 3 was stored on 3 January at ten, see the drawn store.
    await storeRelease(drawn.store, published("to", { asOf: 2, sealedAt: "2025-01-03T10:00:00.000Z" }));
    await storeRelease(
      drawn.store,
      published("en", { asOf: 1, month: parseMonth("2025-01")!, sealedAt: "2025-01-02T00:00:00.000Z" }),
    );
    await storeRelease(drawn.store, published("for sent", { asOf: 2, sealedAt: "2025-01-03T10:00:00.001Z" }));
    await storeRelease(drawn.store, release("intern", { asOf: 1, sealedAt: "2025-01-02T00:00:00.000Z" }));
    expect(publicReleases(drawn.store, { asOf: 3 })).toEqual([
      { month: "2025-01", asOf: 1 },
      { month: "2025-02", asOf: 2 },
    ]);
    expect(publicReleases(drawn.store, { asOf: 2 })).toEqual([{ month: "2025-01", asOf: 1 }].slice(0, 1));
    expect(publicReleases(drawn.store, { asOf: 1 })).toEqual([]);
  });
});
