import { beforeAll, describe, expect, test } from "vitest";
import type { AudiencePolicy } from "../../defs/limits/policies.js";
import type { Edition, EditionClinic } from "../../domain/disclosure/edition.js";
import type { Month } from "../../domain/month.js";
import { addMonths, parseMonth } from "../../domain/month.js";
import type { MonthCompliance } from "../../domain/shapes/figures.js";
import { shippedPolicy } from "../../testing/drawn/drawn-ok22.js";
import { discloseFor } from "./disclose-for.js";
import type { DisclosableFigures, DisclosedGroup, Disclosure } from "./disclosure.js";
import { disclose } from "./disclosure.js";
import type { Published } from "./published.js";
import type { DisclosureTexts } from "./texts.js";
import { readDisclosureTexts } from "./texts.js";

let policy: AudiencePolicy;
let texts: DisclosureTexts;
beforeAll(async () => {
  policy = await shippedPolicy("public");
  texts = await readDisclosureTexts("reports");
});

const month = parseMonth("2025-02")!;

/** So many clinics of a place that pass, and that do not. */
type Place = readonly [
  region: string,
  municipality: string | null,
  system: string | null,
  pass: number,
  notPass: number,
];

const clinicsOf = (places: readonly Place[]): EditionClinic[] =>
  places.flatMap(([region, municipality, system, pass, notPass]) =>
    Array.from({ length: pass + notPass }, (_, place) => ({
      region,
      municipality,
      system,
      passes: place < pass,
    })),
  );

const plain: Place[] = [
  ["Nord", "Ærø", "X", 20, 20],
  ["Nord", "Aalborg", "Y", 20, 20],
  ["Nord", "Brønderslev", "Y", 20, 20],
  ["Syd", "Odense", "X", 40, 20],
];

const edition = (places: readonly Place[] = plain, over: Partial<Edition> = {}): Edition => ({
  ...{ month, asOf: 2, regionNames: new Map(), isWhole: true },
  regions: [...new Set(places.map(([region]) => region))],
  clinics: clinicsOf(places),
  ...over,
});

/** What is shown of an edition whose figures agree with its clinics, but for what is given. */
function shown(
  over: {
    edition?: Edition;
    before?: Edition[];
    makers?: Published["makers"];
  } & Partial<DisclosableFigures> = {},
): Disclosure {
  const { edition: own = edition(), before = [], makers = [], ...figures } = over;
  const pass = own.clinics.filter(({ passes }) => passes).length;
  const clinics = own.clinics.length;
  return disclose(
    { policy, texts },
    { edition: own, before, makers },
    {
      compliance: {
        clinics,
        pass,
        fail: clinics - pass,
        unknown: 0,
        share: clinics === 0 ? null : pass / clinics,
      },
      complianceTrend: [],
      plansPerDoctor: { clinics, unknown: 0, rows: [] },
      activeClinics: [],
      sustained: null,
      ...figures,
    },
  );
}

const named = (groups: readonly DisclosedGroup[]): unknown[] =>
  groups.map(({ name, kind, parent, groups: count, count: { pass, notPass } }) => [
    name,
    kind,
    parent,
    count,
    pass,
    notPass,
  ]);

describe("groups", () => {
  test("are told with who passes and who does not, the country first", () => {
    const found = shown();
    expect(found.country).toEqual({ clinics: 180, pass: 100, notPass: 80, share: 100 / 180 });
    expect(named(found.regions)).toEqual([
      ["Nord", "group", null, 1, 60, 60],
      ["Syd", "group", null, 1, 40, 20],
    ]);
    expect(found.regions[0]?.count.share).toBe(0.5);
  });

  test("systems and municipalities stand in Danish order, these by region, what is not known last of the named", () => {
    const places: Place[] = [...plain, ["Nord", null, null, 20, 20], ["Syd", "Assens", "Æ-system", 20, 20]];
    const found = shown({ edition: edition(places) });
    expect(found.systems.map(({ name }) => name)).toEqual(["X", "Y", "Æ-system", null]);
    expect(found.municipalities.map(({ name, parent }) => [name, parent])).toEqual([
      ["Brønderslev", "Nord"],
      ["Ærø", "Nord"],
      ["Aalborg", "Nord"],
      [null, "Nord"],
      ["Assens", "Syd"],
      ["Odense", "Syd"],
    ]);
  });

  test("that are laid together are one row of so many, last, and of their region where all are of one", () => {
    const places: Place[] = [...plain, ["Nord", "Læsø", "X", 1, 2], ["Vest", "Herning", "Y", 2, 30]];
    const found = shown({ edition: edition(places) });
    expect(named(found.regions)).toEqual([
      ["Nord", "group", null, 1, 61, 62],
      [null, "rest", null, 2, 42, 50],
    ]);
    expect(named(found.municipalities)).toEqual([
      ["Brønderslev", "group", "Nord", 1, 20, 20],
      ["Aalborg", "group", "Nord", 1, 20, 20],
      [null, "rest", "Nord", 2, 21, 22],
      [null, "rest", null, 2, 42, 50],
    ]);
  });

  test("are none where the country itself is too small, and nothing else of clinics is told then", () => {
    const found = shown({
      edition: edition([["Nord", "Aa", "X", 40, 3]]),
      sustained: { month, before: 40, still: 30, share: 0.75 },
      plansPerDoctor: {
        clinics: 43,
        unknown: 0,
        rows: [
          { label: "0", clinics: 20 },
          { label: "<5", clinics: 23 },
        ],
      },
    });
    expect(found).toMatchObject({
      country: null,
      regions: [],
      systems: [],
      municipalities: [],
      distribution: null,
      sustained: null,
    });
  });

  test("without a clinic has a share of nothing", () => {
    expect(shown({ edition: edition([["Nord", "Aa", "X", 0, 0]]) }).country).toEqual({
      clinics: 0,
      pass: 0,
      notPass: 0,
      share: null,
    });
  });
});

describe("the trend", () => {
  const row = (at: Month, pass: number, clinics: number): MonthCompliance => ({
    ...{ month: at, clinics, pass, fail: clinics - pass, unknown: 0, share: pass / clinics },
  });

  test("leaves out months that were not shown in an edition of their own, and months without one whose groups are small", () => {
    const hidden = edition([["Nord", "Aa", "X", 40, 3]], { month: addMonths(month, -1) });
    const rows = [
      row(addMonths(month, -3), 50, 100),
      row(addMonths(month, -2), 97, 100),
      row(addMonths(month, -1), 40, 43),
      row(month, 100, 180),
    ];
    const { trend } = shown({ before: [hidden], complianceTrend: rows });
    expect(trend).toEqual([
      { month: addMonths(month, -3), clinics: 100, pass: 50, notPass: 50, share: 0.5 },
      { month, clinics: 180, pass: 100, notPass: 80, share: 100 / 180 },
    ]);
  });

  test("asks the editions of its own load only", () => {
    const older = edition([["Nord", "Aa", "X", 40, 3]], { month: addMonths(month, -1), asOf: 1 });
    const rows = [row(addMonths(month, -1), 60, 100)];
    expect(shown({ before: [older], complianceTrend: rows }).trend).toHaveLength(1);
    expect(shown({ before: [{ ...older, asOf: 2 }], complianceTrend: rows }).trend).toEqual([]);
  });
});

describe("the distribution", () => {
  const bins = (...clinics: number[]) =>
    clinics.map((count, place) => ({ label: ["0", "<5", "5–9", "10–14", "15–19"][place]!, clinics: count }));
  const of = (rows: ReturnType<typeof bins>, over: { unknown?: number; clinics?: number } = {}) => {
    const unknown = over.unknown ?? 0;
    const clinics = over.clinics ?? rows.reduce((sum, one) => sum + one.clinics, unknown);
    return shown({ plansPerDoctor: { clinics, unknown, rows } }).distribution;
  };

  test("is told as it is where no bin is small, the bin of none apart", () => {
    // 100 of 180 pass
    expect(of(bins(10, 30, 40, 60, 40))).toEqual({
      rows: bins(10, 30, 40, 60, 40),
      ...{ unknown: 0, none: 10, isFolded: false },
    });
  });

  test("has small bins laid together with their smaller neighbour, under both names", () => {
    expect(of(bins(10, 3, 67, 60, 40))).toEqual({
      rows: [
        { label: "0 til <5", clinics: 13 },
        { label: "5–9", clinics: 67 },
        { label: "10–14", clinics: 60 },
        { label: "15–19", clinics: 40 },
      ],
      ...{ unknown: 0, none: null, isFolded: true },
    });
  });

  test("tells clinics of unknown doctors apart where they are enough, and else counts them in the lowest bin and says so", () => {
    expect(of(bins(10, 30, 30, 60, 40), { unknown: 10 })).toMatchObject({
      unknown: 10,
      none: 10,
      isFolded: false,
    });
    expect(of(bins(10, 30, 37, 60, 40), { unknown: 3 })).toEqual({
      rows: [{ label: "0 eller ukendt", clinics: 13 }, ...bins(10, 30, 37, 60, 40).slice(1)],
      ...{ unknown: 0, none: null, isFolded: true },
    });
  });

  test("is hidden where it counts one to four clinics more or fewer than are held against the rule", () => {
    expect(of(bins(10, 30, 40, 60, 40), { clinics: 181 })).toBeNull();
    expect(of(bins(10, 30, 40, 60, 40), { clinics: 176 })).toBeNull();
    expect(of(bins(15, 30, 40, 60, 40), { clinics: 185 })).not.toBeNull();
  });

  test("is hidden where nothing but the whole is left", () => {
    expect(of(bins(1, 1, 1, 1, 176))).toBeNull();
    expect(of(bins(180))).toBeNull();
  });
});

describe("active clinics", () => {
  const row = (ago: number, active: number, clinics: number) => ({
    month: addMonths(month, -ago),
    active,
    clinics,
  });
  const monthsOf = (
    activeClinics: ReturnType<typeof row>[],
    complianceTrend: MonthCompliance[] = [],
  ): number => shown({ activeClinics, complianceTrend }).activity.length;

  test("are told from the last month on in which they, or the others, were few", () => {
    expect(monthsOf([row(2, 50, 60), row(1, 50, 60), row(0, 50, 60)])).toBe(3);
    expect(monthsOf([row(2, 50, 60), row(1, 57, 60), row(0, 50, 60)])).toBe(1);
    expect(monthsOf([row(2, 50, 60), row(1, 4, 60), row(0, 60, 60)])).toBe(1);
    expect(monthsOf([row(1, 50, 60), row(0, 56, 60)])).toBe(0);
    expect(monthsOf([])).toBe(0);
  });

  test("are not told where open clinics and those held against the rule differ by few", () => {
    const compliance = (clinics: number): MonthCompliance => ({
      month,
      clinics,
      pass: 100,
      fail: clinics - 100,
      unknown: 0,
      share: 100 / clinics,
    });
    const activeWith = (clinics: number): number =>
      shown({ activeClinics: [row(0, 150, clinics)], complianceTrend: [compliance(180)] }).activity.length;
    expect([180, 183, 185, 190].map(activeWith)).toEqual([1, 0, 1, 1]);
    expect(activeWith(177)).toBe(0);
  });
});

describe("what else is decided", () => {
  test("which sums of plans are told, by who made them", () => {
    const makers: Published["makers"] = [{ dimension: "all", value: "all", month, counts: [3, 9, 9] }];
    expect(shown({ makers }).plans.from).toBe(addMonths(month, 1));
    expect(shown().plans).toEqual({ from: null, byRegion: true, byPlanType: true });
  });

  test("is handed on with the policy and the words of its audience", () => {
    const found = shown();
    expect([found.policy, found.texts]).toEqual([policy, texts]);
  });

  test("an audience that sees groups of every size has nothing decided for it", async () => {
    const internal = await shippedPolicy("internal");
    const figures = {
      compliance: { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null },
    } as unknown as DisclosableFigures;
    expect(await discloseFor(internal, figures, { home: "." })).toBeNull();
  });

  test("another audience is never shown what was held against nothing", async () => {
    const figures = {} as DisclosableFigures;
    await expect(discloseFor(policy, figures, { home: ".", published: null })).rejects.toThrow(
      "held against nothing",
    );
    await expect(discloseFor(policy, figures, { home: "." })).rejects.toThrow("held against nothing");
  });
});
