import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "../../db/open.js";
import { openStoreForWriting } from "../../db/open.js";

/** A count as it is drawn: number, plan type, new and maintained plans. */
export type DrawnCount = readonly [
  ydernummer: string,
  planType: string,
  newPlans: number,
  maintained: number,
];

/** A clinic period as it is drawn; what is left out is alike for all. */
export interface DrawnPeriod {
  ydernummer: string;
  opened?: string;
  name?: string;
  region?: string;
  municipality?: string | null;
  kind?: string;
  doctorsMillionths?: number | null;
  closed?: string | null;
  system?: string | null;
  successor?: string | null;
}

/** What a load is drawn with beside its rows. */
export interface DrawnLoad {
  file?: string;
  sha256?: string;
  loadedAt?: string;
  rejected?: number;
  accepted?: string | null;
  synthetic?: boolean;
}

/** A store whose rows are drawn, row by row as sql/schema says, without a file and without the code that stores files. */
export interface DrawnStore {
  store: Store;
  folder: string;
  /** Stores the whole truth about some months; a month without rows is zero. Returns the load. */
  counts(months: Readonly<Record<string, readonly DrawnCount[]>>, load?: DrawnLoad): number;
  /** Stores a snapshot of clinics. Returns the load. */
  register(month: string, periods: readonly DrawnPeriod[], load?: DrawnLoad): number;
  /** Takes the newest load back. */
  undo(load: number, at?: string): void;
  end(): void;
}

/** Opens an empty store in a folder of its own. */
export async function drawStore(): Promise<DrawnStore> {
  const folder = mkdtempSync(join(tmpdir(), "flp-drawn-store-"));
  const store = await openStoreForWriting(join(folder, "flp.sqlite"));
  const { raw } = store;
  const begin = (kind: string, rows: number, plans: readonly [number, number], load: DrawnLoad): number => {
    const next = Number(raw.prepare("select coalesce(max(load), 0) + 1 from load").pluck().get());
    const rejected = load.rejected ?? 0;
    raw
      .prepare(
        `insert into load (load, loaded_at, file_name, sha256, byte_count, kind, profile, rows_read, rows_stored,
           rows_rejected, plans_new, plans_maintained, is_synthetic, accepted_reason, program_version)
         values (?, ?, ?, ?, 1, ?, 'drawn.v1', ?, ?, ?, ?, ?, ?, ?, '0')`,
      )
      .run(
        ...[next, load.loadedAt ?? `2025-01-${String(next).padStart(2, "0")}T10:00:00.000Z`],
        ...[load.file ?? `file-${next}.csv`, load.sha256 ?? String(next).repeat(64).slice(0, 64), kind],
        ...[
          rows + rejected,
          rows,
          rejected,
          ...plans,
          load.synthetic === true ? 1 : 0,
          load.accepted ?? null,
        ],
      );
    return next;
  };
  const name = (load: number, month: string): void => {
    raw.prepare("insert into load_month (load, month) values (?, ?)").run(load, month);
  };
  return {
    store,
    folder,
    counts: (months, settings = {}) => {
      const all = Object.values(months).flat();
      const sum = (at: 2 | 3): number => all.reduce((total, row) => total + row[at], 0);
      const load = begin("plan-counts", all.length, [sum(2), sum(3)], settings);
      for (const [month, rows] of Object.entries(months)) {
        name(load, month);
        raw.prepare("update plan_count set load_to = ? where month = ? and load_to is null").run(load, month);
        const insert = raw.prepare("insert into plan_count values (?, ?, ?, ?, null, ?, ?, ?)");
        for (const [place, [ydernummer, type, added, maintained]] of rows.entries())
          insert.run(month, ydernummer, type, load, added, maintained, place + 2);
      }
      return load;
    },
    register: (month, periods, settings = {}) => {
      const load = begin("clinic-register", periods.length, [0, 0], settings);
      name(load, month);
      raw
        .prepare("update clinic_period set load_to = ? where snapshot_month = ? and load_to is null")
        .run(load, month);
      const insert = raw.prepare(
        `insert into clinic_period (snapshot_month, ydernummer, opened, load_from, load_to, name, region, municipality, kind,
           doctors_millionths, closed, system, successor, line)
         values (?, ?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      );
      for (const [place, period] of periods.entries()) {
        const { ydernummer, opened = "2010-01-01", region = "nordjylland", kind = "PLO-klinik" } = period;
        insert.run(
          ...[month, ydernummer, opened, load, period.name ?? `Klinik ${ydernummer}`, region],
          ...[period.municipality ?? null, kind, period.doctorsMillionths ?? null, period.closed ?? null],
          ...[period.system ?? null, period.successor ?? null, place + 2],
        );
      }
      return load;
    },
    undo: (load, at = "2025-02-01T00:00:00.000Z") => {
      for (const table of ["plan_count", "clinic_period"]) {
        raw.prepare(`update ${table} set load_to = load_from where load_from = ?`).run(load);
        raw.prepare(`update ${table} set load_to = null where load_to = ? and load_from < ?`).run(load, load);
      }
      raw.prepare("update load set undone_at = ? where load = ?").run(at, load);
    },
    end: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
