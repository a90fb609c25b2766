import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { drawsFrom } from "../testing/draws.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import type { PublicClinic, ToldMonth } from "../testing/public-attack.js";
import { pinnedBetween, pinnedInMonth } from "../testing/public-attack.js";
import { tablesOf, toldBy, wordsOf } from "../testing/read-public-files.js";
import type { ClinicLine, CountLine } from "../testing/workshop.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

/*
 * Countries of 30 to 120 clinics in which nearly every group is small, made public by the program for three months in which
 * clinics close, move and cross the line: all files of each month together, and each pair of months, are attacked.
 */
const months = ["2024-12", "2025-01", "2025-02"];
const places = {
  "1081": { name: "Region Nordjylland", towns: ["Aalborg", "Thisted", "Hjørring"] },
  "1082": { name: "Region Midtjylland", towns: ["Aarhus", "Viborg", "Horsens"] },
  "1083": { name: "Region Syddanmark", towns: ["Odense", "Kolding", "Vejle"] },
} as const;
const codes = ["1081", "1082", "1083"] as const;

type Country = Record<string, ClinicLine[]>;

function drawCountry(seed: number): { registers: Country; counts: CountLine[] } {
  const random = drawsFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const clinic = (at: number): ClinicLine => {
    const region = codes[Math.floor(random() ** 1.4 * codes.length)]!;
    return {
      ydernummer: String(1000 + at).padStart(6, "0"),
      region,
      municipality: places[region].towns[Math.floor(random() ** 1.5 * 3)]!,
      doctors: random() < 0.05 ? "" : String(1 + below(3)),
      system: `LPS-${"ABCD"[Math.floor(random() ** 2 * 4)]!}`,
    };
  };
  let clinics = Array.from({ length: 30 + below(90) }, (_, at) => clinic(at));
  const counts: CountLine[] = [];
  const eager = new Map(clinics.map(({ ydernummer }) => [ydernummer, random() ** 2 * 6]));
  for (let back = 0; back < 14; back += 1) {
    const month = new Date(Date.UTC(2025, 1 - back, 1)).toISOString().slice(0, 7);
    for (const { ydernummer } of clinics)
      counts.push([month, ydernummer, "KOL", Math.floor(random() * (eager.get(ydernummer) ?? 1)), 1]);
  }
  const registers: Country = {};
  for (const [place, month] of months.entries()) {
    registers[month] = clinics;
    const lastDay = new Date(Date.UTC(2024, 12 + place, 0)).toISOString().slice(0, 10);
    clinics = clinics.map((one) =>
      random() < 0.03 && one.closed === undefined ? { ...one, closed: lastDay } : one,
    );
  }
  return { registers, counts };
}

async function publish(
  desk: FlpDesk,
  month: string,
): Promise<{ told: ToldMonth; torn: string[]; words: string }> {
  const out = desk.path(month);
  for (const report of ["steering", "ok22"]) {
    const words = ["--month", month, "--audience", "public", "--out", out];
    const { code, err } = await desk.flp("report", report, ...words);
    expect(code, err).toBe(0);
  }
  const names = await readdir(out);
  const files = await Promise.all(
    names.map(async (fileName) => ({ fileName, bytes: new Uint8Array(await readFile(join(out, fileName))) })),
  );
  return { ...toldBy(month, await tablesOf(files)), words: await wordsOf(files) };
}

function registerOf(lines: readonly ClinicLine[], month: string): PublicClinic[] {
  return lines
    .filter(({ closed }) => closed === undefined || closed.slice(0, 7) >= month)
    .map(({ region, municipality, system }) => ({
      region: places[region as keyof typeof places].name,
      municipality: municipality!,
      system: system!,
    }));
}

/** Editions that tell at least the country: nothing would follow from files that tell nothing. */
const shown: string[] = [];

describe("a small country, made public month after month", () => {
  test.each([11, 13, 102, 104, 107, 112])(
    "seed %d tells no group of 1 to 4 clinics",
    { timeout: 600_000 },
    async (seed) => {
      const desk = await openDesk();
      try {
        const { registers, counts } = drawCountry(seed);
        await mkdir(desk.path("in"));
        const files = [
          ...months.map((month) => [`laegehuse_${month}.csv`, clinicsCsv(registers[month]!)]),
          ["planer.csv", countsCsv(counts)],
        ];
        for (const [name, content] of files) await writeFile(desk.path(`in/${name!}`), content!);
        const paths = files.map(([name]) => desk.path(`in/${name!}`));
        const loaded = await desk.flp("ingest", ...paths, "--accept", "drawn");
        expect(loaded.code, loaded.err).toBe(0);
        const made = [];
        for (const month of months) made.push({ month, ...(await publish(desk, month)) });
        expect(made.flatMap(({ torn }) => torn)).toEqual([]);
        const found: string[] = [];
        for (const [place, { month, told, words }] of made.entries()) {
          found.push(...pinnedInMonth(told, registerOf(registers[month]!, month), { knowsSizes: true }));
          for (const earlier of made.slice(0, place))
            found.push(
              ...pinnedBetween(
                [earlier.told, told],
                months.flatMap((one) => registerOf(registers[one]!, one)),
              ),
            );
          found.push(...(words.match(/(?<![\d.,–])[1-4] (af (de )?[\d.]+ )?(lægehus|klinik)\S*/g) ?? []));
        }
        expect(found).toEqual([]);
        shown.push(
          ...made.filter(({ told }) => told.country !== null).map(({ month }) => `${seed} ${month}`),
        );
      } finally {
        await desk.end();
      }
    },
  );

  test("is told of in most of these months", () => {
    expect(shown.length).toBeGreaterThan(8);
  });
});
