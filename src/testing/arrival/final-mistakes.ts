import type { MonthRow } from "./histories.js";
import type { Mistake, MistakeGround } from "./mistakes.js";
import { groupOf, kept, mapped, numbersOf, renumbered, summed, typesOf } from "./mistakes.js";

/** True for rows of the second largest practice system; where none is known, of the middle fifth of the numbers. */
function inOneSystem(ground: MistakeGround): (number: string) => boolean {
  const group = groupOf(ground, "system", 1);
  if (group !== null) return (number) => ground.clinics.get(number)?.system === group;
  const numbers = numbersOf(ground.rows);
  const [from, to] = [numbers[Math.floor(numbers.length * 0.4)], numbers[Math.floor(numbers.length * 0.6)]];
  return (number) => number >= (from ?? "") && number < (to ?? "");
}

/** Changes the rows of one system and leaves the others. */
const ofOneSystem = (
  name: string,
  change: (row: MonthRow, types: readonly string[]) => MonthRow | null,
): Mistake => ({
  name: `${name} in one system`,
  make: (ground) => {
    const isIn = inOneSystem(ground);
    const types = typesOf(ground.rows);
    return ground.rows.flatMap((row) => {
      const changed = isIn(row[0]) ? change(row, types) : row;
      return changed === null ? [] : [changed];
    });
  },
});

/** The month with one measure of the month before, where the row was there. */
const staleMeasure = (name: string, place: 2 | 3): Mistake => ({
  name,
  make: ({ rows, before }) => {
    const old = new Map(before(1).map((row) => [`${row[0]};${row[1]}`, row]));
    return rows.map((row): MonthRow => {
      const was = old.get(`${row[0]};${row[1]}`) ?? row;
      return place === 2 ? [row[0], row[1], was[2], row[3]] : [row[0], row[1], row[2], was[3]];
    });
  },
});

const months = (count: number): Mistake => ({
  name: `the last ${count} months together`,
  make: ({ rows, before }) =>
    summed([rows, ...Array.from({ length: count - 1 }, (_, back) => before(back + 1))]),
});

/** Mistakes beyond those that limits were first tried on: what others may think of. */
export const finalMistakes: readonly Mistake[] = [
  { name: "the month two years before", make: ({ before }) => [...before(24)] },
  mapped("three times too much", ([number, type, fresh, old]) => [number, type, 3 * fresh, 3 * old]),
  kept("every third row lost", (_row, _ground, place) => place % 3 !== 0),
  kept("every tenth row lost", (_row, _ground, place) => place % 10 !== 0),
  kept("the first third of the rows lost", (_row, { rows }, place) => place >= rows.length / 3),
  kept("the last tenth of the rows lost", (_row, { rows }, place) => place < rows.length * 0.9),
  mapped("new added to maintained", ([number, type, fresh, old]) => [number, type, fresh, fresh + old]),
  mapped("maintained added to new", ([number, type, fresh, old]) => [number, type, fresh + old, old]),
  mapped("counts cut at 9", ([number, type, fresh, old]) => [
    number,
    type,
    Math.min(9, fresh),
    Math.min(9, old),
  ]),
  { name: "numbers in reverse", make: ({ rows }) => renumbered(rows, (place, count) => count - 1 - place) },
  months(2),
  months(3),
  months(12),
  mapped("counts below 5 left out", ([number, type, fresh, old]) => [
    number,
    type,
    fresh < 5 ? 0 : fresh,
    old < 5 ? 0 : old,
  ]),
  mapped("counts below 5 raised to 5", ([number, type, fresh, old]) => [
    number,
    type,
    fresh > 0 ? Math.max(5, fresh) : 0,
    old > 0 ? Math.max(5, old) : 0,
  ]),
  kept("rows with a zero left out", ([, , fresh, old]) => fresh > 0 && old > 0),
  staleMeasure("new plans of last month", 2),
  staleMeasure("maintained plans of last month", 3),
  {
    name: "one plan type of last month",
    make: ({ rows, before }) => {
      const [type] = typesOf(rows);
      return [...rows.filter((row) => row[1] !== type), ...before(1).filter((row) => row[1] === type)].sort();
    },
  },
  {
    name: "one system of last month",
    make: (ground) => {
      const isIn = inOneSystem(ground);
      const stale = ground.before(1).filter(([number]) => isIn(number));
      return [...ground.rows.filter(([number]) => !isIn(number)), ...stale].sort();
    },
  },
  ofOneSystem("new plans all 0", ([number, type, , old]) => [number, type, 0, old]),
  ofOneSystem("a plan type missing", (row, types) => (row[1] === types[0] ? null : row)),
  ofOneSystem("two plan types swapped", ([number, type, ...counts], types) => [
    number,
    type === types[0] ? (types[1] ?? type) : type === types[1] ? (types[0] ?? type) : type,
    ...counts,
  ]),
  ofOneSystem("everything doubled", ([number, type, fresh, old]) => [number, type, 2 * fresh, 2 * old]),
  {
    name: "every second row repeats the one above",
    make: ({ rows }) =>
      rows.map((row, place) => {
        const above = place % 2 === 1 ? (rows[place - 1] ?? row) : row;
        return [row[0], row[1], above[2], above[3]];
      }),
  },
  mapped("counts changed at random", ([number, type, fresh, old], { chance }) => {
    const changed = (count: number): number => Math.round(count * 4 * chance.next() ** 3);
    return [number, type, changed(fresh), changed(old)];
  }),
];
