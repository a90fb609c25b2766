import { z } from "zod";
import type { IsoDate } from "../../domain/iso-date.js";
import type { Month } from "../../domain/month.js";
import { isoDate, month, text } from "../yaml/fields.js";

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

/** `targets.yaml`. */
export const targetsSchema = z
  .strictObject({
    targets: z.array(
      z.strictObject({
        metric: z.literal("ok22"),
        share: z.number().gt(0).max(1),
        by: month.nullable(),
        set_by: text,
        set_on: isoDate,
      }),
    ),
  })
  .transform(({ targets }): Target[] =>
    targets.map(({ metric, share, by, set_by: setBy, set_on: setOn }) => ({
      metric,
      share,
      by,
      setBy,
      setOn,
    })),
  );
