import { z } from "zod";
import type { IsoDate } from "../../domain/iso-date.js";
import type { Month } from "../../domain/month.js";
import { isoDate, month, text } from "../yaml/fields.js";
import { addMistake } from "../yaml/mistake.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** A goal of adoption that somebody set. */
export interface Target {
  /** The share that it is about: clinics that meet the OK22 rule. */
  metric: "ok22";
  share: number;
  /** The month by which it is to be reached; null: none was set. */
  by: Month | null;
  setBy: string;
  setOn: IsoDate;
}

const target = z.strictObject({
  metric: z.literal("ok22"),
  share: z.number().gt(0).max(1),
  by: month.nullable(),
  set_by: text,
  set_on: isoDate,
});

/** `targets.yaml`: one goal for each month. */
export const targetsSchema = shippedSchema("targets", () =>
  z
    .strictObject({
      targets: z.array(target).superRefine((targets, context) => {
        targets.forEach(({ metric, by }, place) => {
          const isTwice = targets.slice(0, place).some((other) => other.by === by);
          if (!isTwice) return;
          const mistake = {
            wrong: `a second goal of ${metric} for ${by ?? "no month"}`,
            expected: "one goal for each month",
            remedy: "remove one of the two, or name another month",
          };
          addMistake(context, mistake, { path: [place, "by"] });
        });
      }),
    })
    .transform(({ targets }): Target[] =>
      targets.map(({ metric, share, by, set_by: setBy, set_on: setOn }) => ({
        metric,
        share,
        by,
        setBy,
        setOn,
      })),
    ),
);
