import { describe, expect, test } from "vitest";
import type { Month } from "../month.js";
import { parseMonth } from "../month.js";
import type { ReleaseHistory } from "./compare-releases.js";
import { compareReleases } from "./compare-releases.js";
import type { ReleaseClinic, SealedRelease } from "./release.js";

const month = (text: string): Month => parseMonth(text)!;

const clinic = (ydernummer: string, over: Partial<ReleaseClinic> = {}): ReleaseClinic => ({
  ...{ ydernummer, opened: "2010-01-01", name: `Klinik ${ydernummer}`, kind: "PLO-klinik", outcome: "pass" },
  ...over,
});

const release = (name: string, over: Partial<SealedRelease> = {}): SealedRelease => ({
  ...{ name, sealedAt: "2025-03-04T09:12:00Z", month: month("2025-02"), asOf: 3 },
  options: { theme: null, audience: "internal", accessible: false },
  program: { version: "0.2.0", sha256: "aa", runtime: "node v24" },
  rule: { id: "ok22", status: "unconfirmed", sha256: "r1" },
  plans: { new: 100, maintained: 150 },
  clinics: { open: 20, active: 15 },
  ...{ note: null, inputs: [], artefacts: [], months: [], population: [] },
  ...over,
});

/** A rule that looks at no month, so that none lacks. */
const nothingKnown: ReleaseHistory = {
  ruleMonths: { from: 0, to: 0 },
  numbersRestated: new Map(),
  loads: [],
  registerOf: { from: () => null, to: () => null },
};

const compare = (from: SealedRelease, to: SealedRelease, history: Partial<ReleaseHistory> = {}) =>
  compareReleases(from, to, { ...nothingKnown, ...history });

describe("figures of two releases", () => {
  test("stand beside each other, each with what it was and what it is", () => {
    const from = release("januar", { population: [clinic("000001"), clinic("000002", { outcome: "fail" })] });
    const to = release("februar", {
      plans: { new: 120, maintained: 160 },
      clinics: { open: 21, active: 18 },
      population: [
        clinic("000001"),
        clinic("000002"),
        clinic("000003", { outcome: "unknown" }),
        clinic("000004"),
      ],
    });
    expect(compare(from, to).headline).toEqual([
      { figure: "plans", old: 250, new: 280 },
      { figure: "plans-new", old: 100, new: 120 },
      { figure: "plans-maintained", old: 150, new: 160 },
      { figure: "active", old: 15, new: 18 },
      { figure: "open", old: 20, new: 21 },
      { figure: "clinics", old: 2, new: 4 },
      { figure: "pass", old: 1, new: 3 },
      { figure: "share", old: 0.5, new: 0.75 },
    ]);
  });

  test("have no share where there are no clinics", () => {
    expect(compare(release("a"), release("b")).headline.at(-1)).toEqual({
      figure: "share",
      old: null,
      new: null,
    });
  });

  test("say no outcome where a month that the rule looks at was not known, but which it was", () => {
    const population = [clinic("000001"), clinic("000002", { outcome: "fail" })];
    const plansOf = (...months: string[]): Partial<SealedRelease> => ({
      months: months.map((one) => ({ month: month(one), new: 1, maintained: 1 })),
    });
    const from = release("a", { population, ...plansOf("2024-12", "2025-02") });
    const to = release("b", { population: [clinic("000002")], ...plansOf("2024-12", "2025-01", "2025-02") });
    const { lacking, headline, population: moved } = compare(from, to, { ruleMonths: { from: 3, to: 2 } });
    expect(lacking).toEqual({ from: ["2025-01"], to: [] });
    expect(headline.slice(5)).toEqual([
      { figure: "clinics", old: 2, new: 1 },
      { figure: "pass", old: null, new: 1 },
      { figure: "share", old: null, new: 1 },
    ]);
    expect(moved.outcomes).toEqual([]);
    expect(moved.left.map(({ ydernummer }) => ydernummer)).toEqual(["000001"]);
    const known = compare(from, to, { ruleMonths: { from: 1, to: 3 } });
    expect([known.lacking, known.population.outcomes]).toEqual([
      { from: [], to: [] },
      [{ old: "fail", new: "pass", clinics: 1 }],
    ]);
  });

  test("name the two releases without what was sealed in them", () => {
    const { from, to } = compare(release("januar", { population: [clinic("000001")] }), release("februar"));
    expect([from.name, to.name]).toEqual(["januar", "februar"]);
    expect(Object.keys(from).sort()).toEqual(
      [
        ...["name", "sealedAt", "month", "asOf", "options"],
        ...["program", "rule", "plans", "clinics", "note"],
      ].sort(),
    );
  });
});

describe("months of two releases", () => {
  const row = (text: string, plans: number) => ({ month: month(text), new: plans, maintained: 0 });

  test("are new, gone, or stated anew with the loads that did it", () => {
    const from = release("a", { months: [row("2024-01", 1), row("2024-12", 10), row("2025-01", 20)] });
    const to = release("b", { months: [row("2024-12", 11), row("2025-01", 20), row("2025-02", 30)] });
    const difference = compare(from, to, {
      numbersRestated: new Map([
        ["2024-12", 2],
        ["2025-02", 9],
      ]),
      loads: [
        { load: 4, months: [month("2024-12")] },
        { load: 5, months: [month("2025-02")] },
        { load: 6, months: [month("2024-12"), month("2025-01")] },
      ],
    });
    expect(difference.months).toEqual({ new: [row("2025-02", 30)], gone: ["2024-01"] });
    expect(difference.restated).toEqual([
      { month: "2024-12", old: row("2024-12", 10), new: row("2024-12", 11), numbers: 2, loads: [4, 6] },
    ]);
  });
});

describe("the rule", () => {
  const rule = { id: "ok22", status: "unconfirmed", sha256: "r1" } as const;

  test("is not told where it is the same", () => {
    expect(compare(release("a"), release("b")).rule).toBeNull();
  });

  test.each([{ id: "aftale27" }, { status: "confirmed" as const }, { sha256: "r2" }])(
    "is told with both states where %j",
    (change) => {
      const now = { ...rule, ...change };
      expect(compare(release("a"), release("b", { rule: now })).rule).toEqual({ old: rule, new: now });
    },
  );
});

describe("what was read", () => {
  test("is told as definitions, models and looks; what changed the figures is no look", () => {
    const file = (scope: string, path: string, content: string) => ({
      scope,
      path,
      sha256: content,
      content,
    });
    const files = (content: string) => [
      file("figures", "pipelines/monthly/rules/ok22.yaml", content),
      file("figures", "sql/metrics/ok22/mart.sql", content),
      file("steering", "reports/steering/text.da.yaml", content),
      file("steering", "sql/look.sql", content),
      file("figures", "pipelines/monthly/regions.yaml", content),
      file("steering", "pipelines/monthly/regions.yaml", content),
    ];
    const difference = compare(
      release("a", { inputs: files("a: 1") }),
      release("b", { inputs: files("a: 2") }),
    );
    const paths = (inputs: { path: string }[]): string[] => inputs.map(({ path }) => path);
    expect(paths(difference.definitions)).toEqual([
      "pipelines/monthly/regions.yaml",
      "pipelines/monthly/rules/ok22.yaml",
    ]);
    expect(paths(difference.models)).toEqual(["sql/metrics/ok22/mart.sql"]);
    expect(paths(difference.looks)).toEqual(["reports/steering/text.da.yaml", "sql/look.sql"]);
  });

  test("and the program that read it is told where it is another", () => {
    const to = release("b", { program: { version: "0.3.0", sha256: "aa", runtime: "node v24" } });
    expect(compare(release("a"), to).program).toEqual([{ field: "version", old: "0.2.0", new: "0.3.0" }]);
  });
});

describe("clinics of two releases", () => {
  const from = (population: ReleaseClinic[]): SealedRelease =>
    release("a", { month: month("2025-01"), population });
  const to = (population: ReleaseClinic[]): SealedRelease =>
    release("b", { month: month("2025-02"), population });
  const knownAs =
    (kind: string, closed: string | null = null) =>
    () => ({ kind, closed });

  test.each([
    ["opened", clinic("1", { opened: "2025-02-01" }), () => null],
    ["registered", clinic("1", { opened: "2025-01-31" }), () => null],
    ["kind", clinic("1"), knownAs("Regionsklinik")],
    ["other", clinic("1"), knownAs("PLO-klinik")],
  ])("one that came in for the reason “%s”", (reason, entered, register) => {
    const history = { registerOf: { from: register, to: () => null } };
    expect(compare(from([]), to([entered]), history).population).toEqual({
      entered: [{ ydernummer: "1", opened: entered.opened, name: "Klinik 1", reason }],
      left: [],
      outcomes: [],
    });
  });

  test.each([
    ["unregistered", () => null],
    ["closed", knownAs("PLO-klinik", "2025-02-27")],
    // The last day of a month is a day on which it is open.
    ["other", knownAs("PLO-klinik", "2025-02-28")],
    ["kind", knownAs("Udbudsklinik")],
    ["other", knownAs("PLO-klinik")],
  ])("one that left for the reason “%s”", (reason, register) => {
    const history = { registerOf: { from: () => null, to: register } };
    expect(compare(from([clinic("1")]), to([]), history).population).toEqual({
      entered: [],
      left: [{ ydernummer: "1", opened: "2010-01-01", name: "Klinik 1", reason }],
      outcomes: [],
    });
  });

  test("of both are counted by outcome then and now; a number given to another clinic is another clinic", () => {
    const before = [
      clinic("1"),
      clinic("2", { outcome: "fail" }),
      clinic("3", { outcome: "unknown" }),
      clinic("4", { opened: "2001-01-01" }),
      clinic("5", { outcome: "fail" }),
    ];
    const now = [
      clinic("1"),
      clinic("2"),
      clinic("3", { outcome: "fail" }),
      clinic("4", { opened: "2024-01-01" }),
      clinic("5", { outcome: "pass" }),
    ];
    const { entered, left, outcomes } = compare(from(before), to(now)).population;
    expect(outcomes).toEqual([
      { old: "pass", new: "pass", clinics: 1 },
      { old: "fail", new: "pass", clinics: 2 },
      { old: "unknown", new: "fail", clinics: 1 },
    ]);
    expect(entered.map(({ ydernummer, opened }) => [ydernummer, opened])).toEqual([["4", "2024-01-01"]]);
    expect(left.map(({ ydernummer, opened }) => [ydernummer, opened])).toEqual([["4", "2001-01-01"]]);
  });
});
