import type { Timeline } from "./timeline.js";

/** Clinics that belong together: of a region, a practice system, a kind, or a stretch of numbers. */
export interface ClinicGroup {
  dimension: "region" | "system" | "kind" | "numbers";
  /** The region's id, the system's or kind's name, or the first and last number. */
  name: string;
  /** 1 for each number of the timeline that belongs to it. */
  members: Uint8Array;
  /** Their places, in order. */
  places: Int32Array;
  size: number;
}

const made = new WeakMap<Timeline, ClinicGroup[]>();

/**
 * The groups of a timeline's numbers, by the newest register: one register for all months, so that clinics that change
 * their system, or regions that merge, are no change of a group. Groups with fewer clinics than `least` are left out.
 */
export function groupsOf(timeline: Timeline, least: number): ClinicGroup[] {
  const groups = made.get(timeline) ?? [...byRegister(timeline, least), ...byNumbers(timeline, least)];
  made.set(timeline, groups);
  return groups;
}

function byRegister({ clinics, numbers }: Timeline, least: number): ClinicGroup[] {
  return (["region", "system", "kind"] as const).flatMap((dimension) => {
    const groups = new Map<string, number[]>();
    clinics.forEach((clinic, place) => {
      const name = clinic?.[dimension] ?? null;
      if (name === null) return;
      const places = groups.get(name) ?? [];
      places.push(place);
      groups.set(name, places);
    });
    const large = [...groups]
      .filter(([, places]) => places.length >= least)
      .map(([name, places]) => groupOf({ dimension, name }, places, numbers.length));
    // One group of all clinics says nothing beside the total.
    return large.length < 2 && groups.size < 2 ? [] : large;
  });
}

/** Stretches of numbers, about as many in each: a range that was cut off empties some of them. */
const stretches = 8;

function byNumbers({ numbers }: Timeline, least: number): ClinicGroup[] {
  const size = Math.max(least, Math.ceil(numbers.length / stretches));
  const count = Math.floor(numbers.length / size);
  if (count < 2) return [];
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * size, index === count - 1 ? numbers.length : (index + 1) * size];
    const places = Array.from({ length: to - from }, (_, place) => from + place);
    const name = `${numbers[from] ?? ""}-${numbers[to - 1] ?? ""}`;
    return groupOf({ dimension: "numbers", name }, places, numbers.length);
  });
}

function groupOf(
  named: Pick<ClinicGroup, "dimension" | "name">,
  places: readonly number[],
  numbers: number,
): ClinicGroup {
  const members = new Uint8Array(numbers);
  for (const place of places) members[place] = 1;
  return { ...named, members, places: Int32Array.from(places), size: places.length };
}
