import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMonths } from "../domain/month.js";
import { programFolder } from "../lib/program.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import type { CountLine } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, month } from "../testing/workshop.js";
import { writeFile } from "node:fs/promises";
import type { Explanation } from "../domain/shapes/explanation.js";
import { readDefinitions } from "../defs/definitions.js";
import { openStoreForReading } from "../db/open.js";
import type { MetricAnswer } from "./answer/answer-metrics.js";
import { fieldsOfRows } from "./answer/answer-metrics.js";
import { readHeadlines } from "./answer/headline.js";
import { metricIds, metricOf } from "./index.js";

const newest = month("2025-02");

/** Two years of three clinics in two regions: one makes plans each month, one in every second, one stopped a year ago. */
const lines: CountLine[] = Array.from({ length: 24 }, (_, back) => addMonths(newest, -back)).flatMap(
  (of, back): CountLine[] => [
    [of, "11", "KOL", 3, 1],
    [of, "22", "T2D", back % 2, 0],
    [of, "33", "IHS", back > 11 ? 2 : 0, 0],
  ],
);

let desk: FlpDesk;
beforeAll(async () => {
  desk = await openDesk();
  const register = clinicsCsv([
    { ydernummer: "11" },
    { ydernummer: "22", region: "1082" },
    { ydernummer: "33", closed: "2025-06-30" },
    { ydernummer: "44", closed: "2024-06-30" },
    { ydernummer: "55", kind: "Regionsklinik" },
  ]);
  for (const [name, text] of [
    ["laegehuse_2025-02.csv", register],
    ["planer.csv", countsCsv(lines)],
  ] as const) {
    await writeFile(desk.path(name), text);
    const { code, err } = await desk.flp("ingest", desk.path(name), "--accept", "drawn");
    if (code !== 0) throw new Error(err);
  }
});
afterAll(() => desk.end());

describe.each(metricIds)("the metric %s", (id) => {
  const metric = metricOf(id);
  const answer = async (...words: string[]): Promise<MetricAnswer> =>
    (await desk.json("metrics", id, ...words)) as MetricAnswer;

  test("has its mart, its trace, words in two languages and a drawn case in its folder", () => {
    const folder = readdirSync(join(programFolder, "sql", "metrics", id));
    expect(folder).toEqual(
      expect.arrayContaining(["cases", "mart.sql", "text.da.yaml", "text.en.yaml", "trace.sql"]),
    );
    expect(readdirSync(join(programFolder, "sql", "metrics", id, "cases"))).not.toEqual([]);
  });

  test("answers as JSON with the fields that it names, for the whole and for each split", async () => {
    for (const by of [null, ...metric.dimensions]) {
      const { rows } = await answer(...(by === null ? [] : ["--by", by]));
      expect(rows.length, String(by)).toBeGreaterThan(0);
      for (const row of rows) expect(Object.keys(row)).toEqual(fieldsOfRows(id, { by, from: null }));
    }
  });

  test("answers as a table and as CSV with the same rows", async () => {
    const { rows } = await answer();
    const table = await desk.flp("metrics", id);
    const csv = await desk.flp("metrics", id, "--format", "csv");
    const header = fieldsOfRows(id, { by: null, from: null });
    expect(csv.out.replace("\u{feff}", "").split("\r\n")[0]).toBe(header.join(";"));
    expect(csv.out.trimEnd().split("\r\n")).toHaveLength(rows.length + 1);
    for (const field of header) expect(table.out).toContain(field);
  });

  test("is explained by its own figure, population and rows", async () => {
    const explanation = (await desk.json("explain", id)) as Explanation;
    const { rows, ...whole } = await answer();
    const newestRow = rows.find((row) => row["month"] === newest) ?? (rows.length === 1 ? rows[0] : whole);
    expect(explanation.figure).toEqual(
      Object.fromEntries(metric.stated.map((name) => [name, Object(newestRow)[name] as unknown])),
    );
    expect(explanation.population.at(-1)?.step ?? null).toBe(metric.population);
    expect(explanation.models[0]?.path).toBe(join("sql", "metrics", id, "mart.sql"));
    expect(explanation.rows.length).toBeGreaterThan(0);
    for (const row of explanation.rows) {
      const [of, number, type, made, kept] = lines[row.line - 2] ?? [];
      expect([of, number?.padStart(6, "0"), type, made, kept]).toEqual([
        row.month,
        row.ydernummer,
        row.planType,
        row.new,
        row.maintained,
      ]);
    }
    for (const words of [[], ["--da"]]) {
      const { code, out } = await desk.flp("explain", id, ...words);
      expect({ code, holes: out.match(/\{\w+\}/g) }).toEqual({ code: 0, holes: null });
    }
  });

  test("gives the published figures that it states", async () => {
    const store = await openStoreForReading(desk.path("flp.sqlite"));
    try {
      const definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
      const { figures } = await readHeadlines(store, definitions, { asOf: 2, reportMonths: [newest] });
      const own = figures.filter((figure) => figure.metric === id).map(({ field }) => field);
      expect(own).toEqual(expect.arrayContaining([...metric.stated]));
    } finally {
      store.close();
    }
  });

  test("stands in the help and in README.md", async () => {
    const { out } = await desk.flp("metrics", "--help");
    expect(out).toContain(`${id.padEnd(18)} ${metric.meaning}`);
    // The README leads to the folder that says what each metric means.
    expect(readFileSync(join(programFolder, "README.md"), "utf8")).toContain("(sql/metrics)");
  });
});
