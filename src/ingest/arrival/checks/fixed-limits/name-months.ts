import { monthsInName } from "../../../../domain/months-in-name.js";
import type { PromisedMonths } from "../../../../domain/months-in-name.js";
import type { Month } from "../../../../domain/month.js";
import { holesIn, monthsBetween } from "../../../../domain/month.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import { listed } from "../../finding-parts.js";

const id = "name-months";

/**
 * The months that a file's name promises, held against those that its rows name. A name with two months promises all from
 * the first to the last; one with a single month promises that this is the newest, and the months before it only where
 * they are a whole window (`min_rolling_months`) or as many as an earlier file with such a name had.
 * Source: contract, "Order and identity".
 */
export const nameMonths: ArrivalCheck = {
  id,
  kinds: ["plan-counts", "clinic-register"],
  check: (arrival) => {
    const promised = monthsInName(arrival.fileName);
    if (promised === null || arrival.months.length === 0) return [];
    const apart = comparedWithName(promised, arrival);
    const isApart = apart.foreign.length + apart.lacking.length > 0;
    // Who says the month of a file says it against the file's name.
    const verdict = !isApart ? "ok" : arrival.isMonthGiven ? "look" : "hold";
    const name = wordsOf(promised);
    const core = {
      id,
      verdict,
      seen: apart.foreign.length + apart.lacking.length,
      expected: [0, 0],
      unit: "months",
      basis: `${name} in the file's name`,
      finding: isApart ? findingOf(name, apart) : `the file's name and its rows name the same months`,
    } as const;
    const facts = { name, foreign: listed(apart.foreign), lacking: listed(apart.lacking) };
    return [resultOf(core, { code: id, looks_like: "name-months", facts, excess: isApart ? core.seen : 0 })];
  },
};

/** Months that the rows name and the name does not, and the other way round. */
interface Apart {
  foreign: Month[];
  lacking: Month[];
}

function comparedWithName({ first, last }: PromisedMonths, arrival: Arrival): Apart {
  const { months, kind } = arrival;
  // A register is about one month, the last that its name has.
  const promised = first === last || kind === "clinic-register" ? [last] : monthsBetween(first, last);
  const isWindow = first === last && kind === "plan-counts" && isWindowUpTo(last, arrival);
  return {
    foreign: isWindow ? [] : months.filter((month) => !promised.includes(month)),
    lacking: promised.filter((month) => !months.includes(month)),
  };
}

function isWindowUpTo(last: Month, arrival: Arrival): boolean {
  const { months, definitions } = arrival;
  if (months.at(-1) !== last || holesIn(months).length > 0) return false;
  const length = months.length;
  return length >= definitions.deliveries.minRollingMonths.value || wasDeliveredBefore(length, arrival);
}

/** True when a standing load of a file with one month in its name had as many months, up to that one. */
function wasDeliveredBefore(length: number, { store, load, kind }: Arrival): boolean {
  return store.raw
    .prepare<{ load: number; kind: string; length: number }, { file: string; newest: string }>(
      `select load.file_name as file, max(load_month.month) as newest
       from load
       inner join load_month on load_month.load = load.load
       where load.load < @load and load.kind = @kind and load.undone_at is null
       group by load.load
       having count(*) = @length`,
    )
    .all({ load, kind, length })
    .some(({ file, newest }) => {
      const name = monthsInName(file);
      return name !== null && name.first === name.last && name.last === newest;
    });
}

function wordsOf({ first, last }: PromisedMonths): string {
  return first === last ? first : `${first} to ${last}`;
}

function findingOf(name: string, { foreign, lacking }: Apart): string {
  const parts = [
    ...(foreign.length === 0 ? [] : [`its rows also name ${listed(foreign)}`]),
    ...(lacking.length === 0 ? [] : [`no row names ${listed(lacking)}`]),
  ];
  return `the file's name says ${name}, but ${parts.join(", and ")}: check that it is the right extract, and give it a name that fits`;
}
