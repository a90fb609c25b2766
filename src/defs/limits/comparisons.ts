import { z } from "zod";
import type { ComparisonSettings } from "../../domain/statistics/groups.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** When a difference between groups, and between two times, is told. */
export interface Comparisons {
  groups: ComparisonSettings;
  changes: {
    /** A difference that chance alone makes less often is a change. */
    falseAlarm: number;
  };
}

const probability = z.number().gt(0).lt(1);

/** `comparisons.yaml`. */
export const comparisonsSchema = shippedSchema("comparisons", () =>
  z
    .strictObject({
      groups: z.strictObject({
        warning: probability,
        alarm: probability,
        false_alarm: probability,
        fewest_for_spread: z.int().min(3),
        winsorised: z.number().min(0).lt(0.5),
      }),
      changes: z.strictObject({ false_alarm: probability }),
    })
    .transform(({ groups, changes }): Comparisons => ({
      groups: {
        levels: { warning: groups.warning, alarm: groups.alarm },
        falseAlarm: groups.false_alarm,
        fewestForSpread: groups.fewest_for_spread,
        winsorised: groups.winsorised,
      },
      changes: { falseAlarm: changes.false_alarm },
    })),
);
