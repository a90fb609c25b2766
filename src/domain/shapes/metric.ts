/** What a metric can be split by. `clinic` is the clinic period: a ydernummer and the date on which it opened. */
export const dimensionIds = ["region", "plan-type", "municipality", "system", "kind", "clinic"] as const;

export type DimensionId = (typeof dimensionIds)[number];

/** The outcome of one clinic by a rule set: `unknown` when its number of doctors is unknown or 0. */
export const outcomes = ["pass", "fail", "unknown"] as const;

export type Outcome = (typeof outcomes)[number];

/** Why a clinic of the register is not held against the rule in the report month. */
export const outsideReasons = ["closed", "not-yet-open", "excluded-kind"] as const;

export type OutsideReason = (typeof outsideReasons)[number];
