import type { CheckResult, MistakeId } from "../../domain/shapes/arrival.js";
import { mistakeIds } from "../../domain/shapes/arrival.js";

/*
 * Which mistake a load looks like. One principle: a mistake that would by itself set off the check of another one explains
 * that one; what nothing else explains is told first, and of several the most specific, as `mistakeIds` orders them.
 */

/** Names of mistakes, from single ones and lists of them. */
const all = (...named: readonly (MistakeId | readonly MistakeId[])[]): readonly MistakeId[] => named.flat();

/** What any change in how many plans there are brings with it. */
const amounts = all(
  ...(["total-off", "partial-month", "group-off", "share-off", "type-share-off", "spread-off"] as const),
);
/** What rows look like whose counts were replaced by other ones. */
const alike = all("types-equal", "measures-equal", "counts-equal", "measure-total", "zero-rows-lost");
const looks = all(alike, "small-counts-lost");
/** Where counts would fit that fit nowhere as they stand. */
const places = all("measures-swapped", "types-swapped", "numbers-mixed");
/** What is seen where clinics or rows are gone. */
const gone = all("missing-clinics", "missing-rows", amounts);

/** For each mistake, those whose checks it sets off too. What is not here explains nothing but itself. */
const consequences: Partial<Record<MistakeId, readonly MistakeId[]>> = {
  "copied-month": all(looks, places, gone, "doubled", "averaged", "cumulative", "numbers-shifted"),
  "clinic-impossible": amounts,
  "measure-zero": all(looks, places, gone, "doubled", "truncated"),
  "measures-equal": all(alike, places, amounts, "doubled"),
  "measure-total": all(alike, places, amounts, "small-counts-lost", "clinic-impossible", "doubled"),
  "types-equal": all("types-swapped", amounts),
  "filled-down": all(
    all(looks, places, amounts, "multiplied", "doubled", "clinic-impossible", "truncated"),
    all("rounded", "numbers-shifted", "cumulative"),
  ),
  "counts-equal": all(
    all(looks, places, amounts, "doubled", "rounded", "truncated", "test-rows"),
    all("numbers-shifted", "filled-down", "cumulative"),
  ),
  rounded: all(looks, gone, "doubled", "filled-down", "test-rows", "truncated"),
  cumulative: all(looks, gone, "multiplied", "doubled", "clinic-impossible", "averaged"),
  multiplied: all(
    all(looks, gone, "rounded", "doubled", "clinic-impossible", "truncated", "test-rows"),
    all("averaged", "filled-down"),
  ),
  doubled: all(gone, "clinic-impossible", "small-counts-lost", "zero-rows-lost", "rounded"),
  truncated: all(looks, gone, "test-rows", "rounded"),
  "small-counts-lost": all(alike, gone, "truncated", "type-missing"),
  "zero-rows-lost": gone,
  "measures-swapped": all("measure-total", amounts),
  "type-missing": all("counts-equal", "measures-swapped", "types-swapped", gone),
  "region-missing": all("system-missing", "kind-missing", "numbers-cut", gone),
  "system-missing": all("kind-missing", gone),
  "kind-missing": gone,
  "numbers-cut": all("region-missing", "system-missing", "kind-missing", gone),
  "types-swapped": all("types-equal", "missing-rows", amounts),
  "numbers-shifted": all(places, gone, "types-equal"),
  "test-rows": all("filled-down", "unknown-numbers", "truncated", "doubled", "types-swapped", amounts),
  averaged: all(looks, gone, "rounded", "truncated"),
  "numbers-mixed": all("types-swapped", "measures-swapped", "numbers-cut", looks, gone),
  "unknown-numbers": all(gone, "numbers-mixed", "test-rows"),
  "lost-plans": all("restated-much"),
  "missing-clinics": gone,
  "missing-rows": gone,
  "partial-month": all("total-off", "group-off"),
};

/** What is held, what explains most first: one check of each mistake that nothing else explains, then the others. */
export function inOrderOfExplanation(held: readonly CheckResult[]): CheckResult[] {
  const mistakes = knownMistakes(held);
  const rank = ({ looks_like: mistake }: CheckResult): number => {
    if (mistake === null) return mistakes.length + mistakeIds.length;
    const place = mistakes.indexOf(mistake);
    return place < 0 ? mistakes.length + mistakeIds.indexOf(mistake) : place;
  };
  const sorted = held.toSorted((left, right) => rank(left) - rank(right) || right.excess - left.excess);
  const firsts = mistakes.flatMap(
    (mistake) => sorted.find(({ looks_like: looksLike }) => looksLike === mistake) ?? [],
  );
  return [...firsts, ...sorted.filter((check) => !firsts.includes(check))];
}

/** The mistakes of what is held that no other one explains, the most specific first; empty: none is known that looks so. */
export function knownMistakes(held: readonly CheckResult[]): MistakeId[] {
  const found = new Set(
    held
      .filter((check) => !isPartOfMore(check, held) && !isOtherPlace(check, held))
      .flatMap(({ looks_like: mistake }) => mistake ?? []),
  );
  const explains = (one: MistakeId, other: MistakeId): boolean =>
    one !== other && (consequences[one]?.includes(other) ?? false);
  // Of two that explain each other the order of the list decides.
  const isExplained = (other: MistakeId): boolean =>
    [...found].some(
      (one) =>
        explains(one, other) &&
        (!explains(other, one) || mistakeIds.indexOf(one) < mistakeIds.indexOf(other)),
    );
  const unexplained = mistakeIds.filter((mistake) => found.has(mistake) && !isExplained(mistake));
  if (unexplained.length > 0) return unexplained;
  // Mistakes that explain each other in a ring: the most specific of them.
  return mistakeIds.filter((mistake) => held.some((check) => check.looks_like === mistake)).slice(0, 1);
}

/** True of a group that lacks something where far more clinics or rows do: it is only one of the places where that shows. */
function isPartOfMore({ id, subject, facts }: CheckResult, held: readonly CheckResult[]): boolean {
  if (id !== "group-measures" && (id !== "group-share" || subject === null)) return false;
  const clinics = Number(facts["clinics"] ?? 0);
  if (clinics === 0 || facts["dimension"] === "numbers" || facts["dimension"] === "region") return false;
  return held.some(
    (other) =>
      (other.id === "empty-clinics" || other.id === "empty-rows") &&
      Number(other.facts["empty"]) > 2 * clinics,
  );
}

/**
 * Where counts fit better once something is undone, the mistake after which they fit best is the one. Numbers that are
 * moved by one row take the types with them, so that these fit better in part.
 */
function isOtherPlace({ id, excess }: CheckResult, held: readonly CheckResult[]): boolean {
  if (!rivals.includes(id)) return false;
  const needed = (id === "numbers-shifted" ? 1.25 : 0.8) * excess;
  const others = held.filter((other) => rivals.includes(other.id) && other.id !== id);
  return others.some(
    (other) => other.excess > (other.id === "numbers-shifted" ? needed : Math.max(needed, excess)),
  );
}

const rivals = ["measures-swapped", "types-swapped", "numbers-shifted"];
