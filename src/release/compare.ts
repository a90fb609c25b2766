import { readLedger } from "../db/ledger.js";
import type { Store } from "../db/open.js";
import { numbersRestated, registerReader } from "../db/history/release-changes.js";
import { readRelease } from "../db/history/releases.js";
import type { ReleaseDifference } from "../domain/release/compare-releases.js";
import { compareReleases } from "../domain/release/compare-releases.js";

/** What changed from one sealed release to another, and why. Throws exit 2 for a name that there is not. */
export async function differenceBetween(
  store: Store,
  names: { from: string; to: string },
): Promise<ReleaseDifference> {
  const from = await readRelease(store, names.from);
  const to = await readRelease(store, names.to);
  const [earlier, later] = from.asOf <= to.asOf ? [from.asOf, to.asOf] : [to.asOf, from.asOf];
  const loads = (await readLedger(store)).filter(
    ({ load, kind, status }) =>
      load > earlier && load <= later && kind === "plan-counts" && status === "stored",
  );
  return compareReleases(from, to, {
    numbersRestated: numbersRestated(store, { from: from.asOf, to: to.asOf }),
    loads,
    registerOf: {
      from: registerReader(store, { month: from.month, asOf: from.asOf }),
      to: registerReader(store, { month: to.month, asOf: to.asOf }),
    },
  });
}
