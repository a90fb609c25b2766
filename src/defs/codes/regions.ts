import { z } from "zod";
import type { Month } from "../../domain/month.js";
import { consultantsId } from "../../domain/shapes/follow-up.js";
import { addMonths } from "../../domain/month.js";
import type { CheckedEntries } from "../yaml/fields.js";
import { aliases, checkedList, checkValidity, month, slug, text, whenSound } from "../yaml/fields.js";
import { labelsOf, normalizeLabel, sharedLabels } from "../labels.js";
import type { Mistake } from "../yaml/mistake.js";
import { nearestOf } from "../yaml/nearest.js";
import type { Validity } from "../yaml/validity.js";
import { isInForce, isOverlapping } from "../yaml/validity.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** A Danish region in the months in which it exists. */
export interface Region extends Validity {
  /** Name for file names and the command line, e.g. `midtjylland`. */
  id: string;
  /** The authority's code, e.g. `1082`; null = not known yet. */
  code: string | null;
  /** Full name, e.g. `Region Midtjylland`. */
  name: string;
  /** Other spellings that suppliers use. */
  aliases: string[];
  /** Code, name and aliases, with and without "Region", in the form of `normalizeLabel`. */
  labels: string[];
  /** Id of the region that its clinics belong to afterwards; null = none. */
  successor: string | null;
}

const region = z
  .strictObject({
    id: slug,
    code: text.nullable(),
    name: text,
    aliases,
    valid_from: month,
    valid_to: month.nullable(),
    successor: slug.nullable(),
  })
  .superRefine(checkValidity, whenSound("valid_from", "valid_to"))
  .transform((raw): Region => ({
    id: raw.id,
    code: raw.code,
    name: raw.name,
    aliases: raw.aliases,
    labels: [raw.code ?? [], raw.name, ...raw.aliases].flat().flatMap(regionLabels),
    validFrom: raw.valid_from,
    validTo: raw.valid_to,
    successor: raw.successor,
  }));

/** Schema of `regions.yaml`: successors follow without a gap, and no label names two regions of one month. */
export const regionsSchema = shippedSchema("regions", () =>
  checkedList(region, (list) => {
    checkIds(list);
    checkLabels(list);
    checkSuccessors(list);
  }),
);

/** A label with and, where it begins so, without the word Region. */
function regionLabels(label: string): string[] {
  const normalized = normalizeLabel(label);
  const bare = normalized.replace(/^region(?=.)/u, "");
  return bare === normalized ? [normalized] : [normalized, bare];
}

const takenId: Mistake = {
  wrong: "the id under which the data consultants' notes are stored",
  expected: "a different id",
  remedy: "rename the region",
};

function checkIds({ entries, report }: CheckedEntries<Region>): void {
  const seen = new Set<string>();
  for (const { position, entry } of entries) {
    const mistake = {
      wrong: "id of two regions",
      expected: "a different id",
      remedy: "rename one of the two",
    };
    if (seen.has(entry.id)) report(position, mistake, { path: ["id"] });
    if (entry.id === consultantsId) report(position, takenId, { path: ["id"] });
    seen.add(entry.id);
  }
}

function checkLabels({ entries, report }: CheckedEntries<Region>): void {
  const regionAt = new Map(entries.map(({ position, entry }) => [position, entry]));
  const labelled = entries.map(({ position, entry: { code, name, aliases: others } }) => ({
    position,
    labels: labelsOf({ code, name }, others).flatMap(({ text: label, path }) =>
      regionLabels(label).map((spelling) => ({ text: spelling, path })),
    ),
  }));
  const reported = new Set<string>();
  for (const { first, second, place } of sharedLabels(labelled)) {
    const [one, other] = [regionAt.get(first), regionAt.get(second)];
    const key = JSON.stringify([second, place.path]);
    if (one === undefined || other === undefined || !isOverlapping(one, other) || reported.has(key)) continue;
    reported.add(key);
    const mistake = {
      wrong: `also stands for ${one.name} in the same months`,
      expected: "a label that names one region in any month",
      remedy: "remove it from one of the two or correct valid_from and valid_to",
    };
    report(second, mistake, place);
  }
}

function checkSuccessors({ entries, isWhole, report }: CheckedEntries<Region>): void {
  const ids = entries.map(({ entry }) => entry.id);
  for (const { position, entry } of entries) {
    if (entry.successor === null) continue;
    const successor = entries.find((other) => other.entry.id === entry.successor)?.entry;
    if (successor === undefined) {
      if (isWhole) report(position, unknownSuccessor(entry.successor, ids), { path: ["successor"] });
    } else if (entry.validTo === null) {
      const expected = `the month before ${successor.name} begins`;
      report(
        position,
        { wrong: "a successor but no end", expected, remedy: "set valid_to" },
        { path: ["valid_to"] },
      );
    } else if (successor.validFrom !== addMonths(entry.validTo, 1)) {
      const mistake = {
        wrong: `${successor.name} begins in ${successor.validFrom}`,
        expected: `a successor that begins in ${addMonths(entry.validTo, 1)}, the month after valid_to`,
        remedy: "correct valid_to here or valid_from there",
      };
      report(position, mistake, { path: ["successor"] });
    }
  }
}

function unknownSuccessor(successor: string, ids: readonly string[]): Mistake {
  const nearest = nearestOf(successor, ids);
  return {
    wrong: "a successor that names no region",
    expected: `one of: ${ids.join(", ")}`,
    remedy: nearest === null ? "correct the id or add the region" : `did you mean "${nearest}"?`,
  };
}

/**
 * The region that a code, name or alias means, case, spaces and the word Region aside; null when none does.
 * A label that regions of different times share means the one in force in the month, and without a month the first.
 */
export function findRegion(regions: readonly Region[], label: string, inMonth?: Month): Region | null {
  const wanted = normalizeLabel(label);
  const found = regions.filter((candidate) => candidate.labels.includes(wanted));
  const current =
    inMonth === undefined ? undefined : found.find((candidate) => isInForce(candidate, inMonth));
  return current ?? found[0] ?? null;
}

/** True when the region exists in the month. */
export function regionInForce(candidate: Region, inMonth: Month): boolean {
  return isInForce(candidate, inMonth);
}

/**
 * The region that the clinics of a region belong to in a month: itself while it is in force, afterwards its successor,
 * or that one's. Where none is in force the last one reached is given: the region itself for a month before it began,
 * because clinics cannot be split among its predecessors by name alone.
 */
export function resolveRegion(regions: readonly Region[], from: Region, inMonth: Month): Region {
  let current = from;
  const passed = new Set<string>();
  while (current.validTo !== null && current.validTo < inMonth && !passed.has(current.id)) {
    passed.add(current.id);
    const successorId = current.successor;
    current = regions.find((candidate) => candidate.id === successorId) ?? current;
  }
  return current;
}
