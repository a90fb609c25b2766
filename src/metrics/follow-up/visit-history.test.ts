import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveQuestion } from "../../question/question.js";
import { storeReturn } from "../../testing/returned/stored-words.js";
import type { CountLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import type { VisitHistory } from "./visit-history.js";
import { visitHistory, visitsOf } from "./visit-history.js";

/** The words of one clinic's cell in the order of the worklists' months; null: emptied. */
const days = (...values: (string | null)[]): string[] =>
  visitsOf(values.map((value) => ({ ydernummer: "000011", value }))).map(({ day }) => day);

describe("the visits that a clinic's cell tells", () => {
  test("are all its days, where each is later than the one before", () => {
    expect(days("2024-03-01", "2024-09-12", "2025-01-20")).toEqual([
      "2024-03-01",
      "2024-09-12",
      "2025-01-20",
    ]);
  });

  test("lose the one that an earlier day corrects, and the one that an emptied cell takes back", () => {
    expect(days("2024-03-01", "2024-09-12", "2024-09-02")).toEqual(["2024-03-01", "2024-09-02"]);
    expect(days("2024-03-01", "2024-09-12", null)).toEqual(["2024-03-01"]);
    expect(days("2024-03-01", "2024-03-01")).toEqual(["2024-03-01"]);
    expect(days(null)).toEqual([]);
  });

  test("are in the order of their days over all clinics, each with its month", () => {
    const rows = [
      { ydernummer: "000022", value: "2024-05-02" },
      { ydernummer: "000011", value: "2024-04-30" },
    ];
    expect(visitsOf(rows)).toEqual([
      { ydernummer: "000011", day: "2024-04-30", month: "2024-04" },
      { ydernummer: "000022", day: "2024-05-02", month: "2024-05" },
    ]);
  });

  test("of one day stay in the order in which their clinics came, and a word that is no day is none", () => {
    const rows = ["000033", "000011", "000022"].map((ydernummer) => ({ ydernummer, value: "2024-05-02" }));
    expect(visitsOf(rows).map(({ ydernummer }) => ydernummer)).toEqual(["000033", "000011", "000022"]);
    expect(days("2024-13-02")).toEqual([]);
  });
});

describe("the visits of a store, and how clinics stood around them", () => {
  let shop: Workshop;
  /** Months from October 2023 to March 2025, so that the twelve months that end with September 2024 are the first that are whole. */
  beforeAll(async () => {
    shop = await openWorkshop();
    const clinics = clinicsCsv([
      { ydernummer: "22", doctors: "2,5" },
      { ydernummer: "11", doctors: "", region: "1082" },
      { ydernummer: "33", doctors: "1", opened: "2024-12-01" },
    ]);
    await shop.load("laegehuse_2024-09.csv", clinics);
    const lines = Array.from({ length: 18 }, (_, at): CountLine[] => {
      const of = new Date(Date.UTC(2023, 9 + at, 1)).toISOString().slice(0, 7);
      return [
        [of, "000022", "KOL", 1, 0],
        [of, "000011", "KOL", 1, 0],
      ];
    });
    await shop.load("planer.csv", countsCsv(lines.flat()), { acceptedReason: "small world" });
    const written = [
      ["2025-02", "000033", null],
      ["2024-11", "000011", "2024-11-11"],
      ["2025-01", "000033", "2025-01-20"],
      ["2024-12", "000022", "2024-12-01"],
      ["2025-01", "000011", "2025-01-31"],
      ["2025-02", "000022", "2025-02-01"],
      ["2025-03", "000011", "2025-03-03"],
    ] as const;
    for (const [of, ydernummer, value] of written)
      storeReturn(shop, {
        ...{ region: "consultants", month: of },
        words: [
          [ydernummer, "visited", value],
          [ydernummer, "agreed", "2024-01-01"],
        ],
      });
  });
  afterAll(() => shop.end());

  const history = async (
    [from, to]: readonly [string, string],
    after: number,
    of = "2025-02",
  ): Promise<VisitHistory> =>
    visitHistory(await resolveQuestion(shop, { month: month(of) }), {
      ...{ from: month(from), to: month(to), after },
    });
  const months = async (...asked: Parameters<typeof history>): Promise<string[]> => [
    ...(await history(...asked)).standings.keys(),
  ];

  test("are those of worklists up to the report month's, where a later list takes one back whenever it was loaded", async () => {
    const { visits } = await history(["2024-12", "2025-01"], 1);
    expect(visits).toEqual([
      { ydernummer: "000011", day: "2024-11-11", month: "2024-11" },
      { ydernummer: "000022", day: "2024-12-01", month: "2024-12" },
      { ydernummer: "000011", day: "2025-01-31", month: "2025-01" },
      { ydernummer: "000022", day: "2025-02-01", month: "2025-02" },
    ]);
    expect((await history(["2024-12", "2025-01"], 1, "2025-03")).visits.at(-1)).toMatchObject({
      day: "2025-03-03",
    });
  });

  test("are set between the month before each and the one so many months after it, oldest first", async () => {
    expect(await months(["2024-12", "2025-01"], 1)).toEqual(["2024-11", "2024-12", "2025-01", "2025-02"]);
    expect(await months(["2025-01", "2025-01"], 1)).toEqual(["2024-12", "2025-02"]);
    expect(await months(["2024-11", "2024-11"], 2)).toEqual(["2024-10", "2025-01"]);
  });

  test("are set between no months after the report month, none before the first whole window, and none without a visit", async () => {
    expect(await months(["2025-01", "2025-01"], 2)).toEqual(["2024-12"]);
    expect(await months(["2025-01", "2025-01"], 2, "2025-03")).toEqual(["2024-12", "2025-03"]);
    expect(await history(["2024-01", "2024-10"], 1)).toMatchObject({ standings: new Map() });
    expect((await history(["2024-01", "2024-10"], 1)).visits).toHaveLength(4);
  });

  test("of a month without a whole window on either side have no standing", async () => {
    storeReturn(shop, {
      ...{ region: "consultants", month: "2024-01" },
      words: [["000022", "visited", "2024-01-10"]],
    });
    const { visits, standings } = await history(["2024-01", "2024-01"], 3);
    expect(visits[0]).toMatchObject({ day: "2024-01-10" });
    expect(standings).toEqual(new Map());
  });

  test("tell of each clinic that was open its region, doctors, outcome and segment, by number", async () => {
    const { standings } = await history(["2024-12", "2024-12"], 1);
    const eleven = {
      ...{ ydernummer: "000011", opened: "2010-01-01", region: "Region Midtjylland" },
      ...{ doctors: null, outcome: "unknown", segment: null },
    };
    // Twelve plans of the 25 that two and a half doctors are to make: more than a fifth and more than three are missing.
    const twentyTwo = {
      ...{ ydernummer: "000022", opened: "2010-01-01", region: "Region Nordjylland" },
      ...{ doctors: 2.5, outcome: "fail", segment: "below" },
    };
    expect(standings.get(month("2024-11"))).toEqual([eleven, twentyTwo]);
    expect(standings.get(month("2025-01"))).toEqual([
      eleven,
      twentyTwo,
      expect.objectContaining({ ydernummer: "000033", opened: "2024-12-01", doctors: 1, outcome: "fail" }),
    ]);
  });
});
