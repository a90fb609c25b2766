import { z } from "zod";
import { aliases, checkedList, text, whenSound } from "../yaml/fields.js";
import { labelsOf, normalizeLabel, refuseSharedLabels } from "../labels.js";
import { addMistake } from "../yaml/mistake.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** A kind of clinic, such as PLO-klinik. */
export interface ClinicKind {
  /** The Danish name that is stored and shown. */
  name: string;
  /** Other spellings that suppliers use. */
  aliases: string[];
  /** Name and aliases in the form of `normalizeLabel`. */
  labels: string[];
  /** True when its clinics are left out of plans per doctor and of OK22. */
  excluded: boolean;
  /** Why it is left out; null when it is not. */
  reason: string | null;
  /** Where it is written that this kind is left out or kept in. */
  source: string;
}

const clinicKind = z
  .strictObject({ name: text, aliases, excluded: z.boolean(), reason: text.nullable(), source: text })
  .superRefine(
    (kind, context) => {
      if (!kind.excluded || kind.reason !== null) return;
      const mistake = {
        wrong: "excluded without a reason",
        expected: "the reason in words",
        remedy: "write why its clinics are left out",
      };
      addMistake(context, mistake, { path: ["reason"] });
    },
    whenSound("excluded", "reason"),
  )
  .transform((raw): ClinicKind => ({
    name: raw.name,
    aliases: raw.aliases,
    labels: [raw.name, ...raw.aliases].map(normalizeLabel),
    excluded: raw.excluded,
    reason: raw.reason,
    source: raw.source,
  }));

/** Schema of `clinic-kinds.yaml`: no name or alias may stand for two kinds. */
export const clinicKindsSchema = shippedSchema("clinic-kinds", () =>
  checkedList(clinicKind, (list) =>
    refuseSharedLabels(list, {
      kind: "clinic kind",
      nameOf: ({ name }) => name,
      labels: ({ name, aliases: others }) => labelsOf({ name }, others),
    }),
  ),
);

/** The clinic kind that a name or alias means, case and spaces aside; null when none does. */
export function findClinicKind(clinicKinds: readonly ClinicKind[], label: string): ClinicKind | null {
  const wanted = normalizeLabel(label);
  return clinicKinds.find((kind) => kind.labels.includes(wanted)) ?? null;
}
