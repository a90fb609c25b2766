import { comparisons } from "../../testing/comparisons.js";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { AudiencePolicy } from "../../defs/limits/policies.js";
import type { ClinicCompliance } from "../../domain/shapes/figures.js";
import type { Outcome } from "../../domain/shapes/metric.js";
import { monthsBetween, parseMonth } from "../../domain/month.js";
import { plainFollowUp } from "../../testing/drawn/drawn-clinic.js";
import type { DisclosureTexts } from "../disclosure/texts.js";
import { readDisclosureTexts } from "../disclosure/texts.js";
import {
  countsOf,
  disclosedTo,
  shippedOk22,
  shippedOk22Look,
  shippedPolicy,
} from "../../testing/drawn/drawn-ok22.js";
import type { Ok22Facts } from "./facts.js";
import type { Ok22View, ShownCount, ShownGroup } from "./shown.js";
import { viewFor } from "./view.js";
import { renderOk22 } from "./compose.js";
import { nothingRestated } from "../../testing/drawn/nothing-restated.js";

const month = parseMonth("2025-02")!;
let internal: AudiencePolicy;
let open: AudiencePolicy;
let texts: DisclosureTexts;
beforeAll(async () => {
  internal = await shippedPolicy("internal");
  open = await shippedPolicy("public");
  texts = await readDisclosureTexts("reports");
});

function publicView(facts: Ok22Facts): Ok22View {
  return viewFor(open, disclosedTo({ policy: open, texts }, facts));
}

interface Drawn {
  region: string;
  municipality: string | null;
  system: string | null;
  outcome: Outcome;
  isNew: boolean;
}

function clinicOf({ region, municipality, system, outcome, isNew }: Drawn, index: number): ClinicCompliance {
  return {
    ...plainFollowUp,
    ydernummer: String(700_001 + index),
    opened: "2001-01-01",
    name: `Navngivet ${index}`,
    region,
    municipality,
    kind: "PLO-klinik",
    system,
    doctors: outcome === "unknown" ? null : 1,
    newPlans: outcome === "pass" ? 10 : 1,
    required: outcome === "unknown" ? null : 10,
    missing: outcome === "unknown" ? null : outcome === "pass" ? 0 : 9,
    outcome,
    isNew,
  };
}

function factsOf(drawn: readonly Drawn[], before: readonly Outcome[] = []): Ok22Facts {
  const clinics = drawn.map(clinicOf);
  const counts = countsOf(clinics);
  return {
    ...counts,
    basis: {
      month,
      asOf: 1,
      date: "2025-03-05",
      registerMonth: month,
      knownMonths: monthsBetween(parseMonth("2024-02")!, month),
      incompleteMonths: [],
      isRegisterIncomplete: false,
      loads: [],
      synthetic: true,
    },
    trend: [{ month, ...counts.national }],
    rule: {
      title: "OK22",
      threshold: "Krav.",
      months: 12,
      status: "unconfirmed",
      statusText: "Ubekræftet.",
      source: "A",
    },
    trendRules: [],
    previous: {
      month: parseMonth("2025-01")!,
      clinics: clinics.flatMap((clinic, index) => {
        const outcome = before[index];
        return outcome === undefined ? [] : [{ ...clinic, outcome }];
      }),
    },
    answers: [],
    outside: [
      { reason: "closed", kind: null, clinics: 30 },
      { reason: "excluded-kind", kind: "Regionsklinik", clinics: 3 },
    ],
    restated: [],
    restatedSince: nothingRestated,
    comparisons,
    goals: [],
    silentRegions: [],
    levelChanges: [],
    crossings: [],
    sustained: null,
    newMonths: 12,
  };
}

const outcome = fc.constantFrom<Outcome>("pass", "pass", "fail", "unknown");
const clinicDrawnWith = (isNew: fc.Arbitrary<boolean>): fc.Arbitrary<Drawn> =>
  fc.record<Drawn>({
    region: fc.constantFrom("Nord", "Nord", "Nord", "Syd", "Syd", "Øst"),
    municipality: fc.constantFrom("Aa", "Aa", "Aa", "Bø", "Bø", "Ce", "Dé", null),
    system: fc.constantFrom("X", "X", "X", "Y", "Y", "Z", null),
    outcome,
    isNew,
  });
const drawnClinic = clinicDrawnWith(fc.boolean());
// Sizes at which some groups are large enough and others are not: there the danger lies. Where nearly all clinics are
// new, it is the others that are few.
const population = fc.oneof(
  fc.array(drawnClinic, { maxLength: 40 }),
  fc.array(drawnClinic, { minLength: 60, maxLength: 220 }),
  fc.array(clinicDrawnWith(fc.constantFrom(...Array.from({ length: 19 }, () => true), false)), {
    minLength: 30,
    maxLength: 120,
  }),
);

/** A set of clinics that somebody knows the size of: who is in it, by region, municipality, system and outcome. */
interface Known {
  has: (clinic: Drawn) => boolean;
  clinics: number;
}

/** Everything that the groups of a view tell, each count with the clinics that it is about. */
function toldBy(view: Ok22View): Known[] {
  const isPass = (clinic: Drawn): boolean => clinic.outcome === "pass";
  const both = (has: (clinic: Drawn) => boolean, count: ShownCount): Known[] => [
    { has, clinics: count.clinics },
    { has: (clinic) => has(clinic) && isPass(clinic), clinics: count.pass },
    { has: (clinic) => has(clinic) && !isPass(clinic), clinics: count.notPass },
    ...(["fail", "unknown"] as const).flatMap((one): Known[] => {
      const clinics = count[one];
      return clinics === null ? [] : [{ has: (clinic) => has(clinic) && clinic.outcome === one, clinics }];
    }),
  ];
  /** A rest is about all that no other row names. */
  const rows = (groups: readonly ShownGroup[], nameOf: (clinic: Drawn) => string | null): Known[] =>
    groups.flatMap((group) => {
      const alone = groups.filter(({ kind }) => kind === "group");
      const has = (clinic: Drawn): boolean =>
        group.kind === "group"
          ? nameOf(clinic) === group.name
          : !alone.some((other) => other.name === nameOf(clinic));
      return both(has, group.count);
    });
  const shownRegions = view.regions.filter(({ kind }) => kind === "group").map(({ name }) => name);
  const anywhere = (): boolean => true;
  return [
    ...(view.national === null ? [] : both(anywhere, view.national)),
    ...rows(view.regions, ({ region }) => region),
    ...rows(view.systems, ({ system }) => system),
    ...view.municipalities.flatMap(({ name, kind, parent, count }) => {
      // Of regions that are only shown together, the rest is what no row of any of them names.
      const isWithin = ({ region }: Drawn): boolean =>
        parent === null ? !shownRegions.includes(region) : region === parent;
      const isAlone = ({ region, municipality }: Drawn): boolean =>
        view.municipalities.some(
          (row) => row.kind === "group" && row.parent === region && row.name === municipality,
        );
      return both(
        (clinic) => isWithin(clinic) && (kind === "group" ? clinic.municipality === name : !isAlone(clinic)),
        count,
      );
    }),
    ...(view.started === null ? [] : both(({ isNew }) => isNew, view.started)),
  ];
}

/** Every kind of clinic that there could be: what an attacker has to find the numbers of. */
const kinds: Drawn[] = ["Nord", "Syd", "Øst"].flatMap((region) =>
  ["Aa", "Bø", "Ce", "Dé", null].flatMap((municipality) =>
    ["X", "Y", "Z", null].flatMap((system) =>
      (["pass", "fail", "unknown"] as const).flatMap((one) =>
        [true, false].map((isNew) => ({ region, municipality, system, outcome: one, isNew })),
      ),
    ),
  ),
);

/** A large prime: elimination with it is exact but for a chance of one in two thousand million. */
const prime = 2_147_483_647n;

function powerOf(base: bigint, exponent: bigint): bigint {
  let [power, factor, left] = [1n, base % prime, exponent];
  while (left > 0n) {
    if (left % 2n === 1n) power = (power * factor) % prime;
    factor = (factor * factor) % prime;
    left /= 2n;
  }
  return power;
}

/** Answers whether a set's size follows from the sizes of others by adding and subtracting, in any way there is. */
function solver(told: readonly Known[]): (has: (clinic: Drawn) => boolean) => boolean {
  const basis: { place: number; row: bigint[] }[] = [];
  const reduce = (row: bigint[]): bigint[] => {
    for (const { place, row: known } of basis) {
      const factor = row[place]!;
      if (factor !== 0n)
        for (let at = 0; at < row.length; at += 1)
          row[at] = (((row[at]! - factor * known[at]!) % prime) + prime) % prime;
    }
    return row;
  };
  const rowOf = (has: (clinic: Drawn) => boolean): bigint[] => kinds.map((kind) => (has(kind) ? 1n : 0n));
  for (const { has } of told) {
    const row = reduce(rowOf(has));
    const place = row.findIndex((one) => one !== 0n);
    if (place === -1) continue;
    const inverse = powerOf(row[place]!, prime - 2n);
    basis.push({ place, row: row.map((one) => (one * inverse) % prime) });
  }
  return (has) => reduce(rowOf(has)).every((one) => one === 0n);
}

/** Groups that nobody may learn the size of while it is 1 to 4. */
function secrets(): { what: string; has: (clinic: Drawn) => boolean }[] {
  const outcomes = [
    ["", () => true],
    [", pass", ({ outcome: one }: Drawn) => one === "pass"],
    [", fail", ({ outcome: one }: Drawn) => one === "fail"],
    [", unknown", ({ outcome: one }: Drawn) => one === "unknown"],
    [", not pass", ({ outcome: one }: Drawn) => one !== "pass"],
  ] as const;
  const groups: [string, (clinic: Drawn) => boolean][] = [
    ["all", () => true],
    ["new", ({ isNew }) => isNew],
    ["not new", ({ isNew }) => !isNew],
    ...["Nord", "Syd", "Øst"].flatMap((name): [string, (clinic: Drawn) => boolean][] => [
      [name, ({ region }) => region === name],
      ...["Aa", "Bø", "Ce", "Dé", null].map((town): [string, (clinic: Drawn) => boolean] => [
        `${String(town)} in ${name}`,
        ({ region, municipality }) => region === name && municipality === town,
      ]),
    ]),
    ...["X", "Y", "Z", null].map((name): [string, (clinic: Drawn) => boolean] => [
      `system ${String(name)}`,
      ({ system }) => system === name,
    ]),
  ];
  return groups.flatMap(([group, isIn]) =>
    outcomes.map(([outcomeName, isOf]) => ({
      what: group + outcomeName,
      has: (clinic: Drawn) => isIn(clinic) && isOf(clinic),
    })),
  );
}

describe("the public view", () => {
  test("shows no group of 1 to 4 clinics, and none follows from what it shows", () => {
    fc.assert(
      fc.property(population, (drawn) => {
        const told = toldBy(publicView(factsOf(drawn)));
        for (const { has, clinics } of told) {
          expect(clinics).toBe(drawn.filter(has).length);
          expect([1, 2, 3, 4]).not.toContain(clinics);
        }
        const follows = solver(told);
        for (const { what, has } of secrets()) {
          const clinics = drawn.filter(has).length;
          if (clinics >= 1 && clinics <= 4) expect(follows(has), `${what}: ${clinics}`).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("has a share only beside the two numbers that it is made of", () => {
    fc.assert(
      fc.property(population, (drawn) => {
        const view = publicView(factsOf(drawn));
        const counts = [...view.regions, ...view.systems, ...view.municipalities].map(({ count }) => count);
        for (const { clinics, pass, notPass, fail, unknown, share } of counts) {
          expect([pass + notPass, fail, unknown]).toEqual([clinics, null, null]);
          expect(share).toBe(clinics === 0 ? null : pass / clinics);
        }
      }),
    );
  });

  test("adds up in every table, rest included", () => {
    fc.assert(
      fc.property(population, (drawn) => {
        const view = publicView(factsOf(drawn));
        if (view.national === null) return;
        for (const groups of [view.regions, view.systems, view.municipalities]) {
          const clinics = groups.reduce((sum, { count }) => sum + count.clinics, 0);
          expect(clinics).toBe(view.national.clinics);
        }
      }),
    );
  });

  test("shows movements only where every step is none or at least five", () => {
    const pair = fc.tuple(drawnClinic, fc.option(outcome, { nil: undefined }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
        const before = pairs.map(([, one]) => one ?? "fail");
        const { movement } = publicView(
          factsOf(
            pairs.map(([one]) => one),
            before,
          ),
        );
        expect(movement?.movers).toBeNull();
        const { gained = 0, lost = 0 } = movement?.steps ?? {};
        for (const step of [gained, lost]) expect([1, 2, 3, 4]).not.toContain(step);
      }),
    );
  });

  test("does not say how many clinics closed or are of an excluded kind: from month to month that is few", () => {
    const drawn = Array.from({ length: 40 }, (_, index): Drawn => ({
      region: "Nord",
      municipality: "Aa",
      system: "X",
      outcome: index < 30 ? "pass" : "fail",
      isNew: false,
    }));
    const view = publicView(factsOf(drawn));
    expect([view.outside, view.registered]).toEqual([[], null]);
    expect(view.populationNote).toMatch(/./);
    expect(viewFor(internal, factsOf(drawn)).outside).toHaveLength(2);
  });

  test("counts clinics of unknown doctors in the lowest bin where the bins would tell how many fail", () => {
    const drawn = (fail: number, unknown: number): Drawn[] =>
      Array.from({ length: 40 + fail + unknown }, (_, index): Drawn => ({
        region: "Nord",
        municipality: "Aa",
        system: "X",
        outcome: index < 40 ? "pass" : index < 40 + fail ? "fail" : "unknown",
        isNew: false,
      }));
    const view = publicView(factsOf(drawn(2, 6)));
    expect(view.distribution).toEqual([
      { label: "<10 eller ukendt", clinics: 8 },
      { label: "≥10", clinics: 40 },
    ]);
    expect([view.distributionUnknown, view.distributionNone]).toEqual([0, null]);
    expect(view.distributionNote).toMatch(/lagt sammen/);
    expect(publicView(factsOf(drawn(6, 6))).distributionUnknown).toBe(6);
  });

  test("hides the distribution where it and the outcomes differ by a few clinics", () => {
    const drawn = Array.from({ length: 60 }, (_, index): Drawn => ({
      region: "Nord",
      municipality: "Aa",
      system: "X",
      outcome: index < 40 ? "pass" : "fail",
      isNew: false,
    }));
    // Of the 40 that pass, `byPredecessor` have too few plans of their own and stand in the lower bin.
    const shown = (byPredecessor: number): boolean => {
      const rows = [
        { label: "5–9", clinics: 20 + byPredecessor },
        { label: "10–14", clinics: 40 - byPredecessor },
      ];
      const facts = { ...factsOf(drawn), plansPerDoctor: { clinics: 60, unknown: 0, rows } };
      return publicView(facts).distribution !== null;
    };
    expect([0, 1, 4, 5].map(shown)).toEqual([true, false, false, true]);
  });
});

test("the internal view hides nothing and tells failing clinics from those that cannot be told", () => {
  const drawn: Drawn[] = [
    { region: "Nord", municipality: null, system: "X", outcome: "fail", isNew: true },
    { region: "Nord", municipality: "Aa", system: null, outcome: "unknown", isNew: false },
  ];
  const view = viewFor(internal, factsOf(drawn, ["pass", "unknown"]));
  expect(view.national).toMatchObject({ clinics: 2, pass: 0, fail: 1, unknown: 1 });
  expect(view.municipalities.map(({ name, parent }) => [name, parent])).toEqual([
    ["Aa", "Nord"],
    [null, "Nord"],
  ]);
  expect(view.movement?.steps).toMatchObject({ gained: 0, lost: 1 });
  expect(view.movement?.movers?.lost.map(({ now }) => now.name)).toEqual(["Navngivet 0"]);
});

test("no file of the public edition holds a clinic's name or number; the internal one names who moved", async () => {
  const drawn = Array.from({ length: 60 }, (_, index): Drawn => ({
    region: index % 2 === 0 ? "Nord" : "Syd",
    municipality: index % 3 === 0 ? "Aa" : "Bø",
    system: "X",
    outcome: index < 40 ? "pass" : "fail",
    isNew: false,
  }));
  const facts = factsOf(
    drawn,
    drawn.map((_, index) => (index < 30 ? "pass" : "fail")),
  );
  const [definition, look] = [await shippedOk22(), await shippedOk22Look()];
  const textOf = async (policy: AudiencePolicy): Promise<string> => {
    const { default: JSZip } = await import("jszip");
    const files = await renderOk22(disclosedTo({ policy, texts }, facts), definition, { look, policy });
    const parts = await Promise.all(
      files.map(async ({ fileName, bytes }) => {
        if (fileName.endsWith(".html")) return new TextDecoder().decode(bytes);
        const zipped = Object.values((await JSZip.loadAsync(bytes)).files);
        return (await Promise.all(zipped.map((part) => part.async("string")))).join("\n");
      }),
    );
    return parts.join("\n");
  };
  expect(await textOf(open)).not.toMatch(/Navngivet|7000\d\d/);
  expect(await textOf(internal)).toMatch(/Navngivet 31/);
});
