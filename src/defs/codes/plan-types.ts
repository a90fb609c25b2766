import { z } from "zod";
import { aliases, checkedList, checkValidity, month, text, whenSound } from "../yaml/fields.js";
import { labelsOf, normalizeLabel, refuseSharedLabels } from "../labels.js";
import type { Validity } from "../yaml/validity.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** A kind of care plan, such as KOL. Plan types are data: the program knows none by name. */
export interface PlanType extends Validity {
  /** The code that is stored and shown, e.g. `KOL`. */
  code: string;
  /** Full Danish name. */
  name: string;
  /** Other spellings that suppliers use. */
  aliases: string[];
  /** Code, name and aliases in the form of `normalizeLabel`. */
  labels: string[];
}

const planType = z
  .strictObject({ code: text, name: text, aliases, valid_from: month, valid_to: month.nullable() })
  .superRefine(checkValidity, whenSound("valid_from", "valid_to"))
  .transform((raw): PlanType => ({
    code: raw.code,
    name: raw.name,
    aliases: raw.aliases,
    labels: [raw.code, raw.name, ...raw.aliases].map(normalizeLabel),
    validFrom: raw.valid_from,
    validTo: raw.valid_to,
  }));

/** Schema of `plan-types.yaml`: no code, name or alias may stand for two plan types. */
export const planTypesSchema = shippedSchema("plan-types", () =>
  checkedList(planType, (list) =>
    refuseSharedLabels(list, {
      kind: "plan type",
      nameOf: ({ code }) => code,
      labels: ({ code, name, aliases: others }) => labelsOf({ code, name }, others),
    }),
  ),
);

/** The plan type that a code, name or alias means, case and spaces aside; null when none does. */
export function findPlanType(planTypes: readonly PlanType[], label: string): PlanType | null {
  const wanted = normalizeLabel(label);
  return planTypes.find((planType) => planType.labels.includes(wanted)) ?? null;
}
