import { z } from "zod";
import { decimalWords } from "../../domain/danish.js";
import type { FlagId, SegmentId } from "../../domain/shapes/segment.js";
import { flagIds, segmentIds } from "../../domain/shapes/segment.js";
import { checkedList, text, thousandths } from "../yaml/fields.js";
import { fillSentence, sentence } from "../yaml/sentence.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** Something that clinics can be, in Danish for readers. */
export interface SegmentWording<Id> {
  id: Id;
  /** As it stands in tables, for example `tæt på`. */
  name: string;
  /** When a clinic is it, with the limits filled in. */
  definition: string;
}

/** Limits of segments and flags; exactly at a limit counts as within it. */
export interface SegmentLimits {
  /** Share of the requirement that a near clinic may lack, in thousandths. */
  nearShareThousandths: number;
  /** Plans that a near clinic may lack. */
  nearPlans: number;
  /** Latest months, the report month included, in which a stalled clinic has no plan. */
  stalledMonths: number;
  /** Latest months in which a new clinic opened. */
  newMonths: number;
  /** Latest months in which a clinic that was taken over closed. */
  takenOverMonths: number;
  /** Share of the plans of a year before that the latest two months together have lost, in thousandths. */
  fallShareThousandths: number;
  /** Plans that they have lost. */
  fallPlans: number;
}

/** The segments and flags of clinics, and the limits that decide them. */
export interface SegmentSettings {
  limits: SegmentLimits;
  /** In the order of precedence. */
  segments: SegmentWording<SegmentId>[];
  /** What is said of a clinic that belongs to no segment. */
  none: Omit<SegmentWording<never>, "id">;
  flags: SegmentWording<FlagId>[];
}

const share = z.number().min(0).max(1).pipe(thousandths);
const months = z.int().min(1).max(60);
const plans = z.int().min(0).max(1000);
const segmentText = sentence("nearShare", "nearPlans", "stalledMonths");
const flagText = sentence("newMonths", "takenOverMonths", "fallShare", "fallPlans");

function wordings<Id extends string, Definition extends z.ZodType>(
  ids: readonly Id[],
  definition: Definition,
) {
  return checkedList(
    z.strictObject({ id: z.enum(ids), name: text, definition }),
    ({ entries, isWhole, report }) => {
      const written = entries.map(({ entry }) => entry.id);
      if (isWhole && ids.every((id, place) => written[place] === id) && written.length === ids.length) return;
      if (!isWhole) return;
      report(0, {
        wrong: `a list of other entries: ${written.join(", ")}`,
        expected: `these, in this order: ${ids.join(", ")}`,
        remedy: "write each of them once, in that order",
      });
    },
  );
}

/** Schema of `segments.yaml`: every segment and flag once, in the order of precedence. */
export const segmentSettingsSchema = shippedSchema("segments", () =>
  z
    .strictObject({
      limits: z.strictObject({
        near_share: share,
        near_plans: plans,
        stalled_months: months,
        new_months: months,
        taken_over_months: months,
        fall_share: share,
        fall_plans: plans,
      }),
      segments: wordings(segmentIds, segmentText),
      none: z.strictObject({ name: text, definition: text }),
      flags: wordings(flagIds, flagText),
    })
    .transform(({ limits, segments, none, flags }): SegmentSettings => {
      const percent = (limit: number): string => `${decimalWords(limit / 10)}\u00A0%`;
      const number = (value: number): string => String(value);
      const inSegments = {
        nearShare: percent(limits.near_share),
        nearPlans: number(limits.near_plans),
        stalledMonths: number(limits.stalled_months),
      };
      const inFlags = {
        newMonths: number(limits.new_months),
        takenOverMonths: number(limits.taken_over_months),
        fallShare: percent(limits.fall_share),
        fallPlans: number(limits.fall_plans),
      };
      return {
        limits: {
          nearShareThousandths: limits.near_share,
          nearPlans: limits.near_plans,
          stalledMonths: limits.stalled_months,
          newMonths: limits.new_months,
          takenOverMonths: limits.taken_over_months,
          fallShareThousandths: limits.fall_share,
          fallPlans: limits.fall_plans,
        },
        segments: segments.map((one) => ({ ...one, definition: fillSentence(one.definition, inSegments) })),
        none,
        flags: flags.map((one) => ({ ...one, definition: fillSentence(one.definition, inFlags) })),
      };
    }),
);
