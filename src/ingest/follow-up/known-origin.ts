import type { Store } from "../../db/open.js";
import type { Region } from "../../defs/codes/regions.js";
import type { Month } from "../../domain/month.js";
import { consultantsId } from "../../domain/shapes/follow-up.js";
import { exitCode } from "../../lib/errors.js";
import { regionOfNumbers } from "./place/clinic-standing.js";
import { ReturnError } from "./returned/faults.js";
import { parseWrittenNumber } from "./returned/issued.js";
import type { KnownOrigin } from "./returned/origin.js";
import type { ReturnedWorkbook } from "./returned/read-returned.js";

/**
 * Who wrote in a workbook, and its month; where it does not say them, from its clinics and from `month`, which the user
 * names. Throws exit 11 where they cannot be told.
 */
export function knownOrigin(
  workbook: ReturnedWorkbook,
  named: { month: Month | null },
  tools: { store: Store; regions: readonly Region[] },
): KnownOrigin {
  const { origin, fileName } = workbook;
  const { form } = origin;
  const month = origin.month ?? named.month;
  const region = form.id === "regions" ? regionOf(workbook, tools) : null;
  const writer =
    region !== null
      ? { id: region.id, name: region.name }
      : form.id === "consultants"
        ? { id: consultantsId, name: "the data consultants" }
        : null;
  if (writer !== null && month !== null) return { ...origin, region, month, writer };
  const lacking = writer === null ? "region" : "month";
  const itself = `ask ${form.author} to send the file itself that was sent out, with its hidden sheets`;
  throw new ReturnError(
    exitCode.layout,
    `${form.workbook} without its hidden sheets: its ${lacking} cannot be told`,
    {
      place: fileName,
      remedy: writer === null ? itself : `name the month with --month YYYY-MM, or ${itself}`,
    },
  );
}

/** The region that a workbook names, or else the one that its clinics lie in; null where neither tells it. */
function regionOf(
  { origin, grids }: ReturnedWorkbook,
  { store, regions }: { store: Store; regions: readonly Region[] },
): Region | null {
  if (origin.region !== null) return origin.region;
  const numbers = grids.flatMap(({ rows }) =>
    rows.flatMap(({ cells }) =>
      cells.flatMap(({ text }) => (/^\d{6}$/.test(text) ? (parseWrittenNumber(text) ?? []) : [])),
    ),
  );
  const id = regionOfNumbers(store, [...new Set(numbers)]);
  return regions.find((one) => one.id === id) ?? null;
}

/** What is odd about where the workbook comes from, although it can be read. */
export function originWarnings(
  fileName: string,
  { load, month, region }: KnownOrigin,
  store: Store,
): string[] {
  const warnings: string[] = [];
  const issuing =
    load === null
      ? null
      : store.raw
          .prepare<[number], { undone_at: string | null }>("select undone_at from load where load = ?")
          .get(load);
  if (issuing === undefined)
    warnings.push(`it was made when load ${load ?? 0} was the newest, which this database does not have`);
  const named = /(\d{4}-\d{2})/.exec(fileName)?.[1];
  if (named !== undefined && named !== month)
    warnings.push(`its name says ${named}, but it is the workbook of ${month}`);
  const code = /_(\d{4})_/.exec(fileName)?.[1];
  if (code !== undefined && region !== null && region.code !== null && code !== region.code)
    warnings.push(`its name says region ${code}, but it is the workbook of ${region.name} (${region.code})`);
  return warnings;
}
