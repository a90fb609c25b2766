import { rmSync } from "node:fs";
import { measured } from "./measure.mjs";

const columns = `month text not null, ydernummer text not null, plan_type text not null,
  new_plans integer not null, maintained_plans integer not null, primary key (month, ydernummer, plan_type)`;
const checks = `, check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'), check (length(plan_type) > 0),
  check (ydernummer glob '[0-9][0-9][0-9][0-9][0-9][0-9]'), check (new_plans between 0 and 1000000),
  check (maintained_plans between 0 and 1000000)`;

/** Tables that an ingest of counts is comparable with: by key alone, stored in the key's order as ours, and with our checks. */
export const tables = {
  keyed: `(${columns})`,
  clustered: `(${columns}) strict, without rowid`,
  checked: `(${columns}${checks}) strict, without rowid`,
};

/** Measures `sqlite3 .import` of a file of plan counts into one of the tables of a fresh database. */
export function importCounts(database, file, table) {
  removeDatabase(database);
  return measured("sqlite3", [database], {
    input: `pragma journal_mode = wal;\ncreate table plan_count ${table};\n.mode csv\n.separator ;\n.import --skip 1 ${file} plan_count\n`,
  });
}

/** Removes a database and what SQLite keeps beside it. */
export function removeDatabase(path) {
  for (const end of ["", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
}
