import { WholeNumberSolver } from "./whole-number-solver.js";

/** Clinics by outcome as somebody reads them. */
export interface ToldCount {
  pass: number;
  notPass: number;
}

/** A row of a table as somebody reads it. */
export interface ToldRow extends ToldCount {
  /** Null: the row lays groups together. */
  name: string | null;
  /** The region of a municipality; null: the country, or several regions. */
  within: string | null;
}

/** Everything about clinics that one month's public files tell. */
export interface ToldMonth {
  month: string;
  /** Null: not told. */
  country: ToldCount | null;
  regions: readonly ToldRow[];
  systems: readonly ToldRow[];
  municipalities: readonly ToldRow[];
  /** Bins from the lowest plans per doctor to the highest: `from` is the least, `unknown` clinics are `apart`. */
  bins: readonly { from: number; to: number; withUnknown: boolean; clinics: number }[];
  apart: number;
  activity: readonly { month: string; active: number; clinics: number }[];
}

/** What anybody can look up: which municipality a clinic lies in, and which system it uses. */
export interface PublicClinic {
  region: string;
  municipality: string;
  system: string;
}

/** From how many clinics what a group moved by is accepted, as the editions say themselves. */
const acceptedFrom = 75;
const smallest = 5;
const isSmall = (count: number): boolean => Math.abs(count) > 0 && Math.abs(count) < smallest;

/**
 * Groups of 1 to 4 clinics that follow from what one month's files tell, in words; none is as it should be. `knowsSizes`: the
 * register is that of the month, so that anybody can count the clinics of a municipality. Figures that contradict each
 * other are told too: nothing would follow from them.
 */
export function pinnedInMonth(
  told: ToldMonth,
  register: readonly PublicClinic[],
  { knowsSizes }: { knowsSizes: boolean },
): string[] {
  const all = { register, sizes: false, few: null } as const;
  const certain = [
    ...groupAttacks(told, all),
    ...(knowsSizes ? groupAttacks(told, { ...all, sizes: true }) : []),
    binAttack(told),
  ];
  // That every group of a row has 1 to 4 may be wrong: then nothing follows.
  const assumed = (["pass", "notPass"] as const).flatMap((few) => groupAttacks(told, { ...all, few }));
  const pinned = [...certain, ...assumed].flatMap((solver, place) => {
    const found = solver.pinned(isSmall);
    if (found === null) return place < certain.length ? [`${told.month}: figures contradict each other`] : [];
    return [...found].map(([name, count]) => `${told.month} ${name}: ${count}`);
  });
  const compared = told.country === null ? null : told.country.pass + told.country.notPass;
  const activity = told.activity.flatMap(
    ({ month, active, clinics }) =>
      [
        ["active", active],
        ["not active", clinics - active],
        ...(month === told.month && compared !== null ? [["left out by the rule", clinics - compared]] : []),
      ] as [string, number][],
  );
  return [
    ...new Set([
      ...pinned,
      ...activity
        .filter(([, count]) => isSmall(count))
        .map(([name, count]) => `${told.month} ${name}: ${count}`),
    ]),
  ];
}

/** The table's unknowns, one by group and outcome, with each row as the sum of its groups. */
function groupAttacks(
  told: ToldMonth,
  known: { register: readonly PublicClinic[]; sizes: boolean; few: keyof ToldCount | null },
): WholeNumberSolver[] {
  const { country } = told;
  if (country === null) return [];
  const solver = new WholeNumberSolver();
  const parts = ["pass", "notPass"] as const;
  const name = (table: string, group: string, part: string): string => `${table} ${group} ${part}`;
  const groups = groupsOf(known.register);
  const tables = [
    { table: "region", rows: told.regions, groups: groups.regions },
    { table: "system", rows: told.systems, groups: groups.systems },
    { table: "municipality", rows: told.municipalities, groups: groups.municipalities },
  ];
  for (const part of parts) {
    for (const { table, rows, groups: names } of tables) {
      if (rows.length > 0)
        solver.addSum(
          [...names.keys()].map((group) => name(table, group, part)),
          country[part],
        );
      for (const { row, members } of membersOf(rows, [...names.keys()])) {
        solver.addSum(
          members.map((group) => name(table, group, part)),
          row[part],
        );
        // Where nothing stands beside it, a row is its larger group again, and says nothing of its groups' sizes.
        const isBeside = rows.some((other) => other.name !== null && other.within === row.within);
        if (known.few === part && members.length > 1 && isBeside)
          for (const group of members) solver.add(name(table, group, part), { low: 1, high: smallest - 1 });
      }
    }
    for (const region of groups.regions.keys()) {
      const own = [...groups.municipalities.keys()].filter((group) => group.startsWith(`${region}/`));
      const shown = told.regions.find((row) => row.name === region);
      if (told.municipalities.length > 0 && shown !== undefined)
        solver.addSum(
          own.map((group) => name("municipality", group, part)),
          shown[part],
        );
    }
  }
  if (known.sizes) {
    // A row in which nobody or everybody passes says so of each of its clinics: the policy tells none from few.
    const isUniform = ({ pass, notPass }: ToldCount): boolean => pass === 0 || notPass === 0;
    const uniform = new Set(
      tables.flatMap(({ table, rows, groups: names }) =>
        membersOf(rows, [...names.keys()])
          .filter(({ row }) => isUniform(row))
          .flatMap(({ members }) => members.map((group) => `${table} ${group}`)),
      ),
    );
    for (const { table, groups: names } of tables)
      for (const [group, clinics] of names) {
        const [region = ""] = group.split("/");
        if (isUniform(country) || uniform.has(`${table} ${group}`) || uniform.has(`region ${region}`))
          continue;
        solver.addSum(
          parts.map((part) => name(table, group, part)),
          clinics,
        );
      }
  }
  return [solver];
}

/** Numbers of clinics by the names that a table can have. */
function groupsOf(
  register: readonly PublicClinic[],
): Record<"regions" | "systems" | "municipalities", Map<string, number>> {
  const count = (nameOf: (clinic: PublicClinic) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const clinic of register) counts.set(nameOf(clinic), (counts.get(nameOf(clinic)) ?? 0) + 1);
    return counts;
  };
  return {
    regions: count(({ region }) => region),
    systems: count(({ system }) => system),
    municipalities: count(({ region, municipality }) => `${region}/${municipality}`),
  };
}

/** The groups behind each row: its own, or all of its region that no row names. */
export function membersOf(
  rows: readonly ToldRow[],
  names: readonly string[],
): { row: ToldRow; members: string[] }[] {
  const key = ({ name, within }: ToldRow): string =>
    within === null ? (name ?? "") : `${within}/${name ?? ""}`;
  const alone = new Set(rows.filter(({ name }) => name !== null).map(key));
  const told = new Set(rows.flatMap(({ within }) => within ?? []));
  const rests = new Set(
    rows.flatMap(({ name, within }) => (name === null && within !== null ? [within] : [])),
  );
  return rows.map((row) => {
    if (row.name !== null) return { row, members: [key(row)] };
    const members = names.filter((name) => {
      if (alone.has(name)) return false;
      const [region = ""] = name.split("/");
      if (row.within !== null) return region === row.within;
      return !name.includes("/") || told.size === 0 || !rests.has(region);
    });
    return { row, members };
  });
}

/** Above the line of the requirement all clinics pass; what is left of those that pass does so by other plans. */
function binAttack({ country, bins, apart }: ToldMonth, line = 10): WholeNumberSolver {
  const solver = new WholeNumberSolver();
  if (country === null || bins.length === 0) return solver;
  const names = bins.map((_, place) => `bin ${place}`);
  solver.add("unknown doctors");
  for (const [place, { from, to, withUnknown, clinics }] of bins.entries()) {
    const own = names[place] ?? "";
    solver.addSum([`${own} pass`, `${own} fail`, ...(withUnknown ? ["unknown doctors"] : [])], clinics);
    if (from >= line) solver.add(`${own} fail`, { high: 0 });
    if (to < line) solver.add(`${own} pass`);
  }
  if (!bins.some(({ withUnknown }) => withUnknown)) solver.addSum(["unknown doctors"], apart);
  solver.addSum(
    names.map((own) => `${own} pass`),
    country.pass,
  );
  solver.addSum([...names.map((own) => `${own} fail`), "unknown doctors"], country.notPass);
  // Who does not think of takeovers takes all that pass to stand above the line.
  const below = bins.flatMap(({ to }, place) => (to < line ? [`${names[place] ?? ""} pass`] : []));
  if (below.length > 0 && bins.every(({ from, to }) => from >= line || to < line)) {
    const above = bins.filter(({ from }) => from >= line).reduce((sum, { clinics }) => sum + clinics, 0);
    solver.addSum(["pass by other plans"], country.pass - above);
  }
  return solver;
}

/** Differences of 1 to 4 clinics between two editions that tell of a group that is not accepted, in words. */
export function pinnedBetween(
  [earlier, later]: readonly [ToldMonth, ToldMonth],
  register: readonly PublicClinic[],
): string[] {
  const names = groupsOf(register);
  const tables = [
    {
      kind: "region",
      accepts: true,
      before: earlier.regions,
      now: later.regions,
      all: [...names.regions.keys()],
    },
    {
      kind: "system",
      accepts: true,
      before: earlier.systems,
      now: later.systems,
      all: [...names.systems.keys()],
    },
    {
      kind: "municipality",
      accepts: false,
      before: earlier.municipalities,
      now: later.municipalities,
      all: [...names.municipalities.keys()],
    },
  ];
  const country = { row: { name: "", within: null }, members: ["all"] };
  const found =
    earlier.country === null || later.country === null
      ? []
      : differences(
          { kind: "country", accepts: true },
          [{ ...country, row: { ...country.row, ...earlier.country } }],
          [{ ...country, row: { ...country.row, ...later.country } }],
        );
  const groups = tables.flatMap(({ kind, accepts, before, now, all }) => {
    const rowsNow = membersOf(now, all);
    // All clinics of the country in one row are the country again.
    const isCountry = rowsNow.filter(({ row: { pass, notPass } }) => pass + notPass > 0).length === 1;
    return differences({ kind, accepts: accepts || isCountry }, membersOf(before, all), rowsNow);
  });
  return [...found, ...groups].map((one) => `${earlier.month} to ${later.month}: ${one}`);
}

type Row = { row: ToldRow; members: string[] };

function differences(
  { kind, accepts }: { kind: string; accepts: boolean },
  before: readonly Row[],
  now: readonly Row[],
): string[] {
  const blocks: { names: Set<string>; before: Row[]; now: Row[] }[] = [];
  for (const [side, rows] of [
    ["before", before],
    ["now", now],
  ] as const) {
    for (const row of rows) {
      const joined = { names: new Set(row.members), before: [] as Row[], now: [] as Row[] };
      joined[side].push(row);
      for (const other of blocks.filter(({ names }) => row.members.some((name) => names.has(name)))) {
        for (const name of other.names) joined.names.add(name);
        joined.before.push(...other.before);
        joined.now.push(...other.now);
        blocks.splice(blocks.indexOf(other), 1);
      }
      blocks.push(joined);
    }
  }
  return blocks.flatMap(({ names, before: then, now: current }) => {
    if (then.length === 0 || current.length === 0) return [];
    const sum = (rows: Row[], part: keyof ToldCount): number =>
      rows.reduce((total, { row }) => total + row[part], 0);
    const moved = (["pass", "notPass"] as const).map((part) => sum(current, part) - sum(then, part));
    const total = moved.reduce((one, other) => one + other, 0);
    if (![...moved, total].some(isSmall)) return [];
    const size = Math.min(...[then, current].map((rows) => sum(rows, "pass") + sum(rows, "notPass")));
    const isAlone = names.size === 1;
    if ((accepts || !isAlone) && size >= acceptedFrom) return [];
    return [`${kind} ${[...names].slice(0, 3).join(", ")} moved by ${moved.join(" and ")}`];
  });
}
