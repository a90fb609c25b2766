import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFindingTexts } from "./texts.js";
import type { MonthPlans } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import { programFolder } from "../../lib/program.js";
import type { Claim } from "../../testing/claims.js";
import { ClaimReader, numberIn } from "../../testing/claims.js";
import { month } from "../../testing/workshop.js";
import { windowFinding, windowParts } from "./window-findings.js";

const { window: texts } = await readFindingTexts(join(programFolder, "reports"));
const last = month("2025-02");
const asked = { month: last, subject: "planer", falseAlarm: 0.05, texts };

/** Rows of the months before and with the last one, the latest last. */
function rows(totals: readonly number[]): MonthPlans[] {
  return totals.map((total, index) => {
    const fresh = Math.floor(total / 3);
    return {
      month: addMonths(last, index - totals.length + 1),
      new: fresh,
      maintained: total - fresh,
      total,
    };
  });
}

const year = (total: number): number[] => Array.from({ length: 12 }, () => total);

const plain = (sentence: string | null): string | undefined => sentence?.replaceAll("\u00a0", " ");

describe("what 12 months come to", () => {
  test("is held against the 12 months before", () => {
    expect(plain(windowFinding(rows([...year(100), ...year(110)]), asked))).toBe(
      "1.320 planer på 12 måneder: 10,0 % flere end i de 12 måneder før",
    );
    expect(plain(windowFinding(rows([...year(100), ...year(95)]), asked))).toBe(
      "1.140 planer på 12 måneder: 5,0 % færre end i de 12 måneder før",
    );
  });

  test("that rise and fall by turns is a usual change, and of few plans a number", () => {
    const byTurns = [130, 80, 120, 85, 125, 95, 110, 90, 105, 88, 112, 91];
    expect(plain(windowFinding(rows([...year(100), ...byTurns]), asked))).toBe(
      "1.231 planer på 12 måneder: 2,6 % flere end året før, inden for det normale",
    );
    const few = [1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0];
    expect(plain(windowFinding(rows([...few, ...year(1)]), asked))).toBe(
      "12 planer på 12 måneder: 8 flere end i de 12 måneder før",
    );
  });

  test("is told alone where the 12 months before are not known whole", () => {
    expect(windowFinding(rows([...year(100).slice(1), ...year(110)]), asked)).toBe(
      "1.320 planer på 12 måneder",
    );
    expect(windowFinding(rows(year(110).slice(1)), asked)).toBe(
      "1.210 planer (11 af de seneste 12 måneder er kendt)",
    );
    expect(windowFinding([], asked)).toBeNull();
  });
});

interface World {
  rows: readonly MonthPlans[];
}

/** The months before and with the last, `from` to `to` months back, as far as they are known. */
function monthsBack({ rows: known }: World, from: number, to: number): MonthPlans[] {
  const wanted: Month[] = [];
  for (let back = from; back <= to; back += 1) wanted.push(addMonths(last, -back));
  return known.filter((row) => wanted.includes(row.month));
}

const sum = (list: readonly MonthPlans[], part: "new" | "maintained" | "total" = "total"): number =>
  list.reduce((all, row) => all + row[part], 0);

const isWhole = (world: World): boolean => monthsBack(world, 0, 11).length === 12;

const claims: Claim<World>[] = [
  [
    /^(?<value>[\d.]+) planer på 12 måneder$/,
    ({ value }, world) => isWhole(world) && sum(monthsBack(world, 0, 11)) === numberIn(value),
  ],
  [
    /^(?<value>[\d.]+) planer på 12 måneder: (?<change>[\d.,]+)(?<percent> %)? (?<side>flere|færre) end (i de 12 måneder før|året før(?<usual>, inden for det normale))$/,
    ({ value, change, percent, side, usual }, world) => {
      const [now, before] = [sum(monthsBack(world, 0, 11)), sum(monthsBack(world, 12, 23))];
      const isCompared = isWhole(world) && monthsBack(world, 12, 23).length === 12;
      const isRightSide = side === "flere" ? now > before : now < before;
      const isRightSize =
        percent === undefined
          ? Math.abs(now - before) === numberIn(change)
          : Math.abs(Math.abs(now / before - 1) * 100 - numberIn(change)) <= 0.0500001;
      // Of 12 months that all go one way nobody says that it is usual, and of six that go the other way nobody says that it is not.
      const [latest, earlier] = [monthsBack(world, 0, 11), monthsBack(world, 12, 23)];
      const asTold = latest.filter((row, place) => {
        const then = earlier[place]!.total;
        return side === "flere" ? row.total > then : row.total < then;
      }).length;
      const isSure = usual === undefined ? asTold > 5 : asTold < 12;
      return (
        isCompared && isRightSide && isRightSize && isSure && now === numberIn(value) && numberIn(change) > 0
      );
    },
  ],
  [
    /^(?<value>[\d.]+) planer på 12 måneder: (?<nearly>næsten )?lige så mange som i de 12 måneder før$/,
    ({ value, nearly }, world) => {
      const [now, before] = [sum(monthsBack(world, 0, 11)), sum(monthsBack(world, 12, 23))];
      const isCompared = isWhole(world) && monthsBack(world, 12, 23).length === 12;
      const isRight = nearly === undefined ? now === before : Math.abs(now / before - 1) <= 0.00050001;
      return isCompared && isRight && now === numberIn(value);
    },
  ],
  [
    /^(?<value>[\d.]+) planer \((?<known>\d+) af de seneste 12 måneder er kendt\)$/,
    ({ value, known }, world) =>
      monthsBack(world, 0, 11).length === Number(known) &&
      !isWhole(world) &&
      sum(monthsBack(world, 0, 11)) === numberIn(value),
  ],
  [
    /^(?<fresh>[\d.]+) (?:(?<=^1 )ny|(?<!^1 )nye) og (?<old>[\d.]+) (?:(?<= og 1 )vedligeholdt plan|(?<! og 1 )vedligeholdte planer)( på 12 måneder)?, i alt (?<value>[\d.]+)( \(kendte måneder: (?<known>\d+)\))?$/,
    ({ fresh, old, known, value }, world) => {
      const list = monthsBack(world, 0, 11);
      return (
        list.length === (known === undefined ? 12 : Number(known)) &&
        sum(list, "new") === numberIn(fresh) &&
        sum(list, "maintained") === numberIn(old) &&
        numberIn(fresh) + numberIn(old) === numberIn(value)
      );
    },
  ],
];

/** Up to 30 months of a random level, growth and noise, some of them missing. */
const anyRows = fc
  .record({
    months: fc.integer({ min: 0, max: 30 }),
    level: fc.integer({ min: 0, max: 9000 }),
    growth: fc.constantFrom(1, 1, 1.0002, 0.8, 1.3),
    noise: fc.array(fc.constantFrom(0, 0, 0, 1, -1), { minLength: 30, maxLength: 30 }),
    holes: fc.array(fc.nat(29), { maxLength: 2 }),
  })
  .map(({ months, level, growth, noise, holes }) =>
    rows(
      noise
        .slice(0, months)
        .map((one, index) => Math.max(0, Math.round(level * growth ** (index >= months - 12 ? 1 : 0)) + one)),
    ).filter((_, index) => !holes.includes(index)),
  );

test("a sentence about 12 months that the figures do not bear out is impossible", () => {
  const reader = new ClaimReader(claims);
  fc.assert(
    fc.property(anyRows, (known) => {
      const said = [windowFinding(known, asked), windowParts(known, asked)];
      for (const sentence of said) {
        if (sentence === null) expect(monthsBack({ rows: known }, 0, 11)).toEqual([]);
        else reader.check(sentence, { rows: known });
      }
    }),
    { numRuns: 1000, seed: 5 },
  );
  expect(reader.seen()).toEqual(reader.all());
});
