/** Whom a report is for; `policies.yaml` says what each may see. */
export const audiences = ["internal", "region", "public"] as const;

export type Audience = (typeof audiences)[number];

/** Audiences of the reports that may be published; a region has a report of its own. */
export const publishedAudiences = ["internal", "public"] as const satisfies readonly Audience[];

export type PublishedAudience = (typeof publishedAudiences)[number];
