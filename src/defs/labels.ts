import type { CheckedEntries } from "./yaml/fields.js";
import type { MistakePlace } from "./yaml/mistake.js";

/**
 * The form in which labels of files and definitions are compared: small letters, no spaces, no invisible characters,
 * composed accents. So `type 2-Diabetes`, `Type 2-diabetes ` and one with a non-breaking space are one label.
 */
export function normalizeLabel(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[\s\p{Cf}]+/gu, "")
    .toLowerCase();
}

/** A text by which an entry of a definition file is found, and where in the entry it stands. */
export interface Label {
  text: string;
  path: readonly (string | number)[];
}

/** The labels of an entry that is found by its own fields and by its aliases. */
export function labelsOf(
  fields: Readonly<Record<string, string | null>>,
  aliases: readonly string[],
): Label[] {
  const own = Object.entries(fields).flatMap(([key, text]) => (text === null ? [] : [{ text, path: [key] }]));
  return [...own, ...aliases.map((text, position) => ({ text, path: ["aliases", position] }))];
}

/** One label that two entries claim; `first` and `second` are positions in the list of entries. */
export interface SharedLabel {
  text: string;
  first: number;
  second: number;
  /** Where the second claim stands, below the second entry. */
  place: MistakePlace;
}

/** The labels that more than one entry claims, one finding for each later entry. */
export function sharedLabels(
  entries: readonly { position: number; labels: readonly Label[] }[],
): SharedLabel[] {
  const claims = new Map<string, number[]>();
  const shared: SharedLabel[] = [];
  for (const { position, labels } of entries) {
    for (const { text, path } of labels) {
      const label = normalizeLabel(text);
      const earlier = claims.get(label) ?? [];
      if (earlier.includes(position)) continue;
      shared.push(...earlier.map((first) => ({ text, first, second: position, place: { path } })));
      claims.set(label, [...earlier, position]);
    }
  }
  return shared;
}

/** Tells each entry of a list that claims a label of an earlier one. `kind` and `nameOf` say what an entry is, and which. */
export function refuseSharedLabels<Entry>(
  { entries, report }: CheckedEntries<Entry>,
  {
    kind,
    nameOf,
    labels,
  }: { kind: string; nameOf: (entry: Entry) => string; labels: (entry: Entry) => Label[] },
): void {
  const labelled = entries.map(({ position, entry }) => ({ position, labels: labels(entry) }));
  const nameAt = new Map(entries.map(({ position, entry }) => [position, nameOf(entry)]));
  for (const { first, second, place } of sharedLabels(labelled)) {
    const mistake = {
      wrong: `also stands for the ${kind} ${nameAt.get(first) ?? ""}`,
      expected: `a label that names one ${kind} only`,
      remedy: "remove it from one of the two",
    };
    report(second, mistake, place);
  }
}
