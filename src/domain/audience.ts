/** Whom a report is for; `policies.yaml` says what each may see. */
export const audiences = ["internal", "region", "public"] as const;

export type Audience = (typeof audiences)[number];

/** Audiences of the OK22 report; a region has a report of its own. */
export const ok22Audiences = ["internal", "public"] as const satisfies readonly Audience[];

export type Ok22Audience = (typeof ok22Audiences)[number];
