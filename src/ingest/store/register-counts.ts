import { statusDifferences } from "../../db/history/status-rows.js";
import type { Store } from "../../db/open.js";
import type { RegisterCounts } from "./outcome.js";

/** How many entries of its register a load brought, changed and took away. */
export function registerCounts(
  store: Store,
  { id, title, load }: { id: string; title: string; load: number },
): RegisterCounts {
  const differences = statusDifferences(store, { register: id, load });
  const earlier = store.raw
    .prepare<[string, number], number>(
      `select count(*) from load where kind = 'status-register' and profile = ? and load < ? and undone_at is null`,
    )
    .pluck()
    .get(id, load);
  return {
    ...{ id, title, isFirst: earlier === 0 },
    added: differences.filter(({ old }) => old === null).length,
    changed: differences.filter(({ old, now }) => old !== null && now !== null).length,
    removed: differences.filter(({ now }) => now === null).length,
  };
}
