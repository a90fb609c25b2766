import { comparisons } from "../../testing/comparisons.js";
import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFindingTexts } from "./texts.js";
import type { PlansPerDoctor } from "../../domain/shapes/figures.js";
import { programFolder } from "../../lib/program.js";
import type { Claim } from "../../testing/claims.js";
import { ClaimReader, numberIn } from "../../testing/claims.js";
import type { SegmentCounts, TypeTotals } from "./group-findings.js";
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
          /^(?<none>[\d.]+) af (?<clinics>[\d.]+) (?:(?<= af 1 )klinik|(?<! af 1 )klinikker) har ingen nye planer; den midterste klinik har (?<bin>\S+) pr\. læge$/,
          ({ none, clinics, bin }, world) =>
            world.rows[0]?.clinics === numberIn(none) &&
            world.clinics === numberIn(clinics) &&
            world.unknown === 0 &&
            middle(world) === bin,
        ],
        [
          /^(?<none>[\d.]+) af (?<known>[\d.]+) (?:(?<= af 1 )klinik|(?<! af 1 )klinikker) med kendt antal læger har ingen nye planer; den midterste klinik har (?<bin>\S+) pr\. læge$/,
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
      fc
        .tuple(pair, fc.constantFrom(12, 12, 12, 12, 12, 5), fc.constantFrom(0, 0, 0, 0.01, 0.02, 0.5))
        .map(([[now, before], known, byChance]) => {
          return { type: name, now, known, before: known < 12 ? null : before, byChance };
        });
    /** Three types are looked at together, each at a third of 0,05. */
    const isSure = ({ byChance }: TypeTotals): boolean => byChance < 0.05 / 3;
    /** A change as it is told: in percent, or in plans where it is one of few. */
    const isTold = (totals: TypeTotals, words: string | undefined, percent: string | undefined): boolean =>
      percent === undefined
        ? Math.abs(totals.now - (totals.before ?? 0)) === numberIn(words) && totals.now < 20
        : isNear(Math.abs(changeOf(totals)), words);
    const changeOf = ({ now, before }: TypeTotals): number =>
      before === null || before === 0 ? Number.NaN : 100 * (now / before - 1);
    /** A change in tenths of a percent, as readers see it. */
    const read = (totals: TypeTotals): number => Math.round(changeOf(totals) * 10);
    const named = (world: readonly TypeTotals[], name: string | undefined): TypeTotals =>
      world.find((one) => one.type === name)!;
    const others = (world: readonly TypeTotals[], name: string | undefined): TypeTotals[] =>
      world.filter((one) => one.type !== name);
    checkAll(fc.tuple(type("KOL"), type("T2D"), type("IHS")), {
      say: (world) => planTypeFinding(world, { texts: texts.planTypes, falseAlarm: 0.05 }),
      claims: [
        [
          /^(?<type>\w+) vokser mest: (?<change>[\d.,]+)(?<percent> %)? flere planer end i de 12 måneder før$/,
          ({ type: name, change, percent }, world) => {
            const own = changeOf(named(world, name));
            return (
              own > 0 &&
              isSure(named(world, name)) &&
              isTold(named(world, name), change, percent) &&
              others(world, name).every((one) => read(one) < read(named(world, name)))
            );
          },
        ],
        [
          /^Ingen plantype vokser; (?<type>\w+) falder mest: (?<change>[\d.,]+)(?<percent> %)? færre planer end i de 12 måneder før$/,
          ({ type: name, change, percent }, world) => {
            const own = changeOf(named(world, name));
            // A change under 0,05 % reads as none.
            const isNoneGrowing = world.every((one) => changeOf(one) < 0.05 || !isSure(one));
            const isFirst = others(world, name).every((one) => read(one) > read(named(world, name)));
            const isRight = isSure(named(world, name)) && isTold(named(world, name), change, percent);
            return own < 0 && isRight && isNoneGrowing && isFirst;
          },
        ],
        [
          /^Ingen plantype har ændret sig mere på et år end normalt$/,
          (_, world) => world.every((one) => one.before !== null && !isSure(one)),
        ],
        [
          /^(?<type>\w+) har flest planer: (?<value>[\d.]+) (på 12 måneder|\(kendte måneder: (?<known>\d+)\))$/,
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
    const count = fc
      .record({
        clinics: fc.integer({ min: 1, max: 480 }),
        share: fc.constantFrom(0, 0.5, 0.72, 0.8, 0.85, 1),
      })
      .map(({ clinics, share }) => ({ clinics, pass: Math.round(clinics * share) }));
    const worlds = fc
      .array(fc.record({ count, isShown: fc.boolean() }), { minLength: 1, maxLength: 5 })
      .map((all) => ({
        regions: all.map((one, place) => ({ name: "ABCDE"[place]!, count: one.isShown ? one.count : null })),
        nation: {
          clinics: all.reduce((sum, one) => sum + one.count.clinics, 0),
          pass: all.reduce((sum, one) => sum + one.count.pass, 0),
        },
      }));
    type Region = { name: string; count: { pass: number; clinics: number } | null };
    /** Standard errors between a region and all others, by the usual approximation, which the program does not use. */
    const deviationOf = ({ count: own }: Region, nation: { pass: number; clinics: number }): number => {
      const rest = nation.clinics - (own?.clinics ?? 0);
      if (own === null || rest === 0) return 0;
      const pooled = nation.pass / nation.clinics;
      const error = Math.sqrt(pooled * (1 - pooled) * (1 / own.clinics + 1 / rest));
      // of few the approximation tells nothing: both sentences about them are let pass
      const isRough = [own.clinics, rest].some((whole) => whole * Math.min(pooled, 1 - pooled) < 5);
      if (isRough || error === 0) return own.pass * nation.clinics > nation.pass * own.clinics ? 2 : -2;
      return (own.pass / own.clinics - (nation.pass - own.pass) / rest) / error;
    };
    checkAll(worlds, {
      say: (world) => regionFinding(world, { texts: texts.regions, settings: comparisons.groups }),
      claims: [
        [
          /^(?<groups>\w ligger [^(]+) landet \((?<share>[\d,]+) %\): mere, end tilfældet kan forklare$/,
          ({ groups, share }, { regions, nation }) => {
            const told = [...groups!.matchAll(/(\w) ligger ([\d,]+) procentpoint (over|under)/g)];
            return (
              isNear((100 * nation.pass) / nation.clinics, share) &&
              told.every(([, name, points, side]) => {
                const region = regions.find((one) => one.name === name)!;
                const deviation = deviationOf(region, nation);
                const own = (100 * region.count!.pass) / region.count!.clinics;
                const isFar = side === "over" ? deviation > 1.9 : deviation < -1.9;
                return (
                  isFar &&
                  Math.abs(Math.abs(own - (100 * nation.pass) / nation.clinics) - numberIn(points)) < 0.11
                );
              })
            );
          },
        ],
        [
          /^Ingen region afviger mere fra landet \((?<share>[\d,]+) %\), end tilfældet kan forklare$/,
          ({ share }, { regions, nation }) =>
            isNear((100 * nation.pass) / nation.clinics, share) &&
            regions.every((one) => one.count !== null && Math.abs(deviationOf(one, nation)) < 3.6),
        ],
        [
          /^(?<share>[\d,]+) % opfylder OK22-kravet i hele landet$/,
          ({ share }, { regions, nation }) =>
            isNear((100 * nation.pass) / nation.clinics, share) && regions.some((one) => one.count === null),
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
        const segments: SegmentCounts = { "not-started": notStarted, stalled, near, below };
        // A group that is not shown holds 1 to 4 clinics; some of those that are shown cannot be told apart.
        const fail = Object.values(segments).reduce<number>((sum, one) => sum + (one ?? 3), 0);
        return { segments, compliance: { clinics: pass + fail + unknown, pass, fail } };
      });
    checkAll(worlds, {
      say: ({ segments, compliance }) => segmentFinding(segments, compliance, texts.segments),
      claims: [
        [
          /^(?<notStarted>[\d.]+) (?:(?<=^1 )klinik|(?<!^1 )klinikker) er ikke i gang, (?<stalled>[\d.]+) er gået i stå, (?<near>[\d.]+) er tæt på kravet, og (?<below>[\d.]+) mangler mere$/,
          ({ notStarted, stalled, near, below }, { segments }) =>
            segments["not-started"] === numberIn(notStarted) &&
            segments.stalled === numberIn(stalled) &&
            segments.near === numberIn(near) &&
            segments.below === numberIn(below),
        ],
        [
          /^(?<fail>[\d.]+) af (?<clinics>[\d.]+) (?:(?<= af 1 )klinik|(?<! af 1 )klinikker) opfylder ikke OK22-kravet$/,
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
