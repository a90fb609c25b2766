import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";

/** Groups of clinics that are visited: segments of clinics that fail, and newly opened ones that fail. */
export const workGroupIds = ["near", "stalled", "not-started", "new"] as const;
export type WorkGroupId = (typeof workGroupIds)[number];

/** What stands first within a group. */
export const firstKinds = ["least-missing", "latest-plan", "most-doctors"] as const;
export type FirstKind = (typeof firstKinds)[number];

/** A group of the worklist. */
export interface WorkGroup {
  segment: WorkGroupId;
  first: FirstKind;
  /** Why it stands where it does, for readers. */
  why: string;
}

/** Schema of `order.yaml`: each group at most once. */
export const orderSchema = z.strictObject({
  groups: z
    .array(z.strictObject({ segment: z.enum(workGroupIds), first: z.enum(firstKinds), why: text }))
    .min(1)
    .refine((groups) => new Set(groups.map(({ segment }) => segment)).size === groups.length, {
      error: "a group stands twice; expected each at most once; remove one of them",
    }),
});

/** Reads `consultants/order.yaml` of the folder `reports`: the groups in their order. Throws with exit code 10. */
export async function readOrder(reportsFolder: string): Promise<WorkGroup[]> {
  return (await readYaml(join(reportsFolder, "consultants", "order.yaml"), orderSchema)).groups;
}
