import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFindingTexts } from "./texts.js";
import type { PlansPerDoctor } from "../../domain/shapes/figures.js";
import { programFolder } from "../../lib/program.js";
import type { Claim } from "../../testing/claims.js";
import { ClaimReader, numberIn } from "../../testing/claims.js";
import type { ShownSegments, TypeTotals } from "./group-findings.js";
import { distributionFinding, planTypeFinding, regionFinding, segmentFinding } from "./group-findings.js";

const texts = await readFindingTexts(join(programFolder, "reports"));

/** Reads sentences of random worlds back; every form must be met. */
function checkAll<World>(
  worlds: fc.Arbitrary<World>,
  { claims, say }: { claims: readonly Claim<World>[]; say: (world: World) => string | null },
): void {
  const reader = new ClaimReader(claims);
  fc.assert(
    fc.property(worlds, (world) => {
      const sentence = say(world);
      if (sentence !== null) reader.check(sentence, world);
    }),
    { numRuns: 2000, seed: 5 },
  );
  expect(reader.seen()).toEqual(reader.all());
}

const isNear = (percent: number, words: string | undefined): boolean =>
  Math.abs(percent - numberIn(words)) <= 0.0500001;

describe("a sentence that the figures do not bear out is impossible", () => {
  test("about clinics by plans per doctor", () => {
    const labels = ["0", "<5", "5–9", "≥10"];
    const worlds = fc
      .record({
        counts: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }),
        unknown: fc.constantFrom(0, 0, 1, 7),
      })
      .map(({ counts, unknown }): PlansPerDoctor => {
        const rows = labels.map((label, index) => ({ label, clinics: counts[index] ?? 0 }));
        return { clinics: counts.reduce((sum, one) => sum + one, unknown), unknown, rows };
      });
    /** One entry a clinic of known doctors, in the order of the bins: the one in the middle is counted out. */
    const middle = ({ rows }: PlansPerDoctor): string | undefined => {
      const clinics = rows.flatMap(({ label, clinics: count }) => Array.from({ length: count }, () => label));
      return clinics[Math.ceil(clinics.length / 2) - 1];
    };
    checkAll(worlds, {
      say: (world) => distributionFinding(world, texts.distribution),
      claims: [
        [
          /^(?<none>[\d.]+) af (?<clinics>[\d.]+) klinikker har ingen nye planer; den midterste har (?<bin>\S+) pr\. læge$/,
          ({ none, clinics, bin }, world) =>
            world.rows[0]?.clinics === numberIn(none) &&
            world.clinics === numberIn(clinics) &&
            world.unknown === 0 &&
            middle(world) === bin,
        ],
        [
          /^(?<none>[\d.]+) af (?<known>[\d.]+) klinikker med kendt antal læger har ingen nye planer; den midterste har (?<bin>\S+) pr\. læge$/,
          ({ none, known, bin }, world) =>
            world.rows[0]?.clinics === numberIn(none) &&
            world.rows.reduce((sum, row) => sum + row.clinics, 0) === numberIn(known) &&
            middle(world) === bin,
        ],
      ],
    });
  });

  test("about plan types", () => {
    const plans = fc.integer({ min: 0, max: 1200 });
    // Often the same few figures, so that types share a place.
    const pair = fc.oneof(
      fc.tuple(plans, fc.option(plans)),
      fc.constantFrom<[number, number | null]>([110, 100], [220, 200], [100, 100], [90, 100], [180, 200]),
    );
    const type = (name: string): fc.Arbitrary<TypeTotals> =>
      fc.tuple(pair, fc.constantFrom(12, 12, 12, 12, 12, 5)).map(([[now, before], known]) => {
        return { type: name, now, known, before: known < 12 ? null : before };
      });
    const changeOf = ({ now, before }: TypeTotals): number =>
      before === null || before === 0 ? Number.NaN : 100 * (now / before - 1);
    /** A change in tenths of a percent, as readers see it. */
    const read = (totals: TypeTotals): number => Math.round(changeOf(totals) * 10);
    const named = (world: readonly TypeTotals[], name: string | undefined): TypeTotals =>
      world.find((one) => one.type === name)!;
    const others = (world: readonly TypeTotals[], name: string | undefined): TypeTotals[] =>
      world.filter((one) => one.type !== name);
    checkAll(fc.tuple(type("KOL"), type("T2D"), type("IHS")), {
      say: (world) => planTypeFinding(world, texts.planTypes),
      claims: [
        [
          /^(?<type>\w+) vokser mest: (?<change>[\d.,]+) % flere planer end i de 12 måneder før$/,
          ({ type: name, change }, world) => {
            const own = changeOf(named(world, name));
            return (
              own > 0 &&
              isNear(own, change) &&
              others(world, name).every((one) => read(one) < read(named(world, name)))
            );
          },
        ],
        [
          /^Ingen plantype vokser; (?<type>\w+) falder mest: (?<change>[\d.,]+) % færre planer end i de 12 måneder før$/,
          ({ type: name, change }, world) => {
            const own = changeOf(named(world, name));
            // A change under 0,05 % reads as none.
            const isNoneGrowing = world.every((one) => changeOf(one) < 0.05);
            const isFirst = others(world, name).every((one) => read(one) > read(named(world, name)));
            return own < 0 && isNear(-own, change) && isNoneGrowing && isFirst;
          },
        ],
        [
          /^(?<type>\w+) har flest planer: (?<value>[\d.]+) (på 12 måneder|i (?<known>\d+) kendte måneder)$/,
          ({ type: name, value, known }, world) => {
            const own = named(world, name);
            return (
              own.now === numberIn(value) &&
              own.known === (known === undefined ? 12 : Number(known)) &&
              others(world, name).every(({ now }) => now < own.now)
            );
          },
        ],
      ],
    });
  });

  test("about regions", () => {
    const share = fc.option(fc.constantFrom(0, 0.5, 0.7994, 0.7996, 0.8, 0.8004, 0.85, 1), { freq: 8 });
    const worlds = fc.record({
      regions: fc.oneof(
        share.map((one) => ["A", "B"].map((name) => ({ name, share: one }))),
        fc
          .tuple(share, share, share)
          .map((all) => all.map((one, index) => ({ name: "ABC"[index]!, share: one }))),
      ),
      nation: share,
    });
    const percents = ({ regions }: { regions: readonly { share: number | null }[] }): number[] =>
      regions.map((one) => (one.share ?? Number.NaN) * 100);
    checkAll(worlds, {
      say: (world) => regionFinding(world, texts.regions),
      claims: [
        [
          /^Andelen går fra (?<low>[\d,]+) % i (?<lowest>\w( og \w)?) til (?<high>[\d,]+) % i (?<highest>\w( og \w)?)$/,
          ({ low, lowest, high, highest }, world) => {
            /** All regions whose share reads so, and no other. */
            const isNamed = (names: string | undefined, words: string | undefined): boolean =>
              world.regions.every(
                ({ name, share: one }) =>
                  names?.includes(name) === (Math.round(1000 * (one ?? Number.NaN)) === numberIn(words) * 10),
              );
            return (
              isNamed(lowest, low) &&
              isNamed(highest, high) &&
              numberIn(low) < numberIn(high) &&
              percents(world).every((one) => one > numberIn(low) - 0.051 && one < numberIn(high) + 0.051)
            );
          },
        ],
        [
          /^(?<share>[\d,]+) % opfylder OK22 kravene i alle regioner$/,
          ({ share: words }, world) => percents(world).every((one) => isNear(one, words)),
        ],
        [
          /^(?<share>[\d,]+) % opfylder OK22 kravene i hele landet$/,
          ({ share: words }, world) =>
            isNear(100 * (world.nation ?? Number.NaN), words) && percents(world).some(Number.isNaN),
        ],
      ],
    });
  });

  test("about clinics to follow up", () => {
    const count = fc.constantFrom(0, 0, 0, 0, 5, 63, 1200);
    const shown = fc.option(count, { freq: 10 });
    const worlds = fc
      .record({ notStarted: shown, stalled: shown, near: shown, below: shown, pass: count, unknown: count })
      .map(({ notStarted, stalled, near, below, pass, unknown }) => {
        const segments: ShownSegments = { "not-started": notStarted, stalled, near, below };
        // A group that is not shown holds 1 to 4 clinics; some of those that are shown cannot be told apart.
        const fail = Object.values(segments).reduce<number>((sum, one) => sum + (one ?? 3), 0);
        return { segments, compliance: { clinics: pass + fail + unknown, pass, fail } };
      });
    checkAll(worlds, {
      say: ({ segments, compliance }) => segmentFinding(segments, compliance, texts.segments),
      claims: [
        [
          /^(?<notStarted>[\d.]+) klinikker er ikke i gang, (?<stalled>[\d.]+) er gået i stå, (?<near>[\d.]+) er tæt på kravet, og (?<below>[\d.]+) mangler mere$/,
          ({ notStarted, stalled, near, below }, { segments }) =>
            segments["not-started"] === numberIn(notStarted) &&
            segments.stalled === numberIn(stalled) &&
            segments.near === numberIn(near) &&
            segments.below === numberIn(below),
        ],
        [
          /^(?<fail>[\d.]+) af (?<clinics>[\d.]+) klinikker opfylder ikke OK22 kravene$/,
          ({ fail, clinics }, { compliance }) =>
            compliance.fail === numberIn(fail) && compliance.clinics === numberIn(clinics),
        ],
        [
          /^Alle klinikker, der kan opgøres, opfylder kravet$/,
          (_, { compliance }) => compliance.fail === 0 && compliance.pass > 0,
        ],
      ],
    });
  });
});
