import type { Month } from "../../../domain/month.js";
import { addMonths, monthsBetween } from "../../../domain/month.js";
import type { Arrival } from "../check.js";
import type { Expectation } from "./expectation.js";
import { expectations, leastExpectationMonths } from "./expectation.js";
import type { MonthCells } from "./panel.js";
import { cellsOfRows, layOut } from "./panel.js";
import type { PackedMonth } from "./packed.js";
import { typeCodes } from "./packed.js";
import type { ClinicFacts, CountsAsked } from "./read-counts.js";
import { changedMonths, readRegisterClinics, readCounts } from "./read-counts.js";

/** A month that a load brings or restates, on the line of the known months before it. */
export interface Timeline {
  numbers: readonly string[];
  types: readonly string[];
  /** The month as the load leaves it. */
  target: MonthCells;
  /** The month as it was known before; null: it is new. */
  before: MonthCells | null;
  /**
   * The known months that come before it, a calendar month each, null where nothing is known; the nearest last. Where a
   * load brings history before what is known, time runs backwards.
   */
  past: readonly (MonthCells | null)[];
  /** True where `past` are the months after it. */
  isBackwards: boolean;
  /** What is judgement in what is computed from it. */
  judgement: Arrival["gates"]["arrival"];
  /** Sums of the up to 12 known months before a place of `past`, or before the target; null: fewer than 6. */
  expectationAt(place: number): Expectation | null;
  /** What the newest register says of each number; null: nothing. */
  clinics: readonly (ClinicFacts | null)[];
  hasRegister: boolean;
  /** The target's cells with plans, in the order of the file's rows. */
  inFileOrder(): Int32Array;
}

const read = new WeakMap<Arrival, Timeline[]>();

/** A timeline for each month of a load that is new or restated otherwise than it was; read once a load. */
export function timelinesOf(arrival: Arrival): Timeline[] {
  const timelines = read.get(arrival) ?? readTimelines(arrival);
  read.set(arrival, timelines);
  return timelines;
}

/** Months of the load that say anything that was not known: those that are new to the store, or restated otherwise. */
function tellingMonths({ store, load, months, known }: Arrival): Month[] {
  if (known.length === 0) return [...months];
  const changed = changedMonths(store, load, months);
  return months.filter((month) => changed.has(month) || !known.includes(month));
}

function readTimelines(arrival: Arrival): Timeline[] {
  const { store, load, known, definitions, gates } = arrival;
  const telling = tellingMonths(arrival);
  // Of a first load the newest month only.
  const targets = telling.slice(known.length === 0 ? -1 : -gates.arrival.maxCheckedMonths.value);
  const [first, last] = [targets[0], targets.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { from, to, isBackwards, span } = rangeOf(arrival, { first, last });
  const codes = typeCodes(definitions.planTypes);
  const knownThere = known.filter((month) => month >= from && month <= to);
  const ownThere = telling.filter((month) => month >= from && month <= to);
  const ofFile = rowsOfLoad(arrival, { months: ownThere, types: codes });
  const packed = [
    ...readCounts(store, { load, types: codes, months: knownThere, when: "before" }),
    ...ofFile.values(),
  ];
  const { numbers, types: places, laid, cellOf } = layOut(packed);
  const types = places.map((place) => codes[place] ?? "other");
  const standing = new Map(laid.slice(0, knownThere.length).map((month) => [month.month, month]));
  const own = new Map(laid.slice(knownThere.length).map((month) => [month.month, month]));
  const named = new Map(definitions.regions.map(({ id, name }) => [id, name]));
  const facts = new Map(
    readRegisterClinics(store, load).map((clinic) => [
      clinic.ydernummer,
      { ...clinic, region: named.get(clinic.region) ?? clinic.region },
    ]),
  );
  const clinics = numbers.map((number) => facts.get(number) ?? null);
  const shared = {
    ...{ numbers, types, clinics, hasRegister: facts.size > 0, isBackwards },
    judgement: arrival.gates.arrival,
  };
  return targets.flatMap((month): Timeline[] => {
    const target = own.get(month);
    if (target === undefined) return [];
    const line = isBackwards
      ? monthsBetween(addMonths(month, 1), to).reverse()
      : monthsBetween(from, addMonths(month, -1));
    const cells = line.slice(-span).map((one) => standing.get(one) ?? own.get(one) ?? null);
    const past = cells.slice(
      Math.max(
        0,
        cells.findIndex((one) => one !== null),
      ),
    );
    const before = standing.get(month) ?? null;
    const expectationAt = expectations(past, target);
    const inFileOrder = (): Int32Array => cellsOfRows(ofFile.get(month) ?? noRows(month), cellOf);
    return [{ ...shared, target, before, past, expectationAt, inFileOrder }];
  });
}

/** What the load says of some of its months, in the order of its file: as it was read, or as it is stored. */
function rowsOfLoad(
  { store, load, counts }: Arrival,
  asked: Pick<CountsAsked, "months" | "types">,
): Map<Month, PackedMonth> {
  const months = asked.months.filter((month) => counts.rowsOf(month) === null);
  const stored = readCounts(store, { ...asked, load, months, when: "after", isInFileOrder: true });
  const others = new Map(stored.map((one) => [one.month, one]));
  return new Map(
    asked.months.map((month) => [month, counts.rowsOf(month) ?? others.get(month) ?? noRows(month)]),
  );
}

const noRows = (month: Month): PackedMonth => ({ month, rows: new Int32Array(0) });

/** The months that are read, and whether time runs backwards in them. */
function rangeOf(
  { months, known, gates }: Arrival,
  { first, last }: { first: Month; last: Month },
): { from: Month; to: Month; isBackwards: boolean; span: number } {
  const { historyMonths, firstHistoryMonths } = gates.arrival;
  const span = (known.length === 0 ? firstHistoryMonths : historyMonths).value;
  const all = [...new Set([...known, ...months])].sort();
  const isBackwards = known.length > 0 && all.filter((month) => month < last).length < leastExpectationMonths;
  const from = isBackwards ? first : addMonths(first, -span);
  const to = isBackwards ? addMonths(last, span) : last;
  return { from, to, isBackwards, span };
}
