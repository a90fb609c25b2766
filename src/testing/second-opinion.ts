/**
 * The metrics computed a second time, by loops over rows and whole-number fractions, so that the SQL models are held
 * against something that shares no line with them. Written from the definitions alone; knows only what is shipped.
 */

/** A row of an extract of plan counts. */
export interface CountRow {
  month: string;
  ydernummer: string;
  planType: string;
  new: number;
  maintained: number;
}

/** A row of a register. `doctors` is the text as it stands in the file. */
export interface ClinicRow {
  ydernummer: string;
  name: string;
  region: string;
  municipality: string;
  kind: string;
  doctors: string;
  opened: string;
  closed: string;
  system: string;
  successor: string;
}

/** What is known: every row of every known month, and a register for each snapshot month. */
export interface World {
  months: readonly string[];
  counts: readonly CountRow[];
  registers: ReadonlyMap<string, readonly ClinicRow[]>;
}

/** What clinics or plans are split by; null is the whole. */
export type Split = "region" | "municipality" | "system" | "kind" | "plan-type" | null;

/** A row of an answer. */
export type Row = Record<string, unknown>;

/** The regions in the order in which they are listed, with the months in which they exist. */
const regions = [
  { name: "Region Nordjylland", from: "2007-01", to: "9999-12" },
  { name: "Region Midtjylland", from: "2007-01", to: "9999-12" },
  { name: "Region Syddanmark", from: "2007-01", to: "9999-12" },
  { name: "Region Hovedstaden", from: "2007-01", to: "2026-12" },
  { name: "Region Sjælland", from: "2007-01", to: "2026-12" },
  { name: "Region Østdanmark", from: "2027-01", to: "9999-12" },
];
const kinds = ["PLO-klinik", "Regionsklinik", "Udbudsklinik"];
const comparedKind = "PLO-klinik";
const lastMonthOfLaenderyg = "2019-12";
const requiredPlans = 10n;
/** The first month in which the shipped rule is in force. */
export const firstMonthOfRule = "2022-01";

/** Names of the regions that exist in a month. */
export function regionsIn(month: string): string[] {
  return regions.filter(({ from, to }) => from <= month && month <= to).map(({ name }) => name);
}

/** The register that a month uses: the newest that is not later, or else the oldest. */
function registerOf(world: World, month: string): readonly ClinicRow[] {
  const months = [...world.registers.keys()].sort();
  let chosen = months[0] ?? "";
  for (const candidate of months) if (candidate <= month) chosen = candidate;
  return world.registers.get(chosen) ?? [];
}

/** Items by what a function says of them, in their order. */
export function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** The last day of a month, counted by the calendar. */
export function lastDayOf(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${month}-${String(days[number - 1])}`;
}

function isOpen(clinic: ClinicRow, month: string): boolean {
  const last = lastDayOf(month);
  return clinic.opened <= last && (clinic.closed === "" || clinic.closed >= last);
}

/** The twelve months that end with a month, oldest first. */
function windowMonths(month: string): string[] {
  let [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const months: string[] = [];
  for (let step = 0; step < 12; step += 1) {
    months.unshift(`${String(year)}-${String(number).padStart(2, "0")}`);
    number -= 1;
    if (number === 0) [year, number] = [year - 1, 12];
  }
  return months;
}

/** The clinic that holds a count: the one that overlaps the month, else the latest that began before its end. */
function holderOf(ofNumber: readonly ClinicRow[], month: string): ClinicRow | null {
  const own = ofNumber.filter((clinic) => clinic.opened <= lastDayOf(month));
  const overlapping = own.filter((clinic) => clinic.closed === "" || clinic.closed >= `${month}-01`);
  let holder: ClinicRow | null = null;
  for (const clinic of overlapping.length > 0 ? overlapping : own)
    if (holder === null || clinic.opened > holder.opened) holder = clinic;
  return holder;
}

/** Counts with their holders by a register, month by month. */
type Held = Map<string, { count: CountRow; holder: ClinicRow | null }[]>;

const heldBy = new WeakMap<World, Map<readonly ClinicRow[], Held>>();

function holdCounts(world: World, register: readonly ClinicRow[]): Held {
  const before = heldBy.get(world)?.get(register);
  if (before !== undefined) return before;
  const byNumber = grouped(register, (clinic) => clinic.ydernummer);
  const held: Held = new Map();
  for (const count of world.counts) {
    const list = held.get(count.month) ?? [];
    held.set(count.month, list);
    list.push({ count, holder: holderOf(byNumber.get(count.ydernummer) ?? [], count.month) });
  }
  heldBy.set(world, (heldBy.get(world) ?? new Map<readonly ClinicRow[], Held>()).set(register, held));
  return held;
}

/** What a clinic counts under in a report month; null: nothing. */
function valueOf(clinic: ClinicRow, split: Split, month: string): string | null {
  if (split === null || split === "plan-type") return "all";
  if (split !== "region") return clinic[split] === "" ? null : clinic[split];
  const hasMerged = ["Region Hovedstaden", "Region Sjælland"].includes(clinic.region) && month >= "2027-01";
  return hasMerged ? "Region Østdanmark" : clinic.region;
}

/** Every value of a split that has rows in a report month, in the order in which they are shown. */
function valuesOf(world: World, month: string, split: Split): string[] {
  if (split === null) return ["all"];
  if (split === "kind") return kinds;
  if (split === "plan-type") {
    const knowsLaenderyg = world.months.some((known) => known <= month && known <= lastMonthOfLaenderyg);
    return ["KOL", "T2D", "IHS", ...(knowsLaenderyg ? ["Lænderyg"] : [])];
  }
  const used = new Set(registerOf(world, month).map((clinic) => valueOf(clinic, split, month)));
  if (split === "region") {
    const inForce = regionsIn(month);
    return regions.map(({ name }) => name).filter((name) => inForce.includes(name) || used.has(name));
  }
  const danish = new Intl.Collator("da-DK", { numeric: true });
  return [...used].filter((value) => value !== null).sort((left, right) => danish.compare(left, right));
}

function fieldOf(split: Split, value: string): Row {
  if (split === null) return {};
  return { [split === "plan-type" ? "plan_type" : split]: value };
}

function knownUpTo(world: World, month: string): string[] {
  return world.months.filter((one) => one <= month).sort();
}

/** Rows of `plans-per-month`. */
export function plansPerMonth(world: World, month: string, split: Split): Row[] {
  const held = holdCounts(world, registerOf(world, month));
  const values = valuesOf(world, month, split);
  return knownUpTo(world, month).flatMap((of) => {
    const sums = new Map(values.map((value) => [value, { new: 0, maintained: 0 }]));
    for (const { count, holder } of held.get(of) ?? []) {
      let value: string | null = "all";
      if (split === "plan-type") value = count.planType;
      else if (split !== null) value = holder === null ? null : valueOf(holder, split, month);
      const sum = sums.get(value ?? "");
      if (sum === undefined) continue;
      sum.new += count.new;
      sum.maintained += count.maintained;
    }
    return [...sums].map(([value, sum]) => ({
      month: of,
      ...fieldOf(split, value),
      ...sum,
      total: sum.new + sum.maintained,
    }));
  });
}

/** Rows of `plans-accumulated`. */
export function plansAccumulated(world: World, month: string, split: Split): Row[] {
  const window = windowMonths(month);
  const sums = new Map<string, [number, number, number]>();
  return plansPerMonth(world, month, split)
    .filter((row) => window.includes(String(row["month"])))
    .map((row) => {
      const { month: of, new: made, maintained, total, ...field } = row;
      const key = JSON.stringify(field);
      const [one, two, three] = sums.get(key) ?? [0, 0, 0];
      const sum: [number, number, number] = [
        one + Number(made),
        two + Number(maintained),
        three + Number(total),
      ];
      sums.set(key, sum);
      return { month: of, ...field, new: sum[0], maintained: sum[1], total: sum[2] };
    });
}

/** Rows of `active-clinics`. */
export function activeClinics(world: World, month: string, split: Split): Row[] {
  const register = registerOf(world, month);
  const held = holdCounts(world, register);
  const values = valuesOf(world, month, split);
  return knownUpTo(world, month).flatMap((of) => {
    const open = register.filter((clinic) => isOpen(clinic, of));
    const isOpenNow = new Set(open);
    const active = new Map(values.map((value) => [value, new Set<ClinicRow>()]));
    for (const { count, holder } of held.get(of) ?? []) {
      if (holder === null || !isOpenNow.has(holder) || count.new + count.maintained === 0) continue;
      const value = split === "plan-type" ? count.planType : valueOf(holder, split, month);
      active.get(value ?? "")?.add(holder);
    }
    const openOf = grouped(open, (clinic) => valueOf(clinic, split, month));
    return [...active].map(([value, clinics]) => ({
      month: of,
      ...fieldOf(split, value),
      active: clinics.size,
      clinics: (split === "plan-type" ? open : (openOf.get(value) ?? [])).length,
    }));
  });
}

/** Rows of `sustained-use`. */
export function sustainedUse(world: World, month: string, split: Split): Row[] {
  const register = registerOf(world, month);
  const held = holdCounts(world, register);
  const values = valuesOf(world, month, split);
  const known = new Set(world.months);
  return knownUpTo(world, month).flatMap((of) => {
    const latest = windowMonths(of).slice(-3);
    const yearBefore = latest.map((one) => `${String(Number(one.slice(0, 4)) - 1)}${one.slice(4)}`);
    if (![...latest, ...yearBefore].every((one) => known.has(one))) return [];
    const stayed = new Set(
      register.filter((clinic) => isOpen(clinic, of) && isOpen(clinic, yearBefore[2] ?? "")),
    );
    const makersIn = (months: readonly string[]): Map<string, Set<ClinicRow>> => {
      const makers = new Map(values.map((value) => [value, new Set<ClinicRow>()]));
      for (const { count, holder } of months.flatMap((one) => held.get(one) ?? [])) {
        if (holder === null || !stayed.has(holder) || count.new + count.maintained === 0) continue;
        const value = split === "plan-type" ? count.planType : valueOf(holder, split, month);
        makers.get(value ?? "")?.add(holder);
      }
      return makers;
    };
    const [before, now] = [makersIn(yearBefore), makersIn(latest)];
    return values.map((value) => {
      const users = [...(before.get(value) ?? [])];
      const still = users.filter((clinic) => now.get(value)?.has(clinic)).length;
      const share = users.length === 0 ? null : still / users.length;
      return { month: of, ...fieldOf(split, value), before: users.length, still, share };
    });
  });
}

/** Doctors as a fraction; null when unknown. */
function fractionOf(text: string): { over: bigint; under: bigint } | null {
  if (text === "") return null;
  const [whole = "0", part = ""] = text.split(/[.,]/);
  return { over: BigInt(whole + part), under: 10n ** BigInt(part.length) };
}

/** Doctors as a fraction above 0; null when unknown or 0. */
function knownDoctors(clinic: ClinicRow): { over: bigint; under: bigint } | null {
  const doctors = fractionOf(clinic.doctors);
  return doctors === null || doctors.over === 0n ? null : doctors;
}

/** New plans in the window of each clinic's own counts. */
function ownNewPlans(world: World, month: string): Map<ClinicRow, number> {
  const held = holdCounts(world, registerOf(world, month));
  const sums = new Map<ClinicRow, number>();
  for (const of of windowMonths(month)) {
    for (const { count, holder } of held.get(of) ?? [])
      if (holder !== null) sums.set(holder, (sums.get(holder) ?? 0) + count.new);
  }
  return sums;
}

function comparedClinics(world: World, month: string): ClinicRow[] {
  return registerOf(world, month).filter((clinic) => clinic.kind === comparedKind && isOpen(clinic, month));
}

/** The bins of new plans per doctor by their lower bounds; the first two both begin at 0. */
const bins: readonly (readonly [label: string, from: bigint])[] = [
  ["0", 0n],
  ["<5", 0n],
  ["5–9", 5n],
  ["10–14", 10n],
  ["15–19", 15n],
  ["20–29", 20n],
  ["30–39", 30n],
  ["≥40", 40n],
];

function binOf(clinic: ClinicRow, newPlans: number): string | null {
  const doctors = knownDoctors(clinic);
  if (doctors === null) return null;
  if (newPlans === 0) return "0";
  return (
    bins.findLast(([, from]) => BigInt(newPlans) * doctors.under >= from * doctors.over)?.[0] ?? "no bin"
  );
}

/** The answer of `plans-per-doctor`, without what names the question. */
export function plansPerDoctor(world: World, month: string, split: Split): Row {
  const own = ownNewPlans(world, month);
  const clinics = comparedClinics(world, month);
  const perValue = valuesOf(world, month, split).map((value) => {
    const found = clinics
      .filter((clinic) => valueOf(clinic, split, month) === value)
      .map((clinic) => binOf(clinic, own.get(clinic) ?? 0));
    const count = (label: string | null): number => found.filter((bin) => bin === label).length;
    return {
      value,
      population: { clinics: found.length, unknown: count(null) },
      rows: bins.map(([label]) => ({ ...fieldOf(split, value), label, clinics: count(label) })),
    };
  });
  const rows = perValue.flatMap((one) => one.rows);
  if (split === null) return { ...perValue[0]?.population, rows };
  return { by: Object.fromEntries(perValue.map(({ value, population }) => [value, population])), rows };
}

/** A clinic held against the shipped rule. */
interface Judgement {
  clinic: ClinicRow;
  newPlans: number;
  outcome: "pass" | "fail" | "unknown";
}

function judge(world: World, month: string): Judgement[] {
  const register = registerOf(world, month);
  const own = ownNewPlans(world, month);
  const taken = new Map<ClinicRow, number>();
  for (const predecessor of register) {
    if (predecessor.successor === "" || predecessor.closed === "") continue;
    let successor: ClinicRow | null = null;
    for (const candidate of register) {
      if (candidate.ydernummer !== predecessor.successor || candidate.opened <= predecessor.closed) continue;
      if (successor === null || candidate.opened < successor.opened) successor = candidate;
    }
    if (successor !== null) taken.set(successor, (taken.get(successor) ?? 0) + (own.get(predecessor) ?? 0));
  }
  return comparedClinics(world, month).map((clinic) => {
    const newPlans = (own.get(clinic) ?? 0) + (taken.get(clinic) ?? 0);
    const doctors = knownDoctors(clinic);
    if (doctors === null) return { clinic, newPlans, outcome: "unknown" };
    const isMet = BigInt(newPlans) * doctors.under >= requiredPlans * doctors.over;
    return { clinic, newPlans, outcome: isMet ? "pass" : "fail" };
  });
}

/** Rows of `ok22` for one month. */
export function ok22(world: World, month: string, split: Split): Row[] {
  const judged = judge(world, month);
  return valuesOf(world, month, split).map((value) => {
    const own = judged.filter(({ clinic }) => valueOf(clinic, split, month) === value);
    const count = (outcome: string): number => own.filter((one) => one.outcome === outcome).length;
    return {
      ...fieldOf(split, value),
      clinics: own.length,
      pass: count("pass"),
      fail: count("fail"),
      unknown: count("unknown"),
      share: own.length === 0 ? null : count("pass") / own.length,
    };
  });
}

/** Rows of `ok22 --from`: months of the rule with a full window, each by its own register. */
export function ok22Trend(world: World, span: { from: string; to: string }, split: Split): Row[] {
  const known = new Set(world.months);
  return knownUpTo(world, span.to)
    .filter((month) => month >= span.from && month >= firstMonthOfRule)
    .filter((month) => windowMonths(month).every((one) => known.has(one)))
    .flatMap((month) => ok22(world, month, split).map((row) => ({ month, ...row })));
}

/** A fraction as the number that JSON shows. */
function asNumber(fraction: { over: bigint; under: bigint }): number {
  const digits = String(fraction.under).length - 1;
  const text = String(fraction.over).padStart(digits + 1, "0");
  return Number(`${text.slice(0, text.length - digits)}.${text.slice(text.length - digits)}`);
}

/** Rows of `ok22 --by clinic`, without the segment. */
export function ok22Clinics(world: World, month: string): Row[] {
  return judge(world, month)
    .map(({ clinic, newPlans, outcome }) => {
      const { ydernummer, opened, name, kind } = clinic;
      const doctors = fractionOf(clinic.doctors);
      const required = doctors === null ? null : { ...doctors, over: doctors.over * requiredPlans };
      const lacking = required === null ? 0n : required.over - BigInt(newPlans) * required.under;
      return {
        ydernummer,
        opened,
        name,
        region: valueOf(clinic, "region", month),
        kind,
        doctors: doctors === null ? null : asNumber(doctors),
        new_plans: newPlans,
        required: required === null ? null : asNumber(required),
        missing: required === null ? null : asNumber({ ...required, over: lacking > 0n ? lacking : 0n }),
        outcome,
      };
    })
    .sort((left, right) =>
      `${left.ydernummer} ${left.opened}` < `${right.ydernummer} ${right.opened}` ? -1 : 1,
    );
}
