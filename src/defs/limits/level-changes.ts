import { z } from "zod";
import type { IsoDate } from "../../domain/iso-date.js";
import type { Month } from "../../domain/month.js";
import { isoDate, month, text } from "../yaml/fields.js";
import { addMistake } from "../yaml/mistake.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** Figures with limits of normal variation: those of which a level can change. */
const levelledMetrics = ["plans-per-month", "ok22"] as const;

/** A month from which somebody confirmed that a figure lies on another level. */
export interface LevelChange {
  metric: (typeof levelledMetrics)[number];
  /** The first month of the new level. */
  from: Month;
  /** Why it changed, as readers are told. */
  reason: string;
  confirmedBy: string;
  confirmedOn: IsoDate;
}

const levelChange = z
  .strictObject({
    metric: z.enum(levelledMetrics),
    from: month,
    reason: text,
    confirmed_by: text,
    confirmed_on: isoDate,
  })
  .transform((raw): LevelChange => ({
    metric: raw.metric,
    from: raw.from,
    reason: raw.reason,
    confirmedBy: raw.confirmed_by,
    confirmedOn: raw.confirmed_on,
  }));

/** `level-changes.yaml`: one entry a figure and month, confirmed when the month had come. */
export const levelChangesSchema = shippedSchema("level-changes", () =>
  z
    .strictObject({ level_changes: z.array(levelChange).superRefine(checkEntries) })
    .transform(({ level_changes: changes }) => changes),
);

function checkEntries(changes: readonly LevelChange[], context: z.RefinementCtx): void {
  changes.forEach(({ metric, from, confirmedOn }, place) => {
    if (changes.slice(0, place).some((earlier) => earlier.metric === metric && earlier.from === from)) {
      const mistake = {
        wrong: `a second change of ${metric} from ${from}`,
        expected: "one entry a figure and month",
        remedy: "remove one of the two",
      };
      addMistake(context, mistake, { path: [place, "from"] });
    }
    if (confirmedOn.slice(0, 7) < from) {
      const mistake = {
        wrong: `confirmed on ${confirmedOn}, before ${from} came`,
        expected: "a day in the first month of the new level or later",
        remedy: "correct the day or the month",
      };
      addMistake(context, mistake, { path: [place, "confirmed_on"] });
    }
  });
}
