import type { Month } from "../../domain/month.js";
import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFindingTexts } from "./texts.js";
import { programFolder } from "../../lib/program.js";
import type { Claim } from "../../testing/claims.js";
import { ClaimReader, monthIn, numberIn } from "../../testing/claims.js";
import { month } from "../../testing/workshop.js";
import type { MonthShare } from "./share-findings.js";
import { shareFinding } from "./share-findings.js";

const { shares } = await readFindingTexts(join(programFolder, "reports"));
const now = month("2025-02");
const before = month("2024-02");
const falseAlarm = 0.05;

function say(rows: readonly MonthShare[], comparableFrom = month("2022-01")): string | undefined {
  return shareFinding(rows, { month: now, comparableFrom, falseAlarm, texts: shares.active })?.replaceAll(
    "\u00a0",
    " ",
  );
}

describe("a share", () => {
  test("is held against the same month of the year before, as both are read", () => {
    const ofBefore = { month: before, part: 901, whole: 1000 };
    expect(say([ofBefore, { month: now, part: 860, whole: 1000 }])).toBe(
      "86,0 % af klinikkerne var aktive i februar 2025, ned fra 90,1 % i februar 2024",
    );
    expect(say([ofBefore, { month: now, part: 950, whole: 1000 }])).toBe(
      "95,0 % af klinikkerne var aktive i februar 2025, op fra 90,1 % i februar 2024",
    );
    // 9.008 of 9.998 is 90,098 %: who reads it reads 90,1 % twice.
    expect(say([ofBefore, { month: now, part: 9008, whole: 9998 }])).toBe(
      "90,1 % af klinikkerne var aktive i februar 2025, det samme som i februar 2024",
    );
  });

  test("is told alone without a year before, and where the year before was held against another rule", () => {
    const rows = [
      { month: before, part: 90, whole: 100 },
      { month: now, part: 80, whole: 100 },
    ];
    const alone = "80,0 % af klinikkerne var aktive i februar 2025: 80 af 100";
    expect(say(rows.slice(1))).toBe(alone);
    expect(say(rows, month("2024-03"))).toBe(alone);
    expect(say(rows, before)).not.toBe(alone);
  });

  test("of fewer than 20 is told as numbers, beside those of the year before and without a word on change", () => {
    const few = { month: now, part: 8, whole: 19 };
    expect(say([few])).toBe("8 af 19 klinikker var aktive i februar 2025");
    expect(say([{ month: before, part: 18, whole: 19 }, few])).toBe(
      "8 af 19 klinikker var aktive i februar 2025, mod 18 af 19 i februar 2024",
    );
    expect(say([{ ...few, part: 8, whole: 20 }])).toBe(
      "40,0 % af klinikkerne var aktive i februar 2025: 8 af 20",
    );
  });

  test("that chance may have changed is told as unchanged, unless those that changed sides say otherwise", () => {
    const rows = [
      { month: before, part: 1252, whole: 1595 },
      { month: now, part: 1278, whole: 1598 },
    ];
    const asked = { month: now, comparableFrom: null, falseAlarm, texts: shares.ok22 };
    const unsure =
      /^80,0 % af klinikkerne opfylder OK22-kravet; fra februar 2024 \(78,5 %\) er der ingen sikker ændring$/u;
    expect(shareFinding(rows, asked)?.replaceAll("\u00a0", " ")).toMatch(unsure);
    const sure = { ...asked, crossings: [{ since: before, gained: 40, lost: 10 }] };
    expect(shareFinding(rows, sure)).toMatch(/op fra 78,5/);
    const other = { ...asked, crossings: [{ since: month("2025-01"), gained: 40, lost: 10 }] };
    expect(shareFinding(rows, other)?.replaceAll("\u00a0", " ")).toMatch(unsure);
  });

  test("of nothing is not told", () => {
    expect(say([{ month: now, part: 0, whole: 0 }])).toBeUndefined();
    expect(say([])).toBeUndefined();
  });
});

type World = readonly MonthShare[];

/** The share of a month in percent, and whether words tell it to the tenth. */
function isRead(rows: World, at: string | undefined, words: string | undefined): boolean {
  const row = rows.find((one) => one.month === monthIn(at));
  return row !== undefined && Math.abs((100 * row.part) / row.whole - numberIn(words)) <= 0.0500001;
}

/** How many standard errors the two shares lie apart, by the usual approximation, which the program does not use. */
function deviations(rows: World): number {
  const [one, other] = [now, before].map((at) => rows.find((row) => row.month === at)!);
  const pooled = (one!.part + other!.part) / (one!.whole + other!.whole);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one!.whole + 1 / other!.whole));
  const isRough = [one!.whole, other!.whole].some((whole) => whole * Math.min(pooled, 1 - pooled) < 5);
  // of few the approximation tells nothing: both sentences about them are let pass
  if (isRough || error === 0) return 2;
  return Math.abs(one!.part / one!.whole - other!.part / other!.whole) / error;
}

const begin = String.raw`^(?<share>[\d,]+) % af klinikkerne (var aktive|opfylder OK22-kravet)`;

const claims: Claim<World>[] = [
  [
    /^(?<part>\d+) af (?<whole>\d+) (?:(?<= af 1 )klinik|(?<! af 1 )klinikker) (?:(?:(?<=^1 af .*)var aktiv|(?<!^1 af .*)var aktive)|opfylder OK22-kravet) i februar 2025(, mod (?<partBefore>\d[\d.]*) af (?<wholeBefore>[\d.]+) i februar 2024)?$/u,
    ({ part, whole, partBefore, wholeBefore }, rows) => {
      const of = (at: Month): World[number] | undefined => rows.find((row) => row.month === at);
      const isNow = of(now)?.part === numberIn(part) && of(now)?.whole === numberIn(whole);
      const isBefore =
        partBefore === undefined ||
        (of(before)?.part === numberIn(partBefore) && of(before)?.whole === numberIn(wholeBefore));
      return isNow && isBefore && numberIn(whole) < 20;
    },
  ],
  [
    new RegExp(String.raw`${begin}( i (?<active>\p{L}+ \d{4}))?: (?<part>[\d.]+) af (?<whole>[\d.]+)`, "u"),
    ({ share, part, whole }, rows) => {
      const row = rows.find((one) => one.month === now);
      const isRow = row?.part === numberIn(part) && row.whole === numberIn(whole);
      return isRow && isRead(rows, "februar 2025", share);
    },
  ],
  [
    new RegExp(
      String.raw`${begin}( i februar 2025)?, (?<side>op|ned) fra (?<then>[\d,]+) % i (?<before>\p{L}+ \d{4})$`,
      "u",
    ),
    ({ share, side, then, before: at }, rows) =>
      monthIn(at) === before &&
      isRead(rows, at, then) &&
      isRead(rows, "februar 2025", share) &&
      (side === "op" ? numberIn(share) > numberIn(then) : numberIn(share) < numberIn(then)) &&
      deviations(rows) > 1.7,
  ],
  [
    new RegExp(
      String.raw`${begin}( i februar 2025)?; fra (?<before>\p{L}+ \d{4}) \((?<then>[\d,]+) %\) er der ingen sikker ændring$`,
      "u",
    ),
    ({ share, then, before: at }, rows) =>
      monthIn(at) === before &&
      isRead(rows, at, then) &&
      isRead(rows, "februar 2025", share) &&
      share !== then &&
      deviations(rows) < 2.6,
  ],
  [
    new RegExp(String.raw`${begin}( i februar 2025)?, det samme som i (?<before>\p{L}+ \d{4})$`, "u"),
    ({ share, before: at }, rows) =>
      monthIn(at) === before && isRead(rows, at, share) && isRead(rows, "februar 2025", share),
  ],
];

test("a sentence about a share that the figures do not bear out is impossible", () => {
  const reader = new ClaimReader(claims);
  const row = fc
    .record({
      whole: fc.oneof(fc.integer({ min: 0, max: 1700 }), fc.nat(30)),
      failing: fc.integer({ min: 0, max: 200 }),
    })
    .map(({ whole, failing }) => ({ part: Math.max(0, whole - failing), whole }));
  const anyRows = fc.record({
    [now]: fc.option(row),
    [before]: fc.option(row),
    "2025-01": fc.option(row),
    "2023-02": fc.option(row),
  });
  fc.assert(
    fc.property(anyRows, fc.constantFrom(null, before, month("2024-06")), (byMonth, comparableFrom) => {
      const rows = Object.entries(byMonth).flatMap(([at, one]) =>
        one === null ? [] : [{ month: month(at), ...one }],
      );
      for (const texts of [shares.active, shares.ok22]) {
        const sentence = shareFinding(rows, { month: now, comparableFrom, falseAlarm, texts });
        const ofNow = rows.find((one) => one.month === now);
        if (sentence === null) expect(ofNow?.whole ?? 0).toBe(0);
        else reader.check(sentence, rows);
        if (comparableFrom === month("2024-06")) expect(sentence ?? "").not.toMatch(/ fra | det samme /);
      }
    }),
    { numRuns: 1000, seed: 5 },
  );
  expect(reader.seen()).toEqual(reader.all());
});
