import { afterEach, beforeEach, expect, test } from "vitest";
import { parseMonth } from "../../domain/month.js";
import { resolveQuestion } from "../../question/question.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../../testing/workshop.js";
import { basisOf } from "../shared/figures/basis.js";
import type { Published } from "./published.js";
import { readPublished } from "./published.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
  await shop.load(
    "laegehuse_2025-01.csv",
    clinicsCsv([
      { ydernummer: "11", region: "1081", doctors: "1" },
      { ydernummer: "22", region: "1082", doctors: "1" },
    ]),
  );
  await shop.load("planer_2025-01.csv", countsCsv([["2025-01", "11", "KOL", 12, 0]]));
});
afterEach(() => shop.end());

/** What the edition of a month is held against, as of a load. */
async function published(
  text: string,
  asOf: number,
  isEdition = (_: string): boolean => true,
): Promise<Published> {
  const month = parseMonth(text)!;
  const basis = await basisOf(await resolveQuestion(shop, { month, asOf }));
  return readPublished(shop.store, shop.definitions, basis, isEdition);
}

const momentsOf = ({ before }: Published): string[] =>
  before.map(({ month, asOf }) => `${month} as of ${asOf}`);

test("an edition is held against every earlier month as it is known now", async () => {
  await shop.load("planer_2025-02.csv", countsCsv([["2025-02", "22", "KOL", 11, 0]]));
  const february = await published("2025-02", 3);
  expect(momentsOf(february)).toEqual(["2025-01 as of 3"]);
  expect(february.edition.clinics.map(({ region, passes }) => [region, passes])).toEqual([
    ["Region Nordjylland", true],
    ["Region Midtjylland", true],
  ]);
  expect(february.before[0]!.clinics.map(({ passes }) => passes)).toEqual([true, false]);
});

test("a month that a later load stated anew is held against what was known of it before", async () => {
  await shop.load("planer_2025-01_b.csv", countsCsv([["2025-01", "11", "KOL", 9, 0]]), {
    acceptedReason: "a test",
  });
  const again = await published("2025-01", 3);
  expect(momentsOf(again)).toEqual(["2025-01 as of 2"]);
  expect(again.before[0]!.clinics.map(({ passes }) => passes)).toEqual([true, false]);
  expect(again.edition.clinics.map(({ passes }) => passes)).toEqual([false, false]);
  // What was made before the correction is made again as it was.
  expect(momentsOf(await published("2025-01", 2))).toEqual([]);
});

test("months without an edition are held against nothing", async () => {
  await shop.load("planer_2025-02.csv", countsCsv([["2025-02", "22", "KOL", 11, 0]]));
  expect(momentsOf(await published("2025-02", 3, (month) => month === "2025-02"))).toEqual([]);
});
