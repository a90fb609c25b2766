import type { Chance } from "./chance.js";
import type { HistoryClinic, MonthRow } from "./histories.js";

/** What a mistake is made of: the month's true rows, and what lies round them. */
export interface MistakeGround {
  rows: readonly MonthRow[];
  /** Rows of the month so many months before. */
  before: (months: number) => readonly MonthRow[];
  clinics: ReadonlyMap<string, HistoryClinic>;
  chance: Chance;
  /** Calendar month, 1 to 12. */
  calendar: number;
}

/** A mistake that a supplier makes: each gives a tidy file. Null: the month cannot have it. */
export interface Mistake {
  name: string;
  make(ground: MistakeGround): MonthRow[] | null;
}

export const mapped = (
  name: string,
  change: (row: MonthRow, ground: MistakeGround) => MonthRow,
): Mistake => ({
  name,
  make: (ground) => ground.rows.map((row) => change(row, ground)),
});

export const kept = (
  name: string,
  keep: (row: MonthRow, ground: MistakeGround, place: number) => boolean,
): Mistake => ({
  name,
  make: (ground) => ground.rows.filter((row, place) => keep(row, ground, place)),
});

export const numbersOf = (rows: readonly MonthRow[]): string[] =>
  [...new Set(rows.map(([number]) => number))].sort();

/** Gives each number the rows of another, by their places in order. */
export function renumbered(
  rows: readonly MonthRow[],
  to: (place: number, count: number) => number,
): MonthRow[] {
  const numbers = numbersOf(rows);
  const place = new Map(numbers.map((number, index) => [number, index]));
  return rows.map(([number, ...rest]) => [
    numbers[to(place.get(number) ?? 0, numbers.length)] ?? number,
    ...rest,
  ]);
}

/** The commonest value of a dimension but the first `skip`. */
export function groupOf(
  ground: MistakeGround,
  dimension: "region" | "system" | "kind",
  skip = 0,
): string | null {
  const counts = new Map<string, number>();
  for (const number of numbersOf(ground.rows)) {
    const clinic = ground.clinics.get(number);
    if (clinic !== undefined) counts.set(clinic[dimension], (counts.get(clinic[dimension]) ?? 0) + 1);
  }
  if (counts.size < 2) return null;
  const sorted = [...counts].sort((left, right) => right[1] - left[1]);
  const [name, size] = sorted[Math.min(skip, sorted.length - 1)] ?? ["", 0];
  return size < 3 ? null : name;
}

function withoutGroup(name: string, dimension: "region" | "system" | "kind", skip = 0): Mistake {
  return {
    name,
    make: (ground) => {
      const group = groupOf(ground, dimension, skip);
      if (group === null) return null;
      return ground.rows.filter(([number]) => ground.clinics.get(number)?.[dimension] !== group);
    },
  };
}

export const typesOf = (rows: readonly MonthRow[]): string[] =>
  [...new Set(rows.map(([, type]) => type))].sort();

export function retyped(
  rows: readonly MonthRow[],
  to: (place: number, count: number) => number,
  count?: number,
): MonthRow[] {
  const types = typesOf(rows).slice(0, count);
  return rows.map(([number, type, ...rest]) => {
    const place = types.indexOf(type);
    return [number, place < 0 ? type : (types[to(place, types.length)] ?? type), ...rest];
  });
}

function shuffled<Value>(values: readonly Value[], chance: Chance): Value[] {
  const mixed = [...values];
  for (let place = mixed.length - 1; place > 0; place -= 1) {
    const other = chance.whole(place + 1);
    [mixed[place], mixed[other]] = [mixed[other] as Value, mixed[place] as Value];
  }
  return mixed;
}

/** Rows of several months added up. */
export function summed(months: readonly (readonly MonthRow[])[]): MonthRow[] {
  const sums = new Map<string, [number, number]>();
  for (const rows of months)
    for (const [number, type, fresh, kept_] of rows) {
      const sum = sums.get(`${number};${type}`) ?? [0, 0];
      sums.set(`${number};${type}`, [sum[0] + fresh, sum[1] + kept_]);
    }
  return [...sums].sort().map(([key, sum]) => {
    const [number = "", type = ""] = key.split(";");
    return [number, type, ...sum];
  });
}

const testRows = (rows: readonly MonthRow[], row: (place: number) => MonthRow): MonthRow[] => [
  ...rows,
  ...Array.from({ length: 10 }, (_, place) => row(place)),
];

/** The mistakes that limits were tried on. */
export const mistakes: readonly Mistake[] = [
  mapped("new and maintained swapped", ([number, type, fresh, old]) => [number, type, old, fresh]),
  { name: "last month again", make: ({ before }) => [...before(1)] },
  { name: "last year's month again", make: ({ before }) => [...before(12)] },
  { name: "an older month again", make: ({ before }) => [...before(7)] },
  {
    name: "half of the rows from last month",
    make: ({ rows, before }) => {
      const numbers = numbersOf([...rows, ...before(1)]);
      const middle = numbers[Math.floor(numbers.length / 2)] ?? "";
      return [
        ...rows.filter(([number]) => number < middle),
        ...before(1).filter(([number]) => number >= middle),
      ];
    },
  },
  withoutGroup("the largest region missing", "region"),
  withoutGroup("a small region missing", "region", 9),
  withoutGroup("a practice system missing", "system", 1),
  withoutGroup("a small practice system missing", "system", 9),
  withoutGroup("a clinic kind missing", "kind", 1),
  kept("a plan type missing", ([, type], { rows }) => type !== typesOf(rows)[1]),
  { name: "two plan types swapped", make: ({ rows }) => retyped(rows, (place) => 1 - place, 2) },
  {
    name: "plan types rotated",
    make: ({ rows }) => retyped(rows, (place, count) => (place + 1) % count),
  },
  {
    name: "numbers shifted by one",
    make: ({ rows }) => renumbered(rows, (place, count) => (place + 1) % count),
  },
  {
    name: "counts shifted by one row",
    make: ({ rows }) =>
      rows.map(([number, type], place) => {
        const [, , fresh, old] = rows[(place + 1) % rows.length] ?? rows[0] ?? ["", "", 0, 0];
        return [number, type, fresh, old];
      }),
  },
  {
    name: "numbers shuffled",
    make: ({ rows, chance }) => {
      const order = shuffled([...numbersOf(rows).keys()], chance);
      return renumbered(rows, (place) => order[place] ?? place);
    },
  },
  {
    name: "counts sorted apart from their rows",
    make: ({ rows }) => {
      const sorted = rows.toSorted((left, right) => left[2] + left[3] - right[2] - right[3]);
      return rows.map(([number, type], place) => [
        number,
        type,
        sorted[place]?.[2] ?? 0,
        sorted[place]?.[3] ?? 0,
      ]);
    },
  },
  mapped("all new 0", ([number, type, , old]) => [number, type, 0, old]),
  mapped("all maintained 0", ([number, type, fresh]) => [number, type, fresh, 0]),
  mapped("new as maintained", ([number, type, , old]) => [number, type, old, old]),
  {
    name: "one clinic with 9000 plans",
    make: ({ rows, chance }) => {
      const chosen = chance.whole(rows.length);
      return rows.map((row, place) => (place === chosen ? [row[0], row[1], 9000, row[3]] : row));
    },
  },
  {
    name: "ten test rows of strange numbers",
    make: ({ rows }) =>
      testRows(rows, (place) => [String(999_980 + place), rows[0]?.[1] ?? "KOL", 1 + place, 2]),
  },
  {
    name: "ten test rows of 50 and 50",
    make: ({ rows, chance }) => {
      const chosen = new Set(Array.from({ length: 10 }, () => chance.whole(rows.length)));
      return rows.map((row, place) => (chosen.has(place) ? [row[0], row[1], 50, 50] : row));
    },
  },
  mapped("drawn on the 20th", ([number, type, fresh, old], { chance }) => {
    const part = (count: number): number =>
      Array.from({ length: Math.min(count, 5000) }).filter(() => chance.next() < 0.65).length;
    return [number, type, part(fresh), part(old)];
  }),
  mapped("all counts doubled", ([number, type, fresh, old]) => [number, type, 2 * fresh, 2 * old]),
  mapped("ten times too much", ([number, type, fresh, old]) => [number, type, 10 * fresh, 10 * old]),
  mapped("a tenth", ([number, type, fresh, old]) => [
    number,
    type,
    Math.floor(fresh / 10),
    Math.floor(old / 10),
  ]),
  {
    name: "running sums of the year",
    make: ({ rows, before, calendar }) =>
      calendar === 1
        ? null
        : summed([rows, ...Array.from({ length: calendar - 1 }, (_, back) => before(back + 1))]),
  },
  {
    name: "half of the clinics lost",
    make: ({ rows, chance }) => {
      const lost = new Set(numbersOf(rows).filter(() => chance.next() < 0.5));
      return rows.filter(([number]) => !lost.has(number));
    },
  },
  {
    name: "the last quarter of the numbers cut",
    make: ({ rows }) => {
      const numbers = numbersOf(rows);
      const end = numbers[Math.floor(numbers.length * 0.75)] ?? "";
      return rows.filter(([number]) => number < end);
    },
  },
  mapped("rounded to tens", ([number, type, fresh, old]) => [
    number,
    type,
    10 * Math.round(fresh / 10),
    10 * Math.round(old / 10),
  ]),
  {
    name: "filled down 1, 2, 3",
    make: ({ rows }) => rows.map(([number, type, , old], place) => [number, type, 1 + place, old]),
  },
  mapped("all counts equal", ([number, type]) => [number, type, 4, 6]),
  {
    name: "each clinic's own average",
    make: ({ rows, before }) => {
      const sums = new Map(
        summed(Array.from({ length: 12 }, (_, back) => before(back + 1))).map((row) => [
          `${row[0]};${row[1]}`,
          row,
        ]),
      );
      return rows.map(([number, type]) => {
        const [, , fresh, old] = sums.get(`${number};${type}`) ?? ["", "", 0, 0];
        return [number, type, Math.round(fresh / 12), Math.round(old / 12)];
      });
    },
  },
  mapped("measures swapped in one system", ([number, type, fresh, old], ground) => {
    const group = groupOf(ground, "system");
    const isIn =
      group === null ? type === typesOf(ground.rows)[0] : ground.clinics.get(number)?.system === group;
    return isIn ? [number, type, old, fresh] : [number, type, fresh, old];
  }),
  mapped("measures swapped in one plan type", ([number, type, fresh, old], { rows }) =>
    type === typesOf(rows)[1] ? [number, type, old, fresh] : [number, type, fresh, old],
  ),
  mapped("one region doubled", ([number, type, fresh, old], ground) => {
    const group = groupOf(ground, "region");
    const isIn =
      group === null
        ? number < (numbersOf(ground.rows)[20] ?? "")
        : ground.clinics.get(number)?.region === group;
    return isIn ? [number, type, 2 * fresh, 2 * old] : [number, type, fresh, old];
  }),
  mapped("one plan type doubled", ([number, type, fresh, old], { rows }) =>
    type === typesOf(rows)[0] ? [number, type, 2 * fresh, 2 * old] : [number, type, fresh, old],
  ),
  {
    name: "one plan type copied over another",
    make: ({ rows }) => {
      const [one = "", other = ""] = typesOf(rows);
      const rest = rows.filter(([, type]) => type !== other);
      return [
        ...rest,
        ...rest
          .filter(([, type]) => type === one)
          .map(([number, , ...counts]): MonthRow => [number, other, ...counts]),
      ].sort();
    },
  },
];
