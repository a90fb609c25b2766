import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawChoices } from "../../../testing/drawn/drawn-choices.js";
import { month } from "../../../testing/workshop.js";
import { yearOnYear } from "../../../domain/statistics/normal-variation.js";
import { chosenGroups, hashOf, readChoice } from "./choice.js";
import { Phrases, sayAgain } from "./phrases.js";
import { viewOf } from "./view.js";
import { readData, writtenData } from "./written.js";

const { facts, explore } = await drawChoices();
const { data } = explore;

const usual = { measure: "plans", type: null, grouping: "region", within: null, group: null };

describe("a link", () => {
  test("shows what it was made from", () => {
    for (const choice of [
      { measure: "ok22", type: null, grouping: "municipality", within: "Region Midtjylland", group: "Samsø" },
      { measure: "new", type: "T2D", grouping: "kind", within: null, group: "Udbudsklinik" },
      { measure: "active", type: null, grouping: "country", within: null, group: "Hele landet" },
    ] as const)
      expect(readChoice(hashOf(choice), data)).toEqual({ choice, notices: [] });
  });

  test("that names a section of the page, or nothing, is none of ours", () => {
    for (const hash of ["", "#", "#regions", "#plans-per-month"])
      expect(readChoice(hash, data)).toEqual({ choice: usual, notices: [] });
  });

  test.each([
    ["#measure=__proto__", "Siden kender ikke »__proto__« (Tal) og viser i stedet: Forløbsplaner pr. måned."],
    ["#measure=constructor&by=region", "Siden kender ikke »constructor« (Tal)"],
    ["#by=toString", "Siden kender ikke »toString« (Vis for) og viser i stedet: Regioner."],
    ["#type=hasOwnProperty", "Siden kender ikke »hasOwnProperty« (Plantype)"],
    ["#by=region&group=Region+Atlantis", "Siden kender ikke gruppen »Region Atlantis«"],
    ["#by=municipality&in=Region+Atlantis", "Siden kender ikke »Region Atlantis« (Vis for)"],
    ["#measure=%E0%A4%A", "Siden kender ikke »"],
    ["#group=<img src=x onerror=alert(1)>=", "Siden kender ikke gruppen »<img src=x onerror=alert(1)>=«"],
    [`#group=${"x".repeat(9_000)}&a=b`, `gruppen »${"x".repeat(40)}…«`],
  ])("that asks for what is not there is told so: %s", (hash, words) => {
    const { choice, notices } = readChoice(hash, data);
    expect(choice.group).toBeNull();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(words);
  });

  test("that asks for plan types where there are none shows all types, and says why", () => {
    const active = readChoice("#measure=active&by=region&type=KOL", data);
    expect(active.choice).toMatchObject({ measure: "active", type: null });
    expect(active.notices).toEqual(["»Andel aktive lægehuse« opgøres for alle plantyper samlet."]);
    const municipal = readChoice("#measure=plans&by=municipality&type=KOL", data);
    expect(municipal.choice.type).toBeNull();
    expect(municipal.notices[0]).toContain("Kommuner vises for alle plantyper samlet");
  });

  test("whatever it says, opens something that the page holds", () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.string()), (text, words) => {
        for (const hash of [text, `#${text}=`, `#${new URLSearchParams(words).toString()}`]) {
          const { choice } = readChoice(hash, data);
          expect(chosenGroups(choice, data).length).toBeGreaterThan(0);
          expect(readChoice(hashOf(choice), data)).toEqual({ choice, notices: [] });
        }
      }),
    );
  });
});

describe("what the page holds", () => {
  test("is the metrics' own rows: plans of every group and month, new and maintained", () => {
    const country = data.groupings[0]!.groups[0]!;
    expect(country.plans![0]!.new).toEqual(facts.monthly.map((row) => row.new));
    expect(country.plans![0]!.maintained).toEqual(facts.monthly.map((row) => row.maintained));
    expect(data.groupings.map(({ id, groups }) => [id, groups.length])).toEqual([
      ["country", 1],
      ["region", 3],
      ["municipality", 4],
      ["system", 2],
      ["kind", 2],
    ]);
  });

  test("places each municipality in its region", () => {
    const groups = data.groupings.find(({ id }) => id === "municipality")!.groups;
    expect(groups.map(({ name, within }) => [name, within])).toEqual([
      ["Samsø", "Region Midtjylland"],
      ["Thisted", "Region Nordjylland"],
      ["Aalborg", "Region Nordjylland"],
      ["Aarhus", "Region Midtjylland"],
    ]);
  });

  test("draws the band where the process limits lie, to the thousandth of the year before", () => {
    const { groups } = viewOf({ ...usual, grouping: "country" } as Parameters<typeof viewOf>[0], data);
    const points = yearOnYear(facts.monthly.map((row) => ({ month: row.month, value: row.total })))!.points;
    expect(points.length).toBe(24);
    for (const { month: of, before, lower, upper } of points) {
      const [low, high] = groups[0]!.band[data.months.indexOf(of)]!;
      expect(Math.abs(low - lower)).toBeLessThanOrEqual(before / 1000);
      expect(Math.abs(high - upper)).toBeLessThanOrEqual(before / 1000);
    }
    expect(groups[0]!.band.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => null));
  });

  test("puts all groups of a choice on one scale that holds them", () => {
    const view = viewOf({ ...usual } as Parameters<typeof viewOf>[0], data);
    const highest = Math.max(...view.groups.flatMap(({ values }) => values.map((value) => value ?? 0)));
    expect(view.scale.low).toBe(0);
    expect(view.scale.top).toBeGreaterThanOrEqual(highest);
    expect(view.scale.top).toBeLessThan(2.1 * highest);
  });

  test("says of a group without plans that it has none, not that no clinic meets the requirement", async () => {
    const drawn = await drawChoices({ idle: ["Region Nordjylland"] });
    const region = drawn.explore.data.groupings.find(({ id }) => id === "region")!.groups[0]!;
    const said = region.ok22!.said.map((one) => sayAgain(one, drawn.explore.data.patterns));
    expect(said).toEqual(["Gruppens klinikker har ikke lavet planer i de seneste 12 måneder"]);
    expect(region.plans![0]!.plans.band).toEqual([]);
  });

  test("is what is known where one month is: no band, no share of a year", async () => {
    const drawn = await drawChoices({ months: 1 });
    const [country] = drawn.explore.data.groupings[0]!.groups;
    expect(drawn.explore.data.months).toEqual(["2025-02"]);
    expect(country!.plans![0]!.plans.band).toEqual([]);
    expect(country!.ok22).toBeUndefined();
  });

  test("has the regions of the report month after those of 2026 became one", async () => {
    const groups = {
      region: ["Region Nordjylland", "Region Østdanmark"],
      municipality: ["Roskilde", "Gentofte"],
    };
    const drawn = await drawChoices({ last: month("2027-02"), groups });
    const { groupings } = drawn.explore.data;
    expect(groupings.find(({ id }) => id === "region")!.groups.map(({ name }) => name)).toEqual(
      groups.region,
    );
    const municipal = groupings.find(({ id }) => id === "municipality")!.groups;
    expect(municipal.map(({ within }) => within)).toEqual(["Region Østdanmark", "Region Østdanmark"]);
  });

  test("shows three years at most", async () => {
    const drawn = await drawChoices({ months: 90 });
    expect(drawn.explore.data.months).toHaveLength(36);
    expect(drawn.explore.data.groupings[0]!.groups[0]!.plans![0]!.new).toHaveLength(36);
  });
});

describe("sentences that differ in their numbers", () => {
  test("are told once, and read again as they were", () => {
    const phrases = new Phrases([]);
    const sentences = [
      "1.234 planer i 2025: 3,9 % flere",
      "7 planer i 2025: 0,0 % flere",
      "ingen",
      "2 × 3",
      "",
    ];
    const said = sentences.map((sentence) => phrases.say(sentence));
    const patterns = phrases.settle();
    expect(said.map((one) => sayAgain(one, patterns))).toEqual(sentences);
    expect(patterns).toHaveLength(4);
    // The year is the same in both.
    expect(said[0]).toEqual([0, "1.234", "3,9"]);
  });

  test("and in plan types or months are told once", () => {
    const phrases = new Phrases(["KOL", "T2D", "a+b (c)", "marts 2024", "maj 2024"]);
    const sentences = [
      "8 nye planer for KOL: under det forventede siden marts 2024",
      "9 nye planer for T2D: under det forventede siden maj 2024",
      "9 nye planer for a+b (c): under det forventede siden maj 2024",
    ];
    const said = sentences.map((sentence) => phrases.say(sentence));
    expect(phrases.settle()).toEqual([["", " nye planer for ", ": under det forventede siden ", ""]]);
    expect(said[2]).toEqual([0, "9", "a+b (c)", "maj 2024"]);
  });

  test("whatever they are", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (sentences, words) => {
        const phrases = new Phrases(words);
        const said = sentences.map((sentence) => phrases.say(sentence));
        const patterns = phrases.settle();
        expect(said.map((one) => sayAgain(one, patterns))).toEqual(sentences);
      }),
    );
  });
});

describe("what the page holds in writing", () => {
  const drawnWith = (part: (number | null)[]): typeof data => ({
    ...data,
    groupings: [{ id: "country", groups: [{ name: "A", active: { said: [], band: [], whole: [], part } }] }],
  });
  const again = (from: typeof data): typeof data => readData(JSON.stringify(writtenData(from)));

  test("is read as it was composed, with months that are not known", () => {
    expect(again(data)).toEqual(data);
    const counts = fc.array(fc.option(fc.integer({ min: 0, max: 200_000_000 })));
    fc.assert(
      fc.property(counts, (part) => {
        expect(again(drawnWith(part))).toEqual(drawnWith(part));
      }),
    );
  });

  test("has a sign for a difference of up to 15 from the month before, and two for up to 511", () => {
    const word = (part: (number | null)[]): string =>
      writtenData(drawnWith(part)).groupings[0]!.groups[0]!.active!.part;
    // Base64 VLQ as source maps have it: 0 is A, 1 is C, -1 is D, 16 is gB.
    expect(word([0, 1, 0, null, 16, 16])).toBe("ACD-gBA");
    expect(word([15, 0])).toBe("ef");
  });
});
