import type { ArrivalVerdict, MistakeId } from "../../domain/shapes/arrival.js";
import { shipped } from "./bench.js";
import { chanceOf } from "./chance.js";
import type { Chance } from "./chance.js";
import type { ArrivalBench } from "./harness.js";
import { openBench } from "./harness.js";
import type { History, MonthRow } from "./histories.js";
import { numbersOf, typesOf } from "./mistakes.js";

/** A known month that comes again. */
export interface Restatement {
  name: string;
  /** What it may rightly be called; empty: it is honest. */
  is: readonly MistakeId[];
  make(ground: {
    rows: readonly MonthRow[];
    /** Rows of another month, so many months before. */
    before: (months: number) => readonly MonthRow[];
    history: History;
    chance: Chance;
  }): MonthRow[];
}

const mapped = (
  name: string,
  is: readonly MistakeId[],
  change: (row: MonthRow, chance: Chance) => MonthRow,
): Restatement => ({ name, is, make: ({ rows, chance }) => rows.map((row) => change(row, chance)) });

/** Honest restatements first. */
export const restatements: readonly Restatement[] = [
  mapped("one plan in fifty registered late", [], ([number, type, fresh, old], chance) => [
    number,
    type,
    fresh + (chance.next() < 0.02 * fresh ? 1 : 0),
    old + (chance.next() < 0.02 * old ? 1 : 0),
  ]),
  mapped("one row in thirty corrected", [], ([number, type, fresh, old], chance) =>
    chance.next() < 1 / 30 ? [number, type, Math.max(0, fresh - 1), old + 1] : [number, type, fresh, old],
  ),
  {
    name: "two clinics that had not reported",
    is: [],
    make: ({ rows }) => {
      const late = numbersOf(rows).slice(0, 2);
      return rows.map(([number, type, fresh, old]) =>
        late.includes(number) ? [number, type, fresh + 3, old + 4] : [number, type, fresh, old],
      );
    },
  },
  mapped("everything doubled", ["doubled"], ([number, type, fresh, old]) => [
    number,
    type,
    2 * fresh,
    2 * old,
  ]),
  mapped("measures swapped", ["measures-swapped"], ([number, type, fresh, old]) => [
    number,
    type,
    old,
    fresh,
  ]),
  { name: "the rows of the month before", is: ["copied-month"], make: ({ before }) => [...before(1)] },
  { name: "the rows of the next month", is: ["copied-month"], make: ({ before }) => [...before(-1)] },
  {
    name: "a plan type gone",
    is: ["type-missing", "lost-plans"],
    make: ({ rows }) => rows.filter(([, type]) => type !== typesOf(rows)[0]),
  },
  {
    name: "a region gone",
    is: ["region-missing", "numbers-cut", "lost-plans"],
    make: ({ rows, history }) => {
      const gone = new Set(
        history.clinics
          .filter(({ region }) => region === history.clinics[0]?.region)
          .map(({ number }) => number),
      );
      return rows.filter(([number]) => !gone.has(number));
    },
  },
  {
    name: "a practice system gone",
    is: ["system-missing", "lost-plans"],
    make: ({ rows, history }) => {
      const gone = new Set(
        history.clinics.filter(({ system }) => system === "LPS-B").map(({ number }) => number),
      );
      return rows.filter(([number]) => !gone.has(number));
    },
  },
  {
    name: "plans moved to the next clinic",
    is: ["numbers-shifted", "numbers-mixed", "restated-much"],
    make: ({ rows }) => {
      const numbers = numbersOf(rows);
      const next = new Map(
        numbers.map((number, place) => [number, numbers[(place + 1) % numbers.length] ?? number]),
      );
      return rows.map(([number, ...rest]) => [next.get(number) ?? number, ...rest]);
    },
  },
  mapped("half of the rows changed by a half", ["restated-much", "spread-off"], (row, chance) => {
    const [number, type, fresh, old] = row;
    if (chance.next() < 0.5) return row;
    const times = chance.next() < 0.5 ? 0.4 : 1.6;
    return [number, type, Math.round(fresh * times), Math.round(old * times)];
  }),
];

/** What is said of each restatement of the month before the last one. */
export async function tryRestatements(
  history: History,
  seed: number,
): Promise<{ restatement: Restatement; verdict: ArrivalVerdict }[]> {
  const bench = await wholeBench(history);
  const place = history.months.length - 2;
  const target = history.months[place];
  if (target === undefined) throw new Error("no month to restate");
  try {
    return restatements.map((restatement) => {
      const rows = restatement.make({
        rows: target.rows,
        before: (months) => history.months[place - months]?.rows ?? [],
        history,
        chance: chanceOf(seed),
      });
      return { restatement, verdict: bench.look([{ month: target.month, rows }]) };
    });
  } finally {
    bench.end();
  }
}

async function wholeBench(history: History, from = 0): Promise<ArrivalBench> {
  const bench = await openBench(await shipped());
  const last = history.months.at(-1);
  if (last !== undefined && history.clinics.length > 0) bench.register(last.month, history.clinics);
  bench.load(history.months.slice(from));
  return bench;
}

/** What is said of the first months of a history that come after the later ones. */
export async function lookBackwards(history: History, months: number): Promise<ArrivalVerdict> {
  const bench = await wholeBench(history, months);
  try {
    return bench.look(history.months.slice(0, months));
  } finally {
    bench.end();
  }
}

/** What is said of rolling files: each brings the twelve months before it again, one row in fifty of them one plan higher. */
export async function walkRolling(
  history: History,
  from: number,
  seed: number,
): Promise<{ month: string; verdict: ArrivalVerdict }[]> {
  const bench = await openBench(await shipped());
  const chance = chanceOf(seed);
  const restated = (rows: readonly MonthRow[]): MonthRow[] =>
    rows.map(([number, type, fresh, old]) => [number, type, fresh, old + (chance.next() < 0.02 ? 1 : 0)]);
  const first = history.months[from];
  if (first !== undefined && history.clinics.length > 0) bench.register(first.month, history.clinics);
  const known = history.months.map(({ month, rows }) => ({ month, rows: [...rows] }));
  bench.load(known.slice(0, from));
  try {
    return known.slice(from).map((target, step) => {
      const place = from + step;
      const file = known.slice(place - 12, place + 1);
      for (const one of file.slice(0, -1)) one.rows = restated(one.rows);
      const verdict = bench.look(file);
      bench.load(file);
      return { month: target.month, verdict };
    });
  } finally {
    bench.end();
  }
}

/** What is said of a whole history as a first load, once its register is known; `keeps` leaves clinics out. */
export async function lookAtFirstLoad(
  history: History,
  keeps: (number: string, place: number, count: number) => boolean,
): Promise<ArrivalVerdict> {
  const bench = await openBench(await shipped());
  const last = history.months.at(-1);
  if (last !== undefined) bench.register(last.month, history.clinics);
  const numbers = history.clinics.map(({ number }) => number).sort();
  const kept = new Set(numbers.filter((number, place) => keeps(number, place, numbers.length)));
  try {
    return bench.look(
      history.months.map(({ month, rows }) => ({ month, rows: rows.filter(([number]) => kept.has(number)) })),
    );
  } finally {
    bench.end();
  }
}
