/**
 * What a region does next about a clinic, in the order of precedence; `segments.yaml` says what each is called and means.
 */
export const segmentIds = ["meets", "not-started", "stalled", "near", "below"] as const;

export type SegmentId = (typeof segmentIds)[number];

/** What else is to be known of a clinic, in the order in which it is listed. */
export const flagIds = ["new", "taken-over", "doctors-unknown", "two-month-fall"] as const;

export type FlagId = (typeof flagIds)[number];
