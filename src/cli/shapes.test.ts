import { metricIds } from "../metrics/index.js";
import { readFileSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";

/** The form of answers that other programs rely on; the figures of this world are worked out by hand in its run. */
const input = join(programFolder, "fixtures", "runs", "small-world-in-every-metric", "input");
const counts = readFileSync(join(input, "planer.csv"), "utf8");

let desk: FlpDesk;
beforeAll(async () => {
  desk = await openDesk();
  await copyFile(join(input, "laegehuse_2025-02.csv"), desk.path("laegehuse_2025-02.csv"));
  await writeFile(desk.path("planer.csv"), counts);
  const loaded = await desk.flp(
    "ingest",
    ...[desk.path("laegehuse_2025-02.csv"), desk.path("planer.csv")],
    ...["--accept", "one number is not registered yet"],
  );
  expect(loaded.code).toBe(0);
});
afterAll(() => desk.end());

const metric = (...words: string[]): Promise<unknown> => desk.json("metrics", ...words);

describe("flp metrics --json", () => {
  test.each([
    ["plan-type", "plan_type", ["KOL", "T2D", "IHS"]],
    ["municipality", "municipality", ["Ærø", "Aalborg", "Aarhus"]],
    ["system", "system", ["LPS-A", "LPS-B"]],
    ["kind", "kind", ["PLO-klinik", "Regionsklinik", "Udbudsklinik"]],
  ])("plans-per-month by %s has the field %s, in order, for each month", async (by, field, values) => {
    const { rows } = (await metric("plans-per-month", "--by", by)) as { rows: Record<string, unknown>[] };
    expect(rows.map((row) => [row["month"], row[field]])).toEqual(
      ["2025-01", "2025-02"].flatMap((month) => values.map((value) => [month, value])),
    );
    expect(Object.keys(rows[0]!)).toEqual(["month", field, "new", "maintained", "total"]);
  });

  test("all prints every metric, the same as one by one", async () => {
    const single = await Promise.all(metricIds.map((name) => metric(name)));
    expect(await metric("all")).toEqual(single);
  });
});

describe("the header of a table", () => {
  const questions = [
    ...["plans-per-month", "plans-accumulated", "active-clinics"].flatMap((metric) => [
      [metric],
      [metric, "--by", "region"],
      [metric, "--by", "plan-type"],
    ]),
    ...["plans-per-doctor", "ok22"].flatMap((metric) => [[metric], [metric, "--by", "kind"]]),
    ["ok22", "--by", "clinic"],
  ];

  test.each(questions)("of flp metrics %s %s %s has the fields of its JSON, in order", async (...words) => {
    const { rows } = (await desk.json("metrics", ...words)) as { rows: object[] };
    const { out } = await desk.flp("metrics", ...words, "--format", "csv");
    expect(out.slice(1).split("\r\n")[0]).toBe(Object.keys(rows[0] ?? {}).join(";"));
  });

  test("is there also where there are no rows", async () => {
    const header = "month;region;clinics;pass;fail;unknown;share";
    const words = ["metrics", "ok22", "--from", "2025-02", "--by", "region"];
    expect(await desk.json(...words)).toMatchObject({ rows: [] });
    expect((await desk.flp(...words, "--format", "csv")).out).toBe(`\ufeff${header}\r\n`);
    expect((await desk.flp(...words)).out).toContain(header.replaceAll(";", "  "));
  });
});

describe("what else is printed as JSON", () => {
  test("loads is the ledger, oldest first", async () => {
    expect(await desk.json("loads")).toMatchObject([
      {
        load: 1,
        loaded_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/),
        file: "laegehuse_2025-02.csv",
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        kind: "clinic-register",
        profile: "plsp-laegehuse.v1",
        months: ["2025-02"],
        rows: { read: 3, stored: 3, rejected: 0 },
        plans: { new: 0, maintained: 0 },
        accepted: null,
        status: "stored",
      },
      {
        load: 2,
        kind: "plan-counts",
        profile: "plsp-planer.v1",
        months: ["2025-01", "2025-02"],
        rows: { read: 5, stored: 5, rejected: 0 },
        plans: { new: 15, maintained: 3 },
        accepted: "one number is not registered yet",
        status: "stored",
      },
    ]);
  });

  test("status says what is loaded and that it is sound", async () => {
    expect(await desk.json("status")).toMatchObject({
      months: ["2025-01", "2025-02"],
      holes: [],
      registers: ["2025-02"],
      incomplete: { months: [], registers: [] },
      newest_load: { load: 2 },
      loads: 2,
      undone: 0,
      synthetic: false,
      sound: true,
      problems: [],
    });
  });

  test("ingest prints one object a line for each file, in the order given", async () => {
    await writeFile(desk.path("bad.csv"), counts.replace("2025-01;11;KOL;3;1", "2025-01;11;KOL;tre;1"));
    const { code, out } = await desk.flp(
      "ingest",
      ...[desk.path("planer.csv"), desk.path("bad.csv"), desk.path("none.csv"), "--json"],
    );
    expect(code).toBe(12);
    const [same, bad, none, ...rest] = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(rest).toEqual([]);
    expect(same).toMatchObject({
      file: "planer.csv",
      load: 2,
      kind: "plan-counts",
      profile: "plsp-planer.v1",
      status: "unchanged",
      months: ["2025-01", "2025-02"],
      rows: { read: 5, stored: 0, rejected: 0 },
      plans: { new: 15, maintained: 3 },
      problems: [],
    });
    expect(bad).toMatchObject({
      file: "bad.csv",
      load: null,
      status: "refused",
      rows: { read: 5, stored: 0, rejected: 5 },
      warnings: expect.any(Array),
      problems: [
        {
          line: 2,
          sheet: null,
          column: "Nye planer",
          code: "count",
          message: expect.stringContaining("tre"),
        },
      ],
    });
    expect(none).toMatchObject({ file: "none.csv", load: null, status: "refused" });
  });

  test("a held file and a dry run have stored nothing, and rejected nothing that was good", async () => {
    await writeFile(desk.path("less.csv"), counts.replace("33;IHS;5;2", "33;IHS;0;0"));
    const held = await desk.flp("ingest", desk.path("less.csv"), "--json");
    expect(held.code).toBe(13);
    expect(JSON.parse(held.out)).toMatchObject({
      status: "held",
      load: null,
      rows: { read: 5, stored: 0, rejected: 0 },
      plans: { new: 10, maintained: 1 },
    });
    const dry = await desk.flp("ingest", "--dry-run", desk.path("less.csv"), "--accept", "a try", "--json");
    expect(JSON.parse(dry.out)).toMatchObject({
      status: "dry-run",
      load: null,
      rows: { read: 5, stored: 0, rejected: 0 },
    });
    expect(await desk.json("loads")).toHaveLength(2);
  });
});
