import { join } from "node:path";
import { z } from "zod";
import { slug, text } from "../../defs/yaml/fields.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

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

/** Where a clinic stands that was visited. */
export interface VisitedRule {
  /** Months that end with the report month: a visit in one of them, or after them, is a recent one. */
  months: number;
  /** Below all others, or below the others of its group. */
  goes: "last" | "last-of-group";
  /** Next steps, by their ids, with which a clinic keeps its place. */
  unless: readonly string[];
  /** Why, for readers. */
  why: string;
}

/** The rule of the worklist's order. */
export interface WorkOrder {
  groups: WorkGroup[];
  visited: VisitedRule;
}

/** Schema of `order.yaml`: each group at most once. */
export const orderSchema = shippedSchema("consultants-order", () =>
  z.strictObject({
    groups: z
      .array(z.strictObject({ segment: z.enum(workGroupIds), first: z.enum(firstKinds), why: text }))
      .min(1)
      .refine((groups) => new Set(groups.map(({ segment }) => segment)).size === groups.length, {
        error: "a group stands twice; expected each at most once; remove one of them",
      }),
    visited: z.strictObject({
      months: z.int().min(1).max(24),
      goes: z.enum(["last", "last-of-group"]),
      unless: z.array(slug),
      why: text,
    }),
  }),
);

/**
 * Reads `consultants/order.yaml` of the folder `reports`. Throws with exit code 10, also where it names a next step that
 * is not defined.
 */
export async function readOrder(
  reportsFolder: string,
  nextSteps: readonly { id: string }[],
): Promise<WorkOrder> {
  const path = join(reportsFolder, "consultants", "order.yaml");
  const order = await readYaml(path, orderSchema);
  const unknown = order.visited.unless.filter((step) => nextSteps.every(({ id }) => id !== step));
  if (unknown.length === 0) return order;
  const known = nextSteps.map(({ id }) => id).join(", ");
  throw new FlpError(exitCode.definition, `visited.unless names ${unknown.join(", ")}; expected ${known}`, {
    place: path,
    remedy: "correct it, or add the step to pipelines/monthly/next-steps.yaml",
  });
}
