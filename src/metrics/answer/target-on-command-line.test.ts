import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../../lib/program.js";
import type { FlpDesk } from "../../testing/flp.js";
import { openDesk } from "../../testing/flp.js";

const nationalFiles = ["laegehuse_2025-02.csv", "planer_2022-03_2025-01.csv", "planer_2025-02.csv"].map(
  (name) => join(programFolder, "fixtures", "national", name),
);

describe("flp metrics ok22 --target", () => {
  let desk: FlpDesk;
  beforeAll(async () => {
    desk = await openDesk();
    expect(await desk.flp("ingest", ...nationalFiles)).toMatchObject({ code: 0 });
  });
  afterAll(() => desk.end());

  test("says how many clinics lack, and when they are there", async () => {
    const answer = await desk.json("metrics", "ok22", "--target", "0.85", "--json");
    expect(answer).toMatchObject({
      rows: [{ pass: 1278, clinics: 1598 }],
      target: { share: 0.85, needed: 1359, missing: 81, near: 56, reached: { high: null } },
    });
    const { out } = await desk.flp("metrics", "ok22", "--target", "85%", "--by", "region");
    expect(out.replaceAll("\u00a0", " ")).toContain(
      "target 85,0 %: 1.359 clinics needed, 81 more; 56 are near\n",
    );
  });

  test.each([
    ["85", "no share"],
    ["0", "no share"],
    ["-0.2", "no share"],
    ["1.01", "no share"],
    ["mange", "no share"],
  ])("%s is refused", async (word, reason) => {
    expect(await desk.flp("metrics", "ok22", `--target=${word}`)).toMatchObject({
      code: 2,
      err: expect.stringContaining(reason),
    });
  });

  test("is refused where it says nothing of what is printed", async () => {
    expect((await desk.flp("metrics", "active-clinics", "--target", "0.8")).code).toBe(2);
    expect((await desk.flp("metrics", "ok22", "--target", "0.8", "--format", "csv")).code).toBe(2);
  });
});
