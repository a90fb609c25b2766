import { parse } from "yaml";
import { z } from "zod";
import { readLedger } from "../db/ledger.js";
import type { Store } from "../db/open.js";
import { numbersRestated, registerReader } from "../db/history/release-changes.js";
import { readRelease } from "../db/history/releases.js";
import type { ReleaseDifference } from "../domain/release/compare-releases.js";
import { compareReleases } from "../domain/release/compare-releases.js";
import type { SealedRelease } from "../domain/release/release.js";
import { windowLength } from "../domain/month.js";

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
    ruleMonths: { from: ruleMonthsOf(from), to: ruleMonthsOf(to) },
    registerOf: {
      from: registerReader(store, { month: from.month, asOf: from.asOf }),
      to: registerReader(store, { month: to.month, asOf: to.asOf }),
    },
  });
}

/** What the comparison needs of a rule's file as it was sealed, whatever else it said then. */
const sealedRule = z.looseObject({ window_months: z.int().min(1) });

/** How many months a release's own rule looked at; twelve where its file does not say so. */
function ruleMonthsOf({ rule, inputs }: SealedRelease): number {
  const file = inputs.find(({ path }) => path.endsWith(`/rules/${rule.id}.yaml`));
  const read = sealedRule.safeParse(parse(file?.content ?? ""));
  return read.success ? read.data.window_months : windowLength;
}
