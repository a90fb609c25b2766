import type { GroupCount } from "../../domain/statistics/groups.js";
import { compareGroups } from "../../domain/statistics/groups.js";

/** Limits as the shipped `comparisons.yaml` has them. */
export const groupSettings = {
  levels: { warning: 0.95, alarm: 0.998 },
  falseAlarm: 0.04,
  fewestForSpread: 10,
  winsorised: 0.1,
};

/** Groups of the sizes given, each clinic a hit with its group's probability. */
export function drawGroups(
  draw: () => number,
  groups: readonly { whole: number; share: number }[],
): GroupCount[] {
  return groups.map(({ whole, share }, place) => ({
    name: `group ${place}`,
    whole,
    part: Array.from({ length: whole }, draw).filter((each) => each < share).length,
  }));
}

/** Groups held against all of them together. */
export function compareWithAll(groups: readonly GroupCount[]) {
  const all = {
    part: groups.reduce((sum, { part }) => sum + part, 0),
    whole: groups.reduce((sum, { whole }) => sum + whole, 0),
  };
  return compareGroups(groups, all, groupSettings);
}

/** Sizes as in the country: five regions, seven practice systems, 98 municipalities. */
export const groupSizes = {
  regions: [163, 375, 350, 480, 230],
  systems: [610, 380, 250, 160, 110, 60, 28],
  municipalities: Array.from({ length: 98 }, (_, place) => 3 + ((place * 37) % 29) + (place === 0 ? 180 : 0)),
};
