import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { differencesOf, lacking, linesMet, linesNotMet, unequal } from "./held-against.js";
import { performRun } from "./perform-run.js";
import { parseCommands, readRun, runNames } from "./read-run.js";

const runs = await Promise.all((await runNames()).map(async (name) => [name, await readRun(name)] as const));

describe("a whole run of the program", () => {
  test.concurrent.each(runs.map(([name, run]) => [name, run.claim, run] as const))(
    "%s: %s",
    async (_, __, run) => {
      const folder = await mkdtemp(join(tmpdir(), "flp-run-"));
      try {
        expect(await performRun(run, folder)).toEqual([]);
        const places = { expected: join(run.folder, "expected"), folder };
        const found = await Promise.all(run.expected.map((path) => differencesOf(path, places)));
        expect(found.flat()).toEqual([]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
});

describe("how a run is written", () => {
  test("a call has its words, where they go and how it ends", () => {
    const text =
      '# A claim.\n# its sum\n\nflp ingest "input/to filer.csv" --json > a/b.json 2> said.txt  # exit 13\n';
    expect(parseCommands(text, "x")).toEqual({
      claim: "A claim.",
      calls: [
        {
          line: 4,
          words: ["ingest", "input/to filer.csv", "--json"],
          out: "a/b.json",
          err: "said.txt",
          code: 13,
        },
      ],
    });
    expect(parseCommands("# A claim.\nflp status", "x").calls).toMatchObject([
      { words: ["status"], out: null, err: null, code: 0 },
    ]);
  });

  test.each([
    ["flp status\n", "x/command.txt:1"],
    ["# A claim.\n\nrm flp.sqlite\n", "x/command.txt:3"],
    ["# A claim.\nflp status # exits with 13\n", "x/command.txt:2"],
    ["# A claim.\n", "no call"],
  ])("%j is refused with its place", (text, place) => {
    expect(() => parseCommands(text, "x")).toThrow(place);
  });
});

describe("what a run shows is held against what is expected", () => {
  test("JSON differs by its places; of a part, a field that nobody names may be anything", () => {
    const seen = { month: "2025-02", rows: [{ clinics: 2, share: null }] };
    expect(unequal({ rows: [{ share: null, clinics: 2 }], month: "2025-02" }, seen, "")).toEqual([]);
    expect(unequal({ rows: seen.rows }, seen, "")).toEqual([".month: nobody expects it"]);
    expect(lacking({ rows: [{ clinics: 2 }] }, seen, "")).toEqual([]);
    expect(lacking({ rows: [{ clinics: 3 }] }, seen, "")).toEqual([".rows[0].clinics: 2 and not 3"]);
    expect(lacking({ load: null }, seen, "")).toEqual([".load: undefined and not null"]);
    for (const other of [{ rows: [] }, { rows: {} }, { month: {} }, { month: [] }, { month: null }])
      expect(lacking(other, seen, "")).toHaveLength(1);
  });

  test("lines stand in their order, and unwanted ones nowhere", () => {
    const lines = ["Region Nordjylland | 12", "Region Midtjylland | 7"];
    expect(linesNotMet("Nordjylland | 12\nMidtjylland", lines)).toEqual([]);
    expect(linesNotMet("Midtjylland\nNordjylland", lines)).toEqual(["lacks “Nordjylland” in this order"]);
    expect(linesNotMet("Syddanmark", lines)).toEqual(["lacks “Syddanmark”"]);
    expect(linesMet("Syddanmark\n| 7", lines)).toHaveLength(1);
    expect(() => linesNotMet("\n", lines)).toThrow("expects nothing");
  });
});
