import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exitCode } from "../lib/errors.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

describe("a monthly run whose reports cannot be made", () => {
  let desk: FlpDesk;
  beforeEach(async () => {
    desk = await openDesk();
    await mkdir(desk.path("inbox"));
    await writeFile(desk.path("inbox/laegehuse_2025-02.csv"), clinicsCsv([{ ydernummer: "012345" }]));
    await writeFile(desk.path("inbox/planer_2025-02.csv"), countsCsv([["2025-02", "012345", "KOL", 1, 0]]));
  });
  afterEach(() => desk.end());

  const run = (...words: string[]) =>
    desk.flp("run", "monthly", "--inbox", desk.path("inbox"), "--out", desk.path("out"), ...words);
  const loads = async (): Promise<unknown[]> => (await desk.json("loads")) as unknown[];

  it("tells a machine what was stored all the same, and that there is no manifest", async () => {
    const { code, out, err } = await run("--month", "2025-03", "--json");
    expect(code).toBe(exitCode.usage);
    const told = JSON.parse(out) as { inputs: { file: string; status: string }[]; manifest: unknown };
    expect(told.inputs.map(({ file, status }) => [file, status])).toEqual([
      ["laegehuse_2025-02.csv", "stored"],
      ["planer_2025-02.csv", "stored"],
    ]);
    expect(told.manifest).toBeNull();
    expect(err).toContain("no plan counts are loaded for 2025-03");
  });

  it("says what was kept, and has written the arrival control", async () => {
    const { err } = await run("--month", "2025-03");
    expect(err).toContain(
      "kept: laegehuse_2025-02.csv (load 1), planer_2025-02.csv (load 2), modtagekontrol_2025-02.html",
    );
    expect(existsSync(desk.path("out/modtagekontrol_2025-02.html"))).toBe(true);
  });

  it("looks at the theme before anything is stored: a page could not be written again later", async () => {
    const { code, err } = await run("--theme", "no-such-theme.yaml");
    expect(code).toBe(exitCode.definition);
    expect(err).toContain("no-such-theme.yaml");
    expect(existsSync(desk.path("flp.sqlite"))).toBe(false);
    expect((await run()).code).toBe(exitCode.done);
    expect(await loads()).toHaveLength(2);
  });
});

it("a split that is asked for twice is refused, not half answered", async () => {
  const desk = await openDesk();
  try {
    const { code, err } = await desk.flp("metrics", "ok22", "--by", "region", "--by", "system");
    expect(code).toBe(exitCode.usage);
    expect(err).toContain("--by is given twice");
  } finally {
    await desk.end();
  }
});
