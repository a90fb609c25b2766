import { join } from "node:path";
import type { AudiencePolicy } from "../../defs/limits/policies.js";
import { hasEdition, readPolicies } from "../../defs/limits/policies.js";
import type { Month } from "../../domain/month.js";
import type { Basis } from "../../domain/shapes/figures.js";
import { usageError } from "../../lib/errors.js";
import type { Question } from "../../question/question.js";
import type { DisclosableFigures, Disclosure } from "./disclosure.js";
import { disclose } from "./disclosure.js";
import type { Published } from "./published.js";
import { readPublished } from "./published.js";
import { readDisclosureTexts } from "./texts.js";

/**
 * Reads what an audience's edition must be held against; null for an audience that sees groups of every size. Throws exit 2
 * for a month that has no edition for the audience.
 */
export async function publishedFor(
  { store, definitions, audience }: Question,
  home: string,
  basis: Basis,
): Promise<Published | null> {
  const policy = (await readPolicies(join(home, "reports")))[audience];
  if (policy.minGroup === 0) return null;
  const isEdition = (month: Month): boolean => hasEdition(policy, month);
  if (!isEdition(basis.month))
    throw usageError(
      `${basis.month} has no ${audience} edition`,
      "choose another month; editions in reports/policies.yaml says which months have one",
    );
  return readPublished(store, definitions, basis, isEdition);
}

/**
 * Decides what an audience is shown of a report's groups; null: groups of every size. Throws, a bug of ours, where it is
 * not shown everything and nobody read what it must be held against.
 */
export async function discloseFor(
  policy: AudiencePolicy,
  figures: DisclosableFigures,
  { published, home }: { published?: Published | null; home: string },
): Promise<Disclosure | null> {
  if (policy.minGroup === 0) return null;
  if (published === undefined || published === null)
    throw new Error(`the edition for ${policy.audience} is held against nothing that was published before`);
  return disclose({ policy, texts: await readDisclosureTexts(join(home, "reports")) }, published, figures);
}
