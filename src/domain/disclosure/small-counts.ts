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

/**
 * True when a group may be shown that was shown before with other counts: its parts and their sum are what they were, or
 * differ by `minimum` clinics or more. Who knows which clinic left a group reads its outcome from a smaller difference.
 */
export function isSafeChange(now: readonly number[], before: readonly number[], minimum: number): boolean {
  const changes = now.map((count, place) => Math.abs(count - (before[place] ?? 0)));
  return isSafe([...changes, Math.abs(sizeOf(now) - sizeOf(before))], minimum);
}

/**
 * True when groups that are laid together may be shown as one. One group alone is not together with any; a part without
 * clinics says the same of each of its groups; and where each may have 1 to `minimum` - 1, as many as groups means 1 in
 * each, and the most that they can have means the most in each.
 */
export function isSafeTogether(groups: readonly CountedGroup[], minimum: number): boolean {
  if (groups.length === 0) return true;
  const extremes = [groups.length, groups.length * (minimum - 1)];
  return groups.length > 1 && partSums(groups).every((part) => part >= minimum && !extremes.includes(part));
}

/**
 * True when all groups of a larger one, laid together, say no more than that they are together: none of what the larger
 * group tells is as many clinics as it has groups, or the most that small groups can have, which would mean 1 or the most
 * in each if each is small.
 */
export function isSafeWhole(groups: readonly CountedGroup[], minimum: number): boolean {
  const extremes = [groups.length, groups.length * (minimum - 1)];
  return groups.length < 2 || partSums(groups).every((part) => !extremes.includes(part));
}

/**
 * Lays groups together that have a part of 1 to `minimum` - 1 clinics or are `folded` for another reason, and with them as
 * many of the smallest other groups as it takes until what is laid together is safe too: the total less all groups shown
 * is then a large group again, so that the hidden ones do not follow from it. Laying together instead of hiding keeps
 * every sum true and every cell filled.
 */
export function mergeSmallGroups<Group extends CountedGroup>(
  groups: readonly Group[],
  minimum: number,
  folded: ReadonlySet<string> = new Set(),
): MergedGroups<Group> {
  const merged = new Set(groups.filter(({ name, parts }) => folded.has(name) || !isSafe(parts, minimum)));
  const others = groups
    .filter((group) => !merged.has(group) && sizeOf(group.parts) > 0)
    .sort((left, right) => sizeOf(left.parts) - sizeOf(right.parts));
  for (const next of others) {
    if (isSafeTogether([...merged], minimum)) break;
    merged.add(next);
  }
  return {
    shown: groups.filter((group) => !merged.has(group)),
    merged: groups.filter((group) => merged.has(group)),
    isSafe: isSafe(partSums([...merged]), minimum),
  };
}

/**
 * Numbers of clinics by group, with those of 1 to `smallest` - 1 clinics hidden (null). Where only one is hidden, the
 * next smallest is too: a total would give the first one away.
 */
export function hideSmall(counts: readonly number[], smallest: number): (number | null)[] {
  const isSmall = (count: number): boolean => count > 0 && count < smallest;
  const hidden = new Set(counts.flatMap((count, index) => (isSmall(count) ? [index] : [])));
  if (hidden.size === 1) {
    const [next] = counts
      .map((count, index) => ({ count, index }))
      .filter(({ count, index }) => count > 0 && !hidden.has(index))
      .sort((left, right) => left.count - right.count);
    if (next !== undefined) hidden.add(next.index);
  }
  return counts.map((count, index) => (hidden.has(index) ? null : count));
}

/** The parts of several groups added up. */
export function partSums(groups: readonly CountedGroup[]): number[] {
  const places = Math.max(0, ...groups.map(({ parts }) => parts.length));
  return Array.from({ length: places }, (_, place) =>
    groups.reduce((sum, { parts }) => sum + (parts[place] ?? 0), 0),
  );
}

/** All clinics of a group, of whatever part. */
export function sizeOf(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}
