import { describe, expect, test } from "vitest";
import { drawsFrom } from "../../testing/draws.js";
import type { GroupCount } from "./groups.js";
import { compareGroups } from "./groups.js";

const settings = {
  levels: { warning: 0.95, alarm: 0.998 },
  falseAlarm: 0.04,
  fewestForSpread: 10,
  winsorised: 0.1,
};

/** Groups of the sizes given, each clinic a hit with its group's probability. */
function drawn(draw: () => number, groups: readonly { whole: number; share: number }[]): GroupCount[] {
  return groups.map(({ whole, share }, place) => ({
    name: `group ${place}`,
    whole,
    part: Array.from({ length: whole }, draw).filter((each) => each < share).length,
  }));
}

function compared(groups: readonly GroupCount[]) {
  const all = {
    part: groups.reduce((sum, { part }) => sum + part, 0),
    whole: groups.reduce((sum, { whole }) => sum + whole, 0),
  };
  return compareGroups(groups, all, settings);
}

/** Sizes as in the country: five regions, seven practice systems, 98 municipalities. */
const kinds = {
  regions: [163, 375, 350, 480, 230],
  systems: [610, 380, 250, 160, 110, 60, 28],
  municipalities: Array.from({ length: 98 }, (_, place) => 3 + ((place * 37) % 29) + (place === 0 ? 180 : 0)),
};

describe("groups that nothing but chance tells apart", () => {
  test.each(Object.entries(kinds))("%s: at most 5 %% of 400 samples name any", (kind, sizes) => {
    const draw = drawsFrom(sizes.length);
    let named = 0;
    for (let sample = 0; sample < 400; sample += 1) {
      const groups = drawn(
        draw,
        sizes.map((whole) => ({ whole, share: 0.8 })),
      );
      if (compared(groups)?.groups.some(({ differs }) => differs !== null) === true) named += 1;
    }
    expect(named / 400, kind).toBeLessThanOrEqual(0.05);
  });
});

describe("groups that differ", () => {
  test("a region that is 8 points lower is named, and no other one, in two of three samples and more", () => {
    const draw = drawsFrom(7);
    let found = 0;
    for (let sample = 0; sample < 200; sample += 1) {
      const groups = drawn(
        draw,
        kinds.regions.map((whole, place) => ({ whole, share: place === 1 ? 0.72 : 0.8 })),
      );
      const differing = compared(groups)?.groups.filter(({ differs }) => differs !== null) ?? [];
      if (differing.some(({ name, differs }) => name === "group 1" && differs === "below")) found += 1;
    }
    expect(found / 200).toBeGreaterThan(0.66);
  });
});
