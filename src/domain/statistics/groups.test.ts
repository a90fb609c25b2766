import { describe, expect, test } from "vitest";
import { compareWithAll, drawGroups, groupSettings, groupSizes } from "../../testing/drawn/drawn-groups.js";
import { drawsFrom } from "../../testing/draws.js";
import { binomialShareLimit } from "./binomial.js";
import { compareGroups } from "./groups.js";

describe("groups that differ", () => {
  test("with shares of exactly 8 points apart the region is named", () => {
    const groups = groupSizes.regions.map((whole, place) => ({
      name: `group ${place}`,
      whole,
      part: Math.round(whole * (place === 3 ? 0.72 : 0.8)),
    }));
    expect(compareWithAll(groups)?.groups.map(({ differs }) => differs)).toEqual([
      null,
      null,
      null,
      "below",
      null,
    ]);
  });
});

describe("limits", () => {
  test("are the exact ones around the whole's share where groups do not spread more than chance lets them", () => {
    const groups = groupSizes.regions.map((whole, place) => ({
      name: String(place),
      whole,
      part: whole * 0.8,
    }));
    const found = compareWithAll(groups)!;
    expect(found.spread).toBeNull();
    for (const group of found.groups) {
      expect(group.limits.warning[0]).toBe(binomialShareLimit(group.whole, found.share, (1 - 0.95) / 2));
      expect(group.limits.alarm[1]).toBe(binomialShareLimit(group.whole, found.share, (1 + 0.998) / 2));
    }
  });

  test("are widened where all groups spread, and a group among them is not named for it", () => {
    const draw = drawsFrom(11);
    const groups = drawGroups(
      draw,
      Array.from({ length: 60 }, (_, place) => ({
        whole: 200,
        share: 0.6 + (0.3 * ((place * 7) % 60)) / 60,
      })),
    );
    const found = compareWithAll(groups)!;
    expect(found.spread).toBeGreaterThan(3);
    expect(found.groups.filter(({ differs }) => differs !== null)).toEqual([]);
    const [group] = found.groups;
    const exact = binomialShareLimit(200, found.share, 0.025);
    expect(found.share - group!.limits.warning[0]).toBeCloseTo(
      (found.share - exact) * Math.sqrt(found.spread!),
      12,
    );
  });

  test("five groups are too few to tell a spread: the one that differs does not widen its own limits", () => {
    const groups = groupSizes.regions.map((whole, place) => ({
      name: String(place),
      whole,
      part: Math.round(whole * (place === 0 ? 0.4 : 0.8)),
    }));
    expect(compareWithAll(groups)?.spread).toBeNull();
    expect(compareWithAll(groups)?.groups[0]?.differs).toBe("below");
  });

  test("nobody is held against nothing; groups of nobody are left out; all or none stays within 0 and 1", () => {
    expect(compareGroups([], { part: 0, whole: 0 }, groupSettings)).toBeNull();
    const groups = [
      { name: "a", part: 5, whole: 5 },
      { name: "b", part: 0, whole: 0 },
    ];
    const found = compareWithAll(groups)!;
    expect(found.groups.map(({ name, differs }) => [name, differs])).toEqual([["a", null]]);
    expect(found.groups[0]?.limits).toEqual({ warning: [1, 1], alarm: [1, 1] });
  });

  test("are widened by the spread of ten groups, the furthest at each end taken for the next one", () => {
    // Of 100 each round 50 %, five hits are one deviation: -6, -2, -1, -1, 0, 0, 0, 0, 2 and 3. With the first as -2 and the
    // last as 2 their squares sum to 18, more than the 16.92 that chi-square with 9 degrees of freedom lets pass.
    const parts = [50, 45, 20, 60, 50, 65, 40, 50, 45, 50];
    const groups = parts.map((part, place) => ({ name: String(place), part, whole: 100 }));
    const found = compareGroups(groups, { part: 500, whole: 1000 }, groupSettings)!;
    expect(found.spread).toBeCloseTo(1.8, 12);
    expect(found.groups.map(({ share }) => share)).toEqual(parts.map((part) => part / 100));
    // 65 of 100 lie 3 deviations off, which chance does once in 400 times, and 3 / 1.34 in a spread like this.
    expect(found.groups.map(({ differs }) => differs)).toEqual([
      null,
      null,
      "below",
      ...Array<null>(7).fill(null),
    ]);
    const nine = compareGroups(groups.slice(0, 9), { part: 500, whole: 1000 }, groupSettings)!;
    expect(nine.spread).toBeNull();
    const higher = groups.map((group) => (group.part === 20 ? { ...group, part: 80 } : group));
    expect(compareGroups(higher, { part: 500, whole: 1000 }, groupSettings)?.groups[2]?.differs).toBe(
      "above",
    );
  });
});
