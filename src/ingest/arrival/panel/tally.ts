import { heldAsOf } from "../../../db/history/changes.js";
import type { Store } from "../../../db/open.js";
import type { Month } from "../../../domain/month.js";
import { monthIndex } from "../../../domain/month.js";
import type { PlanCountRow } from "../../read/row-shapes.js";
import type { PackedMonth } from "./packed.js";
import { keyFactor, rowLength, typeCodes } from "./packed.js";

/** A number that a file names. */
export interface NamedNumber {
  ydernummer: string;
  /** All its plans, new and maintained. */
  plans: number;
  /** The first month for which it has a row. */
  first: Month;
}

/** A row of counts, as far as it is tallied. */
type CountedRow = Omit<PlanCountRow, "line" | "ydernummer"> & { ydernummer: string };

/** What a tally is made for. */
export interface TallySettings {
  /** Plan types, in the order of their places in a packed month. */
  planTypes: readonly { code: string }[];
  /** Months whose rows are kept, the newest: what else a check asks for is read from the store. */
  keptMonths: number;
}

/**
 * What a file says, taken down row by row while it is stored: reading it once more from the store took as long as all
 * checks of a first load together.
 */
export class CountTally {
  private readonly typePlaces: Map<string, number>;
  private readonly named = new Map<string, TalliedNumber>();
  private readonly kept = new Map<Month, KeptMonth>();
  private current: CurrentMonth | null = null;
  private latest: TalliedNumber | null = null;

  constructor(private readonly settings: TallySettings) {
    this.typePlaces = new Map(typeCodes(settings.planTypes).map((code, place) => [code, place]));
  }

  take(rows: readonly CountedRow[]): void {
    const others = this.typePlaces.size;
    for (const { month, ydernummer, planType, newPlans, maintainedPlans } of rows) {
      const current = this.current?.month === month ? this.current : this.turnTo(month);
      // Rows of one number mostly stand together.
      if (this.latest?.ydernummer !== ydernummer) this.latest = this.numberOf(ydernummer, current);
      const number = this.latest;
      number.plans += newPlans + maintainedPlans;
      if (current.index < number.firstIndex) {
        number.first = month;
        number.firstIndex = current.index;
      }
      current.rows?.push(number.key + (this.typePlaces.get(planType) ?? others), newPlans, maintainedPlans);
    }
  }

  /** A month's rows in the order of the file; null where they were not kept. */
  rowsOf(month: Month): PackedMonth | null {
    const rows = this.kept.get(month);
    return rows === undefined ? null : { month, rows: rows.taken() };
  }

  /** Every number that the file names. */
  numbers(): NamedNumber[] {
    return [...this.named.values()].map(({ ydernummer, plans, first }) => ({ ydernummer, plans, first }));
  }

  private turnTo(month: Month): CurrentMonth {
    const current = { month, index: monthIndex(month), rows: this.rowsFor(month) };
    this.current = current;
    return current;
  }

  private rowsFor(month: Month): KeptMonth | null {
    const known = this.kept.get(month);
    if (known !== undefined) return known;
    if (this.kept.size >= this.settings.keptMonths) {
      const oldest = [...this.kept.keys()].reduce((first, one) => (one < first ? one : first));
      if (month < oldest) return null;
      this.kept.delete(oldest);
    }
    const rows = new KeptMonth();
    this.kept.set(month, rows);
    return rows;
  }

  private numberOf(ydernummer: string, { month, index }: CurrentMonth): TalliedNumber {
    const known = this.named.get(ydernummer);
    if (known !== undefined) return known;
    const key = Number(ydernummer) * keyFactor;
    const number = { ydernummer, key, plans: 0, first: month, firstIndex: index };
    this.named.set(ydernummer, number);
    return number;
  }
}

/** A number, its part of the key of a row, and the place of its first month in the calendar. */
interface TalliedNumber extends NamedNumber {
  key: number;
  firstIndex: number;
}

/** The month of the latest row. */
interface CurrentMonth {
  month: Month;
  /** Its place in the calendar: numbers are compared faster than texts. */
  index: number;
  /** Null: its rows are not kept. */
  rows: KeptMonth | null;
}

/** The rows of a month while they come in. */
class KeptMonth {
  private rows = new Int32Array(firstRows * rowLength);
  private length = 0;

  push(key: number, fresh: number, maintained: number): void {
    if (this.length === this.rows.length) {
      const larger = new Int32Array(2 * this.rows.length);
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows[this.length] = key;
    this.rows[this.length + 1] = fresh;
    this.rows[this.length + 2] = maintained;
    this.length += rowLength;
  }

  taken(): Int32Array {
    return this.rows.subarray(0, this.length);
  }
}

/** About as many rows as a month of the country has. */
const firstRows = 4096;

/** The tally of months of a load that was stored already, read from the store. */
export function readTally(
  store: Store,
  { load, months, planTypes }: { load: number; months: readonly Month[] } & Pick<TallySettings, "planTypes">,
): CountTally {
  const tally = new CountTally({ planTypes, keptMonths: months.length });
  const select = store.raw.prepare<{ load: number; month: Month }, Omit<CountedRow, "month">>(
    `select ydernummer, plan_type as planType, new_plans as newPlans, maintained_plans as maintainedPlans
     from plan_count where month = @month and ${heldAsOf} order by line`,
  );
  for (const month of months) tally.take(select.all({ load, month }).map((row) => ({ ...row, month })));
  return tally;
}
