import type { Month } from "../../domain/month.js";
import type { Store } from "../open.js";

/**
 * True when a load after `load`, and not after `asOf`, changed a count of a month up to `upTo` or a row of the register of
 * the month `register` (null: none). A load that was taken back changed nothing.
 */
export function changedSince(
  store: Store,
  asked: { load: number; asOf: number; upTo: Month; register: Month | null },
): boolean {
  const moved = `(
    (load_from > @load and load_from <= @asOf) or (load_to > @load and load_to <= @asOf)
  ) and (load_to is null or load_to <> load_from)`;
  const found = store.raw
    .prepare<typeof asked, number>(
      `select exists (select 1 from plan_count where month <= @upTo and ${moved})
         or exists (select 1 from clinic_period where snapshot_month = @register and ${moved})`,
    )
    .pluck()
    .get(asked);
  return found === 1;
}
