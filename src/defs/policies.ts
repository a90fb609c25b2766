import { join } from "node:path";
import { z } from "zod";
import type { Audience } from "../domain/audience.js";
import { text } from "./yaml/fields.js";
import { readYaml } from "./yaml/read-yaml.js";
import { fillSentence, sentence } from "./yaml/sentence.js";

/** What one audience may see of figures about clinics. */
export interface AudiencePolicy {
  audience: Audience;
  /** No figure is about fewer clinics than this, nor does one follow that is; 0 shows all. */
  minGroup: number;
  /** Whether a clinic's number and name may be shown. */
  namesClinics: boolean;
  /** Whether clinics that fail are told apart by segment and by how far they lack. */
  showsFollowUp: boolean;
  /** Ends the name of a file for the audience. */
  fileSuffix: string;
  /** What the report says of its audience, in Danish. */
  mark: { label: string; text: string };
}

const policy = z.strictObject({
  min_group: z.int().min(0).max(100),
  names_clinics: z.boolean(),
  shows_follow_up: z.boolean(),
  file_suffix: z.string().regex(/^(_[a-z0-9]+)?$/),
  mark: z.strictObject({ label: text, text: sentence("minGroup") }),
});

/** Schema of `policies.yaml`. */
export const policiesSchema = z
  .strictObject({ internal: policy, region: policy, public: policy })
  .transform((raw): Record<Audience, AudiencePolicy> => {
    const policyOf = (audience: Audience): AudiencePolicy => {
      const { min_group: minGroup, mark, ...own } = raw[audience];
      return {
        audience,
        minGroup,
        namesClinics: own.names_clinics,
        showsFollowUp: own.shows_follow_up,
        fileSuffix: own.file_suffix,
        mark: { label: mark.label, text: fillSentence(mark.text, { minGroup: String(minGroup) }) },
      };
    };
    return { internal: policyOf("internal"), region: policyOf("region"), public: policyOf("public") };
  });

/** Reads `policies.yaml` of the folder `reports`. Throws with exit code 10 and all mistakes of the file. */
export function readPolicies(reportsFolder: string): Promise<Record<Audience, AudiencePolicy>> {
  return readYaml(join(reportsFolder, "policies.yaml"), policiesSchema);
}
