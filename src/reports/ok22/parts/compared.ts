import { fillSentence } from "../../../defs/yaml/sentence.js";
import {
  countWords,
  listWords,
  pointWords,
  shareWords,
  tenthsOfPercent,
  tenthWords,
} from "../../../domain/danish.js";
import type { Counted } from "../../../domain/statistics/difference.js";
import type { ComparedGroup, Comparison } from "../../../domain/statistics/groups.js";
import { compareGroups } from "../../../domain/statistics/groups.js";
import type { Ok22Texts } from "../report-file.js";
import type { Ok22View, ShownCount } from "../shown.js";

type ComparedTexts = Ok22Texts["own"]["findings"]["compared"];

const kinds = ["regions", "systems", "municipalities"] as const;

/** Kinds of groups that are compared. */
export type ComparedKind = (typeof kinds)[number];

/** What of a view is compared. */
export type ComparedView = Pick<Ok22View, (typeof kinds)[number] | "national" | "comparisons">;

/** Of each kind of groups, which differ from the whole country by more than chance explains, or that none does. */
export function comparedFindings(view: ComparedView, texts: ComparedTexts): string[] {
  return kinds.flatMap((kind) => comparedFinding({ view, kind, texts }));
}

/** A count as a part of a whole. */
export function countedOf({ pass, clinics }: ShownCount): Counted {
  return { part: pass, whole: clinics };
}

/** What was compared of a view: page, workbook and funnels ask for the same. */
const comparedOf = new WeakMap<ComparedView, Map<ComparedKind, Comparison | null>>();

/** The groups of a kind that are shown for themselves, held against the country, once a view; null: fewer than two. */
export function comparisonOf(kind: ComparedKind, view: ComparedView): Comparison | null {
  const known = comparedOf.get(view) ?? new Map<ComparedKind, Comparison | null>();
  comparedOf.set(view, known);
  const compared = known.get(kind);
  if (compared !== undefined) return compared;
  const made = compare(kind, view);
  known.set(kind, made);
  return made;
}

function compare(kind: ComparedKind, view: ComparedView): Comparison | null {
  const { national, comparisons } = view;
  const groups = view[kind].flatMap(({ name, kind: row, count }) =>
    name === null || row === "rest" || count.share === null ? [] : [{ name, ...countedOf(count) }],
  );
  if (national === null || groups.length < 2) return null;
  return compareGroups(groups, countedOf(national), comparisons.groups);
}

function comparedFinding({
  view,
  kind,
  texts,
}: {
  view: ComparedView;
  kind: ComparedKind;
  texts: ComparedTexts;
}): string[] {
  const compared = comparisonOf(kind, view);
  if (compared === null) return [];
  const own = texts[kind];
  const differing = compared.groups.filter(({ differs }) => differs !== null);
  const isAll = view[kind].every(({ kind: row, count }) => row === "group" && count.share !== null);
  const share = shareWords(compared.share);
  const spread =
    compared.spread === null
      ? []
      : [fillSentence(own.spread, { times: tenthWords(Math.sqrt(compared.spread)) })];
  if (differing.length === 0) return [isAll ? own.none : own.noneShown, ...spread];
  const words = differing.map((group) => groupWords(group, compared.share, texts));
  return [fillSentence(own.differ, { groups: listWords(words), share }), ...spread];
}

function groupWords(group: ComparedGroup, nation: number, texts: ComparedTexts): string {
  const points = tenthsOfPercent(group.share) - tenthsOfPercent(nation);
  return fillSentence(group.differs === "above" ? texts.above : texts.below, {
    name: group.name,
    groupShare: shareWords(group.share),
    pass: countWords(group.part),
    clinics: countWords(group.whole),
    points: pointWords(Math.abs(points)),
  });
}
