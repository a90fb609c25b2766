import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Month } from "../month.js";
import { parseMonth } from "../month.js";
import type { DisclosureLimits, Edition, EditionClinic, ShownEdition } from "./edition.js";
import { discloseEditions, municipalityKey, splitMunicipalityKey } from "./edition.js";
import { isSafe, isSafeChange, partSums, sizeOf } from "./small-counts.js";
import type { ShownTable } from "./disclosed-table.js";

const month = (text: string): Month => parseMonth(text)!;

const limits: DisclosureLimits = {
  minimum: 5,
  acceptsChangeFrom: { country: null, region: null, system: null, municipality: null },
};

/** So many clinics of a place that pass, and that do not. */
interface Place {
  region?: string;
  municipality?: string | null;
  system?: string | null;
  pass: number;
  notPass: number;
}

const clinicsOf = (places: readonly Place[]): EditionClinic[] =>
  places.flatMap(({ region = "Nord", municipality = "Aa", system = "X", pass, notPass }) =>
    Array.from({ length: pass + notPass }, (_, place) => ({
      region,
      municipality,
      system,
      passes: place < pass,
    })),
  );

const edition = (places: readonly Place[], over: Partial<Edition> = {}): Edition => {
  const clinics = clinicsOf(places);
  const regions = [...new Set(clinics.map(({ region }) => region))];
  return {
    ...{ month: month("2025-01"), asOf: 1, regions, regionNames: new Map(), clinics, isWhole: true },
    ...over,
  };
};

const disclose = (editions: Edition[], over: Partial<DisclosureLimits> = {}): ShownEdition[] =>
  discloseEditions(editions, { ...limits, ...over });

const accepting = (over: Partial<DisclosureLimits["acceptsChangeFrom"]>): Partial<DisclosureLimits> => ({
  acceptsChangeFrom: { ...limits.acceptsChangeFrom, ...over },
});

/** Rows of a table by the names of municipalities, or of regions and systems as they are. */
const rows = (table: ShownTable | undefined): string[][] =>
  (table?.blocks ?? []).map((row) => row.map((name) => splitMunicipalityKey(name).municipality ?? name));

describe("an edition", () => {
  const places: Place[] = [
    { region: "Nord", municipality: "Aa", system: "X", pass: 20, notPass: 10 },
    { region: "Nord", municipality: "Bø", system: "Y", pass: 15, notPass: 15 },
    { region: "Syd", municipality: "Ce", system: "X", pass: 30, notPass: 20 },
    { region: "Syd", municipality: "Dé", system: "Y", pass: 9, notPass: 8 },
  ];

  test("shows the country, its regions, its systems and the municipalities of each region", () => {
    const [shown] = disclose([edition(places)]);
    expect(shown?.country).toEqual([74, 53]);
    expect([shown?.month, shown?.asOf]).toEqual(["2025-01", 1]);
    expect(rows(shown?.tables?.regions)).toEqual([["Nord"], ["Syd"]]);
    expect(rows(shown?.tables?.systems)).toEqual([["X"], ["Y"]]);
    expect(rows(shown?.tables?.municipalities)).toEqual([["Aa"], ["Bø"], ["Ce"], ["Dé"]]);
    const parts = (table: ShownTable | undefined, name: string) => table?.groups.get(name)?.parts;
    expect([parts(shown?.tables?.regions, "Nord"), parts(shown?.tables?.regions, "Syd")]).toEqual([
      [35, 25],
      [39, 28],
    ]);
    expect(parts(shown?.tables?.systems, "X")).toEqual([50, 30]);
    expect(parts(shown?.tables?.municipalities, municipalityKey("Syd", "Dé"))).toEqual([9, 8]);
  });

  test("names regions in the order in which they are shown, also those without a clinic, and municipalities by region", () => {
    const [shown] = disclose([edition(places, { regions: ["Syd", "Vest", "Nord"] })]);
    expect(rows(shown?.tables?.regions)).toEqual([["Syd"], ["Vest"], ["Nord"]]);
    expect(rows(shown?.tables?.municipalities)).toEqual([["Ce"], ["Dé"], ["Aa"], ["Bø"]]);
  });

  test("lays municipalities together within their own region only", () => {
    const small = places.map((place) => (place.municipality === "Dé" ? { ...place, pass: 2 } : place));
    const [shown] = disclose([edition(small)]);
    expect(rows(shown?.tables?.municipalities)).toEqual([["Aa"], ["Bø"], ["Ce", "Dé"]]);
  });

  test("lays municipalities of regions that are one row together across them", () => {
    const small: Place[] = [
      { region: "Nord", municipality: "Aa", pass: 40, notPass: 40 },
      { region: "Syd", municipality: "Ce", pass: 3, notPass: 9 },
      { region: "Vest", municipality: "Ee", pass: 20, notPass: 20 },
    ];
    const [shown] = disclose([edition(small)]);
    expect(rows(shown?.tables?.regions)).toEqual([["Nord"], ["Syd", "Vest"]]);
    expect(rows(shown?.tables?.municipalities)).toEqual([["Aa"], ["Ce", "Ee"]]);
  });

  test("tells municipalities of one name in two regions apart, and those that are not known", () => {
    const same: Place[] = [
      { region: "Nord", municipality: "Aa", pass: 20, notPass: 20 },
      { region: "Syd", municipality: "Aa", pass: 30, notPass: 20 },
      { region: "Syd", municipality: null, system: null, pass: 8, notPass: 8 },
    ];
    const [shown] = disclose([edition(same)]);
    const keys = shown?.tables?.municipalities.blocks.flat().map(splitMunicipalityKey);
    expect(keys).toEqual([
      { region: "Nord", municipality: "Aa" },
      { region: "Syd", municipality: "Aa" },
      { region: "Syd", municipality: null },
    ]);
    expect(shown?.tables?.systems.groups.get("")?.parts).toEqual([8, 8]);
    expect(splitMunicipalityKey("")).toEqual({ region: "", municipality: null });
  });

  test("shows nothing where the country itself has few of an outcome", () => {
    expect(disclose([edition([{ pass: 40, notPass: 4 }])])[0]).toMatchObject({
      country: [40, 4],
      tables: null,
    });
    expect(disclose([edition([{ pass: 40, notPass: 5 }])])[0]?.tables).not.toBeNull();
    expect(disclose([edition([{ pass: 40, notPass: 0 }])])[0]?.tables).not.toBeNull();
  });

  test("shows nothing where the country's own number says how many each of its small groups has", () => {
    // five systems with one each that does not pass: the country says 5, and each has at least one
    const one = (system: string): Place => ({ system, pass: 30, notPass: 1 });
    expect(disclose([edition(["A", "B", "C", "D", "E"].map(one))])[0]?.tables).toBeNull();
    const more = [...["A", "B", "C", "D"].map(one), { system: "E", pass: 30, notPass: 2 }];
    expect(disclose([edition(more)])[0]?.tables).not.toBeNull();
  });

  test("does not show a region alone whose number says how many each of its municipalities has", () => {
    const five = ["a", "b", "c", "d", "e"].map((municipality) => ({
      region: "Nord",
      municipality,
      pass: 30,
      notPass: 1,
    }));
    const others: Place[] = [
      { region: "Syd", municipality: "f", pass: 40, notPass: 30 },
      { region: "Vest", municipality: "g", pass: 60, notPass: 40 },
    ];
    const [shown] = disclose([edition([...five, ...others])]);
    expect(rows(shown?.tables?.regions)).toEqual([["Vest"], ["Nord", "Syd"]]);
    // within that row the municipalities of both stand together or are large enough
    expect(rows(shown?.tables?.municipalities)).toEqual([["a", "b", "c", "d", "e", "f"], ["g"]]);
  });
});

describe("an edition after others", () => {
  const places = (aa: number): Place[] => [
    { region: "Nord", municipality: "Aa", system: "X", pass: aa, notPass: 40 },
    { region: "Syd", municipality: "Ce", system: "Y", pass: 60, notPass: 60 },
  ];
  const later = { month: month("2025-02"), asOf: 2 };

  test("is not shown where the country moved by one to four clinics since any that was shown", () => {
    const isShown = (...counts: number[]): boolean[] =>
      disclose(counts.map((count) => edition(places(count)))).map(({ tables }) => tables !== null);
    expect(isShown(50, 50, 52, 55)).toEqual([true, true, false, true]);
    // the third is near the first, not the second
    expect(isShown(50, 60, 52)).toEqual([true, true, false]);
    // what was not shown gives nothing away
    expect(isShown(50, 52, 56)).toEqual([true, false, true]);
  });

  test("is shown although it moved by few where the country is large enough, before and now", () => {
    const shown = (from: number, ...counts: number[]): boolean =>
      disclose(
        counts.map((count) => edition(places(count))),
        accepting({ country: from, region: 1, system: 1, municipality: 1 }),
      ).at(-1)?.tables !== null;
    // 50 + 40 + 120 = 210 before, 212 now
    expect(shown(210, 50, 52)).toBe(true);
    expect(shown(211, 50, 52)).toBe(false);
    expect(shown(211, 52, 50)).toBe(false);
    expect(shown(0, 50, 52)).toBe(true);
  });

  test("shows no system, region or municipality alone that moved by few, each by a limit of its own", () => {
    const beside: Place = { region: "Nord", municipality: "Bø", system: "X", pass: 30, notPass: 30 };
    const alone = (kind: "region" | "system" | "municipality"): number[] => {
      const [, now] = disclose(
        [edition([...places(50), beside]), edition([...places(52), beside], later)],
        accepting({ country: 0, [kind]: 80 }),
      );
      const tables = now?.tables;
      return [tables?.regions, tables?.systems, tables?.municipalities].map(
        (table) => table?.blocks.length ?? 0,
      );
    };
    expect(alone("system")).toEqual([1, 2, 1]);
    expect(alone("region")[0]).toBe(2);
    expect(alone("region")[1]).toBe(1);
  });

  test("does not show a region alone that is one municipality which moved by few: its row would be that municipality's", () => {
    const rowsNow = (aa: number): string[][] =>
      rows(
        disclose(
          [edition(places(50)), edition(places(aa), later)],
          accepting({ country: 0, region: 80, system: 0 }),
        ).at(-1)?.tables?.regions,
      );
    expect(rowsNow(52)).toEqual([["Nord", "Syd"]]);
    expect(rowsNow(55)).toEqual([["Nord"], ["Syd"]]);
  });

  test("is not shown where all other regions lost their clinics and the one that is left moved by few", () => {
    const left = (aa: number, country: number | null): boolean => {
      const now = edition(places(aa).slice(0, 1), { ...later, regions: ["Nord", "Syd"] });
      return disclose([edition(places(50)), now], accepting({ country })).at(-1)?.tables !== null;
    };
    // The country is 120 clinics fewer, and says of Nord that it has one more that passes.
    expect(left(51, null)).toBe(false);
    expect(left(55, null)).toBe(true);
    // 90 before, 91 now: large enough, and that is how the country is told.
    expect(left(51, 90)).toBe(true);
    expect(left(51, 91)).toBe(false);
  });

  test("is held against an earlier one under the names of its own regions", () => {
    const before = edition([
      { region: "Hovedstaden", municipality: "Aa", pass: 30, notPass: 30 },
      { region: "Sjælland", municipality: "Bø", pass: 20, notPass: 20 },
      { region: "Nord", municipality: "Ce", pass: 50, notPass: 50 },
    ]);
    const now = (aa: number): Edition =>
      edition(
        [
          { region: "Østdanmark", municipality: "Aa", pass: aa, notPass: 30 },
          { region: "Østdanmark", municipality: "Bø", pass: 20, notPass: 20 },
          { region: "Nord", municipality: "Ce", pass: 50, notPass: 50 },
        ],
        { ...later, regionNames: new Map(["Hovedstaden", "Sjælland"].map((name) => [name, "Østdanmark"])) },
      );
    const rowsNow = (aa: number): string[][] =>
      rows(disclose([before, now(aa)], accepting({ country: 0, system: 0 })).at(-1)?.tables?.regions);
    expect(rowsNow(30)).toEqual([["Østdanmark"], ["Nord"]]);
    expect(rowsNow(36)).toEqual([["Østdanmark"], ["Nord"]]);
    // 51 + 50 of what were 50 + 50: one clinic
    expect(rowsNow(31)).toEqual([["Østdanmark", "Nord"]]);
    const municipalities = rows(
      disclose([before, now(30)], accepting({ country: 0 })).at(-1)?.tables?.municipalities,
    );
    expect(municipalities).toEqual([["Aa"], ["Bø"], ["Ce"]]);
  });

  test("of months that are not all known shows no municipality alone", () => {
    const [partial] = disclose([edition(places(50), { isWhole: false })]);
    expect(rows(partial?.tables?.municipalities)).toEqual([["Aa"], ["Ce"]].map((row) => row));
    const two = edition(
      [
        { municipality: "Aa", pass: 20, notPass: 20 },
        { municipality: "Bø", pass: 20, notPass: 20 },
      ],
      { isWhole: false },
    );
    expect(rows(disclose([two])[0]?.tables?.municipalities)).toEqual([["Aa", "Bø"]]);
  });
});

describe("whatever is shown one edition after the other", () => {
  const place = fc.record({
    region: fc.constantFrom("Nord", "Syd", "Vest"),
    municipality: fc.constantFrom("Aa", "Bø", "Ce"),
    system: fc.constantFrom("X", "Y", null),
    pass: fc.nat({ max: 12 }),
    notPass: fc.nat({ max: 12 }),
  });
  const drawn = fc
    .array(place, { minLength: 1, maxLength: 9 })
    .map((all) => edition(all, { regions: ["Nord", "Syd", "Vest"] }));

  test("no row is a small group, none follows from the country, and none that stands alone moved by few", () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 3 }), (editions) => {
        const before = new Map<string, (readonly number[])[]>();
        for (const { country, tables } of disclose(editions)) {
          if (tables === null) continue;
          expect(isSafe(country, 5)).toBe(true);
          for (const [kind, table] of Object.entries(tables)) {
            const sums = table.blocks.map((row) => partSums(row.map((name) => table.groups.get(name)!)));
            const told = sums.filter((parts) => sizeOf(parts) > 0).length;
            for (const [place, row] of table.blocks.entries()) {
              const parts = sums[place]!;
              expect([kind, row, parts, isSafe(parts, 5)]).toEqual([kind, row, parts, true]);
              if (row.length > 1) continue;
              const rest = country.map((count, at) => count - (parts[at] ?? 0));
              // A region of one municipality is what its region tells, and a row that is all of the country leaves nothing.
              if (kind !== "municipalities" && told > 1)
                expect([kind, row, isSafe(rest, 5)]).toEqual([kind, row, true]);
              const key = `${kind} ${row.join()}`;
              for (const then of sizeOf(parts) === 0 ? [] : (before.get(key) ?? []))
                expect([key, then, parts, isSafeChange(parts, then, 5)]).toEqual([key, then, parts, true]);
              before.set(key, [...(before.get(key) ?? []), parts]);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
