/** A group of clinics and the counts that are shown of it, each of them a part of the group. */
export interface CountedGroup {
  name: string;
  /** Clinics by part, for example those that meet a rule and those that do not. */
  parts: readonly number[];
}

/** What may be shown of some groups: those that are large enough, and the others as one. */
export interface MergedGroups<Group extends CountedGroup> {
  shown: Group[];
  /** The groups that are only shown together; empty when all are shown. */
  merged: Group[];
  /** False when even all groups together are too small: then nothing of them may be shown. */
  isSafe: boolean;
}

/** True when no part is a group of 1 to `minimum` - 1 clinics. Nobody is in a group of 0. */
export function isSafe(parts: readonly number[], minimum: number): boolean {
  return parts.every((part) => part === 0 || part >= minimum);
}

/** True when neither a part of a whole nor what it leaves of the whole is a small group. */
export function isSafePart(part: readonly number[], whole: readonly number[], minimum: number): boolean {
  const rest = whole.map((count, place) => count - (part[place] ?? 0));
  return isSafe(part, minimum) && isSafe(rest, minimum);
}

/**
 * Lays groups together that have a part of 1 to `minimum` - 1 clinics, and with them as many of the smallest other groups
 * as it takes until what is laid together is safe too: the total less all groups shown is then a large group again, so
 * that the hidden ones do not follow from it. Laying together instead of hiding keeps every sum true and every cell filled.
 */
export function mergeSmallGroups<Group extends CountedGroup>(
  groups: readonly Group[],
  minimum: number,
): MergedGroups<Group> {
  const merged = new Set(groups.filter(({ parts }) => !isSafe(parts, minimum)));
  const others = groups
    .filter((group) => !merged.has(group) && sizeOf(group) > 0)
    .sort((left, right) => sizeOf(left) - sizeOf(right));
  for (const next of others) {
    if (isSafe(sumOf([...merged]), minimum)) break;
    merged.add(next);
  }
  return {
    shown: groups.filter((group) => !merged.has(group)),
    merged: groups.filter((group) => merged.has(group)),
    isSafe: isSafe(sumOf([...merged]), minimum),
  };
}

/** The parts of several groups added up. */
export function sumOf(groups: readonly CountedGroup[]): number[] {
  const places = Math.max(0, ...groups.map(({ parts }) => parts.length));
  return Array.from({ length: places }, (_, place) =>
    groups.reduce((sum, { parts }) => sum + (parts[place] ?? 0), 0),
  );
}

function sizeOf({ parts }: CountedGroup): number {
  return parts.reduce((sum, part) => sum + part, 0);
}
