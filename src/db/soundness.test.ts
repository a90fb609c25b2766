import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DrawnStore } from "../testing/drawn/drawn-store.js";
import { drawStore } from "../testing/drawn/drawn-store.js";
import { openStoreForWriting } from "./open.js";
import { findUnsoundness } from "./soundness.js";

let drawn: DrawnStore;
/** A store with a restated month, a load that was taken back, two registers, a region's words and a status register. */
beforeEach(async () => {
  drawn = await drawStore();
  drawn.counts({
    "2025-01": [
      ["000001", "KOL", 5, 10],
      ["000002", "KOL", 1, 1],
    ],
  });
  drawn.counts(
    { "2025-01": [["000001", "KOL", 6, 10]], "2025-02": [["000001", "KOL", 2, 3]] },
    { rejected: 2 },
  );
  drawn.register("2025-01", [{ ydernummer: "000001" }, { ydernummer: "000002" }]);
  drawn.register("2025-02", [{ ydernummer: "000001" }]);
  drawn.undo(drawn.counts({ "2025-02": [["000009", "KOL", 9, 9]] }));
  const { raw } = drawn.store;
  const other = raw.prepare(
    `insert into load (load, loaded_at, file_name, sha256, byte_count, kind, profile, rows_read, rows_stored, rows_rejected,
       plans_new, plans_maintained, is_synthetic, program_version)
     values (?, '2025-01-09T00:00:00.000Z', 'x', '${"0".repeat(64)}', 1, ?, ?, 1, 1, 0, 0, 0, 0, '0')`,
  );
  other.run(6, "follow-up", "returned");
  raw.exec(
    `insert into follow_up_load (load, region, month, issued_load, format) values (6, 'nordjylland', '2025-01', 3, 3)`,
  );
  raw.exec(
    `insert into follow_up (month, region, ydernummer, opened, field, load_from, value, line)
     values ('2025-01', 'nordjylland', '000001', '2010-01-01', 'remark', 6, 'ringer i maj', 4)`,
  );
  other.run(7, "status-register", "kommuner.v1");
  raw.exec(
    `insert into status_row (register, row_key, load_from, facts, line) values ('kommuner.v1', '["0101"]', 7, '{}', 2)`,
  );
});
afterEach(() => {
  drawn.end();
});

const found = (): string[] => findUnsoundness(drawn.store).map(({ what, rows }) => `${rows} ${what}`);

/** Does what no part of the program does: the database itself would refuse most of it. */
function damage(sql: string): void {
  const { raw } = drawn.store;
  raw.pragma("foreign_keys = off");
  raw.pragma("ignore_check_constraints = on");
  raw.exec(sql);
  raw.pragma("ignore_check_constraints = off");
  raw.pragma("foreign_keys = on");
}

test("a store that was filled by the rules is sound", () => {
  expect(found()).toEqual([]);
});

test("a store without a row is sound", async () => {
  const empty = await drawStore();
  try {
    expect(findUnsoundness(empty.store)).toEqual([]);
  } finally {
    empty.end();
  }
});

describe("a store is unsound where there are", () => {
  test.each([
    [
      "plan counts that hold twice at the same time",
      "insert into plan_count values ('2025-01', '000001', 'KOL', 1, null, 6, 10, 9) on conflict do update set load_to = null",
    ],
    [
      "plan counts of a month that no standing load names",
      "update plan_count set month = '2024-12' where load_from = 2 and month = '2025-02'",
    ],
    [
      "plan counts that a load brought for a month that it does not name",
      "update plan_count set load_from = 1 where load_from = 2 and month = '2025-02'",
    ],
    [
      "plan counts that a load ended for a month that it does not name",
      "update plan_count set load_to = 4 where load_to = 2",
    ],
    [
      "clinic periods that hold twice at the same time",
      `insert into clinic_period select snapshot_month, ydernummer, opened, 4, null, name, region, municipality, kind,
         doctors_millionths, closed, system, successor, line from clinic_period where load_from = 3 limit 1`,
    ],
    [
      "clinic periods of a snapshot that no standing load names",
      "update clinic_period set snapshot_month = '2024-12' where load_from = 4",
    ],
    [
      "standing loads whose plans are not those that held once they were loaded",
      "update load set plans_new = 99 where load = 2",
    ],
    [
      "standing loads whose plans are not those that held once they were loaded",
      "update load set plans_maintained = 0 where load = 1",
    ],
    [
      "standing registers whose rows are not those that held once they were loaded",
      "update load set rows_stored = 3, rows_read = 3 where load = 3",
    ],
    [
      "words of a region on one cell that hold twice at the same time",
      `insert into follow_up (month, region, ydernummer, opened, field, load_from, value, line)
       values ('2025-01', 'nordjylland', '000001', '2010-01-01', 'remark', 7, 'igen', 5)`,
    ],
    [
      "words of a region that come from no workbook of that region and month",
      "update follow_up set region = 'midtjylland'",
    ],
    [
      "rows of a status register that hold twice at the same time",
      `insert into load select 8, loaded_at, file_name, sha256, byte_count, kind, profile, sheet, 2, 2, 0, 0, 0, 0, null, '0', null
         from load where load = 7;
       insert into status_row (register, row_key, load_from, facts, line) values ('kommuner.v1', '["0101"]', 8, '{}', 2)`,
    ],
    [
      "rows of a status register that come from no load of that register",
      "update status_row set register = 'andet.v1'",
    ],
    [
      "standing status registers whose rows are not those that held once they were loaded",
      "update load set rows_stored = 2, rows_read = 2 where load = 7",
    ],
    [
      "rows of plan_count that hold although their load was taken back",
      "update plan_count set load_to = null where load_from = 5",
    ],
    [
      "rows of plan_count that were ended by a load that was taken back",
      "update plan_count set load_to = 5 where load_to is null and month = '2025-02'",
    ],
    [
      "rows of plan_count that never held although their load stands",
      "update plan_count set load_to = 2 where load_from = 2 and month = '2025-02'",
    ],
    [
      "rows of clinic_period that hold although their load was taken back",
      "update load set undone_at = '2025-05-01T00:00:00.000Z' where load = 4",
    ],
    [
      "rows of clinic_period that never held although their load stands",
      "update clinic_period set load_to = 4 where load_from = 4",
    ],
    [
      "rows of follow_up that hold although their load was taken back",
      "update load set undone_at = '2025-05-01T00:00:00.000Z' where load = 6",
    ],
    [
      "rows of status_row that hold although their load was taken back",
      "update load set undone_at = '2025-05-01T00:00:00.000Z' where load = 7",
    ],
  ])("%s", (what, sql) => {
    damage(sql);
    expect(found().map((line) => line.replace(/^\d+ /, ""))).toContain(what);
  });

  test("counts of months before, between and after those of its loads, with the number of those that hold", () => {
    for (const month of ["2023-01", "2024-12", "2030-12"])
      damage(`insert into plan_count values ('${month}', '000001', 'KOL', 2, null, 1, 1, 9)`);
    damage("insert into plan_count values ('2030-12', '000002', 'KOL', 2, 2, 1, 1, 10)");
    expect(found()).toContain("3 plan counts of a month that no standing load names");
  });

  test("rows that name a load that does not exist, with their number", () => {
    damage("update plan_count set load_from = 77 where load_from = 2; update rejected_row set load = 77");
    expect(found()).toContain("2 rows that name a load that does not exist");
  });

  test("faults that SQLite finds in the file itself, such as rows that a table's own checks refuse; then nothing else is looked at", () => {
    damage("update load set rows_read = rows_read + 1 where load in (1, 2, 3)");
    const watched: string[] = [];
    expect(findUnsoundness(drawn.store, (part) => void watched.push(part))).toEqual([
      { what: "faults that SQLite finds in the file (the first: CHECK constraint failed in load)", rows: 3 },
    ]);
    expect(watched).toEqual(["the schema", "the file's pages"]);
  });

  test("such rows also in a store that was opened to write: opening it looks at its pages alone", async () => {
    damage("update load set rows_read = rows_read + 1 where load = 1");
    const again = await openStoreForWriting(drawn.store.path);
    try {
      expect(findUnsoundness(again)).toHaveLength(1);
      expect(() => again.raw.exec("update load set rows_read = 0 where load = 2")).toThrow(
        "CHECK constraint",
      );
    } finally {
      again.close();
    }
  });

  test("tables, triggers or views that the program did not make, and then no row is read", () => {
    drawn.store.raw.exec(
      "create view endless as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n",
    );
    const watched: string[] = [];
    const faults = findUnsoundness(drawn.store, (part) => void watched.push(part));
    expect(faults).toEqual([{ what: 'view "endless", which flp did not make', rows: 1 }]);
    expect(watched).toEqual(["the schema"]);
  });
});

describe("a check", () => {
  test("tells before each part what it looks at, and ends where it is told to", () => {
    const watched: string[] = [];
    findUnsoundness(drawn.store, (part) => void watched.push(part));
    expect(watched.slice(0, 3)).toEqual(["the schema", "the file's pages", "rows that name a load"]);
    expect(new Set(watched).size).toBe(watched.length);
    expect(watched.length).toBeGreaterThan(20);
    expect(() =>
      findUnsoundness(drawn.store, (part) => {
        if (part.startsWith("plan counts")) throw new Error("it takes too long");
      }),
    ).toThrow("it takes too long");
  });

  test("counts the rows of one fault, not the ways to see it", () => {
    damage("update load set plans_new = 99 where load in (1, 2)");
    expect(found()).toEqual(["2 standing loads whose plans are not those that held once they were loaded"]);
  });
});
