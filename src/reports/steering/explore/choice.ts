import type { ExploreData, ExploreGroup, ExploreGrouping, GroupingId, MeasureId } from "./data.js";
import { groupingIds, measureIds } from "./data.js";
import { fill } from "./fill.js";

/** What a reader chose to see. */
export interface Choice {
  measure: MeasureId;
  /** Null: all plan types together. */
  type: string | null;
  grouping: GroupingId;
  /** The region whose municipalities are shown; null: all of them. */
  within: string | null;
  /** The group that is opened; null: none. */
  group: string | null;
}

/** A choice that the page can show, and what is said where it is not what was asked for. */
export interface ReadChoice {
  choice: Choice;
  notices: string[];
}

/** Longer words of a link are cut where they are told back. */
const longestWord = 40;

/** What is shown of what the part of an address behind # asks for: its own kind of words, or the name of a section. */
export function readChoice(hash: string, data: ExploreData): ReadChoice {
  const asked = new URLSearchParams(hash.includes("=") ? hash.replace(/^#/, "") : "");
  const notices: string[] = [];
  const grouping = groupingOf(asked.get("by"), data, notices);
  const measure = measureOf(asked.get("measure"), grouping, { data, notices });
  const within = withinOf(asked.get("in"), grouping, { data, notices });
  const choice: Choice = {
    measure,
    type: typeOf(asked.get("type"), { measure, grouping }, { data, notices }),
    grouping: grouping.id,
    within,
    group: null,
  };
  const group = asked.get("group");
  if (group === null || group === "") return { choice, notices };
  if (chosenGroups(choice, data).some(({ name }) => name === group))
    return { choice: { ...choice, group }, notices };
  notices.push(fill(data.texts.notices.unknownGroup, { word: shortened(group) }));
  return { choice, notices };
}

/** The choice as the part of an address behind #. */
export function hashOf({ measure, type, grouping, within, group }: Choice): string {
  const words = new URLSearchParams({ measure, by: grouping });
  if (type !== null) words.set("type", type);
  if (within !== null) words.set("in", within);
  if (group !== null) words.set("group", group);
  return `#${words.toString()}`;
}

/** The groups of a choice that its measure is told of, in order. */
export function chosenGroups({ grouping, within, measure, type }: Choice, data: ExploreData): ExploreGroup[] {
  const groups = data.groupings.find(({ id }) => id === grouping)?.groups ?? [];
  const place = typePlace(type, data);
  return groups.filter(
    (group) => (within === null || group.within === within) && isTold(group, measure, place),
  );
}

/** The place of a plan type among a group's plans; 0: all of them together. */
export function typePlace(type: string | null, { types }: ExploreData): number {
  return type === null ? 0 : types.indexOf(type) + 1;
}

/** The regions whose municipalities are told, in the order of the groups. */
export function regionsWithin({ groupings }: ExploreData): string[] {
  const groups = groupings.find(({ id }) => id === "municipality")?.groups ?? [];
  const told = new Set(groups.flatMap(({ within }) => within ?? []));
  const order = groupings.find(({ id }) => id === "region")?.groups.map(({ name }) => name) ?? [];
  return [...order.filter((name) => told.has(name)), ...[...told].filter((name) => !order.includes(name))];
}

/** True where plan types can be told apart. */
export function hasTypes(measure: MeasureId, grouping: ExploreGrouping): boolean {
  const isOfPlans = measure === "plans" || measure === "new";
  return isOfPlans && grouping.groups.some(({ plans }) => plans !== undefined && plans.length > 1);
}

function isTold(group: ExploreGroup, measure: MeasureId, type: number): boolean {
  if (measure === "active" || measure === "ok22") return group[measure] !== undefined;
  return (group.plans?.[type] ?? null) !== null;
}

interface Reading {
  data: ExploreData;
  /** What is said is added here. */
  notices: string[];
}

function groupingOf(asked: string | null, data: ExploreData, notices: string[]): ExploreGrouping {
  const { groupings, texts } = data;
  const usual = groupings.find(({ id }) => id === "region") ?? groupings[0];
  if (usual === undefined) throw new Error("the page holds no group");
  if (asked === null) return usual;
  const found = groupings.find(({ id }) => id === asked);
  if (found !== undefined) return found;
  const shown = texts.groupings[usual.id];
  const known = groupingIds.find((id) => id === asked);
  const word = known === undefined ? shortened(asked) : texts.groupings[known];
  notices.push(fill(texts.notices.unknown, { word, choice: texts.choices.grouping, shown }));
  return usual;
}

function measureOf(asked: string | null, grouping: ExploreGrouping, { data, notices }: Reading): MeasureId {
  const { texts } = data;
  const told = measureIds.filter((id) => grouping.groups.some((group) => isTold(group, id, 0)));
  const usual = told[0] ?? "plans";
  const found = measureIds.find((id) => id === asked);
  if (found !== undefined && told.includes(found)) return found;
  const shown = texts.measures[usual];
  if (found !== undefined) {
    const words = { measure: texts.measures[found], grouping: texts.groupings[grouping.id], shown };
    notices.push(fill(texts.notices.notTold, words));
  } else if (asked !== null)
    notices.push(
      fill(texts.notices.unknown, { word: shortened(asked), choice: texts.choices.measure, shown }),
    );
  return usual;
}

function typeOf(
  asked: string | null,
  { measure, grouping }: { measure: MeasureId; grouping: ExploreGrouping },
  { data: { types, texts }, notices }: Reading,
): string | null {
  if (asked === null) return null;
  if (!types.includes(asked)) {
    const words = { word: shortened(asked), choice: texts.choices.type, shown: texts.allTypes };
    notices.push(fill(texts.notices.unknown, words));
    return null;
  }
  if (hasTypes(measure, grouping)) return asked;
  notices.push(
    measure === "plans" || measure === "new"
      ? fill(texts.notices.noTypesHere, { grouping: texts.groupings[grouping.id] })
      : fill(texts.notices.noTypes, { measure: texts.measures[measure] }),
  );
  return null;
}

function withinOf(
  asked: string | null,
  grouping: ExploreGrouping,
  { data, notices }: Reading,
): string | null {
  if (asked === null || grouping.id !== "municipality") return null;
  if (regionsWithin(data).includes(asked)) return asked;
  const { texts } = data;
  const words = { choice: texts.choices.grouping, shown: texts.allMunicipalities };
  notices.push(fill(texts.notices.unknown, { word: shortened(asked), ...words }));
  return null;
}

function shortened(word: string): string {
  return word.length <= longestWord ? word : `${word.slice(0, longestWord)}…`;
}
