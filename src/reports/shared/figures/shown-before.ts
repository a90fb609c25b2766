import type { Store } from "../../../db/open.js";
import { releaseBefore } from "../../../db/history/releases.js";
import { dateInDenmark } from "../../../domain/danish.js";
import type { Basis } from "../../../domain/shapes/figures.js";
import type { ShownBefore } from "../../../domain/shapes/shown-before.js";

/**
 * What the meeting before a report was shown: the newest release that was sealed before the report's newest load came.
 * A release that is sealed later, also one of the report itself, is not looked at, so that the same store and load give
 * the same report on any day. Null where there is none.
 */
export function shownBefore(store: Store, { loads, asOf }: Basis): ShownBefore | null {
  const newest = loads.at(-1);
  if (newest === undefined) return null;
  const release = releaseBefore(store, { load: asOf, instant: newest.loadedAt });
  if (release === null) return null;
  const { name, sealedAt, month, clinics, pass } = release;
  return {
    name,
    date: dateInDenmark(sealedAt),
    month,
    asOf: release.asOf,
    share: clinics === 0 ? null : pass / clinics,
  };
}
