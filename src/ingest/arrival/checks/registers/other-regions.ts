import { resolveRegion } from "../../../../defs/codes/regions.js";
import type { Arrival } from "../../check.js";
import { differingShare } from "../../registers/differing-share.js";
import type { RegisterPair } from "../../registers/registers.js";

/** Clinics in another region than before. A region that became another one is the same. */
export const registerRegions = differingShare({
  id: "register-regions",
  of: "clinics open in both registers",
  what: "are in another region than in",
  limitName: "max_region_changed_share",
  limit: (gates) => gates.maxRegionChangedShare,
  looksLike: "register-regions-off",
  differing: (pair, arrival) => {
    const current = currentRegion(pair, arrival);
    return {
      clinics: pair.both
        .filter(({ was, is }) => current(was.region) !== current(is.region))
        .map(({ is }) => is),
      whole: pair.both.length,
    };
  },
});

/** The region that an id stands for at the time of the later of two registers. */
function currentRegion({ base, seen }: RegisterPair, { definitions }: Arrival): (id: string) => string {
  const month = base.month > seen.month ? base.month : seen.month;
  const ids = new Map(
    definitions.regions.map((one) => [one.id, resolveRegion(definitions.regions, one, month).id]),
  );
  return (id) => ids.get(id) ?? id;
}
