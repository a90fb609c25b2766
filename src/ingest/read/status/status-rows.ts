import type { Definitions } from "../../../defs/definitions.js";
import type { StatusProfile } from "../../../defs/profiles/profiles.js";
import type { StatusValue } from "../../../domain/shapes/status.js";
import type { ColumnPlan } from "../../match/match-profile.js";
import { FieldNotes } from "../fields/field-notes.js";
import { emptyTest, tidyFilter } from "../fields/filters.js";
import type { StatusEntryRow } from "../row-shapes.js";
import { decimalMarkOf } from "../plan-counts.js";
import type { RowReader } from "../rows.js";
import { fieldReader } from "../rows.js";
import { statusParser } from "./cells.js";
import { checkEntry } from "./entry-checks.js";

/** Reads records of a status register: one row an entry, whose columns and checks its file describes. */
export function statusReader(
  plan: ColumnPlan,
  { register, values }: StatusProfile,
  definitions: Definitions,
): RowReader<StatusEntryRow> {
  const notes = new FieldNotes();
  const isEmpty = emptyTest(definitions.emptyValues, values.empty);
  const forms = { mark: decimalMarkOf(plan), dates: values.dates };
  const filter = tidyFilter(notes, isEmpty);
  const readers = register.columns.map(
    (column) => [column, fieldReader(plan, column.id, statusParser(column, forms), filter)] as const,
  );
  return {
    read: (record, { rows, problems }) => {
      const before = problems.length;
      const entry: Record<string, StatusValue> = {};
      for (const [column, read] of readers) {
        const value = read(record, problems);
        if (value !== undefined) entry[column.id] = value;
      }
      if (problems.length === before) problems.push(...checkEntry(entry, record.line, { plan, register }));
      if (problems.length > before) return false;
      const key = JSON.stringify(register.key.map((column) => keyPart(entry[column] ?? null)));
      rows.push({ line: record.line, register: register.id, key, facts: JSON.stringify(entry) });
      return true;
    },
    warnings: () => notes.warnings(),
  };
}

/** Capital letters and blanks make no other entry. */
function keyPart(value: StatusValue): StatusValue {
  return typeof value === "string" ? value.toLocaleLowerCase("da-DK") : value;
}
