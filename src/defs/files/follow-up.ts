import { z } from "zod";
import type { NoteField } from "../../domain/shapes/follow-up.js";
import type { CheckedEntries } from "../yaml/fields.js";
import { aliases, checkedList, refuse, slug, text } from "../yaml/fields.js";
import { labelsOf, normalizeLabel, refuseSharedLabels } from "../labels.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** What a region, or a data consultant, can choose about a clinic. */
export interface FollowUpChoice {
  /** What is stored. */
  id: string;
  /** What stands in the list of the cell. */
  label: string;
  /** Other and former labels that are read back as the same choice. */
  aliases: string[];
  /** Label and aliases in the form of `normalizeLabel`. */
  labels: string[];
}

/** A label that can stand in a list of Excel, whose entries are parted by commas. */
const listLabel = text.transform((written, context): string =>
  /[,"]/.test(written)
    ? refuse(context, {
        wrong: "a comma or a quotation mark in a label",
        expected: "a label without them: Excel parts the entries of a list by commas",
        remedy: "choose other words",
      })
    : written,
);

const choice = z
  .strictObject({ id: slug, label: listLabel, aliases })
  .transform((raw): FollowUpChoice => ({ ...raw, labels: [raw.label, ...raw.aliases].map(normalizeLabel) }));

/** Schema of `follow-up.yaml` and `next-steps.yaml`: no id and no label stands for two choices. */
export const followUpSchema = shippedSchema("follow-up", () =>
  checkedList(choice, (list) => {
    checkIds(list);
    refuseSharedLabels(list, {
      kind: "choice",
      nameOf: ({ id }) => id,
      labels: ({ label, aliases: others }) => labelsOf({ label }, others),
    });
  }),
);

function checkIds({ entries, report }: CheckedEntries<FollowUpChoice>): void {
  const seen = new Set<string>();
  for (const { position, entry } of entries) {
    const mistake = {
      wrong: "id of two choices",
      expected: "a different id",
      remedy: "rename one of the two",
    };
    if (seen.has(entry.id)) report(position, mistake, { path: ["id"] });
    seen.add(entry.id);
  }
}

/** The choices that are offered in a cell; none in one of another kind. */
export function choicesOf(
  field: NoteField,
  { followUp, nextSteps }: Readonly<Record<"followUp" | "nextSteps", readonly FollowUpChoice[]>>,
): readonly FollowUpChoice[] {
  return field === "follow-up" ? followUp : field === "next-step" ? nextSteps : [];
}

/** What is shown of a stored value: the label of a choice; a day or a text as it is. */
export function shownValue(
  { field, value }: { field: NoteField; value: string },
  choices: Parameters<typeof choicesOf>[1],
): string {
  return choicesOf(field, choices).find(({ id }) => id === value)?.label ?? value;
}

/** The choice that a label or alias means, case and spaces aside; null when none does. */
export function findChoice(choices: readonly FollowUpChoice[], label: string): FollowUpChoice | null {
  const wanted = normalizeLabel(label);
  return choices.find((candidate) => candidate.labels.includes(wanted)) ?? null;
}
