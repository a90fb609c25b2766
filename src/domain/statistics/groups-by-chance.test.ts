import { describe, expect, test } from "vitest";
import { compareWithAll, drawGroups, groupSizes } from "../../testing/drawn/drawn-groups.js";
import { drawsFrom } from "../../testing/draws.js";

describe("groups that nothing but chance tells apart", () => {
  test.each(Object.entries(groupSizes))("%s: at most 5 %% of 400 samples name any", (kind, sizes) => {
    const draw = drawsFrom(sizes.length);
    let named = 0;
    for (let sample = 0; sample < 400; sample += 1) {
      const groups = drawGroups(
        draw,
        sizes.map((whole) => ({ whole, share: 0.8 })),
      );
      if (compareWithAll(groups)?.groups.some(({ differs }) => differs !== null) === true) named += 1;
    }
    expect(named / 400, kind).toBeLessThanOrEqual(0.05);
  });
});

describe("groups that differ", () => {
  test("a region that is 8 points lower is named, and no other one, in two of three samples and more", () => {
    const draw = drawsFrom(7);
    let found = 0;
    for (let sample = 0; sample < 200; sample += 1) {
      const groups = drawGroups(
        draw,
        groupSizes.regions.map((whole, place) => ({ whole, share: place === 1 ? 0.72 : 0.8 })),
      );
      const differing = compareWithAll(groups)?.groups.filter(({ differs }) => differs !== null) ?? [];
      if (differing.some(({ name, differs }) => name === "group 1" && differs === "below")) found += 1;
    }
    expect(found / 200).toBeGreaterThan(0.66);
  });
});
