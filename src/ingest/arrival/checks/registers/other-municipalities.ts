import { normalizeLabel } from "../../../../defs/labels.js";
import { municipalityFinder } from "../../../../defs/codes/municipalities.js";
import { differingShare } from "../../registers/differing-share.js";

/** Clinics in another municipality than before; other spellings of one are the same. */
export const registerMunicipalities = differingShare({
  id: "register-municipalities",
  of: "clinics whose municipality is known in both registers",
  what: "are in another municipality than in",
  limitName: "max_municipality_changed_share",
  limit: (gates) => gates.maxMunicipalityChangedShare,
  looksLike: "register-municipalities-off",
  differing: ({ both }, { definitions }) => {
    const { find } = municipalityFinder(definitions.municipalities);
    const known = both.filter(({ was, is }) => was.municipality !== null && is.municipality !== null);
    const labelOf = (text: string | null): string => find(text ?? "")?.name ?? normalizeLabel(text ?? "");
    return {
      clinics: known
        .filter(({ was, is }) => labelOf(was.municipality) !== labelOf(is.municipality))
        .map(({ is }) => is),
      whole: known.length,
    };
  },
});

/** Clinics whose municipality was known and is blank. */
export const registerMunicipalitiesBlank = differingShare({
  id: "register-municipalities-blank",
  of: "open clinics with a municipality before",
  what: "have none, unlike in",
  limitName: "max_blanked_share",
  limit: (gates) => gates.maxBlankedShare,
  looksLike: "register-values-missing",
  differing: ({ both }) => {
    const known = both.filter(({ was }) => was.municipality !== null);
    return {
      clinics: known.filter(({ is }) => is.municipality === null).map(({ is }) => is),
      whole: known.length,
    };
  },
});
