import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveQuestion } from "../question/question.js";
import type { ClinicCompliance } from "../domain/shapes/figures.js";
import { addMonths, monthsBetween, parseMonth } from "../domain/month.js";
import { readDefinitions } from "../defs/definitions.js";
import { openStoreForReading } from "../db/open.js";
import { programFolder } from "../lib/program.js";
import { readFigures } from "../reports/index.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import type { PublicClinic, ToldMonth } from "../testing/public-attack.js";
import { pinnedBetween, pinnedInMonth } from "../testing/public-attack.js";
import { tablesOf, toldBy, wordsOf } from "../testing/read-public-files.js";

const last = parseMonth("2025-02")!;
/** All 25 months that have a full window take some minutes: FLP_SLOW asks for them; otherwise the first and the last two. */
const isSlow = process.env["FLP_SLOW"] !== undefined;
const months = monthsBetween(addMonths(last, -24), last).filter(
  (_, place) => isSlow || place === 0 || place > 22,
);

/** One month's public files, and what they tell. */
interface MadeMonth {
  told: ToldMonth;
  torn: string[];
  headings: string[];
  words: string;
}

let desk: FlpDesk;
let register: PublicClinic[];
const made: MadeMonth[] = [];

beforeAll(async () => {
  desk = await openDesk();
  const national = join(programFolder, "fixtures", "national");
  const files = (await readdir(national)).map((name) => join(national, name));
  expect((await desk.flp("ingest", ...files, "--synthetic")).code).toBe(0);
  for (const month of months) {
    const out = desk.path(month);
    for (const [report, formats] of [
      ["steering", "html,csv,pptx"],
      ["ok22", "html,xlsx"],
      ["paper", "docx"],
    ] as const) {
      const words = ["--month", month, "--audience", "public", "--format", formats, "--out", out];
      const { code, err } = await desk.flp("report", report, ...words);
      expect(code, err).toBe(0);
    }
    const names = await readdir(out);
    const read = await Promise.all(
      names.map(async (fileName) => ({
        fileName,
        bytes: new Uint8Array(await readFile(join(out, fileName))),
      })),
    );
    const tables = await tablesOf(read);
    const headings = [...new Set(tables.flatMap((table) => table.headings))];
    made.push({ ...toldBy(month, tables), headings, words: await wordsOf(read) });
  }
  const store = await openStoreForReading(desk.path("flp.sqlite"));
  const definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
  const question = await resolveQuestion({ store, definitions }, { month: last });
  const { clinics } = await readFigures("ok22", question, ["xlsx"]);
  store.close();
  const nameOf = (name: string | null): string => name ?? "Ikke oplyst";
  register = clinics.map(({ region, municipality, system }: ClinicCompliance) => ({
    region,
    municipality: nameOf(municipality),
    system: nameOf(system),
  }));
}, 1_800_000);
afterAll(() => desk.end());

describe("the public files of the national sample, month after month", () => {
  test("say the same of the same clinics, and tell the country, its regions, systems and bins in every month", () => {
    expect(made.flatMap(({ torn }) => torn)).toEqual([]);
    for (const { told } of made) {
      expect(told.country).not.toBeNull();
      expect(told.regions.length).toBeGreaterThanOrEqual(2);
      expect(told.systems.length).toBeGreaterThanOrEqual(2);
      expect(told.bins.reduce((sum, { clinics }) => sum + clinics, told.apart)).toBe(
        told.country!.pass + told.country!.notPass,
      );
      expect(told.activity.length).toBeGreaterThan(0);
    }
  });

  test("tell apart nothing that is for the house: who fails from who cannot be told, segments, steps over the line", () => {
    for (const { headings } of made)
      for (const heading of [
        "Opfylder ikke",
        "Kan ikke opgøres",
        "Segment",
        "Gruppe",
        "Trin",
        "Ydernummer",
        "Klinik",
      ])
        expect(headings).not.toContain(heading);
  });

  test("speak of no 1 to 4 clinics in any sentence", () => {
    for (const { words } of made)
      expect(words.match(/(?<![\d.,–])[1-4] (af (de )?[\d.]+ )?(lægehus|klinik)\S*/g) ?? []).toEqual([]);
  });

  test("pin down no group of 1 to 4 clinics in a month", { timeout: 900_000 }, () => {
    // Sizes of municipalities that anybody can look up are those of the newest register.
    expect(
      made.flatMap(({ told }) => pinnedInMonth(told, register, { knowsSizes: told.month === last })),
    ).toEqual([]);
  });

  test("pin down none between any two months", () => {
    const found = made.flatMap(({ told }, place) =>
      made.slice(0, place).flatMap((earlier) => pinnedBetween([earlier.told, told], register)),
    );
    const alone = made.map(({ told }) =>
      [told.regions, told.systems, told.municipalities].map(
        (rows) => rows.filter(({ name }) => name !== null).length,
      ),
    );
    process.stdout.write(
      `regions, systems and municipalities shown by themselves: ${alone.map(String).join("; ")}\n`,
    );
    expect(found).toEqual([]);
  });
});
