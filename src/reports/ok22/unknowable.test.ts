import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlpDesk } from "../../testing/flp.js";
import { openDesk } from "../../testing/flp.js";

describe("reports of a store that knows one month of twelve", () => {
  let desk: FlpDesk;
  const text = (name: string): string =>
    readFileSync(desk.path(`out/${name}`), "utf8")
      .replaceAll(/<(style|script|svg)[^]*?<\/\1>/g, "")
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ");
  beforeAll(async () => {
    desk = await openDesk();
    const files = ["laegehuse_2025-02.csv", "planer_2025-02.csv"].map((name) => `fixtures/national/${name}`);
    expect((await desk.flp("ingest", "--accept", "a test", ...files)).code).toBe(0);
    for (const words of [["ok22"], ["ok22", "--audience", "public"], ["steering", "--format", "html"]])
      expect((await desk.flp("report", ...words, "--out", desk.path("out"))).code).toBe(0);
  });
  afterAll(() => desk.end());

  test.each(["ok22_2025-02.html", "ok22_2025-02_offentlig.html"])(
    "%s says what is missing, and no share, no group and no segment",
    (name) => {
      const page = text(name);
      expect(page).toContain(
        "Hvor mange klinikker der opfylder OK22-kravet, kan ikke siges endnu: der er tal for 1 af de 12 måneder, som kravet omfatter.",
      );
      expect(page).not.toMatch(/af klinikkerne opfylder|Region Sjælland|er tæt på|procentpoint/);
    },
  );

  test("the steering group's page does the same", () => {
    const page = text("steering_2025-02.html");
    expect(page).toContain(
      "OK22-kravet kan ikke opgøres endnu: 1 af de 12 måneder, som det omfatter, er kendt",
    );
    expect(page).not.toMatch(/af klinikkerne opfylder|\d,\d % af klinikker opfylder/);
  });
});
