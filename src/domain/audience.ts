/** Whom a report is for; `policies.yaml` says what each may see. */
export const audiences = ["internal", "region", "public"] as const;

export type Audience = (typeof audiences)[number];
