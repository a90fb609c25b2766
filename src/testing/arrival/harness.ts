import type { Store } from "../../db/open.js";
import { openStoreForWriting } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { Month } from "../../domain/month.js";
import type { ArrivalVerdict } from "../../domain/shapes/arrival.js";
import { checkArrival } from "../../ingest/arrival/arrival.js";
import type { Arrival } from "../../ingest/arrival/check.js";
import type { History, HistoryClinic, MonthRow } from "./histories.js";

const clock = { now: (): Date => new Date("2027-11-15T12:00:00Z") };

/** A store in memory into which months are put without files, and held against the same checks as an ingest. */
export interface ArrivalBench {
  store: Store;
  /** Stores a register snapshot. */
  register(month: Month, clinics: readonly HistoryClinic[]): void;
  /** Stores months as one load without looking at them. */
  load(months: readonly { month: Month; rows: readonly MonthRow[] }[]): void;
  /** What would be said of a load of these months; nothing of it stays. */
  look(months: readonly { month: Month; rows: readonly MonthRow[] }[]): ArrivalVerdict;
  /** What `use` makes of a load of these months; nothing of it stays. */
  arrive<Made>(
    months: readonly { month: Month; rows: readonly MonthRow[] }[],
    use: (load: Omit<Arrival, "known" | "counts">) => Made,
  ): Made;
  end(): void;
}

/** A row of counts that holds now. */
interface StandingRow {
  ydernummer: string;
  type: string;
  fresh: number;
  maintained: number;
}

/** Opens an empty one. */
export async function openBench(definitions: Definitions): Promise<ArrivalBench> {
  const store = await openStoreForWriting(":memory:");
  const { raw } = store;
  const enter = raw.prepare(
    `insert into load (loaded_at, file_name, sha256, byte_count, kind, profile, rows_read, rows_stored, rows_rejected,
       plans_new, plans_maintained, is_synthetic, program_version)
     values ('2026-01-01T00:00:00Z', 'bench.csv', '${"0".repeat(64)}', 1, ?, 'bench', 0, 0, 0, 0, 0, 1, '0')`,
  );
  const names = raw.prepare("insert into load_month (load, month) values (?, ?)");
  const standing = raw.prepare<[string], StandingRow>(
    `select ydernummer, plan_type as type, new_plans as fresh, maintained_plans as maintained
     from plan_count where month = ? and load_to is null`,
  );
  const close = raw.prepare(
    "update plan_count set load_to = ? where month = ? and ydernummer = ? and plan_type = ? and load_to is null",
  );
  const count = raw.prepare(
    `insert into plan_count (month, ydernummer, plan_type, load_from, load_to, new_plans, maintained_plans, line)
     values (?, ?, ?, ?, null, ?, ?, ?)`,
  );
  const period = raw.prepare(
    `insert into clinic_period (snapshot_month, ydernummer, opened, load_from, name, region, kind, doctors_millionths,
       closed, system, line) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const begin = (kind: string, months: readonly Month[]): number => {
    const load = Number(enter.run(kind).lastInsertRowid);
    for (const month of months) names.run(load, month);
    return load;
  };
  const put = (months: readonly { month: Month; rows: readonly MonthRow[] }[]): number => {
    const load = begin(
      "plan-counts",
      months.map(({ month }) => month),
    );
    for (const { month, rows } of months) {
      // As an ingest does, a load writes only what changed.
      const had = new Map(standing.all(month).map((one) => [`${one.ydernummer} ${one.type}`, one]));
      const stays = ([number, type, fresh, maintained]: MonthRow): boolean => {
        const one = had.get(`${number} ${type}`);
        return one?.fresh === fresh && one.maintained === maintained;
      };
      const kept = new Set(rows.filter(stays).map(([number, type]) => `${number} ${type}`));
      for (const [key, { ydernummer, type }] of had)
        if (!kept.has(key)) close.run(load, month, ydernummer, type);
      rows.forEach((row, line) => {
        const [number, type, fresh, maintained] = row;
        if (!stays(row)) count.run(month, number, type, load, fresh, maintained, line + 1);
      });
    }
    return load;
  };
  const arrive: ArrivalBench["arrive"] = (months, use) => {
    raw.exec("savepoint arriving");
    try {
      return use({
        ...{ load: put(months), kind: "plan-counts", months: months.map(({ month }) => month).sort() },
        ...{ fileName: "bench.csv", isMonthGiven: false },
        rows: months.reduce((sum, { rows }) => sum + rows.length, 0),
        ...{ store, definitions, clock, gates: definitions.gates.load },
      });
    } finally {
      raw.exec("rollback to arriving; release arriving");
    }
  };
  return {
    store,
    arrive,
    register: (month, clinics) => {
      raw.exec("savepoint loading");
      const load = begin("clinic-register", [month]);
      clinics.forEach(({ number, opened, region, kind, doctors, closed, system }, line) =>
        period.run(
          month,
          number,
          opened,
          load,
          `Clinic ${number}`,
          region,
          kind,
          doctors === null ? null : Math.round(doctors * 1e6),
          closed,
          system,
          line + 1,
        ),
      );
      raw.exec("release loading");
    },
    load: (months) => {
      raw.exec("savepoint loading");
      put(months);
      raw.exec("release loading");
    },
    look: (months) => arrive(months, (load) => checkArrival(load)),
    end: () => store.close(),
  };
}

/** A bench that holds the register and the first months of a history, as one load. */
export async function benchOf(
  history: History,
  months: number,
  definitions: Definitions,
): Promise<ArrivalBench> {
  const bench = await openBench(definitions);
  const last = history.months[months - 1]?.month;
  if (history.clinics.length > 0 && last !== undefined) bench.register(last, history.clinics);
  bench.load(history.months.slice(0, months));
  return bench;
}
