import { normalizeLabel } from "../defs/labels.js";
import { nearestOf } from "../defs/nearest.js";
import type { Profile, ProfileColumn } from "../defs/profiles.js";
import { monthFormats } from "../defs/profiles.js";
import { maskCpr } from "../domain/cpr.js";
import { parseMonthText } from "../domain/month-text.js";
import type { TextRecord, TextTable } from "./records.js";

/** What a draft says where nobody but a person can tell. It matches no heading, so a draft left as it is reads no file. */
const open = "?";

/**
 * A profile to start from, as YAML, for a table of an unknown layout: its headings are laid beside those of the profile
 * that comes closest. What is only alike is marked; what is not found is left open.
 */
export function draftProfile(table: TextTable, closest: Profile, fileName: string): string {
  const header = table.head.reduce<TextRecord | undefined>(
    (best, record) => (best === undefined || filled(record) > filled(best) ? record : best),
    undefined,
  );
  const headings = (header?.cells ?? []).map((cell) => maskCpr(cell.trim())).filter((cell) => cell !== "");
  const left = new Set(headings);
  const found = (column: ProfileColumn): { heading: string; isSure: boolean } | null => {
    const same = [...left].find((heading) => column.labels.includes(normalizeLabel(heading)));
    const alike = same ?? nearestOf(column.header, [...left]);
    if (alike === null) return null;
    left.delete(alike);
    return { heading: alike, isSure: same !== undefined };
  };
  const line = (key: string, column: ProfileColumn, more = ""): string => {
    const place = found(column);
    const value = JSON.stringify(place?.heading ?? `${open} ${key}`);
    const optional = column.optional ? ", optional: true" : "";
    const remark = place === null ? "  # not found" : place.isSure ? "" : "  # alike only: check";
    return `${key}: { header: ${value}${optional}${more} }${remark}`;
  };
  const month = closest.month.column;
  const monthLine =
    month === null
      ? `  # no column: say where the month stands, see pipelines/README.md`
      : `  ${monthColumn(table, header, { left, line: (more) => line("column", month, more) })}`;
  const fields: Record<string, ProfileColumn | null> = { ...closest.columns };
  const columns = Object.entries(fields).flatMap(([field, column]) =>
    column === null ? [] : [`  ${line(field === "planType" ? "plan_type" : field, column)}`],
  );
  return [
    `# Draft of a layout, made from the header of ${maskCpr(fileName).replaceAll(/\p{C}/gu, " ")}. Correct what begins with "${open}" or is marked, then save it`,
    `# under pipelines/monthly/profiles with its id as name; pipelines/README.md describes every key.`,
    "",
    `id: new-layout.v1`,
    `kind: ${closest.kind}`,
    `title: "${open}"`,
    `source: "${open}"`,
    "",
    "xlsx:",
    `  sheet: ${table.sheet === null ? "null" : JSON.stringify(maskCpr(table.sheet))}`,
    `  title_rows: ${Math.max(0, Math.min(100, (header?.line ?? 1) - (table.head[0]?.line ?? 1)))}`,
    "",
    "month:",
    monthLine,
    "",
    "columns:",
    ...columns,
    ...(left.size === 0
      ? []
      : ["", `# headings that are not used: ${[...left].map((one) => JSON.stringify(one)).join(", ")}`]),
    "",
  ].join("\n");
}

function filled(record: TextRecord): number {
  return record.cells.filter((cell) => cell.trim() !== "").length;
}

/** The month's column: found by its values where these are months, else by its heading. */
function monthColumn(
  table: TextTable,
  header: TextRecord | undefined,
  how: { left: Set<string>; line: (more: string) => string },
): string {
  const rows = table.head.filter((record) => record.line > (header?.line ?? 0));
  for (const [place, cell] of (header?.cells ?? []).entries()) {
    const texts = rows.map((record) => record.cells[place]?.trim() ?? "").filter((text) => text !== "");
    const formats = monthFormats.filter((format) =>
      texts.some((text) => parseMonthText(text, [format]) !== null),
    );
    const heading = maskCpr(cell.trim());
    const areMonths = texts.length > 0 && texts.every((text) => parseMonthText(text, formats) !== null);
    if (!areMonths || !how.left.delete(heading)) continue;
    return `column: { header: ${JSON.stringify(heading)}, formats: [${formats.join(", ")}] }  # by its values: check`;
  }
  return how.line(`, formats: [${monthFormats.join(", ")}]`);
}
