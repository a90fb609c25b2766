import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { programFolder } from "../../lib/program.js";
import type { FlpDesk } from "../../testing/flp.js";
import { openDesk } from "../../testing/flp.js";
import { countsCsv } from "../../testing/workshop.js";
import type { Examined } from "./examine.js";
import { checks } from "./examine.js";

let desk: FlpDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.end());

async function examined(...words: string[]): Promise<{ code: number; found: Map<string, Examined> }> {
  const { code, out } = await desk.flp("doctor", "--json", ...words);
  const { checks: list } = JSON.parse(out) as { checks: Examined[] };
  return { code, found: new Map(list.map((one) => [one.check, one])) };
}

/** The program's own definitions and reports in a folder that a test may damage. */
async function ownHome(): Promise<string> {
  const home = desk.path("home");
  for (const name of ["pipelines", "reports"])
    await cp(join(programFolder, name), join(home, name), { recursive: true });
  return home;
}

describe("flp doctor", () => {
  test("finds nothing bad here, looks at everything, and tells how to begin", async () => {
    const { code, found } = await examined();
    expect(code).toBe(0);
    expect([...found.keys()]).toEqual([
      "node",
      "sqlite",
      "definitions",
      "fonts",
      "writing",
      "disk",
      "database",
    ]);
    expect(found.get("node")?.seen).toContain(`Node ${process.versions.node}`);
    expect(found.get("database")).toMatchObject({
      status: "look",
      todo: expect.stringContaining("flp ingest"),
    });
  });

  test("says of a database how sound it is and which schema it has", async () => {
    writeFileSync(desk.path("planer.csv"), countsCsv([["2025-02", "11", "KOL", 1, 0]]));
    await desk.flp("ingest", desk.path("planer.csv"));
    const { code, found } = await examined();
    expect(code).toBe(0);
    expect(found.get("database")).toMatchObject({
      status: "ok",
      seen: expect.stringMatching(/is sound, schema \d+$/),
    });
  });

  test("ends with 14 where the database is bad, with the way back", async () => {
    writeFileSync(desk.path("flp.sqlite"), "Dette er et brev.".repeat(100));
    const { code, found } = await examined();
    expect(code).toBe(14);
    expect(found.get("database")).toMatchObject({ status: "bad", todo: expect.stringContaining("--db") });
    const { code: sameCode, out } = await desk.flp("doctor");
    expect(sameCode).toBe(14);
    expect(out).toMatch(/^bad {3}database +.*\n +→ \S/m);
  });

  test("ends with 10 where a definition is bad, and looks at the rest all the same", async () => {
    const home = await ownHome();
    writeFileSync(join(home, "pipelines", "monthly", "regions.yaml"), "nonsense: [");
    const { code, found } = await examined("--home", home);
    expect(code).toBe(10);
    expect(found.get("definitions")).toMatchObject({
      status: "bad",
      seen: expect.stringContaining("regions.yaml"),
    });
    expect(found.get("fonts")?.status).toBe("ok");
  });

  test("ends with 15 where the font is gone", async () => {
    const home = await ownHome();
    rmSync(join(home, "reports", "fonts"), { recursive: true });
    mkdirSync(join(home, "reports", "fonts"));
    const { code, found } = await examined("--home", home);
    expect(code).toBe(15);
    expect(found.get("fonts")?.status).toBe("bad");
  });

  test("every line that is not ok says what to do", async () => {
    writeFileSync(desk.path("flp.sqlite"), "Dette er et brev.".repeat(100));
    const home = await ownHome();
    rmSync(join(home, "pipelines", "monthly", "gates.yaml"));
    const { found } = await examined("--home", home);
    for (const { status, todo } of found.values()) if (status !== "ok") expect(todo).toMatch(/\S/);
    expect([...found.values()].filter(({ status }) => status === "bad").length).toBe(2);
    expect(found.size).toBe(checks.length);
  });
});
