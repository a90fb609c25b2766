import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { drawsFrom } from "../testing/draws.js";
import { tablesOf } from "../testing/read-public-files.js";
import type { ClinicLine, CountLine } from "../testing/workshop.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

/*
 * What the pictures of the public edition say beyond its tables: the numbers behind a deck's charts, which keep all
 * decimals, and the words and lengths of drawn charts. A number that stands in a chart alone was hidden in no table by
 * anybody who looked at tables.
 */
let desk: FlpDesk;

/** A country of three regions in which most groups are small. */
function smallWorld(): { clinics: ClinicLine[]; counts: CountLine[] } {
  const random = drawsFrom(7);
  const clinics = Array.from({ length: 70 }, (_, at): ClinicLine => ({
    ydernummer: String(1000 + at).padStart(6, "0"),
    region: ["1081", "1082", "1083"][at % 7 === 0 ? 0 : at % 3]!,
    doctors: at % 23 === 0 ? "" : String(1 + (at % 3)),
    system: `LPS-${"ABCDE"[Math.floor(random() ** 2 * 5)]!}`,
  }));
  const counts: CountLine[] = [];
  for (let back = 0; back < 14; back += 1) {
    const at = new Date(Date.UTC(2025, 1 - back, 1)).toISOString().slice(0, 7);
    for (const { ydernummer } of clinics)
      if (random() < 0.7) counts.push([at, ydernummer, "KOL", Math.floor(random() ** 3 * 8), 1]);
  }
  return { clinics, counts };
}

interface Edition {
  name: string;
  files: { fileName: string; bytes: Uint8Array }[];
}
const editions: Edition[] = [];

beforeAll(async () => {
  desk = await openDesk();
  const national = join(programFolder, "fixtures", "national");
  const { clinics, counts } = smallWorld();
  await mkdir(desk.path("small"));
  await writeFile(desk.path("small/laegehuse_2025-02.csv"), clinicsCsv(clinics));
  await writeFile(desk.path("small/planer.csv"), countsCsv(counts));
  for (const [name, folder] of [
    ["national", national],
    ["small", desk.path("small")],
  ] as const) {
    const words = ["--db", desk.path(`${name}.sqlite`)];
    const files = (await readdir(folder)).map((file) => join(folder, file));
    const loaded = await desk.flp(...words, "ingest", ...files, "--accept", "drawn", "--synthetic");
    expect(loaded.code, loaded.err).toBe(0);
    const out = desk.path(`out-${name}`);
    for (const report of ["steering", "ok22"]) {
      const { code, err } = await desk.flp(...words, "report", report, "--audience", "public", "--out", out);
      expect(code, err).toBe(0);
    }
    const names = await readdir(out);
    const read = names.map(async (fileName) => ({
      fileName,
      bytes: new Uint8Array(await readFile(join(out, fileName))),
    }));
    editions.push({ name, files: await Promise.all(read) });
  }
}, 600_000);
afterAll(() => desk.end());

/** All numbers that the tables of an edition show, those behind a deck's charts left out, and the shares that follow. */
async function toldNumbers({ files }: Edition): Promise<Set<number>> {
  const numbers = new Set<number>();
  for (const { headings, rows, file } of await tablesOf(files)) {
    if (file.endsWith(".pptx")) continue;
    const [clinicsAt, passAt] = [headings.indexOf("Klinikker"), headings.indexOf("Opfylder")];
    for (const row of rows) {
      for (const cell of row) if (typeof cell === "number") numbers.add(cell);
      const [clinics, pass] = [row[clinicsAt], row[passAt]];
      if (typeof clinics === "number" && typeof pass === "number") numbers.add(pass / clinics);
    }
  }
  return numbers;
}

async function chartNumbers({ files }: Edition): Promise<{ chart: string; value: number }[]> {
  const found: { chart: string; value: number }[] = [];
  for (const { fileName, bytes } of files.filter((file) => file.fileName.endsWith(".pptx"))) {
    const parts = Object.values((await JSZip.loadAsync(bytes)).files);
    for (const part of parts.filter(({ name }) => /^ppt\/charts\/chart\d+\.xml$/.test(name))) {
      const xml = await part.async("string");
      for (const [, cache = ""] of xml.matchAll(/<c:numCache>(.*?)<\/c:numCache>/gs))
        for (const [, value] of cache.matchAll(/<c:v>([^<]*)<\/c:v>/g))
          found.push({ chart: `${fileName} ${part.name}`, value: Number(value) });
    }
  }
  return found;
}

/** The drawn charts of an edition. */
function drawnCharts({ files }: Edition): { file: string; svg: string }[] {
  return files.flatMap(({ fileName, bytes }) => {
    if (!/\.(html|svg)$/.test(fileName)) return [];
    const text = new TextDecoder().decode(bytes);
    return [...text.matchAll(/<svg\b.*?<\/svg>/gs)].map(([svg]) => ({ file: fileName, svg }));
  });
}

describe.each(["national", "small"])("the public edition of the %s sample", (name) => {
  const edition = (): Edition => editions.find((one) => one.name === name)!;

  test("has no number behind a chart of its deck that no table tells", async () => {
    const told = [...(await toldNumbers(edition()))];
    const values = await chartNumbers(edition());
    expect(values.length).toBeGreaterThan(50);
    const untold = values.filter(({ value }) => !told.some((one) => Math.abs(one - value) < 1e-9));
    expect(untold).toEqual([]);
  });

  test("writes no number into a drawn chart that no table tells, and no data beside it", async () => {
    const told = await toldNumbers(edition());
    const shares = new Set([...told].map((one) => (one * 100).toFixed(1)));
    const charts = drawnCharts(edition());
    expect(charts.length).toBeGreaterThan(8);
    for (const { file, svg } of charts) {
      expect(svg, file).not.toMatch(/aria-label="[^"]*\d|data-[a-z]+="|<desc>|<metadata/);
      const labels = [...svg.matchAll(/<text\b[^>]*>([^<]*)<\/text>/g)].map(([, label = ""]) => label);
      for (const label of labels) {
        const share = /^(\d+),(\d)\s%$/u.exec(label);
        if (share !== null) expect(shares, `${file}: ${label}`).toContain(`${share[1]!}.${share[2]!}`);
      }
    }
  });

  test("draws the bars of the distribution as long as the numbers that stand at them", async () => {
    const drawn = drawnCharts(edition()).filter(({ file }) => /plans-per-doctor\.svg$/.test(file));
    expect(drawn).toHaveLength(1);
    const tables = await tablesOf(
      edition().files.filter(({ fileName }) => /plans-per-doctor\.csv$/.test(fileName)),
    );
    const counts = tables[0]!.rows.map((row) => row[1]).filter((cell) => typeof cell === "number");
    // Of the filled rectangles the first word is a place, the second a width, the third a height
    const bars = [...drawn[0]!.svg.matchAll(/<path d="M[-\d.]+,[-\d.]+h[-\d.]+v([-\d.]+)h[-\d.]+Z" fill=/g)];
    expect(bars.length).toBeGreaterThanOrEqual(counts.length);
    const heights = bars.map(([, height]) => Math.abs(Number(height)));
    const largest = Math.max(...heights);
    const most = Math.max(...counts);
    for (const height of heights.filter((one) => one > 0))
      expect(counts.some((count) => Math.abs(count / most - height / largest) < 0.01)).toBe(true);
  });
});
