import { readLedger } from "../../db/ledger.js";
import type { LedgerEntry } from "../../db/ledger.js";
import type { Store } from "../../db/open.js";
import { asDatabaseError } from "../../db/database-error.js";
import { releasesRestingOn } from "../../db/history/releases.js";
import { beginWriting, endWriting } from "../../db/write-lock.js";
import type { Clock } from "../../lib/clock.js";
import { usageError } from "../../lib/errors.js";
import type { Logger } from "../../lib/logger.js";

/** Tables that keep history by load_from and load_to. */
const historyTables = ["plan_count", "clinic_period", "follow_up", "status_row"] as const;

/**
 * Takes the newest standing load back: its rows never held, and those that it closed hold again. Nothing is deleted, and
 * the ledger keeps the load, marked undone. Throws exit 2 for any other load: what came later rests on it.
 */
export async function undoLoad(
  store: Store,
  load: number,
  tools: { clock: Clock; logger: Logger },
): Promise<LedgerEntry> {
  try {
    await beginWriting(store, (message) => tools.logger.info(message));
    await refuseAllButNewest(store, load);
    refuseSealed(store, load);
    for (const table of historyTables) {
      store.raw.prepare(`update ${table} set load_to = load_from where load_from = ?`).run(load);
      store.raw
        .prepare(`update ${table} set load_to = null where load_to = @load and load_from < @load`)
        .run({ load });
    }
    store.raw
      .prepare("update load set undone_at = ? where load = ?")
      .run(tools.clock.now().toISOString(), load);
    endWriting(store, "commit");
  } catch (error) {
    endWriting(store, "rollback");
    throw asDatabaseError(error, store.path);
  }
  const undone = (await readLedger(store)).find((entry) => entry.load === load);
  if (undone === undefined) throw new Error(`load ${load} is gone from the ledger`);
  return undone;
}

async function refuseAllButNewest(store: Store, load: number): Promise<void> {
  const ledger = await readLedger(store);
  const asked = ledger.find((entry) => entry.load === load);
  const newest = ledger.findLast((entry) => entry.status === "stored");
  if (asked === undefined)
    throw usageError(`there is no load ${load}`, "flp loads lists those that there are");
  if (asked.status === "undone") {
    throw usageError(`load ${load} was taken back already`, "flp loads shows which loads stand");
  }
  if (newest !== undefined && newest.load !== load) {
    throw usageError(
      `load ${load} is not the newest: load ${newest.load} (${newest.file}) came later and rests on it`,
      `take load ${newest.load} back first, with flp undo ${newest.load}`,
    );
  }
}

/** What was shown at a meeting must be shown again: a load that a sealed release rests on stays. */
function refuseSealed(store: Store, load: number): void {
  const releases = releasesRestingOn(store, load);
  if (releases.length === 0) return;
  const sealed = releases.length === 1 ? "a sealed release rests" : "sealed releases rest";
  throw usageError(
    `load ${load} cannot be taken back: ${sealed} on it (${releases.join(", ")})`,
    "load a corrected file instead; the figures change, and what was shown can still be shown again",
  );
}
