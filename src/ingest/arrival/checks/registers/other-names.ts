import { normalizeLabel } from "../../../../defs/labels.js";
import leven from "leven";
import { differingShare } from "../../registers/differing-share.js";

/** Clinics with another name than before: a column or all rows moved beside the numbers. Spelling is not counted. */
export const registerNames = differingShare({
  id: "register-names",
  of: "clinics open in both registers",
  what: "have another name than in",
  limitName: "max_name_changed_share",
  limit: (gates) => gates.maxNameChangedShare,
  looksLike: "register-rows-shifted",
  differing: ({ both, base }) => {
    const former = new Set(base.clinics.map(({ name }) => normalizeLabel(name)));
    const isOther = (was: string, is: string): boolean =>
      was !== is && (former.has(is) || !isSpelling(was, is));
    return {
      clinics: both
        .filter(({ was, is }) => isOther(normalizeLabel(was.name), normalizeLabel(is.name)))
        .map(({ is }) => is),
      whole: both.length,
    };
  },
});

/**
 * True for two spellings of one name: the same figures, and at most two fifths of the letters differ, or one begins with
 * the other. A name that another clinic had before is never a spelling.
 */
function isSpelling(left: string, right: string): boolean {
  if (left.replaceAll(/\D/g, "") !== right.replaceAll(/\D/g, "")) return false;
  if (left.startsWith(right) || right.startsWith(left)) return true;
  const longest = Math.max(left.length, right.length);
  return leven(left, right) <= 0.4 * longest;
}
