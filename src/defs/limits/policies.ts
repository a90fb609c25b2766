import { join } from "node:path";
import { z } from "zod";
import type { Audience } from "../../domain/audience.js";
import type { AcceptedChanges } from "../../domain/disclosure/edition.js";
import type { Month } from "../../domain/month.js";
import { month, text } from "../yaml/fields.js";
import { readYaml } from "../yaml/read-yaml.js";
import { fillSentence, sentence } from "../yaml/sentence.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** What one audience may see of figures about clinics. */
export interface AudiencePolicy {
  audience: Audience;
  /** No figure is about fewer clinics than this, nor does one follow that is; 0 shows all. */
  minGroup: number;
  /** From how many clinics a group may have moved by fewer than `minGroup` since an earlier edition. */
  acceptsChangeFrom: AcceptedChanges;
  /** Which months have an edition: from one on (null: from the first), and in which months of the calendar (1 to 12). */
  editions: { from: Month | null; months: readonly number[] };
  /** Whether a clinic's number and name may be shown. */
  namesClinics: boolean;
  /** Whether clinics that fail are told apart by segment and by how far they lack. */
  showsFollowUp: boolean;
  /** Ends the name of a file for the audience. */
  fileSuffix: string;
  /** What the report says of its audience, in Danish. */
  mark: { label: string; text: string };
}

const clinics = z.int().min(1).nullable();

const everyMonth = { from: null, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] };

/** Accepts no change where the file, one of before this could be said, is silent. */
const acceptsNone = { country: null, region: null, system: null, municipality: null };

const policy = z.strictObject({
  min_group: z.int().min(0).max(100),
  accepts_change_from: z
    .strictObject({ country: clinics, region: clinics, system: clinics, municipality: clinics })
    .default(acceptsNone),
  editions: z
    .strictObject({ from: month.nullable(), months: z.array(z.int().min(1).max(12)).min(1) })
    .default(everyMonth),
  names_clinics: z.boolean(),
  shows_follow_up: z.boolean(),
  file_suffix: z.string().regex(/^(_[a-z0-9]+)?$/),
  mark: z.strictObject({
    label: text,
    text: sentence("minGroup", "country", "region", "system", "municipality"),
  }),
});

/** Schema of `policies.yaml`. */
export const policiesSchema = shippedSchema("policies", () =>
  z
    .strictObject({ internal: policy, region: policy, public: policy })
    .transform((raw): Record<Audience, AudiencePolicy> => {
      const policyOf = (audience: Audience): AudiencePolicy => {
        const { min_group: minGroup, accepts_change_from: acceptsChangeFrom, mark, ...own } = raw[audience];
        return {
          audience,
          minGroup,
          acceptsChangeFrom,
          editions: own.editions,
          namesClinics: own.names_clinics,
          showsFollowUp: own.shows_follow_up,
          fileSuffix: own.file_suffix,
          mark: { label: mark.label, text: fillSentence(mark.text, markWords(minGroup, acceptsChangeFrom)) },
        };
      };
      return { internal: policyOf("internal"), region: policyOf("region"), public: policyOf("public") };
    }),
);

/** True when the audience has an edition of the month. */
export function hasEdition({ editions: { from, months } }: AudiencePolicy, edition: Month): boolean {
  return (from === null || edition >= from) && months.includes(Number(edition.slice(5)));
}

function markWords(
  minGroup: number,
  { country, region, system, municipality }: AcceptedChanges,
): Record<"minGroup" | keyof AcceptedChanges, string> {
  const words = (from: number | null): string => (from === null ? "–" : String(from));
  return {
    minGroup: String(minGroup),
    country: words(country),
    region: words(region),
    system: words(system),
    municipality: words(municipality),
  };
}

/** Reads `policies.yaml` of the folder `reports`. Throws with exit code 10 and all mistakes of the file. */
export function readPolicies(reportsFolder: string): Promise<Record<Audience, AudiencePolicy>> {
  return readYaml(join(reportsFolder, "policies.yaml"), policiesSchema);
}
