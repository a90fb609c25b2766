import { metricIds } from "../metrics/index.js";
import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";

/**
 * The answers that other programs rely on, on a world small enough to be worked out by hand:
 * 000011 has 0,7 doctors and made 3 + 4 = 7 new plans; 000022's doctors are unknown; 000033 is run by its region;
 * nobody knows 999999.
 */
const register = `Ydernummer;Lægehus;Region;Kommune;Kliniktype;Antal læger;Åbnet;Lukket;Lægesystem;Efterfølger
11;Lægehuset Å;1081;Aalborg;PLO-klinik;0,7;01-01-2010;;LPS-B;
22;"Klinikken; ved åen";1082;Aarhus;PLO-klinik;;01-02-2010;;;
33;Øens klinik;1082;Ærø;Regionsklinik;2;01-03-2010;;LPS-A;
`;
const counts = `Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer
2025-01;11;KOL;3;1
2025-01;22;T2D;2;0
2025-02;11;KOL;4;0
2025-02;33;IHS;5;2
2025-02;999999;KOL;1;0
`;

let desk: FlpDesk;
beforeAll(async () => {
  desk = await openDesk();
  await writeFile(desk.path("laegehuse_2025-02.csv"), register);
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
const head = (name: string): object => ({ metric: name, month: "2025-02", as_of: 2 });

describe("flp metrics --json", () => {
  test("plans-per-month has a row for each known month, unknown clinics in the sums", async () => {
    expect(await metric("plans-per-month")).toEqual({
      ...head("plans-per-month"),
      rows: [
        { month: "2025-01", new: 5, maintained: 1, total: 6 },
        { month: "2025-02", new: 10, maintained: 2, total: 12 },
      ],
    });
  });

  test("plans-accumulated has running sums", async () => {
    expect(await metric("plans-accumulated")).toEqual({
      ...head("plans-accumulated"),
      rows: [
        { month: "2025-01", new: 5, maintained: 1, total: 6 },
        { month: "2025-02", new: 15, maintained: 3, total: 18 },
      ],
    });
  });

  test("active-clinics stand beside all open clinics", async () => {
    expect(await metric("active-clinics")).toEqual({
      ...head("active-clinics"),
      rows: [
        { month: "2025-01", active: 2, clinics: 3 },
        { month: "2025-02", active: 2, clinics: 3 },
      ],
    });
  });

  test("plans-per-doctor has eight bins, and the population beside them", async () => {
    expect(await metric("plans-per-doctor")).toEqual({
      ...head("plans-per-doctor"),
      clinics: 2,
      unknown: 1,
      rows: [
        { label: "0", clinics: 0 },
        { label: "<5", clinics: 0 },
        { label: "5–9", clinics: 0 },
        { label: "10–14", clinics: 1 },
        { label: "15–19", clinics: 0 },
        { label: "20–29", clinics: 0 },
        { label: "30–39", clinics: 0 },
        { label: "≥40", clinics: 0 },
      ],
    });
  });

  test("plans-per-doctor by region names the region in each row, and the populations under by", async () => {
    const answer = (await metric("plans-per-doctor", "--by", "region")) as { rows: object[] };
    expect(answer).toMatchObject({
      ...head("plans-per-doctor"),
      by: {
        "Region Nordjylland": { clinics: 1, unknown: 0 },
        "Region Midtjylland": { clinics: 1, unknown: 1 },
        "Region Syddanmark": { clinics: 0, unknown: 0 },
        "Region Hovedstaden": { clinics: 0, unknown: 0 },
        "Region Sjælland": { clinics: 0, unknown: 0 },
      },
    });
    expect(answer).not.toHaveProperty("clinics");
    expect(answer.rows).toHaveLength(5 * 8);
    expect(answer.rows[3]).toEqual({ region: "Region Nordjylland", label: "10–14", clinics: 1 });
  });

  test("ok22 is one row with a share of 0 to 1", async () => {
    expect(await metric("ok22")).toEqual({
      ...head("ok22"),
      rows: [{ clinics: 2, pass: 1, fail: 0, unknown: 1, share: 0.5 }],
    });
  });

  test("ok22 by kind has a row for each kind; where no clinic is measured there is no share", async () => {
    expect(await metric("ok22", "--by", "kind")).toEqual({
      ...head("ok22"),
      rows: [
        { kind: "PLO-klinik", clinics: 2, pass: 1, fail: 0, unknown: 1, share: 0.5 },
        { kind: "Regionsklinik", clinics: 0, pass: 0, fail: 0, unknown: 0, share: null },
        { kind: "Udbudsklinik", clinics: 0, pass: 0, fail: 0, unknown: 0, share: null },
      ],
    });
  });

  test("ok22 by clinic has exact numbers, and null where doctors are unknown", async () => {
    const { rows } = (await metric("ok22", "--by", "clinic")) as { rows: object[] };
    expect(rows).toEqual([
      {
        ydernummer: "000011",
        opened: "2010-01-01",
        name: "Lægehuset Å",
        region: "Region Nordjylland",
        kind: "PLO-klinik",
        doctors: 0.7,
        new_plans: 7,
        required: 7,
        missing: 0,
        outcome: "pass",
        segment: expect.anything(),
      },
      {
        ydernummer: "000022",
        opened: "2010-02-01",
        name: "Klinikken; ved åen",
        region: "Region Midtjylland",
        kind: "PLO-klinik",
        doctors: null,
        new_plans: 2,
        required: null,
        missing: null,
        outcome: "unknown",
        segment: null,
      },
    ]);
  });

  test("ok22 --from has a row a month, and none for months without a full window", async () => {
    expect(await metric("ok22", "--from", "2025-01")).toEqual({ ...head("ok22"), rows: [] });
  });

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

  test("Danish order puts Aa with Å, after Æ and Ø", async () => {
    const { rows } = (await metric("active-clinics", "--by", "municipality")) as {
      rows: Record<string, unknown>[];
    };
    expect(rows.slice(0, 3).map((row) => row["municipality"])).toEqual(["Ærø", "Aalborg", "Aarhus"]);
  });

  test("an earlier month and an earlier load answer as of then", async () => {
    expect(await metric("plans-per-month", "--month", "2025-01", "--as-of", "2")).toMatchObject({
      month: "2025-01",
      as_of: 2,
      rows: [{ month: "2025-01", total: 6 }],
    });
  });

  test("all prints every metric, the same as one by one", async () => {
    const single = await Promise.all(metricIds.map((name) => metric(name)));
    expect(await metric("all")).toEqual(single);
  });
});

describe("flp metrics --format csv", () => {
  const csv = async (...words: string[]): Promise<string> =>
    (await desk.flp("metrics", ...words, "--format", "csv")).out;

  test("is what a Danish Excel opens: byte order mark, semicolons, CRLF, field names as header", async () => {
    expect(await csv("plans-per-month")).toBe(
      "\ufeffmonth;new;maintained;total\r\n2025-01;5;1;6\r\n2025-02;10;2;12\r\n",
    );
  });

  test("has a decimal comma, quoted semicolons, and nothing where nothing is known", async () => {
    const lines = (await csv("ok22", "--by", "clinic")).split("\r\n");
    expect(lines[0]).toMatch(
      /^\ufeffydernummer;opened;name;region;kind;doctors;new_plans;required;missing;outcome;segment$/,
    );
    expect(lines[1]).toMatch(
      /^000011;2010-01-01;Lægehuset Å;Region Nordjylland;PLO-klinik;0,7;7;7;0;pass;[^;]*$/,
    );
    expect(lines[2]).toBe(
      '000022;2010-02-01;"Klinikken; ved åen";Region Midtjylland;PLO-klinik;;2;;;unknown;',
    );
    expect(await csv("ok22")).toBe("\ufeffclinics;pass;fail;unknown;share\r\n2;1;0;1;0,5\r\n");
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
