import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { sentence } from "../../../defs/yaml/sentence.js";

/** Schema of what is said of clinics that were visited, in the report's texts. */
export const afterwardsTexts = z.strictObject({
  heading: text,
  title: sentence("months", "month"),
  noVisit: sentence("from", "to", "months"),
  asked: sentence("from", "to", "clinics", "months"),
  visited: sentence("part", "whole", "months", "share"),
  tooFew: sentence("fewest"),
  alike: sentence("share"),
  difference: sentence("points", "confidence", "low", "high"),
  maybeChance: text,
  beyondChance: text,
  table: text,
  columns: z.strictObject({
    segment: text,
    visited: text,
    visitedMet: text,
    visitedShare: text,
    alike: text,
    alikeMet: text,
    alikeShare: text,
  }),
  total: text,
  none: text,
  how: z.array(sentence("alike", "clinicsAlike", "visitedLater", "months")),
  alikeBy: z.strictObject({ doctors: text, region: text }),
  unknown: z.array(text).min(1),
  apart: sentence("reasons"),
  reasons: z.strictObject({
    "unknown-before": sentence("clinics"),
    "met-before": sentence("clinics"),
    gone: sentence("clinics"),
    "unknown-after": sentence("clinics"),
    "none-alike": sentence("clinics"),
  }),
});
