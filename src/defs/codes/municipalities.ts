import { z } from "zod";
import type { Month } from "../../domain/month.js";
import { labelsOf, normalizeLabel, refuseSharedLabels } from "../labels.js";
import type { Region } from "./regions.js";
import { resolveRegion } from "./regions.js";
import { aliases, checkedList, slug, text } from "../yaml/fields.js";
import { nearestOf } from "../yaml/nearest.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** A municipality, and the region that it lies in. */
export interface Municipality {
  /** Four digits, e.g. `0851`; null = not known. */
  code: string | null;
  name: string;
  /** Other spellings that suppliers use. */
  aliases: string[];
  /** Code, name and aliases in the form of `normalizeLabel`. */
  labels: string[];
  /** Id of a region of `regions.yaml`, which may have ended: see {@link regionOfMunicipality}. */
  region: string;
}

const municipality = z
  .strictObject({ code: text.nullable(), name: text, aliases, region: slug })
  .transform((raw): Municipality => ({
    ...raw,
    labels: [raw.code ?? [], raw.name, ...raw.aliases].flat().map(normalizeLabel),
  }));

/** Schema of `municipalities.yaml`: no code, name or alias may stand for two municipalities. */
export const municipalitiesSchema = shippedSchema("municipalities", () =>
  checkedList(municipality, (list) =>
    refuseSharedLabels(list, {
      kind: "municipality",
      nameOf: ({ name }) => name,
      labels: ({ code, name, aliases: others }) => labelsOf({ code, name }, others),
    }),
  ),
);

/** Finds municipalities by what registers write. */
export interface MunicipalityFinder {
  /** The municipality that a code, a name (with or without the word Kommune) or an alias means; null when none does. */
  find: (label: string) => Municipality | null;
  /** The name that a label that means none most likely stands for; null when none is close. */
  nearest: (label: string) => string | null;
}

/** Makes a finder over all municipalities, which remembers what it found: a register names each of them many times. */
export function municipalityFinder(municipalities: readonly Municipality[]): MunicipalityFinder {
  const byLabel = new Map(municipalities.flatMap((one) => one.labels.map((label) => [label, one])));
  const known = new Map<string, Municipality | null>();
  const find = (label: string): Municipality | null => {
    const found = known.get(label);
    if (found !== undefined) return found;
    const result =
      spellings(label)
        .map((spelling) => byLabel.get(spelling))
        .find((one) => one !== undefined) ?? null;
    known.set(label, result);
    return result;
  };
  const names = municipalities.map(({ name }) => name);
  return { find, nearest: (label) => nearestOf(label, names) };
}

/** `Københavns Kommune` and `101` as the labels that they may be. */
function spellings(label: string): string[] {
  const written = normalizeLabel(label);
  const bare = written.replace(/kommune$/u, "");
  const code = /^\d{3}$/.test(written) ? [`0${written}`] : [];
  return [written, bare, bare.replace(/s$/u, ""), ...code];
}

/** The id of the region that a municipality lies in in a month; null where `regions.yaml` does not define its region. */
export function regionOfMunicipality(
  { region }: Municipality,
  regions: readonly Region[],
  inMonth: Month,
): string | null {
  const from = regions.find(({ id }) => id === region);
  return from === undefined ? null : resolveRegion(regions, from, inMonth).id;
}
