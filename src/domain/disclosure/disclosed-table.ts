import type { CountedGroup } from "./small-counts.js";
import { isSafeChange, isSafeWhole, mergeSmallGroups, partSums, sizeOf } from "./small-counts.js";

/** A group of a table; `within` is the larger group that it is a part of and that is shown too, such as its region. */
export interface TableGroup extends CountedGroup {
  within: string;
}

/** How the groups of a table are shown: each block is one row, of one group or of several that are laid together. */
export interface ShownTable {
  /** Every group of the table by its name, also those that are shown only together. */
  groups: ReadonlyMap<string, TableGroup>;
  /** Names of groups, row by row. */
  blocks: readonly (readonly string[])[];
}

/** What may be shown of a table. */
export interface TableLimits {
  /** No group of 1 to `minimum` - 1 clinics is shown or follows from what is. */
  minimum: number;
  /**
   * A group of at least so many clinics is shown although it moved by 1 to `minimum` - 1 since it was shown before; null:
   * no group is.
   */
  acceptsChangeFrom: number | null;
  /** The same of rows of several groups, which follow from the larger group and its other rows. */
  acceptsRestChangeFrom: number | null;
}

/**
 * Decides which groups of a table stand alone and which are laid together within what they are a part of, so that no small
 * group is shown, follows from the larger group less the rows shown, or follows from what the table showed `before`.
 * `together`: groups that must not stand alone whatever they are. Where even everything together is too small, the larger
 * group is the one row: it decides whether that is shown; see {@link unsafeWholes}.
 */
export function discloseTable(
  groups: readonly TableGroup[],
  before: readonly ShownTable[],
  limits: TableLimits,
  together: (group: TableGroup) => boolean = () => false,
): ShownTable {
  const byName = new Map(groups.map((group) => [group.name, group]));
  const folded = new Set<string>(groups.filter(together).map(({ name }) => name));
  for (;;) {
    const table = { groups: byName, blocks: layTogether(groups, folded, limits.minimum) };
    const giveaways = before.flatMap((earlier) => giveawaysOf(table, earlier, limits));
    const fresh = giveaways.filter((name) => !folded.has(name));
    if (fresh.length === 0) return table;
    for (const name of fresh) folded.add(name);
  }
}

/** The larger groups of which all groups are laid together and would follow from what the larger one tells. */
export function unsafeWholes({ groups, blocks }: ShownTable, minimum: number): string[] {
  // Nobody is in a group without clinics
  const some = [...groups.values()].filter(({ parts }) => sizeOf(parts) > 0);
  return blocks.flatMap((row) => {
    const own = some.filter(({ name }) => row.includes(name));
    const within = own[0]?.within;
    const isWhole = own.length === some.filter((group) => group.within === within).length;
    return within !== undefined && isWhole && !isSafeWhole(own, minimum) ? [within] : [];
  });
}

/**
 * The larger groups that say in one row that they moved by too little since they were shown `before`, and have no other row
 * that could be laid together with it: only a larger group that does not stand alone itself keeps it from being told.
 */
export function movedWholes(table: ShownTable, before: readonly ShownTable[], limits: TableLimits): string[] {
  const withinOf = (name: string): string[] => {
    const group = table.groups.get(name);
    return group === undefined || sizeOf(group.parts) === 0 ? [] : [group.within];
  };
  return before.flatMap((earlier) =>
    comparables(table, earlier)
      .filter((comparable) => !mayChange(comparable, { table, before: earlier, limits }))
      .flatMap(({ names }) => [...names].flatMap(withinOf)),
  );
}

/** The table with other names of its groups; groups that get one name become one, as where two regions became one. */
export function renameGroups({ groups, blocks }: ShownTable, nameOf: (name: string) => string): ShownTable {
  const renamed = new Map<string, TableGroup>();
  for (const group of groups.values()) {
    const name = nameOf(group.name);
    const known = renamed.get(name);
    const parts = known === undefined ? group.parts : partSums([known, group]);
    renamed.set(name, { ...group, name, parts });
  }
  return { groups: renamed, blocks: blocks.map((row) => [...new Set(row.map(nameOf))]) };
}

function layTogether(
  groups: readonly TableGroup[],
  folded: ReadonlySet<string>,
  minimum: number,
): string[][] {
  return [...new Set(groups.map(({ within }) => within))].flatMap((larger) => {
    const own = groups.filter(({ within }) => within === larger);
    const { shown, merged } = mergeSmallGroups(own, minimum, folded);
    const rest = merged.map(({ name }) => name);
    return [...shown.map(({ name }) => [name]), ...(rest.length === 0 ? [] : [rest])];
  });
}

/** A set of groups that two tables both tell the size of, and the rows of the newer one that it is made of. */
interface Comparable {
  names: Set<string>;
  rows: (readonly string[])[];
}

/**
 * The groups that must not stand alone because of what was shown before: those that moved by too little, or, where the rest
 * of a larger group did, the smallest one that stands beside that rest.
 */
function giveawaysOf(table: ShownTable, before: ShownTable, limits: TableLimits): string[] {
  const alone = table.blocks.flatMap(([name, ...others]) =>
    name !== undefined && others.length === 0 && sizeOf(partsOf(table, name)) > 0 ? [name] : [],
  );
  return comparables(table, before).flatMap((comparable) => {
    if (mayChange(comparable, { table, before, limits })) return [];
    const own = alone.filter((name) => comparable.names.has(name));
    if (own.length > 0) return own;
    const larger = new Set([...comparable.names].flatMap((name) => table.groups.get(name)?.within ?? []));
    const beside = alone
      .filter((name) => larger.has(table.groups.get(name)?.within ?? ""))
      .sort((left, right) => sizeOf(partsOf(table, left)) - sizeOf(partsOf(table, right)));
    return beside.slice(0, 1);
  });
}

function mayChange(
  { names, rows }: Comparable,
  { table, before, limits }: { table: ShownTable; before: ShownTable; limits: TableLimits },
): boolean {
  const now = sumOver(table, names);
  const then = sumOver(before, names);
  if (isSafeChange(now, then, limits.minimum)) return true;
  const isOneGroup = names.size === 1 && rows.length <= 1;
  const from = isOneGroup ? limits.acceptsChangeFrom : limits.acceptsRestChangeFrom;
  return from !== null && Math.min(sizeOf(now), sizeOf(then)) >= from;
}

/** The smallest sets of groups that are whole rows in both tables: their sizes can be compared, no smaller one's can. */
function comparables(table: ShownTable, before: ShownTable): Comparable[] {
  const setOf = new Map<string, Comparable>();
  const join = (row: readonly string[], isNow: boolean): void => {
    const joined: Comparable = { names: new Set(row), rows: isNow ? [row] : [] };
    for (const known of new Set(row.flatMap((name) => setOf.get(name) ?? []))) {
      for (const name of known.names) joined.names.add(name);
      joined.rows.push(...known.rows);
    }
    for (const name of joined.names) setOf.set(name, joined);
  };
  for (const row of table.blocks) join(row, true);
  for (const row of before.blocks) join(row, false);
  return [...new Set(setOf.values())];
}

function sumOver(table: ShownTable, names: ReadonlySet<string>): number[] {
  const sums: number[] = [];
  for (const name of names)
    partsOf(table, name).forEach((part, place) => (sums[place] = (sums[place] ?? 0) + part));
  return sums.length === 0 ? [0, 0] : sums;
}

function partsOf({ groups }: ShownTable, name: string): readonly number[] {
  return groups.get(name)?.parts ?? [];
}
