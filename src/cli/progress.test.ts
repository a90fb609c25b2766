import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

const redraw = "\r\u001b[2K";

/** What can take longer than a second on a country's figures. */
const long: string[][] = [
  ["metrics", "ok22"],
  ["explain", "ok22"],
  ["rules", "what-if", "--threshold", "8"],
  ["report", "regions", "--out", "out"],
  ["release", "seal", "may"],
  ["release", "reproduce", "may"],
  ["revisions", "2"],
  ["status"],
  ["check"],
  ["backup", "copy.sqlite"],
  ["build", "built.sqlite"],
  ["doctor"],
];

async function filled(isTerminal: boolean): Promise<FlpDesk> {
  const desk = await openDesk({ isTerminal });
  writeFileSync(desk.path("laegehuse_2025-02.csv"), clinicsCsv([{ ydernummer: "11" }]));
  writeFileSync(desk.path("planer_2025-02.csv"), countsCsv([["2025-02", "11", "KOL", 12, 3]]));
  await desk.flp("ingest", desk.path("laegehuse_2025-02.csv"), desk.path("planer_2025-02.csv"));
  return desk;
}

describe("a command that can take longer than a second", () => {
  let terminal: FlpDesk;
  let pipe: FlpDesk;
  beforeAll(async () => {
    [terminal, pipe] = [await filled(true), await filled(false)];
  });
  afterAll(async () => {
    await terminal.end();
    await pipe.end();
  });
  const inDesk = (desk: FlpDesk, words: string[]): string[] =>
    words.map((word) => (/^(out|copy|built)/.test(word) ? desk.path(word) : word));

  test.each(long.map((words) => [words.join(" "), words] as const))(
    "flp %s says on a terminal what it does, takes that away again, and says nothing elsewhere",
    async (_, words) => {
      const shown = await terminal.flp("--no-color", ...inDesk(terminal, words));
      expect(shown.code).toBe(0);
      expect(shown.err.startsWith(redraw)).toBe(true);
      // The last thing that stands on the line is nothing, or a message that ends it.
      const last = shown.err.split(redraw).at(-1) ?? "";
      expect(last === "" || last.endsWith("\n")).toBe(true);
      expect(shown.out).not.toContain("\u001b");
      const { code, err } = await pipe.flp(...inDesk(pipe, words));
      expect(code).toBe(0);
      expect(err.includes("\r") || err.includes("\u001b")).toBe(false);
    },
  );

  test("with --quiet nothing of it is shown", async () => {
    expect((await terminal.flp("--quiet", "metrics", "ok22")).err).not.toContain("\r");
  });
});
