import fc from "fast-check";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { FindingTexts } from "./texts.js";
import { readFindingTexts } from "./texts.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import { programFolder } from "../../lib/program.js";
import type { Claim } from "../../testing/claims.js";
import { ClaimReader, monthIn, numberIn } from "../../testing/claims.js";
import { month } from "../../testing/workshop.js";
import { sentenceOf, variationSentence } from "./finding-sentences.js";
import type { FindingOptions } from "./findings.js";
import { findingsOf } from "./findings.js";
import type { MonthlyValue } from "../../domain/statistics/normal-variation.js";

let texts: FindingTexts;
beforeAll(async () => {
  texts = await readFindingTexts(join(programFolder, "reports"));
});

/** All sentences about the last month of a series. */
function sentences(series: readonly MonthlyValue[], options: Partial<FindingOptions> = {}): string[] {
  const last = series.at(-1)?.month ?? month("2022-01");
  const found = findingsOf(series, { month: last, seasonMonth: null, line: null, ...options });
  return found.map((finding) => sentenceOf(finding, { texts, subject: "planer" }).replaceAll("\u00a0", " "));
}

/** Values of consecutive months. */
function series(values: readonly number[], first: Month = month("2022-01")): MonthlyValue[] {
  return values.map((value, index) => ({ month: addMonths(first, index), value }));
}

const year = (value: number): number[] => Array.from({ length: 12 }, () => value);

describe("a finding", () => {
  test("without a year before only tells the figure", () => {
    expect(sentences(series([1234, 2000]))).toEqual(["2.000 planer i februar 2022"]);
  });

  test("compares with the same month of the year before, never with the month before", () => {
    // 103 against 100 a year before; the month before had 900.
    expect(sentences(series([100, ...year(900).slice(1), 103]))).toEqual([
      "103 planer i januar 2023: 3,0 % flere end i januar 2022",
    ]);
    expect(sentences(series([...year(100), 96]))).toEqual([
      "96 planer i januar 2023: 4,0 % færre end i januar 2022",
    ]);
    expect(sentences(series([...year(10000), 10000]))).toEqual([
      "10.000 planer i januar 2023: lige så mange som i januar 2022",
    ]);
    expect(sentences(series([...year(10000), 10004]))).toEqual([
      "10.004 planer i januar 2023: næsten lige så mange som i januar 2022",
    ]);
  });

  test("calls a change usual that is no larger than such changes vary anyway", () => {
    // Ratios 1 and 1.1 in turn, 24 of them: mean 1.05, moving ranges 0.1, limits 0.784 and 1.316: 1.1 lies within them.
    // With 1.4 as the last: mean 25.5 / 24, average range 2.6 / 23, upper limit 1.363.
    const up = (index: number): number => (index % 2 === 0 ? 1 : 1.1);
    const second = year(1000).map((value, index) => value * up(index));
    const third = second.map((value, index) => Math.round(value * up(index)));
    expect(sentences(series([...year(1000), ...second, ...third]))[0]).toBe(
      "1.210 planer i december 2024: 10,0 % flere end i december 2023, inden for det normale",
    );
    const jump = [...year(1000), ...second, ...third.slice(0, 11), 1540];
    expect(sentences(series(jump))).toEqual([
      "1.540 planer i december 2024: 40,0 % flere end i december 2023",
      "det er flere end normalt",
      "December 2024 er den højeste af de 36 kendte måneder",
    ]);
  });

  test("does not call a change usual that ends a long run on one side of the mean", () => {
    // Ratios 1.1 twelve times, then 1.0 twelve times: mean 1.05, average range 0.1 / 23, limits 1.05 ± 0.012. Each of
    // the last twelve lies outside; spread by 0.06 up and down the limits hold them, and the run alone is the signal.
    const wave = (index: number): number => (index % 2 === 0 ? 0.06 : -0.06);
    const second = year(1000).map((value, index) => Math.round(value * (1.1 + wave(index))));
    const third = second.map((value, index) => Math.round(value * (0.95 + wave(index))));
    const said = sentences(series([...year(1000), ...second, ...third]));
    expect(said).toContain("hver måned siden januar 2024 ligger under det forventede");
    expect(said.join()).not.toContain("inden for det normale");
  });

  test("sets each of two signals off from the other, as main clauses are in Danish", () => {
    // Ratios 1.1 twelve times, then 1.0 twelve times: the newest lies outside 1.05 ± 0.012, and so did eleven before it.
    const steps = series([...year(1000), ...year(1100), ...year(1100)]);
    const found = findingsOf(steps, { month: month("2024-12"), seasonMonth: null, line: null });
    expect(variationSentence(found, { texts, subject: "planer" })).toBe(
      "1.100 planer i december 2024: lige så mange som i december 2023; det er færre end normalt; hver måned siden januar 2024 ligger under det forventede",
    );
  });

  test("names a season only where each known year bears it out", () => {
    const withJuly = (july: number): number[] =>
      year(100).map((value, index) => (index === 6 ? july : value));
    const options = { seasonMonth: 7, month: month("2024-07") };
    const low = series([...withJuly(40), ...withJuly(50), ...withJuly(45)]);
    expect(sentences(low, options)).toContain("Juli er lav hvert år (2 år er kendt)");
    const high = series([...withJuly(40), ...withJuly(150), ...withJuly(45)]);
    expect(sentences(high, options).join()).not.toContain("lav hvert år");
  });

  test("tells that a line was crossed since the year before, and in which direction", () => {
    expect(sentences(series([79, ...year(79), 80].slice(0, 13)), { line: 80 })).toHaveLength(1);
    expect(sentences(series([...year(79), 80]), { line: 80 })[1]).toBe(
      "Januar 2023 ligger på 80, over 80; januar 2022 lå under med 79",
    );
    expect(sentences(series([...year(80), 79]), { line: 80 })[1]).toBe(
      "Januar 2023 ligger på 79, under 80; januar 2022 lå på eller over med 80",
    );
  });

  test("is not made for a month that is not known", () => {
    expect(sentences(series([1, 2]), { month: month("2022-05") })).toEqual([]);
  });
});

/** Months of a calendar of four years, each known or not, with values of a random level, season and noise. */
const anySeries: fc.Arbitrary<MonthlyValue[]> = fc
  .record({
    months: fc.integer({ min: 1, max: 48 }),
    level: fc.integer({ min: 0, max: 3000 }),
    growth: fc.oneof(fc.constant(1), fc.double({ min: 0.7, max: 1.4, noNaN: true })),
    july: fc.double({ min: 0.2, max: 1.2, noNaN: true }),
    spread: fc.constantFrom(0, 0.01, 0.2),
    noise: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 48, maxLength: 48 }),
    holes: fc.array(fc.nat(47), { maxLength: 3 }),
  })
  .map(({ months, level, growth, july, spread, noise, holes }) =>
    series(
      noise.slice(0, months).map((one, index) => {
        const season = index % 12 === 6 ? july : 1;
        return Math.round(level * season * growth ** Math.floor(index / 12) * (1 + one * spread));
      }),
    ).filter((_, index) => !holes.includes(index) || index === months - 1),
  );

/** What a sentence claims, read back from its words. */
const claims: Claim<World>[] = [
  [
    /^(?<value>[\d.]+) planer i (?<month>\p{L}+ \d{4})$/u,
    ({ value, month: at }, { valueOf }) =>
      valueOf(monthIn(at)) === numberIn(value) && !((valueOf(addMonths(monthIn(at), -12)) ?? 0) > 0),
  ],
  [
    /^(?<value>[\d.]+) planer i (?<month>\p{L}+ \d{4}): (?<change>[\d.,]+)(?<percent> %)? (?<side>flere|færre) end i (?<before>\p{L}+ \d{4})(?<usual>, inden for det normale)?$/u,
    (claim, world) => {
      const [now, then] = [world.valueOf(monthIn(claim["month"])), world.valueOf(monthIn(claim["before"]))];
      if (now === undefined || then === undefined || now !== numberIn(claim["value"])) return false;
      const isYearBefore = addMonths(monthIn(claim["month"]), -12) === monthIn(claim["before"]);
      const isRightSide = claim["side"] === "flere" ? now > then : now < then;
      const percent = Math.abs(now / then - 1) * 100;
      const isFew = now < 20 && then < 20;
      const isRightSize = isFew
        ? claim["percent"] === undefined && numberIn(claim["change"]) === Math.abs(now - then)
        : claim["percent"] !== undefined && Math.abs(percent - numberIn(claim["change"])) <= 0.0500001;
      const noise = world.noise();
      const isUsual = noise !== null && Math.abs(now / then - world.mean()) <= noise + 1e-9;
      return isYearBefore && isRightSide && isRightSize && (isUsual || claim["usual"] === undefined);
    },
  ],
  [
    /^(?<value>[\d.]+) planer i (?<month>\p{L}+ \d{4}): (?<nearly>næsten )?lige så mange som i (?<before>\p{L}+ \d{4})$/u,
    (claim, { valueOf }) => {
      const [now, then] = [valueOf(monthIn(claim["month"])), valueOf(monthIn(claim["before"]))];
      if (now === undefined || then === undefined) return false;
      return claim["nearly"] === undefined ? now === then : Math.abs(now / then - 1) <= 0.00050001;
    },
  ],
  [
    /^(?<month>\p{L}+ \d{4}) er den (?<side>højeste|laveste) af de (?<months>\d+) kendte måneder$/u,
    (claim, { rows, valueOf }) => {
      const now = valueOf(monthIn(claim["month"])) ?? Number.NaN;
      const others = rows.filter((row) => row.month !== monthIn(claim["month"])).map(({ value }) => value);
      return (
        rows.length === Number(claim["months"]) &&
        (claim["side"] === "højeste" ? now > Math.max(...others) : now < Math.min(...others))
      );
    },
  ],
  [
    /^(?<name>\p{L}+) er lav hvert år \((?<years>\d+) år er kendt\)$/u,
    (claim, { rows, valueOf }) => {
      const last = rows.at(-1)?.month;
      const years = rows.filter((row) => row.month.slice(5) === last?.slice(5) && row.month !== last);
      return (
        years.length === Number(claim["years"]) &&
        years.every(
          ({ month: at, value }) =>
            value < (valueOf(addMonths(at, -1)) ?? 0) && value < (valueOf(addMonths(at, 1)) ?? 0),
        )
      );
    },
  ],
  [
    /^(?<month>\p{L}+ \d{4}) ligger på (?<value>[\d.]+), (?<side>over|under) (?<line>[\d.]+); (?<before>\p{L}+ \d{4}) lå .* med (?<then>[\d.]+)$/u,
    (claim, { valueOf }) => {
      const [now, then, line] = [numberIn(claim["value"]), numberIn(claim["then"]), numberIn(claim["line"])];
      const isRight = claim["side"] === "over" ? now >= line && then < line : now < line && then >= line;
      return (
        valueOf(monthIn(claim["month"])) === now && valueOf(monthIn(claim["before"])) === then && isRight
      );
    },
  ],
  [
    /^det er (?<side>flere|færre) end normalt$/u,
    (claim, world) => {
      const ratio = world.ratios().at(-1) ?? Number.NaN;
      const noise = world.noise() ?? Number.NaN;
      return claim["side"] === "flere" ? ratio > world.mean() + noise : ratio < world.mean() - noise;
    },
  ],
  [
    /^hver måned siden (?<since>\p{L}+ \d{4}) ligger (?<side>over|under) det forventede$/u,
    (claim, world) => {
      const since = monthIn(claim["since"]);
      const months = world.rows.filter(({ month: at }) => at >= since).length;
      const run = world.ratios().slice(-months);
      const isAbove = claim["side"] === "over";
      return run.length >= 8 && run.every((ratio) => (isAbove ? ratio > world.mean() : ratio < world.mean()));
    },
  ],
  [
    /^to af de seneste tre måneder ligger i den (?<side>høje|lave) ende af det normale$/u,
    (claim, world) => {
      const edge = ((world.noise() ?? Number.NaN) * 2) / 3;
      const isFar = (ratio: number): boolean =>
        claim["side"] === "høje" ? ratio > world.mean() + edge : ratio < world.mean() - edge;
      return world.ratios().slice(-3).filter(isFar).length >= 2;
    },
  ],
];

/** The series, and what follows from it, computed here once more in the plainest way. */
interface World {
  rows: readonly MonthlyValue[];
  valueOf: (at: Month) => number | undefined;
  ratios: () => number[];
  mean: () => number;
  /** Half the width of the limits; null where the series is too short for any. */
  noise: () => number | null;
}

function worldOf(rows: readonly MonthlyValue[]): World {
  const valueOf = (at: Month): number | undefined => rows.find((row) => row.month === at)?.value;
  const compared = rows.flatMap(({ month: at, value }) => {
    const then = valueOf(addMonths(at, -12));
    return then === undefined || then === 0 ? [] : [{ at, ratio: value / then }];
  });
  const ratios = compared.map(({ ratio }) => ratio);
  const ranges = compared.flatMap(({ at, ratio }) => {
    const then = compared.find((one) => one.at === addMonths(at, -1));
    return then === undefined ? [] : [Math.abs(ratio - then.ratio)];
  });
  const sum = (values: readonly number[]): number => values.reduce((left, right) => left + right, 0);
  return {
    rows,
    valueOf,
    ratios: () => ratios,
    mean: () => sum(ratios) / ratios.length,
    noise: () =>
      rows.length < 24 || ratios.length < 13 || ranges.length === 0
        ? null
        : (2.66 * sum(ranges)) / ranges.length,
  };
}

describe("a sentence", () => {
  test("that the figures do not bear out is impossible, and each sentence is one that can be checked", () => {
    const reader = new ClaimReader(claims);
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 0, max: 3000 }), (rows, line) => {
        const world = worldOf(rows);
        const last = rows.at(-1)?.month ?? month("2022-01");
        const said = sentences(rows, { line, seasonMonth: Number(last.slice(5)) });
        expect(said.length).toBeGreaterThan(0);
        for (const sentence of said) reader.check(sentence, world);
      }),
      { numRuns: 2000, seed: 5 },
    );
    // Every kind of sentence was said at least once: none was left unchecked.
    expect(reader.seen()).toEqual(reader.all());
  });
});
